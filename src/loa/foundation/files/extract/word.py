"""Text and tables of a Word file (.docx), walked part by part over its XML."""

from collections.abc import Iterator

from lxml import etree

from loa.foundation.files.extract.errors import BrokenFile
from loa.foundation.files.extract.names import MC, UNREAD, W
from loa.foundation.files.extract.package import Package
from loa.foundation.files.extract.plain_text import lost_bytes_notes, normalised
from loa.foundation.files.extract.types import (
    ExtractedTable,
    ExtractedText,
    ExtractNote,
    NoteCode,
    SourceFormat,
)
from loa.foundation.files.extract.word_inline import InlineReader, Paragraph, shown_branch
from loa.foundation.files.extract.word_numbering import Numbering
from loa.foundation.files.extract.word_styles import Styles, number_of, value_of

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAX_COLUMNS = 1024
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_WORDS = {
    NoteCode.HAS_TRACKED_CHANGES: (
        "Tệp còn dấu vết sửa (Track Changes): Loa đọc phần thêm, bỏ phần xóa. Văn bản đã ký không "
        "có dấu vết sửa; hãy đối chiếu với bản ký."
    ),
    NoteCode.TEXT_BOXES: "Tệp có chữ trong hộp văn bản; Loa đọc ngay tại chỗ đặt hộp.",
    NoteCode.FIELDS: "Tệp có trường tự động (ngày, số …); Loa đọc giá trị hiện sau cùng.",
    NoteCode.HIDDEN_TEXT: "Tệp có chữ ẩn (Hidden); Loa bỏ qua vì khi in không thấy.",
    NoteCode.UNREAD_PARTS: (
        "Tệp có sơ đồ (SmartArt), biểu đồ, chữ nghệ thuật hoặc tài liệu nhúng; Loa không đọc chữ "
        "bên trong. Hãy đối chiếu với tệp gốc và gõ thêm nếu cần."
    ),
}


