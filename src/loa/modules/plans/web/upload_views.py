"""Uploads that could not be read: kept for whoever sent them, read again, handed back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.import_plan import import_plan
from loa.modules.plans.operations.keep_unread import keep_unread
from loa.modules.plans.queries import reading
from loa.modules.plans.queries.reading import OnlyAnAnnex, ReadAnnex, ReadDocument, read_document
from loa.modules.plans.types import Verb
from loa.modules.plans.web.reading import Moment, moment


def read_upload(now: Moment, name: str, data: bytes, *, is_alone: bool) -> ReadDocument | ReadAnnex:
    """What an uploaded file says; one that cannot be read is kept before its refusal goes on.

    A sheet without its plan was read: it is to be sent with the plan, and not kept.
    """
    try:
        return reading.read_upload(data, name, is_alone=is_alone)
    except OnlyAnAnnex:
        raise
    except DomainError:
        keep_unread(actor=now.actor, name=name, data=data, at=now.at)
        raise


@require_POST
def upload_reread(request: HttpRequest, file_id: int) -> HttpResponse:
    """Read a kept upload again, such as after the machine was given what it lacked."""
    now = _importing(request)
    upload = queries.unread_upload(now.actor, file_id)
    try:
        source = read_document(files.open_bytes(file_id), upload.name)
        found = import_plan(actor=now.actor, source=source, as_of=None, at=now.at)
    except DomainError as refusal:
        messages.error(request, f"{upload.name}: {refusal.message_vi}")
        return redirect("plans:plan-import")
    messages.success(request, _("Đã đọc được tệp %(name)s.") % {"name": upload.name})
    return redirect("plans:draft-check", found.plan_id)


@require_GET
def upload_source(request: HttpRequest, file_id: int) -> HttpResponse:
    """The upload as received, byte by byte, for whoever sent it."""
    now = _importing(request)
    upload = queries.unread_upload(now.actor, file_id)
    return files.download_response(files.ref(upload.file_id))


def _importing(request: HttpRequest) -> Moment:
    now = moment(request)
    require(policies.can(now.actor, Verb.IMPORT, orgs.root_row(now.today).id, now.today))
    return now
