"""Remarks of citizens: the list of those who answer, one of them, and each step."""

from collections.abc import Callable, Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.kernel.access import Denied, require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import answer_remark as operations
from loa.modules.plans.queries import remarks as reads
from loa.modules.plans.types import Verb
from loa.modules.plans.web import remark_pages
from loa.modules.plans.web.reading import Moment, moment
from loa.modules.plans.web.reply_views import Place

_FIELDS = {
    "PLANS_ANSWER_EMPTY": "words",
    "PLANS_REASON_MISSING": "reason",
    "PLANS_REMARK_NOT_A_LEAD": "unit_id",
}
_TAKEN: Mapping[Verb, tuple[Callable[..., None], str]] = {
    Verb.REMARK_ANSWER: (operations.answer_remark, _("Đã gửi câu trả lời.")),
    Verb.REMARK_PASS: (operations.pass_remark, _("Đã chuyển góp ý. Hạn trả lời giữ nguyên.")),
    Verb.REMARK_HIDE: (operations.hide_remark, _("Đã cất góp ý đi, kèm lý do.")),
    Verb.REMARK_PUBLISH: (operations.publish_remark, _("Đã lưu.")),
}


@require_GET
def remark_list(request: HttpRequest) -> HttpResponse:
    """All that the actor's units answer, by state."""
    now = moment(request)
    require(policies.can_answer_some(now.actor, now.today))
    asked = request.GET.get("ke-hoach", "")
    plan = None
    if asked.isdecimal():
        plan = queries.plan_for(now.actor, int(asked), now.today)
    context = remark_pages.list_page(now, plan, request.GET)
    return render(request, "plans/remark_list.html", context)


@require_GET
def remark_detail(request: HttpRequest, remark_id: int) -> HttpResponse:
    """One of them."""
    return _PLACE.detail(request, moment(request), remark_id, {})


@require_POST
def remark_step(request: HttpRequest, remark_id: int, verb: Verb) -> HttpResponse:
    """Take a step; what is refused comes back as it was typed, with the version as it stands."""
    return _PLACE.step(request, remark_id, verb)


def _form(now: Moment, found: queries.Remark, verb: Verb, request: HttpRequest) -> Form:
    return remark_pages.blank_form(now, found, verb, request.POST)


def _take(now: Moment, found: queries.Remark, verb: Verb, form: Form) -> str:
    take, words = _TAKEN[verb]
    take(actor=now.actor, remark_id=found.pk, at=now.at, **form.cleaned_data)
    return words


def _require_open(now: Moment, found: queries.Remark, verb: Verb) -> None:
    """Whoever may not take the step is told so before his form is looked at. NotAllowed."""
    for one, said in remark_pages.steps_of(now, found):
        if one is verb and isinstance(said, Denied):
            require(said)


_PLACE = Place(
    kind=reads.KIND,
    page=remark_pages.PAGE,
    template="plans/remark_detail.html",
    show=remark_pages.detail_page,
    form=_form,
    take=_take,
    require_open=_require_open,
    fields=_FIELDS,
    leave={Verb.REMARK_PASS: "plans:remark-list"},
)