def extract_word(data: bytes) -> ExtractedText:
    """The text of a .docx as the eye sees it: a line is a paragraph, cells one under another.

    Headers and footers are left out. Raises BrokenFile, EncryptedFile, FileTooComplex.
    """
    package = Package(data)
    main = _main_part(package)
    root = package.xml(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise BrokenFile
    reader = _Reader(package, main)
    reader.read(body)
    return reader.result()


def _main_part(package: Package) -> str:
    for kind, target in package.relations("").values():
        if kind == "officeDocument":
            return target
    return "word/document.xml"


class _Reader:
    """Walks blocks in order and writes their lines."""

    def __init__(self, package: Package, main: str) -> None:
        parts = dict(package.relations(main).values())

        def part(kind: str) -> etree._Element | None:
            return package.xml(parts.get(kind, f"word/{kind}.xml"))

        styles = Styles(part("styles"))
        self._inline = InlineReader(styles)
        self._numbering = Numbering(part("numbering"), styles)
        self._notes = {kind: _notes_in(part(kind)) for kind in ("footnotes", "endnotes")}
        self._noted = 0
        self._lines: list[str] = []
        self._length = 0
        self._tables: list[ExtractedTable | None] = []
        self._carried = ""
        self._lead = ""

    def read(self, body: etree._Element) -> None:
        """The whole body."""
        notes = [note for part in self._notes.values() for note in part.values()]
        self._inline.look_over([body, *notes])
        if next(body.iter(*UNREAD), None) is not None:
            self._inline.seen.add(NoteCode.UNREAD_PARTS)
        self.blocks(body)

    def result(self) -> ExtractedText:
        """All that was read."""
        text = "".join(self._lines)
        seen = self._inline.seen
        notes = [ExtractNote(code, words) for code, words in _WORDS.items() if code in seen]
        notes.extend(
            ExtractNote(
                NoteCode.LEGACY_FONT,
                f"Tệp dùng phông chữ cũ; đã đọc theo bảng mã {name}. Hãy xem kỹ dấu của chữ.",
            )
            for name in sorted(self._inline.legacy)
        )
        notes.extend(lost_bytes_notes(text))
        tables = tuple(table for table in self._tables if table is not None)
        return ExtractedText(text, SourceFormat.DOCX, tables=tables, notes=tuple(notes))

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs and tables of a body, cell, box or note, in order."""
        for child in parent.iterchildren(etree.Element):
            tag = child.tag
            if tag == f"{W}p":
                self._paragraph(child)
            elif tag == f"{W}tbl":
                self._table(child)
            elif tag == f"{MC}AlternateContent":
                branch = shown_branch(child)
                if branch is not None:
                    self.blocks(branch)
            elif tag in _WRAPPERS:
                self.blocks(child)
            elif tag in _DELETED:
                self._inline.seen.add(NoteCode.HAS_TRACKED_CHANGES)
        if self._carried:
            self._write(self._carried)

    def _paragraph(self, element: etree._Element) -> None:
        paragraph = self._inline.read(element)
        properties = element.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None and any(mark.find(tag) is not None for tag in _DELETED):
            self._inline.seen.add(NoteCode.HAS_TRACKED_CHANGES)
            self._carry(paragraph)
            return
        label = self._numbering.label(properties)
        lead, self._lead = self._lead, ""
        self._boxes(paragraph.boxes_before)
        self._write(lead + label + self._take_carried() + paragraph.text)
        self._boxes(paragraph.boxes_after)
        self._footnotes(paragraph)

    def _carry(self, paragraph: Paragraph) -> None:
        """A paragraph whose end was deleted runs on into the next one."""
        self._boxes([*paragraph.boxes_before, *paragraph.boxes_after])
        self._footnotes(paragraph)
        self._carried += paragraph.text

    def _take_carried(self) -> str:
        carried, self._carried = self._carried, ""
        return carried

    def _write(self, line: str) -> None:
        self._carried = ""
        written = normalised(line) + "\n"
        self._lines.append(written)
        self._length += len(written)

    def _boxes(self, boxes: list[etree._Element]) -> None:
        for box in boxes:
            self._aside(box)

    def _footnotes(self, paragraph: Paragraph) -> None:
        for kind, note_id, has_own_mark in paragraph.notes:
            note = self._notes[kind].get(note_id)
            if note is not None:
                if not has_own_mark:
                    self._noted += 1
                    self._lead = f"{self._noted}".translate(_SUPERSCRIPT) + " "
                self._aside(note)
                self._lead = ""

    def _aside(self, part: etree._Element) -> None:
        """Blocks that stand apart from the running text: its open fields do not hold there."""
        outer, self._inline.fields.open = self._inline.fields.open, []
        carried, self._carried = self._carried, ""
        self.blocks(part)
        self._inline.fields.open, self._carried = outer, carried

    def _table(self, element: etree._Element) -> None:
        place, start = len(self._tables), self._length
        self._tables.append(None)
        rows: list[list[str]] = []
        above: dict[int, str] = {}
        for row in _inside(element, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._inline.seen.add(NoteCode.HAS_TRACKED_CHANGES)
                continue
            rows.append(self._row(row, properties, above))
        width = max(map(len, rows), default=0)
        grid = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
        self._tables[place] = ExtractedTable(grid, start, max(start, self._length - 1))

    def _row(
        self, row: etree._Element, properties: etree._Element | None, above: dict[int, str]
    ) -> list[str]:
        """The cells of a row by grid column; `above` holds the merged cells that reach down."""
        cells = [""] * min(number_of(properties, "gridBefore") or 0, _MAX_COLUMNS)
        for cell in _inside(row, f"{W}tc"):
            said = cell.find(f"{W}tcPr")
            if said is not None and said.find(f"{W}cellDel") is not None:
                self._inline.seen.add(NoteCode.HAS_TRACKED_CHANGES)
                continue
            column = len(cells)
            span = min(max(number_of(said, "gridSpan") or 1, 1), _MAX_COLUMNS - column)
            if span <= 0:
                continue
            cells.extend([self._cell(cell, said, column, above), *[""] * (span - 1)])
        return cells

    def _cell(
        self,
        cell: etree._Element,
        said: etree._Element | None,
        column: int,
        above: dict[int, str],
    ) -> str:
        merge = None if said is None else said.find(f"{W}vMerge")
        is_continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        if is_continued and column in above and not _shows_text(cell):
            return above[column]
        first = len(self._lines)
        outer, self._carried = self._carried, ""
        self.blocks(cell)
        self._carried = outer
        text = "".join(self._lines[first:]).strip("\n")
        above.pop(column, None)
        if merge is not None:
            above[column] = text
        return "" if value_of(said, "hMerge") == "continue" and not text else text


def _shows_text(cell: etree._Element) -> bool:
    return any((t.text or "").strip() for t in cell.iter(f"{W}t"))


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those in content controls and insertions."""
    for child in parent.iterchildren(etree.Element):
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)
        elif child.tag == f"{MC}AlternateContent":
            branch = shown_branch(child)
            if branch is not None:
                yield from _inside(branch, tag)


def _notes_in(root: etree._Element | None) -> dict[str, etree._Element]:
    return {} if root is None else {note.get(f"{W}id") or "": note for note in root}
