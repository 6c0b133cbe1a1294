"""Lists in slices: so many rows from a place on, and how many there are."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from ninja import Schema

from loa.foundation.orgs import facade as orgs
from loa.surfaces.api.v1.shapes import Limit, Offset

T = TypeVar("T")
S = TypeVar("S")


class _Row(Protocol):
    """What a unit sent up and waits for an answer to."""

    @property
    def unit_id(self) -> int: ...
    @property
    def state(self) -> object: ...
    @property
    def is_late(self) -> bool: ...


class _Asked(Protocol):
    """A window that narrows such rows."""

    unit: str | None
    late: bool

    @property
    def state(self) -> object: ...


R = TypeVar("R", bound=_Row)


class Window(Schema):
    """Which slice of a list is asked for."""

    limit: Limit = 100
    offset: Offset = 0


class Slice(Schema, Generic[T]):
    """A part of a list; `total` counts the whole."""

    total: int
    offset: int
    items: list[T]


def sliced(rows: Sequence[T], window: Window) -> tuple[int, Sequence[T]]:
    """How many there are, and the rows asked for."""
    return len(rows), rows[window.offset : window.offset + window.limit]


def listed(rows: Sequence[T], window: Window, shaped: Callable[[T], S]) -> Slice[S]:
    """The rows asked for, each in the shape of the contract."""
    total, shown = sliced(rows, window)
    return Slice(total=total, offset=window.offset, items=[shaped(row) for row in shown])


def narrowed(rows: Iterable[R], asked: _Asked, today: date) -> list[R]:
    """Those of one unit, in one state, only late ones, as far as that is asked for."""
    unit = None if asked.unit is None else orgs.unit_by_code(asked.unit, today).id
    return [
        row
        for row in rows
        if (unit is None or row.unit_id == unit)
        and (asked.state is None or row.state is asked.state)
        and (row.is_late or not asked.late)
    ]
