"""The tree of sections as hierarchical elements.

Phần, Chương, Mục and Điều have their own elements in the standard; the outline of a plan (A, I, 1,
1.1, a, dash, plus) is told by those that stand at its levels: khoản = paragraph, điểm = point.
The standard lets any of them nest in any other (group hierElements), so the printed order is kept.
"""

import re

from loa.foundation.documents.akn.addresses import Identifiers
from loa.foundation.documents.akn.blocks import Block
from loa.foundation.documents.akn.branches import Branch
from loa.foundation.documents.akn.elements import Element, add
from loa.foundation.documents.akn.page import Page
from loa.foundation.documents.akn.tables import Tables
from loa.foundation.documents.parse.structure import Section, SectionStyle
from loa.kernel.text import fold

_TAGS = {
    SectionStyle.PART: "part",
    SectionStyle.CHAPTER: "chapter",
    SectionStyle.DIVISION: "section",
    SectionStyle.ARTICLE: "article",
    SectionStyle.CAPITAL: "division",
    SectionStyle.ROMAN: "section",
    SectionStyle.NUMBER: "paragraph",
    SectionStyle.DECIMAL: "subparagraph",
    SectionStyle.LETTER: "point",
    SectionStyle.DASH: "indent",
    SectionStyle.PLUS: "indent",
}
# Abbreviations of the Naming Convention 1.0, chapter 5; what is not listed there is written out.
_SHORT = {
    "chapter": "chp",
    "section": "sec",
    "subsection": "subsec",
    "article": "art",
    "division": "dvs",
    "paragraph": "para",
    "subparagraph": "subpara",
}
_BULLETS = frozenset({SectionStyle.DASH, SectionStyle.PLUS})
_WORDS = frozenset({"phan", "thu", "chuong", "muc", "tieu", "dieu"})


class Hierarchy:
    """Writes branches; `prefix` opens the identifiers of an attachment's own."""

    def __init__(self, page: Page, ids: Identifiers, tables: Tables, prefix: str = "") -> None:
        """Nothing written yet."""
        self._page = page
        self._ids = ids
        self._tables = tables
        self._prefix = prefix

    def write(self, box: Element, root: Branch, *, hierarchy_only: bool) -> None:
        """Everything under `root` into a body; an act's body takes no bare paragraphs."""
        for item in root.items:
            if isinstance(item, Branch):
                self._branch(box, item, self._prefix)
            elif hierarchy_only:
                self._between(box, [item], self._prefix)
            else:
                self.block(box, item)
        if len(box) == 0:
            if hierarchy_only:
                self._between(box, [], self._prefix)
            else:
                add(box, "p")

    def block(self, box: Element, block: Block) -> None:
        """One paragraph or table."""
        if block.table is not None:
            self._tables.write(box, block.table, block.place)
        else:
            self._page.write(add(box, "p"), block.place)

    def _branch(self, box: Element, branch: Branch, prefix: str) -> None:
        if branch.section is None:
            return
        tag = _tag(branch.section)
        name = f"{_SHORT.get(tag, tag)}_{_number(branch.section)}"
        eid = self._ids.named(f"{prefix}__{name}" if prefix else name)
        element = add(box, tag, eId=eid)
        if branch.number[0] < branch.number[1]:
            add(element, "num", self._page.words(branch.number))
        if branch.heading[0] < branch.heading[1]:
            self._page.write(add(element, "heading", eId=f"{eid}__heading"), branch.heading)
        groups = _groups(branch)
        if not any(isinstance(item, Branch) for item in branch.items):
            content = add(element, "content", eId=f"{eid}__content")
            self._blocks(content, groups[0][0] if groups else [])
            return
        for place, (blocks, child) in enumerate(groups):
            if blocks and place == 0:
                self._blocks(add(element, "intro", eId=f"{eid}__intro"), blocks)
            elif blocks and child is None:
                self._blocks(add(element, "wrapUp", eId=f"{eid}__wrapup"), blocks)
            elif blocks:
                self._between(element, blocks, eid)
            if child is not None:
                self._branch(element, child, eid)

    def _blocks(self, box: Element, blocks: list[Block]) -> None:
        for block in blocks:
            self.block(box, block)
        if not blocks:
            add(box, "p")

    def _between(self, box: Element, blocks: list[Block], prefix: str) -> None:
        """Paragraphs that stand between two sections and belong to neither."""
        stem = f"{prefix}__text" if prefix else "text"
        eid = self._ids.numbered(stem)
        element = add(box, "hcontainer", name="text", eId=eid)
        self._blocks(add(element, "content", eId=f"{eid}__content"), blocks)


def _groups(branch: Branch) -> list[tuple[list[Block], Branch | None]]:
    """Runs of blocks, each with the section that follows it; the last may have none."""
    found: list[tuple[list[Block], Branch | None]] = []
    blocks: list[Block] = []
    for item in branch.items:
        if isinstance(item, Branch):
            found.append((blocks, item))
            blocks = []
        else:
            blocks.append(item)
    return [*found, (blocks, None)] if blocks else found


def _tag(section: Section) -> str:
    if section.style is SectionStyle.DIVISION and fold(section.label).startswith("tieu muc"):
        return "subsection"
    return _TAGS[section.style]


def _number(section: Section) -> str:
    """The label without its word and points; a dash or a plus is known by its place."""
    if section.style in _BULLETS:
        return section.path.rsplit("/", 1)[-1].lstrip("-+") or "1"
    # Point đ is not point d.
    plain = fold(section.label.replace("đ", "dd").replace("Đ", "DD"))
    words = [word for word in re.findall("[a-z0-9]+", plain) if word not in _WORDS]
    return "-".join(words) or "1"
