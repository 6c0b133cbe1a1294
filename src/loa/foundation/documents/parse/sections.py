"""The tree of numbered nodes: marks in the order in which they nest in this document."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from operator import itemgetter

from loa.foundation.documents.parse.actor_names import lists_names
from loa.foundation.documents.parse.actor_words import names_at
from loa.foundation.documents.parse.field_names import opens_field
from loa.foundation.documents.parse.heading_actors import is_names_only
from loa.foundation.documents.parse.labels import BULLETS, MISREAD_TWO, Label
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.structure import Section, SectionStyle, Span
from loa.foundation.documents.parse.titles import (
    ADDRESSES,
    SENTENCE,
    cut,
    is_heading,
    is_short,
    only_addresses,
    run_in_of,
)

_ORDER = list(SectionStyle)
_UNDER_ROMAN = (SectionStyle.CAPITAL, SectionStyle.ARTICLE)
HEADINGS = (SectionStyle.PART, SectionStyle.CHAPTER, SectionStyle.DIVISION, SectionStyle.ARTICLE)
CLOSING = re.compile(
    r"Trên đây là|Nh[ậâ]n được (?:[^\W\d_]+ ){1,2}này"
    r"|(?:Yêu cầu|Đề nghị) (?:các|Thủ|Chủ|Giám)|Trong quá trình (?:tổ chức "
    r"|triển khai )*thực hiện,? nếu"
    r"|(?:Ủy ban nhân dân|UBND|Chủ tịch)[^.;:]{0,60}?(?:yêu cầu|giao|đề nghị)\s"
)
_NUMBERS = (SectionStyle.NUMBER, SectionStyle.DECIMAL)
_NAMED_WITHIN = 80
_LONGEST_FELLOW = 25
# «Giai đoạn 1: Chuẩn bị», «Đợt 3: Sau ngày bầu cử»: what follows the colon names the step.
_STEP = re.compile(
    r"(?:Giai đoạn|Đợt|Bước|Vòng|Hợp phần|Tiểu dự án|Dự án|Nhiệm vụ|Nội dung|Mục tiêu|Chuyên đề"
    r"|Nhóm|Phần|Tuần|Ngày)\s(?:\d{1,2}|[IVX]+)\s?:"
)
_STEP_WORDS = 20
# «Vốn doanh nghiệp: 5.800 tỷ đồng»: the words before the figure are the title.
_AMOUNT = re.compile(r": \d[\d.,]*(?: [^\W\d_]+){0,3}\Z")
_COUNT = re.compile(r"\((\d{1,2})\)\s+(?=\S)")
# «Điều 3. Hiệu lực. Quyết định này …»
_RUN_IN = re.compile(rf"([^.:;]{{3,150}})\.\s+(?=[{CAPITALS}])")
_ITEM = re.compile(r"1[.)]\s+")


@dataclass(slots=True)
class Node:
    """A mark with the paragraphs under it, while the tree is being built."""

    index: int
    label: Label | None
    style: SectionStyle | None
    head: Paragraph | None
    parent: "Node | None"
    path: str
    is_annex: bool
    depth: int = 0
    children: list["Node"] = field(default_factory=list)
    texts: list[Paragraph] = field(default_factory=list)
    last: Paragraph | None = None
    title: tuple[bool, str, int] | None = None
    bullets: dict[SectionStyle, int] = field(default_factory=dict)
    # The mark of the last child of each style, and of the fellow before this node.
    # A heading that ends in a full stop.
    is_over: bool = False
    lasts: dict[SectionStyle, Label] = field(default_factory=dict)
    before: Label | None = None
    rank: int = field(init=False, default=-1)
    """How far down its style nests; -1 at the root."""
    words: str = field(init=False, default="")
    """The text of the opening paragraph without its mark."""
    offset: int = field(init=False, default=0)
    """Where `words` begin in the opening paragraph."""

    def __post_init__(self) -> None:
        if self.head is not None and self.label is not None:
            self.rank = _ORDER.index(self.label.style)
            self.offset = self.label.end
            self.words = self.head.text[self.offset :]

    def items(self) -> "list[Node | Paragraph]":
        """Children and plain paragraphs in reading order."""
        if not self.texts:
            return [*self.children]
        places: list[tuple[int, Node | Paragraph]] = [
            (child.head.lines[0].start, child) for child in self.children if child.head
        ]
        places += [(text.lines[0].start, text) for text in self.texts]
        return [item for _, item in sorted(places, key=itemgetter(0))]


def tree_of(paragraphs: list[Paragraph], *, is_annex: bool = False) -> Node:
    """The root over every marked node of `paragraphs`; plain paragraphs hang under theirs."""
    root = Node(-1, None, None, None, None, "", is_annex)
    here = root
    for paragraph, below in zip_longest(paragraphs, paragraphs[1:]):
        label = paragraph.label
        if label is None and paragraph.text[0] == "(":
            label = _counted(paragraph, below, here)
        if label is None:
            if _leaves(here, paragraph) or (paragraph.text.endswith("./.") and _is_closed(here)):
                here = root
            if opens_field(paragraph.text):
                # «Đơn vị chủ trì: …» under a bullet or an item belongs to what it stands beside.
                here = here.parent if here.style in BULLETS and here.parent else here
            else:
                while here.parent is not None and _is_closed(here):
                    if _heads(here, paragraph):
                        here.is_over = True
                        break
                    here = here.parent
            here.texts.append(paragraph)
        else:
            label = _as_printed(label, here)
            here = _child(_place(here, label), label, paragraph)
        mark: Node | None = here
        while mark is not None:
            mark.last = paragraph
            mark = mark.parent
    return root


def _as_printed(label: Label, here: Node) -> Label:
    """«H.» after «I.»: the two strokes of «II» that a machine read as one letter."""
    if label.text != MISREAD_TWO or label.style is not SectionStyle.CAPITAL:
        return label
    node = here
    while node.parent is not None and node.style is not SectionStyle.ROMAN:
        node = node.parent
    if node.label is None or node.label.value != 1 or node.lasts.get(label.style):
        return label
    return Label(SectionStyle.ROMAN, label.text, label.end)


def _counted(paragraph: Paragraph, below: Paragraph | None, here: Node) -> Label | None:
    """The mark of «(1) Rà soát …» where dashes stand under it or its fellow above.

    Else it is one of plain sentences.
    """
    found = _COUNT.match(paragraph.text)
    if found is None:
        return None
    leads = below is not None and below.label is not None and below.label.style in BULLETS
    fellow = here.parent if here.style in BULLETS else here
    mark = fellow.label if fellow and fellow.style is SectionStyle.LETTER else None
    if not leads and not (mark and mark.text.isdecimal()):
        return None
    return Label(SectionStyle.LETTER, found[1], found.end())


def _leaves(here: Node, paragraph: Paragraph) -> bool:
    """A closing paragraph of the whole document stands under no section."""
    if here.parent is None or not CLOSING.match(paragraph.text):
        return False
    # «3. Các tổ chức là chủ hồ, đập | Yêu cầu các tổ chức …»: a heading's first words.
    is_bare = not (here.texts or here.children) and here.style not in BULLETS
    asks = paragraph.text.startswith(("Yêu cầu ", "Đề nghị ")) and not paragraph.text.endswith(
        "./."
    )
    return not (is_bare and asks and is_heading(here.words))


def _is_closed(node: Node) -> bool:
    """An item that is a whole sentence takes no plain paragraph under it."""
    whole = node.style not in HEADINGS and node.words.endswith((".", ";", "/"))
    # «4. Chi cục Kiểm lâm.»: names alone are a heading, whatever ends them.
    return whole and not _names_alone(node)


def _heads(node: Node, paragraph: Paragraph) -> bool:
    """«4. Hoàn thành di dời 02 cụm công nghiệp.» over «UBND phường X chủ trì …», as its fellows do.

    A heading that ends in a stop: it names nobody, and who acts opens the paragraph below.
    """
    if node.style not in _NUMBERS or node.children or node.parent is None:
        return False
    if node.is_over or node.texts or not paragraph.text[0].isupper():
        return node.is_over
    fellows = node.parent.children
    if len(fellows) < 2 or not (fellows[-2].children or fellows[-2].texts):
        return False
    if node.words.count(" ") > _LONGEST_FELLOW or ADDRESSES.match(node.words):
        # «3. Giao Phó Thủ tướng A chỉ đạo …» orders.
        return False
    if SENTENCE.search(node.words) or names_at(node.words, 0, _NAMED_WITHIN):
        return False
    return _are_headings(fellows[:2]) or names_at(paragraph.text, 0, _NAMED_WITHIN)


def _are_headings(fellows: list[Node]) -> bool:
    """Whether the items before another all hold text and end in no stop."""
    return all(
        (one.children or one.texts) and not one.words.endswith((".", ";", "/")) for one in fellows
    )


def _names_alone(node: Node) -> bool:
    words = node.words
    if node.style in BULLETS or not words.endswith(".") or not is_short(words):
        return False
    return is_names_only(words.rstrip(" ."))


def _child(parent: Node, label: Label, paragraph: Paragraph) -> Node:
    if label.style in BULLETS:
        ordinal = parent.bullets.get(label.style, 0) + 1
        parent.bullets[label.style] = ordinal
        shown = f"{'-' if label.style is SectionStyle.DASH else '+'}{ordinal}"
    else:
        shown = label.text
    path = f"{parent.path}/{shown}" if parent.path else shown
    depth = label.text.count(".") if label.style is SectionStyle.DECIMAL else 0
    before = parent.lasts.get(label.style)
    parent.lasts[label.style] = label
    node = Node(
        0, label, label.style, paragraph, parent, path, parent.is_annex, depth, before=before
    )
    parent.children.append(node)
    return node


def _place(here: Node, label: Label) -> Node:
    """The node a mark goes under: beside the last of its kind, else under what ranks above it."""
    chain: list[Node] = []
    node: Node | None = here
    while node is not None:
        chain.append(node)
        node = node.parent
    if label.style is SectionStyle.DECIMAL:
        return _decimal_parent(label, chain)
    for node in chain:
        if node.style is label.style and node.parent is not None and _are_fellows(node, label):
            return node.parent
    if label.style is SectionStyle.LETTER and label.text.isdecimal():
        return next((node for node in chain if node.style not in BULLETS), chain[-1])
    rank = _ORDER.index(label.style)
    for node in chain:
        if node.rank < rank or _nests(node, label):
            return node
    return chain[-1]


def _are_fellows(node: Node, label: Label) -> bool:
    """Whether both are letters, or both numbers in brackets; others of one style always are."""
    if label.style is not SectionStyle.LETTER or node.label is None:
        return True
    return node.label.text.isdecimal() == label.text.isdecimal()


def _nests(node: Node, label: Label) -> bool:
    """«II → A → 1», and «I- → Điều 1» of the Party: what ranks higher, under an open Roman part."""
    if node.style is not SectionStyle.ROMAN or label.style not in _UNDER_ROMAN:
        return False
    if label.style is SectionStyle.CAPITAL:
        return True
    fellows = node.parent.children if node.parent and not node.is_annex else []
    holds = any(child.style is SectionStyle.ARTICLE for one in fellows for child in one.children)
    return bool(fellows) and (label.value == 1 or holds)


def _decimal_parent(label: Label, chain: list[Node]) -> Node:
    depth = label.text.count(".")
    stem = label.text.rsplit(".", 1)[0]
    for node in chain:
        if node.label is not None and node.label.text == stem:
            return node
    for node in chain:
        if node.style is SectionStyle.DECIMAL and node.depth < depth:
            return node
        if node.style is SectionStyle.DECIMAL and node.depth == depth and node.parent is not None:
            return node.parent
        if node.style in (None, SectionStyle.ROMAN, SectionStyle.CAPITAL, *HEADINGS):
            return node
        if node.style is SectionStyle.NUMBER:
            return node
    return chain[-1]


def sections_of(roots: list[Node]) -> tuple[Section, ...]:
    """Every node as a `Section`, in reading order, bodies first; sets each node's index."""
    found: list[Section] = []
    for root in roots:
        stack = list(reversed(root.children))
        while stack:
            node = stack.pop()
            node.index = len(found)
            found.append(_section(node))
            stack.extend(reversed(node.children))
    return tuple(found)


