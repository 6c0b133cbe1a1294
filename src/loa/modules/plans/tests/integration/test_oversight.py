"""The page of heads: its figures are those of the matrix, the lists and a recount of the rows."""

from datetime import date
from uuid import uuid4

import pytest
from django.db.models import F
from django.urls import reverse

from loa.foundation.orgs import facade as orgs
from loa.kernel import clock
from loa.modules.plans import facade, queries
from loa.modules.plans.facade import publicity
from loa.modules.plans.models import Occurrence, Plan, Urging
from loa.modules.plans.queries import oversight, reports
from loa.modules.plans.queries.difficulties import difficulties_of
from loa.modules.plans.queries.matrix import grid
from loa.modules.plans.queries.oversight_rows import Behind, rows_behind
from loa.modules.plans.rules.oversight import Figures, OnTime, from_json, to_json
from loa.modules.plans.rules.work import Timeliness, is_late
from loa.modules.plans.tests.factories import (
    AT,
    MARCH,
    Scene,
    as_person,
    asked,
    handed_in,
    issued,
    occurrence_of,
    raised,
    remarked,
)
from loa.modules.plans.tests.web import browser, query_count, words_of
from loa.modules.plans.types import CLOSED_STATES, Lateness, PublicFile, WorkState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

DAYS = (date(2022, 2, 10), date(2022, 5, 2), date(2022, 12, 31))
MOST_QUERIES = 24
_PATTERNS = 12


def _mix() -> None:
    """All there is in every state, handed in before, on and behind the due day, or not."""
    states = list(WorkState)
    handed = (WorkState.SUBMITTED, WorkState.RETURNED, WorkState.DONE)
    days = (date(2022, 2, 1), F("due_on"), date(2022, 12, 30), F("due_on"))
    rows = Occurrence.objects.alias(place=F("pk") % _PATTERNS)
    for n in range(_PATTERNS):
        state = states[n % len(states)]
        rows.filter(place=n).update(
            state=state.value,
            reason="Lý do",
            submitted_on=days[n % len(days)] if state in handed else None,
            closed_on=F("due_on") if state in CLOSED_STATES else None,
        )


def _head(unit_id: int, scene: Scene) -> orgs.Actor:
    return {scene.commune.id: scene.head, scene.district.id: scene.district_head}.get(
        unit_id, scene.office_head
    )


def _by_the_matrix(actor: orgs.Actor, plan: Plan, day: date) -> tuple[int, ...]:
    rows = grid(actor, plan, queries.tasks_of(plan), day).rows
    late = [row for row in rows if row.lateness is Lateness.OVERDUE]
    return (
        len(rows),
        sum(row.state in CLOSED_STATES for row in rows),
        len(late),
        sum(row.lateness is Lateness.DONE_LATE for row in rows),
        len({row.unit_id for row in late}),
        sum(row.state is WorkState.SUBMITTED for row in rows),
    )


def _recounted(units: frozenset[int], plan: Plan, day: date) -> tuple[OnTime, OnTime]:
    """What fell due in the period of the day and in the one before, row by row."""
    spans = queries.report_periods(plan)
    at = max(n for n, span in enumerate(spans) if span.first <= day or n == 0)
    ends = [later.first for later in spans[1:]] + [date.max]
    found = []
    for place in (at, at - 1):
        in_time = late = 0
        rows = Occurrence.objects.filter(assignment__plan=plan, assignment__unit__in=units)
        for row in rows if place >= 0 else ():
            begins = spans[place].first if place else date.min
            state = WorkState(row.state)
            handed_in = row.submitted_on if state is not WorkState.RETURNED else None
            is_told = handed_in is not None or row.due_on < day
            if not begins <= row.due_on < ends[place] or row.starts_on > day or not is_told:
                continue
            if state is WorkState.NOT_APPLICABLE:
                continue
            if is_late(Timeliness(row.due_on, state, row.submitted_on), day):
                late += 1
            else:
                in_time += 1
        found.append(OnTime(in_time, late))
    return found[0], found[1]


def _work(figures: Figures) -> tuple[int, ...]:
    return (
        figures.work,
        figures.done,
        figures.overdue,
        figures.done_late,
        figures.overdue_units,
        figures.waiting,
    )


