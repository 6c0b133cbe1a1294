"""The tree as of a day is a tree, on every day of change; successors; the reference files."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.orgs import reference
from loa.foundation.orgs.tests.forests import PLAN_DAY, TWO_TIERS, reference_forest, reference_tree
from loa.foundation.orgs.types import Kind, Level
from loa.kernel.places import data_dir
from loa.kernel.reference import ReferenceBroken

FOREST = reference_forest()
CHANGES = FOREST.days_of_change()
SHARED = Path(os.environ.get("LOA_SHARED", Path(__file__).parents[7] / "shared"))
LISTS = SHARED / "corpus" / "units"
needs_lists = pytest.mark.skipif(not LISTS.exists(), reason="the public lists are not at hand")


@given(st.sampled_from([day + timedelta(n) for day in CHANGES for n in (-1, 0, 1)]))
def test_every_day_has_a_tree(on: date) -> None:
    tree = FOREST.as_of(on)
    for row in tree.all_rows:
        seen = set()
        here: int | None = row.id
        while here is not None:
            assert here not in seen
            seen.add(here)
            assert here in tree.by_id, (on, row)
            here = tree.by_id[here].parent_id
    assert sum(len(tree.children(row.id)) for row in tree.all_rows) == sum(
        row.parent_id is not None for row in tree.all_rows
    )
    orders = [row.order for row in tree.all_rows]
    assert len(set(orders)) == len(orders)


def test_levels_are_administrative_units_only() -> None:
    for on in CHANGES:
        for row in reference_tree(on).rows:
            is_committee = row.kind is Kind.PEOPLES_COMMITTEE
            assert is_committee or row.level is Level.PROVINCE
            parent = reference_tree(on).by_id.get(row.parent_id or 0)
            if row.level is Level.COMMUNE and on < TWO_TIERS:
                assert parent is not None
                assert parent.level is Level.DISTRICT


@given(
    st.sampled_from([state.unit_id for state in FOREST.states]),
    st.dates(date(2021, 7, 1), date(2027, 1, 1)),
)
def test_successors_stand_on_the_day(unit_id: int, on: date) -> None:
    tree = FOREST.as_of(on)
    found = FOREST.successors(unit_id, on)
    assert all(row.unit_id in tree.by_id for row in found)
    assert all(row.on <= on for row in found)
    has_begun = any(s.unit_id == unit_id and s.valid_from <= on for s in FOREST.states)
    if has_begun and unit_id not in tree.by_id:
        assert found


def test_unverified_is_said_where_the_source_is_unsure() -> None:
    rows = reference_tree().rows
    bodies = [row for row in rows if row.level is Level.PROVINCE]
    assert not any(row.verified for row in bodies)
    assert all(row.verified for row in rows if row.level is not Level.PROVINCE)


def test_reference_with_overlapping_spans_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "units"
    copytree(data_dir() / "units", folder)
    states = folder / "provinces.csv"
    again = "H60,TQ,tuyen-quang,tuyen-quang,Tỉnh Tuyên Quang,08,H60,2023-01-01,,true,g\n"
    states.write_text(states.read_text(encoding="utf-8") + again, encoding="utf-8")
    with pytest.raises(ReferenceBroken, match="H60 overlap"):
        reference.read(folder)


@needs_lists
def test_communes_of_today_are_those_of_the_public_list() -> None:
    provinces = json.loads(
        (LISTS / "after_2025-07_34_provinces.thanglequoc.json").read_text(encoding="utf-8")
    )
    listed = {
        ward["Code"]
        for province in provinces
        if province["Code"] == "08"
        for ward in province["Wards"]
    }
    ours = {row.code for row in reference_tree(TWO_TIERS).rows if row.level is Level.COMMUNE}
    assert ours == listed


@needs_lists
def test_communes_before_are_those_of_the_public_list() -> None:
    provinces = json.loads(
        (LISTS / "before_2025-07_63_provinces.thanglequoc.json").read_text(encoding="utf-8")
    )
    listed = {
        (ward["Code"], ward["FullName"], district["Code"])
        for province in provinces
        if province["Code"] == "08"
        for district in province["District"]
        for ward in district["Ward"]
    }
    rows = [row for row in reference_tree(date(2025, 3, 1)).rows if row.level is Level.COMMUNE]
    assert {(row.code, row.name, row.parent_code) for row in rows} == listed


def test_office_counts_at_its_committee() -> None:
    tree = reference_tree(PLAN_DAY)
    office = next(row for row in tree.rows if row.kind is Kind.OFFICE)
    assert tree.seats(office.id) == {office.id, tree.root_id}
    assert tree.seats(tree.rows[5].id) == {tree.rows[5].id}
    assert tree.seats(-1) == frozenset()
