"""The reader on a whole plan: everything is found, and a change of any part comes out changed."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.foundation.documents.parse.gold import gold_of
from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import MissingKind, Rhythm, TimingKind
from loa.foundation.documents.tests.plan_text import RECIPIENTS, Plan, text_of, wrapped

NAMES = st.sampled_from(["Hà Văn Thử", "Đỗ Thị Ví Dụ", "Nông Quốc Mẫu", "Âu Ánh Sáng"])
UNITS = st.sampled_from(
    ["Sở Nội vụ", "Sở Xây dựng", "Công an tỉnh", "Các sở, ban, ngành", "UBND các xã, phường"]
)


def test_parse_reads_every_part_of_a_plan() -> None:
    document = parse(text_of(Plan()))
    assert document.kind.value == "KH"
    assert document.issuer.value == "ỦY BAN NHÂN DÂN TỈNH MẪU SƠN"
    assert (document.number.value, document.notation.value) == ("47", "KH-UBND")
    assert document.place.value == "Mẫu Sơn"
    assert document.issued_on.value == date(2023, 3, 9)
    assert document.subject.value == "Tuyên truyền về thủ tục hành chính năm 2023"
    assert document.year.value == 2023
    basis = document.legal_bases[0]
    assert (basis.kind, basis.number) == ("Quyết định", "815/QĐ-UBND")
    assert basis.issued_on == date(2022, 12, 20)
    assert basis.subject is not None
    assert basis.subject.startswith("về việc ban hành Kế hoạch")
    assert [p.text for p in document.purposes or ()] == list(Plan().purposes)
    assert len(document.requirements or ()) == 1
    assert [r.value for r in document.recipients] == list(RECIPIENTS)
    assert [a.value for a in document.signer.authority] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert document.signer.post.value == "PHÓ CHỦ TỊCH"
    assert document.signer.name.value == "Lò Thị Mẫu"
    assert len(document.money) == 1
    assert document.difficulties[0].text.startswith("Trong quá trình thực hiện")


def test_parse_finds_duties_with_units_times_and_products() -> None:
    duties = parse(text_of(Plan())).duties
    assert [duty.section_path for duty in duties] == ["III/1", "III/2", "III/2", "III/2"]
    assert [actor.name for actor in duties[0].leads] == ["Các sở, ban, ngành", "UBND cấp huyện"]
    assert duties[0].timing.kind is TimingKind.DATE
    assert duties[0].timing.due_on == date(2023, 11, 15)
    assert duties[0].timing.verbatim == "trước ngày 15/11/2023"
    assert [p.text for p in duties[0].products] == [
        "kế hoạch truyền thông của đơn vị và báo cáo kết quả"
    ]
    assert [actor.name for actor in duties[2].partners] == ["Sở Tài chính", "Báo Mẫu Sơn"]
    assert duties[3].timing.rhythm is Rhythm.QUARTERLY


def test_parse_reports_the_annex_that_is_not_there() -> None:
    text = text_of(Plan())
    missing = parse(text).missing
    assert missing[0].kind is MissingKind.ANNEX
    assert text[missing[0].span.start : missing[0].span.end].endswith("Biểu đính kèm")
    assert parse(text_of(Plan(annex="(Theo nội dung đã duyệt)"))).missing == ()
    assert parse(text + "\nPHỤ LỤC\nSTT\nViệc\nĐơn vị\n1\nIn tờ rơi\nSở Y tế\n").missing == ()


def test_parse_leaves_blank_number_and_day_empty_with_a_doubt() -> None:
    document = parse(text_of(Plan(number="       ", day="      ")))
    assert document.number.value is None
    assert "để trống" in document.number.doubts[0]
    assert document.issued_on.value is None
    assert "Chưa có ngày" in document.issued_on.doubts[0]
    assert document.notation.value == "KH-UBND"


@pytest.mark.parametrize(("day", "month"), [("15", "54"), ("31", "2"), ("@3", "0I"), ("Íð", "3")])
def test_parse_gives_no_date_that_does_not_exist(day: str, month: str) -> None:
    issued = parse(text_of(Plan(day=day, month=month))).issued_on
    assert issued.value is None
    assert issued.confidence < 0.5
    assert issued.doubts


def test_parse_without_a_head_takes_the_issuer_from_the_opening_with_a_doubt() -> None:
    body = text_of(Plan()).split("KẾ HOẠCH\n", 1)[1]
    issuer = parse("KẾ HOẠCH\n" + body).issuer
    assert issuer.value == "Ủy ban nhân dân tỉnh Mẫu Sơn"
    assert issuer.confidence < 0.8
    assert issuer.doubts


def test_parse_keeps_a_dated_order_that_names_nobody_as_a_doubt() -> None:
    text = text_of(Plan()).replace(
        "(Chi tiết tại Biểu đính kèm Kế hoạch)", "Hoàn thành việc niêm yết trước ngày 01/6/2023."
    )
    orders = parse(text).orders_without_actor
    assert [order.timing.due_on for order in orders] == [date(2023, 6, 1)]
    assert orders[0].leads == ()
    assert "không nêu ai" in orders[0].doubts[0]


def _structure(text: str) -> dict[str, object]:
    return gold_of(parse(text), "x")


@pytest.mark.parametrize(
    "text",
    [
        text_of(Plan(), between="\n\n"),
        wrapped(Plan()),
        text_of(Plan()).replace("\n", "\r\n"),
        unicodedata.normalize("NFD", text_of(Plan())),
        text_of(Plan()).replace(" ", "\u00a0", 40),
        text_of(Plan()).replace("hành chính", "hành chí\u00adnh"),
        "\ufeff" + text_of(Plan()),
    ],
    ids=["blank lines", "wrapped and spaced", "CRLF", "NFD", "hard spaces", "soft hyphens", "BOM"],
)
def test_parse_reads_the_same_plan_however_it_is_laid(text: str) -> None:
    assert _structure(text) == _structure(text_of(Plan()))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=40, max_size=40))
def test_parse_does_not_mind_blank_lines(blanks: list[int]) -> None:
    rows = text_of(Plan()).rstrip("\n").split("\n")
    text = "".join(row + "\n" * count for row, count in zip(rows, blanks, strict=False))
    assert _structure(text) == _structure(text_of(Plan()))


@settings(max_examples=40, deadline=None)
@given(
    number=st.integers(1, 9999).map(str),
    issued=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    based=st.dates(date(2000, 1, 1), date(2035, 12, 31)),
    units=st.lists(UNITS, min_size=1, max_size=3, unique=True),
    recipients=st.lists(
        st.sampled_from([*RECIPIENTS[:-1], "Đài Truyền thanh huyện", "Hội Nông dân tỉnh"]),
        min_size=1,
        max_size=6,
        unique=True,
    ),
    name=NAMES,
    authority=st.sampled_from([("TM. ỦY BAN NHÂN DÂN",), ("KT. CHỦ TỊCH",), ("TL. CHỦ TỊCH",)]),
)
def test_parse_shows_every_change(  # noqa: PLR0917 - hypothesis gives each part by name
    number: str, issued: date, based: date, units: list[str], recipients: list[str], name: str,
    authority: tuple[str, ...],
) -> None:  # fmt: skip
    plan = replace(
        Plan(), number=number, day=f"{issued.day:02}", month=f"{issued.month:02}",
        year=str(issued.year), basis=f"{number}/QĐ-TTg", basis_on=f"{based:%d/%m/%Y}",
        units="; ".join(units), recipients=(*recipients, "Lưu: VT"), name=name,
        authority=authority,
    )  # fmt: skip
    document = parse(text_of(plan))
    assert document.number.value == number
    assert document.issued_on.value == issued
    assert [(b.number, b.issued_on) for b in document.legal_bases] == [(plan.basis, based)]
    assert [actor.name for actor in document.duties[0].leads] == units
    assert [found.value for found in document.recipients] == list(plan.recipients)
    assert document.signer.name.value == name
    assert tuple(line.value for line in document.signer.authority) == authority
