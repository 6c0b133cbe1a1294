"""Uploads that could not be read yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from loa.foundation.files import facade as files
from loa.foundation.orgs.facade import Actor
from loa.kernel.errors import NotFound
from loa.modules.plans.models import Annex, Plan, UploadFile
from loa.modules.plans.types import UploadState


@dataclass(frozen=True)
class UnreadUpload:
    """A file as it was sent, when, and why the last reading made nothing of it.

    `name` is what its sender called it. `plan_id` is the plan whose annex it was meant to be.
    """

    file_id: int
    name: str
    sha256: str
    size: int
    sent_at: datetime
    message: str = ""
    plan_id: int | None = None


def unread_uploads(actor: Actor) -> list[UnreadUpload]:
    """What the actor sent, is in no plan or annex and is not being read, newest first."""
    return [] if actor.person_id is None else unread_of_person(actor.person_id)


def unread_of_person(person_id: int) -> list[UnreadUpload]:
    """The same of the person with that id, for the house itself."""
    sent = files.unread_of(person_id)
    hashes = [ref.sha256 for ref, _ in sent]
    plans = Plan.objects.filter(source_sha256__in=hashes).order_by()
    annexes = Annex.objects.filter(sha256__in=hashes).order_by()
    read = {
        *plans.values_list("source_sha256", flat=True),
        *annexes.values_list("sha256", flat=True),
    }
    rows = UploadFile.objects.filter(file__in=[ref.id for ref, _ in sent]).order_by("pk")
    last = {
        row["file_id"]: row
        for row in rows.values(
            "file_id", "name", "message", "upload__message", "upload__state", "upload__plan_id"
        )
    }
    return [
        UnreadUpload(
            file_id=ref.id,
            name=str(last[ref.id]["name"]) if ref.id in last else ref.name,
            sha256=ref.sha256,
            size=ref.size,
            sent_at=sent_at,
            message=_why(last.get(ref.id)),
            plan_id=last[ref.id]["upload__plan_id"] if ref.id in last else None,
        )
        for ref, sent_at in sent
        if ref.sha256 not in read and not _is_open(last.get(ref.id))
    ]


def unread_upload(actor: Actor, file_id: int) -> UnreadUpload:
    """One of them; what somebody else sent is not found. Raises NotFound."""
    for upload in unread_uploads(actor):
        if upload.file_id == file_id:
            return upload
    raise NotFound


def kept_file(actor: Actor, file_id: int) -> files.StoredFileRef:
    """A file that the actor sent and no plan has taken over yet. Raises NotFound."""
    sent = [] if actor.person_id is None else files.unread_of(actor.person_id)
    for ref, _ in sent:
        if ref.id == file_id:
            return ref
    raise NotFound


def _why(row: Mapping[str, object] | None) -> str:
    return str(row["message"] or row["upload__message"]) if row else ""


def _is_open(row: Mapping[str, object] | None) -> bool:
    return row is not None and row["upload__state"] == UploadState.OPEN
