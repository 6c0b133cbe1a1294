"""A stretch of the page cut into paragraphs, left-over lines and tables: every letter in one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loa.foundation.documents.akn.page import Page, Place
from loa.foundation.documents.parse.lines import is_rule
from loa.foundation.documents.parse.structure import AnnexTable

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a line, or the whole of a `table`."""

    start: int
    end: int
    table: AnnexTable | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.start, self.end


def blocks_of(
    page: Page,
    within: Place,
    paragraphs: Sequence[Place],
    tables: Iterable[tuple[Place, AnnexTable]],
    cuts: Iterable[int] = (),
) -> list[Block]:
    """Everything with ink `within` a place, in order; `paragraphs` come sorted.

    Tables first, then paragraphs as far as no table or earlier paragraph holds them, then the
    lines that are left; drawn rules are no text. A block is cut where a section begins inside it.
    """
    found: list[Block] = []
    at = within[0]
    for place, table in outermost(tables, within):
        found += _paragraphs(page, (at, place[0]), paragraphs)
        found.append(Block(*place, table))
        at = place[1]
    found += _paragraphs(page, (at, within[1]), paragraphs)
    return _cut(page, found, sorted(set(cuts)))


def outermost(
    tables: Iterable[tuple[Place, AnnexTable]], within: Place
) -> list[tuple[Place, AnnexTable]]:
    """Tables that begin in a place, in order, without those inside or across another."""
    found: list[tuple[Place, AnnexTable]] = []
    at = within[0]
    for (start, end), table in sorted(tables, key=lambda pair: (pair[0][0], -pair[0][1])):
        if at <= start < end <= within[1]:
            found.append(((start, end), table))
            at = end
    return found


def _paragraphs(page: Page, within: Place, paragraphs: Sequence[Place]) -> list[Block]:
    found: list[Block] = []
    at = within[0]
    first = max(bisect_left(paragraphs, within) - 1, 0)
    for start, end in paragraphs[first : bisect_left(paragraphs, (within[1], 0))]:
        begin, stop = page.inked((max(start, at), min(end, within[1])))
        if begin >= stop:
            continue
        found += _lines(page, (at, begin))
        found.append(Block(begin, stop))
        at = stop
    return found + _lines(page, (at, within[1]))


def _lines(page: Page, within: Place) -> list[Block]:
    found = (page.inked((line.start(), line.end())) for line in _LINE.finditer(page.text, *within))
    return [
        Block(start, end)
        for start, end in found
        if start < end and not is_rule(page.text[start:end])
    ]


def _cut(page: Page, blocks: list[Block], cuts: list[int]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        at = block.start
        if block.table is None:
            for cut in cuts[bisect_right(cuts, at) : bisect_left(cuts, block.end)]:
                found.append(Block(*page.inked((at, cut))))
                at = cut
            found.append(Block(*page.inked((at, block.end))))
        else:
            found.append(block)
    return [block for block in found if block.start < block.end]
