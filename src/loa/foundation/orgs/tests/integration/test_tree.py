"""The reference units in the tables, and the tree as of a day."""

from collections import Counter
from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from loa.foundation.audit.facade import entries_for
from loa.foundation.orgs import facade
from loa.foundation.orgs.facade import Kind, Level
from loa.foundation.orgs.models import Unit, UnitState
from loa.foundation.orgs.tests.factories import LOADED_AT, load_tree, make_unit, unit_named
from loa.kernel.errors import NotFound

pytestmark = pytest.mark.django_db

PLAN_DAY, LAST_OLD, TWO_TIERS = date(2022, 1, 18), date(2025, 6, 30), date(2025, 7, 1)


def counts(on: date) -> tuple[int, int, int]:
    rows = facade.tree(on)
    bodies = sum(row.kind in {Kind.OFFICE, Kind.DEPARTMENT} for row in rows)
    levels = Counter(row.level for row in rows)
    return bodies, levels[Level.DISTRICT], levels[Level.COMMUNE]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (PLAN_DAY, (20, 7, 138)),
        (date(2024, 8, 31), (20, 7, 138)),
        (date(2024, 9, 1), (20, 7, 137)),
        (date(2025, 2, 28), (20, 7, 137)),
        (date(2025, 3, 1), (15, 7, 137)),
        (LAST_OLD, (15, 7, 137)),
        (TWO_TIERS, (15, 0, 124)),
    ],
)
def test_tree_counts_on_days_of_change(on: date, expected: tuple[int, int, int]) -> None:
    load_tree()
    assert counts(on) == expected


def test_tree_stands_in_official_order() -> None:
    load_tree()
    rows = facade.tree(PLAN_DAY)
    assert [row.order for row in rows] == list(range(len(rows)))
    assert [row.name for row in rows[:3]] == [
        "UBND tỉnh Tuyên Quang",
        "Văn phòng UBND tỉnh",
        "Sở Nội vụ",
    ]
    levels = [row.level for row in rows]
    assert levels == sorted(levels, key=[Level.PROVINCE, Level.DISTRICT, Level.COMMUNE].index)


def test_tree_before_the_first_day() -> None:
    load_tree()
    with pytest.raises(facade.BeforeFirstTree, match="01/07/2021"):
        facade.tree(date(2020, 1, 1))


def test_load_reference_once_by_content() -> None:
    assert facade.load_reference(at=LOADED_AT) is True
    before = set(UnitState.objects.values_list("id", flat=True))
    assert facade.load_reference(at=LOADED_AT) is False
    assert set(UnitState.objects.values_list("id", flat=True)) == before
    assert len(list(entries_for("orgs.reference"))) == 1


def test_tree_is_read_once_until_it_changes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load_tree()
    facade.tree(PLAN_DAY)
    with django_assert_num_queries(1):
        facade.tree(PLAN_DAY)
    with django_assert_num_queries(1), facade.one_forest():
        facade.tree(PLAN_DAY)
        facade.superior_of(1, TWO_TIERS)
    root = facade.root_row(PLAN_DAY)
    made = make_unit("Xã Vừa Lập", parent_id=root.id)
    assert facade.tree(PLAN_DAY)[-1].id == made.pk or made.pk in {
        row.id for row in facade.tree(PLAN_DAY)
    }


def test_superior_of_commune_changes_with_the_law() -> None:
    load_tree()
    commune, district = unit_named("Xã Trung Hà"), unit_named("Huyện Chiêm Hóa")
    root = facade.root_row(PLAN_DAY)
    assert facade.superior_of(commune.id, PLAN_DAY) == district.id
    assert facade.superior_of(commune.id, LAST_OLD) == district.id
    assert facade.superior_of(commune.id, TWO_TIERS) == root.id
    assert facade.superior_of(district.id, PLAN_DAY) == root.id
    assert facade.superior_of(district.id, TWO_TIERS) is None
    assert facade.superior_of(unit_named("Sở Nội vụ").id, PLAN_DAY) == root.id
    assert facade.superior_of(root.id, PLAN_DAY) is None


def test_successors_of_follow_two_mergers() -> None:
    load_tree()
    van_son = unit_named("Xã Vân Sơn")
    assert facade.successors_of(van_son.id, PLAN_DAY) == []
    (in_2024,) = facade.successors_of(van_son.id, date(2024, 9, 1))
    (in_2025,) = facade.successors_of(van_son.id, TWO_TIERS)
    assert in_2024.name == in_2025.name == "Xã Hồng Sơn"
    assert in_2024.unit_id != in_2025.unit_id
    assert [row.name for row in facade.successors_of(unit_named("Xã Kim Phú").id, TWO_TIERS)] == [
        "Phường Mỹ Lâm",
        "Phường Minh Xuân",
    ]


def test_every_ended_unit_has_a_successor_or_is_known_to_have_none() -> None:
    load_tree()
    now = date(2026, 1, 1)
    alive = {row.id for row in facade.tree(now)}
    ended = {row.id for row in facade.tree(PLAN_DAY)} - alive
    assert ended
    assert [unit_id for unit_id in ended if not facade.successors_of(unit_id, now)] == []


def test_units_by_ids_keeps_the_last_name_of_an_ended_unit() -> None:
    load_tree()
    old = unit_named("Sở Thông tin và Truyền thông")
    assert facade.units_by_ids([old.id], TWO_TIERS)[old.id].name == old.name
    with pytest.raises(NotFound):
        facade.unit_row(old.id, TWO_TIERS)


def test_codes_are_unique_on_each_day() -> None:
    load_tree()
    assert Unit.objects.count() > 500
    for on in (PLAN_DAY, date(2024, 9, 1), date(2025, 3, 1), TWO_TIERS, date(2026, 1, 1)):
        codes = Counter(row.code for row in facade.tree(on))
        assert codes.most_common(1)[0][1] == 1
