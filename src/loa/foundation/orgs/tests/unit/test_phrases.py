"""Whom a phrase means: every name of every day, groups, doubts."""

import unicodedata
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from loa.foundation.orgs.phrases.resolution import resolve
from loa.foundation.orgs.tests.forests import (
    PLAN_DAY,
    TWO_TIERS,
    reference_forest,
    reference_lexicon,
    reference_tree,
)
from loa.foundation.orgs.types import Group, Kind, Level, PhraseMatch, UnitRow
from loa.kernel.text import fold, modern_tones

DAYS = (PLAN_DAY, date(2024, 9, 1), date(2025, 3, 1), TWO_TIERS, date(2025, 12, 1))


def meant(text: str, on: date = PLAN_DAY) -> list[str]:
    return names(resolve(text, reference_lexicon(on)).units, on)


def names(ids: tuple[int, ...], on: date = PLAN_DAY) -> list[str]:
    return [reference_tree(on).by_id[unit_id].name for unit_id in ids]


def asked(text: str, on: date = PLAN_DAY) -> PhraseMatch:
    return resolve(text, reference_lexicon(on))


ROWS = [(on, row) for on in (PLAN_DAY, TWO_TIERS) for row in reference_tree(on).rows]


def any_way_of_writing(row: UnitRow) -> list[str]:
    name = row.body_name
    long = name.replace("UBND", "Ủy ban nhân dân")
    return [
        name,
        row.name,
        long,
        long.replace("Ủy", "Uỷ"),
        long.upper(),
        modern_tones(name),
        unicodedata.normalize("NFD", name),
        f"- {name};",
        name.replace("Hòa", "Hoà").replace("Hóa", "Hoá").replace("Thủy", "Thuỷ"),
    ]


def test_every_name_of_every_day_means_its_unit() -> None:
    for on, row in ROWS:
        for text in any_way_of_writing(row):
            match = asked(text, on)
            assert match.units == (row.id,), (on, text, match)
            assert match.leftover == ()
            assert match.confidence >= 0.85


def test_every_name_without_marks_means_its_unit_or_lists_all() -> None:
    for on, row in ROWS:
        match = asked(fold(row.body_name), on)
        if match.units != (row.id,):
            assert row.id in match.optional_units, (on, row, match)
            assert match.doubts_vi


def test_no_two_units_of_a_day_bear_one_name() -> None:
    for on in DAYS:
        bodies = [row.body_name for row in reference_tree(on).rows]
        assert len(set(bodies)) == len(bodies)


KNOWN_KEYS = frozenset(" ".join(key) for key in reference_lexicon().entries)
BODY_NAMES = frozenset(row.body_name for _, row in ROWS)


@given(
    row=st.sampled_from([row for _, row in ROWS[:160] if len(fold(row.body_name)) > 12]),
    at=st.integers(3, 11),
)
def test_one_slip_never_means_another_unit_without_a_doubt(row: UnitRow, at: int) -> None:
    text = row.body_name[:at] + row.body_name[at + 1 :]
    # «Phúc Thịnh» less its c is «Phú Thịnh», a commune too: nobody could tell that slip.
    assume(text not in BODY_NAMES)
    match = asked(text)
    assert match.units in {(row.id,), ()} or match.doubts_vi


