"""What a lead-in hands to what stands under it: whom, with whom, and whether it is work at all."""

import re
from dataclasses import replace

from loa.foundation.documents.parse.acting import own_actors
from loa.foundation.documents.parse.heading_actors import is_names_only
from loa.foundation.documents.parse.name_stops import opens_with_action
from loa.foundation.documents.parse.naming import Named, acts
from loa.foundation.documents.parse.obligations import is_duty, is_generic
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.partners import directed_in, partners_of, without_partners
from loa.foundation.documents.parse.sections import Node
from loa.foundation.documents.parse.topics import Topic
from loa.foundation.documents.parse.who import Reading, Stretch, Way, Who, named_actors

_JOINT = re.compile(r"(?:Chủ trì,?\s+)?[Pp]hối hợp(?:\s+với)?\s*:?$")
# «X cập nhật thông tin đối với:», «X phân loại văn bản theo các nhóm sau:»: things follow.
_LISTS = re.compile(
    r"\s(?:đối với|của|(?:theo |thành |cho )?(?:các |những |\d{1,2} )"
    r"(?:nhóm|loại|đối tượng|trường hợp)"
    r"(?: (?:sau|sau đây|dưới đây))?"
    # «X phải đáp ứng các tiêu chí sau:»: what X is measured by.
    r"|(?:đáp ứng|đạt|bảo đảm|đảm bảo|đủ)\s[^.;:]{0,24}?(?:tiêu chí|tiêu chuẩn|điều kiện)"
    r"(?: (?:sau|sau đây|dưới đây))?)\s*:\s*\Z"
)
_LISTS_REACH = 60
_BESIDE = re.compile(
    r"\s*(?:là cơ quan\s+)?(?:[Cc]hủ trì,?\s+)?[Pp]hối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng))?\s+"
)
# «… chịu trách nhiệm thi hành Quyết định này»: closes, and hands nothing on to what is attached.
_CLOSES = re.compile(r"trách nhiệm (?:tổ chức )?thi hành (?:Quyết định|Nghị quyết|Chỉ thị) này")


# «… quán triệt đầy đủ Chỉ thị số … và khẩn trương triển khai các nội dung sau:»
_ON_TO_LIST = re.compile(
    r"(?:, trong đó|, đặc biệt|, tập trung| và (?:khẩn trương|tập trung) (?:triển khai|thực hiện))"
    r"\s[^.;:]{2,120}:\s*\Z"
)
_ORDERED_FIRST = 9


def orders_first(sentence: Stretch, own: Named) -> bool:
    """Whether a lead-in has work of its own before the words that lead to the list."""
    rest = sentence.paragraph.text[own.acts_at : sentence.end]
    leads_on = _ON_TO_LIST.search(rest)
    return leads_on is not None and len(rest[: leads_on.start()].split()) >= _ORDERED_FIRST


def lists_things(words: str) -> bool:
    """Whether a lead-in ends so that what follows are things and persons, not work."""
    return words.endswith(":") and bool(_LISTS.search(words[-_LISTS_REACH:]))


def acts_itself(sentence: Stretch, own: Named | None) -> bool:
    """Whether an item of a list of things opens with somebody who acts: a sentence all the same."""
    if own is None or own.who.way is Way.LATE:
        return False
    return acts(sentence.paragraph.text, own.acts_at, sentence.end)


def goes_on(sentence: Stretch, acting: Who) -> bool:
    """Whether the sentence goes on with the work of those whom one before it names."""
    words = sentence.text
    if acting.way is not Way.EARLIER or " có trách nhiệm" in words:
        return False
    return opens_with_action(words[:1].lower() + words[1:])


def over_fellows(reading: Reading, node: Node, current: Who) -> Who | None:
    """«1. Giao X thực hiện các việc sau:» over «2. …», «3. …» that should stand below it."""
    if not node.words.endswith(":") or node.head is None or node.children or node.texts:
        return None
    own = own_actors(reading, Stretch(node.head, node.offset, len(node.head.text)), current)
    if own is None or own.who.way is Way.LATE:
        return None
    return Who(own.who.actors, is_ordered=own.is_order, way=Way.LEAD_IN)


def hand_on(sentence: Stretch, own: Named | None, acting: Who, *, is_over: bool) -> Who | None:
    """Whom a sentence hands on: a lead-in whoever acts, the opening of items those it names."""
    if not acting.actors or ("thi hành" in sentence.text and _CLOSES.search(sentence.text)):
        return None
    if sentence.text.rstrip().endswith(":"):
        joint = bool(_JOINT.search(sentence.text))
        way = Way.LEAD_IN if own else acting.way
        # «X chủ trì, phối hợp với Y:» says no more than who; an action of its own keeps its Y.
        bare = not is_duty(sentence.text, own, acting, Topic.ORDINARY, sentence.start)
        known = {actor.name for actor in acting.actors}
        directed = directed_in(sentence, own.acts_at) if bare and own else ()
        return Who(
            (*acting.actors, *(actor for actor in directed if actor.name not in known)),
            joint,
            is_ordered=own is not None and own.is_order,
            way=way,
            partners=(partners_of(sentence) if bare else ()) or (() if own else acting.partners),
            is_listing=not bare and lists_things(sentence.text),
        )
    return Who(acting.actors, way=Way.EARLIER) if is_over and own is not None else None


def jointly(node: Node, head: Paragraph, who: Who, at: int) -> Who | None:
    """«1.2. Phối hợp với Sở Nội vụ», «a) Sở X chủ trì, phối hợp các sở», «Phối hợp:» over items.

    None where a heading is none of these. `who` is in force: he acts with those named, or those
    below act beside him. `at` is where the names of those who act end, or the words begin.
    """
    beside = _BESIDE.match(head.text, at)
    if beside and (node.children or node.texts or at == node.offset):
        first = beside.end()
        if is_names_only(head.text[first:].rstrip(" :.;")):
            return replace(who, partners=named_actors(head, first, len(head.text)))
    if _JOINT.match(node.words):
        return Who(who.actors, is_partner=True)
    over = at > node.offset and (node.children or node.texts)
    return _with_directed(head, who, at) if over else None


def _with_directed(head: Paragraph, who: Who, at: int) -> Who | None:
    """«c) X chỉ đạo Y và đề nghị Z» over items: all three; None where the heading says more."""
    rest = head.text[at:]
    if "chỉ đạo" not in rest or not is_generic(without_partners(rest)):
        return None
    directed = directed_in(Stretch(head, at, len(head.text)), at)
    return replace(who, actors=(*who.actors, *directed)) if directed else None
