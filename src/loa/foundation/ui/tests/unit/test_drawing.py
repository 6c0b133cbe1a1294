"""Cells, bars and tags: what is drawn and what is said."""

import re

import pytest
from django.template import Context, Template

from loa.foundation.ui import drawing
from loa.foundation.ui.matrix_view import Legend, MatrixCell, MatrixGroup, MatrixRow, MatrixTotal
from loa.foundation.ui.types import Bar, Cell, Column, Due, Row, Share, Tone, WorkRow


def drawn(source: str, **values: object) -> str:
    return Template("{% load loa_ui %}" + source).render(Context(values))


def cell(state: str, *, is_late: bool = False, href: str = "/o") -> MatrixCell:
    return MatrixCell(state, state, "<Phúc Yên>", "Tờ rơi", href, is_late, "4")


def test_matrix_cell_says_what_it_shows() -> None:
    row = MatrixRow("Phúc Yên", (cell("DONE"), cell("IN_PROGRESS", is_late=True)), "50 %", "1")
    html = drawing.matrix_cells(row)
    assert 'aria-label="DONE: &lt;Phúc Yên&gt;, Tờ rơi"' in html
    assert 'class="c late"' in html
    assert html.count("<td>") == 2
    assert '<td class="tot lt8">1</td>' in html


def test_matrix_cell_that_leads_nowhere_is_no_link() -> None:
    html = drawing.matrix_cells(MatrixRow("A", (cell("NOT_APPLICABLE", href=""),), "0 %", "0"))
    assert "<a" not in html
    assert 'aria-label="NOT_APPLICABLE"' in html
    assert '<td class="tot z">0</td>' in html


def test_matrix_totals_without_the_task() -> None:
    group = MatrixGroup("H. Lâm Bình", "10", (MatrixTotal("8", "10", "1"), MatrixTotal()), "8", "0")
    html = drawing.matrix_totals(group)
    assert "<b>8</b>/10" in html
    assert "Không áp dụng" in html


def test_listed_cells_are_late_first_and_finished_left_out() -> None:
    states = ("DONE", "NOT_STARTED", "SUBMITTED", "NOT_APPLICABLE")
    cells = (*map(cell, states), cell("IN_PROGRESS", is_late=True))
    row = MatrixRow("A", cells, "0", "1")
    assert [c.state for c in row.listed_cells] == ["IN_PROGRESS", "SUBMITTED", "NOT_STARTED"]


def test_cells_that_a_filter_asked_for_are_listed_alone() -> None:
    row = MatrixRow("A", (cell("DONE")._replace(is_hit=True), cell("RETURNED")), "50 %", "0")
    assert [c.state for c in row.listed_cells] == ["DONE"]
    assert 'class="c hit"' in drawing.matrix_cells(row)


@pytest.mark.parametrize("counts", [(0, 10, 0), (1, 1, 1), (1, 1000, 0), (7, 0, 0)])
def test_stacked_bar_fills_its_width_and_no_more(counts: tuple[int, ...]) -> None:
    shares = tuple(
        Share(kind, kind, n) for kind, n in zip(("late", "done", "none"), counts, strict=True)
    )
    html = drawing.stacked_bar(Bar("Cấp xã", shares))
    boxes = [
        (float(x), float(width))
        for x, width in re.findall(r'<rect x="([\d.]+)" y="0" width="([\d.]+)"', html)
    ]
    assert len(boxes) == sum(n > 0 for n in counts)
    assert abs(boxes[-1][0] + boxes[-1][1] - 1000) < 0.2
    assert f"tổng {sum(counts)}" in html.replace(".", "")


def test_stacked_bar_of_nothing() -> None:
    assert "<rect" not in drawing.stacked_bar(Bar("Trống", (Share("done", "Xong", 0),)))


