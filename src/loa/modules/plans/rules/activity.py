"""What makes an activity fit to be recorded."""

from datetime import date
from decimal import Decimal

from loa.kernel.errors import DomainError
from loa.modules.plans.rules.vocabulary import Form, Vocabulary
from loa.modules.plans.types import ActivityFacts, Quantity

MOST = 2_000_000_000  # what the column of an amount holds
MOST_MONEY = Decimal(10) ** 15  # a million billion đồng: more than any budget, less than the column
_LENGTHS = {"title": 300, "place": 200, "material": 300}
_LINK_LENGTH, _CAPTION_LENGTH = 500, 200


class NotYet(DomainError):
    """An activity of a day to come."""

    code = "PLANS_ACTIVITY_IN_FUTURE"
    message_vi = "Ngày thực hiện phải từ hôm nay trở về trước."


class WrongQuantity(DomainError):
    """A measure that the form is not counted in, twice the same one, or a negative amount."""

    code = "PLANS_WRONG_QUANTITY"


class WrongWords(DomainError):
    """An activity without a name, or with words that are too long."""

    code = "PLANS_WRONG_WORDS"


class WrongCost(DomainError):
    """A cost below nothing, or more than can be."""

    code = "PLANS_WRONG_COST"
    message_vi = "Kinh phí nhập bằng đồng, từ 0 trở lên."


class WrongLink(DomainError):
    """A link that is not an address of the web."""

    code = "PLANS_WRONG_LINK"
    message_vi = "Đường dẫn phải bắt đầu bằng http:// hoặc https://."


def check(facts: ActivityFacts, words: Vocabulary, today: date) -> None:
    """Refuse what cannot be counted or kept.

    Raises NotYet, WrongWords, WrongCost, WrongQuantity, WrongLink, UnknownWord.
    """
    if facts.done_on > today:
        raise NotYet
    _check_words(facts)
    if facts.cost is not None and not 0 <= facts.cost < MOST_MONEY:
        raise WrongCost
    if facts.audience:
        words.require_audience(facts.audience)
    _check_quantities(facts.quantities, words.require_form(facts.form), words)
    for item in facts.evidence:
        is_address = item.url.startswith(("http://", "https://")) and len(item.url) <= _LINK_LENGTH
        if item.file_id is None and not is_address:
            raise WrongLink


def _check_words(facts: ActivityFacts) -> None:
    if not facts.title.strip():
        message = "Nhập tên hoạt động."
        raise WrongWords(message)
    for name, most in _LENGTHS.items():
        if len(getattr(facts, name)) > most:
            message = f"Viết ngắn hơn, nhiều nhất {most} chữ cái mỗi ô."
            raise WrongWords(message)
    if any(len(item.caption) > _CAPTION_LENGTH for item in facts.evidence):
        message = f"Chú thích minh chứng viết nhiều nhất {_CAPTION_LENGTH} chữ cái."
        raise WrongWords(message)


def _check_quantities(quantities: tuple[Quantity, ...], form: Form, words: Vocabulary) -> None:
    seen = set()
    for quantity in quantities:
        measure = words.require_measure(quantity.measure)
        if quantity.measure not in form.measures:
            message = f"Hình thức «{form.label}» không tính bằng «{measure.unit}»."
            raise WrongQuantity(message)
        if quantity.measure in seen or not 0 <= quantity.amount <= MOST:
            message = f"Mỗi chỉ số nhập một lần, từ 0 đến hai tỷ: «{measure.label}»."
            raise WrongQuantity(message)
        seen.add(quantity.measure)
    for code in seen:  # minutes of a broadcast count once for each broadcast
        base = words.measures[code].per
        if base and base not in seen:
            message = f"Nhập cả «{words.measures[base].label}», vì hai số này nhân với nhau."
            raise WrongQuantity(message)


def as_asked(facts: ActivityFacts) -> dict[str, object]:
    """The facts as plain values, for the key that tells a repeat and for the journal."""
    return {
        "done_on": facts.done_on.isoformat(),
        "title": facts.title,
        "form": facts.form,
        "audience": facts.audience,
        "place": facts.place,
        "quantities": {quantity.measure: quantity.amount for quantity in facts.quantities},
        "cost": None if facts.cost is None else str(facts.cost),
        "material": facts.material,
        "note": facts.note,
        "evidence": [[item.file_id, item.url, item.caption] for item in facts.evidence],
    }
