"""The actor after an adverbial opening: «Căn cứ …, X …», «Trong quá trình thực hiện, X …»."""

import re

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import (
    OPENINGS,
    Tokens,
    head_at,
    tokens_of,
    word_at,
)
from loa.foundation.documents.parse.actors import actors_in
from loa.foundation.documents.parse.naming import (
    REACH,
    Named,
    Proof,
    acts,
    name_place,
    named_at,
)
from loa.foundation.documents.parse.who import Reading, Stretch, Way, Who, named_actors

_PREFIX_REACH = 320
_PREFIX = re.compile(
    r"(?:Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám) là"
    r"|Trong đó|Từ đó|Riêng|Đặc biệt|Đồng thời|Ngoài ra|Bên cạnh đó|Trước mắt"
    r"|(?:[Hh][ằà]ng|[Mm]ỗi) (?:năm|quý|tháng|tuần)|(?:Đầu|Giữa|Cuối|Kết thúc) (?:mỗi |h[ằà]ng )?"
    r"(?:năm|quý|tháng|tuần|nhiệm kỳ|giai đoạn)"
    r"|Quý (?:IV|I{1,3}|\d)|Tháng \d{1,2}|Năm \d{4}|Giai đoạn \d|Đến (?:hết|ngày|năm|tháng|quý)"
    r"|Từ (?:ngày|tháng|năm|nay)|[Đđ]ịnh kỳ|Căn cứ|Trên cơ sở|Trong|Quá trình"
    r"|Theo|Sau (?:khi|mỗi|các)|Song song"
    r"|T[uù][yỳ] (?:theo|vào)"
    r"|Tại (?:các|những)|Để|Nhằm|Nếu|Trường hợp|Khi|Đối với"
    r"|Với (?:vai trò|tư cách|chức năng)|Qua|Khắc phục|Thực hiện|Triển khai|Trước|Ngay sau"
    r"|T(?:ùy|uỳ) (?:theo|vào)|Hết thời hạn)\b"
)
# «Định kỳ hằng năm, Sở X tổ chức …» in a plan of that office: what it does again and again.
_BY_TURNS = re.compile(
    r"[Đđ]ịnh kỳ|(?:[Hh][ằà]ng|[Mm]ỗi) (?:năm|quý|tháng|tuần)\b|[Mm]ột năm \d lần"
)
_APART = re.compile(r"Riêng,? (?:đối )?với\s+")
_MUST = re.compile(r",?\s+(?:cần|phải|có trách nhiệm|khẩn trương)\s")
# After the comma of an opening these begin the main clause, whose actor is named elsewhere.
_MAIN_VERBS = frozenset(
    {
        "chủ động", "phối hợp", "chủ trì", "tham mưu", "xây dựng", "tổ chức", "triển khai",
        "thực hiện", "kịp thời", "chỉ đạo", "hướng dẫn", "tăng cường", "đẩy mạnh", "rà soát",
        "tổng hợp", "báo cáo", "tiếp tục", "khẩn trương", "bố trí", "bảo đảm", "đảm bảo",
        "kiểm tra", "theo dõi", "nghiên cứu", "đề xuất", "cụ thể", "ưu tiên", "chú trọng",
        "tập trung", "lồng ghép", "quan tâm", "phát huy",
    }
)  # fmt: skip
# An actor after one of these belongs to something else.
_NOT_AFTER = frozenset(
    {
        "của", "với", "cho", "tại", "từ", "đến", "do", "và", "bởi", "về", "vào", "giữa", "cùng",
        "gửi", "là", "theo", "trên", "trong", "thuộc", "tới", "bằng", "qua", "nghị", "cầu", "giao",
        "mưu", "cáo", "đạo", "được", "sở", "hợp", "đốc", "-", "/",
    }
)  # fmt: skip
# … and so does what its list goes on with.
_BINDING = _NOT_AFTER - {"hợp"}
# «Riêng X cử …», «Đồng thời X …»: right behind the opening.
_DIRECT = 2
# «… thì cơ quan, đơn vị | đang xử lý phải …»: which of them, before what binds them.
WHICH = re.compile(r"(?:\s[^\s,;.:()]+){1,5}?(?=\s(?:phải|có trách nhiệm)\b)")
_STOPS = frozenset({";", ":", "."})
# Words at which the search for the actor behind an opening has something to ask.
_TELLING = OPENINGS | _STOPS | {","}
_AIMS = ("Để ", "Nhằm ")
_ONCE = ("Khi ", "Sau khi ", "Ngay sau khi ", "Trước khi ", "Nếu ", "Trường hợp ")
_CHIEFS = frozenset({"thủ", "giám", "lãnh", "người"})
COUNTED = frozenset({"các", "từng", "mỗi"})
_AFTER_COMMA = (
    COUNTED
    | {
        "thủ",
        "giám",
        "lãnh",
        "cán",
        "cơ",
        "đơn",
        "tổ",
        "người",
        "phòng",
        "chủ",
        "bộ",
        "công",
        "doanh",
    }
    | {
        "nhà",
        "viên",
        "lực",
        "trưởng",
    }
)


