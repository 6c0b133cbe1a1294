"""What makes a task fit to stand in a plan: pure rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from loa.kernel.errors import DomainError
from loa.modules.plans.rules import tasks as rules
from loa.modules.plans.rules.activity import WrongCost, WrongQuantity
from loa.modules.plans.rules.vocabulary import UnknownWord, vocabulary
from loa.modules.plans.types import Quantity, Schedule, TaskFacts, TaskRole

GOOD = TaskFacts(
    title="Phát tờ rơi",
    content="Phát tờ rơi cho người dân",
    schedule=Schedule.ONCE,
    due_on=date(2022, 3, 31),
    forms=("TO_ROI",),
    audiences=(next(iter(vocabulary().audiences)),),
    targets=(Quantity("LEAFLETS", 500),),
    money=Decimal(5_000_000),
    groups=((TaskRole.LEAD, "COMMUNES"),),
    units=((TaskRole.COORDINATE, 7),),
    excluded_units=(9,),
)


def test_check_passes() -> None:
    rules.check(GOOD, vocabulary())
    rules.check(replace(GOOD, schedule=Schedule.MONTHLY, due_on=None, money=None), vocabulary())


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (replace(GOOD, title=" "), rules.EmptyTask),
        (replace(GOOD, content=" "), rules.EmptyTask),
        (replace(GOOD, title="x" * 301), rules.TaskTooLong),
        (replace(GOOD, deadline_words="x" * 301), rules.TaskTooLong),
        (replace(GOOD, due_on=None), rules.DueMissing),
        (replace(GOOD, schedule=Schedule.MONTHLY), rules.DueMissing),
        (replace(GOOD, forms=("NOTHING",)), UnknownWord),
        (replace(GOOD, audiences=("NOBODY",)), UnknownWord),
        (replace(GOOD, groups=((TaskRole.LEAD, "EVERYBODY"),)), rules.UnknownGroup),
        (replace(GOOD, money=Decimal(-1)), WrongCost),
        (replace(GOOD, money=Decimal(10) ** 18), WrongCost),
        (replace(GOOD, targets=(Quantity("NOTHING", 1),)), UnknownWord),
        (replace(GOOD, targets=(Quantity("LEAFLETS", -1),)), WrongQuantity),
        (replace(GOOD, targets=(Quantity("LEAFLETS", 1),) * 2), WrongQuantity),
    ],
)
def test_check_refuses(facts: TaskFacts, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        rules.check(facts, vocabulary())


def test_settled_is_one_shape_for_the_same_facts() -> None:
    two = (Quantity("POSTERS", 0), Quantity("LEAFLETS", 500))
    shuffled = replace(GOOD, targets=two, units=GOOD.units * 2, excluded_units=(9, 7, 9))
    assert rules.settled(shuffled) == rules.settled(GOOD)
    assert rules.settled(rules.settled(GOOD)) == rules.settled(GOOD)
    assert rules.settled(replace(GOOD, excluded_units=())) != rules.settled(GOOD)


def test_as_asked_tells_facts_apart() -> None:
    assert rules.as_asked(GOOD) != rules.as_asked(replace(GOOD, money=None, due_on=None))
    assert rules.as_asked(GOOD) != rules.as_asked(replace(GOOD, units=()))


def test_split_parts() -> None:
    assert rules.split_parts([" in  tờ rơi ", "", "phát tờ rơi"]) == ["in tờ rơi", "phát tờ rơi"]
    with pytest.raises(rules.NothingToSplit):
        rules.split_parts(["một việc", "  "])


def test_with_content_renames() -> None:
    other = rules.with_content(GOOD, "in áp phích; dán tại thôn")
    assert (other.title, other.content) == ("In áp phích", "in áp phích; dán tại thôn")
    assert rules.title_of("in áp phích") == "In áp phích"
