"""Reading an uploaded file: slow work in a process of its own, before any transaction."""

from dataclasses import dataclass

from loa.foundation.documents.facade import ParsedDocument, parse
from loa.foundation.files.extract.facade import extract_isolated
from loa.kernel.errors import DomainError


@dataclass(frozen=True)
class ReadDocument:
    """A file with what was read from it, before anything is written."""

    name: str
    data: bytes
    document: ParsedDocument
    notes: tuple[str, ...]


class NoText(DomainError):
    """A file whose text could not be read."""

    code = "PLANS_NO_TEXT"


def read_document(data: bytes, name: str) -> ReadDocument:
    """What the file says. Raises a DomainError that tells the officer what to do instead.

    Errors: NoText for a scan, UnsupportedFile and the other refusals of files.extract.
    """
    extracted = extract_isolated(data, name)
    if not extracted.text.strip():
        words = " ".join(note.message_vi for note in extracted.notes)
        raise NoText(words or "Tệp không có chữ để đọc. Tải lên bản Word hoặc PDF có chữ.")
    document = parse(
        extracted.text,
        extracted.tables,
        is_laid_out=extracted.is_laid_out,
        doubtful=extracted.doubtful,
    )
    return ReadDocument(name, data, document, tuple(note.message_vi for note in extracted.notes))
