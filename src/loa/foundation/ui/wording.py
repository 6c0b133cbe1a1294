"""Words of states and days, once for all pages."""

from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from loa.foundation.ui.types import Due, Tone

_SOON_WORKING_DAYS = 1


class StateLook(NamedTuple):
    """How a state is written: its words, its tag's colour, its glyph."""

    words: str
    colour: str
    glyph: str


STATES = MappingProxyType(
    {
        "NOT_STARTED": StateLook("Chưa bắt đầu", "grey", "g0"),
        "IN_PROGRESS": StateLook("Đang làm", "blue", "g1"),
        "SUBMITTED": StateLook("Chờ duyệt", "yellow", "g2"),
        "DONE": StateLook("Hoàn thành", "", "g3"),
        "RETURNED": StateLook("Cần sửa", "purple", "g6"),
        "NOT_APPLICABLE": StateLook("Không áp dụng", "", "g5"),
    }
)
OF_REPLIES = MappingProxyType(
    {
        "OPEN": StateLook("Chờ trả lời", "yellow", "g2"),
        "ANSWERED": StateLook("Đã trả lời", "green", "g3"),
        "SETTLED": StateLook("Đã có hướng dẫn", "green", "g3"),
        "TURNED": StateLook("Thành vướng mắc", "purple", "g6"),
        "WITHDRAWN": StateLook("Đã rút", "grey", "g5"),
        "HIDDEN": StateLook("Đã cất đi", "grey", "g5"),
    }
)
LATE = StateLook("Quá hạn", "red", "g4")
DONE_LATE = StateLook("Xong muộn", "", "g7")
HANDED_IN_LATE = StateLook("Nộp muộn", "grey", "g7")
LATE_BUT_IN = "Nộp, xong muộn"
"""Both of them together: nothing is owed any more."""
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def state_look(code: str) -> StateLook:
    """The look of a state by its stored code; KeyError for a code that no state has."""
    return STATES[code] if code in STATES else OF_REPLIES[code]


def shown_look(code: str, *, late: bool = False, done_late: bool = False) -> StateLook:
    """The look of a state that may be owed past its day (`late`), or done after it.

    What was handed in late and waits looks like what waits: somebody has to look at it.
    """
    if late:
        return LATE
    return DONE_LATE if done_late and code == "DONE" else state_look(code)


def day_words(day: date) -> str:
    """«14/09/2022»."""
    return day.strftime("%d/%m/%Y")


def weekday_words(day: date) -> str:
    """«thứ Hai», with a space that does not break."""
    return WEEKDAYS[day.weekday()].replace(" ", "\N{NO-BREAK SPACE}")


def due(due_on: date | None, working_days: int, *, is_open: bool = True) -> Due:
    """A due day with what it means today.

    `working_days` from today to the day: negative when it is past, 0 today. A thing that is
    over (`is_open` false) shows its day without a count. No day: «không đặt hạn».
    """
    if due_on is None:
        return Due("Không đặt hạn", "")
    day = day_words(due_on)
    if not is_open:
        return Due(day, "", iso=due_on.isoformat())
    if working_days < 0:
        note, tone = f"quá {-working_days} ngày làm việc", Tone.LATE
    elif working_days == 0:
        note, tone = "hôm nay", Tone.SOON
    else:
        note = f"còn {working_days} ngày làm việc"
        tone = Tone.SOON if working_days <= _SOON_WORKING_DAYS else Tone.PLAIN
    return Due(day, note, tone, due_on.isoformat())


def initials(name: str) -> str:
    """First letters of family and given name: «Trần Thị Mẫu» → «TM»."""
    words = name.split()
    return (words[0][:1] + words[-1][:1] if len(words) > 1 else name[:2]).upper()


def number(value: int) -> str:
    """A whole number as Vietnamese writes it: 1715 → «1.715»."""
    return f"{value:,}".replace(",", ".")
