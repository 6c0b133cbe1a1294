"""Files beside what is written: evidence of activities, signed copies of what was sent."""

from datetime import datetime

from loa.foundation.files import facade as files
from loa.foundation.files.extract.facade import media_type_of
from loa.kernel.db import operation
from loa.modules.plans.types import NewEvidence

_IMAGES = frozenset({files.MediaType.JPEG, files.MediaType.PNG, files.MediaType.WEBP})


@operation
def keep_evidence(*, actor_id: int | None, name: str, data: bytes, at: datetime) -> NewEvidence:
    """Store one uploaded file for an activity.

    Raises the refusals of files: EmptyFile, FileTooLarge, FileKindRefused, ImageUnreadable.
    """
    if media_type_of(data) in _IMAGES:
        accepted = files.accept_image(actor_id=actor_id, name=name, data=data, at=at)
        return NewEvidence(file_id=accepted.image.id, thumbnail_id=accepted.thumbnail.id)
    stored = files.store(
        actor_id=actor_id, name=name, data=data, at=at, purpose=files.Purpose.EVIDENCE
    )
    return NewEvidence(file_id=stored.id)


def keep_signed_copy(actor_id: int | None, official: tuple[str, bytes], at: datetime) -> int:
    """Store the signed PDF, (name, bytes), of a report or letter; its id. Refuses as files do."""
    name, data = official
    stored = files.store(
        actor_id=actor_id, name=name, data=data, at=at, purpose=files.Purpose.SIGNED_COPY
    )
    return stored.id
