"""How often one person may do what costs the machine much: dated figures; no database."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from loa.kernel.places import data_dir

FILE = "config/limits.toml"


@dataclass(frozen=True)
class Limit:
    """At most so many within so many seconds, from a day on."""

    code: str
    in_force_from: date
    most: int
    seconds: int
    cites: str = ""


def limit_on(code: str, on: date) -> Limit:
    """The limit of that code on a day. Raises LookupError where none is in force."""
    found = [row for row in all_limits() if row.code == code and row.in_force_from <= on]
    if not found:
        message = f"no limit {code} on {on}"
        raise LookupError(message)
    return max(found, key=lambda row: row.in_force_from)


@cache
def all_limits() -> tuple[Limit, ...]:
    """Every row of the table, of all days."""
    raw = tomllib.loads((data_dir() / FILE).read_text(encoding="utf-8"))
    return tuple(Limit(**row) for row in raw["limit"])
