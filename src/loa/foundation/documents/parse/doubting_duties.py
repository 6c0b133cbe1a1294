"""Signs that a sentence is no duty, that it is cut, or that another than was read must do it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from loa.foundation.documents.parse.actor_names import opens_with_verb
from loa.foundation.documents.parse.actor_words import head_at, may_open, tokens_of
from loa.foundation.documents.parse.confidence import VERBLESS, orders
from loa.foundation.documents.parse.structure import Actor, Duty, Section

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
_AFTER_COLON = re.compile(r"[^:]{3,90}:\s+(?P<letter>[^\W\d_])")
# Behind a name these make it no subject: «gửi Sở X | để tổng hợp …».
_NO_SUBJECT = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:để|đê|nhằm|của|về|cho)\s")
_OTHER_MUST = re.compile(
    r"(?:^|[,;]\s|thì\s)(?P<who>(?:các |những |mọi |mỗi )?(?:cơ quan|đơn vị|tổ chức|doanh nghiệp"
    r"|cá nhân|chủ |người |ngân hàng|nhà |cán bộ|địa phương|bộ phận|hộ )[^,;:.]{0,90}?)"
    r"\s(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\s",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[,;]\syêu cầu\s(?=các\s|[^\W\d_])")
_PLACE_MUST = re.compile(r"(?:Tại|Ở|Trên|Trong) [^,;:.]{4,90}?\s(?:phải|cần)\s")


def of_sentence(duty: Duty, is_own: bool) -> list[str]:  # noqa: FBT001
    """Why `duty.text` may be no duty, or not a whole one; `is_own` = it names who must do it."""
    text = duty.text
    found: list[str] = []
    if _COUNTS.match(text):
        found.append("Câu nêu chỉ tiêu hoặc số lượng; hãy xem có phải nhiệm vụ không.")
    if _SAYS.match(text) and not is_own:
        found.append("Câu mô tả, không nêu việc phải làm; hãy xem có phải nhiệm vụ không.")
    if text.endswith(":"):
        found.append("Câu dẫn vào các việc bên dưới; hãy xem có phải một nhiệm vụ riêng không.")
    elif is_own and (mark := _AFTER_COLON.match(text)) and mark["letter"].islower():
        found.append("Việc đứng sau dấu hai chấm; hãy xem nội dung nhiệm vụ bắt đầu từ đâu.")
    if is_own and duty.leads and not _acts_after_names(duty):
        found.append("Sau tên đơn vị không thấy việc phải làm; hãy xem có phải nhiệm vụ không.")
    elif is_own and duty.leads and _NO_SUBJECT.match(text, _names_end(duty)):
        found.append("Đơn vị có thể là nơi nhận, không phải nơi làm; hãy xem ai thực hiện.")
    if not is_own and not orders(text):
        found.append(VERBLESS)
    if text[:1].islower() and not is_own:
        found.append("Câu mở đầu bằng chữ thường, có thể bị cắt; hãy so với văn bản.")
    if not is_own and _is_names(text):
        found.append("Câu chỉ có tên riêng; hãy xem có phải nhiệm vụ không.")
    return found


def of_actors_in_force(
    duty: Duty,
    sections: Mapping[str, list[Section]],
    is_own: bool,  # noqa: FBT001
) -> str | None:
    """Why another than `duty.leads` may be meant, or None. `sections` as `by_path` gives."""
    text = duty.text
    if not duty.leads:
        return None
    if is_own:
        at = min(actor.span.start for actor in _own(duty)) - duty.span.start
        named = [actor.name for actor in _own(duty)]
        is_led = text[:at].rstrip().endswith(",")
        if at > _MID and not is_led and not any(_has_capital(name) for name in named):
            return "Đơn vị được nêu ở giữa câu và là tên chung; hãy xem ai thực hiện."
        return None
    if any(actor.is_inherited for actor in duty.leads):
        return "Câu không nêu đơn vị; lấy theo câu trước. Hãy xem có đúng không."
    other = _OTHER_MUST.search(text)
    if other:
        return f"Trong câu có «{_short(other['who'])}» phải làm; hãy xem ai thực hiện."
    asked = _ASKED.search(text)
    if asked and head_at(tokens_of(text, asked.end(), min(len(text), asked.end() + _OPENING)), 0):
        return f"Trong câu có «{_short(text[asked.start() + 2 :])}»; hãy xem ai thực hiện."
    if _PLACE_MUST.match(text):
        return "Câu nêu nơi phải làm, không nêu ai làm; đơn vị lấy từ trên. Hãy xem có đúng không."
    section = _section_of(duty, sections)
    if section is not None and _names_somebody(section.title) and _is_above(duty, section):
        title = _short(section.title)
        return f"Mục «{title}» có thể nêu đơn vị khác với đơn vị lấy từ mục trên; hãy xem lại."
    return None


def is_own(duty: Duty) -> bool:
    """Whether the sentence itself names who must do it."""
    return bool(_own(duty))


def _own(duty: Duty) -> list[Actor]:
    return [a for a in duty.leads if duty.span.start <= a.span.start < duty.span.end]


def _acts_after_names(duty: Duty) -> bool:
    """Whether more than a few words follow the names."""
    return len(duty.text[_names_end(duty) :].split()) > _VERB_WITHIN


def _names_end(duty: Duty) -> int:
    """Where in the sentence its last own name ends; about, where the source breaks lines."""
    return max(actor.span.end for actor in _own(duty)) - duty.span.start


def _names_somebody(title: str) -> bool:
    end = min(len(title), _OPENING)
    return may_open(title, 0, end) and bool(head_at(tokens_of(title, 0, end), 0))


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
    words = text.replace(",", " ").split()
    return all(word[:1].isupper() for word in words) and not opens_with_verb(text)


def _has_capital(name: str) -> bool:
    return any(letter.isupper() for letter in name[1:])


def _short(words: str) -> str:
    return words if len(words) <= _OPENING else words[:_OPENING].rsplit(" ", 1)[0] + " …"
