"""One function for all formats: bytes in, text out."""

from loa.foundation.files.extract.delimited import extract_delimited
from loa.foundation.files.extract.errors import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooComplex,
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
MAX_TEXT = 20_000_000
"""Characters of text, and of cells repeated in rows, that the house takes from one file."""
MAX_LINES = 400_000
"""Lines of text, far over those of 1,500 pages; structure is sought in the caller, line by line."""

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
    NoReaderOfScans, EmptyFile, BrokenFile, EncryptedFile, FileTooComplex, ExtractTimedOut.
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
    is_long = found.text.count("\n") > MAX_LINES
    if is_long or max(len(found.text), _cell_letters(found)) > MAX_TEXT:
        raise FileTooComplex
    return found


def _cell_letters(found: ExtractedText) -> int:
    """Letters and cells of all tables: a cell over many rows counts in each."""
    return sum(len(cell) + 1 for table in found.tables for row in table.rows for cell in row)


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
