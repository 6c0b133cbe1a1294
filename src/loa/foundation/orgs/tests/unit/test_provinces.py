"""Every province of the reference files: trees of all days, which word means which (O04)."""

import json
import os
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from loa.foundation.orgs import provinces, reference
from loa.foundation.orgs.lines import StateLine
from loa.foundation.orgs.phrases.resolution import resolve
from loa.foundation.orgs.provinces import NoSuchProvince, chosen
from loa.foundation.orgs.tests.forests import reference_lexicon, reference_tree
from loa.foundation.orgs.types import Level, PhraseMatch
from loa.kernel.places import data_dir
from loa.kernel.text import fold

FOLDER = data_dir() / "units"
ALL = provinces.read(FOLDER)
BEFORE, AFTER, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 8, 1)
PLAN_DAY = date(2022, 1, 18)


@cache
def lines_of(province: str) -> tuple[StateLine, ...]:
    """The states of a line, read once."""
    return reference.read(FOLDER, province).states


def standing(province: str, on: date) -> list[StateLine]:
    return [s for s in lines_of(province) if s.valid_from <= on < (s.valid_to or date.max)]


def counts(province: str, on: date) -> tuple[int, int]:
    levels = Counter(line.level for line in standing(province, on))
    return levels[Level.DISTRICT], levels[Level.COMMUNE]


def test_the_lists_are_whole_and_every_row_says_how_sure_it_is() -> None:
    """O04: codes, days and a source in every row; what is not compared says so."""
    assert (len(ALL), len({province.today for province in ALL})) == (63, 34)
    today = 0
    for slug in {province.today for province in ALL}:
        states = lines_of(slug)
        assert all(state.cites and state.code for state in states)
        today += sum(state.level is Level.COMMUNE and state.valid_to is None for state in states)
    assert today == 3321
    assert sum(sum(counts(province.slug, PLAN_DAY)) for province in ALL) == 705 + 10_599


@pytest.mark.parametrize(
    ("province", "on", "expected"),
    [
        ("can-tho", PLAN_DAY, (9, 83)),
        ("can-tho", BEFORE, (9, 80)),
        ("can-tho", AFTER, (0, 103)),
        ("hau-giang", BEFORE, (8, 75)),
        ("hau-giang", AFTER, (0, 103)),
        ("lao-cai", PLAN_DAY, (9, 152)),
        ("yen-bai", PLAN_DAY, (9, 173)),
        ("yen-bai", AFTER, (0, 99)),
        ("tuyen-quang", PLAN_DAY, (7, 138)),
        ("ho-chi-minh", PLAN_DAY, (22, 312)),
        ("ho-chi-minh", AFTER, (0, 168)),
        ("da-nang", AFTER, (0, 94)),
    ],
)
def test_tree_of_any_province(province: str, on: date, expected: tuple[int, int]) -> None:
    levels = Counter(row.level for row in reference_tree(on, province).rows)
    assert (levels[Level.DISTRICT], levels[Level.COMMUNE]) == expected


def test_a_line_goes_on_as_the_province_that_it_joined() -> None:
    names = [reference_tree(on, "yen-bai").rows[0].name for on in (BEFORE, AFTER)]
    assert names == ["UBND tỉnh Yên Bái", "UBND tỉnh Lào Cai"]
    assert reference_tree(date(2024, 12, 31), "hue").rows[0].name == "UBND tỉnh Thừa Thiên Huế"
    assert reference_tree(date(2025, 1, 1), "hue").rows[0].name == "UBND thành phố Huế"
    assert reference_tree(date(2026, 4, 29), "dong-nai").rows[0].name == "UBND tỉnh Đồng Nai"
    assert reference_tree(date(2026, 4, 30), "binh-phuoc").rows[0].name == "UBND thành phố Đồng Nai"
    offices = [reference_tree(on, "dong-nai").rows[1].name for on in (AFTER, NOW)]
    assert offices == ["Văn phòng UBND tỉnh", "Văn phòng UBND thành phố"]


@pytest.mark.parametrize("province", [province.slug for province in ALL])
def test_every_day_of_every_line_is_a_tree(province: str) -> None:
    """No unit without the one above it, no code twice, on any day on which something changes."""
    for on in {state.valid_from for state in lines_of(province)}:
        held = standing(province, on)
        keys = {state.key for state in held}
        assert {state.parent for state in held} <= {*keys, ""}
        assert len({state.code for state in held}) == len(held)


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("Cần Thơ", "can-tho"),
        ("can tho", "can-tho"),
        ("can-tho", "can-tho"),
        ("thành phố Cần Thơ", "can-tho"),
        ("UBND TP Cần Thơ", "can-tho"),
        ("92", "can-tho"),
        ("93", "hau-giang"),
        ("Thừa Thiên Huế", "hue"),
        ("Huế", "hue"),
        ("HCM", "ho-chi-minh"),
        ("vũng tàu", ""),
        ("bà rịa", "ba-ria-vung-tau"),
        ("Hà Giang", "ha-giang"),
        ("08", "tuyen-quang"),
        ("Yên Bái", "yen-bai"),
    ],
)
def test_chosen(word: str, slug: str) -> None:
    if slug:
        assert chosen(word, ALL).slug == slug
    else:
        with pytest.raises(NoSuchProvince):
            chosen(word, ALL)


