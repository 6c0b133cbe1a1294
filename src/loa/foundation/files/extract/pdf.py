"""Text of a PDF by position: lines as printed, columns apart, ruled tables as tables."""

import re
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from loa.foundation.files.extract.errors import BrokenFile, EncryptedFile, FileTooComplex
from loa.foundation.files.extract.pdf_columns import in_reading_order
from loa.foundation.files.extract.pdf_glyphs import glyphs_of
from loa.foundation.files.extract.pdf_lines import Line, Word, is_page_number, lines_of, words_of
from loa.foundation.files.extract.pdf_rules import Cell, Grid, grids_of, rules_of
from loa.foundation.files.extract.pdf_stamps import stamped_words
from loa.foundation.files.extract.plain_text import lost_bytes_notes, normalised
from loa.foundation.files.extract.types import (
    ExtractedTable,
    ExtractedText,
    ExtractNote,
    NoteCode,
    SourceFormat,
)

MAX_PAGES = 1_500
_PAGE_LETTERS = 40
_EDGE = 0.14
_NEW_PARAGRAPH = 2.1
_SAME_COLUMNS = 6.0
_STAMP = re.compile(
    r"\b(?:ký bởi|người ký|ký số|thời gian ký|ngày ký|email|cơ quan|tổ chức|chữ ký|signed by|"
    r"signature|signer|date|reason|location)\b|\d{1,2}[:./-]\d{1,2}[:./-]\d{2,4}",
    re.IGNORECASE,
)
_SCAN_WORDS = (
    "Tệp PDF này là bản quét (ảnh chụp trang giấy), không có chữ để đọc. Hãy tải lên tệp Word của "
    "văn bản, hoặc PDF xuất từ Word, hoặc gõ nội dung."
)


@dataclass
class _Page:
    """What one page gives: lines and grids from top to bottom."""

    parts: list[Line | Grid]
    words: list[Word]
    letters: int
    has_picture: bool


