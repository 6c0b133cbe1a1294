"""The door of extraction: plain Python, so that reading a document starts no database."""

from loa.foundation.files.extract.errors import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    ExtractTimedOut,
    FileTooComplex,
    OldWordFile,
    UnsupportedFile,
)
from loa.foundation.files.extract.isolated import extract_isolated
from loa.foundation.files.extract.media import MediaType, media_type_of
from loa.foundation.files.extract.reading import extract
from loa.foundation.files.extract.sheet_lines import without_hidden
from loa.foundation.files.extract.types import (
    ExtractedTable,
    ExtractedText,
    ExtractNote,
    NoteCode,
    SheetPlace,
    SourceFormat,
)

__all__ = [
    "BrokenFile",
    "EmptyFile",
    "EncryptedFile",
    "ExtractNote",
    "ExtractTimedOut",
    "ExtractedTable",
    "ExtractedText",
    "FileTooComplex",
    "MediaType",
    "NoteCode",
    "OldWordFile",
    "SheetPlace",
    "SourceFormat",
    "UnsupportedFile",
    "extract",
    "extract_isolated",
    "media_type_of",
    "without_hidden",
]
