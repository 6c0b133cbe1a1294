"""Whose document it is, from its head."""

from datetime import date
from typing import Any

import pytest

from loa.foundation.orgs import provinces
from loa.foundation.orgs.origins import origin
from loa.foundation.orgs.tests.forests import reference_forest
from loa.foundation.orgs.types import Origin, Whose
from loa.kernel.places import data_dir

KNOWN = provinces.read(data_dir() / "units")
IN_2022, IN_2025 = date(2022, 1, 24), date(2025, 11, 19)


def asked(
    issuer: str,
    *,
    parent: str = "",
    place: str = "",
    on: date | None = IN_2022,
    line: str = "tuyen-quang",
) -> Origin:
    names = {state.name for state in reference_forest(line).states}
    return origin((issuer, parent), place, on, line=line, known=KNOWN, unit_names=names)


@pytest.mark.parametrize(
    ("issuer", "more", "whose", "line"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG", {}, Whose.OURS, ""),
        ("UỶ BAN NHÂN DÂN TỈNH TUYÊN QUANG", {"place": "Cần Thơ"}, Whose.OURS, ""),
        ("SỞ TƯ PHÁP", {"parent": "UBND TỈNH TUYÊN QUANG"}, Whose.OURS, ""),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", {"place": "Cần Thơ"}, Whose.OTHER, "can-tho"),
        ("UBND TP CẦN THƠ", {}, Whose.OTHER, "can-tho"),
        ("SỞ NỘI VỤ", {"parent": "UBND TỈNH ĐỒNG NAI"}, Whose.OTHER, "dong-nai"),
        ("ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", {}, Whose.OTHER, "ha-giang"),
        ("ỦY BAN NHÂN DÂN TỈNH", {"place": "Đồng Tháp"}, Whose.OTHER, "dong-thap"),
        ("ỦY BAN NHÂN DÂN TỈNH", {"place": "Tuyên Quang"}, Whose.UNKNOWN, ""),
        ("", {"place": "Đồng Tháp"}, Whose.UNSURE, "dong-thap"),
        ("BỘ TÀI CHÍNH", {"place": "Hà Nội"}, Whose.CENTRAL, ""),
        ("CHÍNH PHỦ", {"place": "Hà Nội"}, Whose.CENTRAL, ""),
        ("VĂN PHÒNG CHÍNH PHỦ", {"place": "Hà Nội"}, Whose.CENTRAL, ""),
        ("CỤC CẢNH SÁT PCCC VÀ CNCH", {"parent": "BỘ CÔNG AN"}, Whose.CENTRAL, ""),
        ("BỘ CHỈ HUY QUÂN SỰ TỈNH AN GIANG", {}, Whose.OTHER, "an-giang"),
        ("ỦY BAN NHÂN DÂN HUYỆN LÂM BÌNH", {"place": "Lâm Bình"}, Whose.OURS, ""),
        ("ỦY BAN NHÂN DÂN HUYỆN PHONG ĐIỀN", {"place": "Phong Điền"}, Whose.UNSURE, ""),
        ("UBND THÀNH PHỐ TUYÊN QUANG", {"place": "Tuyên Quang"}, Whose.UNKNOWN, ""),
        ("", {}, Whose.UNKNOWN, ""),
    ],
)
def test_origin(issuer: str, more: dict[str, Any], whose: Whose, line: str) -> None:
    found = asked(issuer, **more)
    assert (found.whose, found.line) == (whose, line), found


def test_origin_follows_the_line_through_time() -> None:
    yen_bai, lao_cai = "UBND TỈNH YÊN BÁI", "UBND TỈNH LÀO CAI"
    assert asked(yen_bai, line="yen-bai").whose is Whose.OURS
    assert asked(lao_cai, line="yen-bai").line == "lao-cai"
    assert asked(lao_cai, line="yen-bai", on=IN_2025).whose is Whose.OURS
    assert asked(lao_cai, line="lao-cai").whose is Whose.OURS
    assert asked(yen_bai, line="lao-cai").line == "yen-bai"
    assert asked(yen_bai, line="lao-cai", on=None).line == "yen-bai"


def test_origin_of_a_city_that_was_a_district() -> None:
    hue = "ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ"
    assert asked(hue, on=IN_2025).line == "hue"
    assert asked(hue, on=IN_2022).whose is not Whose.OTHER
    assert asked(hue, on=IN_2025, line="hue").whose is Whose.OURS
    assert asked("UBND TỈNH THỪA THIÊN HUẾ", line="hue").whose is Whose.OURS
