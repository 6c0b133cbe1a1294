"""Blocks hung into the tree of sections: each under the deepest section that is open there."""

from dataclasses import dataclass, field

from loa.foundation.documents.akn.blocks import Block
from loa.foundation.documents.akn.page import Page, Place
from loa.foundation.documents.parse.labels import label_of
from loa.foundation.documents.parse.structure import Section

_ENDS = " :.;"


@dataclass
class Branch:
    """A section with its mark, its heading and what stands under it; the root has no section."""

    section: Section | None = None
    end: int = 0
    parent: "Branch | None" = None
    number: Place = (0, 0)
    heading: Place = (0, 0)
    items: "list[Block | Branch]" = field(default_factory=list)


def tree_of(page: Page, blocks: list[Block], sections: dict[int, Section]) -> Branch:
    """The root over `blocks`; `sections` by their index in the document, each begins a block."""
    root = Branch(end=len(page.text) + 1)
    starts = _starts(page, sections)
    placed: dict[int, Branch] = {}
    here = root
    taken = 0
    for block in blocks:
        index = None if block.table else starts.pop(block.start, None)
        if index is not None:
            here = _open(page, _above(index, sections, placed) or root, sections[index], block)
            placed[index] = here
            taken = max(here.heading[1], here.number[1])
            rest = page.inked((taken, block.end))
        elif block.end <= taken:
            continue
        else:
            while here.parent is not None and block.start >= here.end:
                here = here.parent
            rest = page.inked((max(block.start, taken), block.end))
        if rest[0] < rest[1]:
            here.items.append(Block(*rest, block.table))
    return root


def _starts(page: Page, sections: dict[int, Section]) -> dict[int, int]:
    """Where each section begins; of two that begin together the outer one counts."""
    found: dict[int, int] = {}
    for index, section in sections.items():
        found.setdefault(page.inked(page.place(section.span))[0], index)
    return found


def _above(index: int, sections: dict[int, Section], placed: dict[int, Branch]) -> Branch | None:
    """The nearest section above that stands in the tree."""
    at = sections[index].parent
    while at is not None and at not in placed:
        above = sections.get(at)
        at = above.parent if above is not None else None
    return placed[at] if at is not None else None


def _open(page: Page, parent: Branch, section: Section, block: Block) -> Branch:
    made = Branch(section, page.place(section.span)[1], parent)
    made.number = (block.start, _number_end(page, block))
    if section.is_titled:
        made.heading = _heading(page, section, made.number[1], made.end)
    parent.items.append(made)
    return made


def _number_end(page: Page, block: Block) -> int:
    """Where the mark ends: as many letters on as the label has in the single-spaced paragraph."""
    words = page.words(block.place)
    label = label_of(words)
    left = sum(not letter.isspace() for letter in words[: label.end]) if label else 0
    at = block.start
    while left and at < block.end:
        left -= not page.text[at].isspace()
        at += 1
    return at


def _heading(page: Page, section: Section, start: int, end: int) -> Place:
    """The printed title, with its colon or dot; nothing where the title is only an excerpt."""
    place = page.inked((start, page.place(section.title_span)[1]))
    printed = page.words(place)
    if place[0] >= place[1] or printed.rstrip(_ENDS) != section.title.rstrip(_ENDS):
        return (start, start)
    at = place[1]
    while at < min(end, len(page.text)) and page.text[at] in ":.;":
        at += 1
    return place[0], at