@pytest.mark.parametrize(
    ("text", "groups", "count"),
    [
        ("Các Sở, ban, ngành", [Group.DEPARTMENTS], 20),
        ("các sở, ban, ngành tỉnh;", [Group.DEPARTMENTS], 20),
        ("sở, ngành", [Group.DEPARTMENTS], 20),
        ("Thủ trưởng các sở, ban, ngành cấp tỉnh", [Group.DEPARTMENTS], 20),
        ("CAC SO, BAN, NGANH", [Group.DEPARTMENTS], 20),
        ("UBND cấp huyện", [Group.DISTRICTS], 7),
        ("UBND huyện, thành phố", [Group.DISTRICTS], 7),
        ("Ủy ban nhân dân các huyện, thành phố", [Group.DISTRICTS], 7),
        ("Chủ tịch UBND các huyện, thành phố", [Group.DISTRICTS], 7),
        ("UBND xã, phường, thị trấn", [Group.COMMUNES], 138),
        ("Uỷ ban nhân dân các xã/phường/thị trấn", [Group.COMMUNES], 138),
        (
            "Các Sở, ban, ngành; UBND cấp huyện; UBND cấp xã",
            [Group.DEPARTMENTS, Group.DISTRICTS, Group.COMMUNES],
            165,
        ),
        (
            "các cơ quan, đơn vị, địa phương",
            [Group.DEPARTMENTS, Group.DISTRICTS, Group.COMMUNES],
            165,
        ),
    ],
)
def test_group_phrases(text: str, groups: list[Group], count: int) -> None:
    match = asked(text)
    assert list(match.groups) == groups
    assert len(match.units) == count
    assert match.leftover == ()
    assert match.doubts_vi == ()


def test_departments_offer_vertical_agencies_unticked() -> None:
    match = asked("Các sở, ban, ngành; Công an tỉnh")
    verticals = [row.name for row in reference_tree().rows if row.kind is Kind.VERTICAL]
    assert "Công an tỉnh" in names(match.units)
    assert names(match.optional_units) == [name for name in verticals if name != "Công an tỉnh"]
    assert asked("UBND cấp xã").optional_units == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Văn phòng UBND tỉnh (Phòng Tin học, Công báo-Kiểm soát TTHC)", ["Văn phòng UBND tỉnh"]),
        ("Phòng Tin học, Công báo - Kiểm soát TTHC", ["Văn phòng UBND tỉnh"]),
        ("VP UBND tỉnh", ["Văn phòng UBND tỉnh"]),
        ("Cổng Thông tin điện tử", ["Văn phòng UBND tỉnh"]),
        ("Sở TT&TT", ["Sở Thông tin và Truyền thông"]),
        ("Sở TTTT", ["Sở Thông tin và Truyền thông"]),
        ("Sở LĐTBXH", ["Sở Lao động - Thương binh và Xã hội"]),
        ("Đài Phát thanh truyền hình tỉnh", ["Đài Phát thanh và Truyền hình tỉnh"]),
        ("Báo Tuyên Quang", ["Báo Tuyên Quang"]),
        ("UBND thành phố", ["Thành phố Tuyên Quang"]),
        ("UBND TP. Tuyên Quang", ["Thành phố Tuyên Quang"]),
        ("Phòng Kiểm tra văn bản thuộc Sở Tư pháp", ["Sở Tư pháp"]),
        ("xã Hồng Thái, huyện Na Hang", ["Xã Hồng Thái"]),
        ("xa Tan Thanh, huyen Son Duong", ["Xã Tân Thanh"]),
        (
            "UBND các xã: Côn Lôn, Yên Hoa và Hồng Thái",
            ["Xã Côn Lôn", "Xã Yên Hoa", "Xã Hồng Thái"],
        ),
        ("Sở Y tế chủ trì, phối hợp với Sở Tài chính", ["Sở Tài chính", "Sở Y tế"]),
    ],
)
def test_names_as_documents_write_them(text: str, expected: list[str]) -> None:
    match = asked(text)
    assert names(match.units) == expected
    assert (match.leftover, match.doubts_vi) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "UBND các xã, thị trấn thuộc huyện Na Hang",
        "UBND các xã thuộc huyện Na Hang",
        "các xã, thị trấn của huyện Na Hang",
    ],
)
def test_communes_of_one_district(text: str) -> None:
    match = asked(text)
    na_hang = next(row for row in reference_tree().rows if row.name == "Huyện Na Hang")
    assert set(match.units) == {row.id for row in reference_tree().children(na_hang.id)}


