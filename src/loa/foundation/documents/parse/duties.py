"""Duties: what the text orders, of whom, with whom and by when.

Actors come from the heading above; a sentence's own opening, an order («giao», «đề nghị», «yêu
cầu») or a lead-in overrides it, and the sentences after it inherit. An order with a time limit that
names nobody is kept apart as a doubt.
"""

import re
from dataclasses import replace

from loa.foundation.documents.parse.acting import ordered_actors, own_actors, with_next
from loa.foundation.documents.parse.confidence import ASSIGNING, of_duty
from loa.foundation.documents.parse.field_duties import (
    give_lone_fields,
    is_lone_field,
    limits_last,
    read_block,
)
from loa.foundation.documents.parse.fields import blocks_of
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.heading_actors import PERSON, heading_actor, is_names_only
from loa.foundation.documents.parse.labels import BULLETS
from loa.foundation.documents.parse.lead_ins import (
    acts_itself,
    goes_on,
    hand_on,
    jointly,
    lists_things,
    orders_first,
    over_fellows,
)
from loa.foundation.documents.parse.naming import (
    Named,
    is_issuer,
    issuer_in_heading,
    named_at,
    opens_with_issuer,
)
from loa.foundation.documents.parse.obligations import (
    duty_begin,
    is_duty,
    is_thing,
    says_no_more,
    works_with_others,
)
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.partners import partners_of, timing_in
from loa.foundation.documents.parse.products import products_of
from loa.foundation.documents.parse.sections import CLOSING, HEADINGS, Node, title_of
from loa.foundation.documents.parse.sentences import sentences
from loa.foundation.documents.parse.structure import NO_TIMING, Actor, Duty, SectionStyle
from loa.foundation.documents.parse.titles import is_heading
from loa.foundation.documents.parse.topics import Topic, topic_of
from loa.foundation.documents.parse.values import value
from loa.foundation.documents.parse.who import (
    NOBODY,
    Reading,
    Stretch,
    Way,
    Who,
    named_actors,
)

_LONG_TITLE = 30
_PERSON = "Việc giao cho một người có tên; hãy xem đơn vị nào chịu trách nhiệm."
_SHORT_ORDER = 5
_ASKS = re.compile(
    r"(?:^|[,;]\s)(?P<by>[^,;]{4,90}?)\s+(?:trân trọng\s+|kính\s+)?(?:đề nghị|yêu cầu|kính mời)\s"
)
# «Căn cứ nội dung trên, đề nghị X …»: what the request of a letter without items rests on.
_RESTS = re.compile(
    r"(?:Căn cứ (?:các )?(?:nội dung|tình hình|kết quả|quy định)|Để |Nhằm |Từ |Do |Vì |Qua )"
    r"[^;]{4,300}?,\s(?:kính |trân trọng )?(?:đề nghị|yêu cầu)\s"
)
_COUNTED = re.compile(r"\(\d{1,2}\)|[Mm]ột là|[Hh]ai là|[Bb]a là|[Bb]ốn là|[Nn]ăm là")
_NAMED_FIRST = re.compile(r"\s*(?:\([^()]*\)\s*)?:\s+(?=\S)")
# «Đơn vị được giao soạn thảo: …»: a role, not a name, is part of the duty.
_BY_ROLE = re.compile(r"[^:;.,]{2,40} được giao [^:;.,]{2,80}:")
# Whole sentences under actors that begin as titles of assessments and demands do.
_ORDERS_LIKE = re.compile(r"(?:Yêu cầu|Dự báo|Hạn chế|Đánh giá tình hình)[\s,][^:]{12,}[.;]\Z")
_PAST = re.compile(r"\s(?:đã|vẫn|đang|luôn)\s")


@value(frozen=True, slots=True)
class Place:
    """What holds at a point of the walk: the section's path, its topic, the actors in force."""

    path: str
    topic: Topic
    who: Who
    is_assigned: bool = False
    # Where the list above a plain paragraph begins, in characters of the source.
    since: int | None = None

    def under(self, who: Who) -> "Place":
        """The same place with `who` in force."""
        return Place(self.path, self.topic, who, self.is_assigned, self.since)


