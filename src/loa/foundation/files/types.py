"""Values of files that may leave the room."""

from dataclasses import dataclass
from enum import StrEnum

from loa.foundation.files.extract.media import MediaType


class Purpose(StrEnum):
    """What a file is kept for; it decides which kinds are taken. The codes are stored."""

    PLAN_SOURCE = "PLAN_SOURCE"
    EVIDENCE = "EVIDENCE"
    SIGNED_COPY = "SIGNED_COPY"
    OUTPUT = "OUTPUT"
    THUMBNAIL = "THUMBNAIL"
    UNREAD = "UNREAD"
    """An upload that could not be read: kept as received for whoever sent it, of any kind."""


IMAGES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP})


@dataclass(frozen=True)
class StoredFileRef:
    """A stored file as other rooms see it; `size` is in bytes, `sha256` hexadecimal."""

    id: int
    sha256: str
    name: str
    size: int
    media_type: MediaType

    @property
    def is_image(self) -> bool:
        """Whether a page can show it as a picture."""
        return self.media_type in IMAGES


@dataclass(frozen=True)
class AcceptedImage:
    """A photo without its hidden data, and its small version; sizes in pixels, upright."""

    image: StoredFileRef
    thumbnail: StoredFileRef
    width: int
    height: int


@dataclass(frozen=True)
class UploadLimits:
    """The largest uploads, in bytes."""

    image: int
    document: int


UPLOAD_LIMITS = UploadLimits(image=10 * 1024 * 1024, document=30 * 1024 * 1024)