def _section(node: Node) -> Section:
    if node.head is None or node.label is None or node.style is None:
        message = "a section has a mark"
        raise ValueError(message)
    titled, title, end = title_of(node)
    here = node.head.whole
    last = node.last.whole if node.last else here
    parent = node.parent.index if node.parent and node.parent.index >= 0 else None
    title_span = node.head.span(0, node.offset + end) if end else here
    if end and not node.words and node.texts:
        title_span = Span(here.start, node.texts[0].whole.end)
    return Section(
        node.path,
        node.label.text,
        node.style,
        title,
        parent,
        titled,
        node.is_annex,
        Span(here.start, max(last.end, here.end)),
        title_span,
        *_order(node),
    )


def _order(node: Node) -> tuple[float, tuple[str, ...]]:
    """Confidence of a node's place, and why to look where its number does not follow."""
    if node.label is None or node.style in BULLETS or node.parent is None:
        return 1.0, ()
    if node.style is SectionStyle.ARTICLE and node.before is None and node.parent.style:
        # Articles are numbered through all chapters.
        return 1.0, ()
    if node.before is None and node.label.value == 2 and _ITEM.match(node.parent.words):
        return 1.0, ()
    wanted = node.before.value + 1 if node.before else 1
    if node.label.value in {0, wanted}:
        return 1.0, ()
    return 0.7, (f"Số thứ tự «{node.label.text}» không nối tiếp mục trước; hãy xem có sót mục.",)


