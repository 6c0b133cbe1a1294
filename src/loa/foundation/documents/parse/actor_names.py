"""How far an actor's name reaches: from its head noun up to the first verb in lower case.

Vietnamese case does the work: names are capitalised and verbs are not. Commas and «và» carry a name
on, or lead to the next actor.
"""

from loa.foundation.documents.parse.actor_words import (
    BEARERS,
    CLAUSES,
    DOUBLE,
    PAPERS,
    QUANTIFIERS,
    WORDS,
    Tokens,
    head_at,
    is_carried,
    lower_first,
    tokens_of,
    word_at,
)
from loa.foundation.documents.parse.letters import even_tones
from loa.foundation.documents.parse.name_stops import INSPECTS, is_inspecting, stops

_LONGEST = 400
_HEADED = 60
_SHORT_NOUN = 5
_ZONE_REACH = 8
_BEFORE_LISTED = frozenset({"các", "thành", "tập", "công", "đoàn", "chi", "trung"})
_LEVELS = 6
# «báo chí, truyền thông», «quản lý ngành, lĩnh vực», «hàng hóa, dịch vụ»: nouns of one phrase.
_PAIRED = frozenset(
    {("chí", "truyền", "thông"), ("ngành", "lĩnh", "vực"), ("hóa", "dịch", "vụ")}
    | {("thông", "giáo", "dục"), ("khu", "cụm", "công"), ("hồ", "đập", "thủy")}
    | {("nạn", "cứu", "hộ"), ("hộ", "cứu", "nạn"), ("hồ", "đập", "chứa")}
    | {("lập", "ngoài", "công"), ("thanh", "truyền", "hình"), ("thông", "nông", "nghiệp")}
    | {("dụng", "công", "nghiệp"), ("nghiệp", "phát", "triển"), ("tầng", "đô", "thị")}
    | {("phòng", "an", "ninh"), ("mưu", "giúp", "việc")}
)
_TRADES_OPEN = frozenset(trade.partition(" ")[0] for trade in WORDS["trades"])
# Words that may begin more of a name than they are themselves.
_LEADS_ON = _TRADES_OPEN | CLAUSES.keys() | {"trong"}
_DASHES = frozenset({"-", "–", "—", "&"})
# Words that lead on to more of a name or begin a clause; none ends a name.
_UNFINISHED = frozenset({"được", "của", "do", "từ", "theo", "có", "tại", "về"})
_LINKS = frozenset({",", "và", "hoặc"}) | _DASHES


def name_end(tokens: Tokens, i: int, *, single: bool = False) -> int:
    """The index after the actors that begin at token `i`; equals `i` where none begins.

    Goes on over «và», commas and semicolons to the next actors unless `single`.
    """
    if single:
        return _end(tokens, i, single=True)
    end = tokens.ends.get(i)
    if end is None:
        end = tokens.ends[i] = _end(tokens, i, single=False)
    return end


def _end(tokens: Tokens, i: int, *, single: bool) -> int:
    size = head_at(tokens, i)
    if not size:
        return i
    j = i + size
    is_near = tokens.size < _LONGEST
    while j < len(tokens) and (is_near or tokens.end(j) - tokens.start(i) < _LONGEST):
        step = _step(tokens, j, single=single)
        if not step:
            break
        j += step
    while j > i + size and (tokens[j - 1] in _LINKS or tokens[j - 1] in _UNFINISHED):
        if tokens[j - 2] == "kèm":
            # «… trong danh sách kèm theo»
            break
        j -= 1
    return j


def _step(tokens: list[str], j: int, *, single: bool) -> int:
    """How many tokens from `j` still belong to the name; 0 where it ends."""
    word = tokens[j]
    if word in _LINKS:
        size = head_at(tokens, j + 1)
        return 1 + size if _goes_on(tokens, j, size, single=single) else 0
    if not word[0].isalnum():
        return _step_over(tokens, j, single=single)
    further = _leads_on(tokens, j) if word in _LEADS_ON else 0
    return further or int(not stops(tokens, j))


def _leads_on(tokens: list[str], j: int) -> int:
    """How many tokens from `j` are more of the name by the words behind the first; 0 for none."""
    word = tokens[j]
    if word == "trong" and word_at(tokens, j + 1) == "và" and word_at(tokens, j + 2) == "ngoài":
        # «các cơ sở giáo dục trong và ngoài tỉnh»
        return 4
    return (word in _TRADES_OPEN and _trades(tokens, j)) or (word in CLAUSES and _clause(tokens, j))


