"""The values of the grid of units by tasks."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import (
    Legend,
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixGroup,
    MatrixRow,
    MatrixTotal,
    number,
)
from loa.kernel.words import short_date
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan, Task, difficulties
from loa.modules.plans.queries.matrix import Grid, UnitGroup, UnitLine, grid
from loa.modules.plans.queries.work import activity_counts
from loa.modules.plans.rules.naming import head_words
from loa.modules.plans.types import CLOSED_STATES, GridWork, Lateness, Schedule, WorkState
from loa.modules.plans.types.saved_views import ListPage
from loa.modules.plans.web import matrix_filters as filters
from loa.modules.plans.web.lateness_filter import LATENESS_CODES
from loa.modules.plans.web.matrix_filters import Asked
from loa.modules.plans.web.plan_pages import plan_tabs, trail, urge_link
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.progress import standing_words
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.saved_view_pages import view_chips
from loa.modules.plans.web.shift_pages import shift_href

_OPEN_ROWS = 60  # groups beyond this many units start closed
_RHYTHMS = {
    Schedule.ONCE: "",
    Schedule.MONTHLY: _("tháng"),
    Schedule.QUARTERLY: _("quý"),
    Schedule.HALF_YEARLY: _("6 tháng"),
    Schedule.YEARLY: _("năm"),
    Schedule.ONGOING: _("th.xuyên"),
    Schedule.REPORTING: _("kỳ BC"),
}


def matrix_page(now: Moment, plan: Plan, query: QueryDict) -> dict[str, object]:
    """Everything that the page shows."""
    asked = Asked.of(query)
    every = queries.tasks_of(plan)
    shown = asked.tasks(every)
    found = grid(now.actor, plan, shown.tasks, now.today, asked.wanted)
    heads = [(str(task.ordinal), f"{task.ordinal}. {head_words(task.title)}") for task in every]
    form = filters.MatrixForm(query, found.known, heads)
    is_small = _units(found) <= _OPEN_ROWS
    matrix = _matrix(plan, found, asked, is_small=is_small)
    sheet = reverse("plans:matrix-sheet", args=[plan.pk])
    return {
        "plan": plan,
        "title": _("Ma trận"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Ma trận")),
        "tabs": plan_tabs(plan, "matrix"),
        "summary": _("%(units)s đơn vị, %(tasks)s nhiệm vụ, %(work)s việc")
        % {
            "units": number(_units(found)),
            "tasks": number(len(shown.tasks)),
            "work": number(len(found.rows)),
        },
        "day": _("số liệu ngày %(day)s") % {"day": short_date(now.today)},
        "filter_form": form,
        "filter_words": filters.summary(asked, form),
        "lost": filters.lost_words(asked, form),
        **view_chips(now, ListPage.MATRIX, plan.pk, query),
        "matrix": matrix,
        "urge_href": urge_link(now, plan, is_owed=found.is_owed),
        "shift_href": shift_href(now, plan, asked.encoded()) if found.rows else "",
        "sheet_href": f"{sheet}?{asked.encoded()}",
        "print_href": asked.with_(nhom=filters.EVERY, trang=filters.EVERY),
        "view_links": filters.view_links(plan, asked, found, is_small=is_small),
        "pages": filters.page_links(asked, shown),
    }


def whole_matrix(now: Moment, plan: Plan, query: QueryDict) -> Matrix:
    """All that the filters let through: every page of tasks, every group open."""
    asked = Asked.of(query)
    shown = asked.tasks(queries.tasks_of(plan), paged=False)
    found = grid(now.actor, plan, shown.tasks, now.today, asked.wanted)
    return _matrix(plan, found, asked, is_small=True, is_whole=True)


@dataclass
class _Tally:
    """Counts over some pieces of work, all of them and by task."""

    all: Counter[int] = field(default_factory=Counter)
    done: Counter[int] = field(default_factory=Counter)
    late: Counter[int] = field(default_factory=Counter)
    states: Counter[WorkState] = field(default_factory=Counter)
    lateness: Counter[Lateness] = field(default_factory=Counter)

    def add(self, rows: Iterable[GridWork]) -> None:
        """Count rows in."""
        for row in rows:
            self.all[row.task_id] += 1
            self.states[row.state] += 1
            if row.state in CLOSED_STATES:
                self.done[row.task_id] += 1
            self.lateness[row.lateness] += 1
            if row.lateness is Lateness.OVERDUE:
                self.late[row.task_id] += 1

    def join(self, other: "_Tally") -> None:
        """Count in what another has counted."""
        self.all += other.all
        self.done += other.done
        self.late += other.late
        self.states += other.states
        self.lateness += other.lateness

    def totals(self, tasks: Iterable[Task]) -> tuple[MatrixTotal, ...]:
        """One total under each task."""
        return tuple(
            MatrixTotal(
                done=number(self.done[task.pk]),
                total=number(self.all[task.pk]),
                late=number(self.late[task.pk]) if self.late[task.pk] else "",
            )
            if self.all[task.pk]
            else MatrixTotal()
            for task in tasks
        )

    @property
    def share(self) -> str:
        """How much is over, in whole per cent."""
        return _share(self.done.total(), self.all.total())


def _units(found: Grid[GridWork]) -> int:
    return sum(len(group.lines) for group in found.groups)


def _matrix(
    plan: Plan, found: Grid[GridWork], asked: Asked, *, is_small: bool, is_whole: bool = False
) -> Matrix:
    whole, groups = _Tally(), []
    opened = {
        group.code
        for group in found.groups
        if is_whole or asked.is_open(group.code, is_small=is_small)
    }
    draw = _Cells.of(plan, found, asked, opened)
    for group in found.groups:
        tally = _Tally()
        for line in group.lines:
            tally.add(line.by_task.values())
        whole.join(tally)
        href = asked.toggled(group.code, found, is_small=is_small)
        groups.append(_group(draw, group, tally, href, is_open=group.code in opened))
    return Matrix(
        caption=_("Đơn vị và nhiệm vụ"),
        columns=tuple(_column(plan, task) for task in found.tasks),
        groups=tuple(groups),
        total=MatrixGroup(
            words=_("Cộng") if asked.narrows else _("Tất cả"),
            count=number(_units(found)),
            totals=whole.totals(found.tasks),
            done=whole.share,
            late=number(whole.late.total()),
        ),
        legend=tuple(_legend(whole, asked)),
        difficulties=_raised(draw, found),
        query=asked.encoded(),
    )


def _raised(draw: "_Cells", found: Grid[GridWork]) -> str:
    """How many pieces of work in the grid have a difficulty that waits; nothing where none."""
    count = sum((row.task_id, row.unit_id) in draw.raised for row in found.rows)
    return number(count) if count else ""


def _column(plan: Plan, task: Task) -> MatrixColumn:
    return MatrixColumn(
        number=str(task.ordinal),
        words=head_words(task.title),
        href=reverse("plans:task-units", args=[plan.pk, task.pk]),
        due=short_date(task.due_on)[:5] if task.due_on else _RHYTHMS[Schedule(task.schedule)],
    )


def _group(
    draw: "_Cells", group: UnitGroup[GridWork], tally: _Tally, href: str, *, is_open: bool
) -> MatrixGroup:
    return MatrixGroup(
        words=group.label,
        count=number(len(group.lines)),
        totals=tally.totals(draw.tasks),
        done=tally.share,
        late=number(tally.late.total()),
        href=href,
        key=f"nhom-{group.code}",
        is_open=is_open,
        rows=tuple(draw.row(line) for line in group.lines) if is_open else (),
        done_count=tally.done.total(),
        all_count=tally.all.total(),
    )


@dataclass(frozen=True)
class _Cells:
    """What all cells of one page share, worked out once for thousands of them.

    `done` counts the activities of what is drawn.
    """

    plan: Plan
    tasks: tuple[Task, ...]
    heads: Mapping[int, str]
    asked: Asked
    opened: str
    address: tuple[str, str]
    done: Mapping[int, int]
    raised: frozenset[tuple[int, int]] = frozenset()
    words: dict[tuple[WorkState, Lateness, int, bool], str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, plan: Plan, found: Grid[GridWork], asked: Asked, groups: Collection[str]
    ) -> "_Cells":
        before, _zero, behind = reverse("plans:work-detail", args=[0]).rpartition("0")
        heads = defaultdict(str, {task.pk: head_words(task.title) for task in found.tasks})
        opened = asked.query.get(filters.OPEN_WORK, "")
        raised = difficulties.marked(plan)
        drawn = [line for group in found.groups if group.code in groups for line in group.lines]
        works = [row.assignment_id for line in drawn for row in line.by_task.values()]
        done = activity_counts(works) if works else {}
        return cls(plan, found.tasks, heads, asked, opened, (before, behind), done, raised)

    def row(self, line: UnitLine[GridWork]) -> MatrixRow:
        """One unit."""
        rows = list(line.by_task.values())
        unit = line.unit.short_name
        return MatrixRow(
            words=unit,
            cells=tuple(self.cell(task, line.by_task.get(task.pk), unit) for task in self.tasks),
            done=_share(sum(row.state in CLOSED_STATES for row in rows), len(rows)),
            late=number(sum(row.lateness is Lateness.OVERDUE for row in rows)),
            href=reverse("plans:unit-tasks", args=[self.plan.pk, line.unit.id]),
        )

    def cell(self, task: Task, row: GridWork | None, unit: str) -> MatrixCell:
        """One unit's work on one task."""
        head = self.heads[task.pk]
        if row is None:
            return MatrixCell(WorkState.NOT_APPLICABLE.value, _("Không giao"), unit, head)
        before, behind = self.address
        has_difficulty = (row.task_id, row.unit_id) in self.raised
        done = self.done.get(row.assignment_id, 0)
        key = (row.state, row.lateness, done, has_difficulty)
        words = self.words.get(key) or self.words.setdefault(key, _cell_words(*key))
        return MatrixCell(
            state=row.state.value,
            words=words,
            unit=unit,
            task=head,
            href=f"{before}{row.occurrence_id}{behind}",
            is_late=row.lateness is Lateness.OVERDUE,
            number=number(done) if done > 1 else "",
            has_difficulty=has_difficulty,
            is_current=str(row.occurrence_id) == self.opened,
            is_hit=self.asked.wanted.picks_work and self.asked.wanted.fits(row),
            is_done_late=row.lateness is Lateness.DONE_LATE,
        )


