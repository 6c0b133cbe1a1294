"""Uploads that could not be read yet."""

from dataclasses import dataclass
from datetime import datetime

from loa.foundation.files import facade as files
from loa.foundation.orgs.facade import Actor
from loa.kernel.errors import NotFound
from loa.modules.plans.models import Annex, Plan


@dataclass(frozen=True)
class UnreadUpload:
    """A file as it was sent, and when."""

    file_id: int
    name: str
    sha256: str
    size: int
    sent_at: datetime


def unread_uploads(actor: Actor) -> list[UnreadUpload]:
    """What the actor sent and is in no plan or annex yet, newest first."""
    if actor.person_id is None:
        return []
    sent = files.unread_of(actor.person_id)
    hashes = [ref.sha256 for ref, _ in sent]
    plans = Plan.objects.filter(source_sha256__in=hashes).order_by()
    annexes = Annex.objects.filter(sha256__in=hashes).order_by()
    read = {
        *plans.values_list("source_sha256", flat=True),
        *annexes.values_list("sha256", flat=True),
    }
    return [
        UnreadUpload(ref.id, ref.name, ref.sha256, ref.size, sent_at)
        for ref, sent_at in sent
        if ref.sha256 not in read
    ]


def unread_upload(actor: Actor, file_id: int) -> UnreadUpload:
    """One of them; what somebody else sent is not found. Raises NotFound."""
    for upload in unread_uploads(actor):
        if upload.file_id == file_id:
            return upload
    raise NotFound