def _step_over(tokens: list[str], j: int, *, single: bool) -> int:
    """The same where a mark stands at `j`."""
    mark = tokens[j]
    if mark == ":" and lists_bodies(tokens, j):
        return 1 + head_at(tokens, j + 1)
    if mark == ":":
        return int(_lists_names(tokens, j))
    if mark == "(":
        return _past_parenthesis(tokens, j)
    if mark == ".":
        return int(_is_misread_comma(tokens, j))
    size = head_at(tokens, j + 1) if mark == ";" and not single else 0
    return 1 + size if size else 0


def _lists_names(tokens: list[str], j: int) -> bool:
    """«các Bộ: Tài chính, Y tế khẩn trương …»: the colon gives their names, at least two."""
    if word_at(tokens, j - 1).lower() not in WORDS["listed"]:
        return False
    if not _is_counted(tokens, j):
        return False
    names = 1
    for k in range(j + 1, min(j + 60, len(tokens))):
        word = tokens[k]
        if word in {";", "và"} and head_at(tokens, k + 1):
            # «Giám đốc các Sở: Tư pháp, Nội vụ; Chủ tịch …», «… Gia Lai và lãnh đạo các bộ …»
            return (word == ";" or names > 1) and tokens[j + 1][0].isupper()
        if word in _LINKS:
            names += 1
        elif not word[0].isalpha():
            if word in {".", ":"} and k + 1 == len(tokens):
                break
            return False
        elif stops(tokens, k):
            return names > 1 and tokens[k - 1] not in _LINKS
        elif _is_order(tokens, k):
            return False
    # A heading of names alone: «Ủy ban nhân dân các xã: Tân Phú, Long Hòa».
    return names > 1 and tokens[-1] not in _LINKS and tokens[j + 1][0].isupper()


def _is_counted(tokens: list[str], j: int) -> bool:
    """«các Bộ:», «04 xã:», «các xã, phường:» before the colon at `j`."""
    before = word_at(tokens, j - 2).lower()
    if before.isdigit() or before in _BEFORE_LISTED:
        return True
    return before == "," and "các" in set(tokens[max(0, j - _LEVELS) : j])


def _is_order(tokens: list[str], k: int) -> bool:
    """Whether a verb of orders stands at `k`; «Xây dựng» in a list is a name."""
    pair = lower_first(f"{tokens[k]} {word_at(tokens, k + 1)}")
    if pair not in WORDS["orders"] or (pair == "tổ chức" and word_at(tokens, k + 2)[:1].isupper()):
        return False
    if tokens[k] == "Tổ" and word_at(tokens, k + 2)[:1].isupper():
        # «Trưởng các phòng: Tổ chức Cán bộ, Kế hoạch - Tài chính»
        return False
    return tokens[k - 1] not in _LINKS and word_at(tokens, k + 2) not in _LINKS


def _is_misread_comma(tokens: list[str], j: int) -> bool:
    """«UBND các huyện. thành phố»: scanners make a point of the comma between levels."""
    beside = (j - 1, j + 1)
    return all(word_at(tokens, i).islower() and is_carried(tokens, i) for i in beside)


def lists_bodies(tokens: list[str], j: int) -> bool:
    """«Thủ trưởng các cơ quan: Văn phòng UBND tỉnh, Sở Tài chính …»: whole names."""
    if word_at(tokens, j - 1) not in {"quan", "vị", "đốc"} or not head_at(tokens, j + 1):
        return False
    return word_at(tokens, j + 1)[0].isupper()


def _past_parenthesis(tokens: list[str], j: int) -> int:
    depth = 0
    for k in range(j, len(tokens)):
        depth += (tokens[k] == "(") - (tokens[k] == ")")
        if depth == 0:
            return k + 1 - j
    return len(tokens) - j


def _goes_on(tokens: list[str], j: int, size: int, *, single: bool) -> bool:
    """Whether a comma, dash or «và» links to more of the name or to another actor.

    `size` is that of the head behind it, 0 for none.
    """
    word = word_at(tokens, j + 1)
    if not word:
        return False
    if word == "và" and tokens[j] == ",":
        # «Cục A, Cục B, và các Ban»
        return not single and head_at(tokens, j + 2) > 0
    if _is_paired(tokens, j):
        return True
    if size:
        return not (single and (word[0].isupper() or word in QUANTIFIERS))
    if tokens[j] in _DASHES:
        return word[0].isalpha()
    if joins_zones(tokens, j):
        return True
    named = word_at(tokens, j + 3) in _DASHES or word_at(tokens, j + 4) == "Đầu"
    if f"{word} {word_at(tokens, j + 2)}" in PAPERS and not named:
        # A plan, but not «Kế hoạch và Đầu tư», «Kế hoạch - Tài chính».
        return False
    if is_carried(tokens, j + 1) or word[0].isupper():
        return True
    if stops(tokens, j + 1):
        return False
    return word in WORDS["onward"] or _is_series(tokens, j)


