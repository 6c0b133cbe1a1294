"""One function for all formats: bytes in, text out."""

from loa.foundation.files.extract.delimited import extract_delimited
from loa.foundation.files.extract.errors import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooComplex,
    OldWordFile,
    UnsupportedFile,
)
from loa.foundation.files.extract.media import MediaType, media_type_of
from loa.foundation.files.extract.pdf import extract_pdf
from loa.foundation.files.extract.types import ExtractedText
from loa.foundation.files.extract.word import extract_word
from loa.foundation.files.extract.workbook import extract_workbook

_PACKED = (".docx", ".docm", ".xlsx", ".xlsm", ".ods")
MAX_BYTES = 30 * 1024 * 1024
MAX_TEXT = 20_000_000
"""Characters of text, and of cells repeated in rows, that the house takes from one file."""

_READERS = {
    MediaType.DOCX: extract_word,
    MediaType.PDF: extract_pdf,
    MediaType.XLSX: extract_workbook,
    MediaType.XLS: extract_workbook,
    MediaType.ODS: extract_workbook,
}


def extract(data: bytes, name: str) -> ExtractedText:
    """The text of a file that Loa reads, told apart by its bytes.

    `name` is for the words, and tells a .csv file from a text with commas.

    Runs in this process: for bytes from outside use `extract_isolated`. Raises UnsupportedFile,
    OldWordFile, EmptyFile, BrokenFile, EncryptedFile, FileTooComplex.
    """
    media_type = accepted_type(data, name)
    try:
        if media_type is MediaType.TXT:
            found = extract_delimited(data, name)
        else:
            found = _READERS[media_type](data)
    except (RecursionError, MemoryError):
        raise FileTooComplex from None
    if max(len(found.text), _cell_letters(found)) > MAX_TEXT:
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
    if media_type is MediaType.TXT or media_type in _READERS:
        return media_type
    if data.startswith(b"PK") and name.casefold().endswith(_PACKED):
        raise BrokenFile
    raise UnsupportedFile


def _refusal_of_ole(data: bytes) -> OldWordFile | EncryptedFile | UnsupportedFile:
    """Word 97, a .docx under a password, or another program's file: all share one container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile()
    if "WordDocument".encode("utf-16-le") in data:
        return OldWordFile()
    return UnsupportedFile()
