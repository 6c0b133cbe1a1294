"""A unit's own document under the plan that it was given: what it inherits, how it is worded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from types import MappingProxyType

from loa.foundation.documents.facade import Kind
from loa.kernel.errors import DomainError
from loa.kernel.text import fold, nfc
from loa.kernel.words import short_date
from loa.modules.plans.types import Verb


class AnswerKind(StrEnum):
    """How a unit answers the plan above it; the codes are stored.

    WORKED_INTO: its duties were worked into a plan of the unit that is about more (lồng ghép).
    """

    OWN_PLAN = "OWN_PLAN"
    DISPATCH = "DISPATCH"
    WORKED_INTO = "WORKED_INTO"


ANSWER_WORDS: Mapping[AnswerKind, str] = MappingProxyType(
    {
        AnswerKind.OWN_PLAN: "Kế hoạch của đơn vị",
        AnswerKind.DISPATCH: "Công văn triển khai",
        AnswerKind.WORKED_INTO: "Lồng ghép vào kế hoạch khác",
    }
)
ISSUED_WORDS: Mapping[AnswerKind, str] = MappingProxyType(
    {
        AnswerKind.OWN_PLAN: "Ban hành kế hoạch của đơn vị",
        AnswerKind.DISPATCH: "Ban hành công văn triển khai",
        AnswerKind.WORKED_INTO: "Ban hành kế hoạch có lồng ghép nhiệm vụ",
    }
)
_OF_OWN_PLANS = {
    Verb.EDIT: Verb.OWN_PLAN,
    Verb.AMEND: Verb.OWN_PLAN,
    Verb.ISSUE: Verb.OWN_ISSUE,
    Verb.SHIFT_DUE: Verb.OWN_PLAN,
}
_ORDERS_A_PLAN = re.compile(
    # «Căn cứ vào chức năng, nhiệm vụ … xây dựng kế hoạch», but no «Căn cứ Quyết định ban hành …»
    r"(?:can cu (?:(?!ban hanh|ve viec).)*?\b(?=xay dung|lap ))?"
    r"(?:xay dung|ban hanh|lap)(?:,? (?:va )?(?:xay dung|ban hanh|lap))? "
    r"(?:(?:cac|mot) )?(?:ke hoach|van ban|cong van)\b(?P<rest>.*)"
)
_OF_THE_UNIT = re.compile(
    r"\b(?:cua (?:minh|(?:co quan|don vi|nganh|dia phuong|cap|so|huyen|xa)\b)|tai (?:co quan|don vi"
    r"|dia phuong)\b|trien khai\b|de (?:trien khai|thuc hien)\b)"
)
_SYMBOL = re.compile(
    r"(?:số ?:? ?)?(?P<number>\d{1,6}[a-zđ]?) ?/ ?(?P<notation>[\w&.,/–-][\w&.,/ –-]{0,79})",
    re.IGNORECASE,
)
_ALIKE = 0.55
"""Share of common words from which a passage is proposed as the answer to a duty."""


def verb_on(verb: Verb, *, is_own: bool) -> Verb:
    """The right by which a plan is worked on: a unit's own has rights of its own."""
    return _OF_OWN_PLANS.get(verb, verb) if is_own else verb


def is_plan_duty(content: str) -> bool:
    """Whether a duty asks for nothing but that the unit issue its own plan or document.

    «Xây dựng kế hoạch hoặc văn bản triển khai của cơ quan, đơn vị trước ngày 28/02/2022»: whoever
    issues the document has done it, also where «Căn cứ …» stands before. A plan about something
    («kế hoạch kiểm tra …») is a duty like any other.
    """
    found = _ORDERS_A_PLAN.match(fold(content))
    return found is not None and _OF_THE_UNIT.search(found["rest"]) is not None


@dataclass(frozen=True)
class Letterhead:
    """Who issues a document, as its head and its foot write it (Decree 30/2020, annex I).

    `parent_body` is empty for a committee; `in_text` is the issuer in running text.
    """

    parent_body: str
    issuer: str
    in_text: str
    notation_body: str
    place: str
    authority: tuple[str, ...]
    post: str


@dataclass(frozen=True)
class ParentWords:
    """The plan above as a sentence names it: «Kế hoạch số 15/KH-UBND ngày … của …»."""

    named: str
    subject: str


class SymbolUnreadable(DomainError):
    """What was typed is no number and notation of a document."""

    code = "PLANS_SYMBOL_UNREADABLE"
    message_vi = "Ghi số, ký hiệu như trên văn bản: số, gạch chéo, ký hiệu. Ví dụ 15/KH-UBND."