def test_same_name_without_marks_is_a_doubt_with_both() -> None:
    match = asked("xa Tan Thanh")
    assert match.units == ()
    assert names(match.optional_units) == ["Xã Tân Thành", "Xã Tân Thanh"]
    assert "Xã Tân Thành (Huyện Hàm Yên); Xã Tân Thanh (Huyện Sơn Dương)" in match.doubts_vi[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Thông tin và Truyền thôg", "Sở Thông tin và Truyền thông"),
        ("UBND huyện Lâm Bnh", "Huyện Lâm Bình"),
        ("Sở Nông nghiệp và Phát trển nông thôn", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Nội vụ; Sở Kế hoạhc và Đầu tư", "Sở Kế hoạch và Đầu tư"),
    ],
)
def test_slip_of_the_pen(text: str, name: str) -> None:
    match = asked(text)
    assert name in names(match.units)
    assert match.leftover == ()
    assert name in match.doubts_vi[0]
    assert match.confidence < 0.8


BODIES = [
    row
    for row in reference_tree().rows
    if row.kind is Kind.DEPARTMENT and len(fold(row.body_name)) >= 18
]


@st.composite
def slipped(draw: st.DrawFn) -> tuple[UnitRow, str]:
    """A department and its name with letters changed, dropped or doubled in one or two words."""
    row = draw(st.sampled_from(BODIES))
    words = row.body_name.split()
    slippery = [at for at, word in enumerate(words) if len(word) > 2 and word not in {"các", "và"}]
    for at in draw(st.lists(st.sampled_from(slippery), min_size=1, max_size=2, unique=True)):
        word = words[at]
        place = draw(st.integers(1, len(word) - 1))
        letter = draw(st.sampled_from(["", word[place] * 2, "x", "n", "o"]))
        words[at] = word[:place] + letter + word[place + 1 :]
    text = " ".join(words)
    assume(fold(text) != fold(row.body_name))
    return row, text


@given(slipped())
@example((next(row for row in BODIES if "Văn hóa" in row.name), "Sở Vă hóa, Thể thao và Du lịch"))
def test_one_or_two_slipped_letters_are_near_and_never_sure(slip: tuple[UnitRow, str]) -> None:
    """P29: such a name means its unit with a question, unless it is another's name by now."""
    row, text = slip
    match = asked(text)
    if fold(text) in KNOWN_KEYS:
        return
    assert row.id in match.units, (text, match)
    assert match.confidence < 0.8
    assert any("gần giống" in doubt for doubt in match.doubts_vi)


@pytest.mark.parametrize(
    ("text", "name", "way"),
    [
        ("Sờ Tư pháp", "Sở Tư pháp", "khác dấu"),
        ("Văn phòng UBMD tỉnh", "Văn phòng UBND tỉnh", "khác một chữ cái"),
        ("Sở Giáo duc vả Đạo tạc", "Sở Giáo dục và Đào tạo", "khác một chữ cái"),
        ("Sở Thôg tin và Truyền thôg", "Sở Thông tin và Truyền thông", "khác hai chữ cái"),
    ],
)
def test_what_a_scanner_made_of_a_name_is_asked_about(text: str, name: str, way: str) -> None:
    """P29: never silently replaced; the officer reads how far the words are from the name."""
    match = asked(text)
    assert names(match.units) == [name]
    assert match.doubts_vi == (f"«{text}» gần giống «{name}» ({way}): có phải không?",)


def test_a_slip_that_is_another_name_stays_that_unit() -> None:
    """P29: «Phúc Thịnh» and «Phú Thịnh» are both communes."""
    by_name = {row.body_name: row for row in reference_tree().rows}
    for text in ("UBND xã Phú Thịnh", "UBND xã Phúc Thịnh"):
        match = asked(text)
        assert (match.units, match.doubts_vi) == ((by_name[text].id,), ())


