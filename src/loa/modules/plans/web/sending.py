"""What happens with files that an officer sends: read at once where they are quick, else queued."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import BoundedSemaphore

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.kernel import clock
from loa.modules.plans import queries
from loa.modules.plans.operations.read_upload import read_at_once
from loa.modules.plans.operations.receive_files import drop_upload, read_again, receive_files
from loa.modules.plans.queries import Sent
from loa.modules.plans.queries.reading import AnnexesOfSeveralPlans, OnlyAnAnnex
from loa.modules.plans.types import AnnexState, ReceivedUpload, UploadState
from loa.modules.plans.web.reading import Moment

_CHOSEN_WRONGLY = (OnlyAnAnnex.message_vi, AnnexesOfSeveralPlans.message_vi)
_seats = BoundedSemaphore(2)
"""Pages of this process that wait for their files at once; the others send theirs to the queue."""


def taken_in(
    now: Moment,
    sent: list[tuple[str, bytes]],
    *,
    plan_id: int | None = None,
    as_of: date | None = None,
) -> Sent:
    """Keep files, and read them where they are quick; how far they are then.

    Raises the refusals of rules.uploading, EmptyFile, FileTooLarge, TooOften.
    """
    orgs.count_use(now.actor, "upload.files", now.today, many=len(sent))
    with _seat() as may_wait:
        received = receive_files(
            actor=now.actor, sent=sent, plan_id=plan_id, as_of=as_of, may_wait=may_wait, at=now.at
        )
        return _read(now, received)


def taken_up(now: Moment, file_id: int) -> Sent:
    """Read a kept file again. Raises NotFound, TooManyWaiting."""
    with _seat() as may_wait:
        received = read_again(actor=now.actor, file_id=file_id, may_wait=may_wait, at=now.at)
        return _read(now, received)


def led_on(request: HttpRequest, sent: Sent) -> HttpResponse | None:
    """Where its sender goes from an upload; None for one that failed, which says why in its place.

    What was there already says so.
    """
    if sent.is_open:
        return redirect("plans:upload-detail", sent.upload.pk)
    if sent.upload.state != UploadState.DONE:
        return None
    if sent.upload.plan_id is not None:
        return _to_annexes(request, sent)
    plans = list(dict.fromkeys(file.made_plan_id for file in sent.files))
    if not sent.files[0].is_new:
        messages.info(request, _("Tệp này đã được nhập trước đây."))
    if len(plans) == 1:
        return redirect("plans:draft-check", plans[0])
    messages.success(request, _("Đã nhập %(n)d văn bản.") % {"n": len(plans)})
    return redirect("plans:plan-list")


def refused(now: Moment, form: forms.Form, sent: Sent) -> int:
    """Put into the form why files became nothing; how many became something.

    Files that only were chosen wrongly are not kept: their sender has been told what to choose.
    """
    several = len(sent.files) > 1
    for file in sent.files:
        if file.message:
            form.add_error(None, f"{file.name}: {file.message}" if several else file.message)
    if sent.upload.message:
        form.add_error(None, sent.upload.message)
    made = [file for file in sent.files if file.made_plan_id or file.made_annex_id]
    if sent.upload.message in _CHOSEN_WRONGLY:
        drop_upload(actor=now.actor, upload_id=sent.upload.pk, at=now.at)
    return len(made)


def _to_annexes(request: HttpRequest, sent: Sent) -> HttpResponse:
    """On to the check of the first of the annexes."""
    annexes = [(file, file.made_annex) for file in sent.files if file.made_annex]
    file, first = next((one for one in annexes if one[1].state != AnnexState.JOINED), annexes[0])
    if not file.is_new:
        messages.info(request, _("Biểu này đã có trong kế hoạch; không thêm lần nữa."))
    elif first.plan_id != sent.upload.plan_id:
        words = _("Kế hoạch đã giao nên biểu vào bản sửa đổi. Kiểm tra rồi giao phần thêm.")
        messages.info(request, words)
    if len(annexes) > 1:
        words = _("Đã nhận %(n)d biểu; kiểm tra lần lượt từng biểu.") % {"n": len(annexes)}
        messages.success(request, words)
    return redirect("plans:annex-check", first.plan_id, first.pk)


def _read(now: Moment, received: ReceivedUpload) -> Sent:
    if received.is_at_once:
        read_at_once(upload_id=received.upload_id, now=clock.now)
    return queries.upload_for(now.actor, received.upload_id)


@contextmanager
def _seat() -> Iterator[bool]:
    """Whether this page may wait for its files now."""
    is_free = _seats.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            _seats.release()
