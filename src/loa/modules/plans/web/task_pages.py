"""The values of the pages of tasks: all of them, one over all units, one unit, two revisions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, Link, Row, WorkGroup, number
from loa.foundation.ui.facade import WorkRow as WorkLine
from loa.kernel.words import short_date
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.queries.followed import rows_of_plan
from loa.modules.plans.queries.matrix import full_grid
from loa.modules.plans.queries.work import owed_days
from loa.modules.plans.rules.difference import ChangeKind
from loa.modules.plans.rules.work import is_open
from loa.modules.plans.types import CLOSED_STATES, Lateness, Schedule, TaskRole, WorkRow, WorkState
from loa.modules.plans.web.many_pages import review_bar
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.presenters import (
    ROLE_WORDS,
    heir_words,
    short_plan_name,
    state_note,
    timing_words,
)
from loa.modules.plans.web.progress import LATE_BUT_IN
from loa.modules.plans.web.reading import DueWords, Moment
from loa.modules.plans.web.shift_pages import shift_href
from loa.modules.plans.web.urge_pages import call_page

_CHANGE_WORDS = {
    ChangeKind.ADDED: _("Thêm"),
    ChangeKind.REMOVED: _("Bỏ"),
    ChangeKind.CHANGED: _("Sửa"),
    ChangeKind.SAME: _("Giữ nguyên"),
}


@dataclass(frozen=True)
class ChangeView:
    """One task of two revisions."""

    kind: str
    is_changed: bool
    title: str
    fields: tuple[tuple[str, str, str], ...]


def tasks_page(now: Moment, plan: Plan) -> dict[str, object]:
    """The tasks with their counts."""
    found = full_grid(now.actor, plan, queries.tasks_of(plan), now.today)
    by_task: dict[int, list[WorkRow]] = {}
    for row in found.rows:
        by_task.setdefault(row.task_id, []).append(row)
    lines = []
    for task in found.tasks:
        work = by_task.get(task.pk, [])
        late = sum(row.lateness is Lateness.OVERDUE for row in work)
        after = sum(row.lateness is Lateness.DONE_LATE for row in work)
        leads = [row for row in work if row.role is TaskRole.LEAD]
        lines.append(
            Row(
                (
                    Cell(
                        f"{task.ordinal}. {task.title}",
                        href=reverse("plans:task-units", args=[plan.pk, task.pk]),
                    ),
                    Cell(timing_words(Schedule(task.schedule), task.due_on)),
                    Cell(number(len(leads))),
                    Cell(number(len(work) - len(leads))),
                    Cell(number(sum(row.state in CLOSED_STATES for row in work))),
                    Cell(number(late), is_alert=bool(late)),
                    Cell(number(after)),
                )
            )
        )
    return {
        "plan": plan,
        "title": _("Nhiệm vụ"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Nhiệm vụ")),
        "tabs": plan_tabs(plan, "task-list"),
        "columns": (
            Column(_("Nhiệm vụ")),
            Column(_("Hạn")),
            Column(_("Chủ trì"), is_number=True),
            Column(_("Phối hợp"), is_number=True),
            Column(_("Xong"), is_number=True),
            Column(_("Quá hạn"), is_number=True),
            Column(LATE_BUT_IN, is_number=True),
        ),
        "rows": tuple(lines),
    }


def task_page(now: Moment, plan: Plan, task: Task, wanted: str) -> dict[str, object]:
    """One task over all units, those that wait or are late first."""
    found = full_grid(now.actor, plan, [task], now.today)
    due = _Days(found.rows, now.today)
    heirs = heir_words({line.unit.id for group in found.groups for line in group.lines}, now.today)
    groups = []
    for group in found.groups:
        rows = [
            (line.unit, line.by_task[task.pk])
            for line in group.lines
            if _fits(line.by_task[task.pk], wanted)
        ]
        if rows:
            groups.append(
                WorkGroup(
                    group.label,
                    _("%(n)s đơn vị") % {"n": number(len(rows))},
                    tuple(
                        _work_line(
                            due,
                            row,
                            unit.name,
                            " · ".join(filter(None, (ROLE_WORDS[row.role], heirs.get(unit.id)))),
                        )
                        for unit, row in rows
                    ),
                )
            )
    every = found.rows
    fitting = [row.occurrence_id for row in every if _fits(row, wanted)]
    place = f"{reverse('plans:task-units', args=[plan.pk, task.pk])}?trang-thai={wanted}"
    return {
        **review_bar(now, place, fitting, plan.pk if shift_href(now, plan, "") else None),
        "plan": plan,
        "title": f"{task.ordinal}. {task.title}",
        "links": trail(plan, _("Nhiệm vụ %(n)d") % {"n": task.ordinal}),
        "task": task,
        "timing": timing_words(Schedule(task.schedule), task.due_on),
        "tabs": _state_tabs(every, wanted),
        "groups": groups,
    }


def _state_tabs(rows: list[WorkRow], wanted: str) -> tuple[Link, ...]:
    kinds = (
        ("", _("Tất cả")),
        ("qua-han", _("Quá hạn")),
        ("xong-muon", LATE_BUT_IN),
        ("cho-duyet", _("Chờ duyệt")),
        ("chua-xong", _("Chưa xong")),
        ("xong", _("Đã xong")),
    )
    return tuple(
        Link(
            words,
            f"?trang-thai={code}" if code else "?",
            is_current=code == wanted,
            count=number(sum(_fits(row, code) for row in rows)),
            is_alert=code == "qua-han" and any(_fits(row, code) for row in rows),
        )
        for code, words in kinds
    )


def _fits(row: WorkRow, wanted: str) -> bool:
    if wanted == "qua-han":
        return row.lateness is Lateness.OVERDUE
    if wanted == "xong-muon":
        return row.lateness is Lateness.DONE_LATE
    if wanted == "cho-duyet":
        return row.state is WorkState.SUBMITTED
    if wanted == "chua-xong":
        return is_open(row.state)
    if wanted == "xong":
        return row.state in CLOSED_STATES
    return True


def unit_page(now: Moment, plan: Plan, unit_id: int) -> dict[str, object]:
    """One unit over all tasks."""
    unit = orgs.last_row(unit_id, now.today)
    seen = {unit_id} & queries.readable_units(now.actor, now.today)
    rows = rows_of_plan(plan, seen, now.today)
    due = _Days(rows, now.today)
    groups = [
        WorkGroup(
            words,
            _("%(n)s việc") % {"n": number(len(mine))},
            tuple(_work_line(due, row, row.title, ROLE_WORDS[row.role]) for row in mine),
        )
        for words, mine in (
            (_("Quá hạn"), [row for row in rows if _is_owed(row)]),
            (_("Đang làm"), [row for row in rows if not _is_owed(row) and is_open(row.state)]),
            (_("Đã xong"), [row for row in rows if not _is_owed(row) and not is_open(row.state)]),
        )
        if mine
    ]
    return {
        "plan": plan,
        "title": unit.name,
        "name": short_plan_name(plan),
        "heirs": heir_words({unit_id}, now.today).get(unit_id, ""),
        "links": trail(plan, unit.name),
        "groups": groups,
        **call_page(now, plan, unit_id),
    }


def _is_owed(row: WorkRow) -> bool:
    return row.lateness is Lateness.OVERDUE


class _Days:
    """What lines say of days: what a due day means today, which one is owed of what is overdue."""

    def __init__(self, rows: Iterable[WorkRow], today: date) -> None:
        """Look up the owed days of those rows once."""
        self.words = DueWords(today)
        self.owed = owed_days([row.assignment_id for row in rows if _is_owed(row)], today)


def _work_line(due: _Days, row: WorkRow, title: str, unit: str) -> WorkLine:
    owed = due.owed.get(row.assignment_id, row.due_on)
    told = _("Còn nợ kỳ hạn %(day)s") % {"day": short_date(owed)} if owed != row.due_on else ""
    return WorkLine(
        key=str(row.occurrence_id),
        href=reverse("plans:work-detail", args=[row.occurrence_id]),
        title=title,
        due=due.words(row.due_on, is_open=is_open(row.state)),
        state=row.state.value,
        note=" · ".join(filter(None, (told, state_note(row)))),
        unit=unit,
        is_late=row.lateness is Lateness.OVERDUE,
        is_done_late=row.lateness is Lateness.DONE_LATE,
    )


def difference_page(plan: Plan, before: Plan) -> dict[str, object]:
    """What a revision changes, field by field."""
    changes = queries.difference(before, plan)
    views = []
    for change in changes:
        after = change.after.fields if change.after else {}
        old = change.before.fields if change.before else {}
        told = (name for name, words in (after or old).items() if words)
        names = change.fields if change.kind is ChangeKind.CHANGED else tuple(told)
        title = (change.after or change.before).content  # type: ignore[union-attr]  # one side is there
        views.append(
            ChangeView(
                _CHANGE_WORDS[change.kind],
                change.kind is not ChangeKind.SAME,
                title,
                tuple((name, old.get(name, ""), after.get(name, "")) for name in names)
                if change.kind is not ChangeKind.SAME
                else (),
            )
        )
    counts = Counter(change.kind for change in changes)
    return {
        "plan": plan,
        "title": _("Thay đổi so với bản trước"),
        "links": trail(plan, _("Thay đổi so với bản trước")),
        "changes": views,
        "summary": _(
            "Thêm %(added)d, bỏ %(removed)d, sửa %(changed)d, giữ nguyên %(same)d nhiệm vụ."
        )
        % {
            "added": counts[ChangeKind.ADDED],
            "removed": counts[ChangeKind.REMOVED],
            "changed": counts[ChangeKind.CHANGED],
            "same": counts[ChangeKind.SAME],
        },
    }