@pytest.mark.parametrize(
    ("word", "listed"),
    [
        ("15", "Lào Cai, Yên Bái (nay là Lào Cai)"),
        ("Quảng", "Quảng Nam (nay là Đà Nẵng)"),
        ("Lỗ Tấn", "An Giang, Bà Rịa - Vũng Tàu (nay là Hồ Chí Minh)"),
        ("", "An Giang"),
    ],
)
def test_chosen_lists_the_choices_in_one_line(word: str, listed: str) -> None:
    with pytest.raises(NoSuchProvince) as refusal:
        chosen(word, ALL)
    assert listed in refusal.value.message_vi
    assert "\n" not in refusal.value.message_vi


def meant(match: PhraseMatch, on: date) -> list[str]:
    tree = reference_tree(on, "can-tho")
    return [tree.by_id[unit].name for unit in match.units]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Nội vụ thành phố Cần Thơ", "Sở Nội vụ"),
        ("Sở Nội vụ TP. Cần Thơ", "Sở Nội vụ"),
        ("Sở Y tế thành phố", "Sở Y tế"),
        ("Công an thành phố", "Công an thành phố"),
        ("Thanh tra thành phố", "Thanh tra thành phố"),
        ("Chủ tịch UBND thành phố", "UBND thành phố Cần Thơ"),
        ("Ủy ban nhân dân Thành phố", "UBND thành phố Cần Thơ"),
        ("Thành đoàn Cần Thơ", "Thành đoàn Cần Thơ"),
        ("Văn phòng UBND thành phố", "Văn phòng UBND thành phố"),
        ("UBND phường Ninh Kiều", "Phường Ninh Kiều"),
        ("UBMTTQ Việt Nam thành phố", "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố"),
        ("Báo và Phát thanh, Truyền hình Cần Thơ", "Báo và Phát thanh, Truyền hình Cần Thơ"),
    ],
)
def test_phrases_of_a_city(text: str, name: str) -> None:
    day = date(2025, 11, 19)
    match = resolve(text, reference_lexicon(day, "can-tho"))
    assert meant(match, day) == [name]


def test_groups_of_a_city_before_and_after() -> None:
    before, after = (reference_lexicon(on, "can-tho") for on in (PLAN_DAY, date(2025, 11, 19)))
    assert len(resolve("UBND các quận, huyện", before).units) == 9
    assert len(resolve("UBND các xã, phường", after).units) == 103
    assert resolve("các sở, ban, ngành thành phố", after).leftover == ()
    assert len(resolve("các sở, ban, ngành thành phố", after).units) == 15
    assert resolve("UBND các quận, huyện", after).units == ()


def test_old_names_of_any_province_mean_their_successors() -> None:
    day = date(2025, 11, 19)
    match = resolve("UBND phường Hưng Lợi", reference_lexicon(day, "can-tho"))
    assert meant(match, day) == ["Phường Tân An"]
    assert match.doubts_vi


@pytest.mark.parametrize("text", ["UBND phường 31", "Bộ Giáo dục và Đào tạo", "Bộ Tư pháp"])
def test_another_body_is_no_slip(text: str) -> None:
    match = resolve(text, reference_lexicon(PLAN_DAY, "ho-chi-minh"))
    assert match.units == match.optional_units == ()


def test_a_branch_for_several_provinces_is_that_of_ours() -> None:
    day = date(2025, 11, 19)
    match = resolve("Kho bạc Nhà nước khu vực XIX", reference_lexicon(day, "can-tho"))
    assert meant(match, day) == ["Kho bạc Nhà nước Cần Thơ"]
    assert match.leftover == ()


CORPUS = Path(os.environ.get("LOA_SHARED", "/nonexistent")) / "corpus/units"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the public lists are not here (LOA_SHARED)")
def test_names_of_today_are_those_of_the_public_list() -> None:
    listed = json.loads((CORPUS / "after_2025-07_34_provinces.thanglequoc.json").read_text("utf-8"))
    theirs = {(ward["Code"], fold(ward["FullName"])) for row in listed for ward in row["Wards"]}
    ours = {
        (state.code, fold(state.name))
        for slug in {province.today for province in ALL}
        for state in lines_of(slug)
        if state.level is Level.COMMUNE and state.valid_to is None
    }
    # Two codes differ between the letter of 2025 and the list of 2026 (README).
    assert {name for _, name in ours ^ theirs} == {"xa ba che", "xa ia mo"}
