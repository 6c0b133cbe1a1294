"""The door of files: all that other rooms may use. Reading text out of files: extract.facade."""

from loa.foundation.files.blobs import FileDamaged
from loa.foundation.files.copying import kept_bytes, nothing_swept, put_back
from loa.foundation.files.downloads import MADE_TYPES, download_response, made_response
from loa.foundation.files.extract.errors import EmptyFile, OldWordFile
from loa.foundation.files.extract.media import MediaType
from loa.foundation.files.extract.photos import ImageTooLarge, ImageUnreadable
from loa.foundation.files.operations import accept_image, forget_unread, store, sweep_orphans
from loa.foundation.files.queries import first_with, open_bytes, ref, refs, unread_of
from loa.foundation.files.rules import FileHasMacros, FileKindRefused, FileTooLarge
from loa.foundation.files.types import (
    UPLOAD_LIMITS,
    AcceptedImage,
    Purpose,
    StoredFileRef,
    UploadLimits,
)

__all__ = [
    "MADE_TYPES",
    "UPLOAD_LIMITS",
    "AcceptedImage",
    "EmptyFile",
    "FileDamaged",
    "FileHasMacros",
    "FileKindRefused",
    "FileTooLarge",
    "ImageTooLarge",
    "ImageUnreadable",
    "MediaType",
    "OldWordFile",
    "Purpose",
    "StoredFileRef",
    "UploadLimits",
    "accept_image",
    "download_response",
    "first_with",
    "forget_unread",
    "kept_bytes",
    "made_response",
    "nothing_swept",
    "open_bytes",
    "put_back",
    "ref",
    "refs",
    "store",
    "sweep_orphans",
    "unread_of",
]
