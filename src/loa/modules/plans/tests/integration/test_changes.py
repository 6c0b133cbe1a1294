"""What changed between two days: whatever happened, an earlier day is told as it then stood."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from openpyxl import load_workbook

from loa.kernel import clock
from loa.kernel.clock import local_day
from loa.kernel.errors import DomainError
from loa.modules.plans import facade
from loa.modules.plans.models import Occurrence, Plan
from loa.modules.plans.operations import do_work, review_work
from loa.modules.plans.operations.note_visit import note_visit
from loa.modules.plans.queries.changes import Window, changes_of
from loa.modules.plans.queries.plan_counts import tally_of
from loa.modules.plans.queries.visits import visited_before
from loa.modules.plans.tests.factories import (
    AT,
    PLAN_TEXT,
    TODAY,
    Scene,
    again,
    answered,
    as_person,
    forgotten,
    imported,
    issued,
    leaflets,
    occurrence_of,
    raised,
)
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import CLOSED_STATES, Lateness, WorkState, late_of
from loa.modules.plans.types.changes import ChangeKind, Sums

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
DAY = timedelta(days=1)
Step = Callable[[Scene, Occurrence, datetime], object]


def _record(scene: Scene, work: Occurrence, at: datetime) -> object:
    return facade.record_activity(
        actor=scene.focal, key=uuid4(), occurrence_id=work.pk, facts=leaflets(7), at=at
    )


def _direct(scene: Scene, work: Occurrence, at: datetime) -> object:
    found = raised(scene, work.assignment.plan_id, at=at)
    due_on = work.due_on + 10 * DAY
    said = facade.DirectionFacts("Lùi hạn", effect=facade.Effect.UNIT_DUE, due_on=due_on)
    return answered(scene.district_head, found, direction=said, at=at)


STEPS: dict[str, Step] = {
    "acknowledge": lambda scene, work, at: do_work.acknowledge(
        actor=scene.focal, occurrence_id=work.pk, version=work.version, at=at
    ),
    "record": _record,
    "approve": lambda scene, work, at: do_work.approve(
        actor=scene.head, occurrence_id=work.pk, version=work.version, at=at
    ),
    "accept": lambda scene, work, at: review_work.accept(
        actor=scene.district_officer, occurrence_id=work.pk, version=work.version, at=at
    ),
    "return": lambda scene, work, at: review_work.return_work(
        actor=scene.district_officer,
        occurrence_id=work.pk,
        version=work.version,
        reason="Thiếu ảnh",
        at=at,
    ),
    "exempt": lambda scene, work, at: review_work.exempt(
        actor=scene.district_officer,
        occurrence_id=work.pk,
        version=work.version,
        reason="Xã không có",
        at=at,
    ),
    "direct": _direct,
}


def _now(plan: Plan, scene: Scene, today: date) -> tuple[Sums, dict[int, tuple[date, str]]]:
    """How the commune stands now, by the matrix's count and by the rows themselves."""
    tally = tally_of(plan, [scene.commune.id], today).by_unit[scene.commune.id]
    rows = Occurrence.objects.filter(assignment__plan=plan, assignment__unit=scene.commune.id)
    sums = Sums(
        work=tally.total(),
        closed=sum(n for (state, _late), n in tally.items() if state in CLOSED_STATES),
        waiting=sum(n for (state, _late), n in tally.items() if state is WorkState.SUBMITTED),
        late=late_of(tally, Lateness.OVERDUE),
        done_late=late_of(tally, Lateness.DONE_LATE),
        activities=_count(plan),
        measures={"LEAFLETS": 7 * _count(plan)} if _count(plan) else {},
        begun=sum(row.starts_on <= today for row in rows),
    )
    return sums, {row.pk: (row.due_on, row.state) for row in rows}


def _count(plan: Plan) -> int:
    """How many activities count in the plan."""
    return Occurrence.objects.filter(
        assignment__plan=plan, activities__withdrawn_at=None, activities__isnull=False
    ).count()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happened=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 20)), max_size=9))
def test_each_earlier_day_is_told_as_it_stood(
    scene: Scene, happened: list[tuple[str, int]]
) -> None:
    """Snapshots taken on the day agree with what the journal tells of it later."""
    with forgotten():
        plan = Plan.objects.get(pk=issued(scene))
        work = occurrence_of(plan.pk, scene.commune.id, "tờ rơi")
        at, kept = AT, []
        kept.append((TODAY, _now(plan, scene, TODAY)))
        for step, days in happened:
            at += timedelta(days=days, minutes=1)
            try:
                STEPS[step](scene, again(work), at)
            except DomainError:
                continue
            if kept[-1][0] == local_day(at):
                kept.pop()
            kept.append((local_day(at), _now(plan, scene, local_day(at))))
        last, (sums, rows) = kept[-1]
        for day, (then, stood) in kept:
            found = changes_of(scene.officer, [plan], Window(day, last), last, {scene.commune.id})
            assert (found.before, found.after) == (then, sums)
            told = {(row.work.occurrence_id, row.kind, row.before, row.after) for row in found.rows}
            assert told == {
                change
                for pk in rows
                for change in (
                    (pk, ChangeKind.DUE, stood[pk][0], rows[pk][0]),
                    (pk, ChangeKind.STATE, WorkState(stood[pk][1]), WorkState(rows[pk][1])),
                )
                if change[2] != change[3]
            }


def _moved(scene: Scene) -> tuple[int, Occurrence]:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    _record(scene, work, AT + DAY)
    _direct(scene, again(work), AT + 2 * DAY)
    return plan_id, again(work)


