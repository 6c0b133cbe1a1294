"""What the law says of plans that everybody may read; data/plans/publicity.toml."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from loa.kernel.places import data_dir


class Basis(NamedTuple):
    """On what a public page rests from a day on, and what never stands there.

    `own_plans`: whether units may make their own plans public, once the plan above is.
    """

    in_force_from: date
    verified: bool
    cites: str
    words: str
    never: Sequence[str]
    own_plans: bool


@cache
def publicity_rows() -> tuple[Basis, ...]:
    """The rows of the file, newest first."""
    path = data_dir() / "plans" / "publicity.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [Basis(**row) for row in raw["basis"]]
    return tuple(sorted(rows, key=lambda row: row.in_force_from, reverse=True))


def publicity_basis(on: date) -> Basis:
    """The row of the day; before the first one, that one."""
    rows = publicity_rows()
    return next((row for row in rows if row.in_force_from <= on), rows[-1])
