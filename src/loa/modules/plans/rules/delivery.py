"""The lines of «Nơi nhận»: which are kept, which point to the addressees, which name somebody."""

import re
from enum import StrEnum

from loa.kernel.errors import DomainError
from loa.kernel.text import fold
from loa.modules.plans.types import Road

_PEOPLE = re.compile(
    # «Lãnh đạo, công chức của đơn vị», «Chủ tịch, các PCT UBND xã», «CT, PCT»: people of a house
    r"(?:cac )?(?:dong chi )?(?:lanh dao|chu tich|pho chu tich|ct|pct|giam doc|pho giam doc|can bo"
    r"|cong chuc|vien chuc|nguoi lao dong)\b"
)
ROAD_WORDS = {Road.DESK: "bàn làm việc", Road.EMAIL: "thư điện tử", Road.PAPER: "bản giấy"}


REMINDED_AFTER = (0, 3, 5, 10)
"""Working days after which whoever has not opened it may be told again; 0 is all of them."""


class LineKind(StrEnum):
    """KEPT is a copy for the files («Lưu: VT»), ABOVE who is addressed («Như trên»).

    INSIDE are people of the house that issues it: nothing is sent.
    """

    KEPT = "KEPT"
    ABOVE = "ABOVE"
    NAMED = "NAMED"
    INSIDE = "INSIDE"


class NoSuchRecipient(DomainError):
    """A recipient that the document does not name."""

    code = "PLANS_NO_SUCH_RECIPIENT"
    message_vi = "Văn bản không ghi nơi nhận này. Tải lại trang rồi chọn lại."


class MailNotSetUp(DomainError):
    """E-mail without a server."""

    code = "PLANS_MAIL_NOT_SET_UP"
    message_vi = "Chưa cài máy chủ thư. Gửi bản giấy, hoặc nhờ người quản trị cài máy chủ thư."


class HandedWrong(DomainError):
    """Paper handed to nobody, or on a day to come."""

    code = "PLANS_HANDED_WRONG"
    message_vi = "Ghi người nhận và ngày giao, từ hôm nay trở về trước."


def bare(line: str) -> str:
    """The words of a line without its dash and its stop: «- Các sở;» → «Các sở»."""
    return " ".join(line.split()).strip(" -–;.,")


def kind_of(line: str) -> LineKind:
    """What a line asks for."""
    words = fold(bare(line))
    if words.startswith("luu"):
        return LineKind.KEPT
    if words.startswith(("nhu tren", "nhu dieu", "nhu kinh gui")):
        return LineKind.ABOVE
    return LineKind.NAMED


def names_people(line: str) -> bool:
    """Whether a line speaks of people by their post, not of a unit."""
    return _PEOPLE.match(fold(bare(line)).replace(".", "")) is not None
