"""The table of who hears what, on a real database."""

from dataclasses import is_dataclass
from datetime import UTC, datetime

import pytest

from loa.config.wiring import CHORES, WIRING
from loa.foundation.jobs.facade import Chore
from loa.foundation.jobs.tests.factories import announced, is_connected
from loa.foundation.orgs import facade as orgs

pytestmark = pytest.mark.django_db

AT = datetime(2025, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize("chore", CHORES, ids=lambda chore: chore.name)
def test_chore_runs_twice_also_when_nothing_is_due(chore: Chore) -> None:
    chore.run(AT)
    chore.run(AT)


def test_chores_have_names_of_their_own() -> None:
    assert len({chore.name for chore in CHORES}) == len(CHORES)


def test_every_handler_is_connected() -> None:
    for event, handlers in WIRING.items():
        assert is_dataclass(event)
        for handler in handlers:
            assert is_connected(event, handler)


def test_successions_are_told_once_when_their_day_has_come() -> None:
    """J02, J06: what is due is a query over data, so a day that was missed is made up, once."""
    orgs.load_reference(at=datetime(2022, 3, 10, tzinfo=UTC))
    (chore,) = (chore for chore in CHORES if chore.name == "tell of successions")
    chore.run(AT)
    told = announced(orgs.UnitMerged)
    assert told
    chore.run(AT)
    assert announced(orgs.UnitMerged) == told