def symbol_parts(words: str) -> tuple[str, str]:
    """Number and notation of «15/KH-UBND», «Số: 15 /KH-UBND». Raises SymbolUnreadable."""
    found = _SYMBOL.fullmatch(" ".join(nfc(words).split()))
    if found is None:
        raise SymbolUnreadable
    return found["number"], found["notation"]


def own_subject(parent: ParentWords, unit: str) -> str:
    """The subject of a unit's own plan."""
    return f"Thực hiện {parent.named} tại {unit}"


def own_notation(head: Letterhead) -> str:
    """What follows the number: "KH-UBND"."""
    return Kind.PLAN.notation(head.notation_body)


def own_text(head: Letterhead, parent: ParentWords, day: date, recipients: Sequence[str]) -> str:
    """The words of a unit's own plan before anybody has touched them; its tasks are its annex.

    In the layout that the reader of documents knows, so that it is read as any other.
    """
    about = f" {parent.subject}" if parent.subject else ""
    signed = "\n".join((*head.authority, head.post))
    opening = (
        f"Thực hiện {parent.named}{about}, {head.in_text} ban hành Kế hoạch thực hiện với nội dung "
        "như sau:"
    )
    closing = (
        "2. Kết quả được tổng hợp vào báo cáo định kỳ gửi cấp trên; khó khăn, vướng mắc được báo "
        f"cáo {head.in_text} để xem xét, chỉ đạo./."
    )
    lines = (
        *([head.parent_body] if head.parent_body else []),
        head.issuer,
        "",
        f"Số:        /{own_notation(head)}",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        f"{head.place}, ngày        tháng {day.month:02d} năm {day.year}",
        "",
        "KẾ HOẠCH",
        own_subject(parent, head.in_text),
        "",
        opening,
        "",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "",
        "1. Mục đích",
        "",
        f"- Triển khai kịp thời, đầy đủ các nhiệm vụ mà {parent.named} giao cho {head.in_text}.",
        "",
        "2. Yêu cầu",
        "",
        "- Rõ việc, rõ người chủ trì, rõ thời hạn, rõ sản phẩm; gắn với nhiệm vụ chuyên môn.",
        "",
        "II. NỘI DUNG THỰC HIỆN",
        "",
        "Nội dung, phân công, thời gian và sản phẩm nêu tại phụ lục của Kế hoạch này.",
        "",
        "III. TỔ CHỨC THỰC HIỆN",
        "",
        "1. Kinh phí thực hiện từ dự toán được giao và các nguồn hợp pháp khác.",
        "",
        closing,
        "",
        "Nơi nhận:",
        *(f"- {line};" for line in recipients),
        "- Lưu: VT.",
        "",
        signed,
        "",
    )
    return "\n".join(lines)


def parent_words(
    kind: str, symbol: str, signed_on: date | None, issuer: str, subject: str
) -> ParentWords:
    """How the plan above is named; `symbol` is number with notation, "" where it has none."""
    number = f" số {symbol}" if symbol else ""
    day = f" ngày {short_date(signed_on)}" if signed_on else ""
    words = " ".join(subject.split())
    small = "" if not words or words.isupper() else f"về {words[:1].lower()}{words[1:]}"
    return ParentWords(f"{kind}{number}{day} của {issuer}", small)


def named_document(kind: str, number: str, notation: str, signed_on: date | None) -> str:
    """A document within a sentence: «Kế hoạch số 12/KH-UBND ngày 24/01/2022»."""
    titles = {one.code: one.title.capitalize() for one in Kind}
    name = titles.get(kind, "").strip() or titles[Kind.PLAN.code]
    symbol = f" số {number}/{notation}" if number else ""
    return f"{name}{symbol}{f' ngày {short_date(signed_on)}' if signed_on else ''}"


def proposed(duties: Mapping[int, str], passages: Mapping[int, str]) -> dict[int, int]:
    """Which passage of a document probably answers which duty; what resembles nothing is left out.

    Each duty gets the passage most like it, by the words they share; a person decides.
    """
    folded = {key: fold(words).split() for key, words in passages.items()}
    found: dict[int, int] = {}
    for duty, words in duties.items():
        mine = fold(words).split()
        best, score = 0, _ALIKE
        for key, other in folded.items():
            likeness = _likeness(mine, other)
            if likeness > score:
                best, score = key, likeness
        if best:
            found[duty] = best
    return found


def _likeness(duty: list[str], passage: list[str]) -> float:
    """The share of the shorter one's words that stand in the other in the same order."""
    shorter = min(len(duty), len(passage))
    if not shorter:
        return 0.0
    matcher = SequenceMatcher(None, duty, passage, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / shorter
