"""Lists of actors: where a heading names them, and how a list falls into single ones."""

import re

from loa.foundation.documents.parse.actor_names import joins_zones, lists_bodies, name_end
from loa.foundation.documents.parse.actor_words import (
    BODIES,
    POSTS,
    QUANTIFIERS,
    TAILS,
    WORDS,
    head_at,
    lower_first,
    may_open,
    tokens_of,
    word_at,
)
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.name_stops import leads_to_items
from loa.kernel.keeping import kept_if_short

_ORDERED = re.compile(
    r"(?:(?:Giao|Kính mời|Mời|Đề nghị|Yêu cầu|Đối với|(?:Trách nhiệm|Nhiệm vụ|Nghĩa vụ)"
    r"(?: chung)? của|Trách nhiệm|Phân công|Về phía"
    r"|Trách nhiệm, [^:;.]{3,60} của|Kính đề nghị|Nhiệm vụ|Nội dung(?: công việc)?)\s*:?\s+)?"
    r"(?:nhiệm vụ\s+)?(?:cho\s+)?"
)
# «Đồng chí Trưởng Ban …»: the post names who acts.
_HONOUR = re.compile(r"(?:Các đ|Đ|đ)ồng chí\s+")
_POST_OF = re.compile(
    r"(?:[Cc]ác )?[Đđ]ồng chí (?=Phó |Trưởng |Giám |Chủ |Chánh |Bí thư|Hiệu |Bộ trưởng|Thứ "
    r"|[ỦU][yỷ] viên|Chỉ huy |Tổ trưởng|Kế toán |Lãnh đạo)"
)
# «Ông Nguyễn Văn A - Chủ tịch UBND xã»: a person by name.
PERSON = re.compile(
    rf"(?:Ông|Bà|Thầy|Cô|Đồng chí|Đ/c)\.?\s+[{CAPITALS}][^\W\d_]*"
    rf"(?:\s[{CAPITALS}][^\W\d_]*){{1,4}}(?=\s[-–]\s|,\s|$)"
)
_OWNED = re.compile(r"(?:Trách nhiệm|Nhiệm vụ|Nghĩa vụ)(?: chung)? của (?!việc|hoạt động|công tác)")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
# «Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo»: what the unit is besides, not its name.
_ROLE = re.compile(r"\s[-–]\s(?:[Cc]ơ quan|[Đđ]ơn vị) (?:[Tt]hường trực|chủ trì|đầu mối|tham mưu)")
_MANY = (
    "Lãnh đạo các", "lãnh đạo các", "Ban Giám đốc", "Ban giám đốc", "Giám đốc các", "Trưởng các",
    "Hiệu trưởng các", "Thủ trưởng", "thủ trưởng", "người đứng đầu", "Người đứng đầu",
)  # fmt: skip
_PARENTS = ("Cục", "Vụ", "Tổng cục")
_OTHERS = ("của ", "là ", "với ", "về ", "cho ", "để ", "có quyền", "có tài khoản", "đã ", "không ")
_BARE = frozenset({"Cơ quan", "Đơn vị"})
_ROLES = frozenset({"chủ trì", "phối hợp", "chủ trì soạn thảo", "chủ trì thẩm định"})
_LEADS = re.compile(r"chủ trì(?:,? phối hợp|\s*:|$| chuẩn bị| xây dựng| theo dõi| tham mưu)")
_ACTS = ("phải", "cần", "được", "báo cáo", "hướng dẫn")
_GIVEN = ("được giao", "được phân công", "được kiểm tra", "được cấp")
_SHORT = 14
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
_FEWEST_MARKED = 5
_MARKS = ("chủ", "phối", "đăng", "thường", "quản", "chuyên", "được", "tham", "tiếp")
_LONGEST_BEING = 4
# «Doanh nghiệp cung cấp dịch vụ X | có trách nhiệm»: the clause before it qualifies the actor.
_BOUND = re.compile(
    r"\s+(?:(?:tự|cùng|liên đới|hoàn toàn)\s)?(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\b"
)
# «Cơ quan chuyên môn … | thực hiện công tác quản lý nhà nước về y tế»: its field names it.
STATE_FIELD = re.compile(
    r"\s+(?:thực hiện|làm)\s(?:(?:chức năng|nhiệm vụ|công tác)(?:,\s|\s))+quản lý nhà nước\s"
)
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