def read_duties(
    roots: list[Node],
    opening: list[Paragraph],
    issuer: str | None,
    year: int | None,
    *,
    reports: bool = False,
) -> tuple[tuple[Duty, ...], tuple[Duty, ...]]:
    """Duties in reading order, and the orders that name nobody.

    A document that only `reports` or submits (BC, TTr) orders by express words alone.
    """
    reading = Reading(fold(issuer or ""), year, [], [], reports=reports)
    lead = NOBODY
    for paragraph in opening:
        lead = _opening_lead(reading, paragraph)
    for root in roots:
        _walk(reading, root, Place("", Topic.ORDINARY, lead))
        lead = NOBODY
    reading.duties.sort(key=lambda duty: duty.span.start)
    give_lone_fields(reading)
    return tuple(reading.duties), tuple(reading.orphans)


def _opening_lead(reading: Reading, paragraph: Paragraph) -> Who:
    """«… đề nghị X thực hiện các nội dung sau:» hands X to the items below."""
    for a, b in sentences(paragraph.text):
        sentence = Stretch(paragraph, duty_begin(paragraph.text, a, b), b)
        own = ordered_actors(reading, sentence, NOBODY)
        if own is None:
            continue
        if sentence.text.rstrip().endswith(":"):
            if not reading.reports and orders_first(sentence, own):
                _add(reading, sentence, Place("", Topic.ORDINARY, NOBODY), own.who)
            return own.who
        asks = bool(_RESTS.match(sentence.text)) or any(
            is_issuer(reading, found["by"]) for found in _ASKS.finditer(sentence.text)
        )
        if asks and not reading.reports:
            _add(reading, sentence, Place("", Topic.ORDINARY, NOBODY), own.who)
    return NOBODY


def _walk(reading: Reading, root: Node, place: Place) -> None:
    """Depth first without recursion: nodes wait on a stack with what holds for them."""
    stack: list[tuple[Node, Place]] = [(root, place)]
    while stack:
        node, here = stack.pop()
        blocks = blocks_of(node) if here.topic is not Topic.NONE else []
        if blocks:
            titled = title_of(node)[0] and node.style not in BULLETS
            for block in blocks:
                read_block(reading, block, node.path if titled else here.path)
            continue
        if node.head is not None:
            here = _node(reading, node, node.head, here)
        if node.children or node.texts:
            stack.extend(reversed(_below(reading, node, here)))


def _below(reading: Reading, node: Node, place: Place) -> list[tuple[Node, Place]]:
    """Read the plain paragraphs under a node; its children with what holds for each."""
    waiting: list[tuple[Node, Place]] = []
    held = place
    lead_in: Place | None = None
    # Numbered items still to come: a paragraph between two of them closes nothing.
    left = sum(child.style not in BULLETS for child in node.children)
    for item in node.items():
        if isinstance(item, Node):
            waiting.append((item, held))
            left -= item.style not in BULLETS
            if held.topic is Topic.ORDINARY and (over := over_fellows(reading, item, held.who)):
                held = held.under(over)
        elif node.head is not None and not node.words and item is node.texts[0]:
            # «Chương I» alone on its line: this paragraph is its heading.
            named = _heading_who(item, 0, len(item.text))
            held = place = place.under(named[0]) if named else place
        else:
            closes = (waiting and not left) or CLOSING.match(item.text)
            if node.parent is None and closes:
                # A closing paragraph of the document stands under no lead-in.
                held = place = place.under(NOBODY)
            # «(1) …», «(2) …» all stand under the last lead-in above them.
            here = lead_in if lead_in and _COUNTED.match(item.text) else held
            if (since := _list_above(node, waiting)) != here.since:
                here = replace(here, since=since)
            handed = _text(reading, Stretch(item, 0, len(item.text)), here)
            held = _handing(place, handed) if handed.actors else place
            lead_in = held if handed.actors else lead_in
    return waiting


def _list_above(node: Node, waiting: list[tuple[Node, Place]]) -> int | None:
    """Where a dash begins whose «+» items stand right above a plain paragraph."""
    if node.head is None or not waiting:
        return None
    if any(below.style is not SectionStyle.PLUS for below, _ in waiting):
        return None
    return node.head.whole.start


