"""Who acts: names of bodies, posts and groups, read up to the first word of an action.

Vietnamese case does the work: names are capitalised and verbs are not, so an actor is a head noun
with everything up to the first verb in lower case. The words stand in actors.toml.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_DATA = tomllib.loads(files(__package__).joinpath("actors.toml").read_text("utf-8"))
_BODIES = frozenset(_DATA["heads"]["bodies"])
_POSTS = frozenset(_DATA["heads"]["posts"])
_GROUPS = frozenset(_DATA["heads"]["groups"])
_QUANTIFIERS = frozenset(_DATA["heads"]["quantifiers"])
_CARRIED = frozenset(_DATA["heads"]["carried"])
_CLAUSES: dict[str, list[tuple[str, ...]]] = {}
for _clause_words in _DATA["heads"]["clauses"]:
    _CLAUSES.setdefault(_clause_words.split()[0], []).append(tuple(_clause_words.split()))
_BEARERS = frozenset(_DATA["heads"]["bearers"])
_DOUBLE = frozenset(_DATA["verbs"]["double"])
_SINGLE = frozenset(_DATA["verbs"]["single"])
_KEEPS = frozenset(_DATA["verbs"]["keeps"])
_TAILS = tuple(_DATA["verbs"]["tails"])

_TOKEN = re.compile(r"[^\W_]+(?:[./&][^\W_]+)*|[^\w\s]")
# One-syllable heads that are also plain words: a name must follow.
_BARE = frozenset("Sở Bộ Ban Cục Vụ Hội Đoàn Viện Trường Đài Đội Trạm Ga Cảng Quỹ Đồn Báo Cổng Tổ Phòng".split())
_LONGEST = 400
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
# «tổ chức» is a noun before these, a verb elsewhere.
_ORGANISED = frozenset(
    {"chính", "xã", "cá", "thành", "đoàn", "liên", "có", "kinh", "quốc", "tín", "hội", "trực", "khác", "hành", "đảng", "và", "sự", "trong", "thuộc"}
)
_LINKS = frozenset({",", "và", "-", "–", "—", "&", "hoặc"})

_ORDERED = re.compile(
    r"(?:(?:Giao|Đề nghị|Yêu cầu|Đối với|Trách nhiệm của|Nhiệm vụ của|Trách nhiệm|Phân công|Về phía"
    r"|Kính đề nghị|Nhiệm vụ)\s+)?(?:nhiệm vụ\s+)?(?:cho\s+)?"
)

Token = tuple[str, int, int]


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Words and marks of `text[start:end]` with their places."""
    return [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


@lru_cache(maxsize=4096)
def _lower_first(word: str) -> str:
    return word[:1].lower() + word[1:]


def head_at(tokens: list[Token], i: int) -> int:
    """How many tokens from `i` are the head of an actor (quantifiers included); 0 for none."""
    j = i
    while j < len(tokens):
        pair = f"{tokens[j][0]} {tokens[j + 1][0]}" if j + 1 < len(tokens) else ""
        if pair in _QUANTIFIERS:
            j += 2
        elif tokens[j][0] in _QUANTIFIERS:
            j += 1
        else:
            break
    quantified = j > i
    for size in (3, 2, 1):
        words = " ".join(token[0] for token in tokens[j : j + size])
        if len(words.split()) < size:
            continue
        if size == 1 and words in _BARE and not quantified and not _is_named(tokens, j):
            continue
        if words in _BODIES or words in _POSTS:
            if words in {"Báo", "Hội", "Tổ", "Ban", "Bộ", "Ngành", "Phòng", "Thuế", "Trưởng", "Đoàn", "Trường"} and _is_other_word(tokens, j):
                continue
            return j + size - i
        low = _lower_first(words)
        if quantified and low in _CARRIED:
            return j + size - i
        if low in _GROUPS:
            if low == "cấp" and not quantified and _word(tokens, j + 1) not in {"trên", "dưới", "ủy", "uỷ", ","}:
                continue
            if low in {"ban", "báo", "bên", "hộ", "cấp", "tổ", "hội", "bộ", "phòng", "chủ trì", "thuế", "đài", "vụ", "xã", "ngành"} and _is_other_word(tokens, j):
                continue
            return j + size - i
    if j < len(tokens) and j + 1 < len(tokens) and _lower_first(tokens[j][0]) in {"tổ", "tô"} and tokens[j + 1][0] == "chức":
        after = tokens[j + 2][0] if j + 2 < len(tokens) else ""
        if quantified or after in _ORGANISED - {"có", "và", "trong", "thành"} or (after == "," and _word(tokens, j + 3) in {"cá", "đơn", "cơ"}):
            return j + 2 - i
    return 0


def _is_named(tokens: list[Token], i: int) -> bool:
    after = _word(tokens, i + 1)
    return bool(after) and (after[0].isupper() or after[0].isdigit() or after in {",", "công", "chuyên", "cơ", "ban", "ngành", "y", "và", "nông"})


def _word(tokens: list[Token], i: int) -> str:
    return tokens[i][0] if 0 <= i < len(tokens) else ""


def _is_other_word(tokens: list[Token], i: int) -> bool:
    """«báo cáo», «ban hành», «hội nghị», «bộ máy», «cấp phép» … are no actors."""
    return _word(tokens, i + 1) in {
        "cáo", "hành", "nghị", "thảo", "máy", "phép", "đảm", "phận", "trợ", "chức", "ngừa", "chống", "giấy", "nhật", "kinh",
        "thuộc", "gồm", "hiệu", "tiêu", "việc", "án", "dân", "viên", "phòng", "khẩu", "thường", "thủ", "tục", "hội", "bách", "hợp", "độ", "tổng", "quan",
    } and not (tokens[i][0] in {"ban", "Ban", "ngành"} and _word(tokens, i + 1) == "phòng")


def name_end(tokens: list[Token], i: int, *, single: bool = False) -> int:
    """The index after the actor that begins at token `i`; equals `i` where none begins.

    Goes on over «và» and commas to the next actors unless `single`.
    """
    size = head_at(tokens, i)
    if not size:
        return i
    j = i + size
    depth = 0
    while j < len(tokens) and tokens[j][2] - tokens[i][1] < _LONGEST:
        word = tokens[j][0]
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        if depth > 0 or word == ")":
            j += 1
            continue
        if word in _LINKS:
            if not _goes_on(tokens, j, single=single):
                break
            j += 1 + head_at(tokens, j + 1)
            continue
        if word == ";" and not single and head_at(tokens, j + 1):
            j += 1 + head_at(tokens, j + 1)
            continue
        clause = _clause(tokens, j)
        if clause:
            j += clause
            continue
        if not word[0].isalnum() or _stops(tokens, j):
            break
        j += 1
    while j > i + size and tokens[j - 1][0] in _LINKS:
        j -= 1
    return j


def _goes_on(tokens: list[Token], j: int, *, single: bool) -> bool:
    """Whether a comma or «và» links to more of the name or to another actor."""
    after = j + 1
    word = _word(tokens, after)
    if not word:
        return False
    if head_at(tokens, after):
        return not (single and _is_new_actor(tokens, after))
    if tokens[j][0] in {"-", "–", "—", "&"}:
        return word[0].isalpha()
    if _carried_at(tokens, after):
        return True
    if _word(tokens, after) in {"thị", "đặc", "quận", "khu", "cấp", "hội", "đoàn", "địa", "trung", "tổ", "tô", "viên", "công"} and not _stops(tokens, after):
        return True
    return word[0].isupper()


def _is_new_actor(tokens: list[Token], i: int) -> bool:
    return tokens[i][0][0].isupper() or tokens[i][0] in _QUANTIFIERS


def _carried_at(tokens: list[Token], i: int) -> bool:
    word = _lower_first(_word(tokens, i))
    return word in _CARRIED or f"{word} {_word(tokens, i + 1)}" in _CARRIED


def _clause(tokens: list[Token], i: int) -> int:
    """How many tokens from `i` are a clause that belongs to the name before it."""
    before = f"{_word(tokens, i - 2)} {_word(tokens, i - 1)}"
    bearer = _lower_first(before) in _BEARERS or before in _BEARERS or _word(tokens, i - 1) in _BEARERS
    if not bearer:
        return 0
    for clause in _CLAUSES.get(tokens[i][0], ()):
        words = tuple(token[0] for token in tokens[i : i + len(clause)])
        if words == clause and _after_clause(tokens, i + len(clause)):
            return len(clause)
    return 0


def _after_clause(tokens: list[Token], i: int) -> bool:
    """The action itself must still follow, or the name end at a comma, «và» or the sentence."""
    word = _word(tokens, i)
    return not word or not word.isalpha() or word in {"và", "các", "của"} or word[0].isupper() or _stops(tokens, i) or _word(tokens, i) in {"tỉnh", "cơ", "trên", "thành", "công", "địa", "xã", "chuyên", "trung", "tình", "cấp", "ở"}


def _stops(tokens: list[Token], i: int) -> bool:
    word = tokens[i][0]
    if not word[0].islower():
        return False
    after = _word(tokens, i + 1)
    pair = f"{word} {after}"
    before = tokens[i - 1][0]
    if before[0].isupper() and f"{before.lower()} {word}" in _DOUBLE:
        # «Sở Xây | dựng»: the second syllable of a capitalised word is no verb.
        return False
    if pair in _KEEPS:
        return pair == "quản lý" and tokens[i - 1][0][0].islower()
    if pair in {"tổ chức", "tô chức"}:
        return not (_word(tokens, i + 2) in _ORGANISED or (_word(tokens, i + 2) == "," and tokens[i - 1][0] == ","))
    if pair == "thông tin" and tokens[i - 1][0] in {"thống", "Thông"}:
        return False
    return pair in _DOUBLE or word in _SINGLE


def actors_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split `text[start:end]`, a stretch of actors, into single ones (places in `text`).

    At «;» always; at «và» and commas before another unit; set phrases stay whole.
    """
    tokens = tokens_of(text, start, end)
    if not tokens:
        return []
    pieces: list[tuple[int, int]] = []
    first = 0
    depth = 0
    for j, (word, _, _) in enumerate(tokens):
        depth += (word == "(") - (word == ")")
        if depth or j == first or word not in {";", ",", "và"}:
            continue
        if _parts(tokens, first, j):
            if tokens[first:j]:
                pieces.append((tokens[first][1], tokens[j - 1][2]))
            first = j + 1
    if tokens[first:]:
        pieces.append((tokens[first][1], tokens[-1][2]))
    return [piece for piece in (_trimmed(text, *pair) for pair in pieces) if piece[0] < piece[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;.:-":
        start += 1
    while end > start and text[end - 1] in " ,;.:-":
        end -= 1
    return start, end


def _parts(tokens: list[Token], first: int, j: int) -> bool:
    """Whether the mark at `j` parts two actors."""
    word = tokens[j][0]
    after = j + 1
    if word == ";":
        return True
    if not head_at(tokens, after) and not (word == "và" and _word(tokens, after) == "hệ"):
        return False
    opened = " ".join(token[0] for token in tokens[first : min(first + 4, j)])
    leads_many = opened.startswith(("Thủ trưởng", "thủ trưởng", "người đứng đầu", "Người đứng đầu"))
    next_word = tokens[after][0]
    if word == "và" and next_word == "hệ":
        return True
    if word == "và" and next_word in _QUANTIFIERS and _carried_at(tokens, after + 1) and _word(tokens, after + 1) == "khu":
        return False
    if word == "," and next_word in {"cơ", "đơn"} and [t[0] for t in tokens[j - 2 : j]] == ["cấp", "tỉnh"]:
        return True
    if word == "và":
        if _lower_first(next_word) in {"xã", "phường", "huyện", "thành", "tỉnh", "công", "viên", "thị"} and next_word[0].islower():
            return next_word == "công" and _word(tokens, after + 1) == "an"
        return True
    if next_word in {"các", "từng", "những"}:
        return not leads_many
    if next_word[0].isupper():
        if opened.startswith(("Cục", "Vụ", "Tổng cục")) and next_word in {"Bộ", "Văn"}:
            return False
        if tokens[j - 1][0][0].isupper() and next_word in {"Thể", "Du"}:
            return False
        return not leads_many or " ".join(t[0] for t in tokens[after : after + 2]) in _POSTS or next_word in {"Sở", "UBND"}
    return next_word in {"lực", "chính", "chủ"} and not leads_many and not opened.startswith(("các", "Các"))


def clean_name(text: str) -> str:
    """An actor's printed name without words in parentheses."""
    return " ".join(_PARENTHESIS.sub("", text).split()).strip(" ,;.:")


def heading_actor(title: str) -> tuple[int, int] | None:
    """Where a heading names who acts, or None; orders («Giao …», «Đề nghị …») are stepped over."""
    opened = _ORDERED.match(title)
    start = opened.end() if opened else 0
    tokens = tokens_of(title, start, len(title))
    size = head_at(tokens, 0)
    if not size:
        return None
    stop = name_end(tokens, 0)
    if stop >= len(tokens):
        common = _is_common(title, start, tokens, size) or title.endswith("lĩnh vực khác")
        return None if common else (start, len(title))
    rest = title[tokens[stop][1] :]
    if tokens[stop][0] in {":", "."} or rest.startswith(("của ", "là ", "với ", "về ", "cho ", "để ")):
        return (start, tokens[stop - 1][2]) if tokens[stop][0] in {":", "."} else None
    if _is_common(title, start, tokens, size) or "lĩnh vực" in title[start : tokens[stop - 1][2]]:
        return None
    if rest.startswith(("có quyền", "có tài khoản", "đã ", "không ")):
        return None
    if rest.startswith("chủ trì") and not re.match(r"chủ trì(?:,? phối hợp|\s*:|$| chuẩn bị| xây dựng| theo dõi| tham mưu)", rest):
        return start, len(title)
    if rest.startswith(_TAILS):
        return start, tokens[stop - 1][2]
    if rest.startswith((",", ";")):
        tail = min((at for at in (rest.find(word) for word in _TAILS) if at > 0), default=-1)
        return start, (tokens[stop][1] + tail if tail > 0 else len(title))
    if title[start:start + 1].isupper() and rest.startswith(("phải", "cần", "được", "báo cáo", "hướng dẫn")):
        return start, tokens[stop - 1][2]
    # «… khi sử dụng dịch vụ», «… tiếp nhận và giải quyết TTHC»: the clause qualifies the actor.
    return start, len(title)


def _is_common(title: str, start: int, tokens: list[Token], size: int) -> bool:
    """«Doanh nghiệp số», «Người dân»: a subject, not an addressee, unless listed or counted."""
    words = " ".join(token[0] for token in tokens[:size])
    if start or words in _BODIES or words in _POSTS or tokens[0][0] in _QUANTIFIERS:
        return False
    return words[0].isupper() and not any(mark in title for mark in (",", ";", " và "))


def is_names_only(title: str) -> bool:
    """Whether a run-in title is actors and nothing else, an order before them apart."""
    opened = _ORDERED.match(title)
    tokens = tokens_of(title, opened.end() if opened else 0, len(title))
    return bool(head_at(tokens, 0)) and name_end(tokens, 0) >= len(tokens)