def _is_paired(tokens: list[str], j: int) -> bool:
    """Whether the words on both sides of the mark are one phrase."""
    beside = (word_at(tokens, j - 1), word_at(tokens, j + 1), word_at(tokens, j + 2))
    if beside in _PAIRED or _prevents(tokens, j):
        return True
    # «Đoàn kiểm tra, giám sát của tỉnh»
    return f"{beside[1]} {beside[2]}" in INSPECTS and is_inspecting(tokens, j + 1)


def _prevents(tokens: list[str], j: int) -> bool:
    """«Ban Chỉ đạo phòng | , chống ma túy», «… dân sự | và phòng, chống thiên tai»."""
    at = j - 1 if word_at(tokens, j - 1).lower() == "phòng" else j + 1
    if word_at(tokens, at).lower() != "phòng" or word_at(tokens, at + 1) != ",":
        return False
    return word_at(tokens, at + 2) == "chống"


def joins_zones(tokens: list[str], j: int) -> bool:
    """«Ban Quản lý Khu kinh tế X | và các khu công nghiệp Y»: one body for several zones."""
    if word_at(tokens, j) != "và" or word_at(tokens, j + 1) not in QUANTIFIERS:
        return False
    before = set(tokens[max(0, j - _ZONE_REACH) : j])
    return word_at(tokens, j + 2) in WORDS["zones"] and not before.isdisjoint(WORDS["zones"])


def _is_series(tokens: list[str], j: int) -> bool:
    """«trường đại học, cao đẳng xây dựng …»: a short noun after the mark, then the action."""
    if not word_at(tokens, j + 1).isalpha() or word_at(tokens, j + 1) in WORDS["openings"]:
        return False
    for k in range(j + 2, min(j + 2 + _SHORT_NOUN, len(tokens))):
        if tokens[k] in {".", ";", ":", "("}:
            return False
        if tokens[k] in {",", "và"}:
            return True
        if stops(tokens, k):
            # «… và nông nghiệp tỉnh | theo dõi», not «… theo quy định»
            weak = tokens[k] in WORDS["weak_stops"]
            return not weak or f"{tokens[k]} {word_at(tokens, k + 1)}" in DOUBLE
    return False


def _clause(tokens: list[str], i: int) -> int:
    """How many tokens from `i` are a clause that belongs to the name before it."""
    last = word_at(tokens, i - 1)
    pair = f"{word_at(tokens, i - 2)} {last}"
    if not (lower_first(pair) in BEARERS or lower_first(last) in BEARERS):
        return 0
    for clause in CLAUSES[tokens[i]]:
        words = tuple(tokens[i : i + len(clause)])
        if words == clause and _ends_clause(tokens, i + len(clause)) and not _advises(tokens, i):
            return len(clause)
    return 0


def _advises(tokens: list[str], i: int) -> bool:
    """«các cơ quan, đơn vị | tham mưu UBND tỉnh quy định …»: before whom it advises, the verb."""
    return tokens[i] == "tham" and head_at(tokens, i + 2) > 0


def _trades(tokens: list[str], i: int) -> int:
    """«đơn vị | sản xuất, kinh doanh, bảo quản hóa chất»: at least two trades mark out whom."""
    if lower_first(f"{word_at(tokens, i - 2)} {word_at(tokens, i - 1)}") not in WORDS["traders"]:
        return 0
    trades = WORDS["trades"]
    j = i
    while f"{word_at(tokens, j)} {word_at(tokens, j + 1)}" in trades:
        j += 2
        if word_at(tokens, j) not in {",", "và", "hoặc"}:
            break
        if f"{word_at(tokens, j + 1)} {word_at(tokens, j + 2)}" not in trades:
            break
        j += 1
    return j - i if j > i + 2 else 0


def _ends_clause(tokens: list[str], i: int) -> bool:
    """The action itself must still follow, or the name end at a comma, «và» or the sentence."""
    word = word_at(tokens, i)
    if not word or not word.isalpha() or word[0].isupper():
        return True
    return word in WORDS["after_clause"] or stops(tokens, i)


def lists_names(text: str) -> bool:
    """Whether the first colon of a sentence gives the names of «các Sở: Y tế, Nội vụ …»."""
    colon = text.find(":", 0, _HEADED)
    if colon <= 0:
        return False
    word = text[:colon].rsplit(maxsplit=1)[-1:]
    if word and word[0].isalnum() and even_tones(word[0]).lower() not in WORDS["listed"]:
        # Most lists are of other things: their words need not be parted.
        return False
    before = tokens_of(text, 0, colon)
    if not before or before[-1].lower() not in WORDS["listed"]:
        return False
    return _lists_names(tokens_of(text, 0, min(len(text), _LONGEST)), len(before))
