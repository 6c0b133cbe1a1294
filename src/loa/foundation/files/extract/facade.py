"""The door of extraction: plain Python, so that reading a document starts no database."""

from loa.foundation.files.extract.errors import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    ExtractTimedOut,
    FileTooComplex,
    NoReaderOfScans,
    OldWordFile,
    UnsupportedFile,
)
from loa.foundation.files.extract.isolated import (
    clean_image_isolated,
    extract_isolated,
    fences_here,
)
from loa.foundation.files.extract.media import MediaType, media_type_of
from loa.foundation.files.extract.reading import extract
from loa.foundation.files.extract.scans import can_read as can_read_scans
from loa.foundation.files.extract.sheet_lines import in_lines, without_hidden
from loa.foundation.files.extract.types import (
    DoubtfulSpan,
    ExtractedTable,
    ExtractedText,
    ExtractNote,
    NoteCode,
    SheetPlace,
    SourceFormat,
)

__all__ = [
    "BrokenFile",
    "DoubtfulSpan",
    "EmptyFile",
    "EncryptedFile",
    "ExtractNote",
    "ExtractTimedOut",
    "ExtractedTable",
    "ExtractedText",
    "FileTooComplex",
    "MediaType",
    "NoReaderOfScans",
    "NoteCode",
    "OldWordFile",
    "SheetPlace",
    "SourceFormat",
    "UnsupportedFile",
    "can_read_scans",
    "clean_image_isolated",
    "extract",
    "extract_isolated",
    "fences_here",
    "in_lines",
    "media_type_of",
    "without_hidden",
]
