"""Who may do what, against a plain reading of the table, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.orgs import facade, rules
from loa.foundation.orgs.forest import DayTree
from loa.foundation.orgs.grants import GRANTS, Scope
from loa.foundation.orgs.tests.factories import make_actor, make_head, make_officer
from loa.foundation.orgs.tests.forests import PLAN_DAY, TWO_TIERS, reference_tree
from loa.foundation.orgs.types import SYSTEM, Kind, Role, UnitRow

VERBS = sorted(GRANTS)


def named(name: str, on: date = PLAN_DAY) -> UnitRow:
    return next(row for row in reference_tree(on).rows if row.name == name)


def granted(role: Role, at: str, verb: str, to: str, on: date = PLAN_DAY) -> bool:
    actor = make_actor(role, named(at, on).id)
    return rules.is_granted(actor, verb, named(to, on).id, lambda: reference_tree(on))


def no_tree() -> DayTree:
    message = "a right in the own unit needs no tree"
    raise AssertionError(message)


PROVINCE, OFFICE, CITY = "UBND tỉnh Tuyên Quang", "Văn phòng UBND tỉnh", "Thành phố Tuyên Quang"
DISTRICT, COMMUNE, OTHER = "Huyện Na Hang", "Xã Hồng Thái", "Huyện Lâm Bình"


@pytest.mark.parametrize(
    ("role", "at", "verb", "to", "expected"),
    [
        (Role.PLAN_OFFICER, OFFICE, "PLAN_ISSUE", PROVINCE, True),
        (Role.PLAN_OFFICER, OFFICE, "PLAN_ISSUE", OFFICE, True),
        (Role.PLAN_OFFICER, OFFICE, "PLAN_ISSUE", DISTRICT, False),
        (Role.FOCAL_OFFICER, OFFICE, "PLAN_ISSUE", PROVINCE, False),
        (Role.PLAN_OFFICER, "Sở Y tế", "PLAN_ISSUE", PROVINCE, False),
        (Role.READER, COMMUNE, "PLAN_READ", "Sở Y tế", True),
        (Role.FOCAL_OFFICER, COMMUNE, "ACTIVITY_RECORD", COMMUNE, True),
        (Role.FOCAL_OFFICER, COMMUNE, "ASSIGNMENT_APPROVE", COMMUNE, False),
        (Role.HEAD, COMMUNE, "ASSIGNMENT_APPROVE", COMMUNE, True),
        (Role.HEAD, DISTRICT, "ASSIGNMENT_APPROVE", COMMUNE, False),
        (Role.DISTRICT_OFFICER, DISTRICT, "ASSIGNMENT_ACCEPT", COMMUNE, True),
        (Role.DISTRICT_OFFICER, OTHER, "ASSIGNMENT_ACCEPT", COMMUNE, False),
        (Role.FOCAL_OFFICER, DISTRICT, "ASSIGNMENT_ACCEPT", COMMUNE, False),
        (Role.PLAN_OFFICER, OFFICE, "ASSIGNMENT_ACCEPT", DISTRICT, True),
        (Role.PLAN_OFFICER, OFFICE, "ASSIGNMENT_ACCEPT", "Sở Y tế", True),
        (Role.PLAN_OFFICER, OFFICE, "ASSIGNMENT_ACCEPT", COMMUNE, False),
        (Role.HEAD, COMMUNE, "ASSIGNMENT_ACCEPT", COMMUNE, False),
        (Role.DISTRICT_OFFICER, DISTRICT, "REPORT_CONSOLIDATE", DISTRICT, True),
        (Role.PLAN_OFFICER, OFFICE, "REPORT_CONSOLIDATE", PROVINCE, True),
        (Role.CLERK, COMMUNE, "DOCUMENT_NUMBER", COMMUNE, True),
        (Role.ADMINISTRATOR, COMMUNE, "PEOPLE_MANAGE", COMMUNE, True),
        (Role.ADMINISTRATOR, DISTRICT, "PEOPLE_MANAGE", COMMUNE, False),
        (Role.ADMINISTRATOR, OFFICE, "PEOPLE_MANAGE", COMMUNE, True),
        (Role.ADMINISTRATOR, COMMUNE, "PLAN_EDIT", COMMUNE, False),
        (Role.HEAD, OFFICE, "NO_SUCH_VERB", OFFICE, False),
    ],
)
def test_is_granted_by_role_scope_and_unit(
    role: Role, at: str, verb: str, to: str, *, expected: bool
) -> None:
    assert granted(role, at, verb, to) is expected


def test_communes_pass_to_the_province_with_the_law() -> None:
    def accepts(on: date) -> bool:
        return granted(Role.PLAN_OFFICER, OFFICE, "ASSIGNMENT_ACCEPT", "Xã Trung Hà", on)

    assert [accepts(on) for on in (date(2025, 6, 30), TWO_TIERS)] == [False, True]


def test_nobody_gains_a_right_by_a_merger() -> None:
    """O01: who served the old unit serves the new one only by a post there."""
    actor = make_head(named(COMMUNE).id)
    tree = reference_tree(TWO_TIERS)
    assert [row for verb in VERBS for row in rules.reached_rows(actor, verb, tree)] == []


@given(
    role=st.sampled_from(Role),
    verb=st.sampled_from(VERBS),
    held=st.sampled_from(reference_tree().rows),
    target=st.sampled_from(reference_tree().rows),
)
def test_is_granted_matches_a_plain_reading(
    role: Role, verb: str, held: UnitRow, target: UnitRow
) -> None:
    tree = reference_tree()
    scopes = {scope for granted_role, scope in GRANTS[verb] if granted_role is role}
    seats = {held.id} | ({held.parent_id} if held.kind is Kind.OFFICE else set())
    expected = (
        (Scope.OWN in scopes and held.id == target.id)
        or (Scope.SEAT in scopes and target.id in seats)
        or (Scope.BELOW in scopes and target.parent_id in seats)
        or (Scope.PROVINCE in scopes and tree.root_id in seats)
        or Scope.MEMBER in scopes
    )
    actor = make_actor(role, held.id)
    assert rules.is_granted(actor, verb, target.id, lambda: tree) is expected


def test_own_unit_is_settled_without_a_tree() -> None:
    assert rules.is_granted(make_head(1), "ASSIGNMENT_APPROVE", 1, no_tree)
    assert not rules.is_granted(make_officer(1), "ASSIGNMENT_APPROVE", 1, no_tree)
    assert not rules.is_granted(make_head(2), "ASSIGNMENT_APPROVE", 1, no_tree)
    assert facade.may(make_officer(1), "ACTIVITY_RECORD", 1, PLAN_DAY)


def test_the_house_itself_has_no_right_by_the_table() -> None:
    tree = reference_tree()
    assert [verb for verb in VERBS if rules.reached_rows(SYSTEM, verb, tree)] == []


def test_every_role_is_granted_something() -> None:
    assert {role for grants in GRANTS.values() for role, _ in grants} == set(Role)