def extract_pdf(data: bytes) -> ExtractedText:
    """The text of a PDF with a text layer; `data` is only read.

    Page numbers at the top and bottom of a page are dropped; a form feed stands between pages.
    A scan gives an empty text and the note NO_TEXT_LAYER.
    Raises BrokenFile, EncryptedFile, FileTooComplex.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise _refusal() from None
    try:
        if len(document) > MAX_PAGES:
            raise FileTooComplex
        legacy: set[str] = set()
        pages = [_page(document, number, legacy) for number in range(len(document))]
    except pdfium.PdfiumError:
        raise BrokenFile from None
    finally:
        document.close()
    return _assembled(pages, legacy)


def _refusal() -> BrokenFile | EncryptedFile:
    is_closed = raw.FPDF_GetLastError() in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
    return EncryptedFile() if is_closed else BrokenFile()


def _page(document: pdfium.PdfDocument, number: int, legacy: set[str]) -> _Page:
    page = document[number]
    try:
        glyphs, turn, tables = glyphs_of(page)
        legacy.update(tables)
        words = words_of(glyphs)
        grids = grids_of(rules_of(page, turn)) if words else []
        pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        has_picture = next(iter(pictures), None) is not None
        _, bottom, _, top = turn.box(0, 0, *page.get_size())
    finally:
        page.close()
    words += stamped_words(document, number, glyphs)
    free = [word for word in words if _grid_of(word, grids) is None]
    lines = _without_page_number(lines_of(free), bottom, top)
    parts: list[Line | Grid] = [*lines, *(grid for grid in grids if _has_words(grid, words))]
    parts.sort(key=lambda part: -(part.ys[0] if isinstance(part, Grid) else part.baseline))
    kept = [word for line in lines for word in line.words]
    in_grids = [word for word in words if _grid_of(word, grids) is not None]
    letters = sum(c.isalnum() for line in lines for c in _unstamped(line.text))
    letters += sum(c.isalnum() for word in in_grids for c in word.text)
    return _Page(parts, kept + in_grids, letters, has_picture)


def _unstamped(text: str) -> str:
    """A line without what a signing stamp prints."""
    return "" if _STAMP.search(text) else text


def _grid_of(word: Word, grids: list[Grid]) -> Grid | None:
    height = word.baseline + 0.25 * word.size
    return next((grid for grid in grids if grid.holds(word.middle, height)), None)


def _has_words(grid: Grid, words: list[Word]) -> bool:
    return any(_grid_of(word, [grid]) for word in words)


def _without_page_number(lines: list[Line], bottom: float, top: float) -> list[Line]:
    edge = _EDGE * (top - bottom)
    if lines and is_page_number(lines[0].text) and lines[0].baseline > top - edge:
        lines = lines[1:]
    if lines and is_page_number(lines[-1].text) and lines[-1].baseline < bottom + edge:
        lines = lines[:-1]
    return lines


def _assembled(pages: list[_Page], legacy: set[str]) -> ExtractedText:
    if _is_scan(pages):
        note = ExtractNote(NoteCode.NO_TEXT_LAYER, _SCAN_WORDS)
        return ExtractedText("", SourceFormat.PDF, is_laid_out=True, notes=(note,))
    writer = _Writer()
    for number, page in enumerate(pages):
        if number:
            writer.break_page()
        writer.write_page(page)
    text = "".join(writer.pieces)
    notes = [*_picture_notes(pages), *_legacy_notes(legacy), *lost_bytes_notes(text)]
    return ExtractedText(
        text, SourceFormat.PDF, tuple(writer.tables), is_laid_out=True, notes=tuple(notes)
    )


def _is_scan(pages: list[_Page]) -> bool:
    """No letters at all, or pictures with no more on any page than a stamp leaves."""
    if not any(page.letters for page in pages):
        return True
    has_text = any(page.letters >= _PAGE_LETTERS for page in pages)
    return not has_text and any(page.has_picture for page in pages)


def _picture_notes(pages: list[_Page]) -> list[ExtractNote]:
    scanned = [n for n, page in enumerate(pages, 1) if page.has_picture and not page.words]
    if not scanned:
        return []
    named = ", ".join(str(n) for n in scanned[:10]) + (" …" if len(scanned) > 10 else "")  # noqa: PLR2004
    words = f"Trang {named} là ảnh quét, không có chữ để đọc; hãy gõ phần này khi kiểm tra."
    return [ExtractNote(NoteCode.SCANNED_PAGES, words)]


def _legacy_notes(legacy: set[str]) -> list[ExtractNote]:
    words = "Tệp dùng phông chữ cũ; đã đọc theo bảng mã {}. Hãy xem kỹ dấu của chữ."
    return [ExtractNote(NoteCode.LEGACY_FONT, words.format(name)) for name in sorted(legacy)]


class _Writer:
    """Writes pages into one text and keeps the spans of its tables."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.tables: list[ExtractedTable] = []
        self._length = 0
        self._last_grid: Grid | None = None

    def break_page(self) -> None:
        """The next line begins a page."""
        self._put("\f")

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def _line(self, text: str) -> None:
        self._put(normalised(text) + "\n")

    def write_page(self, page: _Page) -> None:
        """Runs of lines in reading order, tables between them."""
        run: list[Line] = []
        for number, part in enumerate(page.parts):
            if isinstance(part, Grid):
                self._lines(run)
                run = []
                self._table(part, page.words, may_continue=number == 0)
            else:
                run.append(part)
                self._last_grid = None
        self._lines(run)

    def _lines(self, lines: list[Line]) -> None:
        before: Line | None = None
        for line in in_reading_order(lines):
            gap = 0.0 if before is None else before.baseline - line.baseline
            if before is not None and not 0 <= gap <= _NEW_PARAGRAPH * line.size:
                self._put("\n")
            self._line(line.text)
            before = line

    def _table(self, grid: Grid, words: list[Word], *, may_continue: bool) -> None:
        start = self._length
        texts: dict[Cell, list[Word]] = {cell: [] for cell in grid.cells}
        for word in words:
            height = word.baseline + 0.25 * word.size
            cell = grid.cell_at(word.middle, height) if grid.holds(word.middle, height) else None
            if cell is not None:
                texts[cell].append(word)
        rows = [[""] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            text = normalised("\n".join(line.text for line in lines_of(texts[cell])))
            for row in range(cell.row, cell.last_row + 1):
                rows[row][cell.column] = text
            self._line(text)
        found = ExtractedTable(tuple(map(tuple, rows)), start, max(start, self._length - 1))
        if may_continue and self._last_grid is not None and _same_columns(self._last_grid, grid):
            found = _continued(self.tables.pop(), found)
        self.tables.append(found)
        self._last_grid = grid


def _same_columns(above: Grid, below: Grid) -> bool:
    return len(above.xs) == len(below.xs) and all(
        abs(a - b) < _SAME_COLUMNS for a, b in zip(above.xs, below.xs, strict=True)
    )


def _continued(above: ExtractedTable, below: ExtractedTable) -> ExtractedTable:
    """A table that runs on over the page; heading rows printed again are rows once."""
    repeated = 0
    while repeated < min(len(above.rows), len(below.rows)) and (
        above.rows[repeated] == below.rows[repeated]
    ):
        repeated += 1
    return ExtractedTable(above.rows + below.rows[repeated:], above.start, below.end)