def test_table_cells_carry_their_column_for_phones() -> None:
    columns = (Column("Mục"), Column("Việc giao", is_number=True))
    html = drawing.table_cells(Row((Cell("I.1"), Cell("357", "/x")), "Thiếu"), columns)
    assert '<td class="num" data-l="Việc giao"><a href="/x">357</a></td>' in html
    assert '<th scope="row">I.1' in html
    assert "Thiếu" in html


def test_state_tag_late_and_returned_says_both() -> None:
    html = drawn('{% state_tag "RETURNED" late=True %}')
    assert "Quá hạn" in html
    assert "Cần sửa" in html
    assert "Đang làm" not in drawn('{% state_tag "IN_PROGRESS" late=True %}')


def test_done_late_is_no_alarm_and_told_by_words_and_sign() -> None:
    done = drawn('{% state_tag "DONE" done_late=True %}')
    assert "Xong muộn" in done
    assert "govuk-tag" not in done
    waits = drawn('{% state_tag "SUBMITTED" done_late=True %}')
    assert "Chờ duyệt" in waits
    assert "Nộp muộn" in waits
    assert "Quá hạn" not in done + waits
    signs = {drawn(f'{{% glyph "DONE" {how} %}}') for how in ("", "late=True", "done_late=True")}
    assert len(signs) == 3


def test_counts_have_dots_between_thousands() -> None:
    assert drawn("{{ n|number }}", n=5689) == "5.689"
    assert drawn("{{ year }}", year=2022) == "2022"
    bars = (Bar("Cấp xã", (Share("done", "Xong", 1234), Share("late", "Quá hạn", 1))),)
    html = drawn('{% include "ui/parts/bars.html" with caption="Theo cấp" %}', bars=bars)
    assert "Xong 1.234" in html
    assert '<td class="num">1.235</td>' in html


def test_legend_says_what_it_stands_for() -> None:
    one = Legend("DONE", "3", is_done_late=True)
    assert (one.key, one.words) == ("DONE_LATE", "Nộp, xong muộn")
    owed = Legend("IN_PROGRESS", "3", is_late=True)
    assert (owed.key, owed.words) == ("LATE", "Quá hạn")
    assert Legend("DONE", "3").words == "Hoàn thành"


def test_done_is_plain_text() -> None:
    assert "govuk-tag" not in drawn('{% state_tag "DONE" %}')


def test_due_says_in_words_what_its_colour_says() -> None:
    html = drawn(
        "{% due day %}", day=Due("14/09/2022", "quá 3 ngày làm việc", Tone.LATE, "2022-09-14")
    )
    assert '<time datetime="2022-09-14">14/09/2022</time>' in html
    assert "quá 3 ngày làm việc" in html
    assert 'class="cd late"' in html


def test_glyph_alone_has_a_name() -> None:
    assert 'aria-label="Quá hạn"' in drawn('{% glyph "DONE" late=True alone=True %}')
    assert "aria-label" not in drawn('{% glyph "DONE" %}')


def test_undefined_variable_fails() -> None:
    with pytest.raises(AssertionError):
        drawn("{{ nobody.gave_this }}")


def test_what_people_typed_is_escaped_in_every_cell_of_a_list() -> None:
    typed = "<b>\"'&"
    row = WorkRow(
        key=typed, href=typed, title=typed, due=Due(typed, typed), state="RETURNED",
        note=typed, unit=typed, person=typed, is_late=True,
    )  # fmt: skip
    html = drawing.work_cells(row, "f", has_person=True)
    assert '<b>"' not in html
    assert html.count("&lt;b&gt;&quot;&#x27;&amp;") == 10


def test_a_list_without_a_bulk_form_has_no_ticks_and_marks_the_day_late() -> None:
    row = WorkRow(
        "work:1", "/x", "Phát tờ rơi", Due("31/3/2022", "quá hạn"), "IN_PROGRESS", is_late=True
    )
    html = drawing.work_cells(row, "", has_person=False)
    assert "checkbox" not in html
    assert "c-me" not in html
    assert 'class="c-cd cd  late-r"' in html
    assert 'class="c-ck late-r"' in drawing.work_cells(row, "f", has_person=False)
