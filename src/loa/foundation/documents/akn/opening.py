"""The head as the preface, the opening passage as the preamble with its citations."""

from collections.abc import Iterable

from loa.foundation.documents.akn.addresses import Identifiers
from loa.foundation.documents.akn.blocks import Block
from loa.foundation.documents.akn.elements import Element, add
from loa.foundation.documents.akn.hierarchy import Hierarchy
from loa.foundation.documents.akn.page import Page, Place
from loa.foundation.documents.parse.bases import is_basis
from loa.foundation.documents.parse.structure import ParsedDocument


def head_paragraphs(page: Page, document: ParsedDocument) -> list[Place]:
    """Values of the head that run over several lines, each as one paragraph."""
    found = (
        document.parent_body,
        document.issuer,
        document.number,
        document.place,
        document.issued_on,
        document.subject,
    )
    limit = page.position(document.layout.opening)
    places = sorted(page.place(value.span) for value in found if value.value and value.span)
    paragraphs: list[Place] = []
    for start, end in places:
        if end > limit:
            continue
        if paragraphs and page.text.find("\n", paragraphs[-1][1], start) < 0:
            # Town and day stand in one line.
            paragraphs[-1] = (paragraphs[-1][0], max(end, paragraphs[-1][1]))
        else:
            paragraphs.append((start, end))
    return [_whole_lines(page, place) for place in paragraphs]


def _whole_lines(page: Page, place: Place) -> Place:
    start = page.text.rfind("\n", 0, place[0]) + 1
    end = page.text.find("\n", place[1])
    return start, end if end >= 0 else len(page.text)


def write_preface(parent: Element, hierarchy: Hierarchy, blocks: Iterable[Block]) -> None:
    """The head line by line; nothing where there is none."""
    lines = list(blocks)
    if not lines:
        return
    box = add(parent, "preface")
    for block in lines:
        hierarchy.block(box, block)


def write_preamble(
    parent: Element, page: Page, ids: Identifiers, hierarchy: Hierarchy, blocks: Iterable[Block]
) -> None:
    """The opening passage: each paragraph that names what the document rests on is a citation."""
    paragraphs = list(blocks)
    if not paragraphs:
        return
    box = add(parent, "preamble")
    citations: Element | None = None
    for block in paragraphs:
        if block.table is not None or not is_basis(page.words(block.place)):
            citations = None
            hierarchy.block(box, block)
            continue
        if citations is None:
            citations = add(box, "citations", eId=ids.numbered("cits"))
        citation = add(citations, "citation", eId=ids.numbered("cit"))
        hierarchy.block(citation, block)
