"""The values of the grid of units by tasks."""

import json
from collections.abc import Iterable
from math import ceil

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.printing.facade import Cell as SheetCell
from loa.foundation.printing.facade import CellKind, Paper, Sheet, SheetColumn, write_xlsx
from loa.foundation.ui.facade import (
    Legend,
    Link,
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixGroup,
    MatrixRow,
    MatrixTotal,
    number,
    page_asked,
    state_look,
)
from loa.kernel.words import short_date
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.queries.matrix import Grid, UnitGroup, UnitLine, grid
from loa.modules.plans.rules.naming import head_words
from loa.modules.plans.types import CLOSED_STATES, Schedule, WorkRow, WorkState
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.presenters import plan_name, short_plan_name
from loa.modules.plans.web.reading import Moment

PAGE = 15
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


class MatrixForm(forms.Form):
    """Which part of the grid to show; anything unknown means all of it."""

    nhom = forms.CharField(required=False, widget=forms.HiddenInput)
    trang = forms.CharField(required=False, widget=forms.HiddenInput)
    muon = forms.BooleanField(label=_("Chỉ đơn vị quá hạn"), required=False)


def matrix_page(now: Moment, plan: Plan, query: QueryDict) -> dict[str, object]:
    """Everything that the page shows."""
    tasks = queries.tasks_of(plan)
    pages = max(1, ceil(len(tasks) / PAGE))
    page = query.get("trang", "1")
    shown = tasks
    if page != "tat-ca" and pages > 1:
        at = page_asked(page, pages)
        shown = tasks[(at - 1) * PAGE : at * PAGE]
    only_late = query.get("muon") == "on"
    found = grid(now.actor, plan, shown, now.today, only_late=only_late)
    opened = query.get("nhom", "")
    units = sum(len(group.lines) for group in found.groups)
    return {
        "plan": plan,
        "title": _("Ma trận"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Ma trận")),
        "tabs": plan_tabs(plan, "matrix"),
        "summary": _("%(units)s đơn vị, %(tasks)s nhiệm vụ, %(work)s việc")
        % {
            "units": number(units),
            "tasks": number(len(tasks)),
            "work": number(len(found.rows)),
        },
        "filter_form": MatrixForm(query),
        "matrix": _matrix(plan, found, opened, query),
        "sheet_href": f"{reverse('plans:matrix-sheet', args=[plan.pk])}?{query.urlencode()}",
        "pages": _page_links(pages, page, query),
    }


def matrix_workbook(now: Moment, plan: Plan, query: QueryDict) -> bytes:
    """The rows of the screen as a workbook: a line a unit, a column a task."""
    tasks = queries.tasks_of(plan)
    found = grid(now.actor, plan, tasks, now.today, only_late=query.get("muon") == "on")
    columns = [
        SheetColumn(_("Nhóm"), width=24),
        SheetColumn(_("Mã"), width=10),
        SheetColumn(_("Đơn vị"), width=36),
        *(SheetColumn(f"{task.ordinal}. {task.title}", width=18) for task in tasks),
        SheetColumn(_("Xong"), CellKind.NUMBER, 8),
        SheetColumn(_("Quá hạn"), CellKind.NUMBER, 8),
    ]
    rows: list[tuple[SheetCell, ...]] = [
        (
            group.label,
            line.unit.code,
            line.unit.name,
            *(_state_words(line.by_task.get(task.pk)) for task in tasks),
            sum(row.state in CLOSED_STATES for row in line.by_task.values()),
            sum(row.is_late for row in line.by_task.values()),
        )
        for group in found.groups
        for line in group.lines
    ]
    sheet = Sheet(
        title=_("Ma trận"),
        columns=tuple(columns),
        rows=rows,
        heading=(plan_name(plan), _("Số liệu ngày %(day)s") % {"day": short_date(now.today)}),
        paper=Paper.A3,
    )
    return write_xlsx([sheet])


def _state_words(row: WorkRow | None) -> str:
    if row is None:
        return ""
    words = state_look(row.state.value).words
    return f"{words} (quá hạn)" if row.is_late else words


def _matrix(plan: Plan, found: Grid, opened: str, query: QueryDict) -> Matrix:
    units = sum(len(group.lines) for group in found.groups)
    groups = [
        _group(plan, found, group, opened, query, is_small=units <= _OPEN_ROWS)
        for group in found.groups
    ]
    rows = found.rows
    return Matrix(
        caption=_("Đơn vị và nhiệm vụ"),
        columns=tuple(_column(plan, task) for task in found.tasks),
        groups=tuple(groups),
        total=MatrixGroup(
            words=_("Toàn tỉnh"),
            count=number(units),
            totals=tuple(_total(rows, task) for task in found.tasks),
            done=_share(rows),
            late=number(sum(row.is_late for row in rows)),
        ),
        legend=tuple(_legend(rows)),
        panel_query=json.dumps({"ma-tran": query.urlencode()}),
    )


def _column(plan: Plan, task: Task) -> MatrixColumn:
    return MatrixColumn(
        number=str(task.ordinal),
        words=head_words(task.title),
        href=reverse("plans:task-units", args=[plan.pk, task.pk]),
        due=short_date(task.due_on)[:5] if task.due_on else _RHYTHMS[Schedule(task.schedule)],
    )


def _group(
    plan: Plan, found: Grid, group: UnitGroup, opened: str, query: QueryDict, *, is_small: bool
) -> MatrixGroup:
    rows = [row for line in group.lines for row in line.by_task.values()]
    is_open = is_small or opened in {group.code, "tat-ca"}
    done = sum(row.state in CLOSED_STATES for row in rows)
    return MatrixGroup(
        words=group.label,
        count=number(len(group.lines)),
        totals=tuple(_total(rows, task) for task in found.tasks),
        done=_share(rows),
        late=number(sum(row.is_late for row in rows)),
        href=_with(query, nhom="" if opened == group.code else group.code),
        is_open=is_open,
        rows=tuple(_row(plan, found.tasks, line) for line in group.lines) if is_open else (),
        done_count=done,
        all_count=len(rows),
    )


def _row(plan: Plan, tasks: Iterable[Task], line: UnitLine) -> MatrixRow:
    rows = list(line.by_task.values())
    return MatrixRow(
        words=line.unit.short_name,
        cells=tuple(_cell(task, line) for task in tasks),
        done=_share(rows),
        late=number(sum(row.is_late for row in rows)),
        href=reverse("plans:unit-tasks", args=[plan.pk, line.unit.id]),
    )


def _cell(task: Task, line: UnitLine) -> MatrixCell:
    row = line.by_task.get(task.pk)
    if row is None:
        label = _("Không giao: %(unit)s, %(task)s") % {
            "unit": line.unit.short_name,
            "task": task.title,
        }
        return MatrixCell(WorkState.NOT_APPLICABLE.value, label, task.title)
    words = _state_words(row)
    if row.activities > 1:
        words = _("%(state)s, %(n)s hoạt động") % {"state": words, "n": number(row.activities)}
    return MatrixCell(
        state=row.state.value,
        label=f"{words}: {line.unit.short_name}, {task.title}",
        task=task.title,
        href=reverse("plans:work-detail", args=[row.occurrence_id]),
        is_late=row.is_late,
        count=number(row.activities) if row.activities > 1 else "",
    )


def _total(rows: Iterable[WorkRow], task: Task) -> MatrixTotal:
    mine = [row for row in rows if row.task_id == task.pk]
    if not mine:
        return MatrixTotal()
    late = sum(row.is_late for row in mine)
    return MatrixTotal(
        done=number(sum(row.state in CLOSED_STATES for row in mine)),
        total=number(len(mine)),
        late=number(late) if late else "",
    )


def _share(rows: list[WorkRow]) -> str:
    if not rows:
        return ""
    done = sum(row.state in CLOSED_STATES for row in rows)
    return f"{round(100 * done / len(rows))} %"


def _legend(rows: list[WorkRow]) -> Iterable[Legend]:
    late = sum(row.is_late for row in rows)
    yield Legend(WorkState.IN_PROGRESS.value, number(late), is_late=True)
    for state in (
        WorkState.SUBMITTED,
        WorkState.RETURNED,
        WorkState.IN_PROGRESS,
        WorkState.NOT_STARTED,
        WorkState.DONE,
        WorkState.NOT_APPLICABLE,
    ):
        yield Legend(state.value, number(sum(row.state is state for row in rows)))


def _page_links(pages: int, page: str, query: QueryDict) -> tuple[Link, ...]:
    if pages <= 1:
        return ()
    numbers = [
        Link(str(n), _with(query, trang=str(n)), is_current=page == str(n))
        for n in range(1, pages + 1)
    ]
    every = Link(_("Tất cả"), _with(query, trang="tat-ca"), is_current=page == "tat-ca")
    return (*numbers, every)


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    for name, value in changes.items():
        if value:
            changed[name] = value
        else:
            changed.pop(name, None)
    return f"?{changed.urlencode()}"
