"""Values of the journal that may leave the room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from loa.kernel.change import Change

Personal = Mapping[str, str] | Iterable[str]
"""Names of fields of the change whose values are personal, or further personal values by name."""


class JournalActor(Protocol):
    """Who acts, as the journal keeps it: an id and a role, never a name."""

    @property
    def person_id(self) -> int | None:
        """The person, or None for the house itself and the command line."""

    @property
    def label(self) -> str:
        """In which role: "plan_officer", "cli:root", "system"."""

    @property
    def unit_id(self) -> int | None:
        """The unit for which the actor acts, if any."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change among many that are recorded together."""

    thing: str
    change: Change
    unit_id: int | None = None
    personal: Personal = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal, to show.

    `personal` holds the personal values by field ("before.name", "after.name", "note"); None
    stands for a value that was erased.
    """

    seq: int
    at: datetime
    actor_id: int | None
    actor_label: str
    unit_id: int | None
    verb: str
    thing: str
    before: dict[str, object]
    after: dict[str, object]
    personal: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Root:
    """How long the chain was at some moment and where it ended; `hash` is hexadecimal.

    Kept outside the database, it shows whether the rows up to there are still the same.
    """

    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What a reading of the whole journal found; `head_hash` is hexadecimal."""

    rows: int
    ok: bool
    first_bad_seq: int | None
    reason_vi: str
    head_hash: str
