"""What makes an activity fit to be recorded: pure rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from loa.kernel.errors import DomainError
from loa.modules.plans.rules import activity as rules
from loa.modules.plans.rules.vocabulary import UnknownWord, vocabulary
from loa.modules.plans.types import ActivityFacts, NewEvidence, Quantity

TODAY = date(2022, 2, 10)
GOOD = ActivityFacts(
    done_on=TODAY,
    title="Phát tờ rơi",
    form="TO_ROI",
    audience=next(iter(vocabulary().audiences)),
    quantities=(Quantity("LEAFLETS", 30),),
    cost=Decimal(0),
    evidence=(
        NewEvidence(url="https://tuyenquang.gov.vn/tin"),
        NewEvidence(file_id=1, caption="Ảnh"),
    ),
)


def _radio_form() -> str:
    forms = vocabulary().forms.values()
    return next(form.code for form in forms if "BROADCAST_MINUTES" in form.measures)


def test_check_passes() -> None:
    rules.check(GOOD, vocabulary(), TODAY)
    rules.check(replace(GOOD, cost=None, audience="", evidence=()), vocabulary(), TODAY)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (replace(GOOD, done_on=date(2022, 2, 11)), rules.NotYet),
        (replace(GOOD, title="  "), rules.WrongWords),
        (replace(GOOD, title="x" * 301), rules.WrongWords),
        (replace(GOOD, place="x" * 201), rules.WrongWords),
        (replace(GOOD, evidence=(NewEvidence(file_id=1, caption="x" * 201),)), rules.WrongWords),
        (replace(GOOD, cost=Decimal(-1)), rules.WrongCost),
        (replace(GOOD, cost=Decimal(10) ** 15), rules.WrongCost),
        (replace(GOOD, audience="NOBODY"), UnknownWord),
        (replace(GOOD, form="NOTHING"), UnknownWord),
        (replace(GOOD, quantities=(Quantity("NOTHING", 1),)), UnknownWord),
        (replace(GOOD, quantities=(Quantity("SESSIONS", 1),)), rules.WrongQuantity),
        (replace(GOOD, quantities=(Quantity("LEAFLETS", -1),)), rules.WrongQuantity),
        (replace(GOOD, quantities=(Quantity("LEAFLETS", 2**31),)), rules.WrongQuantity),
        (
            replace(GOOD, quantities=(Quantity("LEAFLETS", 1), Quantity("LEAFLETS", 2))),
            rules.WrongQuantity,
        ),
        (replace(GOOD, evidence=(NewEvidence(url="javascript:alert(1)"),)), rules.WrongLink),
        (replace(GOOD, evidence=(NewEvidence(),)), rules.WrongLink),
        (replace(GOOD, evidence=(NewEvidence(url=f"https://x.vn/{'a' * 500}"),)), rules.WrongLink),
    ],
)
def test_check_refuses(facts: ActivityFacts, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        rules.check(facts, vocabulary(), TODAY)


def test_minutes_need_their_broadcasts() -> None:
    radio = replace(GOOD, form=_radio_form(), quantities=(Quantity("BROADCAST_MINUTES", 15),))
    with pytest.raises(rules.WrongQuantity, match="nhân với nhau"):
        rules.check(radio, vocabulary(), TODAY)
    both = (*radio.quantities, Quantity("BROADCASTS", 3))
    rules.check(replace(radio, quantities=both), vocabulary(), TODAY)


def test_as_asked_tells_every_field_apart() -> None:
    others = (
        replace(GOOD, done_on=date(2022, 2, 9)),
        replace(GOOD, cost=None),
        replace(GOOD, quantities=()),
        replace(GOOD, note="x"),
        replace(GOOD, evidence=()),
    )
    assert all(rules.as_asked(other) != rules.as_asked(GOOD) for other in others)
