"""Tables drawn with ruling lines: the grid of their cells."""

import ctypes
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import neg

import pypdfium2 as pdfium
from pypdfium2 import raw

from loa.foundation.files.extract.pdf_glyphs import Turn

_THIN = 3.0
_SNAP = 2.5
_TOUCH = 4.0
_SHORT = 4.0
_MAX_RULES = 20_000
_MAX_MERGED = 2_500
_MAX_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` is its y (lying) or x (standing), from `low` to `high` along it."""

    at: float
    low: float
    high: float
    is_lying: bool


@dataclass(frozen=True)
class Cell:
    """A cell of a grid with the rows and columns that it covers, first to last."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Grid:
    """A ruled table: its lines from left to right and top to bottom, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell around a point."""
        column = bisect_left(self.xs, x, 1, len(self.xs) - 1) - 1
        row = bisect_left(self.ys, -y, 1, len(self.ys) - 1, key=neg) - 1
        return self._cell_of.get((row, column))

    @cached_property
    def _cell_of(self) -> dict[tuple[int, int], Cell]:
        """The first cell that covers each square of the grid."""
        found: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.last_row + 1):
                for column in range(cell.column, cell.last_column + 1):
                    found.setdefault((row, column), cell)
        return found


def rules_of(page: pdfium.PdfPage, turn: Turn) -> list[Rule]:
    """The lying and standing lines of a page: strokes, and filled boxes as thin as a line."""
    rules: list[Rule] = []
    for part in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        box = turn.box(*part.get_bounds())
        width, height = box[2] - box[0], box[3] - box[1]
        if height <= _THIN < width:
            rules.append(Rule((box[1] + box[3]) / 2, box[0], box[2], is_lying=True))
        elif width <= _THIN < height:
            rules.append(Rule((box[0] + box[2]) / 2, box[1], box[3], is_lying=False))
        elif _is_stroked(part):
            rules.extend(_sides(part, turn))
        if len(rules) > _MAX_RULES:
            return []
    return rules


def _is_stroked(part: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(part.raw, fill, stroke)) and bool(stroke.value)


def _sides(part: pdfium.PdfObject, turn: Turn) -> list[Rule]:
    """The straight pieces of a drawn path."""
    matrix = part.get_matrix()
    rules: list[Rule] = []
    begin = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(raw.FPDFPath_CountSegments(part.raw), _MAX_RULES)):
        segment = raw.FPDFPath_GetPathSegment(part.raw, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn.point(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            rules.extend(_rule_between(last, point))
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            rules.extend(_rule_between(last, begin))
            last = begin
    return rules


def _rule_between(a: tuple[float, float], b: tuple[float, float]) -> list[Rule]:
    (x0, y0), (x1, y1) = a, b
    if abs(y0 - y1) < 1 and abs(x0 - x1) > _SHORT:
        return [Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1), is_lying=True)]
    if abs(x0 - x1) < 1 and abs(y0 - y1) > _SHORT:
        return [Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1), is_lying=False)]
    return []


def grids_of(rules: list[Rule]) -> list[Grid]:
    """The tables that the rules draw, from top to bottom; a lone frame or a drawing is none."""
    merged = [
        *_merged([r for r in rules if r.is_lying]),
        *_merged([r for r in rules if not r.is_lying]),
    ]
    if len(merged) > _MAX_MERGED:
        return []
    grids = [grid for group in _touching(merged) if (grid := _grid(group)) is not None]
    return sorted(grids, key=lambda grid: -grid.ys[0])


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules on one line that overlap or touch, as one."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _SNAP), rule.low)):
        for n in range(len(merged) - 1, max(len(merged) - 4, -1), -1):
            other = merged[n]
            if abs(other.at - rule.at) <= _SNAP and rule.low <= other.high + _TOUCH:
                low, high = min(other.low, rule.low), max(other.high, rule.high)
                merged[n] = Rule(other.at, low, high, rule.is_lying)
                break
        else:
            merged.append(rule)
    return merged


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that cross or meet one another."""
    groups: list[list[Rule]] = []
    for rule in rules:
        met = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([rule, *(other for group in met for other in group)])
    return groups


def _meet(a: Rule, b: Rule) -> bool:
    if a.is_lying == b.is_lying:
        return False
    return a.low - _TOUCH <= b.at <= a.high + _TOUCH and b.low - _TOUCH <= a.at <= b.high + _TOUCH


def _grid(group: list[Rule]) -> Grid | None:
    xs = _edges([rule.at for rule in group if not rule.is_lying])
    ys = _edges([rule.at for rule in group if rule.is_lying])[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MAX_CELLS:
        return None
    cells = _cells(group, xs, ys)
    return Grid(tuple(xs), tuple(ys), cells) if len(cells) > 1 else None


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SNAP:
            edges.append(place)
    return edges


def _cells(group: list[Rule], xs: list[float], ys: list[float]) -> tuple[Cell, ...]:
    """Cells grown right, then down, as far as no rule stands between."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    rows, columns = len(ys) - 1, len(xs) - 1
    standing = sorted((r for r in group if not r.is_lying), key=_place)
    lying = sorted((r for r in group if r.is_lying), key=_place)

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            if (row, column) in taken:
                continue
            last_column, last_row = column, row
            while last_column + 1 < columns and not _is_ruled(
                standing, xs[last_column + 1], middle
            ):
                last_column += 1
            across = (xs[column] + xs[column + 1]) / 2
            while last_row + 1 < rows and not _is_ruled(lying, ys[last_row + 1], across):
                last_row += 1
            taken.update(
                (r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)
            )
            cells.append(Cell(row, column, last_row, last_column))
    return tuple(cells)


def _is_ruled(rules: list[Rule], at: float, across: float) -> bool:
    """Whether one of `rules`, in order of their place, stands at `at` beside the point `across`."""
    first = bisect_left(rules, at - _SNAP, key=_place)
    last = bisect_right(rules, at + _SNAP, first, key=_place)
    return any(r.low - 1 <= across <= r.high + 1 for r in rules[first:last])


def _place(rule: Rule) -> float:
    return rule.at
