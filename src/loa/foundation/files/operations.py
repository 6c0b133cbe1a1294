"""Writes of files. Whoever stores a file has decided before that the person may."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from loa.foundation.audit import facade as audit
from loa.foundation.files import blobs, rules
from loa.foundation.files.extract.isolated import clean_image_isolated
from loa.foundation.files.extract.media import MediaType
from loa.foundation.files.models import StoredFile
from loa.foundation.files.queries import uploads
from loa.foundation.files.types import AcceptedImage, Purpose, StoredFileRef
from loa.kernel.clock import system_now
from loa.kernel.db import Change, operation

STORE = "FILES_STORE"
FORGET = "FILES_FORGET"
_STILL_AT_WORK = timedelta(hours=1)


@dataclass(frozen=True)
class _Uploader:
    """Who stores, as the journal keeps it."""

    person_id: int | None
    unit_id: int | None = None

    @property
    def label(self) -> str:
        return "system" if self.person_id is None else "uploader"


@operation
def store(
    *, actor_id: int | None, name: str, data: bytes, at: datetime, purpose: Purpose
) -> StoredFileRef:
    """Keep a file as received, byte for byte; the row is part of the caller's transaction.

    `actor_id` is the person's id, None for the house itself. Photos of evidence go through
    `accept_image`. Raises EmptyFile, FileTooLarge, FileKindRefused.
    """
    media_type = rules.check_upload(data, purpose)

    return _keep(
        actor_id=actor_id, name=name, data=data, media_type=media_type, at=at, purpose=purpose
    )


@operation
def accept_image(*, actor_id: int | None, name: str, data: bytes, at: datetime) -> AcceptedImage:
    """Keep a photo of evidence without its hidden data (camera, place), and its small version.

    Raises EmptyFile, FileTooLarge, FileKindRefused, ImageUnreadable, ImageTooLarge.
    """
    media_type = rules.check_image(data)
    clean = clean_image_isolated(data)

    image = _keep(
        actor_id=actor_id,
        name=name,
        data=clean.data,
        media_type=media_type,
        at=at,
        purpose=Purpose.EVIDENCE,
    )
    thumbnail = _keep(
        actor_id=actor_id,
        name=f"nho-{name}",
        data=clean.thumbnail,
        media_type=MediaType.JPEG,
        at=at,
        purpose=Purpose.THUMBNAIL,
    )
    return AcceptedImage(image, thumbnail, clean.width, clean.height)


@operation
def forget_unread(*, actor_id: int, file_ids: Collection[int], at: datetime) -> None:
    """Let go of uploads of a person that were kept until they could be read.

    The bytes go with the next `sweep_orphans`, where no other row has them.
    """
    rows = StoredFile.objects.filter(purpose=Purpose.UNREAD.value, uploaded_by=actor_id)
    for row in rows.filter(pk__in=file_ids).order_by("pk"):
        change = Change(before={"sha256": row.sha256, "size": row.size}, after={})
        actor, thing = _Uploader(actor_id), row.thing
        row.delete()
        audit.record(actor=actor, verb=FORGET, thing=thing, change=change, at=at)


def sweep_orphans(*, older_than: datetime) -> int:
    """Remove bytes stored before an instant whose transaction failed; how many files went.

    Runs outside any operation. Ages of files are by the machine's clock, which a demonstration's
    own clock may run ahead of: whatever is asked, files of the last hour stay, for their
    transaction may still be at work.
    """
    settled = system_now() - _STILL_AT_WORK
    return blobs.sweep(uploads(), min(older_than, settled), _named_by_rows)


def _named_by_rows(hashes: list[str]) -> set[str]:
    rows = StoredFile.objects.filter(sha256__in=hashes)
    return set(rows.order_by().values_list("sha256", flat=True))


def _keep(
    *,
    actor_id: int | None,
    name: str,
    data: bytes,
    media_type: MediaType,
    at: datetime,
    purpose: Purpose,
) -> StoredFileRef:
    fields = {
        "sha256": blobs.write(uploads(), data),
        "size": len(data),
        "media_type": media_type.value,
        "name": rules.clean_name(name, media_type),
        "purpose": purpose.value,
    }
    row = StoredFile.objects.create(**fields, uploaded_at=at, uploaded_by=actor_id)

    change = Change(before={}, after=fields)
    actor = _Uploader(actor_id)
    audit.record(actor=actor, verb=STORE, thing=row.thing, change=change, at=at, personal=("name",))
    return row.ref
