"""What waits for an answer, whatever its kind: where it stands, for whom, until it is settled."""

from datetime import date, timedelta
from typing import Any

import pytest

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.errors import NotFound
from loa.modules.plans import facade
from loa.modules.plans.queries import difficulties, questions, remarks
from loa.modules.plans.queries.due_days import due_days
from loa.modules.plans.queries.my_work import Kind, my_work
from loa.modules.plans.queries.replies import Kind as ReplyKind
from loa.modules.plans.tests.factories import AT, Scene, as_person, issued, sent_up
from loa.modules.plans.types.due_days import Whose

pytestmark = pytest.mark.django_db
KINDS: dict[str, ReplyKind[Any, Any]] = {
    "difficulty": difficulties.KIND,
    "question": questions.KIND,
    "remark": remarks.KIND,
}
ANSWER = {
    "difficulty": Kind.ANSWER_DIFFICULTY,
    "question": Kind.ANSWER_QUESTION,
    "remark": Kind.ANSWER_REMARK,
}
TODAY = local_day(AT)


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def plan_id(scene: Scene) -> int:
    return issued(scene)


def holder(kind: str, scene: Scene) -> orgs.Actor:
    """Whoever is to answer."""
    return scene.officer if kind == "remark" else scene.district_officer


def test_it_stands_in_the_work_of_who_answers_and_of_who_waits(
    scene: Scene, plan_id: int, kind: str
) -> None:
    pk = int(sent_up(kind, scene, plan_id).partition(":")[2])
    mine = [line for line in my_work(holder(kind, scene), TODAY) if line.thing == kind]
    assert [(line.kind, line.id) for line in mine] == [(ANSWER[kind], pk)]
    waits = [line for line in my_work(scene.focal, TODAY) if line.thing == kind]
    assert [line.kind for line in waits] == ([] if kind == "remark" else [Kind.WAIT])
    assert not [line for line in my_work(scene.other_focal, TODAY) if line.thing == kind]


def test_it_stands_in_the_calendar_of_who_answers_on_its_last_day(
    scene: Scene, plan_id: int, kind: str
) -> None:
    """Of what a citizen said no word goes into a calendar, which telephones copy."""
    sent_up(kind, scene, plan_id)
    (row,) = KINDS[kind].held_by(KINDS[kind].answering(holder(kind, scene), TODAY), TODAY)
    days = due_days(holder(kind, scene), Whose.MINE, TODAY, date(2022, 12, 31), TODAY)
    (mine,) = [one for one in days if one.thing.value == kind]
    assert (mine.id, mine.due_on) == (row.id, row.due_on)
    assert (row.words in mine.title) is (kind != "remark")
    assert not [
        one
        for one in due_days(scene.focal, Whose.MINE, TODAY, date(2022, 12, 31), TODAY)
        if one.thing.value == kind
    ]


def test_it_is_in_time_on_its_day_and_overdue_on_the_next(
    scene: Scene, plan_id: int, kind: str
) -> None:
    sent_up(kind, scene, plan_id)
    (found,) = KINDS[kind].open()
    due = KINDS[kind].row_of(found, TODAY).due_on
    assert KINDS[kind].overdue(due) == []
    ((late, row),) = KINDS[kind].overdue(due + timedelta(days=1))
    assert (late.pk, row.is_late) == (found.pk, True)


def test_a_stranger_finds_nothing_to_see_or_to_work_on(
    scene: Scene, plan_id: int, kind: str
) -> None:
    sent_up(kind, scene, plan_id)
    (found,) = KINDS[kind].open()
    for read in (KINDS[kind].shown, KINDS[kind].locked):
        assert read(holder(kind, scene), found.pk, TODAY) == found
        with pytest.raises(NotFound):
            read(scene.other_focal, found.pk, TODAY)


def test_its_news_lead_to_it_for_who_may_see_it(scene: Scene, plan_id: int, kind: str) -> None:
    pk = int(sent_up(kind, scene, plan_id).partition(":")[2])
    told = facade.all_notices(as_person(holder(kind, scene)), TODAY)
    assert pk in {getattr(line, f"{kind}_id") for line in told}
