"""Reads of stored files. Who may see one is decided by the room whose thing it belongs to."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from django.conf import settings

from loa.foundation.files import blobs
from loa.foundation.files.models import StoredFile
from loa.foundation.files.types import Purpose, StoredFileRef
from loa.kernel.db import get_one


def uploads() -> Path:
    """The folder of all stored bytes."""
    return Path(settings.LOA_DATA) / "uploads"


def ref(file_id: int) -> StoredFileRef:
    """The stored file with this id. Raises NotFound."""
    return get_one(StoredFile.objects.filter(pk=file_id)).ref


def refs(file_ids: Collection[int]) -> dict[int, StoredFileRef]:
    """The stored files with these ids, by id; unknown ids are left out."""
    return {row.pk: row.ref for row in StoredFile.objects.filter(pk__in=file_ids)}


def open_bytes(file_id: int) -> bytes:
    """The file as received, byte for byte. Raises NotFound, FileDamaged."""
    return blobs.read(uploads(), ref(file_id).sha256)


def unread_of(person_id: int) -> list[tuple[StoredFileRef, datetime]]:
    """What this person sent and could not be read, each with its moment, newest first."""
    rows = StoredFile.objects.filter(purpose=Purpose.UNREAD.value, uploaded_by=person_id)
    return [(row.ref, row.uploaded_at) for row in rows.order_by("-uploaded_at", "-pk")]


def first_with(sha256: str) -> StoredFileRef | None:
    """The first file stored with these very bytes, if any."""
    row = StoredFile.objects.filter(sha256=sha256).order_by("pk").first()
    return None if row is None else row.ref
