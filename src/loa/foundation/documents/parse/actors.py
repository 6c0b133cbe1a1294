"""Lists of actors: how one falls into single ones, and their names."""

import re

from loa.foundation.documents.parse.actor_names import joins_zones, lists_bodies
from loa.foundation.documents.parse.actor_words import (
    POSTS,
    QUANTIFIERS,
    WORDS,
    head_at,
    lower_first,
    tokens_of,
    word_at,
)
from loa.kernel.keeping import kept_if_short

_POST_OF = re.compile(
    r"(?:[Cc]ác )?[Đđ]ồng chí (?=Phó |Trưởng |Giám |Chủ |Chánh |Bí thư|Hiệu |Bộ trưởng|Thứ "
    r"|[ỦU][yỷ] viên|Chỉ huy |Tổ trưởng|Kế toán |Lãnh đạo)"
)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
# «Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo»: what the unit is besides, not its name.
_ROLE = re.compile(r"\s[-–]\s(?:[Cc]ơ quan|[Đđ]ơn vị) (?:[Tt]hường trực|chủ trì|đầu mối|tham mưu)")
_MANY = (
    "Lãnh đạo các", "lãnh đạo các", "Ban Giám đốc", "Ban giám đốc", "Giám đốc các", "Trưởng các",
    "Hiệu trưởng các", "Thủ trưởng", "thủ trưởng", "người đứng đầu", "Người đứng đầu",
)  # fmt: skip
_PARENTS = ("Cục", "Vụ", "Tổng cục")
_WITH_ATTRIBUTE = 5
_COMMITTEES = frozenset({"UBND", "Ủy", "Uỷ"})
# Heads of two syllables that each name anew behind a comma.
_REPEATED = frozenset(
    {
        "cơ sở",
        "doanh nghiệp",
        "công ty",
        "trung tâm",
        "lực lượng",
        "hợp tác",
        "lãnh đạo",
        "ban quản",
    }
)
_OTHER_BODIES = frozenset({"địa", "đơn", "doanh", "cơ", "tổ", "giáo", "trưởng", "công"})
_BOARDS = frozenset({"công", "quản", "chỉ", "giám", "chấp", "điều", "đại", "vận", "bảo"})
_POSTS_ANEW = frozenset({"đồng chí", "người đứng"})
# First words of groups: «Cơ quan, đơn vị», «Đoàn thể, doanh nghiệp», «Cấp ủy, chính quyền» …
_GROUP_WORDS = frozenset(
    {
        "các", "mỗi", "từng", "cơ", "đơn", "địa", "tổ", "doanh", "đoàn",
        "cấp", "chính", "lực", "cá", "cán", "công", "chủ", "người", "toàn",
        "tất", "những", "nhà", "thủ", "lãnh", "giám", "quý",
    }
)  # fmt: skip
_TRIM = " ,;.:-"
_MARKS_OF_LISTS = frozenset({";", ",", "và", "hoặc"})
_ASKED_IN_LISTS = _MARKS_OF_LISTS | {"(", ")", ":"}


