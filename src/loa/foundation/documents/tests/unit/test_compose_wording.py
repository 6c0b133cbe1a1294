"""The fixed words of NĐ 30/2020 around the values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.documents.compose import measures, wording
from loa.foundation.documents.compose.kinds import Kind
from loa.foundation.documents.compose.structure import (
    Annex,
    Bullet,
    Column,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
)
from loa.foundation.documents.tests.factories import letter, plan, report, task_table
from loa.foundation.printing.facade import text_width


@pytest.mark.parametrize(
    ("number", "line"),
    [("7", "Số: 07/KH-UBND"), ("12", "Số: 12/KH-UBND"), ("12a", "Số: 12a/KH-UBND")],
)
def test_number_line_pads_below_ten(number: str, line: str) -> None:
    assert wording.number_line(plan(number=number)) == line


def test_number_line_leaves_room_until_the_number_is_given() -> None:
    assert wording.number_line(report()).split("/") == ["Số: " + "\u00a0" * 8, "BC-UBND"]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_date_line_pads_days_below_ten_and_the_first_two_months(day: date) -> None:
    line = wording.date_line(plan(day=day))
    month = f"0{day.month}" if day.month < 3 else str(day.month)
    assert line == f"Tuyên Quang, ngày {day.day:02d} tháng {month} năm {day.year}"


def test_date_line_without_a_day_shows_month_and_year_if_known() -> None:
    gap = wording.SMALL_GAP
    assert wording.date_line(report()) == f"Tuyên Quang, ngày {gap} tháng 3 năm 2022"
    unknown = report(month=None, year=None)
    assert wording.date_line(unknown) == f"Tuyên Quang, ngày {gap} tháng {gap} năm {gap}"


def test_issuer_lines_split_a_committee_and_keep_given_lines() -> None:
    assert wording.issuer_lines("ỦY BAN NHÂN DÂN XÃ TRUNG SƠN") == [
        "ỦY BAN NHÂN DÂN",
        "XÃ TRUNG SƠN",
    ]
    assert wording.issuer_lines("SỞ Y TẾ") == ["SỞ Y TẾ"]
    assert wording.issuer_lines("BAN CHỈ ĐẠO\nCẢI CÁCH") == ["BAN CHỈ ĐẠO", "CẢI CÁCH"]


def test_subject_of_a_letter_begins_with_v_v_once() -> None:
    assert wording.subject_line(letter(subject="báo cáo quý.")) == "V/v báo cáo quý"
    assert wording.subject_line(letter(subject="V/v báo cáo\nquý")) == "V/v báo cáo quý"
    assert wording.subject_line(plan(subject="Truyền thông;")) == "Truyền thông"


def test_addressees_recipients_and_bases_end_as_the_decree_says() -> None:
    document = letter(legal_bases=("Căn cứ Luật A;", "Căn cứ Nghị định B."))
    assert wording.addressee_lines(document) == [
        "- Ủy ban nhân dân các huyện, thành phố;",
        "- Đài Phát thanh và Truyền hình tỉnh.",
    ]
    assert wording.addressee_lines(letter(addressees=("Sở Y tế;",))) == ["Sở Y tế"]
    assert wording.recipient_lines(document) == [
        "- Như trên;",
        "- Giám đốc Sở;",
        "- Lưu: VT, BCVT.",
    ]
    assert (
        wording.recipient_lines(plan(recipients=("- Như Điều 3;", "Lưu: VT.")))[0]
        == "- Như Điều 3;"
    )
    assert wording.legal_basis_lines(document) == ["Căn cứ Luật A;", "Căn cứ Nghị định B."]


def test_annexes_are_numbered_from_two_and_point_to_their_document() -> None:
    only = report(annexes=(Annex("Biểu", ()),))
    assert wording.annex_label(only, 0) == "Phụ lục"
    assert [wording.annex_label(report(), place) for place in (0, 1)] == ["Phụ lục I", "Phụ lục II"]
    assert wording.annex_reference(plan()) == (
        "(Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 02 năm 2022"
        " của Ủy ban nhân dân tỉnh Tuyên Quang)"
    )
    assert wording.annex_reference(letter(issuer_in_text="")).startswith(
        "(Kèm theo Công văn số 345/"
    )


def test_roman_figures() -> None:
    assert [wording.roman(n) for n in (1, 4, 9, 14, 29, 39)] == [
        "I",
        "IV",
        "IX",
        "XIV",
        "XXIX",
        "XXXIX",
    ]


def test_headings_of_the_first_level_stand_in_capitals() -> None:
    assert wording.heading_words(Heading(1, "Khó khăn", "II.")) == "II. KHÓ KHĂN"
    assert wording.heading_words(Heading(2, "Kinh phí", "1.")) == "1. Kinh phí"
    assert wording.heading_words(Heading(0, "Quy định chung", "Phần I")) == "QUY ĐỊNH CHUNG"


def test_closing_mark_follows_the_last_sentence_once() -> None:
    last = wording.closed_blocks(plan())[-1]
    assert isinstance(last, Paragraph)
    assert last.runs[-1].text.endswith("chỉ đạo./.")
    bold = Paragraph((Run("Thực hiện "), Run("nghiêm túc.", bold=True)))
    assert wording.closed_blocks(plan(blocks=(bold,)))[-1] == Paragraph(
        (Run("Thực hiện "), Run("nghiêm túc./.", bold=True))
    )
    for kept in (Bullet.of("Xong./."), task_table()):
        assert wording.closed_blocks(plan(blocks=(kept,))) == (kept,)
    assert wording.closed_blocks(plan(is_closed_by_mark=False)) == plan().blocks


def test_kinds_follow_the_decree() -> None:
    assert Kind.REPORT.notation("UBND") == "BC-UBND"
    assert Kind.LETTER.notation("UBND", "THCBKS") == "UBND-THCBKS"
    assert Kind.LETTER.notation("UBND") == "UBND"
    assert len(Kind) == 29
    assert len({kind.code for kind in Kind}) == 29


def test_a_table_refuses_rows_that_do_not_fit() -> None:
    columns = (Column("a"), Column("b"))
    with pytest.raises(ValueError, match="row 2"):
        Table(columns, (Row(("1", "2")), Row(("1",))))
    with pytest.raises(ValueError, match="columns"):
        Table((), ())
    with pytest.raises(ValueError, match="positive width"):
        Table((Column("a", 0),), ())
    assert (
        Table(columns, (Row(("Nhóm",), RowKind.GROUP),), "Kết quả", 2).heading == "Bảng 2. Kết quả"
    )


def test_rules_are_a_third_to_a_half_of_their_line() -> None:
    line = measures.issuer_set(letter())[-1]
    assert line == "TRUYỀN THÔNG"
    share = measures.issuer_rule(letter()) / text_width(line, 13, bold=True)
    assert 1 / 3 <= share <= 1 / 2
    assert measures.motto_rule() == pytest.approx(text_width(wording.MOTTO, 14, bold=True))


@given(
    st.lists(st.sampled_from(["Sở", "truyền", "thông", "tỉnh", "W" * 9]), min_size=1, max_size=30)
)
def test_balanced_lines_hold_every_word_and_no_more_lines(words: list[str]) -> None:
    text = " ".join(words)
    lines = measures.balanced(text, 13, 150)
    assert " ".join(lines).split() == words
    assert len(lines) == len(measures.wrapped(text, 13, 150))
    assert all(text_width(line, 13) <= 150 for line in lines)