def after_prefix(reading: Reading, sentence: Stretch) -> Named | None:
    """The actor after an adverbial opening («Căn cứ …, X …», «Trong quá trình thực hiện X …»)."""
    text = sentence.paragraph.text
    if not _PREFIX.match(text, sentence.start, sentence.end):
        return None
    apart = _apart(reading, sentence) if text.startswith("Riêng", sentence.start) else None
    if text.startswith("Đối với ", sentence.start):
        apart = _concerned(sentence)
    return apart or _behind(reading, sentence)


def _concerned(sentence: Stretch) -> Named | None:
    """«Đối với các chủ đầu tư cần …»: whom the words are about must act."""
    text = sentence.paragraph.text
    place = name_place(sentence, sentence.start + len("Đối với "))
    if place is None or not _MUST.match(text, place[1], sentence.end):
        return None
    return Named(Who(named_actors(sentence.paragraph, *place), way=Way.PREFIX), place[1])


def _behind(reading: Reading, sentence: Stretch) -> Named | None:
    """The first name behind the opening that an action follows."""
    text = sentence.paragraph.text
    # «Để nâng cao …, tăng cường …, X làm …»: the aims before the actor have verbs as well.
    for_aims = text.startswith(_AIMS, sentence.start)
    reach = min(sentence.end, sentence.start + (REACH if for_aims else _PREFIX_REACH))
    tokens = tokens_of(text, sentence.start, reach)
    by_turns = bool(_BY_TURNS.match(text, sentence.start, sentence.end))
    named_to, bound_to_word = 0, False
    # «Sau khi Bộ X công bố …, Sở Y tham mưu …»: whoever stands in the condition acts no more.
    after = _past_condition(sentence, tokens)
    for i in [at for at, word in enumerate(tokens) if word in _TELLING and at]:
        before, word = tokens[i - 1], tokens[i]
        if word == "," or word in _STOPS:
            if not for_aims and (word != "," or _begins_action(tokens, i + 1)):
                return None
            continue
        if word == "cơ" and before == "Trên":
            continue
        if i < after or (i < named_to and not (bound_to_word and before == ",")):
            continue
        if not head_at(tokens, i):
            continue
        if not _may_act(word, before):
            # A name that cannot act here: what its list goes on with cannot either.
            named_to = _list_end(text, tokens, i)
            bound_to_word = before in _BINDING
            continue
        rest = Stretch(sentence.paragraph, tokens.start(i), sentence.end)
        found = named_at(reading, rest, by_turns=by_turns)
        # «tại trạm, doanh nghiệp phải …»: a list may end where an obligation begins.
        # «Đối với các cơ quan X, thủ trưởng cơ quan …» are two: whom it is about, and who acts.
        is_chief = word in _CHIEFS and text.startswith("Đối với ", sentence.start)
        proof = Proof.DUTY if i < named_to and not is_chief else _proof(tokens, i)
        if before == "thì" and found and WHICH.match(text, found.acts_at, sentence.end):
            # «… thì cơ quan, đơn vị | đang xử lý phải …»: told by what binds them.
            return None
        if found and acts(text, found.acts_at, sentence.end, proof):
            return Named(Who(found.who.actors, way=Way.PREFIX), found.acts_at)
    return None


