"""What makes an activity fit to be recorded."""

from datetime import date

from loa.kernel.errors import DomainError
from loa.modules.plans.rules.vocabulary import Vocabulary
from loa.modules.plans.types import ActivityFacts


class NotYet(DomainError):
    """An activity of a day to come."""

    code = "PLANS_ACTIVITY_IN_FUTURE"
    message_vi = "Ngày thực hiện phải từ hôm nay trở về trước."


class WrongQuantity(DomainError):
    """A measure that the form is not counted in, twice the same one, or a negative amount."""

    code = "PLANS_WRONG_QUANTITY"


class WrongLink(DomainError):
    """A link that is not an address of the web."""

    code = "PLANS_WRONG_LINK"
    message_vi = "Đường dẫn phải bắt đầu bằng http:// hoặc https://."


def check(facts: ActivityFacts, words: Vocabulary, today: date) -> None:
    """Refuse what cannot be counted. Raises NotYet, WrongQuantity, WrongLink, UnknownWord."""
    if facts.done_on > today:
        raise NotYet
    form = words.require_form(facts.form)
    seen = set()
    for quantity in facts.quantities:
        measure = words.require_measure(quantity.measure)
        if quantity.measure not in form.measures:
            message = f"Hình thức «{form.label}» không tính bằng «{measure.unit}»."
            raise WrongQuantity(message)
        if quantity.measure in seen or quantity.amount < 0:
            message = f"Mỗi chỉ số nhập một lần, từ 0 trở lên: «{measure.label}»."
            raise WrongQuantity(message)
        seen.add(quantity.measure)
    for item in facts.evidence:
        if item.url and not item.url.startswith(("http://", "https://")):
            raise WrongLink


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
