"""Evidence files: photos without the place they were taken, other files as received."""

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
