"""Whom a sentence itself names: by an order, by its opening, after an adverb, or late in it."""

import re
from dataclasses import replace

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import OPENINGS, tokens_of
from loa.foundation.documents.parse.bound import bound_in
from loa.foundation.documents.parse.conditional import charged_behind, is_whoever
from loa.foundation.documents.parse.letters import CAPITALS, holds_any, sought
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.naming import (
    HEAD_REACH,
    STRONG,
    Named,
    Proof,
    acts,
    is_common,
    is_issuer,
    name_place,
    named_at,
)
from loa.foundation.documents.parse.order_words import orders_in
from loa.foundation.documents.parse.partners import SIDES, directed_at_once
from loa.foundation.documents.parse.prefixed import COUNTED, WHICH, after_prefix
from loa.foundation.documents.parse.structure import Actor, SectionStyle
from loa.foundation.documents.parse.who import Reading, Stretch, Way, Who, named_actors

# How far before an order the words that lead up to it matter.
_BACK = 400
_MUST = re.compile(r"\s*+phải")
_NO_MORE = re.compile(r"[ ./;]*+\Z")
_LIST_REACH = 160
_STAFF = re.compile(
    r"(?:các )?(?:(?P<some>cán bộ|công chức|viên chức|nhân viên|người)|chuyên viên|cá nhân|lãnh đạo"
    r"|đồng chí)\b"
)
# After these an order stands as at the beginning of its sentence.
_ALSO = frozenset(
    {
        *("Đồng thời", "Ngoài ra", "Bên cạnh đó", "Trước mắt", "Do đó", "Vì vậy", "Do vậy"),
        *("Trong đó", "Theo đó"),
    }
)
# Who gives orders in the papers of its office too: «Ủy ban nhân dân tỉnh yêu cầu …».
_GIVER = re.compile(
    r"(?:(?:Chủ tịch|Lãnh đạo|Thường trực)\s)?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)"
    r"\s(?:tỉnh|[Tt]hành phố)\Z|(?:Phó )?Thủ tướng(?: Chính phủ)?\Z|Chính phủ\Z"
)
_GIVES = re.compile(r"(?:trân trọng |kính )?(?:đề nghị|yêu cầu|giao|mời|phân công)\b")
_NEAR = 120
# «X bố trí kinh phí; giao Y …»: X acts first.
_THEN_ORDERS = re.compile(r";\s+(?:đồng thời,?\s+)?(?:giao|đề nghị|yêu cầu)\s")
# «…; Y bố trí kinh phí …», «…; giao Y …»: others who act in the same sentence.
_NEXT = re.compile(
    r";\s+(?:đồng thời,?\s+)?(?P<order>(?:giao|yêu cầu|đề nghị)\s+(?:cho\s+)?)?"
    rf"(?=các\s|(?!M[ỗọ]i|Người|Hộ|Cá nhân)[{CAPITALS}])"
)
# Whom a request under another's heading may address as equals, who are asked and not ordered.
_EQUALS = re.compile(
    r"(?:các )?(?:[ỦU][yỷ] ban (?:Trung ương )?M|UBMT|MTTQ|Mặt trận|Hội(?! đồng)|Liên |Đoàn "
    r"|(?:Tỉnh|Thành) đoàn|T[oò]à? án|Toà án|Viện [Kk]iểm|Ban (?:Tuyên giáo|Dân vận|Thường trực)"
    r"|tổ chức chính trị)"
)
_ALL = re.compile(
    r"(?:[Tt]hủ trưởng |[Ll]ãnh đạo |[Nn]gười đứng đầu |[Gg]iám đốc )?(?:[Cc]ác )"
    r"(?:cơ quan|sở, (?:ban|ngành)|đơn vị|ban, ngành|phòng, ban|cấp)"
)
_BRACKET = re.compile(
    r"\((?:(?P<by>[Gg]iao|do|(?:[Cc]ơ quan|[Đđ]ơn vị) (?:chủ trì|thực hiện|đầu mối)\s*:)\s+)?"
    rf"(?=các\s|[{CAPITALS}])"
)
_ALLOWS = re.compile(r"\s+(?:phân công|giao|cho phép|phê duyệt|ủy quyền|yêu cầu|đồng ý)\b")
_GIVEN = re.compile(rf"[^,;.:()]{{5,90}}?\sdo\s(?=[{CAPITALS}])")
_GIVES_OUT = re.compile(r"\s+(?:phân công|chủ trì|đảm nhiệm|đảm nhận|thực hiện)\b")
_DOES = re.compile(
    r"\s+(?:chủ trì|thực hiện|làm đầu mối|tham mưu|phụ trách|bố trí|chuẩn bị)(?=[\s,;).]|$)"
)
# Behind whom the words before a colon tell: nothing more, or with whom.
_TOLD_SO = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[.;]|\Z|,?\s*(?:chủ trì,?\s*)?phối hợp\s)")
# «gửi về các cơ quan: …», «mời: …»: to whom, not who.
_NOT_TOLD = re.compile(
    r"\b(?:gửi|mời|gồm|thành phần|đối với|về|cho|tới|đến|với|của|tại|là|các (?:sở|bộ|cơ quan"
    r"|đơn vị|xã|phường|ngành)|sau|trong đó|địa chỉ|đối tượng|(?:\d+|hai|ba|bốn) [^\s:]+)\Z"
)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_REQUESTS = ("yêu cầu", "đề nghị")
_ALSO_ACTS = "Đơn vị được nêu sau dấu chấm phẩy, làm việc khác trong cùng câu; hãy xem lại."
# «UBND tỉnh đã giao Sở X …»: an instruction of the past, reported.
_DONE = (
    " đã",
    " được",
    " đang",
    " từng",
    " nội dung",
    " trách nhiệm",
    " phải",
    " việc",
    " ý kiến",
    " đơn",
    "ồ sơ",
    "ờ trình",
    "ăn bản",
    " kiến nghị,",
    " về",
    "Về",
    " theo",
    "Theo",
    " xét",
    "Xét",
    " sở",
    " các",
    " những",
    " nhận",
    " có",
    " với",
    " ứng",
    "Không",
    " không",
    " chưa",
    " cơ chế",
)
# «Phối hợp với X …; yêu cầu Y …»: whoever works with X asks Y, and is named elsewhere.
_WITH_OTHERS = ("Phối hợp với ", "Phối hợp cùng ", "Chủ trì, phối hợp ")
# Every alternative begins with a letter of its own: a search leaps from one to the next.
_MID = re.compile(
    r",\s+(?=\S)|;\s+(?=\S)|thì\s+(?=\S)|\)\s+(?=\S)|:\s+(?=\S)"
    rf"|do\s+(?=các\s|[{CAPITALS}])|được(?: giao(?: cho)?)?\s+(?=các\s|[{CAPITALS}])"
)
_LED = re.compile(
    r"(?:Để|Căn cứ|Trường hợp|Sau khi|Đối với|Việc|Trong|Khi|Theo|Trên cơ sở|Toàn bộ"
    r"|Các thông tin|Kiên trì)\b"
)
_WHOSE = re.compile(
    r"(?:Báo cáo|Kết quả|Văn bản|Ý kiến|Hồ sơ|Đề xuất)[^.;,]{0,40}? của (?=\S)"
    r"|(?:Kế hoạch|Danh sách|Phương án|Số liệu)\s[^.;:]{0,80}? của "
    r"(?=(?:các )?(?:cơ quan|đơn vị|địa phương|sở)\b[^.;:]{0,60}?\s(?:gửi|báo cáo)\s)"
)
# «Ý kiến của X là căn cứ để …»: what something serves for, no work.
_GROUNDS = re.compile(r"\s(?:là|làm) (?:một trong (?:các|những) )?(?:căn cứ|cơ sở)\s")
_OVERRIDES = re.compile(r"\b(?:thì|(?:được|do) các)\s")
_OVER = sought("thì ", "được các ", "do các ")
_ITEMS = frozenset(
    {SectionStyle.NUMBER, SectionStyle.DECIMAL, SectionStyle.ROMAN, SectionStyle.ARTICLE}
)
# «đề nghị UBND các xã và yêu cầu Văn phòng Đăng ký đất đai triển khai»: both are asked.
_AND_ASKS = re.compile(r",?\s+(?:(?:và|đồng thời)\s+)?(?:yêu cầu|đề nghị|giao)\s+(?=\S)")


