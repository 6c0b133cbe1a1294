"""What extraction gives: the text of a file, its tables, and what a person should know."""

from dataclasses import dataclass
from enum import StrEnum


class SourceFormat(StrEnum):
    """Formats whose text Loa reads."""

    TXT = "txt"
    DOCX = "docx"
    PDF = "pdf"


class NoteCode(StrEnum):
    """Things about a file that a person should know before trusting its text."""

    HAS_TRACKED_CHANGES = "HAS_TRACKED_CHANGES"
    """Insertions were read, deletions left out; a signed document should have neither."""
    TEXT_BOXES = "TEXT_BOXES"
    """Some of the text stands in boxes; it was read where the box is anchored."""
    FIELDS = "FIELDS"
    """Some of the text is a computed field; its last shown value was read."""
    HIDDEN_TEXT = "HIDDEN_TEXT"
    """Text formatted as hidden was left out, because no reader of the page sees it."""
    UNREAD_PARTS = "UNREAD_PARTS"
    """Diagrams, charts, WordArt or embedded documents, whose words were not read."""
    NO_TEXT_LAYER = "NO_TEXT_LAYER"
    """A scan: pictures of pages, no letters; `text` is empty."""
    SCANNED_PAGES = "SCANNED_PAGES"
    """Some pages are pictures without letters; the text of the others was read."""
    LOST_BYTES = "LOST_BYTES"
    """Letters were destroyed before the file reached us; their places are named."""
    LEGACY_ENCODING = "LEGACY_ENCODING"
    """The bytes were not Unicode; the named code page was used."""
    LEGACY_FONT = "LEGACY_FONT"
    """A font of the TCVN3 or VNI age was read by the named table."""


@dataclass(frozen=True)
class ExtractNote:
    """One thing to know about the file; `message_vi` is what the officer reads."""

    code: NoteCode
    message_vi: str


@dataclass(frozen=True)
class ExtractedTable:
    """A table as a grid: every row has the same number of cells.

    A cell that spans columns gives its text once, then empty strings; a cell that spans rows gives
    its text in every row it covers. Cell text may hold line feeds. `text[start:end]` of the file
    is the table's own text, row after row, each cell once. A nested table is an entry of its own,
    its span inside that of the outer one.
    """

    rows: tuple[tuple[str, ...], ...]
    start: int
    end: int


@dataclass(frozen=True)
class ExtractedText:
    """The text of a file, in reading order.

    `text` is NFC with line feeds and is otherwise as in the file; a form feed stands between the
    pages of a PDF and for hard page breaks. `is_laid_out` says that lines are lines of the page
    (PDF), so that a sentence wraps over several; in Word files a line is a whole paragraph.
    """

    text: str
    format: SourceFormat
    tables: tuple[ExtractedTable, ...] = ()
    is_laid_out: bool = False
    notes: tuple[ExtractNote, ...] = ()

    def has(self, code: NoteCode) -> bool:
        """Whether a note of this kind was taken."""
        return any(note.code is code for note in self.notes)
