"""What extraction gives: the text of a file, its tables, and what a person should know."""

from dataclasses import dataclass
from enum import StrEnum


class SourceFormat(StrEnum):
    """Formats whose text Loa reads."""

    TXT = "txt"
    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    IMAGE = "image"


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
    READ_BY_MACHINE = "READ_BY_MACHINE"
    """Pages without letters (scan, photo) whose picture was read; `doubtful` says where unsure."""
    UNREAD_PAGES = "UNREAD_PAGES"
    """Pages whose picture could not be read, for want of time or of letters; they are named."""
    CONVERTED = "CONVERTED"
    """A Word 97–2003 file, read through LibreOffice."""
    LOST_BYTES = "LOST_BYTES"
    """Letters were destroyed before the file reached us; their places are named."""
    LEGACY_ENCODING = "LEGACY_ENCODING"
    """The bytes were not Unicode; the named code page was used."""
    LEGACY_FONT = "LEGACY_FONT"
    """A font of the TCVN3 or VNI age was read by the named table."""
    HIDDEN_CELLS = "HIDDEN_CELLS"
    """A workbook hides rows, columns or sheets; they were read and are marked as hidden."""
    HIDDEN_UNKNOWN = "HIDDEN_UNKNOWN"
    """A workbook of a kind that does not tell us what it hides."""
    FORMULAS = "FORMULAS"
    """Some cells are formulas; their last shown values were read."""
    UNCOMPUTED = "UNCOMPUTED"
    """Some formulas were never computed or ended in an error; their cells are blank."""


@dataclass(frozen=True)
class ExtractNote:
    """One thing to know about the file; `message_vi` is what the officer reads."""

    code: NoteCode
    message_vi: str


@dataclass(frozen=True)
class SheetPlace:
    """Where the cells of a table stand in their workbook, and which of them it hides.

    `rows` and `columns` give, for each row and column of the grid, its number on the sheet, from 1.
    `hidden_rows` and `hidden_columns` are indexes into the grid.
    """

    name: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> str:
        """The address of a cell of the grid as Excel writes it: «C7»."""
        letters, rest = "", self.columns[column]
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.rows[row]}"


@dataclass(frozen=True)
class DoubtfulSpan:
    """A place that the machine did not read for sure, `text[start:end]`, and why, in Vietnamese."""

    start: int
    end: int
    message_vi: str


@dataclass(frozen=True)
class ExtractedTable:
    """A table as a grid: every row has the same number of cells.

    A cell that spans columns gives its text once, then empty strings; a cell that spans rows gives
    its text in every row it covers. Cell text may hold line feeds. `text[start:end]` of the file
    is the table's own text, row after row, each cell once. A nested table is an entry of its own,
    its span inside that of the outer one. `sheet` is set for a table of a workbook, whose text is
    a line for each row of the grid.
    """

    rows: tuple[tuple[str, ...], ...]
    start: int
    end: int
    sheet: SheetPlace | None = None

    def shown(self) -> "ExtractedTable":
        """The table without the rows and columns that its workbook hides."""
        if self.sheet is None or not (self.sheet.hidden_rows or self.sheet.hidden_columns):
            return self
        hidden_rows, hidden_columns = set(self.sheet.hidden_rows), set(self.sheet.hidden_columns)
        rows = [i for i in range(len(self.rows)) if i not in hidden_rows]
        columns = [i for i in range(len(self.sheet.columns)) if i not in hidden_columns]
        place = SheetPlace(
            self.sheet.name,
            tuple(self.sheet.rows[i] for i in rows),
            tuple(self.sheet.columns[i] for i in columns),
        )
        grid = tuple(tuple(self.rows[i][j] for j in columns) for i in rows)
        return ExtractedTable(grid, self.start, self.end, place)


@dataclass(frozen=True)
class ExtractedText:
    """The text of a file, in reading order.

    `text` is NFC with line feeds and is otherwise as in the file; a form feed stands between the
    pages of a PDF and for hard page breaks. `is_laid_out` says that lines are lines of the page
    (PDF, scan), so that a sentence wraps over several; in Word files and in PDF files with tags to
    believe a line is a whole paragraph, and a form feed that falls into one stands after it.
    `doubtful` are the places of a scan that a person should compare, in order.
    """

    text: str
    format: SourceFormat
    tables: tuple[ExtractedTable, ...] = ()
    is_laid_out: bool = False
    notes: tuple[ExtractNote, ...] = ()
    doubtful: tuple[DoubtfulSpan, ...] = ()

    def has(self, code: NoteCode) -> bool:
        """Whether a note of this kind was taken."""
        return any(note.code is code for note in self.notes)
