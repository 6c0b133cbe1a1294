"""Text of a PDF by position: lines as printed, columns apart, ruled tables as tables."""

import re
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from loa.foundation.files.extract.errors import BrokenFile, EncryptedFile, FileTooComplex
from loa.foundation.files.extract.pages import Page, PageWriter, grid_of, page_of
from loa.foundation.files.extract.pdf_drawn import with_drawn
from loa.foundation.files.extract.pdf_glyphs import glyphs_of
from loa.foundation.files.extract.pdf_lines import Line, is_page_number, lines_of, words_of
from loa.foundation.files.extract.pdf_paragraphs import Paragraphs, are_tagged
from loa.foundation.files.extract.pdf_rules import grids_of, rules_of
from loa.foundation.files.extract.pdf_stamps import stamped_words
from loa.foundation.files.extract.pdf_tags import TagReader
from loa.foundation.files.extract.pictures import rendered
from loa.foundation.files.extract.plain_text import lost_bytes_notes
from loa.foundation.files.extract.scans import can_read, notes_on, read_pages, require_reader
from loa.foundation.files.extract.types import ExtractedText, ExtractNote, NoteCode, SourceFormat

MAX_PAGES = 1_500
_PAGE_LETTERS = 40
_EDGE = 0.14
_SCANNED = 0.4
_DRAWN = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
_STAMP = re.compile(
    r"\b(?:ký bởi|người ký|ký số|thời gian ký|ngày ký|email|cơ quan|tổ chức|chữ ký|signed by|"
    r"signature|signer|date|reason|location)\b|\d{1,2}[:./-]\d{1,2}[:./-]\d{2,4}",
    re.IGNORECASE,
)


@dataclass
class _TextPage:
    """A page by its text layer.

    `is_picture`: it has no more letters than a stamp leaves, and shows what a person would read.
    """

    page: Page
    is_picture: bool

    @property
    def lines(self) -> list[Line]:
        """Its lines outside tables, from top to bottom."""
        return [part for part in self.page.parts if isinstance(part, Line)]


def extract_pdf(data: bytes, until: float | None = None) -> ExtractedText:
    """The text of a PDF; `data` is only read.

    Pages without letters (a scan, under a signing stamp or not) are read from their picture, as
    many as there is time for before `until`, a moment of `time.monotonic`. Page numbers at the top
    and bottom of a page are dropped; a form feed stands between pages.
    Raises BrokenFile, EncryptedFile, FileTooComplex, NoReaderOfScans.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise _refusal() from None
    try:
        if len(document) > MAX_PAGES:
            raise FileTooComplex
        legacy: set[str] = set()
        tags = TagReader()
        pages = [_page(document, number, legacy, tags) for number in range(len(document))]
        scanned = [number for number, page in enumerate(pages) if page.is_picture]
        if len(scanned) == len(pages):
            require_reader()
        read = _read(document, scanned, until) if can_read() else {}
    except pdfium.PdfiumError:
        raise BrokenFile from None
    finally:
        document.close()
    return _assembled(pages, scanned, read, legacy)


def _refusal() -> BrokenFile | EncryptedFile:
    is_closed = raw.FPDF_GetLastError() in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
    return EncryptedFile() if is_closed else BrokenFile()


def _read(document: pdfium.PdfDocument, scanned: list[int], until: float | None) -> dict[int, Page]:
    if not scanned:
        return {}
    pictures = ((n, rendered(document, n)) for n in scanned)
    return read_pages(pictures, until=until, count=len(scanned))


def _page(
    document: pdfium.PdfDocument, number: int, legacy: set[str], tags: TagReader
) -> _TextPage:
    page = document[number]
    try:
        glyphs, turn, tables = glyphs_of(page, tags.blocks(page))
        legacy.update(tables)
        words = words_of(glyphs)
        grids = grids_of(rules_of(page, turn)) if words else []
        _, bottom, _, top = turn.box(0, 0, *page.get_size())
        picture_share = _picture_share(page)
        is_drawn = next(iter(page.get_objects(filter=_DRAWN, max_depth=3)), None) is not None
    finally:
        page.close()
    words += stamped_words(document, number, glyphs)
    words = with_drawn(document, number, words)
    free = [word for word in words if grid_of(word, grids) is None]
    lines = _without_page_number(lines_of(free), bottom, top)
    in_grids = [word for word in words if grid_of(word, grids) is not None]
    letters = sum(c.isalnum() for line in lines for c in _unstamped(line.text))
    letters += sum(c.isalnum() for word in in_grids for c in word.text)
    # Letters that were drawn as lines are no letters; ruling lines around few letters are none.
    is_picture = picture_share > _SCANNED if letters else is_drawn
    is_picture = is_picture and letters < _PAGE_LETTERS
    return _TextPage(page_of(lines, grids, words), is_picture)


def _picture_share(page: pdfium.PdfPage) -> float:
    """How much of the page its largest picture covers, at most 1."""
    width, height = page.get_size()
    largest = 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        largest = max(largest, abs(right - left) * abs(top - bottom))
    return float(min(largest / max(width * height, 1.0), 1.0))


def _unstamped(text: str) -> str:
    """A line without what a signing stamp prints."""
    return "" if _STAMP.search(text) else text


def _without_page_number(lines: list[Line], bottom: float, top: float) -> list[Line]:
    edge = _EDGE * (top - bottom)
    if lines and is_page_number(lines[0].text) and lines[0].baseline > top - edge:
        lines = lines[1:]
    if lines and is_page_number(lines[-1].text) and lines[-1].baseline < bottom + edge:
        lines = lines[:-1]
    return lines


def _assembled(
    pages: list[_TextPage], scanned: list[int], read: dict[int, Page], legacy: set[str]
) -> ExtractedText:
    is_tagged = not scanned and are_tagged([page.lines for page in pages])
    words = [word for page in pages for word in page.page.words]
    writer = PageWriter(paragraphs=Paragraphs(words) if is_tagged else None)
    for number, page in enumerate(pages):
        if number:
            writer.break_page()
        writer.write_page(read.get(number, page.page))
    text = "".join(writer.pieces)
    notes = [
        *notes_on(read, set(scanned) - set(read), len(pages)),
        *_legacy_notes(legacy),
        *lost_bytes_notes(text),
    ]
    return ExtractedText(
        text,
        SourceFormat.PDF,
        tuple(writer.tables),
        is_laid_out=not is_tagged,
        notes=tuple(notes),
        doubtful=tuple(writer.doubtful),
    )


def _legacy_notes(legacy: set[str]) -> list[ExtractNote]:
    words = "Tệp dùng phông chữ cũ; đã đọc theo bảng mã {}. Hãy xem kỹ dấu của chữ."
    return [ExtractNote(NoteCode.LEGACY_FONT, words.format(name)) for name in sorted(legacy)]