def _rows(page: str) -> list[list[str]]:
    *_others, table = lxml_html.fromstring(page).iter("table")
    lines = [line for line in table.iter("tr") if line.find("td") is not None]
    return [
        [" ".join("".join(map(str, cell.itertext())).split()) for cell in line] for line in lines
    ]


def test_page_and_workbook_tell_the_same(scene: Scene) -> None:
    plan_id, work = _moved(scene)
    clock.use(lambda: AT + 3 * DAY)
    client = browser(scene.officer)
    query = {"tu": "10/02/2022", "q": scene.commune.body_name}
    page = words_of(client.get(reverse("plans:changes", args=[plan_id]), query))
    rows = _rows(page)
    assert [row[2:] for row in rows] == [
        ["Đổi hạn", "hạn 14/03/2022", f"hạn {work.due_on:%d/%m/%Y}", "Lùi hạn"],
        ["Đổi trạng thái", "Chưa bắt đầu", "Đang làm", ""],
    ]
    data = client.get(reverse("plans:changes-sheet", args=[plan_id]), query).content
    sheet = load_workbook(io.BytesIO(data))["Thay đổi"]
    printed = [[str(value or "") for value in row] for row in sheet.values]
    for row in rows:
        assert [words.replace("–", "") for words in row[1:]] in [
            [words.replace("–", "") for words in line[1:]] for line in printed
        ]
    only = words_of(client.get(reverse("plans:changes-all"), {**query, "loai": "han"}))
    assert [row[2] for row in _rows(only)] == ["Đổi hạn"]


def test_nobody_is_told_of_units_that_he_may_not_see(scene: Scene) -> None:
    plan_id, _work = _moved(scene)
    clock.use(lambda: AT + 3 * DAY)
    query = {"tu": "10/02/2022"}
    for name, parts in (("changes", [plan_id]), ("changes-all", [])):
        address = reverse(f"plans:{name}", args=parts)
        assert "Lùi hạn" in words_of(browser(scene.focal).get(address, query))
        assert "Lùi hạn" not in words_of(browser(scene.other_focal).get(address, query))


def test_days_between_which_nothing_changed_say_so(scene: Scene) -> None:
    plan_id = issued(scene)
    clock.use(lambda: AT + 3 * DAY)
    address = reverse("plans:changes", args=[plan_id])
    page = words_of(browser(scene.officer).get(address, {"tu": "12/02/2022", "den": "11/02/2022"}))
    assert "không có thay đổi" in page
    assert "Chọn ngày bắt đầu sớm hơn" in page


def test_a_new_period_is_named_where_done_work_becomes_less(scene: Scene) -> None:
    plan_id = issued(scene)
    clock.use(lambda: AT + 60 * DAY)
    address = reverse("plans:changes", args=[plan_id])
    client, note = browser(scene.officer), "việc bắt đầu kỳ mới"
    across = client.get(address, {"tu": "12/03/2022", "den": "20/03/2022"})
    assert note in words_of(across)
    assert note not in words_of(client.get(address, {"tu": "16/03/2022", "den": "20/03/2022"}))


def test_work_given_between_the_days_is_told_once_a_rhythm(scene: Scene) -> None:
    plan = Plan.objects.get(pk=issued(scene))
    units = {scene.commune.id}
    found = changes_of(scene.officer, [plan], Window(TODAY - DAY, TODAY), TODAY, units)
    assert {row.kind for row in found.rows} == {ChangeKind.ADDED}
    assert sorted(row.times for row in found.rows) == [1, 4]
    assert found.before == Sums()
    assert found.after.work == len(found.rows)


def test_revision_tells_only_what_it_changes(scene: Scene) -> None:
    """The day before the revision is told by the revision before it."""
    old = Plan.objects.get(pk=issued(scene))
    work = occurrence_of(old.pk, scene.commune.id, "tờ rơi")
    _record(scene, work, AT + DAY)
    text = PLAN_TEXT.replace("30/6/2022", "31/5/2022").replace("Số: 12", "Số: 30")
    new_id = imported(scene, text, "sua-doi.txt")
    draft = Plan.objects.get(pk=new_id)
    facade.mark_amendment(
        actor=scene.officer, plan_id=new_id, amends_id=old.pk, version=draft.version, at=AT
    )
    facade.issue_plan(
        actor=scene.officer, plan_id=new_id, version=None, at=AT + 3 * DAY, as_it_stands=True
    )
    day = local_day(AT + 3 * DAY)
    found = changes_of(scene.officer, [again(draft)], Window(TODAY, day), day)
    told = {(row.kind, row.work.unit_id, row.before, row.after) for row in found.rows}
    assert told == {
        (ChangeKind.DUE, scene.office.id, date(2022, 6, 30), date(2022, 5, 31)),
        (
            ChangeKind.STATE,
            scene.commune.id,
            WorkState.NOT_STARTED,
            WorkState.IN_PROGRESS,
        ),
    }


def test_next_look_begins_where_the_last_one_was(scene: Scene) -> None:
    actor = as_person(scene.officer)
    assert visited_before(actor, TODAY) is None
    for days in (0, 0, 4, 4):
        note_visit(actor=actor, at=AT + days * DAY)
    assert visited_before(actor, TODAY + 4 * DAY) == TODAY
    assert visited_before(actor, TODAY + 9 * DAY) == TODAY + 4 * DAY
    assert visited_before(as_person(scene.focal), TODAY) is None
