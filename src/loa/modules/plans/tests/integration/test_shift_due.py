"""Many due days moved in one act: once, with a line in the journal of each, and one notice."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.kernel.errors import NotAllowed
from loa.modules.plans import facade
from loa.modules.plans.models import Notice, Occurrence
from loa.modules.plans.operations.shift_due import shift_due, weighed
from loa.modules.plans.rules.shifting import (
    GIVEN_ABOVE,
    NothingToShift,
    Shift,
    ShownOtherwise,
    Standing,
    print_of,
    why_not,
)
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    again,
    as_person,
    issued,
    occurrence_of,
    submitted,
)
from loa.modules.plans.tests.web import browser, hidden, words_of
from loa.modules.plans.types import Schedule, TaskRole, Verb, WorkState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
MAY = date(2022, 5, 20)
WHY = "Chờ sổ tay in xong"
Works = tuple[Occurrence, Occurrence, Occurrence]


@pytest.fixture
def works(scene: Scene) -> Works:
    """Of the commune its plan and its leaflets, which are handed in; of another its plan."""
    plan_id = issued(scene)
    return (
        occurrence_of(plan_id, scene.commune.id, "kế hoạch"),
        submitted(scene, plan_id),
        occurrence_of(plan_id, scene.other.id, "kế hoạch"),
    )


def _shift(scene: Scene, works: Sequence[Occurrence], shift: Shift, **other: object) -> int:
    asked: dict[str, object] = {
        "actor": scene.officer,
        "plan_id": works[0].assignment.plan_id,
        "ids": [work.pk for work in works],
        "shift": shift,
        "reason": WHY,
        "seen": None,
        "key": uuid4(),
        "at": AT,
    }
    return shift_due(**{**asked, **other})  # type: ignore[arg-type]  # the values are those above


def test_what_is_open_moves_once_each_with_its_line_and_its_unit_told_once(
    scene: Scene, works: Works
) -> None:
    before, key = works[1].due_on, uuid4()
    for _twice in range(2):
        assert _shift(scene, works, Shift(due_on=MAY), key=key) == 2
    assert [again(work).due_on for work in works] == [MAY, before, MAY]
    assert again(works[0]).directed_due_on == MAY
    for work, lines in ((works[0], 1), (works[1], 0)):
        told = [one for one in audit.entries_for(work.ref) if one.verb == Verb.SHIFT_DUE]
        assert len(told) == lines
    notices = Notice.objects.filter(kind="DUE_MOVED")
    assert {row.unit_id for row in notices} == {scene.commune.id, scene.other.id}
    assert all(WHY in row.text for row in notices)
    with pytest.raises(NothingToShift):
        _shift(scene, works, Shift(due_on=MAY))


def test_working_days_are_added_to_the_day_of_each_and_twice_is_once(
    scene: Scene, works: Works
) -> None:
    key = uuid4()
    for _twice in range(2):
        assert _shift(scene, works[:1], Shift(days=5), key=key) == 1
    assert again(works[0]).due_on == date(2022, 4, 7)


def test_who_may_not_moves_nothing_and_what_changed_meanwhile_is_shown_again(
    scene: Scene, works: Works
) -> None:
    with pytest.raises(NotAllowed):
        _shift(scene, works, Shift(due_on=MAY), actor=scene.district_officer)
    plan_id = works[0].assignment.plan_id
    found = weighed(scene.officer, plan_id, [work.pk for work in works], Shift(due_on=MAY), TODAY)
    assert {one.work.id for one in found.moves} == {works[0].pk, works[2].pk}
    assert [one.why_not for one in found.stays] == [
        "Đã nộp, đã xong hoặc không áp dụng, nên hạn giữ nguyên."
    ]
    _shift(scene, works[2:], Shift(days=1))
    with pytest.raises(ShownOtherwise):
        _shift(scene, works, Shift(due_on=MAY), seen=print_of(found.found))
    assert again(works[0]).due_on == date(2022, 3, 31)


def test_the_pages_type_check_and_move(scene: Scene, works: Works) -> None:
    client, plan_id = browser(as_person(scene.officer)), works[0].assignment.plan_id
    matrix = words_of(client.get(reverse("plans:matrix", args=[plan_id])))
    assert "Dời hạn" in matrix
    ticked = {"do": "doi-han", "chosen": [work.pk for work in works]}
    sent_on = client.post(reverse("plans:work-many"), ticked)
    here = sent_on["Location"]
    assert (sent_on.status_code, here) == (307, reverse("plans:work-shift", args=[plan_id]))
    page = client.post(here, ticked)
    assert "Đang chọn 3 việc." in words_of(page)
    typed = {name: hidden(words_of(page), name)[0] for name in ("key", "chosen", "ve")}
    typed["reason"] = WHY
    assert client.post(here, typed).status_code == 422
    check = words_of(client.post(here, {**typed, "due_on": "20/05/2022"}))
    assert "Sẽ dời hạn 2 việc của 2 đơn vị" in check
    assert "Không dời được" in check
    assert again(works[0]).due_on == date(2022, 3, 31)
    shown = ("key", "seen", "due_on", "reason", "chosen", "ve")
    sent = {name: hidden(check, name)[0] for name in shown}
    typed_again = words_of(client.post(here, {**sent, "sua": "1"}))
    assert 'value="20/05/2022"' in typed_again
    assert hidden(typed_again, "seen") in ([], [""])
    for _twice in range(2):
        assert client.post(here, sent).status_code == 302
    assert [again(works[0]).due_on, again(works[2]).due_on] == [MAY, MAY]
    whole = reverse("plans:work-shift", args=[plan_id])
    assert "Đang chọn" in words_of(client.get(f"{whole}?muon=on"))
    assert browser(as_person(scene.focal)).get(whole).status_code == 403


def test_hundreds_that_were_ticked_move_as_well(scene: Scene, works: Works) -> None:
    client, plan_id = browser(as_person(scene.officer)), works[0].assignment.plan_id
    numbers = [works[0].pk, *range(10**6, 10**6 + 1200)]
    many = {"do": "doi-han", "chosen": ",".join(map(str, numbers)), "ke_hoach": str(plan_id)}
    page = words_of(client.post(reverse("plans:work-many"), many, follow=True))
    assert "Đang chọn 1.201 việc." in page
    here = reverse("plans:work-shift", args=[plan_id])
    typed = {name: hidden(page, name)[0] for name in ("key", "chosen", "ve")}
    check = words_of(client.post(here, {**typed, "days": "3", "reason": WHY}))
    assert "Sẽ dời hạn 1 việc" in check


def test_a_unit_moves_the_days_of_its_own_plan_not_those_of_the_plan_above(scene: Scene) -> None:
    plan_id = issued(scene)
    above = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    own = facade.make_own_plan(
        actor=scene.focal, parent_id=plan_id, unit_id=scene.commune.id, at=AT
    )
    facts = facade.TaskFacts(
        title="Sơn lại bảng tin",
        content="Sơn lại bảng tin của các thôn.",
        schedule=Schedule.ONCE,
        due_on=date(2022, 4, 15),
        units=((TaskRole.LEAD, scene.commune.id),),
    )
    facade.add_task(actor=scene.focal, key=uuid4(), plan_id=own, facts=facts, at=AT)
    facade.issue_plan(
        actor=scene.head, plan_id=own, version=None, number="7", as_it_stands=True, at=AT
    )
    mine = occurrence_of(own, scene.commune.id, "bảng tin")
    found = weighed(scene.focal, own, [mine.pk, above.pk], Shift(due_on=MAY), TODAY)
    assert [one.work.id for one in found.moves] == [mine.pk]
    assert [(one.work.id, one.why_not) for one in found.stays] == [(above.pk, GIVEN_ABOVE)]
    with pytest.raises(NotAllowed):
        _shift(scene, [mine], Shift(due_on=MAY), actor=scene.officer)
    before = above.due_on
    moved = _shift(
        scene, [mine, above], Shift(due_on=MAY), actor=scene.head, plan_id=own, ids=[mine.pk]
    )
    assert (moved, again(mine).due_on, again(above).due_on) == (1, MAY, before)
    matrix = words_of(browser(as_person(scene.head)).get(reverse("plans:matrix", args=[own])))
    assert reverse("plans:work-shift", args=[own]) in matrix


def test_no_own_day_comes_behind_the_day_above() -> None:
    standing = Standing(
        1, 1, WorkState.NOT_STARTED, date(2022, 2, 1), date(2022, 4, 1), latest=date(2022, 4, 15)
    )
    assert "sau hạn cấp trên giao 15/04/2022" in why_not(standing, MAY, TODAY)
    assert not why_not(standing, date(2022, 4, 15), TODAY)
    assert not why_not(standing, MAY, date(2022, 4, 20))
