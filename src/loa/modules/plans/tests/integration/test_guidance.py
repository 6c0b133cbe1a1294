"""Questions answered once: asked, settled by what is there, answered for many, told, revised."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.facade import SYSTEM
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import guidance as facade
from loa.modules.plans.models import (
    Clause,
    Difficulty,
    Guidance,
    Notice,
    Plan,
    Question,
)
from loa.modules.plans.operations.remind_replies import remind_of_replies
from loa.modules.plans.queries import questions as reads
from loa.modules.plans.queries.guidance import units_concerned
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.rules.replies import NobodyAbove
from loa.modules.plans.rules.work import PlanClosed
from loa.modules.plans.tests.factories import (
    AT,
    BOARD,
    TODAY,
    WHERE,
    Scene,
    again,
    asked,
    issued,
    occurrence_of,
    published,
    replied,
)
from loa.modules.plans.types import Verb
from loa.modules.plans.types.guidance import GuidanceFacts, QuestionState

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def _task(scene: Scene, plan_id: int) -> int:
    return occurrence_of(plan_id, scene.commune.id, "tờ rơi").assignment.task_id


def test_asked_comes_to_the_superior_with_a_clock(scene: Scene) -> None:
    plan_id = issued(scene)
    found = asked(scene, plan_id)
    row = facade.question_row(found, TODAY)
    assert (row.holder_id, row.state) == (scene.district.id, QuestionState.OPEN)
    assert row.due_on == date(2022, 2, 17)  # five working days after Thursday 10 February
    assert facade.question_row(found, date(2022, 2, 18)).is_late
    assert recorded_verbs(found.ref) == [Verb.QUESTION_ASK]
    assert WHERE in Notice.objects.get(unit=scene.district.id, kind=Verb.QUESTION_ASK).text
    assert asked(scene, plan_id, about="").task_id is None


def test_the_same_key_asks_once(scene: Scene) -> None:
    plan_id = issued(scene)
    key = uuid4()
    made = {
        facade.ask_question(
            actor=scene.focal,
            key=key,
            plan_id=plan_id,
            unit_id=scene.commune.id,
            task_id=None,
            clause_id=None,
            words=WHERE,
            answered_by=None,
            at=AT,
        )
        for _ in range(2)
    }
    assert (len(made), Question.objects.count()) == (1, 1)


def test_only_the_unit_asks_and_only_of_what_it_has(scene: Scene) -> None:
    plan_id = issued(scene)
    with pytest.raises(NotAllowed):
        asked(scene, plan_id, actor=scene.reader)
    with pytest.raises(NotAllowed):
        asked(scene, plan_id, actor=scene.other_focal)
    foreign = occurrence_of(plan_id, scene.office.id, "sổ tay").assignment.task_id
    for about in ({"task_id": foreign}, {"clause_id": 987_654}, {"task_id": 1, "clause_id": 1}):
        with pytest.raises(NotFound):
            facade.ask_question(
                actor=scene.focal,
                key=uuid4(),
                plan_id=plan_id,
                unit_id=scene.commune.id,
                words=WHERE,
                answered_by=None,
                at=AT,
                **{"task_id": None, "clause_id": None, **about},
            )
    with pytest.raises(rules.QuestionEmpty):
        asked(scene, plan_id, words="  ")


def test_guidance_that_is_there_settles_a_question_and_bothers_nobody(scene: Scene) -> None:
    plan_id = issued(scene)
    given = replied(scene.district_officer, asked(scene, plan_id))
    before = Notice.objects.count()
    found = asked(scene, plan_id, actor=scene.other_focal, unit=scene.other, answered_by=given.pk)
    assert (found.state, found.guidance_id) == (QuestionState.SETTLED, given.pk)
    assert Notice.objects.count() == before
    facade.withdraw_guidance(
        actor=scene.district_officer, guidance_id=given.pk, version=1, reason="Luật mới", at=AT
    )
    with pytest.raises(rules.GuidanceWithdrawn):
        asked(scene, plan_id, answered_by=given.pk)
    with pytest.raises(NotFound):
        asked(scene, plan_id, answered_by=987_654)


def test_one_answer_closes_many_and_reaches_who_has_the_same_task_once(scene: Scene) -> None:
    plan_id = issued(scene)
    first = asked(scene, plan_id)
    second = asked(scene, plan_id, words="Danh mục thủ tục thì xã đăng cổng thông tin nào?")
    other_matter = asked(scene, plan_id, words="Ai in áp phích?")
    assert [one.pk for one in reads.alike(first)] == [second.pk]
    with pytest.raises(rules.QuestionGroupChanged):
        replied(scene.district_officer, first, also=(other_matter.pk,))
    given = replied(scene.district_officer, first, also=(second.pk,))
    assert {again(one).state for one in (first, second)} == {QuestionState.ANSWERED}
    assert again(other_matter).state == QuestionState.OPEN
    assert recorded_verbs(first.ref) == [Verb.QUESTION_ASK, Verb.QUESTION_ANSWER]
    assert recorded_verbs(given.ref) == [Verb.GUIDANCE_PUBLISH]
    told = Notice.objects.filter(kind=Verb.GUIDANCE_PUBLISH)
    units = sorted(told.values_list("unit_id", flat=True))
    below = orgs.subtree_ids(scene.district.id, TODAY) - {scene.district.id, scene.commune.id}
    assert units == sorted(below)  # the communes of the district, not who asked, not elsewhere
    assert Notice.objects.filter(kind=Verb.QUESTION_ANSWER, unit=scene.commune.id).count() == 2


def test_of_the_province_all_that_have_the_clause_are_told(scene: Scene) -> None:
    plan_id = issued(scene)
    whole = published(scene, plan_id)
    of_task = published(scene, plan_id, task_id=_task(scene, plan_id))
    task = occurrence_of(plan_id, scene.commune.id, "tờ rơi").assignment.task
    of_clause = published(scene, plan_id, clause_id=task.clause_id)
    purpose = Clause.objects.filter(plan=plan_id, kind="PURPOSE").earliest("ordinal")
    of_purpose = published(scene, plan_id, clause_id=purpose.pk)
    held = set(task.assignments.values_list("unit_id", flat=True)) - {scene.office.id}
    assert set(units_concerned(of_task, TODAY)) == held
    assert set(units_concerned(of_clause, TODAY)) >= held
    everybody = units_concerned(whole, TODAY)
    assert set(everybody) > {scene.commune.id, scene.other.id, scene.department.id}
    assert units_concerned(of_purpose, TODAY) == everybody  # no task stands there
    told = Notice.objects.filter(thing=whole.ref).values_list("unit_id", flat=True)
    assert sorted(told) == everybody


def test_who_has_nobody_below_publishes_nothing(scene: Scene) -> None:
    plan_id = issued(scene)
    for actor, unit in (
        (scene.head, scene.commune),
        (scene.focal, scene.commune),
        (scene.district_officer, scene.office),
    ):
        with pytest.raises(NotAllowed):
            facade.publish_guidance(
                actor=actor,
                key=uuid4(),
                plan_id=plan_id,
                unit_id=unit.id,
                task_id=None,
                clause_id=None,
                facts=BOARD,
                at=AT,
            )


def test_passed_up_with_a_reason_begins_the_clock_anew(scene: Scene) -> None:
    found = asked(scene, issued(scene))
    call: dict[str, Any] = {
        "question_id": found.pk,
        "version": 1,
        "reason": "Tỉnh quy định",
        "at": LATER,
    }
    with pytest.raises(NotAllowed):
        facade.pass_question_up(actor=scene.focal, **call)
    for _ in range(2):
        facade.pass_question_up(actor=scene.district_officer, **call)
    moved = again(found)
    assert (moved.holder_id, moved.passed_from_id) == (scene.office.id, scene.district.id)
    assert facade.question_row(moved, TODAY).due_on == date(2022, 2, 18)
    assert recorded_verbs(found.ref) == [Verb.QUESTION_ASK, Verb.QUESTION_PASS_UP]
    with pytest.raises(NobodyAbove):
        facade.pass_question_up(
            actor=scene.officer, question_id=found.pk, version=2, reason="?", at=LATER
        )
    with pytest.raises(Stale):
        replied(scene.officer, found)


@pytest.mark.parametrize("about", ["tờ rơi", ""])
def test_a_difficulty_that_was_asked_goes_on_as_one(scene: Scene, about: str) -> None:
    plan_id = issued(scene)
    found = asked(scene, plan_id, about=about, words="Loa hỏng thì lấy tiền đâu sửa?")
    for _ in range(2):
        facade.turn_into_difficulty(
            actor=scene.district_officer, question_id=found.pk, version=1, at=LATER
        )
    made = Difficulty.objects.get()
    assert again(found).difficulty_id == made.pk
    assert (made.unit_id, made.holder_id) == (scene.commune.id, scene.district.id)
    assert (made.task_id is None) == (about == "")
    assert plans.row_of(made, TODAY).due_on == date(2022, 2, 18)
    told = Notice.objects.get(kind=Verb.QUESTION_TURN)
    assert (told.unit_id, told.thing) == (scene.commune.id, made.ref)
    assert [step.move for step in plans.steps_of(made)] == ["RAISED"]


def test_withdrawn_counts_nowhere_and_is_answered_no_more(scene: Scene) -> None:
    plan_id = issued(scene)
    found = asked(scene, plan_id)
    asked(scene, plan_id, words="Ai in áp phích?")
    for _ in range(2):
        facade.withdraw_question(actor=scene.focal, question_id=found.pk, version=1, at=AT)
    plan = Plan.objects.get(pk=plan_id)
    assert facade.question_counts(plan, date(2022, 2, 18)) == facade.QuestionCounts(1, 1, 0)
    with pytest.raises(rules.QuestionSettled):
        replied(scene.district_officer, again(found))


def test_answered_by_what_is_there(scene: Scene) -> None:
    plan_id = issued(scene)
    given = published(scene, plan_id)
    found = asked(scene, plan_id)
    for _ in range(2):
        facade.answer_by_guidance(
            actor=scene.district_officer,
            question_id=found.pk,
            version=1,
            guidance_id=given.pk,
            at=AT,
        )
    assert (again(found).state, again(found).guidance_id) == (QuestionState.ANSWERED, given.pk)
    assert Guidance.objects.count() == 1
    assert facade.guidance_row(facade.guidance_for(scene.focal, given.pk, TODAY)).answers == 1


def test_a_new_edition_stands_beside_the_old_and_is_what_readers_find(scene: Scene) -> None:
    plan_id = issued(scene)
    given = published(scene, plan_id)
    new = GuidanceFacts("Nơi niêm yết", "Đăng ở trang tra cứu của tỉnh.", "", date(2022, 3, 1))
    call: dict[str, Any] = {"guidance_id": given.pk, "version": 1, "reason": "Tỉnh mở trang mới"}
    for _ in range(2):
        facade.revise_guidance(actor=scene.officer, facts=new, at=LATER, **call)
    assert again(given).version == 2
    found = facade.guidance_for(scene.focal, given.pk, TODAY)
    row = facade.guidance_row(found)
    assert (row.title, row.edition, row.in_force_from) == ("Nơi niêm yết", 2, date(2022, 3, 1))
    assert [one.title for one in found.editions.order_by("ordinal")] == [BOARD.title, new.title]
    find = facade.searched
    assert [one.id for one in find(scene.focal, None, "trang tra cuu", None, TODAY)] == [given.pk]
    assert find(scene.focal, None, "gửi huyện đăng hộ", None, TODAY) == []
    told = Notice.objects.filter(thing=given.ref, kind=Verb.GUIDANCE_REVISE)
    assert told.filter(unit=scene.commune.id).count() == 1
    with pytest.raises(rules.NothingRevised):
        facade.revise_guidance(actor=scene.officer, facts=new, at=LATER, **{**call, "version": 2})
    with pytest.raises(Stale):
        facade.revise_guidance(actor=scene.officer, facts=BOARD, at=LATER, **call)
    with pytest.raises(NotAllowed):
        facade.revise_guidance(
            actor=scene.district_officer, facts=BOARD, at=LATER, **{**call, "version": 2}
        )


def test_taken_back_it_is_found_no_more_and_its_readers_are_told(scene: Scene) -> None:
    plan_id = issued(scene)
    given = replied(scene.district_officer, asked(scene, plan_id))
    call: dict[str, Any] = {"guidance_id": given.pk, "version": 1, "reason": "Trái Nghị định mới"}
    for _ in range(2):
        facade.withdraw_guidance(actor=scene.district_officer, at=LATER, **call)
    assert facade.searched(scene.focal, None, "danh muc", None, TODAY) == []
    assert facade.guidance_for(scene.focal, given.pk, TODAY).withdrawn_reason == call["reason"]
    told = Notice.objects.filter(thing=given.ref, kind=Verb.GUIDANCE_WITHDRAW)
    assert told.filter(unit=scene.commune.id).exists()  # who had asked too


def test_search_knows_place_words_and_what_one_may_see(scene: Scene) -> None:
    plan_id = issued(scene)
    plan = Plan.objects.get(pk=plan_id)
    here = published(scene, plan_id, task_id=_task(scene, plan_id))
    whole = published(scene, plan_id, facts=GuidanceFacts("In tờ rơi", "Danh mục in ở huyện"))
    place = facade.guidance_place(plan, plan.tasks.get(pk=_task(scene, plan_id)), None)
    find = facade.searched
    found = find(scene.focal, plan, "danh mục", None, TODAY)
    assert [one.id for one in found] == [here.pk, whole.pk]  # in the title before in the words
    assert [one.id for one in find(scene.focal, plan, "", place, TODAY)] == [here.pk]
    near = facade.resembling(scene.focal, place, "danh mục in ở đâu", TODAY)
    assert [one.id for one in near] == [here.pk, whole.pk]  # the same task first


def test_a_question_is_seen_by_its_unit_and_those_above(scene: Scene) -> None:
    found = asked(scene, issued(scene))
    assert facade.question_for(scene.officer, found.pk, TODAY).pk == found.pk
    with pytest.raises(NotFound):
        facade.question_for(scene.other_focal, found.pk, TODAY)


def test_a_closed_plan_refuses_every_write_with_the_same_words(scene: Scene) -> None:
    plan_id = issued(scene)
    found = asked(scene, plan_id)
    given = published(scene, plan_id)
    Plan.objects.filter(pk=plan_id).update(
        state="CLOSED", closed_at=AT, closed_by="x", closing_reason="Hết năm"
    )
    for write in (
        lambda: asked(scene, plan_id),
        lambda: replied(scene.district_officer, found),
        lambda: published(scene, plan_id),
        lambda: facade.withdraw_guidance(
            actor=scene.officer, guidance_id=given.pk, version=1, reason="x", at=AT
        ),
    ):
        with pytest.raises(PlanClosed):
            write()


def test_overdue_answers_are_told_once_a_day_to_both(scene: Scene) -> None:
    asked(scene, issued(scene))
    monday = datetime(2022, 2, 18, 2, 0, tzinfo=UTC)  # the first working day after the 17th
    assert remind_of_replies(actor=SYSTEM, at=monday) == 2
    assert remind_of_replies(actor=SYSTEM, at=monday + timedelta(hours=1)) == 0
    told = Notice.objects.filter(kind="REPLY_LATE").order_by("unit_id")
    assert {line.unit_id for line in told} == {scene.district.id, scene.commune.id}
    assert any("câu hỏi" in line.text for line in told)