def own_actors(reading: Reading, sentence: Stretch, current: Who) -> Named | None:
    """The actors that the sentence itself names, if it does; `current` are those in force.

    Whom they direct to act acts as well.
    """
    found = _own(reading, sentence, current)
    if found is None or "chỉ đạo" not in sentence.text:
        return found
    directed = directed_at_once(sentence, found.acts_at)
    if not directed:
        return found
    who = replace(found.who, actors=(*found.who.actors, *directed))
    return Named(who, found.acts_at, is_order=found.is_order)


def _own(reading: Reading, sentence: Stretch, current: Who) -> Named | None:
    found = ordered_actors(reading, sentence, current)
    opening = (
        named_at(reading, sentence) if found is None or not _is_early(found, sentence) else None
    )
    if found is None or (opening and _works(sentence, opening)):
        # «Bộ X phân bổ kinh phí … giao các địa phương»: who opens the sentence acts.
        found = opening or after_prefix(reading, sentence)
    text = sentence.text
    if found and is_whoever(text):
        return _late(reading, sentence, is_held=True) or found
    if found or not text:
        return found
    if not current.actors and ": " in text and (told := _told_behind(sentence)):
        return told
    if "(" in text and (within := _in_brackets(sentence, is_held=bool(current.actors))):
        return within
    whose = _WHOSE.match(text)
    if whose and not current.actors and not _GROUNDS.search(text):
        reported = name_place(sentence, sentence.start + whose.end())
        if reported:
            who = Who(named_actors(sentence.paragraph, *reported), way=Way.LATE)
            return Named(who, reported[1])
    if current.actors and " do " in text and (given := _given_by(sentence)):
        return given
    late = None
    if not current.actors or (holds_any(text, _OVER) and _OVERRIDES.search(text)):
        late = _late(reading, sentence, is_held=bool(current.actors))
    return late or bound_in(sentence, is_held=bool(current.actors))