def _past_condition(sentence: Stretch, tokens: Tokens) -> int:
    """The index behind the condition whose subject is not who must act; 0 where there is none.

    That is so where a name opens the condition and another behind a comma acts.
    """
    text = sentence.paragraph.text
    if not text.startswith(_ONCE, sentence.start):
        return 0
    first = 2 if tokens[0] in {"Sau", "Trước", "Trường"} else 3 if tokens[0] == "Ngay" else 1
    if not head_at(tokens, first):
        return 0
    for i in range(name_end(tokens, first), len(tokens) - 1):
        if tokens[i] in _STOPS:
            return 0
        if tokens[i] != "," or not head_at(tokens, i + 1):
            continue
        end = name_end(tokens, i + 1)
        proof = Proof.ANY if tokens[i + 1][0].isupper() else Proof.USUAL
        if end < len(tokens) and acts(text, tokens.end(end - 1), sentence.end, proof):
            return i + 1
    return 0


def _apart(reading: Reading, sentence: Stretch) -> Named | None:
    """«Riêng đối với các xã X, hằng quý có …»: they act, unless another is named behind them."""
    text = sentence.paragraph.text
    opened = _APART.match(text, sentence.start, sentence.end)
    place = name_place(sentence, opened.end()) if opened else None
    if place is None or text[place[1] : place[1] + 1] not in {",", ":"}:
        return None
    rest = Stretch(sentence.paragraph, place[1] + 1, sentence.end)
    begin = rest.start + len(rest.text) - len(rest.text.lstrip())
    if named_at(reading, Stretch(sentence.paragraph, begin, sentence.end)):
        return None
    return Named(Who(named_actors(sentence.paragraph, *place), way=Way.PREFIX), place[1] + 1)


def _list_end(text: str, tokens: Tokens, i: int) -> int:
    """The index after the list of names at `i`; its last name is left out where it acts itself.

    «Trên cơ sở đề nghị của các Bộ, cơ quan liên quan, Bộ Tài chính tổng hợp …».
    """
    end = name_end(tokens, i)
    if end >= len(tokens) or not acts(text, tokens.end(end - 1), len(text)):
        return end
    if "," not in tokens[i:end]:
        return end
    pieces = actors_in(text, tokens.start(i), tokens.end(end - 1))
    if len(pieces) > 1:
        last = next(j for j in range(i, end) if tokens.start(j) == pieces[-1][0])
        if tokens[last - 1] == "," and last + 1 < end:
            return last
    return end


def _begins_action(tokens: list[str], i: int) -> bool:
    """Whether the main clause begins behind the comma before `i`."""
    pair = f"{word_at(tokens, i).lower()} {word_at(tokens, i + 1)}"
    return pair in _MAIN_VERBS and not head_at(tokens, i)


def _may_act(word: str, before: str) -> bool:
    """Whether an actor that opens with `word` may act behind the word `before`."""
    if before in {",", ";", "thì"}:
        return True
    return before not in _NOT_AFTER and (word[0].isupper() or word in COUNTED)


def _proof(tokens: list[str], i: int) -> Proof:
    """What must follow an actor at `i` behind an opening, by how it stands there."""
    if tokens[i - 1] not in {",", "thì"} and i > _DIRECT:
        # Inside the opening itself: «Sau khi được Quốc hội thông qua, …».
        return Proof.USUAL
    return Proof.ANY if tokens[i][0].isupper() or tokens[i] in _AFTER_COMMA else Proof.DUTY
