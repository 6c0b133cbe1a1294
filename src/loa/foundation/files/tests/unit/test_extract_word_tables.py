"""Tables of Word files: a grid in `rows`, each cell once in the text."""

from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.files.extract.facade import ExtractedTable, extract
from loa.foundation.files.tests.word_builder import cell, docx, paragraph, table

WORDS = st.text(alphabet="abcđêụ 1", min_size=1, max_size=6).filter(lambda s: s == s.strip())


def table_of(body: str) -> tuple[ExtractedTable, str]:
    found = extract(docx(paragraph("Trước") + body + paragraph("Sau")), "a.docx")
    assert found.text.startswith("Trước\n")
    assert found.text.endswith("Sau\n")
    return found.tables[0], found.text


def test_extract_span_over_columns_once() -> None:
    """P15: a cell over three columns gives its text once."""
    body = table(cell("Chung", '<w:gridSpan w:val="3"/>'), cell("a") + cell("b") + cell("c"))
    found, text = table_of(body)
    assert found.rows == (("Chung", "", ""), ("a", "b", "c"))
    assert text.count("Chung") == 1


def test_extract_span_over_rows_holds_in_each() -> None:
    """P15: a cell over rows holds in every row that it covers."""
    body = table(
        cell("Chủ trì", '<w:vMerge w:val="restart"/>') + cell("việc 1"),
        cell("", "<w:vMerge/>") + cell("việc 2"),
        cell("", "<w:vMerge/>") + cell("việc 3"),
        cell("Khác") + cell("việc 4"),
    )
    found, text = table_of(body)
    assert [row[0] for row in found.rows] == ["Chủ trì", "Chủ trì", "Chủ trì", "Khác"]
    assert text.count("Chủ trì") == 1


def test_extract_span_over_rows_and_columns() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    body = table(
        cell("x", wide + '<w:vMerge w:val="restart"/>') + cell("1"),
        cell("", wide + "<w:vMerge/>") + cell("2"),
    )
    assert table_of(body)[0].rows == (("x", "", "1"), ("x", "", "2"))


def test_extract_grid_before_keeps_columns_in_place() -> None:
    body = (
        f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("c")}</w:tr></w:tbl>'
    )
    assert table_of(body)[0].rows == (("a", "b"), ("", "c"))


def test_extract_nested_table_has_its_own_entry_inside() -> None:
    inner = table(cell("trong"))
    body = table(cell(f"<w:p/>{inner}<w:p/>") + cell("ngoài"))
    found = extract(docx(body), "a.docx")
    outer, nested = found.tables
    assert nested.rows == (("trong",),)
    assert outer.start <= nested.start <= nested.end <= outer.end
    assert outer.rows == (("trong", "ngoài"),)


def test_extract_rows_and_cells_in_content_controls() -> None:
    row = f"<w:tr>{cell('a')}<w:sdt><w:sdtContent>{cell('b')}</w:sdtContent></w:sdt></w:tr>"
    body = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"
    assert table_of(body)[0].rows == (("a", "b"),)


@given(rows=st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_extract_span_of_table_is_its_own_text(rows: list[list[str]]) -> None:
    found, text = table_of(table(*("".join(map(cell, row)) for row in rows)))
    assert text[found.start : found.end] == "\n".join(word for row in rows for word in row)
    width = max(map(len, rows))
    assert found.rows == tuple(tuple(row + [""] * (width - len(row))) for row in rows)
