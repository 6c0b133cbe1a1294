"""The values of the pages of plans."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Column,
    Happening,
    Kpi,
    Link,
    Row,
    Term,
    number,
)
from loa.kernel.access import Allowed
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.queries import own_plans as own_reads
from loa.modules.plans.queries import reports as report_reads
from loa.modules.plans.queries.followed import plan_tally
from loa.modules.plans.queries.matrix import UnitSet, unit_sets, units_seen
from loa.modules.plans.queries.plan_counts import PlanTally, Tally
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.types import (
    DoubtState,
    PlanState,
    Verb,
    WorkState,
)
from loa.modules.plans.web.annex_pages import annex_views
from loa.modules.plans.web.own_origins import linked_view, number_href, origin_table, revise_href
from loa.modules.plans.web.presenters import happenings, plan_name, post_words, short_plan_name
from loa.modules.plans.web.progress import (
    bar_of,
    closed_of,
    done_late_of,
    handed_in_late_of,
    level_bars,
    overdue_of,
    share_words,
    tally_of_units,
    waiting_of,
)
from loa.modules.plans.web.reading import Moment

_NEWEST = 20
"""Lines of the journal on the overview."""


@dataclass(frozen=True)
class LateTask:
    """A task with the units that owe it past its day."""

    href: str
    title: str
    count: str
    units: str


def trail(plan: Plan, last: str) -> tuple[Link, ...]:
    """Where a page of the plan stands."""
    return (
        _all_plans(),
        Link(short_plan_name(plan, 40), reverse("plans:plan-overview", args=[plan.pk])),
        Link(last),
    )


def _all_plans() -> Link:
    return Link(_("Kế hoạch"), reverse("plans:plan-list"))


def document_links(plan: Plan) -> tuple[Link, ...]:
    """The plan in the official layout, with its tasks as an annex."""
    return tuple(
        Link(words, reverse("plans:plan-document", args=[plan.pk, kind]))
        for kind, words in (
            ("docx", _("Tải Word theo thể thức")),
            ("pdf", _("Tải PDF theo thể thức")),
        )
    )


def plan_tabs(plan: Plan, current: str) -> tuple[Link, ...]:
    """The parts of a plan."""
    parts = (
        ("plan-overview", _("Tổng quan"), ""),
        ("matrix", _("Ma trận"), ""),
        ("task-list", _("Nhiệm vụ"), number(queries.task_count(plan))),
        ("coverage", _("Triển khai"), ""),
        *([("report-list", _("Báo cáo kỳ"), "")] if plan.parent_id is None else []),
        ("difficulty-list", _("Khó khăn, vướng mắc"), ""),
        ("guidance-list", _("Hướng dẫn"), ""),
        ("changes", _("Thay đổi"), ""),
    )
    return tuple(
        Link(
            words,
            reverse(f"plans:{name}", args=[plan.pk]),
            is_current=name == current,
            count=count,
        )
        for name, words, count in parts
    )


def urge_link(now: Moment, plan: Plan, *, is_owed: bool) -> str:
    """Where the late ones are urged, for who may; empty where nothing owed is late."""
    may = plan.state == PlanState.ISSUED and is_owed
    if not may or policies.can_urge_some(now.actor, now.today) != Allowed():
        return ""
    return reverse("plans:urge", args=[plan.pk])


@dataclass(frozen=True)
class MakingView:
    """Where a unit makes its own plan, or opens the one that it has; `has_answered` by any."""

    name: str
    href: str
    is_made: bool
    has_answered: bool


def own_making(now: Moment, plan: Plan) -> tuple[MakingView, ...]:
    """Where each of the actor's units that owes something of the plan makes its own."""
    making = own_reads.units_making(now.actor, plan, now.today)
    answered = {
        one.issuer_id
        for one in own_reads.own_documents(plan, [unit_id for unit_id, _name in making])
        if one.state != PlanState.DRAFT
    }
    return tuple(
        MakingView(
            name,
            reverse("plans:own-plan-make", args=[plan.pk, unit_id]),
            is_made=own_reads.own_draft(plan, unit_id) is not None,
            has_answered=unit_id in answered,
        )
        for unit_id, name in making
    )


