"""One function for all formats: bytes in, text out."""

from loa.foundation.files.extract.delimited import extract_delimited
from loa.foundation.files.extract.errors import (
    MAX_CELLS,
    MAX_LINES,
    MAX_TEXT,
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooComplex,
    FileTooLong,
    UnsupportedFile,
)
from loa.foundation.files.extract.media import PICTURES, MediaType, media_type_of
from loa.foundation.files.extract.old_word import extract_old_word
from loa.foundation.files.extract.pdf import extract_pdf
from loa.foundation.files.extract.photo_text import extract_photo
from loa.foundation.files.extract.types import ExtractedText
from loa.foundation.files.extract.word import extract_word
from loa.foundation.files.extract.workbook import extract_workbook

_PACKED = (".docx", ".docm", ".xlsx", ".xlsm", ".ods")
MAX_BYTES = 30 * 1024 * 1024

_READERS = {
    MediaType.DOCX: extract_word,
    MediaType.XLSX: extract_workbook,
    MediaType.XLS: extract_workbook,
    MediaType.ODS: extract_workbook,
}
_SLOW_READERS = {
    MediaType.PDF: extract_pdf,
    MediaType.DOC: extract_old_word,
    **dict.fromkeys(PICTURES, extract_photo),
}


def extract(data: bytes, name: str, *, until: float | None = None) -> ExtractedText:
    """The text of a file that Loa reads, told apart by its bytes.

    `name` is for the words, and tells a .csv file from a text with commas.

    Runs in this process: for bytes from outside use `extract_isolated`. A scan is read as far as
    there is time before `until`, a moment of `time.monotonic`. Raises UnsupportedFile, OldWordFile,
    NoReaderOfScans, EmptyFile, BrokenFile, EncryptedFile, FileTooComplex, FileTooLong,
    ExtractTimedOut.
    """
    media_type = accepted_type(data, name)
    try:
        if media_type is MediaType.TXT:
            found = extract_delimited(data, name)
        elif media_type in _SLOW_READERS:
            found = _SLOW_READERS[media_type](data, until)
        else:
            found = _READERS[media_type](data)
    except (RecursionError, MemoryError):
        raise FileTooComplex from None
    if _is_long(found):
        raise FileTooLong
    return found


def _is_long(found: ExtractedText) -> bool:
    """Whether text or tables are over the limits; a cell over many rows counts in each."""
    if len(found.text) > MAX_TEXT or found.text.count("\n") > MAX_LINES:
        return True
    if sum(len(row) for table in found.tables for row in table.rows) > MAX_CELLS:
        return True
    cells = (cell for table in found.tables for row in table.rows for cell in row)
    return sum(map(len, cells)) > MAX_TEXT


def accepted_type(data: bytes, name: str) -> MediaType:
    """The kind of a file whose text can be read; raises what `extract` raises for others."""
    if not data:
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise FileTooComplex
    media_type = media_type_of(data)
    if media_type is MediaType.OLD_OFFICE:
        raise _refusal_of_ole(data)
    if media_type is MediaType.TXT or media_type in {*_READERS, *_SLOW_READERS}:
        return media_type
    if data.startswith(b"PK") and name.casefold().endswith(_PACKED):
        raise BrokenFile
    raise UnsupportedFile


def _refusal_of_ole(data: bytes) -> EncryptedFile | UnsupportedFile:
    """A .docx under a password, or another program's file: both share one container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile()
    return UnsupportedFile()