def _told_behind(sentence: Stretch) -> Named | None:
    """«- Chuẩn bị hội trường, âm thanh: Văn phòng Sở.»: work, and behind the colon whose it is."""
    text = sentence.paragraph.text
    at = text.rfind(": ", sentence.start, sentence.end)
    if at < 0 or not opens_with_verb(sentence.text) or _NOT_TOLD.search(text, sentence.start, at):
        return None
    place = name_place(sentence, at + 2)
    if place is None or not _TOLD_SO.match(text, place[1], sentence.end):
        return None
    return Named(Who(named_actors(sentence.paragraph, *place), way=Way.LATE), place[1])


def _is_early(order: Named, sentence: Stretch) -> bool:
    """Whether the order opens the sentence or stands right behind who gives it."""
    if order.acts_at - sentence.start >= _NEAR:
        return False
    return not _THEN_ORDERS.search(sentence.paragraph.text, sentence.start, order.acts_at)


def _works(sentence: Stretch, opening: Named) -> bool:
    text = sentence.paragraph.text
    aside = _ASIDE.match(text, opening.acts_at, sentence.end)
    at = aside.end() if aside else opening.acts_at
    rest = text[at : sentence.end].lstrip()
    return not _GIVES.match(rest) and acts(text, at, sentence.end)


