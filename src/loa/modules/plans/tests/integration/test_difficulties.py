"""Difficulties: raised, passed up, answered with what the direction changes, raised again."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.legal.facade import record_calendar_day
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.kernel.worktime import DayKind
from loa.modules.plans import facade, handlers, queries
from loa.modules.plans.models import (
    Assignment,
    Difficulty,
    DifficultyStep,
    Direction,
    Notice,
    Occurrence,
    Plan,
    Task,
)
from loa.modules.plans.operations.move_due_days import move_due_days
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.queries.abouts import task_in_force
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.rules.replies import NobodyAbove
from loa.modules.plans.rules.work import ReasonMissing
from loa.modules.plans.tests.factories import (
    AT,
    BROKEN,
    MARCH,
    TODAY,
    Scene,
    again,
    answered,
    issued,
    occurrence_of,
    raised,
)
from loa.modules.plans.types import DifficultyState, DirectionFacts, Effect, Verb

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
DAY = date(2022, 5, 20)


def _row(found: Difficulty, on: date = TODAY) -> facade.DifficultyRow:
    return facade.row_of(again(found), on)


def _counts(plan_id: int, on: date = TODAY) -> tuple[int, int, int]:
    found = facade.counts_of(Plan.objects.get(pk=plan_id), on)
    return found.open, found.late, found.answered


def test_raised_comes_to_the_superior_with_a_clock_in_working_days(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    row = _row(found)
    assert (row.holder_id, row.state) == (scene.district.id, DifficultyState.OPEN)
    assert row.due_on == date(2022, 2, 17)  # five working days after Thursday 10 February
    assert not _row(found, row.due_on).is_late
    assert _row(found, row.due_on + timedelta(days=1)).is_late
    assert _counts(plan_id, row.due_on + timedelta(days=1)) == (1, 1, 0)
    assert recorded_verbs(found.ref) == [Verb.DIFFICULTY_RAISE]
    told = Notice.objects.get(unit=scene.district.id, kind=Verb.DIFFICULTY_RAISE)
    assert BROKEN in told.text


@pytest.mark.usefixtures("day")
def test_a_day_off_that_is_announced_moves_the_day_of_answering(scene: Scene) -> None:
    """Hazard L07: the day is derived from the calendar of now, never kept beside it."""
    found = raised(scene, issued(scene))
    before = _row(found).due_on
    administrator = make_actor(orgs.Role.ADMINISTRATOR, scene.root.id)
    record_calendar_day(
        actor=administrator,
        day=before,
        kind=DayKind.OFF,
        name="Nghỉ bù",
        cites="Thông báo thử",
        verified=False,
        at=AT,
    )
    assert _row(found).due_on == before + timedelta(days=1)


def test_departments_and_districts_come_to_the_office_of_the_committee(scene: Scene) -> None:
    plan_id = issued(scene)
    focal = make_actor(orgs.Role.FOCAL_OFFICER, scene.department.id)
    assert raised(scene, plan_id, actor=focal, unit=scene.department).holder_id == scene.office.id
    head = scene.district_head
    assert raised(scene, plan_id, actor=head, unit=scene.district).holder_id == scene.office.id
    from_office = raised(scene, plan_id, actor=scene.office_head, unit=scene.office)
    assert from_office.holder_id == scene.office.id


def test_the_same_key_raises_once(scene: Scene) -> None:
    plan_id = issued(scene)
    call: dict[str, Any] = {
        "actor": scene.focal,
        "key": uuid4(),
        "plan_id": plan_id,
        "unit_id": scene.commune.id,
        "task_id": None,
        "clause_id": Plan.objects.get(pk=plan_id).clauses.earliest("ordinal").pk,
        "words": BROKEN,
        "wish": "",
        "at": AT,
    }
    made = facade.raise_difficulty(**call)
    assert facade.raise_difficulty(**call) == made
    assert Difficulty.objects.count() == 1


@pytest.mark.parametrize("about", [{}, {"task_id": 987_654}, {"clause_id": 987_654}])
def test_what_is_not_the_units_is_not_found(scene: Scene, about: dict[str, int]) -> None:
    call: dict[str, Any] = {"task_id": None, "clause_id": None, **about}
    with pytest.raises(NotFound):
        facade.raise_difficulty(
            actor=scene.focal,
            key=uuid4(),
            plan_id=issued(scene),
            unit_id=scene.commune.id,
            words=BROKEN,
            wish="",
            at=AT,
            **call,
        )


def test_who_may_not_is_told_and_who_is_elsewhere_finds_nothing(scene: Scene) -> None:
    plan_id = issued(scene)
    with pytest.raises(NotAllowed):
        raised(scene, plan_id, actor=scene.district_officer)
    with pytest.raises(NotAllowed):
        raised(scene, plan_id, actor=scene.other_focal)
    with pytest.raises(rules.DifficultyEmpty):
        raised(scene, plan_id, words="  ")
    found = raised(scene, plan_id)
    call: dict[str, Any] = {"difficulty_id": found.pk, "version": 1, "at": AT}
    with pytest.raises(NotAllowed):
        facade.withdraw_difficulty(actor=scene.district_officer, **call)
    with pytest.raises(NotAllowed):
        facade.reopen_difficulty(actor=scene.district_officer, reason="Vẫn vướng", **call)
    with pytest.raises(NotFound):
        facade.withdraw_difficulty(actor=scene.other_focal, **call)
    with pytest.raises(NotAllowed):
        facade.pass_up(actor=scene.focal, reason="Vượt thẩm quyền", **call)
    with pytest.raises(NotAllowed):
        answered(scene.focal, found)
    with pytest.raises(NotAllowed):  # it lies with the district, the office only reads it
        answered(scene.officer, found)
    with pytest.raises(NotFound):
        answered(scene.other_focal, found)


def test_passed_up_with_a_reason_the_clock_begins_anew(scene: Scene) -> None:
    found = raised(scene, issued(scene))
    call: dict[str, Any] = {
        "actor": scene.district_officer,
        "difficulty_id": found.pk,
        "version": 1,
        "at": LATER,
    }
    with pytest.raises(ReasonMissing):
        facade.pass_up(reason=" ", **call)
    for _ in range(2):  # hazard L01: a second press changes nothing
        facade.pass_up(reason="Vượt thẩm quyền", **call)
    row = _row(found)
    assert (row.holder_id, row.version) == (scene.office.id, 2)
    assert (row.reached_on, row.due_on) == (date(2022, 2, 11), date(2022, 2, 18))
    steps = DifficultyStep.objects.filter(difficulty=found).order_by("ordinal")
    assert [(step.holder_id, step.words) for step in steps] == [
        (scene.district.id, BROKEN),
        (scene.office.id, "Vượt thẩm quyền"),
    ]
    assert recorded_verbs(found.ref) == [Verb.DIFFICULTY_RAISE, Verb.DIFFICULTY_PASS_UP]
    assert {scene.office.id, scene.commune.id} <= set(
        Notice.objects.filter(kind=Verb.DIFFICULTY_PASS_UP).values_list("unit_id", flat=True)
    )
    with pytest.raises(NotAllowed):  # it is not the district's any more
        answered(scene.district_officer, again(found))
    with pytest.raises(NobodyAbove):
        facade.pass_up(
            actor=scene.officer, difficulty_id=found.pk, version=2, reason="Khó", at=LATER
        )


def test_answered_reaches_the_raiser_and_may_be_raised_once_again(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    given = answered(scene.district_officer, found, at=LATER)
    row = _row(found)
    assert (row.state, row.answer) == (DifficultyState.ANSWERED, "Dùng kinh phí của xã")
    assert _counts(plan_id) == (0, 0, 1)
    told = Notice.objects.get(unit=scene.commune.id, kind=Verb.DIFFICULTY_ANSWER)
    assert "Dùng kinh phí của xã" in told.text
    call: dict[str, Any] = {"actor": scene.focal, "difficulty_id": found.pk}
    with pytest.raises(rules.DifficultySettled):
        facade.withdraw_difficulty(version=2, at=LATER, **call)
    for _ in range(2):
        facade.reopen_difficulty(version=2, reason="Xã hết kinh phí", at=MARCH, **call)
    row = _row(found, MARCH.date())
    assert (row.state, row.rounds, row.reached_on) == (DifficultyState.OPEN, 2, MARCH.date())
    assert _counts(plan_id, MARCH.date()) == (1, 0, 0)
    answered(scene.district_officer, again(found), at=MARCH)
    assert Direction.objects.exclude(pk=given).count() == 1
    with pytest.raises(rules.RaisedTwice):
        facade.reopen_difficulty(version=4, reason="Vẫn chưa", at=MARCH, **call)


def test_withdrawn_counts_nowhere(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    for _ in range(2):
        facade.withdraw_difficulty(actor=scene.focal, difficulty_id=found.pk, version=1, at=LATER)
    assert _counts(plan_id) == (0, 0, 0)
    assert recorded_verbs(found.ref) == [Verb.DIFFICULTY_RAISE, Verb.DIFFICULTY_WITHDRAW]
    with pytest.raises(rules.DifficultySettled):
        answered(scene.district_officer, again(found))


def test_on_an_old_version_nothing_is_overwritten(scene: Scene) -> None:
    """Hazard L02: every step moves the version, and none goes on from an old one."""
    found = raised(scene, issued(scene))
    Difficulty.objects.filter(pk=found.pk).update(version=5)
    with pytest.raises(Stale):
        answered(scene.district_officer, found)
    with pytest.raises(Stale):
        facade.withdraw_difficulty(actor=scene.focal, difficulty_id=found.pk, version=1, at=AT)
    with pytest.raises(Stale):
        facade.pass_up(
            actor=scene.district_officer, difficulty_id=found.pk, version=1, reason="Khó", at=AT
        )


def _sibling(scene: Scene) -> orgs.UnitRow:
    """Another commune of the same district."""
    rows = orgs.children_of(scene.district.id, TODAY)
    return next(row for row in rows if row.id != scene.commune.id)


def test_one_answer_reaches_all_that_wait_for_the_same(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    unit = _sibling(scene)
    focal = make_actor(orgs.Role.FOCAL_OFFICER, unit.id)
    second = raised(scene, plan_id, actor=focal, unit=unit, words="Hết tờ rơi")
    elsewhere = raised(scene, plan_id, actor=scene.other_focal, unit=scene.other)
    assert [one.pk for one in reads.alike(found)] == [second.pk]
    with pytest.raises(rules.GroupChanged):
        answered(scene.district_officer, found, also=(elsewhere.pk,))
    given = answered(scene.district_officer, found, also=(second.pk,))
    assert set(Direction.objects.get(pk=given).difficulties.all()) == {found, second}
    told = Notice.objects.filter(kind=Verb.DIFFICULTY_ANSWER).values_list("unit_id", flat=True)
    assert set(told) == {scene.commune.id, unit.id}
    assert _counts(plan_id) == (1, 0, 2)


def test_a_direction_moves_the_day_of_the_units_current_work(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    given = answered(
        scene.district_officer,
        found,
        direction=DirectionFacts("Lùi hạn", Effect.UNIT_DUE, DAY),
    )
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    assert (work.due_on, work.directed_due_on) == (DAY, DAY)
    assert Verb.MOVE_DUE in recorded_verbs(work.ref)
    others = Occurrence.objects.exclude(directed_due_on=None)
    assert [row.pk for row in others] == [work.pk]
    assert Direction.objects.get(pk=given).effect == Effect.UNIT_DUE


def test_the_day_that_moves_is_that_of_the_quarter_in_which_it_was_raised(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    later = MARCH + timedelta(days=10)  # the second quarter has begun
    direction = DirectionFacts("Lùi hạn", Effect.UNIT_DUE, DAY)
    answered(scene.district_officer, found, direction=direction, at=later)
    moved = Occurrence.objects.get(directed_due_on=DAY)
    assert (moved.period, moved.assignment.unit_id) == ("2022-Q1", scene.commune.id)


def test_what_is_alike_is_passed_up_together(scene: Scene) -> None:
    plan_id = issued(scene)
    first = raised(scene, plan_id)
    second = raised(scene, plan_id, words="Hết giấy in")
    elsewhere = raised(scene, plan_id, actor=scene.other_focal, unit=scene.other)
    said: dict[str, Any] = {
        "actor": scene.district_officer,
        "version": 1,
        "reason": "Vượt thẩm quyền",
        "at": AT,
    }
    with pytest.raises(rules.GroupChanged):
        facade.pass_up(difficulty_id=first.pk, also=[elsewhere.pk], **said)
    for _ in range(2):  # hazard L01
        facade.pass_up(difficulty_id=first.pk, also=[second.pk], **said)
    assert {again(one).holder_id for one in (first, second)} == {scene.office.id}
    assert [step.move for step in reads.steps_of(second)] == ["RAISED", "PASSED_UP"]
    assert recorded_verbs(second.ref)[-1] == Verb.DIFFICULTY_PASS_UP


def test_the_same_words_about_the_same_are_one_until_they_are_answered(scene: Scene) -> None:
    plan_id = issued(scene)
    first = raised(scene, plan_id)
    assert raised(scene, plan_id).pk == first.pk
    assert raised(scene, plan_id, words="Hết giấy in").pk != first.pk
    answered(scene.district_officer, first)
    assert raised(scene, plan_id).pk != first.pk


def test_what_is_owed_past_its_day_moves_before_what_has_just_begun(scene: Scene) -> None:
    plan_id = issued(scene)
    at = MARCH + timedelta(days=7)  # the first quarter is overdue, the second has begun
    found = raised(scene, plan_id, at=at)
    first, *_later = reads.movable(found, at.date())
    assert (first.period, reads.work_of(scene.focal, found, at.date())) == ("2022-Q1", first.pk)
    direction = DirectionFacts("Lùi hạn", Effect.UNIT_DUE, DAY)
    answered(scene.district_officer, found, direction=direction, at=at)
    assert reads.moved_for(again(found)) == again(first)
    assert again(first).due_on == DAY


def test_who_answers_chooses_the_time_that_moves(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    second = next(one for one in reads.movable(found, TODAY) if one.period == "2022-Q2")
    strange = occurrence_of(plan_id, scene.office.id, "sổ tay")
    with pytest.raises(NotFound):
        answered(
            scene.district_officer,
            found,
            direction=DirectionFacts("Lùi", Effect.UNIT_DUE, DAY, strange.pk),
        )
    said = DirectionFacts("Lùi hạn", Effect.UNIT_DUE, date(2022, 7, 1), second.pk)
    answered(scene.district_officer, found, direction=said)
    moved = Occurrence.objects.get(directed_due_on=date(2022, 7, 1))
    assert moved.pk == second.pk


def test_only_the_provincial_office_moves_the_day_of_all(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    for_all = DirectionFacts("Lùi hạn cả tỉnh", Effect.ALL_DUE, DAY)
    with pytest.raises(NotAllowed):
        answered(scene.district_officer, found, direction=for_all)
    facade.pass_up(
        actor=scene.district_officer, difficulty_id=found.pk, version=1, reason="Cả tỉnh", at=AT
    )
    answered(scene.officer, again(found), direction=for_all)
    task = found.task
    moved = Occurrence.objects.filter(directed_due_on=DAY, assignment__task=task)
    assert moved.count() == Assignment.objects.filter(task=task).count()


def test_a_day_off_does_not_move_what_a_direction_set(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    answered(scene.district_officer, found, direction=DirectionFacts("Lùi", Effect.UNIT_DUE, DAY))
    move_due_days(actor=orgs.SYSTEM, day=DAY, at=AT)
    assert occurrence_of(plan_id, scene.commune.id, "tờ rơi").due_on == DAY


@pytest.mark.parametrize("due_on", [None, date(2022, 2, 9), date(2032, 5, 20)])
def test_a_day_that_is_missing_past_or_years_away_is_refused(
    scene: Scene, due_on: date | None
) -> None:
    found = raised(scene, issued(scene))
    with pytest.raises(rules.DirectionDay):
        answered(
            scene.district_officer,
            found,
            direction=DirectionFacts("Lùi", Effect.UNIT_DUE, due_on),
        )
    with pytest.raises(rules.DirectionEmpty):
        answered(scene.district_officer, found, direction=DirectionFacts(" "))
    assert not Direction.objects.exists()


def _with_a_new_task(scene: Scene, plan_id: int) -> tuple[Difficulty, Direction]:
    found = raised(scene, plan_id)
    facade.pass_up(
        actor=scene.district_officer, difficulty_id=found.pk, version=1, reason="Khó", at=AT
    )
    direction = DirectionFacts("Sửa loa của thôn 1", Effect.NEW_TASK, DAY)
    given = answered(scene.officer, again(found), direction=direction)
    return found, Direction.objects.get(pk=given)


def test_a_direction_opens_a_revision_with_a_task_for_who_raised_it(scene: Scene) -> None:
    plan_id = issued(scene)
    _found, given = _with_a_new_task(scene, plan_id)
    draft, task = given.draft, given.task
    assert draft is not None
    assert task is not None
    assert (draft.amends_id, draft.state) == (plan_id, "DRAFT")
    assert (task.title, task.due_on, task.content) == ("Sửa loa của thôn 1", DAY, given.words)
    assert [actor.unit_id for actor in task.actors.all()] == [scene.commune.id]
    assert draft.tasks.count() == Plan.objects.get(pk=plan_id).tasks.count() + 1


def test_the_revision_keeps_what_was_raised_and_the_day_that_was_set(scene: Scene) -> None:
    plan_id = issued(scene)
    moved = raised(scene, plan_id)
    answered(scene.district_officer, moved, direction=DirectionFacts("Lùi", Effect.UNIT_DUE, DAY))
    left = raised(scene, plan_id, words="Chưa có người dẫn")
    _found, given = _with_a_new_task(scene, plan_id)
    assert given.draft_id is not None
    facade.issue_plan(
        actor=scene.officer, plan_id=given.draft_id, version=None, at=LATER, as_it_stands=True
    )
    revised = Plan.objects.get(pk=given.draft_id)
    assert _counts(plan_id) == _counts(revised.pk) == (1, 0, 2)
    later = task_in_force(Task.objects.get(pk=left.task_id or 0))
    assert later.plan_id == revised.pk
    assert reads.marked(revised) == {(later.pk, scene.commune.id)}
    work = occurrence_of(revised.pk, scene.commune.id, "tờ rơi")
    assert (work.due_on, work.directed_due_on) == (DAY, DAY)
    with pytest.raises(rules.NotRaisable):
        raised(scene, plan_id)


def test_units_that_end_hand_theirs_on(scene: Scene) -> None:
    """What the commune raised goes to its successor, what its district held to the office."""
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    merged_at = AT.replace(year=2025, month=7, day=2)
    on = date(2025, 7, 2)
    for _ in range(2):
        handlers.on_unit_merged(orgs.UnitMerged(scene.commune.id, 0, merged_at))
    row = facade.row_of(again(found), on)
    assert row.unit_id == queries.holder(scene.commune.id, on) != scene.commune.id
    assert (row.holder_id, row.reached_on) == (orgs.office_row(on).id, on)
    assert DifficultyStep.objects.filter(difficulty=found).count() == 2
    assert recorded_verbs(found.ref) == [Verb.DIFFICULTY_RAISE, Verb.TRANSFER]
