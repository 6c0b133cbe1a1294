"""Two columns side by side: the head (issuer, motto) and the tail (recipients, signer)."""

import re
from dataclasses import dataclass

from loa.foundation.files.extract.pdf_lines import Line, Word

_MOTTO = re.compile(r"C[ỘÔ]NG", re.IGNORECASE)
_MOTTO_NEXT = re.compile(r"H[ÒO][AÀ]|HOÀ|HÒA", re.IGNORECASE)
_GUTTER = 1.5
_LONE_GUTTER = 3.0
_MOTTO_GUTTER = 0.35
_MIN_GUTTER = 0.3
_HEAD_GAP = 0.6
_BOTH_SIDES = 0.9
_MIN_SIDE = 45.0
_NEXT_LINE = 3.6
_SAME_COLUMN = 2.4


@dataclass(frozen=True)
class _Gutter:
    left: float
    right: float
    is_head: bool = False

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def in_reading_order(lines: list[Line]) -> list[Line]:
    """`lines` (top to bottom) with side-by-side blocks read left column first, then right."""
    ordered: list[Line] = []
    at = 0
    while at < len(lines):
        block = _block_from(lines, at)
        if block is None:
            ordered.append(lines[at])
            at += 1
            continue
        first, last, gutter = block
        ordered.extend(_split(lines[first : last + 1], gutter))
        at = last + 1
    return ordered


def _block_from(lines: list[Line], at: int) -> tuple[int, int, _Gutter] | None:
    """The block of two columns that begins at line `at`: its first and last line and its gutter."""
    for seed in range(at, min(at + 3, len(lines))):
        gutter = _gutter_in(lines[seed])
        if gutter is None:
            continue
        first, gutter = _grown_up(lines, at, seed, gutter)
        if first != at:
            return None
        last, gutter = _grown_down(lines, seed, gutter)
        return (first, last, gutter) if _is_block(lines[first : last + 1], gutter) else None
    return None


def _gutter_in(line: Line) -> _Gutter | None:
    """The widest gap of a line if it is wide enough, or the one before the motto."""
    for number, word in enumerate(line.words):
        if number and _MOTTO.fullmatch(word.text) and number + 1 < len(line.words):
            before = line.words[number - 1].right
            is_motto = _MOTTO_NEXT.fullmatch(line.words[number + 1].text)
            if is_motto and word.left - before > _MOTTO_GUTTER * word.size:
                return _Gutter(before, word.left, is_head=True)
    gaps = [
        _Gutter(before.right, word.left)
        for before, word in zip(line.words, line.words[1:], strict=False)
        if before.block is None or before.block != word.block
    ]
    widest = max(gaps, key=lambda gap: gap.right - gap.left, default=None)
    if widest is None or widest.right - widest.left < _GUTTER * line.size:
        return None
    return widest


def _narrowed(line: Line, gutter: _Gutter) -> _Gutter | None:
    """The part of the gutter that `line` leaves free, or None when it crosses."""
    free: list[tuple[float, float]] = [(gutter.left, gutter.right)]
    for word in line.words:
        cut: list[tuple[float, float]] = []
        for left, right in free:
            if word.right <= left or word.left >= right:
                cut.append((left, right))
            else:
                cut.extend(s for s in ((left, word.left), (word.right, right)) if s[1] > s[0])
        free = cut
    left, right = max(free, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
    sides = {word.left >= right for word in line.words}
    least = _MIN_GUTTER if len(sides) == 1 else _HEAD_GAP if gutter.is_head else _BOTH_SIDES
    if right - left < least * line.size:
        return None
    return _Gutter(left, right, gutter.is_head)


def _grown_up(lines: list[Line], at: int, seed: int, gutter: _Gutter) -> tuple[int, _Gutter]:
    first = seed
    while first > at:
        narrower = _narrowed(lines[first - 1], gutter)
        near = lines[first - 1].baseline - lines[first].baseline < _NEXT_LINE * lines[first].size
        if narrower is None or not near:
            break
        first, gutter = first - 1, narrower
    return first, gutter


def _grown_down(lines: list[Line], seed: int, gutter: _Gutter) -> tuple[int, _Gutter]:
    last = seed
    bottoms = dict.fromkeys((False, True), lines[seed].baseline)
    for number in range(seed + 1, len(lines)):
        line = lines[number]
        narrower = _narrowed(line, gutter)
        if gutter.is_head and _greets(line):
            break
        if narrower is None or lines[number - 1].baseline - line.baseline > 9 * line.size:
            break
        sides = {word.middle > narrower.middle for word in line.words}
        reach = _NEXT_LINE if len(sides) > 1 else _SAME_COLUMN
        if all(bottoms[side] - line.baseline > reach * line.size for side in sides) and (
            len(sides) > 1 or not _resumes(lines, number, narrower)
        ):
            break
        bottoms.update(dict.fromkeys(sides, line.baseline))
        last, gutter = number, narrower
    return last, gutter


def _greets(line: Line) -> bool:
    """«Kính gửi», which stands under both columns of a head, though it may fit into one."""
    return " ".join(word.text for word in line.words[:2]).casefold().startswith("kính gửi")


def _resumes(lines: list[Line], number: int, gutter: _Gutter) -> bool:
    """A lone line far below in its column still belongs when the other column runs on beside it."""
    line = lines[number]
    before = lines[number - 1]
    right = line.words[0].middle > gutter.middle
    beside = any((word.middle > gutter.middle) != right for word in before.words)
    return beside or (right and before.baseline - line.baseline < 8 * line.size)


def _is_block(lines: list[Line], gutter: _Gutter) -> bool:
    left = [width for line in lines if (width := _width(line, gutter, right=False)) > 0]
    right = [width for line in lines if (width := _width(line, gutter, right=True)) > 0]
    if not left or not right or max(left) < _MIN_SIDE or max(right) < _MIN_SIDE:
        return False
    if gutter.is_head:
        return True
    both = [line for line in lines if len({w.middle > gutter.middle for w in line.words}) > 1]
    if len(lines) == 1 or (len(both) == 1 and len(left) == 1):
        return gutter.right - gutter.left >= _LONE_GUTTER * lines[0].size
    return True


def _width(line: Line, gutter: _Gutter, *, right: bool) -> float:
    side = [word for word in line.words if (word.middle > gutter.middle) == right]
    return side[-1].right - side[0].left if side else 0.0


def _split(lines: list[Line], gutter: _Gutter) -> list[Line]:
    columns: dict[bool, list[Line]] = {False: [], True: []}
    for line in lines:
        for right, column in columns.items():
            side = tuple(word for word in line.words if _is_right(word, gutter) == right)
            if side:
                column.append(Line(side))
    return [*columns[False], *columns[True]]


def _is_right(word: Word, gutter: _Gutter) -> bool:
    return word.middle > gutter.middle
