"""Remarks of citizens: by when they are answered, what may be sent, how long who sent is kept."""

import re
import tomllib
import unicodedata
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from loa.kernel.errors import DomainError
from loa.kernel.places import data_dir
from loa.kernel.text import nfc
from loa.modules.plans.rules.replies import Clock
from loa.modules.plans.types import RemarkSender, RemarkState

CLOCK = Clock("remarks", "góp ý của người dân")
LONGEST = 2000
LONGEST_NAME = 100
LONGEST_REACH = 200
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
_PHONE = re.compile(r"0[0-9]{9,10}")
_HIDDEN_PART = "(đã ẩn)"
_EMAIL_LIKE = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER_LIKE = re.compile(
    r"(?<!\d)(?:\+?84|0)(?:[ .\-]?\d){8,10}(?!\d)|(?<!\d)(?:\d[ ]?){12}(?!\d)"
)
_BLANKS = re.compile(r"[ .\-()]")


class RemarkEmpty(DomainError):
    """A remark without words."""

    code = "PLANS_REMARK_EMPTY"
    message_vi = "Nhập điều ông/bà muốn góp ý."


class RemarkTooLong(DomainError):
    """More words than one remark takes."""

    code = "PLANS_REMARK_TOO_LONG"
    message_vi = f"Góp ý dài quá {LONGEST} chữ cái. Rút ngắn lại, hoặc gửi thành hai lần."


class ReachUnreadable(DomainError):
    """What is meant to reach the sender is neither an e-mail address nor a telephone number."""

    code = "PLANS_REMARK_REACH"
    message_vi = (
        "Nhập một địa chỉ thư điện tử (không dấu, ví dụ ten@thu.vn) hoặc số điện thoại 10 số, hoặc "
        "để trống."
    )


class NoRemarks(DomainError):
    """The plan takes no remarks: it is over, or a revision took its place."""

    code = "PLANS_NO_REMARKS"
    message_vi = "Kế hoạch này đã kết thúc hoặc đã được thay, không nhận góp ý nữa."


class RemarkSettled(DomainError):
    """It was answered or put aside, or went to somebody else."""

    code = "PLANS_REMARK_SETTLED"
    message_vi = "Góp ý này đã được trả lời, cất đi hoặc chuyển đi. Tải lại trang để xem."


class AnswerEmpty(DomainError):
    """An answer without words."""

    code = "PLANS_ANSWER_EMPTY"
    message_vi = "Nhập câu trả lời cho người gửi."


class NotALead(DomainError):
    """A remark goes to a unit that leads the task that it is about, or back to the issuer."""

    code = "PLANS_REMARK_NOT_A_LEAD"
    message_vi = "Chỉ chuyển được cho đơn vị chủ trì một nhiệm vụ của kế hoạch."


class Keeping(NamedTuple):
    """For how many days who sent a remark is kept: after it was settled, and at most."""

    in_force_from: date
    verified: bool
    cites: str
    forget: int
    most: int


@cache
def keepings() -> tuple[Keeping, ...]:
    """The rows of data/plans/remarks.toml that say so, newest first."""
    path = data_dir() / "plans" / f"{CLOCK.subject}.toml"
    rows = [Keeping(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["keep"]]
    return tuple(sorted(rows, key=lambda row: row.in_force_from, reverse=True))


def keeping(on: date) -> Keeping:
    """The row of the day; before the first one, that one."""
    rows = keepings()
    return next((row for row in rows if row.in_force_from <= on), rows[-1])


class Terms(NamedTuple):
    """What a page says of remarks on a day: working days for the answer, days of keeping who."""

    days: int
    forget: int
    verified: bool


def terms(on: date) -> Terms:
    """As they are for a plan of the province, the only ones that are public."""
    time = CLOCK.time(on)
    return Terms(time.days["province"], keeping(on).forget, time.verified)


def is_late(state: RemarkState, due: date, answered_on: date | None, today: date) -> bool:
    """Whether it still waits after its day, or was answered after it; that day is in time."""
    if state is RemarkState.HIDDEN:
        return False
    return (answered_on or today) > due


def forgotten_after(sent_on: date, settled_on: date | None) -> date:
    """The last day on which name and way to reach the sender are kept."""
    kept = keeping(sent_on)
    most = sent_on + timedelta(days=kept.most)
    if settled_on is None:
        return most
    return min(most, settled_on + timedelta(days=kept.forget))


def needs_remark(words: str) -> str:
    """The words as they are kept. Raises RemarkEmpty, RemarkTooLong."""
    plain = _lines(words)
    if not plain:
        raise RemarkEmpty
    if len(plain) > LONGEST:
        raise RemarkTooLong
    return plain


def needs_answer(words: str) -> str:
    """The answer as it is kept. Raises AnswerEmpty."""
    plain = _lines(words)
    if not plain:
        raise AnswerEmpty
    return plain


def checked_sender(name: str, reach: str) -> RemarkSender:
    """Who sent it, as far as he says: a name, an e-mail address or a telephone number.

    Raises ReachUnreadable for all else, also for an address that holds a second line: nothing of
    it ever stands in the head of a letter.
    """
    plain = " ".join(_lines(name).split())[:LONGEST_NAME]
    asked = reach.strip()
    if not asked:
        return RemarkSender(plain, "", "")
    if _EMAIL.fullmatch(asked) and len(asked) <= LONGEST_REACH:
        return RemarkSender(plain, asked, "")
    phone = _BLANKS.sub("", asked)
    phone = f"0{phone[3:]}" if phone.startswith("+84") else phone
    if not _PHONE.fullmatch(phone):
        raise ReachUnreadable
    return RemarkSender(plain, "", phone)


def _lines(words: str) -> str:
    """Composed, without control characters but for ends of lines."""
    text = nfc(words.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        one for one in text if one == "\n" or unicodedata.category(one) not in {"Cc", "Cf"}
    ).strip()


def masked(words: str) -> str:
    """The words without e-mail addresses, telephone numbers and numbers of identity papers."""
    return _NUMBER_LIKE.sub(_HIDDEN_PART, _EMAIL_LIKE.sub(_HIDDEN_PART, words))
