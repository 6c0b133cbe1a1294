"""Items written as fields: «Nội dung: …», «Cơ quan chủ trì: …», «Phối hợp: …», «Thời gian: …».

The content field (or, without one, what stands beside the fields) is the duty; the others give who
leads, who coordinates, by when and the product.
"""

import re
from dataclasses import dataclass, field

from loa.foundation.documents.parse.field_names import Kind, opens_field
from loa.foundation.documents.parse.labels import BULLETS
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.sections import Node

# Under «Trách nhiệm thực hiện» a line of more words is a sentence, no list of names.
_LONGEST_NAMES = 30
# Begins with its mark, so that a search leaps from mark to mark.
_BREAK = re.compile(r"[.;(](?:(?<=[.;])\s+(?:[-+]\s*)?|(?<=\s\()\s*)(?=[^\W\d_])")


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph: `start` up to `end`."""

    paragraph: Paragraph
    start: int
    end: int


@dataclass
class Block:
    """The fields of one item."""

    content: list[Piece] = field(default_factory=list)
    leads: list[Piece] = field(default_factory=list)
    partners: list[Piece] = field(default_factory=list)
    times: list[Piece] = field(default_factory=list)
    products: list[Piece] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)
    is_named: bool = False


def blocks_of(node: Node) -> list[Block]:
    """The fields directly under `node`, one block for each task; empty where none says who acts.

    Where tasks and their fields take turns («- Việc A. Đơn vị: X. - Việc B. Đơn vị: Y.») each task
    keeps its own; fields that stand once belong to everything beside them.
    """
    if node.head is None or not (node.children or node.texts):
        return []
    items = node.items()
    told = [] if any(_is_whole_part(item) for item in items) else [_told(item) for item in items]
    if not any(told):
        return []
    blocks = [Block()]
    for item, fields in zip(items, told, strict=True):
        parts = fields or [(Kind.CONTENT, piece) for piece in _whole(item)]
        for kind, piece in parts:
            if kind is Kind.CONTENT and blocks[-1].leads and blocks[-1].content:
                blocks.append(Block())
            _put(blocks[-1], kind, piece)
            blocks[-1].is_named = blocks[-1].is_named or (kind is Kind.CONTENT and bool(fields))
            if kind is Kind.CONTENT and not fields:
                blocks[-1].loose.append(piece)
        if fields and isinstance(item, Node):
            _put_below(blocks[-1], fields[-1][0], item)
    leading = [block for block in blocks if block.leads]
    if not leading:
        return []
    if len(leading) == 1:
        blocks = [_joined(node, blocks)]
    # Units without any task beside them («1. Phân công thực hiện») are read where they stand.
    return blocks if any(block.content for block in blocks) else []


def _told(item: Node | Paragraph) -> list[tuple[Kind, Piece]]:
    """The fields that an item holds; a numbered part is a heading, however it is called."""
    return [] if _is_part(item) else _fields(item)


def _joined(node: Node, blocks: list[Block]) -> Block:
    """All parts as one block: fields that stand once hold for everything beside them."""
    whole = Block()
    for block in blocks:
        for name in ("content", "leads", "partners", "times", "products", "loose"):
            getattr(whole, name).extend(getattr(block, name))
        whole.is_named = whole.is_named or block.is_named
    if whole.is_named:
        loose = {id(piece) for piece in whole.loose}
        whole.content = [piece for piece in whole.content if id(piece) not in loose]
    if not whole.content and node.head is not None and not node.words.isupper():
        whole.content = [Piece(node.head, node.offset, len(node.head.text))]
    return whole


def _is_whole_part(item: Node | Paragraph) -> bool:
    """A numbered item that has its own text under it and is no field: fields stay inside it."""
    if not isinstance(item, Node) or item.style in BULLETS or item.head is None:
        return False
    if not (item.children or item.texts):
        return False
    return opens_field(item.head.text, item.offset) is None or _tells_work(item)


def _tells_work(item: Node) -> bool:
    """«2. Trách nhiệm thực hiện» over whole sentences is a heading; over names it is a field."""
    if item.words.rstrip().endswith(":"):
        return False
    below = [child.words for child in item.children] + [text.text for text in item.texts]
    return any(len(words.split()) > _LONGEST_NAMES for words in below)


def _is_part(item: Node | Paragraph) -> bool:
    """A numbered part with numbered items under it is a heading, however it is called."""
    if not isinstance(item, Node) or not item.children:
        return False
    return any(child.style not in BULLETS for child in item.children)


def _put_below(block: Block, kind: Kind, item: Node) -> None:
    """What stands under a field belongs to it, or to a field of its own («Đơn vị chủ trì: …»)."""
    is_kept = kind is not Kind.OTHER
    for below in item.children:
        for own, piece in _fields(below) or (
            [(kind, piece) for piece in _whole(below)] if is_kept else ()
        ):
            _put(block, own, piece)
    for text in item.texts if is_kept else ():
        _put(block, kind, Piece(text, 0, len(text.text)))


def _whole(item: Node | Paragraph) -> list[Piece]:
    """The words of a node and of everything under it, or of a paragraph."""
    if isinstance(item, Paragraph):
        return [Piece(item, 0, len(item.text))]
    found: list[Piece] = []
    stack = [item]
    while stack:
        node = stack.pop()
        if node.head is not None:
            found.append(Piece(node.head, node.offset, len(node.head.text)))
        found.extend(Piece(text, 0, len(text.text)) for text in node.texts)
        stack.extend(reversed(node.children))
    return found


def _fields(item: Node | Paragraph) -> list[tuple[Kind, Piece]]:
    """Every field that the item's opening paragraph holds, each up to the next."""
    if isinstance(item, Paragraph):
        paragraph, start = item, 0
    elif item.head is not None:
        paragraph, start = item.head, item.offset
    else:
        return []
    text = paragraph.text
    if ":" not in text and text[-1] in ".;":
        # The name of a field stands before a colon or at the very end.
        return []
    first = opens_field(text, start) or _after_task(text, start)
    if first is None:
        return []
    if first[0] is Kind.OTHER:
        return [(Kind.OTHER, Piece(paragraph, first[1], len(text)))]
    marks = [(start, *first)]
    at = first[1]
    while (stop := _next_sentence(text, at)) >= 0:
        opened = opens_field(text, stop)
        if opened:
            marks.append((stop, *opened))
        at = stop
    ends = [*(stop for stop, _, _ in marks[1:]), len(text)]
    return [
        (kind, Piece(paragraph, begin, end))
        for (_, kind, begin), end in zip(marks, ends, strict=True)
    ]


def _after_task(text: str, start: int) -> tuple[Kind, int] | None:
    """«Tổ chức … . Đơn vị chủ trì: …»: a task with its fields behind it in the same paragraph."""
    at = start
    while (at := _next_sentence(text, at)) >= 0:
        opened = opens_field(text, at)
        if opened and opened[0] is Kind.LEAD:
            return Kind.CONTENT, start
        if opened and opened[0] is not Kind.TIME:
            return None
    return None


def _next_sentence(text: str, at: int) -> int:
    """Where the next sentence or clause after `;` or `.` begins, or -1."""
    found = _BREAK.search(text, at)
    return found.end() if found else -1


def _put(block: Block, kind: Kind, piece: Piece) -> None:
    if not piece.paragraph.text[piece.start : piece.end].strip(" .;:"):
        return
    if kind is Kind.CONTENT:
        block.content.append(piece)
    elif kind is Kind.LEAD:
        block.leads.append(piece)
    elif kind is Kind.PARTNER:
        block.partners.append(piece)
    elif kind is Kind.TIME:
        block.times.append(piece)
    elif kind is Kind.PRODUCT:
        block.products.append(piece)
