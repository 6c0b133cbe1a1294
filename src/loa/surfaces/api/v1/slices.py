"""Lists in slices: so many rows from a place on, and how many there are."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from ninja import Schema

from loa.surfaces.api.v1.shapes import Limit, Offset

T = TypeVar("T")


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
