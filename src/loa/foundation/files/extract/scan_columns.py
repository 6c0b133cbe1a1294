"""Where a page of a scan stands in two columns: the head, and recipients beside the signer.

Tesseract takes lines that stand side by side at different heights for one; each column is
therefore read by itself.
"""

from dataclasses import dataclass

from PIL import Image

_CELL = 8
"""Pixels of the page in one cell of what is looked at, about 2 points."""
_INK = 200
_GUTTER = 7
_HIGH = 18
_LINE = 7
"""Cells: the least width of a gutter, height of a zone, and rows with ink on either side."""
_FROM, _TO = 0.22, 0.72


@dataclass(frozen=True)
class Zone:
    """A stretch of the page in two columns, in pixels; `middle` lies in the gutter."""

    top: int
    bottom: int
    middle: int


def zones_of(grey: Image.Image) -> list[Zone]:
    """The stretches of a straight page that stand in two columns, from top to bottom."""
    small = grey.reduce(_CELL)
    width, rows = small.width, _rows(small)
    first, last = int(_FROM * width), int(_TO * width)
    free = [_free_for(row, width) for row in rows]
    found = [
        zone
        for x in range(first, last)
        for start, end in _runs(free, x)
        if (zone := _zone(rows, x, start, end)) is not None
    ]
    kept: list[Zone] = []
    for zone in sorted(found, key=lambda zone: zone.top - zone.bottom):
        if all(zone.bottom < other.top or zone.top > other.bottom for other in kept):
            kept.append(zone)
    return sorted(kept, key=lambda zone: zone.top)


def _rows(small: Image.Image) -> list[int]:
    """Each row as a number whose bit x says whether cell x has ink."""
    dark = small.point([int(value < _INK) for value in range(256)]).tobytes()
    width = small.width
    return [
        int(dark[at : at + width][::-1].translate(_BITS).decode("ascii") or "0", 2)
        for at in range(0, len(dark), width)
    ]


_BITS = bytes(0x31 if value else 0x30 for value in range(256))


def _free_for(row: int, width: int) -> int:
    """Bit x says that the cells from x on are free for the width of a gutter."""
    free = ~row & ((1 << width) - 1)
    found = free
    for shift in range(1, _GUTTER):
        found &= free >> shift
    return found


def _runs(free: list[int], x: int) -> list[tuple[int, int]]:
    """Stretches of rows, high enough for a zone, with a free gutter at x."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for number in range(len(free) + 1):
        is_free = number < len(free) and free[number] >> x & 1
        if is_free and start is None:
            start = number
        elif not is_free and start is not None:
            if number - start >= _HIGH:
                runs.append((start, number))
            start = None
    return runs


def _zone(rows: list[int], x: int, start: int, end: int) -> Zone | None:
    """The zone in a run, cut to where there is ink; None when a side is empty."""
    left, right = (1 << x) - 1, -1 << x + _GUTTER
    start, end = (
        _past_line(rows, start, 1, (left, right)),
        _past_line(rows, end - 1, -1, (left, right)),
    )
    on_left = [number for number in range(start, end + 1) if rows[number] & left]
    on_right = [number for number in range(start, end + 1) if rows[number] & right]
    if min(len(on_left), len(on_right)) < _LINE or end - start < _HIGH:
        return None
    if min(on_left[-1], on_right[-1]) - max(on_left[0], on_right[0]) < _LINE:
        return None
    top = max(min(on_left[0], on_right[0]) - 1, start)
    bottom = min(max(on_left[-1], on_right[-1]) + 1, end)
    return Zone(top * _CELL, (bottom + 1) * _CELL, (x * 2 + _GUTTER) * _CELL // 2)


def _past_line(rows: list[int], at: int, step: int, sides: tuple[int, int]) -> int:
    """Where a run begins behind a line that crosses its gutter and whose ink reaches into it."""
    outside = at - step
    if not 0 <= outside < len(rows):
        return at
    places = []
    for side in sides:
        place = at
        while 0 <= place < len(rows) and rows[place] & side and rows[outside] & side:
            place += step
        places.append(place)
    return max(places) if step > 0 else min(places)