def overview_page(now: Moment, plan: Plan) -> dict[str, object]:
    """One plan in ten seconds."""
    tasks = tuple(queries.tasks_of(plan))
    found = plan_tally(plan, units_seen(now.actor, plan, now.today), now.today)
    work = sum(found.by_unit.values(), Counter())
    groups = unit_sets(plan, found.by_unit)
    return {
        "plan": plan,
        "annexes": annex_views(now, plan),
        "may_add_annex": plan.state == PlanState.ISSUED
        and not own_reads.is_linked(plan)
        and policies.can_on(now.actor, Verb.AMEND, plan, now.today) == Allowed(),
        "making": own_making(now, plan),
        "linked": linked_view(now, plan),
        "title": short_plan_name(plan),
        "links": (_all_plans(), Link(short_plan_name(plan, 40))),
        "tabs": plan_tabs(plan, "plan-overview"),
        "summary": _("%(units)s đơn vị, %(tasks)s nhiệm vụ, %(work)s việc")
        % {
            "units": number(len(found.by_unit)),
            "tasks": number(len(tasks)),
            "work": number(work.total()),
        },
        "lead": _lead(found, work),
        "kpis": _kpis(now, plan, found, work),
        "late_tasks": _late_tasks(plan, tasks, groups, found.owing_units),
        "level_bars": level_bars(groups, found),
        "district_bars": [
            bar_of(group.label, tally_of_units(group.units, found))
            for group in groups
            if group.units[0].level == "COMMUNE"
        ],
        "clauses": _clause_table(now, plan, tasks, found),
        "urge_href": urge_link(now, plan, is_owed=overdue_of(work) > 0),
        "source_href": reverse("plans:plan-source", args=[plan.pk]),
        "document_links": document_links(plan),
        "structure_href": reverse("plans:plan-structure", args=[plan.pk]),
        "terms": _plan_terms(plan),
        "happenings": journal_of(plan)[:_NEWEST],
        "number_href": number_href(now, plan),
        "revise_href": revise_href(now, plan),
        "difference_href": reverse("plans:plan-difference", args=[plan.pk])
        if plan.amends_id
        else "",
    }


def journal_of(plan: Plan) -> tuple[Happening, ...]:
    """What happened to the plan itself, newest first; its work tells its own on its pages."""
    found = audit.entries_for(plan.ref)
    names = orgs.actor_words({entry.actor_label for entry in found})
    return happenings(found, names)


def _owing(found: PlanTally) -> int:
    """How many units owe something past its day."""
    return sum(overdue_of(work) > 0 for work in found.by_unit.values())


def _lead(found: PlanTally, work: Tally) -> dict[str, str]:
    late = overdue_of(work)
    return {
        "done": _("Đã xong %(done)s trong %(all)s việc.")
        % {"done": number(closed_of(work)), "all": number(work.total())},
        "late": _("Cần chú ý %(n)s việc quá hạn ở %(units)s đơn vị.")
        % {"n": number(late), "units": number(_owing(found))}
        if late
        else "",
    }


def _work_kpis(plan: Plan, found: PlanTally, work: Tally) -> list[Kpi]:
    """Done, overdue, waiting; of what is done or waits, how much came after its day."""
    late, after, sent = overdue_of(work), done_late_of(work), handed_in_late_of(work)
    matrix = reverse("plans:matrix", args=[plan.pk])
    done = _("%(done)s/%(all)s việc") % {
        "done": number(closed_of(work)),
        "all": number(work.total()),
    }
    if after:
        done = _("%(done)s, %(n)s xong muộn") % {"done": done, "n": number(after)}
    return [
        Kpi(_("Đã xong"), share_words(work), note=done, href=matrix),
        Kpi(
            _("Quá hạn"),
            number(late),
            unit=_("việc"),
            note=_("%(n)s đơn vị") % {"n": number(_owing(found))},
            href=f"{matrix}?muon=on",
            is_alert=bool(late),
        ),
        Kpi(
            _("Chờ duyệt"),
            number(waiting_of(work)),
            unit=_("việc"),
            note=_("%(n)s nộp muộn") % {"n": number(sent)} if sent else "",
            href=f"{matrix}?trang_thai={WorkState.SUBMITTED}",
        ),
    ]


def _kpis(now: Moment, plan: Plan, found: PlanTally, work: Tally) -> tuple[Kpi, ...]:
    cards = _work_kpis(plan, found, work)
    span = _current_period(now, plan) if plan.parent_id is None else None
    if span is not None:
        visible = queries.readable_units(now.actor, now.today)
        owed = [one for one in report_reads.owed(plan, span, now.today) if one.unit.id in visible]
        left = [one for one in owed if not one.is_in]
        overdue = sum(one.is_overdue for one in left)
        cards.append(
            Kpi(
                _("Chưa nộp báo cáo %(period)s") % {"period": legal.period_label_vi(span.code)},
                number(len(left)),
                unit=f"/{number(len(owed))} {_('đơn vị')}",
                note=_("%(n)s đơn vị quá hạn") % {"n": number(overdue)} if overdue else "",
                note_is_alert=bool(overdue),
                href=f"{reverse('plans:report-list', args=[plan.pk])}?ky={span.code}",
            )
        )
    return tuple(cards)