def test_names_far_from_every_name_are_not_guessed() -> None:
    """P29: two letters off are too many for a short name, three for any."""
    for text in ("Sở Y vế tá", "Sở Thôg tn và Truyề thôg", "UBND xã Phuc Thnh Mới"):
        assert not asked(text).units


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("Cục KSTTHC - Văn phòng Chính phủ", ("Cục KSTTHC", "Văn phòng Chính phủ")),
        ("UBND huyện Minh Họa", ("UBND huyện Minh Họa",)),
        ("Công an xã", ("Công an xã",)),
        ("Sở Y tế; Hội Chăn nuôi", ("Hội Chăn nuôi",)),
        ("các đơn vị liên quan", ("đơn vị liên quan",)),
        ("các cơ sở lưu trú", ("cơ sở lưu trú",)),
        ("Văn phòng Sở", ("Văn phòng Sở",)),
        ("cơ quan thuộc Chính phủ", ("cơ quan thuộc Chính phủ",)),
        ("tổ chức cung cấp dịch vụ", ("tổ chức cung cấp dịch vụ",)),
        ("UBND các tỉnh, thành phố", ("UBND các tỉnh, thành phố",)),
    ],
)
def test_unknown_bodies_are_left_over_with_a_doubt(text: str, leftover: tuple[str, ...]) -> None:
    match = asked(text)
    assert match.leftover == leftover
    assert len(match.doubts_vi) >= len(leftover)
    assert match.confidence < 1


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("Phòng Kế hoạch - Tổng hợp", ("Phòng Kế hoạch - Tổng hợp",)),
        ("Phòng Hành chính – Quản trị", ("Phòng Hành chính – Quản trị",)),
        ("Phòng Kế hoạch - Phòng Tổng hợp", ("Phòng Kế hoạch", "Phòng Tổng hợp")),
        ("Phòng Kế hoạch, Tổng hợp", ("Phòng Kế hoạch", "Tổng hợp")),
    ],
)
def test_a_dash_belongs_to_the_name_of_a_room(text: str, leftover: tuple[str, ...]) -> None:
    assert asked(text).leftover == leftover


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Thông tin và Truyền thông", ["Sở Khoa học và Công nghệ"]),
        ("Sở NN&PTNT", ["Sở Nông nghiệp và Môi trường"]),
        ("UBND xã Tràng Đà", ["Phường Nông Tiến"]),
        ("Đài PTTH tỉnh", ["Báo và Phát thanh, Truyền hình Tuyên Quang"]),
    ],
)
def test_old_name_means_the_successor_with_a_doubt(text: str, expected: list[str]) -> None:
    match = asked(text, TWO_TIERS)
    assert names(match.units, TWO_TIERS) == expected
    assert "đã thành" in match.doubts_vi[0]


def test_old_name_of_a_split_unit_lists_both() -> None:
    match = asked("xã Kim Phú", TWO_TIERS)
    assert match.units == ()
    assert names(match.optional_units, TWO_TIERS) == ["Phường Mỹ Lâm", "Phường Minh Xuân"]


def test_name_of_a_later_day_is_left_over() -> None:
    match = asked("Sở Nông nghiệp và Môi trường")
    assert match.units == ()
    assert match.leftover == ("Sở Nông nghiệp và Môi trường",)


def test_district_phrase_without_districts_is_a_doubt() -> None:
    match = asked("UBND cấp huyện", TWO_TIERS)
    assert match.units == ()
    assert "không có đơn vị nào thuộc nhóm cấp huyện" in match.doubts_vi[0]


def test_groups_part_the_tree() -> None:
    for on in DAYS:
        lexicon = reference_lexicon(on)
        parts = [unit_id for group in Group for unit_id in lexicon.members(group)]
        assert len(parts) == len(set(parts))
        everybody = {row.id for row in reference_tree(on).rows}
        assert everybody - set(parts) == {reference_forest().root_id}


def test_weak_phrase_is_a_doubt() -> None:
    match = asked("UBND huyện")
    assert len(match.units) == 7
    assert match.doubts_vi


def test_body_named_in_parentheses_is_a_doubt() -> None:
    match = asked("Sở Y tế (gửi Sở Tài chính theo dõi)")
    assert names(match.units) == ["Sở Y tế"]
    assert "Trong ngoặc" in match.doubts_vi[0]


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    match = asked(text)
    assert 0 <= match.confidence <= 1
    assert not set(match.units) & set(match.optional_units)


def test_every_level_has_its_units() -> None:
    levels = dict.fromkeys(Level, 0)
    for row in reference_tree().rows:
        levels[row.level] += 1
    assert levels == {Level.PROVINCE: 45, Level.DISTRICT: 7, Level.COMMUNE: 138}