def actors_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split `text[start:end]`, a stretch of actors, into single ones (places in `text`).

    At «;» always; at «và» and commas before another unit; set phrases stay whole.
    """
    return [(start + a, start + b) for a, b in _single(text[start:end])]


@kept_if_short(4096)
def _single(text: str) -> tuple[tuple[int, int], ...]:
    """The places of single actors in a stretch of them; papers of one office name the same."""
    tokens = tokens_of(text, 0, len(text))
    pieces: list[tuple[int, int]] = []
    first = depth = 0
    # «các Bộ: Quốc phòng, Công an»: names of one group, one of which is a head elsewhere.
    listed = False
    for j, word in enumerate(tokens):
        if word not in _ASKED_IN_LISTS:
            continue
        depth += (word == "(") - (word == ")")
        listed = listed or word == ":"
        if word == ":" and not depth and lists_bodies(tokens, j):
            first, listed = j + 1, False
            continue
        if depth or j == first or word not in _MARKS_OF_LISTS or not _parts(tokens, first, j):
            continue
        if listed and word != ";" and _is_of_kind(tokens, first, j + 1):
            continue
        pieces.append((tokens.start(first), tokens.end(j - 1)))
        first, listed = j + 1, False
    if tokens[first:]:
        pieces.append((tokens.start(first), tokens.end(len(tokens) - 1)))
    trimmed = [_trimmed(text, *pair) for pair in pieces]
    return tuple(piece for piece in trimmed if piece[0] < piece[1])


def _is_of_kind(tokens: list[str], first: int, i: int) -> bool:
    """«các Bộ: Quốc phòng, | Công an», «các hội: Hội A, | Hiệp hội B»: a name of the group."""
    name, after = word_at(tokens, i), word_at(tokens, i + 1)
    if (name, after) == ("Công", "an"):
        return True
    colon = next(j for j in range(first, len(tokens)) if tokens[j] == ":")
    kind = word_at(tokens, colon - 1).lower()
    return kind == (after if name == "Hiệp" else name.lower())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    name = text[start:end]
    role = _ROLE.search(text, start, end) if "-" in name or "–" in name else None
    end = role.start() if role else end
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _parts(tokens: list[str], first: int, j: int) -> bool:
    """Whether the mark at `j` parts two actors."""
    mark, after = tokens[j], word_at(tokens, j + 1)
    if mark == ";":
        return True
    if mark == "và" and after == "hệ":
        return True
    if mark == "và" and after == "cá" and tokens[first] in QUANTIFIERS:
        # «các cơ quan, tổ chức và cá nhân» is one set phrase.
        return False
    if not head_at(tokens, j + 1):
        return False
    if mark == "hoặc":
        # «Trưởng phòng chuyên môn hoặc Chánh Văn phòng», but «đơn vị hoặc cá nhân».
        return after[0].isupper()
    return _parts_at_and(tokens, first, j) if mark == "và" else _parts_at_comma(tokens, first, j)


def _parts_at_and(tokens: list[str], first: int, j: int) -> bool:
    after = word_at(tokens, j + 1)
    if joins_zones(tokens, j) or (after in QUANTIFIERS and word_at(tokens, j + 2) == "khu"):
        return False
    if after in {"HĐND", "Hội"} and word_at(tokens, j - 1) in {"hội", "ĐBQH"}:
        # «Đoàn đại biểu Quốc hội và HĐND tỉnh» have one office.
        return False
    if after == "Đài" and j == first + 1:
        # «Báo và Đài Phát thanh - Truyền hình tỉnh»
        return False
    if after in _COMMITTEES and _is_office_of_council(tokens, first, j):
        return False
    many = after in {"địa", "đơn"} and " ".join(tokens[first : first + 2]) in _MANY
    if many or (after == "địa" and word_at(tokens, j - 1) == "ương"):
        # «Thủ trưởng các cơ quan, đơn vị và địa phương», «các đài ở trung ương và địa phương»
        return False
    if after == "người" and word_at(tokens, j + 2) == "lao" and word_at(tokens, j - 1) == "chức":
        # «công chức, viên chức và người lao động» is one set phrase.
        return False
    if after == "Văn" and word_at(tokens, j + 2) == "thư":
        # «Phòng Cải cách hành chính và Văn thư»
        return tokens[first] not in {"Phòng", "Chi"}
    if after == "công":
        return word_at(tokens, j + 2) == "an"
    return after not in WORDS["level_words"]


def _is_office_of_council(tokens: list[str], first: int, j: int) -> bool:
    """«Văn phòng HĐND và UBND xã»: council and committee of a commune have one office."""
    words = tokens[first:j]
    return words[-1] in {"HĐND", "dân"} and "phòng" in words[:4]


def _parts_at_comma(tokens: list[str], first: int, j: int) -> bool:
    """Commas inside a generic series never split it; a new unit after one does."""
    after = word_at(tokens, j + 1)
    opened = " ".join(tokens[first : min(first + 4, j)])
    many = opened.startswith(_MANY)
    if _names_anew(tokens, first, j) or _names_others(tokens, first, j, opened):
        return True
    if after in {"cơ", "đơn", "chủ", "nhà"} and _ends_territories(tokens, first, j):
        return True
    if after in {"các", "từng", "những"}:
        return not many and not _is_pair_of_groups(tokens, first, j)
    if ((_is_series(opened) or opened == "Sở") and _is_ranked(tokens, j + 1)) or _is_one_series(
        tokens, j, opened
    ):
        # «các Sở, Ban, Ngành liên quan»
        return False
    if not after[0].isupper():
        if after == "báo" and word_at(tokens, j - 1) == "tấn":
            # «cơ quan thông tấn, báo chí» is one set phrase.
            return False
        concerned = after == "cá" and word_at(tokens, j + 3) in {"có", "liên"}
        if (after in _OTHER_BODIES or concerned) and not many:
            # «Sở Y tế, địa phương», «…, cá nhân có liên quan»: other kinds after a whole name.
            return _is_own_name(opened)
        if after == "chính" and j - first >= _WITH_ATTRIBUTE:
            # «các cơ quan chức năng, chính quyền địa phương»
            return not many
        return after in {"lực", "chính", "chủ", "báo"} and not many and not _is_series(opened)
    if opened.startswith(_PARENTS) and after in {
        "Bộ",
        "Văn",
    }:
        return False
    pair = f"{after} {word_at(tokens, j + 2)}"
    return not many or pair in POSTS or after in {"Sở", "UBND", "Ủy", "Chánh"}


def _ends_territories(tokens: list[str], first: int, j: int) -> bool:
    """«UBND các xã, phường | , đơn vị được giao vốn»: whoever governs territories stands alone."""
    words = tokens[first:j]
    if words[-2:] == ["cấp", "tỉnh"] and word_at(tokens, j + 1) != "chủ":
        # «các sở, ban, ngành cấp tỉnh | , đơn vị liên quan»
        return True
    if words[-1] == "ngành" and word_at(tokens, j + 1) in {"chủ", "nhà"}:
        # «các sở, ban, ngành | , chủ đầu tư hạ tầng»
        return word_at(tokens, j + 2) == "đầu"
    return ("UBND" in words or "Ủy" in words) and words[-1] in {"phố", "xã", "phường", "khu"}


def _is_ranked(tokens: list[str], i: int) -> bool:
    """«Ban, ngành», «Ngành liên quan»: common nouns of a series, however they are written."""
    word, after = word_at(tokens, i), word_at(tokens, i + 1)
    if word == "Ban" and after in _BOARDS:
        # «các thôn, Ban công tác Mặt trận», «các xã, phường, Ban quản lý dự án X»
        return False
    return word in {"Ban", "Ngành"} and (not after or not after[0].isupper())


def _names_anew(tokens: list[str], first: int, j: int) -> bool:
    """«các cơ sở giáo dục đại học, | cơ sở dạy nghề»: the same head stands again."""
    begin = first + (tokens[first] in QUANTIFIERS)
    head = [lower_first(word) for word in tokens[begin : begin + 2]]
    again = [lower_first(word_at(tokens, k)) for k in (j + 1, j + 2)]
    return head == again and " ".join(head) in _REPEATED


def _names_others(tokens: list[str], first: int, j: int, opened: str) -> bool:
    """Whether another kind of persons or bodies stands behind the comma at `j`."""
    pair = f"{word_at(tokens, j + 1)} {word_at(tokens, j + 2)}"
    if pair in {"cấp ủy", "cấp uỷ"}:
        # «Tổ công tác Đề án 06, cấp ủy các cấp»
        return _is_own_name(opened)
    if pair == "lực lượng" and "," not in tokens[first:j]:
        # «các cơ quan báo chí, lực lượng dân quân»
        return j - first >= _WITH_ATTRIBUTE and not opened.startswith(_MANY)
    # «Thủ trưởng các sở, ban, ngành, các thành viên Ban Chỉ đạo»
    return pair in _POSTS_ANEW or (pair == "các thành" and word_at(tokens, j + 3) == "viên")


def _is_one_series(tokens: list[str], j: int, opened: str) -> bool:
    """«các Vụ, Cục thuộc Bộ», «Bí thư Tỉnh ủy, Thành ủy»: common nouns of one series."""
    after = word_at(tokens, j + 1)
    if after == "Thành":
        return word_at(tokens, j - 1) == word_at(tokens, j + 2) == "ủy"
    return after in _PARENTS and opened.removeprefix("các ").removeprefix("Các ") in _PARENTS


def _is_series(opened: str) -> bool:
    return opened.startswith(("các", "Các"))


def _is_pair_of_groups(tokens: list[str], first: int, j: int) -> bool:
    """«các ngành, các cấp»: one set phrase of two bare groups."""
    pairs = {("ngành", "cấp"), ("cấp", "ngành")}
    return j == first + 2 and (tokens[j - 1], word_at(tokens, j + 2)) in pairs


def _is_own_name(opened: str) -> bool:
    """Whether an actor begins with the head of a proper name, not of a group."""
    head = opened.split(" ", 1)[0]
    if opened.startswith(("Tổ công ", "Công an ")) and " các" not in opened:
        return True
    return head[:1].isupper() and lower_first(head) not in _GROUP_WORDS


def clean_name(text: str) -> str:
    """An actor's printed name without words in parentheses."""
    plain = _PARENTHESIS.sub("", text) if "(" in text else text
    name = " ".join(plain.split()).strip(_TRIM)
    honour = _POST_OF.match(name) if "ồng chí " in name else None
    return name[honour.end() :] if honour else name
