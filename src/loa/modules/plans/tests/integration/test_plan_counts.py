"""The list of plans: counts by the database are those of the rules; page by page."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from itertools import groupby
from typing import NamedTuple

import pytest

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import queries
from loa.modules.plans.models import Activity, Occurrence, Plan
from loa.modules.plans.queries.matrix import grid, units_seen
from loa.modules.plans.queries.plan_counts import PlanCounts, Tally, tally_of
from loa.modules.plans.queries.work import activity_counts, opened_first
from loa.modules.plans.rules import work as rules
from loa.modules.plans.tests.factories import AT, TODAY, Scene, issued, occurrence_of, recorded
from loa.modules.plans.tests.web import browser, query_count, words_of
from loa.modules.plans.types import CLOSED_STATES, GridWork, Lateness, WorkRow, WorkState
from loa.modules.plans.web.plan_list_pages import PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def _mix(plan_id: int) -> None:
    """Every state, handed in before, on and behind the due day, or not."""
    states = list(WorkState)
    rows = list(Occurrence.objects.filter(assignment__plan=plan_id).order_by("pk"))
    handed = (WorkState.SUBMITTED, WorkState.RETURNED, WorkState.DONE)
    for n, row in enumerate(rows):
        row.state = states[n % len(states)].value
        days = (date(2022, 2, 1), row.due_on, date(2022, 12, 30), None)
        row.submitted_on = days[n % 4] if states[n % len(states)] in handed else None
        row.closed_on = TODAY if row.state in CLOSED_STATES else None
        row.reason = "Lý do"
    fields = ["state", "submitted_on", "closed_on", "reason"]
    Occurrence.objects.bulk_update(rows, fields, batch_size=1000)


class _Shown(NamedTuple):
    """What an assignment shows by the rules: of its occurrences one, and what of all of them."""

    occurrence_id: int
    opens: int
    state: WorkState
    is_late: bool
    lateness: Lateness
    occurrences: int
    activities: int


def _by_the_rules(actor: orgs.Actor, plan_id: int, day: date) -> dict[int, _Shown]:
    seen = units_seen(actor, Plan.objects.get(pk=plan_id), day)
    rows = Occurrence.objects.filter(assignment__plan=plan_id, assignment__unit__in=seen)
    activities = Counter(
        Activity.objects.filter(withdrawn_at=None).values_list("occurrence_id", flat=True)
    )
    found = {}
    for assignment, several in groupby(
        rows.order_by("assignment", "ordinal"), key=lambda row: row.assignment_id
    ):
        work = list(several)
        shown = rules.current(
            [rules.Begins(row.starts_on, WorkState(row.state)) for row in work], day
        )
        stands = [
            rules.lateness(
                rules.Timeliness(row.due_on, WorkState(row.state), row.submitted_on), day
            )
            for row in work
        ]
        begun = [stand for row, stand in zip(work, stands, strict=True) if row.starts_on <= day]
        late = any(one is not Lateness.NONE for one in begun or stands[:1])
        lateness = rules.of_times(stands[shown], is_owed=Lateness.OVERDUE in begun)
        done = sum(activities[row.pk] for row in work)
        one = work[shown]
        owed = [row.pk for row, stand in zip(work, begun, strict=False) if _is_owed(stand)]
        opens = owed[0] if owed else one.pk
        found[assignment] = _Shown(
            one.pk, opens, WorkState(one.state), late, lateness, len(work), done
        )
    return found


def _is_owed(lateness: Lateness) -> bool:
    return lateness is Lateness.OVERDUE


def _of_grid(row: GridWork) -> tuple[int, WorkState, Lateness]:
    return row.occurrence_id, row.state, row.lateness


def _counts(shown: Collection[_Shown]) -> PlanCounts:
    closed = sum(one.state in CLOSED_STATES for one in shown)
    overdue = sum(one.lateness is Lateness.OVERDUE for one in shown)
    return PlanCounts(len(shown), closed, overdue)


def _shown(row: WorkRow, opens: int, done: int) -> _Shown:
    return _Shown(
        row.occurrence_id, opens, row.state, row.is_late, row.lateness, row.occurrences, done
    )


def test_counts_are_those_of_the_rules(scene: Scene) -> None:
    plan_id = issued(scene)
    recorded(scene.focal, occurrence_of(plan_id, scene.commune.id, "tờ rơi"))
    _mix(plan_id)
    found = Counter[PlanCounts]()
    for actor in (scene.officer, scene.district_officer, scene.focal):
        for day in (date(2022, 1, 20), TODAY, date(2022, 5, 2), date(2022, 12, 31)):
            counted = queries.counts_by_plan(actor, [plan_id], day)[plan_id]
            shown = _by_the_rules(actor, plan_id, day)
            assert counted == _counts(shown.values()), day
            rows = queries.work_by_plan(actor, [plan_id], day)
            done = activity_counts({row.assignment_id for row in rows})
            opened = opened_first([row.assignment_id for row in rows], day)
            told = {
                row.assignment_id: _shown(
                    row, opened[row.assignment_id], done.get(row.assignment_id, 0)
                )
                for row in rows
            }
            assert told == shown, day
            tasks = queries.tasks_of(Plan.objects.get(pk=plan_id))
            pieces = grid(actor, Plan.objects.get(pk=plan_id), tasks, day).rows
            assert {one.assignment_id: _of_grid(one) for one in pieces} == {
                key: (one.opens, one.state, one.lateness) for key, one in shown.items()
            }, day
            found[counted] += 1
    assert len(found) > 6
    assert queries.counts_by_plan(scene.officer, [], TODAY) == {}


def test_what_the_database_tallies_is_what_the_matrix_shows(scene: Scene) -> None:
    plan_id = issued(scene)
    _mix(plan_id)
    plan = Plan.objects.get(pk=plan_id)
    for actor in (scene.officer, scene.district_officer, scene.focal):
        for day in (date(2022, 1, 20), TODAY, date(2022, 5, 2), date(2022, 12, 31)):
            rows = grid(actor, plan, queries.tasks_of(plan), day).rows
            found = tally_of(plan, units_seen(actor, plan, day), day)
            units: defaultdict[int, Tally] = defaultdict(Counter)
            tasks: defaultdict[int, Tally] = defaultdict(Counter)
            late: defaultdict[int, set[int]] = defaultdict(set)
            for row in rows:
                units[row.unit_id][row.state, row.lateness] += 1
                tasks[row.task_id][row.state, row.lateness] += 1
                if row.lateness is Lateness.OVERDUE:
                    late[row.task_id].add(row.unit_id)
            assert rows
            assert (found.by_unit, found.by_task, found.owing_units) == (units, tasks, late), day


def test_a_long_list_comes_page_by_page(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(scene.officer)
    few = query_count(client, "/ke-hoach/")
    first = Plan.objects.get(pk=plan_id)
    copies = [
        Plan(
            **{
                field.attname: getattr(first, field.attname)
                for field in Plan._meta.concrete_fields  # noqa: SLF001  Django publishes this name
                if field.attname not in {"id", "source_sha256", "subject", "imported_at"}
            },
            source_sha256=f"{n:064}",
            subject=f"Kế hoạch số {n}",
            imported_at=AT,
        )
        for n in range(165)
    ]
    Plan.objects.bulk_create(copies)
    page = words_of(client.get("/ke-hoach/"))
    assert page.count('class="meta"') == PAGE
    assert f"1–{PAGE} trong 166" in page
    assert query_count(client, "/ke-hoach/") == few
    last = words_of(client.get("/ke-hoach/?trang=9"))
    assert "161–166 trong 166" in last
    assert "Trang sau" not in last
