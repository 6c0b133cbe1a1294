"""Pages of uploads: how far their reading is, and those that could not be read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.files import facade as files
from loa.foundation.ui.facade import page_or_fragment, wants_fragment
from loa.kernel.access import require
from loa.kernel.errors import NotFound
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.receive_files import drop_upload, forget_file
from loa.modules.plans.rules.uploading import TooManyWaiting
from loa.modules.plans.web import upload_pages
from loa.modules.plans.web.reading import Moment, moment
from loa.modules.plans.web.sending import led_on, taken_up


@require_GET
def upload_detail(request: HttpRequest, upload_id: int) -> HttpResponse:
    """How far the reading of an upload is; asked every few seconds it leads on once that is done.

    Opened again later it says what became of it, and does not lead away: one may come back here.
    """
    now = moment(request)
    sent = queries.upload_for(now.actor, upload_id)
    is_asking = wants_fragment(request)
    if not sent.is_open and (is_asking or "cho" in request.GET):
        answer = led_on(request, sent) or redirect("plans:upload-detail", upload_id)
        if not is_asking:
            return answer
        headers = {"HX-Redirect": answer["Location"], "Cache-Control": "no-store"}
        return HttpResponse(headers=headers)
    context = upload_pages.detail_page(sent)
    return page_or_fragment(request, "plans/upload.html", "plans/_upload.html", context)


@require_POST
def upload_reread(request: HttpRequest, file_id: int) -> HttpResponse:
    """Read a kept upload again, such as after the machine was given what it lacked."""
    now = moment(request)
    try:
        sent = taken_up(now, file_id)
    except TooManyWaiting as refusal:
        messages.error(request, refusal.message_vi)
        return redirect("plans:plan-import")
    answer = led_on(request, sent)
    if answer is None:
        for file in sent.files:
            words = file.message or sent.upload.message
            messages.error(request, f"{file.name}: {words}")
        return _back_to(sent.upload.plan_id)
    if not sent.is_open:
        messages.success(request, _("Đã đọc được tệp %(name)s.") % {"name": sent.files[0].name})
    return answer


@require_http_methods(["GET", "POST"])
def upload_drop(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Put an upload aside that became no draft, once asked whether."""
    now = moment(request)
    if request.method == "GET":
        sent = queries.upload_for(now.actor, upload_id)
        back = reverse("plans:upload-detail", args=[upload_id])
        return _asked(request, [file.name for file in sent.files if file.file_id], back)
    plan_id = drop_upload(actor=now.actor, upload_id=upload_id, at=now.at)
    messages.success(request, _("Đã bỏ các tệp chưa đọc được."))
    return _back_to(plan_id)


@require_http_methods(["GET", "POST"])
def upload_forget(request: HttpRequest, file_id: int) -> HttpResponse:
    """Let go of one kept file, once asked whether; pressed twice it is gone."""
    now = moment(request)
    back = reverse("plans:plan-import")
    if request.method == "GET":
        name = queries.unread_upload(now.actor, file_id).name
        _require_import(now)
        return _asked(request, [name], back)
    try:
        forget_file(actor=now.actor, file_id=file_id, at=now.at)
    except NotFound:
        return redirect(back)
    messages.success(request, _("Đã xóa tệp."))
    return redirect(back)


@require_GET
def upload_source(request: HttpRequest, file_id: int) -> HttpResponse:
    """The upload as received, byte by byte, for whoever sent it."""
    now = moment(request)
    kept = queries.kept_file(now.actor, file_id)
    _require_import(now)
    return files.download_response(kept)


def _back_to(plan_id: int | None) -> HttpResponse:
    """The page from which files were sent: as annexes of a plan, or as plans."""
    if plan_id is not None:
        return redirect("plans:annex-add", plan_id)
    return redirect("plans:plan-import")


def _asked(request: HttpRequest, names: list[str], back: str) -> HttpResponse:
    return render(request, "plans/upload_forget.html", upload_pages.forget_page(names, back))


def _require_import(now: Moment) -> None:
    require(policies.can_import(now.actor, now.today))
