"""The end of a plan's year on the screen: what is not finished, and the form that closes it."""

from django import forms
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Link, number
from loa.kernel.access import Allowed
from loa.kernel.clock import local_day
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries.closing import LeftOpen
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.reading import Moment


class CloseForm(forms.Form):
    """Why the plan is closed although something is not finished."""

    reason = forms.CharField(
        label=_("Lý do kết thúc khi còn việc chưa xong"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def close_page(plan: Plan, left: LeftOpen, form: Form, *, is_early: bool) -> dict[str, object]:
    """What closing means, what is left open with where to go on with it, and the form."""
    needs_reason = is_early or not left.is_nothing
    form.fields["reason"].required = needs_reason  # how it is shown; the operation is what asks
    return {
        "plan": plan,
        "title": _("Kết thúc kế hoạch"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Kết thúc")),
        "left": _left(plan, left, is_early=is_early),
        "form": form,
        "back_href": reverse("plans:plan-overview", args=[plan.pk]),
    }


def close_link(now: Moment, plan: Plan) -> str:
    """Where a plan at work is closed, for who may; else empty."""
    may = policies.can(now.actor, Verb.CLOSE, plan.issuer_id, now.today) == Allowed()
    if plan.state != PlanState.ISSUED or not may:
        return ""
    return reverse("plans:plan-close", args=[plan.pk])


def closed_words(plan: Plan) -> str:
    """When the plan was closed and why with something left; empty while it is at work."""
    if plan.closed_at is None:
        return ""
    day = short_date(local_day(plan.closed_at))
    words = _("Kế hoạch đã kết thúc ngày %(day)s, nay chỉ xem.") % {"day": day}
    if not plan.closing_reason:
        return words
    return f"{words} {_('Lý do khi còn việc chưa xong')}: {plan.closing_reason}"


def _left(plan: Plan, left: LeftOpen, *, is_early: bool) -> list[Link]:
    """Each kind of what is left, leading to where it is brought to an end."""
    found = []
    matrix = reverse("plans:matrix", args=[plan.pk])
    reports = reverse("plans:report-list", args=[plan.pk])
    if left.work:
        words = _("%(n)s việc chưa xong, trong đó %(late)s quá hạn, %(waiting)s chờ duyệt") % {
            "n": number(left.work),
            "late": number(left.late),
            "waiting": number(left.submitted),
        }
        found.append(Link(words, matrix))
    if left.reports:
        words = _("%(n)s báo cáo kỳ chưa nộp hoặc chưa được nhận") % {"n": number(left.reports)}
        found.append(Link(words, reports))
    if left.difficulties:
        words = _("%(n)s khó khăn, vướng mắc chưa được trả lời") % {"n": number(left.difficulties)}
        found.append(Link(words, f"{reverse('plans:difficulty-list', args=[plan.pk])}?muc=mo"))
    if left.questions:
        words = _("%(n)s câu hỏi của đơn vị chưa được trả lời") % {"n": number(left.questions)}
        waiting = f"{reverse('plans:guidance-list', args=[plan.pk])}?xem=cho-tra-loi"
        found.append(Link(words, waiting))
    if left.remarks:
        words = _("%(n)s góp ý của người dân chưa được trả lời") % {"n": number(left.remarks)}
        found.append(Link(words, f"{reverse('plans:remark-list')}?muc=mo&ke-hoach={plan.pk}"))
    if is_early:
        words = _("Kỳ báo cáo cuối của năm đến %(day)s mới hết hạn") % {
            "day": short_date(left.last_report_due)
        }
        found.append(Link(words, reports))
    return found
