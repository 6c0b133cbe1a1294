"""The door of extraction: plain Python, so that reading a document starts no database."""

from loa.foundation.files.extract.errors import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    ExtractTimedOut,
    FileTooComplex,
    FileTooLong,
    NoReaderOfScans,
    OldWordFile,
    UnsupportedFile,
)
from loa.foundation.files.extract.isolated import (
    Watch,
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
from loa.foundation.files.extract.wire import packed, unpacked

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
    "FileTooLong",
    "MediaType",
    "NoReaderOfScans",
    "NoteCode",
    "OldWordFile",
    "SheetPlace",
    "SourceFormat",
    "UnsupportedFile",
    "Watch",
    "can_read_scans",
    "clean_image_isolated",
    "extract",
    "extract_isolated",
    "fences_here",
    "in_lines",
    "media_type_of",
    "packed",
    "unpacked",
    "without_hidden",
]
