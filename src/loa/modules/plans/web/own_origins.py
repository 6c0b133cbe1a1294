"""From which duty of the plan above a task of a unit's own plan comes, and what it says of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, Row
from loa.kernel.access import Allowed
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Occurrence, Plan, Task
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.queries.followed import details_of, rows_of_plan
from loa.modules.plans.queries.own_plans import is_behind, is_issued_own, is_linked
from loa.modules.plans.queries.work import owed_days
from loa.modules.plans.rules.work import is_open
from loa.modules.plans.types import Lateness, PlanState, Schedule, Verb, WorkRow
from loa.modules.plans.web.presenters import plan_name, timing_words
from loa.modules.plans.web.reading import Moment


@dataclass(frozen=True)
class DetailView:
    """What a document of the unit, or of the unit between, says of a duty."""

    href: str
    document: str
    words: str
    day: str
    is_earlier: bool


def origins(plan: Plan) -> dict[int, str]:
    """Words by task; empty for a plan that carries out no other."""
    if plan.parent is None:
        return {}
    found: dict[int, str] = {}
    for answer in reads.answers_of(plan):
        if answer.task_id is not None:
            found.setdefault(answer.task_id, _from_where(answer.duty, plan.parent))
    return found


def _from_where(duty: Task, parent: Plan) -> str:
    words = reads.duty_words(duty)
    if duty.plan_id == parent.pk or duty.plan.issuer_id == parent.issuer_id:
        return words
    return _("%(words)s (kế hoạch của %(unit)s)") % {
        "words": words,
        "unit": orgs.last_row(duty.plan.issuer_id, duty.plan.as_of).body_name,
    }


def origin_table(
    now: Moment, plan: Plan, tasks: Iterable[Task], shares: Mapping[int, str]
) -> dict[str, object]:
    """The tasks of a unit's own plan: from where, how far, and where the unit follows its part."""
    where = origins(plan)
    mine = {row.task_id: row for row in rows_of_plan(plan, {plan.issuer_id}, now.today)}
    late = [row.assignment_id for row in mine.values() if row.lateness is Lateness.OVERDUE]
    owed = owed_days(late, now.today)
    is_out = is_linked(plan)
    return {
        "columns": (
            Column(_("Nhiệm vụ của đơn vị")),
            Column(_("Từ kế hoạch cấp trên")),
            Column(_("Việc của đơn vị")),
            Column(_("Đã xong"), is_number=True),
        ),
        "rows": tuple(
            Row(
                (
                    Cell(task.title, href=reverse("plans:task-units", args=[plan.pk, task.pk])),
                    Cell(where.get(task.pk) or _("đơn vị tự thêm")),
                    _followed_at(mine.get(task.pk), owed, is_linked=is_out),
                    Cell(shares.get(task.pk, "")),
                )
            )
            for task in tasks
        ),
    }


def _followed_at(row: WorkRow | None, owed: Mapping[int, date], *, is_linked: bool) -> Cell:
    """Where the unit follows it; of what is overdue the day that is owed since longest."""
    if row is None:
        return Cell(_("theo dõi ở kế hoạch cấp trên") if is_linked else _("giao đơn vị khác"))
    words = _("hạn %(day)s") if is_open(row.state) else _("đã xong, hạn %(day)s")
    if row.assignment_id in owed:
        words = _("quá hạn %(day)s")
    return Cell(
        words % {"day": short_date(owed.get(row.assignment_id, row.due_on))},
        href=reverse("plans:work-detail", args=[row.occurrence_id]),
        is_alert=row.lateness is Lateness.OVERDUE,
    )


def detail_views(now: Moment, occurrence: Occurrence) -> tuple[DetailView, ...]:
    """What documents below say of this work, as far as the actor may see them."""
    return tuple(
        DetailView(
            reverse("plans:plan-overview", args=[one.plan.pk]),
            plan_name(one.plan),
            _("%(n)d. %(title)s") % {"n": one.task.ordinal, "title": one.task.title}
            if one.task
            else _("cả văn bản"),
            timing_words(Schedule(one.task.schedule), one.task.due_on) if one.task else "",
            one.task is not None
            and one.task.due_on is not None
            and one.task.due_on < occurrence.due_on,
        )
        for one in details_of(now.actor, occurrence.assignment, now.today)
    )


@dataclass(frozen=True)
class LinkedView:
    """What the page of a document issued elsewhere says: what it carries out, where that is set."""

    words: str
    href: str


def linked_view(now: Moment, plan: Plan) -> LinkedView | None:
    """None for every other plan; the address is empty for who may not say what it answers."""
    if not is_linked(plan):
        return None
    owed = len(reads.inherited(reads.parent_of(plan), plan.issuer_id, now.today))
    said = owed - len(reads.missing(plan, now.today))
    words = _("Thực hiện %(n)s/%(all)s nhiệm vụ cấp trên giao.") % {"n": said, "all": owed}
    if not any(one.confirmed_at for one in reads.answers_of(plan)):
        words = _("Chưa xác nhận văn bản thực hiện nhiệm vụ nào, nên chưa được tính.")
    may = policies.can(now.actor, Verb.OWN_PLAN, plan.issuer_id, now.today) == Allowed()
    href = reverse("plans:own-answers", args=[plan.pk]) if may else ""
    return LinkedView(words, href if plan.state == PlanState.ISSUED else "")


def revise_href(now: Moment, plan: Plan) -> str:
    """Where a unit revises its own plan after the one above was revised; else empty."""
    may = policies.can(now.actor, Verb.OWN_PLAN, plan.issuer_id, now.today) == Allowed()
    if not may or not is_behind(plan):
        return ""
    return reverse("plans:own-plan-revise", args=[plan.pk])


def number_href(now: Moment, plan: Plan) -> str:
    """Where number and signed copy of a unit's own plan are entered, for who may; else empty."""
    may = policies.can_number(now.actor, plan, now.today) == Allowed()
    if plan.parent_id is None or not may or not is_issued_own(plan):
        return ""
    return reverse("plans:own-plan-number", args=[plan.pk])