def heading_actor(title: str, *, is_assigned: bool = False) -> tuple[int, int] | None:
    """Where a heading names who acts, or None; orders («Giao …», «Đề nghị …») are stepped over.

    In a part that hands out work (`is_assigned`) a common noun is an addressee as well.
    """
    place, is_common = _named_first(title)
    return place if is_assigned or not is_common else None


@kept_if_short(4096)
def _named_first(title: str) -> tuple[tuple[int, int] | None, bool]:
    """Where a heading names who acts, and whether a common noun does that is mostly a subject."""
    opened = _ORDERED.match(title)
    start = opened.end() if opened else 0
    honour = _HONOUR.match(title, start)
    if honour and head_at(tokens_of(title, honour.end(), len(title)), 0):
        start = honour.end()
    opens = may_open(title, start, len(title))
    tokens = tokens_of(title, start, len(title)) if opens else None
    size = head_at(tokens, 0) if tokens else 0
    if not size and _OWNED.match(title) and not title.endswith("."):
        # «Trách nhiệm của đối tượng được kiểm kê»: whatever follows is who must act.
        return (start, len(title)), False
    if not size or tokens is None:
        return None, False
    common = _is_common(title, start, tokens, size)
    if common and tokens[0] in {"Cơ", "Đơn"}:
        return None, True
    stop = name_end(tokens, 0)
    end = tokens.end(stop - 1)
    if "ngành, lĩnh vực" in title and "quản lý ngành" not in title:
        return None, common
    if stop >= len(tokens):
        return (start, len(title)), common
    return _heading_end(title, start, end, tokens.start(stop)), common


def _heading_end(title: str, start: int, end: int, at: int) -> tuple[int, int] | None:
    """The heading's actors when more words follow them from `at`."""
    rest = title[at:]
    if _OWNED.match(title) and rest in _ROLES:
        # «Trách nhiệm của cơ quan chủ trì»
        return start, len(title)
    if rest.startswith((":", ".")):
        return start, end
    if rest.startswith("là ") and title.startswith(("Các ", "các ")):
        # «Các chủ rừng là tổ chức (…)»
        being = clean_name(rest)
        return (start, len(title)) if len(being.split()) <= _LONGEST_BEING else None
    if rest.startswith(_OTHERS):
        return None
    if rest.startswith((",", ";")):
        tail = min((place for word in TAILS if (place := rest.find(word)) > 0), default=-1)
        return start, (at + tail if tail > 0 else len(title))
    given = rest.startswith(_GIVEN) and len(title.split()) <= _SHORT and not title.endswith(".")
    if given or STATE_FIELD.match(title, end):
        # «Thủ trưởng các cơ quan, đơn vị | được giao nhiệm vụ»: which of them is said.
        return start, len(title)
    shown = _LEADS.match(rest) if rest.startswith("chủ trì") else rest.startswith(TAILS)
    if shown or (title[start : start + 1].isupper() and rest.startswith(_ACTS)):
        # «Cơ quan thực hiện nhiệm vụ kiểm tra»: which one the items below tell.
        return (start, end) if title[start:end] not in _BARE else None
    bound = _BOUND.search(rest)
    if bound:
        return start, at + bound.start()
    if leads_to_items(rest, is_owned=bool(_OWNED.match(title))):
        return start, end
    # «… khi sử dụng dịch vụ», «… tiếp nhận và giải quyết TTHC»: the clause qualifies the actor.
    return start, len(title)


def _is_common(title: str, start: int, tokens: list[str], size: int) -> bool:
    """«Doanh nghiệp số», «Người dân»: a subject, not an addressee, unless listed or counted."""
    words = " ".join(tokens[:size])
    if start or words in BODIES or words in POSTS or tokens[0] in QUANTIFIERS:
        return False
    is_long = len(tokens) > _FEWEST_MARKED
    if is_long and words in {"Cơ quan", "Đơn vị"} and word_at(tokens, size) in _MARKS:
        # «Cơ quan chủ trì giải quyết thủ tục đầu tư»: which one is said; «Đơn vị thực hiện» is not.
        return False
    if words.startswith("Chủ "):
        # «Chủ đầu tư các cụm công nghiệp»
        return False
    return words != lower_first(words) and not any(mark in title for mark in (",", ";", " và "))


@kept_if_short(4096)
def is_names_only(title: str) -> bool:
    """Whether a run-in title is actors and nothing else, an order before them apart."""
    opened = _ORDERED.match(title)
    start = opened.end() if opened else 0
    if not may_open(title, start, len(title)):
        return False
    tokens = tokens_of(title, start, len(title))
    return 0 < len(tokens) <= name_end(tokens, 0)
