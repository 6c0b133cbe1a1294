"""Events survive the way through JSON."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.jobs import serial


class Kind(StrEnum):
    """An enum in an event."""

    MERGED = "MERGED"
    SPLIT = "SPLIT"


@dataclass(frozen=True)
class Happened:
    """Every plain field."""

    unit_id: int
    name: str
    is_sure: bool
    share: float
    kind: Kind
    on: date
    at: datetime
    key: UUID
    cost: Decimal
    note: str | None
    until: date | None
    ids: tuple[int, ...]
    pairs: tuple[tuple[int, date], ...]


@given(
    st.builds(
        Happened,
        share=st.floats(allow_nan=False),
        at=st.datetimes(timezones=st.just(UTC)),
        cost=st.decimals(allow_nan=False),
    )
)
def test_event_comes_back_as_it_was(event: Happened) -> None:
    assert serial.unpack(Happened, json.loads(json.dumps(serial.pack(event)))) == event


@dataclass(frozen=True)
class Renamed:
    """An event that has changed since."""

    unit_id: int
    reason: str = "không rõ"


def test_unpack_old_event_takes_defaults_and_drops_what_is_gone() -> None:
    assert serial.unpack(Renamed, {"unit_id": 3, "old_name": "x"}) == Renamed(3)


@pytest.mark.parametrize("event", [3, "text", Renamed, {"unit_id": 3}])
def test_pack_no_dataclass(event: object) -> None:
    with pytest.raises(TypeError, match="is no event"):
        serial.pack(event)


def test_pack_what_is_not_plain() -> None:
    with pytest.raises(TypeError, match="cannot carry a list"):
        serial.pack(Renamed(3, ["x"]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("module", "room"),
    [
        ("loa.modules.plans.handlers", "plans"),
        ("loa.foundation.orgs.events", "orgs"),
        ("loa.surfaces.desk.web", "desk"),
        ("loa.config.wiring", "config"),
    ],
)
def test_room_of(module: str, room: str) -> None:
    assert serial.room_of(module) == room