def test_figures_are_those_of_the_matrix_and_a_recount(scene: Scene) -> None:
    plan_id = issued(scene)
    _mix()
    plan = Plan.objects.get(pk=plan_id)
    seen = set()
    for unit in (scene.root, scene.district, scene.commune):
        actor = _head(unit.id, scene)
        for day in DAYS:
            found = oversight.overview(unit, day)
            counted = oversight.counted(unit.id, day)
            assert _work(found.figures) == _by_the_matrix(actor, plan, day), (unit, day)
            fell = (found.figures.now, found.figures.before)
            assert fell == _recounted(counted.units(unit.id), plan, day), (unit, day)
            lines = [line.figures for line in found.lines]
            own = oversight.figures_of(unit.id, counted)
            assert own == found.figures
            assert sum(line.overdue for line in lines) <= found.figures.overdue
            seen.add(_work(found.figures))
    assert len(seen) >= 3


def test_many_pages_counted_together_are_those_counted_alone(scene: Scene) -> None:
    plan_id = issued(scene)
    _mix()
    raised(scene, plan_id)
    units = [scene.root, scene.district, scene.commune, scene.department]
    alone = [oversight.overview(unit, DAYS[1]) for unit in units]
    assert oversight.overviews(units, DAYS[1]) == alone
    assert alone[1].peers.units > 1
    assert alone[1].peers.now.due > 0


def test_peers_are_compared_by_the_last_period_while_nothing_of_this_one_fell_due(
    scene: Scene,
) -> None:
    issued(scene)
    page = oversight.overview(scene.commune, date(2022, 3, 16))  # the second day of the quarter
    assert (page.peers.now.due, page.figures.now.due) == (0, 0)
    assert page.peers.units_before > 0
    assert page.peers.before.due > 0
    assert from_json(to_json(page)) == page
    kept = to_json(page)
    kept["peers"] = {"units": 3, "now": kept["peers"]["now"]}  # as it was kept before
    assert from_json(kept).peers.units_before == 0


def test_each_number_opens_as_many_rows(scene: Scene) -> None:
    plan_id = issued(scene)
    _mix()
    raised(scene, plan_id)
    asked(scene, plan_id)
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.NONE, at=AT)
    remarked(plan_id)
    handed_in(scene, plan_id)
    for unit in (scene.root, scene.district, scene.commune):
        found = oversight.counted(unit.id, DAYS[1])
        figures = oversight.figures_of(unit.id, found)
        said = {
            Behind.IN_TIME: figures.now.in_time,
            Behind.LATE_NOW: figures.now.late,
            Behind.IN_TIME_BEFORE: figures.before.in_time,
            Behind.LATE_BEFORE: figures.before.late,
            Behind.WORK: figures.work,
            Behind.DONE: figures.done,
            Behind.OVERDUE: figures.overdue,
            Behind.DONE_LATE: figures.done_late,
            Behind.MISSING: figures.missing,
            Behind.WAITING: figures.waiting,
            Behind.REPORTS_WAITING: figures.reports_waiting,
            Behind.DIFFICULTIES: figures.difficulties,
            Behind.QUESTIONS: figures.questions,
            Behind.REMARKS: figures.remarks,
            Behind.URGINGS: figures.urgings,
        }
        for which, number in said.items():
            rows, total = rows_behind(found, unit.id, which, slice(0, 5_000))
            assert (len(rows), total) == (number, number), (unit, which)
            some, again = rows_behind(found, unit.id, which, slice(1, 3))
            assert list(some) == list(rows[1:3]), which
            assert again in {total, 0}


def test_who_may_not_answer_a_remark_reads_none_of_its_words(scene: Scene) -> None:
    plan_id = issued(scene)
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.NONE, at=AT)
    remark = remarked(plan_id)
    remark.holder_id = scene.commune.id
    remark.save()
    words = remark.words
    for actor, unit, is_open in (
        (scene.office_head, scene.root, True),
        (scene.district_head, scene.district, False),
    ):
        address = reverse("plans:oversight-rows", args=[unit.id, Behind.REMARKS.value])
        page = words_of(browser(actor).get(address))
        assert "Góp ý:" in page
        assert words not in page
        assert (reverse("plans:remark-detail", args=[remark.pk]) in page) is is_open