def ordered_actors(reading: Reading, sentence: Stretch, current: Who) -> Named | None:
    """«Giao X …», «đề nghị Y …»; under a heading only at the beginning or after a mark."""
    text = sentence.paragraph.text
    for order in orders_in(sentence):
        verb = order["verb"].lower()
        before = text[max(sentence.start, order.start() - _BACK) : order.start()].strip()
        if before.endswith(_DONE) or (before.endswith(";") and before.startswith(_WITH_OTHERS)):
            continue
        by = before.rpartition(",")[2].strip()
        also = before.rstrip(",") in _ALSO
        early = not before or also
        early = early or is_issuer(reading, before) or is_issuer(reading, by)
        early = early or bool(_GIVER.match(before))
        if current.actors and not early:
            mark = text[order.start() - 2]
            marked = (
                mark in ",;:" if verb.startswith("giao") else mark == ":" and _is_for_all(current)
            )
            marked = marked and not before.endswith(("chỉ đạo,", "hân công,", "hướng dẫn,"))
            if not marked and not charged_behind(sentence, before, order):
                continue
        place = name_place(sentence, order.end())
        if place is None:
            continue
        if verb == "phân công" and _sends(text, order.end(), is_led=bool(current.actors or before)):
            continue
        held = (not before or also) and current.way is not Way.EARLIER
        requests = current.actors and held and verb.startswith(_REQUESTS)
        if requests and not _is_item(sentence) and not _is_for_all(current):
            # Under a unit's heading the unit itself requests, unless it says who must.
            if not (_MUST.match(text, place[1], sentence.end) or _EQUALS.match(text, place[0])):
                return None
        elif _NO_MORE.match(text, place[1], sentence.end) and verb != "kính mời":
            continue
        return _asked(sentence, place)
    return None


def _is_for_all(current: Who) -> bool:
    """«Yêu cầu thủ trưởng các cơ quan, đơn vị … thực hiện:»: below it others are asked anew."""
    by_order = current.is_ordered or current.way in {Way.ORDER, Way.LEAD_IN}
    return by_order and bool(_ALL.match(current.actors[0].name))


def _asked(sentence: Stretch, place: tuple[int, int]) -> Named:
    """Who is named at `place`, and whoever a second word of order behind it names."""
    actors = named_actors(sentence.paragraph, *place)
    again = _AND_ASKS.match(sentence.paragraph.text, place[1], sentence.end)
    others = name_place(sentence, again.end()) if again else None
    if others is None:
        return Named(Who(actors, way=Way.ORDER), place[1], is_order=True)
    everyone = (*actors, *named_actors(sentence.paragraph, *others))
    return Named(Who(everyone, way=Way.ORDER), others[1], is_order=True)


def _sends(text: str, at: int, *, is_led: bool) -> bool:
    """«Phân công cán bộ …»: the unit in force, or one that is not named, tells whom it sends."""
    staff = _STAFF.match(text, at)
    return staff is not None and (is_led or staff["some"] is not None)


def with_next(reading: Reading, sentence: Stretch, who: Who) -> Who:
    """`who` and the others who act behind a semicolon: «X chủ trì …; Y bố trí kinh phí …»."""
    text = sentence.paragraph.text
    if text.find(";", sentence.start, sentence.end) < 0:
        return who
    names = {actor.name for actor in who.actors}
    more: list[Actor] = []
    for mark in _NEXT.finditer(text, sentence.start, sentence.end):
        place = name_place(sentence, mark.end())
        if place is None or place[1] >= sentence.end or is_issuer(reading, text[slice(*place)]):
            continue
        listed = _in_list(text, sentence.start, mark.start())
        if not acts(text, place[1], sentence.end, Proof.DUTY if listed else Proof.ANY):
            continue
        if not mark["order"] and SIDES.match(text, place[1], sentence.end):
            continue
        found = named_actors(sentence.paragraph, *place)
        more += [replace(a, doubts=(_ALSO_ACTS,)) for a in found if a.name not in names]
    return replace(who, actors=(*who.actors, *more)) if more else who


def _is_item(sentence: Stretch) -> bool:
    """Whether the sentence opens a numbered item, which addresses anew whom it requests."""
    label = sentence.paragraph.label
    return label is not None and label.style in _ITEMS and sentence.start == label.end


