"""Tables of a Word file: ruled ones with a repeated heading, and the ones without rules."""

from itertools import groupby
from typing import NamedTuple

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from loa.foundation.documents.compose import measures, table_measures, word_marks, word_styles
from loa.foundation.documents.compose.structure import Align, Row, RowKind, Table
from loa.foundation.documents.compose.table_measures import TableMeasures
from loa.foundation.printing.facade import clean

ALIGNS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


class _Print(NamedTuple):
    """How the cells of a row are set: id of the style, size in points."""

    style_id: str
    size: float
    is_bold: bool = False


def plain_table(document: Document, rows: int, widths_mm: list[float]) -> WordTable:
    """A table without rules: it only holds things side by side."""
    table: WordTable = document.add_table(rows=rows, cols=len(widths_mm))
    word_marks.fix_widths(table, widths_mm)
    word_marks.set_padding(table, 0, 0)
    for row in table.rows:
        word_marks.keep_row_whole(row)
        for cell, width in zip(row.cells, widths_mm, strict=True):
            word_marks.set_cell(cell, width)
    return table


def write_line(cell: _Cell, text: str, style: str) -> WordParagraph:
    """One more paragraph in a cell; the empty one that every cell begins with is used first."""
    paragraph: WordParagraph = cell.paragraphs[0]
    if paragraph.style is not None and paragraph.style.name == "Normal":
        paragraph.style = style
    else:
        paragraph = cell.add_paragraph(style=style)
    if text:
        paragraph.add_run(clean(text))
    return paragraph


def ruled_table(document: Document, table: Table, total_mm: float) -> None:
    """A table with its caption, heading rows and rows."""
    if table.heading:
        document.add_paragraph(clean(table.heading), style=word_styles.CAPTION)
    measured = table_measures.measured(table, total_mm)
    widths = measured.widths_mm
    made: WordTable = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    word_marks.fix_widths(made, widths)
    padding = table_measures.cell_padding_mm(len(table.rows))
    word_marks.set_padding(made, measures.CELL_PADDING_MM, padding)
    column_id, cell_id = (
        document.styles[name].style_id for name in (word_styles.COLUMN, word_styles.CELL)
    )
    _heading_rows(made, table, widths, _Print(column_id, measured.size))
    forms = _RowForms(made, table, measured, cell_id)
    for row in table.rows:
        forms.add(row)
    spacer = document.add_paragraph(style=word_styles.RULE)
    spacer.paragraph_format.space_after = Pt(6)


def _heading_rows(made: WordTable, table: Table, widths: list[float], look: _Print) -> None:
    """One heading row, or two where columns stand under a group."""
    columns = table.columns
    has_groups = any(column.group for column in columns)
    rows = [_add_row(made) for _ in range(2 if has_groups else 1)]
    for row in rows:
        word_marks.keep_row_whole(row)
        if table.header_repeat:
            word_marks.repeat_row(row)
    cells = [row.cells for row in rows]
    start = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        under = list(members)
        places = range(start, start + len(under))
        start += len(under)
        if group:
            across = cells[0][places[0]].merge(cells[0][places[-1]])
            _fill(across, group, look, sum(widths[p] for p in places))
        for place, column in zip(places, under, strict=True):
            cell = cells[-1][place]
            if has_groups and not group:
                cell = cells[0][place].merge(cell)
            _fill(cell, column.title, look, widths[place])


class _RowForms:
    """Makes the rows of one table from a few prototypes: the way to 165 rows in little time."""

    def __init__(
        self, made: WordTable, table: Table, measured: TableMeasures, style_id: str
    ) -> None:
        self.made = made
        self.table = table
        self.measured = measured
        self.widths = measured.widths_mm
        self.look = _Print(style_id, measured.size)
        self.forms: dict[tuple[bool, bool, bool], _Row] = {}

    def add(self, row: Row) -> None:
        """One more row at the end of the table."""
        form = self._form(
            spans=len(row.cells) != len(self.widths),
            is_bold=row.kind is not RowKind.DATA,
            may_break=table_measures.may_break(row, self.measured),
        )
        word_marks.append_copy(self.made, form, [clean(text) for text in row.cells])

    def _form(self, *, spans: bool, is_bold: bool, may_break: bool) -> _Row:
        key = (spans, is_bold, may_break)
        if key not in self.forms:
            form = _add_row(self.made)
            if not may_break:
                word_marks.keep_row_whole(form)
            self._lay_out(form, self.look._replace(is_bold=is_bold), spans=spans)
            word_marks.take_out(form)
            self.forms[key] = form
        return self.forms[key]

    def _lay_out(self, form: _Row, look: _Print, *, spans: bool) -> None:
        cells = form.cells
        if spans:
            title = _fill(cells[0].merge(cells[-1]), "", look, sum(self.widths))
            title.paragraph_format.keep_with_next = True
            return
        for cell, column, width in zip(cells, self.table.columns, self.widths, strict=True):
            _fill(cell, "", look, width).alignment = ALIGNS[column.align]


def _add_row(table: WordTable) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx left it untyped
    return row


def _fill(cell: _Cell, text: str, look: _Print, width: float) -> WordParagraph:
    """Text into a cell; lines of the text are line breaks."""
    word_marks.set_cell(cell, width, is_centred=True)
    paragraph: WordParagraph = cell.paragraphs[0]
    for spare in cell.paragraphs[1:]:  # a merge leaves the empty paragraph of each cell
        word_marks.remove_paragraph(spare)
    word_marks.set_style_id(paragraph, look.style_id)
    run = paragraph.add_run(clean(text))
    run.font.size = Pt(look.size)
    if look.is_bold:
        run.bold = True
    return paragraph
