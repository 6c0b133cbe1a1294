"""Units that ended: their open work goes on with the successor or ends with its reason."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.jobs.tests.factories import run_jobs, wired
from loa.foundation.legal.facade import CalendarDayRecorded, record_calendar_day
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.errors import NotAllowed
from loa.kernel.worktime import DayKind
from loa.modules.plans import facade, handlers, queries
from loa.modules.plans.models import Activity, Assignment, Notice, Occurrence, Plan
from loa.modules.plans.operations.move_due_days import move_due_days
from loa.modules.plans.operations.transfer_work import settle_ended_units, transfer_work
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    again,
    begun,
    coordinated,
    issued,
    make_scene,
    occurrence_of,
    recorded,
    submitted,
)
from loa.modules.plans.types import CLOSED_STATES, Verb, WorkState

pytestmark = pytest.mark.django_db
MERGED_AT = datetime(2025, 7, 2, 2, 0, tzinfo=UTC)
MERGED_ON = date(2025, 7, 2)


def _holder(scene: Scene) -> int:
    return orgs.successors_of(scene.commune.id, MERGED_ON)[0].unit_id


def _open(unit_id: int) -> int:
    rows = Occurrence.objects.filter(assignment__unit=unit_id)
    return rows.exclude(state__in=CLOSED_STATES).count()


def _merge(unit_id: int) -> None:
    handlers.on_unit_merged(orgs.UnitMerged(unit_id, 0, MERGED_AT))


def test_open_work_moves_once_with_its_state_and_activities() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    work = submitted(scene, plan_id)
    holder, left = _holder(scene), _open(scene.commune.id)
    for _ in range(2):
        _merge(scene.commune.id)
    assert (_open(scene.commune.id), _open(holder)) == (0, left)
    work = again(work)
    assert work.state == WorkState.NOT_APPLICABLE
    assert "Chuyển sang" in work.reason
    moved = occurrence_of(plan_id, holder, "tờ rơi")
    assert (moved.state, moved.submitted_on) == (WorkState.SUBMITTED, AT.date())
    activity = Activity.objects.get()
    assert (activity.occurrence_id, activity.unit_id) == (moved.pk, scene.commune.id)
    assert recorded_verbs(work.ref)[-1] == Verb.TRANSFER
    assert recorded_verbs(work.ref).count(Verb.TRANSFER) == 1
    assert Notice.objects.filter(unit=holder).count() == 1
    found = facade.status(Plan.objects.get(pk=plan_id), MERGED_ON)
    assert sum(found.by_state.values()) == sum(found.by_level.values()) == found.assignments


def test_what_was_finished_stays_with_who_finished_it_and_the_successor_reads_it() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    work = submitted(scene, plan_id)
    facade.accept(actor=scene.district_officer, occurrence_id=work.pk, version=3, at=AT)
    _merge(scene.commune.id)
    assert again(work).state == WorkState.DONE
    successor = make_actor(orgs.Role.FOCAL_OFFICER, _holder(scene))
    assert queries.occurrence_for(successor, work.pk, MERGED_ON) == work
    officer = make_actor(orgs.Role.PLAN_OFFICER, scene.office.id)
    assert queries.occurrence_for(officer, work.pk, MERGED_ON) == work
    stranger = make_actor(orgs.Role.FOCAL_OFFICER, scene.department.id)
    assert scene.commune.id not in queries.readable_units(stranger, MERGED_ON)
    with pytest.raises(NotAllowed):  # reading is not doing
        facade.exempt(actor=successor, occurrence_id=work.pk, version=4, reason="Thử", at=MERGED_AT)


def test_work_of_two_units_becomes_one_line_and_no_amount_is_lost_or_doubled() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    holder = _holder(scene)
    sibling = next(
        row
        for row in orgs.tree(AT.date())
        if row.id not in {scene.commune.id, holder}
        and [one.unit_id for one in orgs.successors_of(row.id, MERGED_ON)][:1] == [holder]
    )
    begun(scene, plan_id)
    recorded(
        make_actor(orgs.Role.FOCAL_OFFICER, sibling.id),
        occurrence_of(plan_id, sibling.id, "tờ rơi"),
        12,
    )
    for unit_id in (scene.commune.id, sibling.id):
        _merge(unit_id)
    task = occurrence_of(plan_id, scene.commune.id, "tờ rơi").assignment.task
    mine = Assignment.objects.get(task=task, unit=holder)
    assert mine.occurrences.count() == 4
    assert queries.assignment_totals(mine) == {"LEAFLETS": 42}
    assert {row.state for row in mine.occurrences.filter(ordinal=1)} == {WorkState.IN_PROGRESS}


def test_a_coordinating_successor_leads_what_he_takes_over() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    extra = coordinated(scene, plan_id)
    holder = _holder(scene)
    Assignment.objects.filter(pk=extra.assignment_id).update(task=work.assignment.task, unit=holder)
    Occurrence.objects.filter(pk=extra.pk).update(
        state=WorkState.DONE, submitted_on=AT.date(), closed_on=AT.date()
    )
    _merge(scene.commune.id)
    mine = again(extra)
    assert (mine.assignment.role, mine.state) == (facade.TaskRole.LEAD, WorkState.IN_PROGRESS)
    assert mine.assignment.occurrences.count() == 4


def test_what_would_come_to_the_issuer_ends_with_a_stated_reason() -> None:
    scene = make_scene()
    issued(scene)
    assert _open(scene.district.id)
    _merge(scene.district.id)
    assert _open(scene.district.id) == 0
    reasons = Occurrence.objects.filter(assignment__unit=scene.district.id)
    assert all("đã kết thúc hoạt động" in row.reason for row in reasons)
    assert not Assignment.objects.filter(unit=scene.root.id).exists()


def test_a_unit_that_people_end_leaves_no_open_work() -> None:
    """O02: every open assignment has a successor or a stated end."""
    scene = make_scene()
    issued(scene)
    head, *lines = orgs.export_units().decode("utf-8-sig").splitlines()
    row = next(cells for cells in csv.reader(lines) if cells[1] == scene.commune.code)
    row[8] = f"{TODAY:%d/%m/%Y}"
    table = "\n".join([head, ",".join(f'"{cell}"' for cell in row)]).encode()
    orgs.import_units(actor=orgs.cli_actor("thu", TODAY), sheet=orgs.read_sheet(table), at=AT)
    handlers.settle_ended(AT + timedelta(days=1))
    rows = Occurrence.objects.filter(assignment__unit=scene.commune.id)
    assert rows
    assert _open(scene.commune.id) == 0
    assert all("đã kết thúc hoạt động" in row.reason for row in rows)


def test_a_unit_that_still_stands_keeps_its_work() -> None:
    scene = make_scene()
    issued(scene)
    left = _open(scene.commune.id)
    handlers.on_unit_merged(orgs.UnitMerged(scene.commune.id, 0, AT))
    assert _open(scene.commune.id) == left


def test_a_plan_given_out_to_the_units_of_an_earlier_day_stays_with_them() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    Assignment.objects.filter(plan=plan_id).update(issued_at=MERGED_AT)
    left = _open(scene.commune.id)
    _merge(scene.commune.id)
    assert _open(scene.commune.id) == left


def test_what_no_event_told_is_found_when_it_comes_round() -> None:
    """O02: no work stays open with a unit that ended."""
    scene = make_scene()
    plan_id = issued(scene)
    keep = (scene.commune.id, scene.district.id, scene.office.id)
    Occurrence.objects.filter(assignment__plan=plan_id).exclude(assignment__unit__in=keep).delete()
    handlers.settle_ended(MERGED_AT)
    assert _open(scene.commune.id) == _open(scene.district.id) == 0
    assert _open(scene.office.id)
    assert settle_ended_units(actor=orgs.SYSTEM, at=MERGED_AT) == 0


def test_nobody_but_the_house_moves_work() -> None:
    scene = make_scene()
    issued(scene)
    with pytest.raises(NotAllowed):
        transfer_work(actor=scene.officer, old_unit_id=scene.commune.id, at=MERGED_AT)
    with pytest.raises(NotAllowed):
        settle_ended_units(actor=scene.officer, at=MERGED_AT)
    with pytest.raises(NotAllowed):
        move_due_days(actor=scene.officer, day=MERGED_ON, at=MERGED_AT)


def test_a_successor_counts_what_was_done_before_it_stood() -> None:
    """A quarter that ends on 30 June is reported by the units of 1 July, each amount once."""
    scene = make_scene()
    plan_id = issued(scene)
    Plan.objects.filter(pk=plan_id).update(period_rule="CALENDAR_QUARTER")
    plan = Plan.objects.get(pk=plan_id)
    work = begun(scene, plan_id)
    Activity.objects.filter(occurrence=work).update(done_on=date(2025, 6, 20))
    _merge(scene.commune.id)
    period = facade.period_of(plan, "2025-Q2")
    holder = _holder(scene)
    figures = reads.figures_for(plan, holder, period, MERGED_ON)
    assert figures.by_unit == {holder: {"LEAFLETS": 30}}
    root = reads.figures_for(plan, plan.issuer_id, period, MERGED_ON)
    assert root.recorded == {holder: {"LEAFLETS": 30}}


def _record_holiday(scene: Scene, day: date) -> None:
    record_calendar_day(
        actor=make_actor(orgs.Role.ADMINISTRATOR, scene.root.id),
        day=day,
        kind=DayKind.OFF,
        name="Nghỉ đột xuất",
        cites="Công văn 99/UBND",
        at=AT,
    )


def test_a_holiday_learned_late_moves_open_due_days_with_its_reason() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    once = occurrence_of(plan_id, scene.other.id, "kế hoạch")
    by_quarter = occurrence_of(plan_id, scene.other.id, "tờ rơi")
    handed = submitted(scene, plan_id)
    with wired({CalendarDayRecorded: (handlers.on_calendar_day_recorded,)}):
        for day in (date(2022, 3, 31), date(2022, 3, 14)):
            _record_holiday(scene, day)
        run_jobs()
    assert again(once).due_on == date(2022, 4, 1)
    assert again(by_quarter).due_on == date(2022, 3, 11)
    assert again(handed).due_on == date(2022, 3, 14)
    assert again(once).version == 2
    from loa.foundation.audit.facade import entries_for  # noqa: PLC0415  only here

    (entry,) = entries_for(once.ref)
    assert entry.verb == Verb.MOVE_DUE
    assert "Nghỉ đột xuất (Công văn 99/UBND)" in str(entry)
    assert move_due_days(actor=orgs.SYSTEM, day=date(2022, 3, 31), at=AT) == 0


def test_a_holiday_moves_the_work_of_all_units_by_as_many_statements_as_that_of_one() -> None:
    """W06 on the day a decree comes: every open deadline of the province at once."""
    scene = make_scene()
    plan_id = issued(scene)
    rows = Occurrence.objects.filter(assignment__plan=plan_id, due_on=date(2022, 3, 31))
    pks = sorted(rows.values_list("pk", flat=True))
    one, *others = pks
    with wired({}):
        _record_holiday(scene, date(2022, 3, 31))

    def moved(states: list[int]) -> tuple[int, int]:
        rows.update(state=WorkState.DONE, submitted_on=TODAY, closed_on=TODAY)
        Occurrence.objects.filter(pk__in=states).update(
            state=WorkState.NOT_STARTED, submitted_on=None, closed_on=None
        )
        with CaptureQueriesContext(connection) as asked:
            count = move_due_days(actor=orgs.SYSTEM, day=date(2022, 3, 31), at=AT)
        of_many = ("audit", "SET CONSTRAINTS")  # what many rows of the journal ask for
        told = [str(query["sql"]) for query in asked]
        return count, sum(not any(words in text for words in of_many) for text in told)

    moved([])  # reads the calendar, which is kept
    of_one, of_all = moved([one]), moved(others)

    assert (of_one[0], of_all[0]) == (1, len(others))
    assert len(others) > 100
    assert of_one[1] == of_all[1]
    ends = Occurrence.objects.filter(pk__in=pks).values_list("due_on", "ends_on", "version")
    assert set(ends) == {(date(2022, 4, 1), date(2022, 4, 1), 2)}
