"""Columns hold their longest word whole: a day or a figure is never cut in two."""

from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.documents.compose.measures import CELL_PADDING_MM, POINT_MM, PORTRAIT_MM
from loa.foundation.documents.compose.structure import Column, Row, Table
from loa.foundation.documents.compose.table_measures import measured
from loa.foundation.printing.facade import text_width

WORDS = st.text("0123456789.aăTW", min_size=1, max_size=12)


@given(
    st.lists(
        st.tuples(st.floats(0.01, 100), st.lists(WORDS, min_size=1, max_size=3)),
        min_size=1,
        max_size=6,
    )
)
def test_no_word_is_wider_than_its_column(columns: list[tuple[float, list[str]]]) -> None:
    table = Table(
        tuple(Column(words[0], width) for width, words in columns),
        (Row(tuple(" ".join(words) for _, words in columns)),),
    )
    found = measured(table, PORTRAIT_MM)
    assert abs(sum(found.widths_mm) - PORTRAIT_MM) < 0.01
    for width, (_, words) in zip(found.widths_mm, columns, strict=True):
        room = (width - 2 * CELL_PADDING_MM) / POINT_MM
        assert all(text_width(word, found.size, bold=True) <= room for word in words)


def test_text_gets_smaller_where_the_words_need_it() -> None:
    figures = tuple("10.367.700.000" for _ in range(8))
    wide = Table(tuple(Column("Năm") for _ in figures), (Row(figures),))
    assert measured(wide, PORTRAIT_MM).size < 12
    assert measured(Table((Column("Năm"),), (Row(("1",)),)), PORTRAIT_MM).size == 12


def test_a_link_does_not_widen_its_column() -> None:
    link = "https://dichvucong.gov.vn/" + "a" * 80
    table = Table((Column("Trang", 1), Column("Nội dung", 3)), (Row((link, "chữ")),))
    assert measured(table, PORTRAIT_MM).widths_mm == [PORTRAIT_MM / 4, PORTRAIT_MM * 3 / 4]
