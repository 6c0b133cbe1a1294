"""The declared policy, read from src/loa/config/rights.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import loa.config

PATH = Path(loa.config.__file__).with_name("rights.toml")
NOBODY, ENDED, DEPUTY = "nobody", "ended", "deputy"


class Outcome(StrEnum):
    """What a request comes to; the values are the marks of the table."""

    DONE = "✓"
    DENIED = "không"
    """403 that says why."""
    MISSING = "–"
    """404, as for the number of nothing."""
    SIGN_IN = "→"
    """Led to sign-in."""
    NOT_TAKEN = ""
    """405: the address takes no such request."""


@dataclass(frozen=True)
class Audience:
    """Some of the people, in words."""

    words: str
    who: frozenset[str]


@dataclass(frozen=True)
class Door:
    """One address: whoever `knows` of it may `see` it or `do` what its form says, or is told why.

    A form that `repeats` answers a second press like the first, also where there is nothing.
    """

    name: str
    group: str
    words: str
    knows: Audience
    see: Audience | None
    do: Audience | None
    repeats: bool

    def looks(self, person: str) -> Outcome:
        """What a GET of this person comes to."""
        return self._outcome(person, self.see)

    def acts(self, person: str) -> Outcome:
        """What a POST of this person comes to."""
        return self._outcome(person, self.do)

    def _outcome(self, person: str, audience: Audience | None) -> Outcome:
        if person == NOBODY and NOBODY not in self.knows.who and self.knows.who:
            return Outcome.SIGN_IN
        is_of_a_room = ":" in self.name
        if person == ENDED and is_of_a_room and ENDED not in self.knows.who and self.knows.who:
            return Outcome.DENIED
        if audience is None:
            return Outcome.NOT_TAKEN
        if person not in self.knows.who:
            return Outcome.MISSING
        return Outcome.DONE if person in audience.who else Outcome.DENIED


@dataclass(frozen=True)
class Policy:
    """Everything that was declared, in the order of the file."""

    people: Mapping[str, str]
    audiences: Mapping[str, Audience]
    doors: tuple[Door, ...]


def read() -> Policy:
    """The policy. Raises KeyError for an audience that is not declared."""
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    audiences = {
        code: Audience(row["words"], frozenset(row["who"]))
        for code, row in data["audience"].items()
    }
    return Policy(data["people"], audiences, tuple(_doors(data["group"], audiences)))


def _doors(groups: list[dict[str, object]], audiences: Mapping[str, Audience]) -> Iterator[Door]:
    for group in groups:
        rows: list[dict[str, str]] = group["doors"]  # type: ignore[assignment]  # as TOML has it
        for row in rows:
            yield Door(
                row["name"],
                str(group["words"]),
                row["words"],
                audiences[row["knows"]],
                audiences[row["see"]] if "see" in row else None,
                audiences[row["do"]] if "do" in row else None,
                bool(row.get("repeats")),
            )
