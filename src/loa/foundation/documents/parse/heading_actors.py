"""Where a heading names who acts: behind an order, before what they are or do."""

import re

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import (
    BODIES,
    POSTS,
    QUANTIFIERS,
    TAILS,
    head_at,
    lower_first,
    may_open,
    names_at,
    tokens_of,
    word_at,
)
from loa.foundation.documents.parse.actors import clean_name
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.name_stops import leads_to_items, opens_with_action
from loa.kernel.keeping import kept_if_short

_ORDERED = re.compile(
    r"(?:(?:Giao|Kính mời|Mời|Đề nghị|Yêu cầu|Đối với|(?:Trách nhiệm|Nhiệm vụ|Nghĩa vụ)"
    r"(?: chung)? của|Trách nhiệm|Phân công|Về phía"
    r"|Trách nhiệm, [^:;.]{3,60} của|Kính đề nghị|Nhiệm vụ|Nội dung(?: công việc)?)\s*:?\s+)?"
    r"(?:nhiệm vụ\s+)?(?:cho\s+)?"
)
# «Đồng chí Trưởng Ban …»: the post names who acts.
_HONOUR = re.compile(r"(?:Các đ|Đ|đ)ồng chí\s+")
# «Ông Nguyễn Văn A - Chủ tịch UBND xã»: a person by name.
PERSON = re.compile(
    rf"(?:Ông|Bà|Thầy|Cô|Đồng chí|Đ/c)\.?\s+[{CAPITALS}][^\W\d_]*"
    rf"(?:\s[{CAPITALS}][^\W\d_]*){{1,4}}(?=\s[-–]\s|,\s|$)"
)
_OWNED = re.compile(r"(?:Trách nhiệm|Nhiệm vụ|Nghĩa vụ)(?: chung)? của (?!việc|hoạt động|công tác)")
_GIVING = ("Giao ", "Đề nghị ", "Yêu cầu ")
_OTHERS = ("của ", "là ", "với ", "về ", "cho ", "để ", "có quyền", "có tài khoản", "đã ", "không ")
_BARE = frozenset({"Cơ quan", "Đơn vị"})
_ROLES = frozenset({"chủ trì", "phối hợp", "chủ trì soạn thảo", "chủ trì thẩm định"})
_LEADS = re.compile(r"chủ trì(?:,? phối hợp|\s*:|$| chuẩn bị| xây dựng| theo dõi| tham mưu)")
_ACTS = ("phải", "cần", "được", "báo cáo", "hướng dẫn")
_GIVEN = ("được giao", "được phân công", "được kiểm tra", "được cấp")
_SHORT = 14
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
    if honour and names_at(title, honour.end(), len(title)):
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
    if leads_to_items(rest, is_owned=bool(_OWNED.match(title))) or (
        title.startswith(_GIVING)
        and opens_with_action(rest)
        and not title[start + 1 : end].islower()
    ):
        # «Giao X ban hành giấy mời, trang trí hội trường với nội dung:»
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