def _cell_words(state: WorkState, late: Lateness, activities: int, difficulty: bool) -> str:  # noqa: FBT001  parts of a key
    words = standing_words(state, late)
    if activities > 1:
        words = _("%(state)s, %(n)s hoạt động") % {"state": words, "n": number(activities)}
    if difficulty:
        words = _("%(state)s, có vướng mắc") % {"state": words}
    return words


def _share(done: int, every: int) -> str:
    return f"{round(100 * done / every)} %" if every else ""


def _legend(tally: _Tally, asked: Asked) -> Iterable[Legend]:
    for lateness, state in (
        (Lateness.OVERDUE, WorkState.IN_PROGRESS),
        (Lateness.DONE_LATE, WorkState.DONE),
    ):
        is_current = asked.wanted.lateness is lateness
        yield Legend(
            state.value,
            number(tally.lateness[lateness]),
            asked.with_(muon="" if is_current else LATENESS_CODES[lateness]),
            is_late=lateness is Lateness.OVERDUE,
            is_current=is_current,
            is_done_late=lateness is Lateness.DONE_LATE,
        )
    for state in (
        WorkState.SUBMITTED,
        WorkState.RETURNED,
        WorkState.IN_PROGRESS,
        WorkState.NOT_STARTED,
        WorkState.DONE,
        WorkState.NOT_APPLICABLE,
    ):
        is_current = asked.wanted.state is state
        href = asked.with_(trang_thai="" if is_current else state.value)
        yield Legend(state.value, number(tally.states[state]), href, is_current=is_current)
