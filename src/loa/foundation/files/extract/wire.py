"""What the reading process hands back, as JSON."""

import json
from enum import StrEnum
from typing import Any

from loa.foundation.files.extract import errors
from loa.foundation.files.extract.media import MediaType
from loa.foundation.files.extract.photos import CleanImage, ImageTooLarge, ImageUnreadable
from loa.foundation.files.extract.types import (
    DoubtfulSpan,
    ExtractedTable,
    ExtractedText,
    ExtractNote,
    NoteCode,
    SheetPlace,
    SourceFormat,
)
from loa.kernel.errors import DomainError


class Job(StrEnum):
    """What the reading process is asked to do; PROBE only answers which fences hold."""

    TEXT = "text"
    OLD_WORD = "old-word"
    PHOTO = "photo"
    PROBE = "probe"


_PAGES = b"+"
"""What a line begins with that tells of pages; no answer begins so."""
_LONGEST_LINE = 40


def pages_line(read: int, pages: int) -> bytes:
    """A line before the answer: so many pages of a scan were read, of so many."""
    return b"%s%d %d\n" % (_PAGES, read, pages)


class Answer:
    """What comes from the reading process: lines about pages, then the answer."""

    def __init__(self) -> None:
        """Nothing has come."""
        self.pages = (0, 0)
        self._head = b""
        self._pieces: list[bytes] = []

    def take(self, piece: bytes) -> None:
        """The next bytes."""
        if self._pieces:
            self._pieces.append(piece)
            return
        self._head += piece
        while self._head.startswith(_PAGES) and b"\n" in self._head[:_LONGEST_LINE]:
            line, _, self._head = self._head.partition(b"\n")
            self.pages = _pages_of(line)
        if self._head and (not self._head.startswith(_PAGES) or len(self._head) > _LONGEST_LINE):
            self._pieces.append(self._head)

    def whole(self) -> bytes:
        """The answer without the lines before it."""
        return b"".join(self._pieces)


def _pages_of(line: bytes) -> tuple[int, int]:
    read, _, pages = line[len(_PAGES) :].partition(b" ")
    return (int(read), int(pages)) if read.isdigit() and pages.isdigit() else (0, 0)


_FAILURES = {
    failure.code: failure
    for failure in (
        errors.UnsupportedFile,
        errors.OldWordFile,
        errors.NoReaderOfScans,
        errors.ExtractTimedOut,
        errors.BrokenFile,
        errors.EncryptedFile,
        errors.FileTooComplex,
        errors.FileTooLong,
        errors.EmptyFile,
        ImageUnreadable,
        ImageTooLarge,
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
        "doubtful": [[span.start, span.end, span.message_vi] for span in found.doubtful],
        "notes": [[note.code.value, note.message_vi] for note in found.notes],
    }
    return json.dumps(plain).encode("ascii")


def packed_failure(failure: DomainError) -> bytes:
    """An expected failure as one line of JSON."""
    return json.dumps({"failure": failure.code, "message_vi": failure.message_vi}).encode("ascii")


def packed_photo(photo: CleanImage) -> bytes:
    """`photo` as one line of JSON with its measures, then the bytes of both pictures."""
    head = json.dumps([photo.width, photo.height, len(photo.data), len(photo.thumbnail)])
    return head.encode("ascii") + b"\n" + photo.data + photo.thumbnail


def unpacked_photo(answer: bytes, media_type: MediaType) -> CleanImage:
    """What `packed_photo` packed; raises the failure that came instead, or ImageUnreadable."""
    head, _, pictures = answer.partition(b"\n")
    try:
        plain = json.loads(head)
        _raise_failure(plain)
        width, height, first, second = map(int, plain)
    except (ValueError, TypeError):
        raise ImageUnreadable from None
    if first + second != len(pictures):
        raise ImageUnreadable
    return CleanImage(pictures[:first], media_type, pictures[first:], width, height)


def _raise_failure(plain: object) -> None:
    if isinstance(plain, dict) and "failure" in plain:
        raise _FAILURES.get(plain["failure"], errors.BrokenFile)(plain["message_vi"])


def unpacked(answer: bytes) -> ExtractedText:
    """What `packed` packed; raises the failure that `packed_failure` packed, or BrokenFile."""
    try:
        plain = json.loads(answer)
        _raise_failure(plain)
        return ExtractedText(
            text=plain["text"],
            format=SourceFormat(plain["format"]),
            is_laid_out=plain["is_laid_out"],
            tables=tuple(
                ExtractedTable(tuple(map(tuple, rows)), start, end, _unpacked_place(place))
                for rows, start, end, place in plain["tables"]
            ),
            doubtful=tuple(DoubtfulSpan(*span) for span in plain["doubtful"]),
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