def _handing(place: Place, handed: Who) -> Place:
    """What a lead-in that names actors makes of the place: they act even under targets.

    Where it only names the heading's own actors again, the heading's names stay.
    """
    if [_plain(actor) for actor in handed.actors] == [_plain(actor) for actor in place.who.actors]:
        handed = replace(handed, actors=place.who.actors)
    topic = Topic.ORDINARY if place.topic is Topic.NAMED_ONLY else place.topic
    return Place(place.path, topic, handed, place.is_assigned)


def _plain(actor: Actor) -> str:
    return fold(actor.name).replace("ubnd", "uy ban nhan dan")


def _node(reading: Reading, node: Node, head: Paragraph, place: Place) -> Place:
    """Read the opening paragraph of a node; what holds for what is under it."""
    titled, title, end = title_of(node)
    begin = node.offset
    orders = not titled and place.who.actors and _ORDERS_LIKE.match(node.words)
    article = node.style is SectionStyle.ARTICLE
    words = title if titled else node.words
    topic = place.topic if orders else topic_of(words, place.topic, is_article=article)
    if topic is not place.topic:
        place = Place(place.path, topic, place.who, place.is_assigned, place.since)
    if topic is Topic.NONE and not (node.children or node.texts):
        return place
    bulleted = node.style in BULLETS
    if bulleted and (names := _names_over(node)):
        # «- Sở Y tế:» over «+ …» is a heading too, and so is «* Công an xã» over paragraphs.
        named = _heading_who(head, begin, begin + len(names))
        return place.under(named[0]) if named else place
    if not titled or bulleted:
        part = Stretch(head, begin, len(head.text))
        return _after(place, _text(reading, part, place, is_over=bool(node.children)))
    is_assigned = place.is_assigned or bool(ASSIGNING.search(title))
    place = Place(node.path, place.topic, place.who, is_assigned)
    # A whole sentence under «Điều 2.» is no heading: its own opening says who acts.
    whole = end == len(node.words) and not is_heading(node.words, leads=True)
    leads = bool(node.children or node.texts)
    whole = whole and not (leads and is_names_only(node.words.rstrip(" .;")))
    whole = whole or lists_things(node.words)
    heading = None if whole else (
        _heading_who(head, begin, begin + end, is_assigned=place.is_assigned)
        or issuer_in_heading(reading, head, begin, begin + end)
    )  # fmt: skip
    if heading is not None:
        place = place.under(heading[0])
    joint = jointly(node, head, place.who, heading[1] if heading else begin)
    if joint is not None:
        return place.under(joint)
    if node.words[end:].strip(" :"):
        below = _text(reading, Stretch(head, begin + end + 1, len(head.text)), place)
        return place if heading is not None or node.children else _after(place, below)
    if heading is not None and says_no_more(head.text[heading[1] :]):
        return place
    if heading is None and not (whole and node.style in HEADINGS) and _is_plain_title(node):
        return place
    part = Stretch(head, begin, len(head.text))
    return _after(place, _text(reading, part, place, is_over=bool(node.children)))


def _names_over(node: Node) -> str:
    """The words of an item over others, or over paragraphs, where they are names and no more."""
    if not (node.children or (node.texts and node.words[-1:] not in {",", ";", "."})):
        return ""
    names = node.words.rstrip(" :.;")
    return names if is_names_only(names) else ""


def _after(place: Place, handed: Who) -> Place:
    return _handing(place, handed) if handed.actors else place


def _is_plain_title(node: Node) -> bool:
    words = node.words
    if words.rstrip().endswith(":") or len(words.split()) > _LONG_TITLE:
        return False
    return not words.endswith((".", "./.")) or not (node.children or node.texts)


def _heading_who(
    head: Paragraph, start: int, end: int, *, is_assigned: bool = False
) -> tuple[Who, int] | None:
    """The actors that a heading names, and where in the paragraph their names end."""
    words = head.text[start:end]
    if is_assigned and PERSON.match(words) and head.text[end : end + 1] in {"", ":"}:
        person = Actor(words.strip(), head.span(start, end), doubts=(_PERSON,))
        return Who((person,)), start
    place = heading_actor(words, is_assigned=is_assigned)
    if place is None:
        return None
    stop = start + place[1]
    return Who(named_actors(head, start + place[0], stop)), stop


