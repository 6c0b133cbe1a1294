"""Dates, numbers and money the way Vietnamese official documents write them.

Sources: NĐ 30/2020/NĐ-CP, annex I, part II, point 4 (dates: a zero before days under 10 and months
1 and 2); Vietnamese number words as schools teach them (mốt, tư, lăm, linh).
"""

from datetime import date
from decimal import Decimal

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_TEN, _HUNDRED, _THOUSAND, _BILLION = 10, 100, 1_000, 1_000_000_000
_FIRST_MONTHS = 2


def weekday(day: date) -> str:
    """«thứ Sáu», «Chủ nhật»."""
    return _WEEKDAYS[day.weekday()]


def capitalised(words: str) -> str:
    """The first letter made a capital, the rest left alone."""
    return words[:1].upper() + words[1:]


def shortened(words: str, most: int) -> str:
    """`words`, or as many whole ones as fit into `most` letters and «…»."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def date_in_words(day: date) -> str:
    """«ngày 05 tháng 02 năm 2022», as official documents date themselves."""
    number = f"{day.day:02d}"
    month = f"{day.month:02d}" if day.month <= _FIRST_MONTHS else f"{day.month}"
    return f"ngày {number} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """«05/02/2022»."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def weekday_date(day: date) -> str:
    """«thứ Bảy, 05/02/2022»."""
    return f"{weekday(day)}, {short_date(day)}"


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """«1.234.567,89»: dots between thousands, a comma before decimals.

    `places` fixes the number of decimals (half goes away from zero); None keeps those it has.
    """
    number = Decimal(value)
    if not number.is_finite():
        message = f"not a number to print: {value}"
        raise ValueError(message)
    if places is not None:
        number = round_half_up(number, places)
    swap = str.maketrans({",": ".", ".": ","})
    return f"{number:,f}".translate(swap)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Rounded to `places` decimals, half away from zero, as money is; never a negative zero."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    return rounded or abs(rounded)


def count_of(count: Decimal | int, unit: str) -> str:
    """«1.234 tờ»; Vietnamese units have no plural."""
    return f"{format_number(count)} {unit}"


def number_in_words(number: int) -> str:
    """«một triệu không trăm năm mươi nghìn»; a negative number begins with «âm»."""
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if number == 0:
        return _DIGITS[0]
    return " ".join(_positive(number, is_first=True))


def money_in_words(dong: int) -> str:
    """«một triệu không trăm năm mươi nghìn đồng»; whole đồng."""
    return f"{number_in_words(dong)} đồng"


def _positive(number: int, *, is_first: bool) -> list[str]:
    """Words of a number > 0; `is_first` where nothing stands before it."""
    billions, rest = divmod(number, _BILLION)
    words = []
    if billions:
        words = [*_positive(billions, is_first=is_first), "tỷ"]
        is_first = False
    for power in (2, 1, 0):
        group = rest // _THOUSAND**power % _THOUSAND
        if group:
            words += [*_group(group, is_first=is_first), *filter(None, [_SCALES[power]])]
            is_first = False
    return words


def _group(group: int, *, is_first: bool) -> list[str]:
    """Words of 1 … 999; a group that others stand before says its hundreds even if zero."""
    hundreds, below = divmod(group, _HUNDRED)
    tens, ones = divmod(below, _TEN)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or not is_first else []
    if tens == 0:
        return words if not ones else [*words, *(["linh"] if words else []), _DIGITS[ones]]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return words if not ones else [*words, _ones_after_ten(tens, ones)]


def _ones_after_ten(tens: int, ones: int) -> str:
    """The last digit after «mười» or «mươi»: mốt, tư and lăm where the language wants them."""
    return {(True, 1): "mốt", (True, 4): "tư", (True, 5): "lăm", (False, 5): "lăm"}.get(
        (tens > 1, ones), _DIGITS[ones]
    )