def test_reports_and_difficulties_are_those_of_their_lists(scene: Scene) -> None:
    plan_id = issued(scene)
    plan = Plan.objects.get(pk=plan_id)
    handed_in(scene, plan_id)
    raised(scene, plan_id)
    day = date(2022, 4, 20)
    for unit in (scene.root, scene.district, scene.commune):
        actor = _head(unit.id, scene)
        figures = oversight.overview(unit, day).figures
        visible = queries.readable_units(actor, day)
        span = next(one for one in queries.report_periods(plan) if one.code == "2022-Q1")
        owed = [one for one in reports.owed(plan, span, day) if one.unit.id in visible]
        assert figures.reports == len(owed)
        assert figures.missing == sum(not one.is_in for one in owed)
        assert figures.missing_late == sum(one.is_overdue for one in owed)
        assert figures.reports_waiting == 1
        rows = difficulties_of(actor, plan, day)
        assert figures.difficulties == len(rows) == 1
        assert figures.difficulties_late == sum(row.is_late for row in rows) == 1


def test_urgings_count_until_the_head_knows_or_nothing_is_owed(scene: Scene) -> None:
    plan_id = issued(scene)
    as_person(scene.head)
    late = occurrence_of(plan_id, scene.commune.id)
    Occurrence.objects.filter(pk=late.pk).update(due_on=date(2022, 3, 10))
    facade.urge_late(
        actor=scene.officer, plan_id=plan_id, chosen=facade.Chosen(), key=uuid4(), at=MARCH
    )
    day = clock.local_day(MARCH)
    urgings = Urging.objects.filter(unit=scene.commune.id)
    told = urgings.values_list("works__occurrence", flat=True)
    named = Occurrence.objects.filter(pk__in=list(told))

    def waiting() -> list[int]:
        units = (scene.root, scene.district, scene.commune, scene.other)
        return [oversight.overview(unit, day).figures.urgings for unit in units]

    assert waiting() == [1, 1, 1, 0]
    named.update(state=WorkState.SUBMITTED.value, submitted_on=day)
    assert waiting() == [0, 0, 0, 0]
    named.update(state=WorkState.IN_PROGRESS.value, submitted_on=None)
    facade.acknowledge_urging(actor=scene.head, urging_id=urgings.get().pk, at=MARCH)
    assert waiting() == [0, 0, 0, 0]


def test_page_shows_its_figures_and_leads_to_their_rows(scene: Scene) -> None:
    issued(scene)
    _mix()
    clock.use(lambda: MARCH)
    client = browser(scene.district_head)
    assert client.get("/dieu-hanh/", follow=True).status_code == 200
    page = words_of(client.get(reverse("plans:oversight-unit", args=[scene.district.id])))
    assert "Đơn vị trực thuộc cần chú ý" in page
    assert scene.commune.name in page
    for which in Behind:
        address = reverse("plans:oversight-rows", args=[scene.district.id, which.value])
        assert address in page or which is Behind.WORK
        assert client.get(address).status_code == 200, which
    below = reverse("plans:oversight-rows", args=[scene.commune.id, Behind.OVERDUE.value])
    assert (below in page) == bool(
        oversight.overview(scene.commune, clock.local_day(MARCH)).figures.overdue
    )
    missing = reverse("plans:oversight-rows", args=[scene.district.id, "khong-co"])
    assert client.get(missing).status_code == 404


def test_page_of_the_province_takes_few_queries(scene: Scene) -> None:
    issued(scene)
    _mix()
    address = reverse("plans:oversight-unit", args=[scene.root.id])
    assert query_count(browser(scene.office_head), address) <= MOST_QUERIES


def test_heads_see_their_own_and_below_and_nobody_else_does(scene: Scene) -> None:
    issued(scene)

    def seen(actor: orgs.Actor) -> list[int]:
        client = browser(actor)
        units = (scene.root, scene.district, scene.commune, scene.other)
        addresses = [reverse("plans:oversight-unit", args=[unit.id]) for unit in units]
        return [client.get(address).status_code for address in addresses]

    assert seen(scene.office_head) == [200, 200, 200, 200]
    assert seen(scene.officer) == [200, 200, 200, 200]
    assert seen(scene.district_head) == [403, 200, 200, 403]
    assert seen(scene.head) == [403, 403, 200, 403]
    for actor in (scene.focal, scene.district_officer, scene.reader):
        assert seen(actor) == [403, 403, 403, 403]
        assert browser(actor).get("/dieu-hanh/").status_code == 403


def test_a_province_without_plans_says_so(scene: Scene) -> None:
    page = words_of(
        browser(scene.office_head).get(reverse("plans:oversight-unit", args=[scene.root.id]))
    )
    assert "chưa được giao việc" in page
