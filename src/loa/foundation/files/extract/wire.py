"""What the reading process hands back, as JSON."""

import json
from typing import Any

from loa.foundation.files.extract import errors
from loa.foundation.files.extract.types import (
    ExtractedTable,
    ExtractedText,
    ExtractNote,
    NoteCode,
    SheetPlace,
    SourceFormat,
)
from loa.kernel.errors import DomainError

_FAILURES = {
    failure.code: failure
    for failure in (
        errors.UnsupportedFile,
        errors.OldWordFile,
        errors.BrokenFile,
        errors.EncryptedFile,
        errors.FileTooComplex,
        errors.EmptyFile,
    )
}


def packed(found: ExtractedText) -> bytes:
    """`found` as one line of JSON."""
    plain = {
        "text": found.text,
        "format": found.format.value,
        "is_laid_out": found.is_laid_out,
        "tables": [
            [table.rows, table.start, table.end, _packed_place(table.sheet)]
            for table in found.tables
        ],
        "notes": [[note.code.value, note.message_vi] for note in found.notes],
    }
    return json.dumps(plain).encode("ascii")


def packed_failure(failure: DomainError) -> bytes:
    """An expected failure as one line of JSON."""
    return json.dumps({"failure": failure.code, "message_vi": failure.message_vi}).encode("ascii")


def unpacked(answer: bytes) -> ExtractedText:
    """What `packed` packed; raises the failure that `packed_failure` packed, or BrokenFile."""
    try:
        plain = json.loads(answer)
        if "failure" in plain:
            raise _FAILURES.get(plain["failure"], errors.BrokenFile)(plain["message_vi"])
        return ExtractedText(
            text=plain["text"],
            format=SourceFormat(plain["format"]),
            is_laid_out=plain["is_laid_out"],
            tables=tuple(
                ExtractedTable(tuple(map(tuple, rows)), start, end, _unpacked_place(place))
                for rows, start, end, place in plain["tables"]
            ),
            notes=tuple(ExtractNote(NoteCode(code), words) for code, words in plain["notes"]),
        )
    except (ValueError, KeyError, TypeError):
        raise errors.BrokenFile from None


def _packed_place(place: SheetPlace | None) -> list[object] | None:
    if place is None:
        return None
    return [place.name, place.rows, place.columns, place.hidden_rows, place.hidden_columns]


def _unpacked_place(plain: list[Any] | None) -> SheetPlace | None:
    return None if plain is None else SheetPlace(str(plain[0]), *map(tuple, plain[1:]))
