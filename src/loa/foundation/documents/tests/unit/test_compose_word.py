"""Word files read back: words, styles, sizes, and the order Word wants inside its elements."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.foundation.documents.compose.structure import (
    Annex,
    Heading,
    OfficialDocument,
    Paragraph,
    RowKind,
    Run,
)
from loa.foundation.documents.facade import to_word
from loa.foundation.documents.tests.factories import letter, plan, report, task_table, unit_table
from loa.foundation.printing.facade import clean

# The order of the schema (ECMA-376 part 1, section 17), as far as these files use it.
ORDERS = {
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr tabs spacing ind contextualSpacing jc"
    " outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs bdr lang",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


def opened(document: OfficialDocument) -> Document:
    return docx.Document(BytesIO(to_word(document)))


def all_text(word: Document) -> str:
    return "\n".join(node.text or "" for node in word.element.body.iter(qn("w:t")))


def test_page_and_language_follow_the_decree() -> None:
    word = opened(plan())
    section = word.sections[0]
    sides = (section.page_width, section.page_height)
    assert [round((side or 0) / Mm(1)) for side in sides] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round((margin or 0) / Mm(1)) for margin in margins] == [20, 20, 30, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml  # noqa: SLF001 a field is no text
    assert section.first_page_header.paragraphs[0].text == ""
    assert 'w:lang w:val="vi-VN"' in word.styles.element.xml
    assert word.core_properties.title == "Kế hoạch " + plan().subject
    assert word.core_properties.author == plan().issuer


def test_components_have_named_styles_of_the_right_size() -> None:
    word = opened(report(is_draft=True))
    looks = {
        "Quốc hiệu": (13, True, False), "Tiêu ngữ": (14, True, False),
        "Cơ quan ban hành": (13, True, False), "Số và ký hiệu": (13, False, False),
        "Địa danh và thời gian": (14, False, True), "Tên loại": (14, True, False),
        "Trích yếu": (14, True, False), "Nội dung": (14, False, False),
        "Nơi nhận": (12, True, True), "Danh sách nơi nhận": (11, False, False),
        "Quyền hạn và chức vụ": (14, True, False), "Phụ lục": (14, True, False),
    }  # fmt: skip
    used = {node.get(qn("w:val")) for node in word.element.body.iter(qn("w:pStyle"))}
    for name, (size, bold, italic) in looks.items():
        style = word.styles[name]
        assert (style.font.size, style.font.bold, style.font.italic) == (Pt(size), bold, italic)
        assert style.font.name == "Times New Roman"
        assert style.style_id in used
    body = word.styles["Nội dung"].paragraph_format
    assert body.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round((body.first_line_indent or 0) / Mm(0.1)) == 127
    assert body.space_after is not None
    assert body.space_after >= Pt(6)


def test_names_with_markup_letters_read_back_equal() -> None:
    """Hazard R01: signs of markup in a name cut nothing."""
    names = ['Sở TT&TT <mới> "A"', "Ban <b>Dân tộc</b> & Tôn giáo", "A&amp;B", "' OR 1=1 --"]
    word = opened(plan(recipients=(*names, "Lưu: VT"), subject=names[0]))
    text = all_text(word)
    for name in names:
        assert f"- {name};" in text
    assert names[0] in text.split("\n")


def test_table_rows_and_sums_equal_the_data_and_keep_their_order() -> None:
    """Hazards R03 and R09: another reader finds the rows, in the order given."""
    table = unit_table()
    word = opened(report(blocks=(), annexes=(Annex("Biểu", (table,), landscape=True),)))
    read = word.tables[-1]
    assert len(read.rows) == 2 + 165
    rows = [[cell.text for cell in row.cells] for row in read.rows]
    assert rows[0] == ["TT", "Đơn vị", "Quý I năm 2022", "Quý I năm 2022", "Quý I năm 2022",
                       "Kết quả", "Kết quả", "Ghi chú"]  # fmt: skip
    assert rows[1][2:7] == ["Đăng ký", "Hoàn thành", "Quá hạn", "Tin, bài", "Lượt phát"]
    assert rows[2:] == [list(row.cells) for row in table.rows]
    assert sum(int(row[6]) for row in rows[2:]) == 165 * 36


def test_tables_are_fixed_their_heading_repeats_and_rows_stay_whole() -> None:
    word = opened(plan(blocks=(task_table(120),)))
    table = word.tables[1]
    properties = table._tbl.tblPr  # noqa: SLF001 python-docx shows no layout
    layout = properties.find(qn("w:tblLayout"))
    assert layout is not None
    assert layout.get(qn("w:type")) == "fixed"
    grid = [column.w for column in table._tbl.tblGrid.gridCol_lst]  # noqa: SLF001 as above
    assert sum(round((width or 0) / Mm(0.1)) for width in grid) == pytest.approx(1600, abs=5)
    for cell, width in zip(table.rows[2].cells, grid, strict=True):
        assert cell.width == width
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]  # noqa: SLF001
    assert repeated == [True] + [False] * 122
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)  # noqa: SLF001
    group, total = table.rows[1].cells, table.rows[-1].cells
    assert len({id(cell._tc) for cell in group}) == 1  # noqa: SLF001 one cell spans
    assert group[0].paragraphs[0].runs[0].bold
    assert [cell.text for cell in total] == list(task_table().rows[-1].cells)
    assert task_table().rows[-1].kind is RowKind.TOTAL


def test_annexes_turn_the_page_and_count_their_own_pages() -> None:
    word = opened(report(is_draft=True, demo_note="Bản minh họa"))
    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert round((word.sections[1].page_width or 0) / Mm(1)) == 297
    for section in list(word.sections)[1:]:
        count = section._sectPr.find(qn("w:pgNumType"))  # noqa: SLF001 python-docx shows none
        assert count is not None
        assert count.get(qn("w:start")) == "1"
    for section in word.sections:
        assert "DỰ THẢO" in section.header.paragraphs[0].text
        assert section.first_page_footer.paragraphs[0].text == "Bản minh họa"
        assert section.footer.paragraphs[0].text == "Bản minh họa"
    assert "DỰ THẢO" in all_text(word)
    assert "DỰ THẢO" not in all_text(opened(report()))


def test_rules_are_borders_and_leave_no_letters() -> None:
    word = opened(plan())
    assert len(list(word.element.body.iter(qn("w:pBdr")))) == 3
    assert "___" not in all_text(word)


@pytest.mark.parametrize("document", [report(is_draft=True), plan(), letter()])
def test_elements_stand_in_the_order_of_the_schema(document: OfficialDocument) -> None:
    with ZipFile(BytesIO(to_word(document))) as package:
        assert package.testzip() is None
    word = opened(document)
    for root in (word.element, word.styles.element, word.sections[0].header._element):  # noqa: SLF001
        for name, order in ORDERS.items():
            places = {qn(f"w:{child}"): place for place, child in enumerate(order.split())}
            for node in root.iter(qn(f"w:{name}")):
                known = [places[child.tag] for child in node if child.tag in places]
                assert known == sorted(known), node.tag


def test_parts_and_runs_keep_their_looks() -> None:
    mixed = (Run("Thường "), Run("đậm", bold=True), Run(" nghiêng", italic=True))
    blocks = (
        Heading(0, "Quy định chung", "Phần I"),
        Heading(4, "Nội dung: phát bản tin", "a)"),
        Paragraph(mixed, indent=False),
    )
    word = opened(plan(blocks=blocks, legal_bases=()))
    part, point, runs = [p for p in word.paragraphs if p.text][2:5]
    assert part.text == "Phần I\nQUY ĐỊNH CHUNG"
    assert point.style is not None
    assert point.style.name == "Heading 4"
    looks = [(run.bold, run.italic) for run in runs.runs]
    assert looks == [(None, None), (True, None), (None, True)]
    assert runs.text.endswith("nghiêng./.")


@settings(max_examples=10, deadline=None)
@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_any_text_makes_a_file_that_opens_and_holds_it(subject: str, line: str) -> None:
    word = opened(plan(subject=f"x{subject}", blocks=(Paragraph.of(f"{line}x"),)))
    body = [p.text for p in word.paragraphs if p.style and p.style.name == "Nội dung"]
    assert body == [clean(f"{line}x./.")]