def title_of(node: Node) -> tuple[bool, str, int]:
    """Whether the node counts as a section, its title, and where the title ends in `words`.

    Asked only when the tree stands; the answer is kept.
    """
    if node.title is None:
        node.title = _title(node)
    return node.title


def _title(node: Node) -> tuple[bool, str, int]:
    words = node.words
    if node.style in BULLETS:
        return False, cut(words), len(words)
    if not words and node.texts:
        # «Chương I» alone on its line: the heading follows.
        heading = node.texts[0].text
        return True, heading.rstrip(" :."), len(heading)
    if node.style in HEADINGS:
        return (True, *_heading_title(node, words))
    return _item_title(node, words)


def _item_title(node: Node, words: str) -> tuple[bool, str, int]:
    """A numbered item: run-in titles, headings and lead-ins are sections, plain sentences not."""
    below, texts = bool(node.children), bool(node.texts)
    shown = is_heading(words, leads=below or texts)
    short = is_short(words)
    whole = shown and below and short and not words.endswith(":") and not _AMOUNT.search(words)
    if shown and (below or texts) and _STEP.match(words) and len(words.split()) <= _STEP_WORDS:
        return True, words.rstrip(" :."), len(words)
    run_in = None if whole or lists_names(words) else run_in_of(words)
    if run_in and shown and (below or texts) and only_addresses(words, run_in):
        return True, words.rstrip(" :."), len(words)
    if run_in and (len(words) > len(run_in) + 1 or below or texts):
        return True, run_in, len(run_in)
    roman = node.style in (SectionStyle.ROMAN, SectionStyle.CAPITAL)
    if shown and (below or texts or roman or words.isupper()):
        return True, words.rstrip(" :."), len(words)
    if node.is_over:
        return True, words.rstrip(" :."), len(words)
    if below or words.endswith(":") or (texts and _names_alone(node)):
        return True, cut(words).rstrip(" :.,;"), len(words)
    return False, cut(words), len(words)


def _heading_title(node: Node, words: str) -> tuple[str, int]:
    item = _ITEM.match(words) if node.style is SectionStyle.ARTICLE else None
    if item:
        # «Điều 2. | 1. Quyết định này có hiệu lực …»: its first item opens it.
        return cut(words[item.end() :]), len(words)
    if node.style is not SectionStyle.ARTICLE or is_heading(words):
        return words.rstrip(" :."), len(words)
    run_in = _RUN_IN.match(words)
    if run_in and is_short(run_in[1]):
        return run_in[1], len(run_in[1])
    return cut(words), len(words)
