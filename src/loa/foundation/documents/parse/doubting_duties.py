"""Signs that a sentence is no duty, that it is cut, or that another than was read must do it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from loa.foundation.documents.parse.actor_words import names_at
from loa.foundation.documents.parse.confidence import VERBLESS, orders
from loa.foundation.documents.parse.letters import holds_any, sought
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.structure import Actor, Duty, Section
from loa.kernel.keeping import kept_if_short

_OPENING = 60
_MID = 30
_VERB_WITHIN = 3
_COUNTS = re.compile(
    r"(?:[^:]{2,80}:\s+)?(?:Không quá|Có (?:ít nhất|tối thiểu|trên|\d)|Ít nhất|Tối thiểu|Đạt "
    r"|\d+ ?%)|[^:]{2,160}:\s+[^.;:]{0,40}?(?:không quá|tối đa|xét chọn)\s\d"
)
_SAYS = re.compile(
    r"(?:Thời gian|Địa điểm|Hình thức|Nội dung|Đối tượng|Số lượng|Về|Là (?:các|những))\b"
)
# «Báo cáo giá thị trường của Ủy ban nhân dân tỉnh»: verbs at its head, and a thing all the same.
_OF_SOMEBODY = re.compile(
    r"(?:Báo cáo|Thông báo|Quyết định|Hướng dẫn|Kiến nghị|Đề xuất|Đề nghị)\s(?:[^\s,;:.]+\s){1,9}?"
    r"(?:của|do)\s(?:các\s|[^\W\d_a-zà-ỹ])"
)
_AFTER_COLON = re.compile(r"[^:]{3,90}:\s+(?P<letter>[^\W\d_])")
# Behind a name these make it no subject: «gửi Sở X | để tổng hợp …».
_NO_SUBJECT = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:để|đê|nhằm|của|về|cho)\s")
_NOUN_FIRST = re.compile(
    r"(?:Khó khăn|Vướng mắc|Tồn tại|Hạn chế|Kết quả|Kinh phí|Nguồn vốn|Hồ sơ|Thành phần)\b"
)
_DIFFICULTIES = re.compile(
    r"(?:Kịp thời |Thường xuyên |Chủ động )?(?:báo cáo|phản ánh|thông tin|trao đổi|đề xuất)"
    r"(?: kịp thời)?(?: với [^,.;]{2,40})? (?:(?:những|các) )?(?:khó khăn|vướng mắc|bất cập)\b",
    re.IGNORECASE,
)
# «Cá nhân gửi phản ánh có quyền …», «Cá nhân khi gửi phản ánh, ứng dụng sẽ …».
_MAY = re.compile(r",?[^.;:,]{0,110}?\b(?:có quyền|được quyền|được phép)\s")
_OTHER_WILL = re.compile(
    r"(?:,\s[^.;:,]{2,20}?)?\s*(?:khi|sau khi|nếu)\s[^.;:]{2,100}?,\s[^.;:,]{2,60}?\ssẽ\s"
)
_SENT = re.compile(r"(?:Phân công|Bố trí|Cử|Cắt cử|Tuyển chọn)\s+(?:\d+\s)?$")
# «… về Cục X | – Cơ quan thường trực Tổ công tác …»: a dash of the sentence, at a line's start.
_DASH_BEFORE = re.compile(r"[^\W\d_)]\)?\s*\n\s*[-–]\s*$")
_HOLDS_A_ROLE = re.compile(
    r"(?:Cơ quan|Đơn vị|Bộ phận|Đầu mối) (?:thường trực|chủ trì|đầu mối|chuyên trách)\b"
)
_DIRECTS = re.compile(r"\s*(?:[^\s,;:.]+ ){0,4}chỉ đạo(?:,[^,;:.]{3,20})*\s")
# The working together itself, no partner: «quy chế phối hợp với …».
_NO_PARTNER = re.compile(r"(?:sự|công tác|[Qq]uy chế|cơ chế|quan hệ|việc|trách nhiệm) phối hợp với")
# Between a name and what it does: a role in brackets, a comma, a dash.
_BETWEEN = re.compile(r"\s*(?:\([^()]*\)\s*)?[,:–-]?\s*")
# What opens an action or a clause before it; the lexicon has verbs of two syllables.
_ACTS = re.compile(
    r"(?:có|chịu|phải|cần|theo|trong|trên|tại|căn|tùy|tuỳ|thực|là|được|h[ằà]ng|định|từ|khi|sau"
    r"|trước|lập|gửi|cử|nộp|trình|mở|ký|mời|họp|in|cho|chuyển|với|và|để|không|chỉ|sẽ|cùng|tự|đưa"
    r"|đẩy|giao|làm|nêu|ra|xác|bám|tiếp|đến|nếu|thì|về|giữ|thu|phát|chi|cấp|nắm|dành|bố|mua|tăng"
    r"|giảm|xử|chủ|phối|rà|xây|tổ|hướng|kiểm|báo|tham|quan|sớm|ngoài|nhằm|tích|luôn|đề|yêu|kính"
    r"|do|nhận|lấy|ghi|đón|trực|chấp|cũng|cam|hoàn|sử|quản|hỗ)\b"
)
QUOTED = "Câu nằm trong lời trích dẫn của văn bản khác; hãy xem có phải nhiệm vụ không."
_LONG_QUOTE = 250
_BEFORE = 20
_OTHER_MUST = re.compile(
    r"(?:^|[,;]\s|thì\s)(?P<who>(?:các |những |mọi |mỗi )?(?:cơ quan|đơn vị|tổ chức|doanh nghiệp"
    r"|cá nhân|chủ |người |ngân hàng|nhà |cán bộ|địa phương|bộ phận|hộ )[^,;:.]{0,90}?)"
    r"\s(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\s",
    re.IGNORECASE,
)
# Words of it, told sooner.
_MUST = sought(" phải ", "ó trách nhiệm ", "ịu trách nhiệm ", " có nhiệm vụ ")
_ASKED = re.compile(r"[,;]\s(?:yêu cầu|đề nghị)\s(?=các\s|[^\W\d_])")
_PLACE_MUST = re.compile(r"(?:Tại|Ở|Trên|Trong) [^,;:.]{4,90}?\s(?:phải|cần)\s")


def of_sentence(duty: Duty, *, is_own: bool) -> list[str]:
    """Why `duty.text` may be no duty, or not a whole one; `is_own` = it names who must do it."""
    text = duty.text
    found = _of_its_kind(text, is_own=is_own)
    if text.endswith(":"):
        found.append("Câu dẫn vào các việc bên dưới; hãy xem có phải một nhiệm vụ riêng không.")
    elif is_own and (mark := _AFTER_COLON.match(text)) and mark["letter"].islower():
        found.append("Việc đứng sau dấu hai chấm; hãy xem nội dung nhiệm vụ bắt đầu từ đâu.")
    if is_own and duty.leads and not _acts_after_names(duty):
        found.append("Sau tên đơn vị không thấy việc phải làm; hãy xem có phải nhiệm vụ không.")
    elif is_own and duty.leads and _NO_SUBJECT.match(text, _names_end(duty)):
        found.append("Đơn vị có thể là nơi nhận, không phải nơi làm; hãy xem ai thực hiện.")
    if is_own and duty.leads:
        found += _of_right(text, _names_end(duty))
    if not is_own and (not orders(text) or _NOUN_FIRST.match(text) or _OF_SOMEBODY.match(text)):
        found.append(VERBLESS)
    found += _of_names_unread(duty, is_own=is_own)
    if text[:1].islower() and not is_own:
        found.append("Câu mở đầu bằng chữ thường, có thể bị cắt; hãy so với văn bản.")
    if not is_own and _is_names(text):
        found.append("Câu chỉ có tên riêng; hãy xem có phải nhiệm vụ không.")
    return found


def _of_its_kind(text: str, *, is_own: bool) -> list[str]:
    """What kind of sentence other than a duty it may be, told by how it opens."""
    found: list[str] = []
    if _COUNTS.match(text):
        found.append("Câu nêu chỉ tiêu hoặc số lượng; hãy xem có phải nhiệm vụ không.")
    if _SAYS.match(text) and not is_own:
        found.append("Câu mô tả, không nêu việc phải làm; hãy xem có phải nhiệm vụ không.")
    if _DIFFICULTIES.match(text):
        found.append("Câu dặn báo cáo khó khăn, vướng mắc; hãy xem có phải nhiệm vụ riêng không.")
    return found


def _of_names_unread(duty: Duty, *, is_own: bool) -> list[str]:
    """Names that stand where an actor or a partner does, and were read as none."""
    found: list[str] = []
    text = duty.text
    if not is_own and duty.leads and _opens_with_name(text):
        found.append("Câu mở đầu bằng tên đơn vị mà việc lấy theo mục trên; hãy xem ai thực hiện.")
    if not duty.partners and "phối hợp với " in text and not _NO_PARTNER.search(text):
        found.append("Sau «phối hợp với» chưa đọc được đơn vị nào; hãy xem ai phối hợp.")
    return found


def _opens_with_name(text: str) -> bool:
    """«Cấp ủy, chính quyền địa phương xác định …»: somebody else than those above it names."""
    end = min(len(text), _OPENING)
    return names_at(text, 0, end) and not opens_with_verb(text)


def quoted_in(text: str) -> list[tuple[int, int]]:
    """Where whole paragraphs stand in quotation marks: words of another document, or new ones."""
    found: list[tuple[int, int]] = []
    at, end = text.find("“"), -1
    while at >= 0:
        end = text.find("”", at) if end < at else end
        if end < 0:
            break
        # It opens a line; where another opens inside it, a mark was lost.
        opens = text[max(0, at - 8) : at].rstrip(" \t")[-1:] in {"\n", ":"}
        inner = text.find("“", at + 1, end)
        if opens and inner < 0 and end - at > _LONG_QUOTE and text.find("\n", at, end) >= 0:
            found.append((at, end))
        at = inner if inner >= 0 else text.find("“", end)
    return found


def of_beginning(text: str, duty: Duty) -> list[str]:
    """Whether the dash before `duty` in the source `text` parts a sentence and begins none."""
    before = text[max(0, duty.span.start - _BEFORE) : duty.span.start]
    if _HOLDS_A_ROLE.match(duty.text) and _DASH_BEFORE.search(before):
        return ["Câu có thể là phần cuối của câu trên; hãy xem có phải nhiệm vụ riêng không."]
    return []


def _of_right(text: str, end: int) -> list[str]:
    """Whether whom the sentence names up to `end` may do something rather than must."""
    if _MAY.match(text, end):
        return ["Câu nêu quyền, không nêu việc phải làm; hãy xem có phải nhiệm vụ không."]
    if _OTHER_WILL.match(text, end):
        return ["Đơn vị chỉ được nêu trong điều kiện, nơi khác làm; hãy xem ai thực hiện."]
    return []


def of_actors_in_force(
    duty: Duty,
    sections: Mapping[str, list[Section]],
    *,
    is_own: bool,
) -> str | None:
    """Why another than `duty.leads` may be meant, or None. `sections` as `by_path` gives."""
    text = duty.text
    if not duty.leads:
        return None
    if is_own:
        return _of_own_actors(duty)
    if any(actor.is_inherited for actor in duty.leads):
        return "Câu không nêu đơn vị; lấy theo câu trước. Hãy xem có đúng không."
    other = _OTHER_MUST.search(text) if holds_any(text.lower(), _MUST) else None
    if other:
        return f"Trong câu có «{_short(other['who'])}» phải làm; hãy xem ai thực hiện."
    asked = _ASKED.search(text) if "yêu cầu" in text or "đề nghị" in text else None
    if asked and names_at(text, asked.end(), min(len(text), asked.end() + _OPENING)):
        return f"Trong câu có «{_short(text[asked.start() + 2 :])}»; hãy xem ai thực hiện."
    if _PLACE_MUST.match(text):
        return "Câu nêu nơi phải làm, không nêu ai làm; đơn vị lấy từ trên. Hãy xem có đúng không."
    section = _section_of(duty, sections)
    if section is not None and _is_above(duty, section) and _names_somebody(section.title):
        title = _short(section.title)
        return f"Mục «{title}» có thể nêu đơn vị khác với đơn vị lấy từ mục trên; hãy xem lại."
    return None


def _of_own_actors(duty: Duty) -> str | None:
    """Why whom the sentence names may not be who acts."""
    text = duty.text
    at = min(actor.span.start for actor in _own(duty)) - duty.span.start
    named = [actor.name for actor in _own(duty)]
    is_led = text[:at].rstrip().endswith(",")
    if _SENT.match(text[:at]) and not any(_has_capital(name) for name in named):
        return "Người được nêu có thể là người được cử, không phải bên cử; hãy xem ai thực hiện."
    if at > _MID and not is_led and not any(_has_capital(name) for name in named):
        return "Đơn vị được nêu ở giữa câu và là tên chung; hãy xem ai thực hiện."
    if "chỉ đạo " in text and _directs_others(duty):
        return "Trong câu có «chỉ đạo …»; hãy xem đơn vị được chỉ đạo có cùng thực hiện không."
    behind = _BETWEEN.sub("", text[_names_end(duty) :], count=1)
    if behind[:1].islower() and not (_ACTS.match(behind) or opens_with_verb(behind)):
        # What follows a name read whole is an action, or the circumstances of one.
        shown = _short(" ".join(behind[:_MID].split()[:-1]))
        return f"Sau tên đơn vị là «{shown} …», không rõ là việc hay là tên; hãy xem lại."
    return None


def _directs_others(duty: Duty) -> bool:
    """«Bộ X chỉ đạo lực lượng Y, đặc biệt là Z, tăng cường …»: Y was not read."""
    text, end = duty.text, _names_end(duty)
    mark = _DIRECTS.match(text, end)
    if mark is None:
        return False
    return names_at(text, mark.end(), min(len(text), mark.end() + _OPENING))


def is_own(duty: Duty) -> bool:
    """Whether the sentence itself names who must do it."""
    return bool(_own(duty))


def _own(duty: Duty) -> list[Actor]:
    return [a for a in duty.leads if duty.span.start <= a.span.start < duty.span.end]


def _acts_after_names(duty: Duty) -> bool:
    """Whether more than a few words follow the names."""
    return len(duty.text[_names_end(duty) :].split(maxsplit=_VERB_WITHIN)) > _VERB_WITHIN


def _names_end(duty: Duty) -> int:
    """Where in the sentence its last own name ends; about, where the source breaks lines."""
    return max(actor.span.end for actor in _own(duty)) - duty.span.start


@kept_if_short(2048)
def _names_somebody(title: str) -> bool:
    return names_at(title, 0, min(len(title), _OPENING))


def by_path(sections: Iterable[Section]) -> Mapping[str, list[Section]]:
    """The titled sections by their path, in reading order; paths may come twice."""
    found: dict[str, list[Section]] = {}
    for section in sections:
        if section.is_titled:
            found.setdefault(section.path, []).append(section)
    return found


def _section_of(duty: Duty, sections: Mapping[str, list[Section]]) -> Section | None:
    """The titled section in which the duty stands."""
    alike = sections.get(duty.section_path, [])
    at = bisect_right(alike, duty.span.start, key=lambda section: section.span.start)
    found = alike[at - 1] if at else None
    return found if found is not None and duty.span.start < found.span.end else None


def _is_above(duty: Duty, section: Section) -> bool:
    """Whether all who must do it are named before the section begins."""
    return all(actor.span.start < section.span.start for actor in duty.leads)


def _is_names(text: str) -> bool:
    """«Gia Thuận, Tân Điền, Gò Công Đông»: names and nothing else."""
    if opens_with_verb(text):
        return False
    return all(word[:1].isupper() for word in text.replace(",", " ").split())


def _has_capital(name: str) -> bool:
    return any(letter.isupper() for letter in name[1:])


def _short(words: str) -> str:
    return words if len(words) <= _OPENING else words[:_OPENING].rsplit(" ", 1)[0] + " …"