def _text(reading: Reading, part: Stretch, place: Place, *, is_over: bool = False) -> Who:
    """Read the sentences of a stretch; answers the actors a lead-in hands to what follows.

    Where items stand under it (`is_over`) the actors of an opening sentence hold for them as well.
    """
    if place.topic is Topic.NONE:
        return NOBODY
    text, current, handed = part.paragraph.text, place.who, NOBODY
    for a, b in sentences(text, part.start):
        sentence = Stretch(part.paragraph, duty_begin(text, a, b), b)
        if not sentence.text.strip():
            continue
        if opens_with_issuer(reading, sentence):
            current = NOBODY
        own = None if place.who.is_partner else own_actors(reading, sentence, current)
        acting = own.who if own else current
        if own is not None or place.topic is Topic.ORDINARY:
            handed = hand_on(sentence, own, acting, is_over=is_over and not handed.actors) or handed
        if own is not None:
            current = own.who.inherited()
        follows = own is None and place.topic is Topic.NAMED_ONLY and goes_on(sentence, acting)
        here = replace(place, topic=Topic.ORDINARY) if follows else place
        _record(reading, sentence, here, own, acting)
    return handed


def _record(
    reading: Reading, sentence: Stretch, place: Place, own: Named | None, acting: Who
) -> None:
    """Keep the sentence as a duty, as an order that names nobody, or not at all."""
    if reading.reports and not (own and own.is_order) and not place.who.is_ordered:
        return
    if place.who.is_listing and not acts_itself(sentence, own):
        return
    if (own is None and limits_last(reading, sentence)) or is_lone_field(
        reading, sentence, place.path, place.since
    ):
        return
    work = _past_names(sentence, own)
    if work.start > sentence.start and is_thing(work.text):
        return
    if is_duty(sentence.text, own, acting, place.topic, sentence.start):
        _add(reading, work, place, with_next(reading, sentence, acting) if own else acting)
    elif not acting.actors:
        _orphan(reading, sentence, place)


def _past_names(sentence: Stretch, own: Named | None) -> Stretch:
    """«- Sở X: hướng dẫn …»: the duty is what follows the colon."""
    if own is None or own.who.way not in {Way.OPENING, Way.ORDER}:
        return sentence
    if _BY_ROLE.match(sentence.text):
        return sentence
    colon = _NAMED_FIRST.match(sentence.paragraph.text, own.acts_at, sentence.end)
    return Stretch(sentence.paragraph, colon.end(), sentence.end) if colon else sentence


def _add(reading: Reading, sentence: Stretch, place: Place, who: Who) -> None:
    words = sentence.text.rstrip()
    partners = partners_of(sentence)
    if who.is_partner:
        named = named_at(reading, sentence)
        partners = (*(named.who.actors if named else ()), *partners)
    elif not partners:
        partners = who.partners
    timing = timing_in(reading, sentence)
    confidence, doubts = of_duty(
        words, who.way, place.topic, who.actors, is_assigned=place.is_assigned or not place.path
    )
    paragraph, start = sentence.paragraph, sentence.start
    reading.duties.append(
        Duty(
            words, paragraph.span(start, start + len(words)), place.path, who.actors, partners,
            timing, products_of(paragraph, start, sentence.end), confidence,
            doubts,
        )
    )  # fmt: skip


def _orphan(reading: Reading, sentence: Stretch, place: Place) -> None:
    """A dated order that names nobody is shown as a doubt."""
    words = sentence.text.rstrip()
    words_of_order = len(words.split(maxsplit=_SHORT_ORDER))
    if place.topic is not Topic.ORDINARY or words_of_order < _SHORT_ORDER:
        return
    timing = timing_in(reading, sentence)
    if (timing is NO_TIMING and not works_with_others(words)) or _PAST.search(words[:60]):
        return
    paragraph, start = sentence.paragraph, sentence.start
    doubts = ("Có việc phải làm nhưng không nêu ai thực hiện.",)
    reading.orphans.append(
        Duty(
            words, paragraph.span(start, start + len(words)), place.path, (),
            partners_of(sentence), timing, products_of(paragraph, start, sentence.end), 0.4, doubts,
        )
    )  # fmt: skip