def _in_brackets(sentence: Stretch, *, is_held: bool) -> Named | None:
    """«Tổ chức hội nghị (Sở X chủ trì, hoàn thành trong tháng 4).», «… (giao Y thực hiện)»."""
    text = sentence.paragraph.text
    for mark in _BRACKET.finditer(text, sentence.start, sentence.end):
        place = name_place(sentence, mark.end())
        by = mark["by"] or ""
        if place is None or (is_held and by in {"", "do"}):
            continue
        does = _DOES.match(text, place[1], sentence.end)
        if does or (by and by != "do" and text.startswith((")", ";", ","), place[1])):
            return Named(Who(named_actors(sentence.paragraph, *place), way=Way.LATE), place[1])
    return None


def _given_by(sentence: Stretch) -> Named | None:
    """«Nhiệm vụ cụ thể của từng thành viên do Tổ trưởng phân công»: Tổ trưởng, whoever is above."""
    text = sentence.paragraph.text
    given = _GIVEN.match(text, sentence.start, sentence.end)
    place = name_place(sentence, given.end()) if given else None
    if place is None or opens_with_verb(sentence.text):
        return None
    if not _GIVES_OUT.match(text, place[1], sentence.end):
        return None
    return Named(Who(named_actors(sentence.paragraph, *place), way=Way.LATE), place[1])


def _late(reading: Reading, sentence: Stretch, *, is_held: bool) -> Named | None:
    """An actor later in the sentence whose action follows at once («…, X có trách nhiệm …»).

    Where actors are already in force (`is_held`) only «thì X phải» and a passive override them.
    """
    text = sentence.paragraph.text
    for mark in _MID.finditer(text, sentence.start, sentence.end):
        place = name_place(sentence, mark.end())
        if place is None or place[1] >= sentence.end:
            continue
        sign = mark.group()
        which = WHICH.match(text, place[1], sentence.end) if sign.startswith("thì") else None
        if which and is_common(text[place[0] :]):
            place = (place[0], which.end())
        name = text[place[0] : place[1]]
        bound = sign.startswith("thì") and _MUST.match(text, place[1], sentence.end)
        if is_held and not (bound or sign.startswith(("được", "do"))):
            continue
        if _is_aside(sentence, sign, place[1]):
            continue
        counted = name[0].isupper() or name.split(maxsplit=1)[0] in COUNTED
        if not counted and not sign.startswith(("thì", ";")):
            continue
        led = sign.startswith("được giao") or _LED.match(text, sentence.start)
        proof = Proof.ANY if sign[0] == ":" else Proof.USUAL
        done_by = sign.startswith("do") and _DOES.match(text, place[1], sentence.end)
        if not (done_by or STRONG.match(text, place[1], sentence.end)) and not (
            led and acts(text, place[1], sentence.end, proof)
        ):
            continue
        if is_issuer(reading, name):
            continue
        if sign[0] != "," or not _in_list(text, sentence.start, mark.start()):
            return Named(Who(named_actors(sentence.paragraph, *place), way=Way.LATE), place[1])
    return None


def _is_aside(sentence: Stretch, sign: str, at: int) -> bool:
    """Whether who stands before `at`, told by `sign`, does something else than the sentence's work.

    «… khi được Trưởng ban phân công»: a condition. «Cử cán bộ dự hoạt động do các sở tổ chức»:
    what a thing is known by, where a verb opens the sentence.
    """
    text = sentence.paragraph.text
    if sign.startswith("được "):
        return bool(_ALLOWS.match(text, at, sentence.end))
    if not sign.startswith("do") or _DOES.match(text, at, sentence.end):
        return False
    return text[at : sentence.end].strip(" .;") == "tổ chức" and opens_with_verb(sentence.text)


def _in_list(text: str, start: int, comma: int) -> bool:
    """Whether the comma stands between actors of one list («giúp các sở, ban, ngành, UBND …»)."""
    begin = max(start, comma - _LIST_REACH)
    before = tokens_of(text, begin, comma)
    tokens = tokens_of(text, begin, comma + HEAD_REACH)
    stop = len(before) + 1
    return any(word in OPENINGS and name_end(tokens, i) > stop for i, word in enumerate(before))
