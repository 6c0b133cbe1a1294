"""Doubtful places of a scan: what stands there is less sure and says why; the rest is as it was."""

from dataclasses import dataclass

import pytest

from loa.foundation.documents.facade import parse

TEXT = """ỦY BAN NHÂN DÂN
TỈNH MẪU

Số: 26/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Mẫu, ngày 15 tháng 02 năm 2022

KẾ HOẠCH
Truyền thông năm 2022

Thực hiện Quyết định số 26/QĐ-UBND ngày 18/01/2022 của Ủy ban nhân dân tỉnh, ban hành Kế hoạch:

I. NHIỆM VỤ

1. Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ tổ chức hội nghị trước ngày 31/3/2022.

2. Sở Nội vụ xây dựng tài liệu tuyên truyền trước ngày 30/4/2022.
"""


@dataclass(frozen=True)
class Place:
    """A stretch of TEXT that a machine was not sure of."""

    start: int
    end: int
    message_vi: str


def place(words: str) -> Place:
    start = TEXT.index(words)
    why = f"Máy đọc chưa chắc «{words}». Đối chiếu với bản gốc."
    return Place(start, start + len(words), why)


def test_parse_of_a_text_without_doubtful_places_is_the_same() -> None:
    assert parse(TEXT, doubtful=()) == parse(TEXT)


@pytest.mark.parametrize(
    ("words", "field"), [("26/KH", "number"), ("15 tháng", "issued_on"), ("TỈNH MẪU", "issuer")]
)
def test_parse_field_on_a_doubtful_place_is_unsure(words: str, field: str) -> None:
    """P29: the officer is told which word the machine was not sure of."""
    found = getattr(parse(TEXT, doubtful=[place(words)]), field)
    plain = getattr(parse(TEXT), field)
    assert found.value == plain.value
    assert found.confidence <= 0.5 < plain.confidence
    assert f"«{words}»" in found.doubts[-1]


def test_parse_doubtful_words_of_a_duty_are_one_doubt() -> None:
    first, second = parse(TEXT, doubtful=[place("Sở Nội"), place("hội nghị")]).duties
    assert first.doubts[-1] == "Máy đọc chưa chắc «Sở Nội», «hội nghị». Đối chiếu với bản gốc."
    assert first.confidence <= 0.5
    assert second == parse(TEXT).duties[1]
