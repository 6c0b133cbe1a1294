"""Two people at one task: what does not overlap goes through, what does is refused by name."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules import merging, splitting
from loa.modules.plans.rules.tasks import as_asked, from_asked, settled
from loa.modules.plans.types import Quantity, Schedule, TaskFacts, TaskRole

FACTS = TaskFacts(
    title="Phát tờ rơi",
    content="Phát tờ rơi tới từng hộ",
    schedule=Schedule.ONCE,
    due_on=date(2022, 5, 31),
    targets=(Quantity("LEAFLETS", 10),),
    money=Decimal(1_000_000),
    groups=((TaskRole.LEAD, "COMMUNES"),),
    units=((TaskRole.COORDINATE, 7),),
)
CHANGES: dict[str, dict[str, object]] = {
    "title": {"title": "Phát tờ gấp"},
    "content": {"content": "Phát tờ gấp tới từng hộ"},
    "schedule": {"schedule": Schedule.MONTHLY, "due_on": None},
    "money": {"money": Decimal(5)},
    "targets": {"targets": (Quantity("LEAFLETS", 20),)},
    "leads": {"groups": ((TaskRole.LEAD, "DISTRICTS"),)},
    "partners": {"units": ((TaskRole.COORDINATE, 9),)},
    "product": {"product": "Tờ gấp"},
}
names = st.sets(st.sampled_from(sorted(CHANGES)))


def changed(facts: TaskFacts, wanted: set[str]) -> TaskFacts:
    for name in sorted(wanted):
        facts = replace(facts, **CHANGES[name])  # type: ignore[arg-type]  # fields by name
    return settled(facts)


@given(names, names)
def test_what_two_people_changed_apart_is_both_there(mine: set[str], theirs: set[str]) -> None:
    theirs -= mine
    result = merging.merged(settled(FACTS), changed(FACTS, mine), changed(FACTS, theirs))
    assert result == changed(FACTS, mine | theirs)


@given(names.filter(bool))
def test_the_same_change_twice_is_no_clash(mine: set[str]) -> None:
    both = changed(FACTS, mine)
    assert merging.merged(settled(FACTS), both, both) == both


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_the_same_part_changed_apart_is_refused_by_its_name(name: str) -> None:
    """L02: the second of two is told which part, and nothing of the first is lost."""
    was, theirs = settled(FACTS), changed(FACTS, {name})
    other = replace(
        FACTS,
        title="Khác",
        content="Khác",
        schedule=Schedule.YEARLY,
        due_on=None,
        money=Decimal(9),
        targets=(),
        groups=((TaskRole.LEAD, "PRESS"),),
        units=(),
        product="Khác",
    )
    mine = merging.with_parts(was, settled(other), {name})
    with pytest.raises(merging.EditedMeanwhile) as refusal:
        merging.merged(was, mine, theirs)
    assert refusal.value.names == {name}


def test_fields_of_the_head_clash_alone() -> None:
    was = {"number": "", "place": "Tuyên Quang"}
    merging.merged_fields(was, {"number": "12"}, {"number": "", "place": "Hà Giang"})
    merging.merged_fields(was, {"number": "12"}, {"number": "12"})
    with pytest.raises(merging.EditedMeanwhile) as refusal:
        merging.merged_fields(was, {"number": "12"}, {"number": "13"})
    assert refusal.value.names == {"number"}


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ("due_on", "schedule"),
        ("lead_units", "leads"),
        ("excluded_units", "leads"),
        ("coordinate_groups", "partners"),
        ("target_amount_1", "targets"),
        ("forms_chosen", "forms"),
        ("title", "title"),
    ],
)
def test_every_field_of_the_form_belongs_to_a_part(field: str, part: str) -> None:
    assert merging.part_of_field(field) == part
    assert part in merging.parts(FACTS)


def test_facts_survive_the_form() -> None:
    assert from_asked(as_asked(FACTS)) == FACTS
    assert from_asked(as_asked(replace(FACTS, money=None, due_on=None))).money is None


def test_parts_of_a_split_task_take_their_own_stretch() -> None:
    text = "1. Sở Tư pháp\n- In tờ rơi;\n phát tới\ntừng hộ. Hết."
    start, end = text.index("In"), text.index(" Hết")
    places = splitting.places_of(text, start, end, ["In tờ rơi;", "phát tới từng hộ."])
    assert [text[a:b] for a, b in places] == ["In tờ rơi;", "phát tới\ntừng hộ."]


def test_parts_that_were_reworded_keep_the_whole_stretch() -> None:
    assert splitting.places_of("In tờ rơi", 0, 9, ["In", "phát"]) == [(0, 9), (0, 9)]
    assert splitting.places_of("In tờ rơi", None, None, ["In"]) == [(None, None)]


def test_joined_tasks_share_a_stretch_only_side_by_side() -> None:
    assert splitting.place_of_both((10, 20), (30, 50)) == (10, 50)
    assert splitting.place_of_both((30, 50), (10, 20)) == (10, 50)
    assert splitting.place_of_both((10, 20), (9000, 9010)) == (10, 20)
    assert splitting.place_of_both((10, 20), (None, None)) == (10, 20)
