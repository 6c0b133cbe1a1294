"""Marks of the Word format that python-docx has no words for: rules, frames, fields, widths."""

# ruff: noqa: SLF001 python-docx keeps the elements behind its objects in private names

from copy import deepcopy
from typing import cast

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import ElementBase

from loa.foundation.documents.compose.measures import POINT_MM

AFTER_COMPATIBILITY = {qn(f"w:{name}") for name in ("rsids", "themeFontLang", "clrSchemeMapping")}
AFTER_COMPATIBILITY |= {qn("m:mathPr")}
MOMENTS = {qn(f"dcterms:{name}") for name in ("created", "modified")}
TWIPS_PER_MM = 56.6929
EIGHTHS = 8
RULE_GAP = 3.0


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point, Word's unit of width."""
    return round(millimetres * TWIPS_PER_MM)


def element(name: str, /, **attributes: str | int) -> ElementBase:
    """A `w:` element with `w:` attributes."""
    made = cast("ElementBase", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def draw_rule(paragraph: Paragraph, width: float, room_mm: float) -> None:
    """Make an empty paragraph a rule of `width` points, centred in `room_mm`.

    A border of the paragraph, narrowed by its indents: Word and LibreOffice draw it alike and it
    leaves no character in the text.
    """
    gap_before(paragraph, RULE_GAP)
    side = Mm(max(0.0, (room_mm - width * POINT_MM) / 2))
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = side
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=0, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def frame(run: Run) -> None:
    """A single-line frame around a run."""
    run._r.get_or_add_rPr().append(
        element("bdr", val="single", sz=EIGHTHS, space=4, color="000000")
    )


def page_number(paragraph: Paragraph) -> None:
    """The field that prints the page's number."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "2"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            instruction = element("instrText")
            instruction.text = text
            run._r.append(instruction)


def restart_pages(section: Section) -> None:
    """Count the pages of a section from 1."""
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    count = element("pgNumType", start=1)
    after = properties.find(qn("w:cols"))
    if after is None:
        properties.append(count)
    else:
        after.addprevious(count)


def fix_widths(table: Table, widths_mm: list[float]) -> None:
    """Column widths that Word and LibreOffice keep: fixed layout, one grid, one width a cell."""
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    width = element("tblW", w=sum(twips(each) for each in widths_mm), type="dxa")
    properties.insert_element_before(
        width, "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblLook"
    )
    for column, each in zip(table._tbl.tblGrid.gridCol_lst, widths_mm, strict=True):
        column.w = Mm(each)


def set_padding(table: Table, across_mm: float, down_mm: float) -> None:
    """Room between the ruled lines and the text."""
    margins = element("tblCellMar")
    for side, room in (
        ("top", down_mm), ("left", across_mm), ("bottom", down_mm), ("right", across_mm)
    ):  # fmt: skip
        margins.append(element(side, w=twips(room), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def set_cell(cell: _Cell, width_mm: float, *, is_centred: bool = False) -> None:
    """A cell's width, and its text in the middle of its height where asked."""
    cell.width = Mm(width_mm)
    if is_centred:
        cell._tc.get_or_add_tcPr().append(element("vAlign", val="center"))


def repeat_row(row: _Row) -> None:
    """Print this row again at the top of each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_row_whole(row: _Row) -> None:
    """Never cut this row at the end of a page."""
    properties = row._tr.get_or_add_trPr()
    properties.insert(0, element("cantSplit"))


def gap_before(paragraph: Paragraph, points: float) -> None:
    """Room above one paragraph, over what its style gives."""
    paragraph.paragraph_format.space_before = Pt(points)


def set_size(paragraph: Paragraph, points: float) -> None:
    """A size other than the style's, for the runs of one paragraph."""
    style = paragraph.style
    if style is None or style.font.size == Pt(points):
        return
    for run in paragraph.runs:
        run.font.size = Pt(points)


def remove_paragraph(paragraph: Paragraph) -> None:
    """Take a paragraph out of its cell."""
    parent = paragraph._p.getparent()
    if parent is not None:
        parent.remove(paragraph._p)


def set_style_id(paragraph: Paragraph, style_id: str) -> None:
    """A paragraph's style by id: the search by name makes long tables slow."""
    paragraph._p.style = style_id


def write_for_today(document: Document) -> None:
    """Tell Word that the file is of its present format, so that it opens without a warning."""
    settings = document.settings.element
    compatibility = settings.find(qn("w:compat"))
    if compatibility is None:
        compatibility = element("compat")
        after = next(child for child in settings if child.tag in AFTER_COMPATIBILITY)
        after.addprevious(compatibility)
    uri = "http://schemas.microsoft.com/office/word"
    compatibility.append(element("compatSetting", name="compatibilityMode", uri=uri, val=15))


def take_out(row: _Row) -> None:
    """Take a row out of its table, to be copied."""
    row.table._tbl.remove(row._tr)


def append_copy(table: Table, form: _Row, texts: list[str]) -> None:
    """A copy of `form`, whose cells hold one empty run each, with `texts` at the table's end."""
    copy = deepcopy(form._tr)
    for run, text in zip(copy.iter(qn("w:r")), texts, strict=True):
        run.text = text
    table._tbl.append(copy)


def forget_moments(document: Document) -> None:
    """Take the template's own dates out of the file's properties."""
    properties = document.core_properties._element
    for child in list(properties):
        if child.tag in MOMENTS:
            properties.remove(child)
