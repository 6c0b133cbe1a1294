"""Where a person is reached: telephone and e-mail address as they are kept."""

import re

from loa.kernel.errors import DomainError

_PHONE = re.compile(r"\+?[0-9]{8,15}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_MOST_EMAIL = 100


class PhoneWrong(DomainError):
    """No number that could be dialled."""

    code = "ORGS_PHONE_WRONG"
    message_vi = "Số điện thoại chỉ gồm chữ số, 8 đến 15 số. Ví dụ 0207 382 2001."


class EmailWrong(DomainError):
    """No address to which a letter could go."""

    code = "ORGS_EMAIL_WRONG"
    message_vi = "Địa chỉ thư điện tử chưa đúng dạng ten@donvi.vn."


def clean_phone(typed: str) -> str:
    """The digits without blanks, dots, dashes, brackets; nothing stays nothing. PhoneWrong."""
    digits = re.sub(r"[\s.\-()]", "", typed)
    if digits and not _PHONE.fullmatch(digits):
        raise PhoneWrong
    return digits


def clean_email(typed: str) -> str:
    """The address without outer blanks; nothing stays nothing. Raises EmailWrong."""
    address = typed.strip()
    if address and (len(address) > _MOST_EMAIL or not _EMAIL.fullmatch(address)):
        raise EmailWrong
    return address
