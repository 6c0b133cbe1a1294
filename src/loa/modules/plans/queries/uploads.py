"""Reads of uploads: what is being read for whom, and how far it is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, QuerySet

from loa.foundation.orgs.facade import Actor
from loa.kernel.db import get_one
from loa.modules.plans.models import Upload, UploadFile
from loa.modules.plans.types import FileState, UploadState

_UNREAD = (FileState.WAITING.value, FileState.READING.value)


@dataclass(frozen=True)
class Sent:
    """An upload with its files in the order in which they were chosen.

    `ahead` is how many files of whomever come before its own.
    """

    upload: Upload
    files: tuple[UploadFile, ...]
    ahead: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is still read."""
        return self.upload.state == UploadState.OPEN

    @property
    def left(self) -> int:
        """How many files are not read yet."""
        return sum(file.state in _UNREAD for file in self.files)


@dataclass(frozen=True)
class ReadingQueue:
    """All files not read yet, whoever sent them; `oldest_at` is when the first was sent."""

    waiting: int
    oldest_at: datetime | None


def reading_queue() -> ReadingQueue:
    """How much is to be read, for whoever looks after the machine; no name, no content."""
    rows = _waiting()
    return ReadingQueue(rows.count(), rows.aggregate(first=Min("upload__sent_at"))["first"])


def upload_for(actor: Actor, upload_id: int) -> Sent:
    """One upload of the actor; what somebody else sent is not found. Raises NotFound."""
    upload = get_one(_own(actor).filter(pk=upload_id))
    return _sent([upload])[0]


def open_uploads(actor: Actor, plan_id: int | None = None) -> list[Sent]:
    """What is being read for the actor, the last sent first; `plan_id`: only annexes of it."""
    rows = _own(actor).filter(state=UploadState.OPEN.value).order_by("-pk")
    return _sent(rows.filter(plan=plan_id) if plan_id else rows)


def waiting_of(person_id: int, unit_id: int | None) -> tuple[int, int]:
    """How many files of a person, and of all people of a unit, wait to be read."""
    rows = _waiting()
    of_unit = rows.filter(upload__unit_id=unit_id).count() if unit_id is not None else 0
    return rows.filter(upload__person_id=person_id).count(), of_unit


def read_through(upload_id: int) -> Sent | None:
    """An upload that is open although every file of it is read or failed; None for others."""
    upload = Upload.objects.filter(pk=upload_id, state=UploadState.OPEN.value).first()
    found = _sent([upload])[0] if upload else None
    return None if found is None or found.left else found


def read_now(upload_id: int) -> list[UploadFile]:
    """The files of an upload that are read while its sender waits."""
    rows = UploadFile.objects.filter(upload=upload_id, is_at_once=True)
    return list(rows.filter(state=FileState.READING.value).order_by("ordinal"))


def upload_of(upload_file_id: int) -> int:
    """The upload that a file belongs to. Raises NotFound."""
    return get_one(UploadFile.objects.filter(pk=upload_file_id)).upload_id


def found_text(upload_file_id: int) -> bytes:
    """What was read of a file, as `files.extract.facade.unpacked` takes it."""
    found = UploadFile.objects.filter(pk=upload_file_id).values_list("found", flat=True).first()
    return bytes(found or b"")


def _own(actor: Actor) -> QuerySet[Upload]:
    if actor.person_id is None:
        return Upload.objects.none()
    rows = Upload.objects.filter(person_id=actor.person_id)
    return rows.exclude(state=UploadState.DROPPED.value)


def _waiting() -> QuerySet[UploadFile]:
    rows = UploadFile.objects.filter(state__in=_UNREAD, upload__state=UploadState.OPEN.value)
    return rows.order_by()


def _sent(uploads: "list[Upload] | QuerySet[Upload]") -> list[Sent]:
    found = list(uploads)
    rows = UploadFile.objects.filter(upload__in=found).defer("found").order_by("ordinal")
    of: dict[int, list[UploadFile]] = {upload.pk: [] for upload in found}
    for row in rows.select_related("made_annex"):
        of[row.upload_id].append(row)
    waiting = (
        sorted(_waiting().values_list("ordinal", "pk")) if any(map(_places, of.values())) else []
    )
    return [Sent(upload, tuple(of[upload.pk]), _ahead(of[upload.pk], waiting)) for upload in found]


def _places(files: list[UploadFile]) -> list[tuple[int, int]]:
    """Where in the queue those of the files stand that are not read yet."""
    return [(file.ordinal, file.pk) for file in files if file.state in _UNREAD]


def _ahead(files: list[UploadFile], waiting: list[tuple[int, int]]) -> int:
    """How many files of others come before the first of these that is not read yet.

    The first file of everybody comes before the second of anybody.
    """
    first = min(_places(files), default=(0, 0))
    return sum(place < first for place in waiting)