def _current_period(now: Moment, plan: Plan) -> Span | None:
    """The period whose report is asked for now: the last that has ended, else the running one."""
    spans = queries.report_periods(plan)
    ended = [span for span in spans if span.last < now.today]
    return ended[-1] if ended else next(iter(spans), None)


def _late_tasks(
    plan: Plan,
    tasks: Iterable[Task],
    groups: Iterable[UnitSet],
    owing: Mapping[int, Collection[int]],
) -> list[LateTask]:
    units = [unit for group in groups for unit in group.units]
    late = {
        task_id: [unit.short_name for unit in units if unit.id in behind]
        for task_id, behind in owing.items()
        if behind
    }
    return [
        LateTask(
            f"{reverse('plans:task-units', args=[plan.pk, task.pk])}?trang-thai=qua-han",
            task.title,
            _("%(n)s đơn vị") % {"n": number(len(late[task.pk]))},
            _names(late[task.pk]),
        )
        for task in sorted(tasks, key=lambda task: -len(late.get(task.pk, ())))
        if task.pk in late
    ]


def _names(names: list[str], most: int = 12) -> str:
    shown = ", ".join(names[:most])
    left = len(names) - most
    return f"{shown} và {left} đơn vị khác" if left > 0 else shown


def _clause_table(
    now: Moment, plan: Plan, tasks: Collection[Task], found: PlanTally
) -> dict[str, object]:
    """Each clause with the tasks that carry it out, and how far they are.

    Of a unit's own plan each task, with the duty of the plan above from which it comes.
    """
    lines = []
    if plan.parent_id is not None:
        return origin_table(
            now, plan, tasks, {pk: share_words(found.by_task[pk]) for pk in found.by_task}
        )
    sections = {clause.pk: clause for clause in queries.sections_of(plan)}
    named: list[tuple[str, list[Task]]] = [
        (
            f"{clause.path.replace('/', '.')} {clause.text}",
            [task for task in tasks if task.clause_id == clause.pk],
        )
        for clause in sections.values()
    ]
    others = [task for task in tasks if task.clause_id not in sections]
    for words, mine in (*named, (_("Biểu kèm theo, nhiệm vụ không ghi ở mục nào"), others)):
        if mine:
            work = sum((found.by_task.get(task.pk, Counter()) for task in mine), Counter())
            ordinals = ", ".join(str(task.ordinal) for task in mine)
            cells = (words, ordinals, number(work.total()), share_words(work))
            lines.append(Row(tuple(map(Cell, cells))))
    return {
        "columns": (
            Column(_("Mục của kế hoạch")),
            Column(_("Nhiệm vụ")),
            Column(_("Việc giao"), is_number=True),
            Column(_("Đã xong"), is_number=True),
        ),
        "rows": tuple(lines),
    }


def _plan_terms(plan: Plan) -> tuple[Term, ...]:
    signed = short_date(plan.signed_on) if plan.signed_on else _("chưa có")
    rows = [
        (
            _("Số, ký hiệu"),
            f"{plan.number}/{plan.notation}" if plan.number else _("chưa có số"),
        ),
        (_("Ngày ban hành"), signed),
        (_("Người ký"), f"{post_words(plan.signer_post)} {plan.signer_name}".strip()),
        (_("Danh sách đơn vị theo ngày"), short_date(plan.as_of)),
        (_("Báo cáo theo"), queries.rule_label(plan)),
        (_("Bản"), _("sửa đổi lần %(n)d") % {"n": plan.revision - 1} if plan.amends_id else ""),
    ]
    if plan.parent is not None:
        rows.insert(0, (_("Thực hiện"), plan_name(plan.parent)))
    unreviewed = queries.doubt_counts([plan.pk], DoubtState.UNREVIEWED)[plan.pk]
    if unreviewed:
        rows.append((_("Giao khi chưa xem"), _("%(n)s chỗ") % {"n": number(unreviewed)}))
    return tuple(Term(term, words) for term, words in rows if words)
