"""Signs in the text that an actor's name was cut short, took too much, or is no one's name."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from loa.foundation.documents.parse.actor_words import DOUBLE, WORDS
from loa.foundation.documents.parse.confidence import NOISE
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.letters import CAPITALS, even_tones
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.structure import Actor
from loa.kernel.keeping import kept_if_short

_AHEAD = 120
_SHOWN = 30
_BESIDE = 8
_GAP = re.compile(r"\s*(?:\([^()]*\)\s*)?")
# «các Sở, ban | , ngành thuộc …»: another noun of the list stands behind the comma.
_LIST_GOES_ON = re.compile(r"(?:,|và\b|\.(?=\s(?:thành phố|thị xã|huyện|xã|phường)))\s*[^\W\d_]")
# … but here the sentence goes on: «Sở X, trong phạm vi …».
_CLAUSE = re.compile(
    r",?\s*(?:căn cứ|theo|trong|trên|tùy|tuỳ|khi|sau|trước|để|nhằm|với|bảo đảm|đảm bảo|nếu"
    r"|định kỳ|h[ằà]ng|kịp thời|chủ động|phối hợp|chủ trì)\b"
)
# «các Sở: | Tài chính, …», «UBND 04 xã: | Gia Thuận, …»: their names stand behind the colon.
_NAMES_BEHIND = re.compile(
    rf":\s*[{CAPITALS}][^\W\d_]*(?:\s[^\W\d_]+){{0,4}}(?:,|;|\svà\s|\s[{CAPITALS}])"
)
_COLLECTIVE = re.compile(
    r"(?:sở|bộ|xã|phường|huyện|thành phố|ngành|cục|vụ|đơn vị|cơ quan|hội|nghị)$", re.IGNORECASE
)
_NAME_GOES_ON = re.compile(rf"[{CAPITALS}][^\W\d_]*\s")
_DASHED = re.compile(r"-\s?[^\W\d_]")
# «Các cơ quan, đơn vị | được giao nhiệm vụ …», «các tổ chức | cung cấp dịch vụ …»: who is meant.
_QUALIFIED = re.compile(
    r"(?:là chủ|được (?:giao|phân công|cấp|lựa chọn|lấy|chọn)"
    r"|có (?:giấy|nhu cầu|hoạt động|dự án)|quản lý|cung cấp"
    r"|chi trả|tham mưu|kinh doanh|sản xuất|hoạt động|đăng ký|làm chủ|đồng hành|tại các"
    r"|ứng dụng|theo quy định|tham gia|đến|khi)\b"
)
_BOUND = re.compile(
    r"(?:[^\s,;.:()]+ ){1,14}(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\b"
)
_LISTED_BOUND = re.compile(
    r"(?:[^\s;:.()]+ ){1,10}(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|căn cứ)\b"
)
_BINDS = re.compile(
    r"(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ|phối|khẩn|căn|theo)\b"
)
_COMMON = re.compile(
    r"(?:các |mọi |mỗi |từng |tất cả )?(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|cá nhân|lực lượng"
    r"|phương tiện|[,\s]|ngành|địa phương|chính quyền|cơ sở)+$",
    re.IGNORECASE,
)
# A body of its own name, then a common noun behind a comma: two actors read as one.
_UNPARTED = re.compile(
    r"^(?!(?:Các|Những|Mỗi|Mọi|Thủ trưởng|Người|Cơ quan|Doanh|Đơn vị)\s)"
    rf"(?=[{CAPITALS}]).*\s[{CAPITALS}].*,\s"
    r"(?:địa phương|đơn vị|cơ quan|tổ chức|doanh nghiệp|cá nhân)\b"
    r"|và cá nhân|,\s(?:chính quyền|lực lượng)\s"
    r"|^(?:[Tt]hành phố|[Tt]ỉnh|[Xx]ã|[Pp]hường)\s.+,\s(?:thành phố|tỉnh|xã|phường)\s"
    r"|,\s(?:các\s.*,\s(?:các|[A-ZĐỦ])|cơ quan, tổ chức khác)"
)
_GENERAL = frozenset(
    {
        "đơn vị", "cơ quan", "cấp", "ngành", "hội đồng", "tổ chức", "cá nhân", "các đơn vị",
        "các cơ quan", "các cấp", "các ngành", "bộ phận", "cán bộ", "hộ",
        "doanh nghiệp", "người dân", "thành viên", "phòng", "ban", "bộ", "sở", "tổ", "trung tâm",
        "trường", "khoa", "cục", "viện", "trạm", "chi cục", "văn phòng", "chi nhánh", "ban quản lý",
        "công ty", "cơ quan, đơn vị", "đơn vị, cá nhân", "bộ phận, cá nhân", "lãnh đạo",
        "đơn vị hoặc cá nhân", "cơ quan hoặc đơn vị",
    }
)  # fmt: skip
_LONG_NAME = 28
_LOWER_END = re.compile(r"\s(?:và|của|với|các|có|được|trong)$")
# Cut short, or too many to be meant.
_TOO_GENERAL = frozenset(
    {
        "các tổ chức", "các cơ quan", "các khu vực", "các xã, phường", "một số doanh nghiệp",
        "tất cả", "sở, ban", "các sở, ban", "các sở", "các bộ", "các doanh nghiệp", "tổ chức",
        "ubnd", "hđnd", "ubmttq", "mttq", "ban, ngành liên quan", "các ban", "các hội", "các phòng",
    }
)  # fmt: skip
_QUANTITY = re.compile(r"(?:Tất cả|Một số|một số|tất cả|Số|Toàn bộ)\s")
# «bầu | cử», «công | lập»: a syllable that is a verb alone, and the second half of a noun here.
_HALVES = frozenset({"lập", "trình", "cử", "giao"})
_ENDS = {
    " có chức năng": "Sau «{}» là chức năng của đơn vị; hãy xem có phải nhiệm vụ không.",
    " trên địa bàn": "«{}» không nói địa bàn nào; hãy chọn đơn vị cụ thể.",
}
# What scanners make of «để», «về», «đến» at the end of a name.
_MISREAD_ENDS = frozenset({"đê", "đẻ", "vê", "vẻ", "đên", "đé"})
_FOLDED_VERBS = frozenset(fold(verb) for verb in DOUBLE)
_WORD = re.compile(r"[^\W\d_]+")
_TWICE = re.compile(r"(?:^|\s)([^\W\d_]+)\s\1(?:\s|$)")
_WHERE = re.compile(r"(?:tại (?:các )?địa phương|tại các địa bàn|ở cơ sở)\b")
_FRONT = re.compile(r"(?:^|\s)(?:sở|ban|bộ|các cấp),\s$")
# A noun after a comma though it is a verb elsewhere: «cơ quan báo chí, truyền thông trên …».
_NOUNS_TOO = ("tổ chức", "truyền thông", "nghiên cứu", "đào tạo", "sản xuất", "kinh doanh")
# «Trung tâm X | phụ trách địa bàn», «các xã thuộc địa bàn | phụ trách»: which of them is meant.
_OF_AREA = re.compile(r"(?:phụ trách|được phân công|được giao) (?:địa bàn|khu vực|theo dõi)\b")
_AREA_END = re.compile(r"(?:địa bàn|lĩnh vực|khu vực)$")
_AREA_GOES_ON = re.compile(r"(?:phụ trách|quản lý|được giao|được phân công)\b")
_COUNTED = ("các ", "những ", "từng ", "mỗi ", "mọi ")
_HELD_BY = re.compile(r"\s[-–]\s(?:[Cc]ơ quan|[Đđ]ơn vị|[Tt]hường trực|[Đđ]ầu mối)")


def of_actors(text: str, actors: Sequence[Actor]) -> dict[int, str]:
    """Why to look at which of `actors`: its index → the words. `text` is the source."""
    starts = sorted(actor.span.start for actor in actors)
    found: dict[int, str] = {}
    for at, actor in enumerate(actors):
        after = bisect_left(starts, actor.span.end)
        is_last = after == len(starts) or starts[after] - actor.span.end >= _BESIDE
        why = of_name(actor.name) or _of_what_precedes(actor.name, text, actor.span.start)
        if why is None and is_last:
            behind = _behind(text, actor.span.end)
            if _goes_on(actor.name, behind):
                shown = _shown(behind)
                why = f"Sau tên «{actor.name}» còn «{shown}»; hãy xem tên đã đủ chưa."
        if why:
            found[at] = why
    return found


def _behind(text: str, at: int) -> str:
    words = " ".join(text[at : at + _AHEAD].split())
    return words[_end_of_gap(words) :]


def _end_of_gap(words: str) -> int:
    gap = _GAP.match(words)
    return gap.end() if gap else 0


@kept_if_short(4096)
def of_name(name: str) -> str | None:
    """What is odd in the name itself, or None."""
    low = name.lower()
    if len(name.split()) > _LONG_NAME:
        return "Tên đơn vị dài bất thường; hãy xem lại."
    if low in _GENERAL:
        return f"«{name}» là tên chung; hãy chọn đơn vị cụ thể."
    if _LOWER_END.search(name) or NOISE.search(name):
        return f"Tên đơn vị «{name}» đọc không chắc; hãy xem lại."
    if low in _TOO_GENERAL or _QUANTITY.match(name):
        return f"«{name}» là tên chung hoặc bị cắt; hãy chọn đơn vị cụ thể."
    if why := next((why for end, why in _ENDS.items() if name.endswith(end)), None):
        return why.format(name)
    if _UNPARTED.search(name):
        return f"«{name}» có thể là nhiều đơn vị viết liền; hãy tách ra nếu cần."
    if _is_misread(name):
        return f"Tên «{name}» có thể thừa chữ hoặc sai chữ; hãy so với văn bản."
    strange = _unfamiliar(name)
    if strange:
        return (
            f"Tên «{name}» có chữ ít gặp trong tên đơn vị («{strange}»); hãy xem tên đã đúng chưa."
        )
    if _HELD_BY.search(name):
        return f"«{name}» gồm tên và vai trò; hãy xem đơn vị nào được giao."
    return None


def _unfamiliar(name: str) -> str:
    """The words in small letters that names of bodies seldom have, as they stand."""
    words = [word for word in _WORD.findall(even_tones(name)) if word.islower()]
    return " ".join(word for word in words if word not in WORDS["familiar"])


def _is_misread(name: str) -> bool:
    """A word twice, a verb whose marks a scanner changed, a particle at the end."""
    ends = " ".join(name.split()[-2:])
    is_verb = ends.islower() and ends not in DOUBLE and fold(ends) in _FOLDED_VERBS
    is_particle = name.rsplit(maxsplit=1)[-1] in _MISREAD_ENDS
    return is_verb or is_particle or bool(_TWICE.search(name.lower()))


def _of_what_precedes(name: str, text: str, at: int) -> str | None:
    """«các sở, | ngành, địa phương»: the front of the list stands before the name."""
    before = " ".join(text[max(0, at - _SHOWN) : at].split())
    if before.endswith(" giữa"):
        return f"«{name}» đứng sau «giữa»; hãy xem có phải đơn vị phối hợp không."
    if name[0].islower() and not name.startswith(_COUNTED) and _FRONT.search(before + " "):
        return f"Trước tên «{name}» còn «{before.rsplit(' ', 2)[-1]}»; hãy xem tên đã đủ chưa."
    return None


def _goes_on(name: str, behind: str) -> bool:
    """Whether the words behind the name may be more of it."""
    if _NAMES_BEHIND.match(behind) and _COLLECTIVE.search(name) and not _orders(behind[1:]):
        return True
    if _LIST_GOES_ON.match(behind):
        return not _CLAUSE.match(behind) and not _next_is_other(behind)
    if _NAME_GOES_ON.match(behind) and not _orders(behind):
        return True
    if _DASHED.match(behind) and behind[1:].lstrip()[:1].islower():
        return True
    if _is_halved(name, behind) or _WHERE.match(behind) or _OF_AREA.match(behind):
        return True
    if _AREA_END.search(name) and _AREA_GOES_ON.match(behind):
        return True
    if _is_bound_later(name, behind):
        return True
    return bool(_COMMON.match(name) and _QUALIFIED.match(behind))


def _is_halved(name: str, behind: str) -> bool:
    """«Ban Chỉ đạo bầu | cử», «02 Chương | trình»."""
    last, following = name.rsplit(maxsplit=1)[-1], behind.partition(" ")[0]
    return last not in WORDS["ends"] and following in _HALVES


def _next_is_other(behind: str) -> bool:
    """Whether a new name or a verb stands behind the comma; «tổ chức» is noun or verb."""
    words = behind.lstrip(", ").removeprefix("và ").lstrip()
    return words[:1].isupper() or (_orders(words) and not words.startswith(_NOUNS_TOO))


def _is_bound_later(name: str, behind: str) -> bool:
    # A name that ends its line has the next item behind it, in a capital or with its mark.
    if not behind[:1].islower() or _BINDS.match(behind):
        return False
    # «Các tổ chức, đơn vị | điều tra, rà phá bom mìn phải …»: which of them is meant.
    is_proper = name.rsplit(maxsplit=1)[-1][:1].isupper()
    return bool(_BOUND.match(behind) or (not is_proper and _LISTED_BOUND.match(behind)))


def _orders(words: str) -> bool:
    return opens_with_verb(words.strip())


def _shown(behind: str) -> str:
    short = behind[:_SHOWN].rsplit(" ", 1)[0] if len(behind) > _SHOWN else behind
    return short.strip()
