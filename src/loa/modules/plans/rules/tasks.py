"""What makes a task fit to stand in a plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from loa.foundation.orgs.types import Group
from loa.kernel.errors import DomainError
from loa.modules.plans.rules.activity import MOST, MOST_MONEY, WrongCost, WrongQuantity
from loa.modules.plans.rules.naming import task_title
from loa.modules.plans.rules.vocabulary import Vocabulary
from loa.modules.plans.types import Quantity, Schedule, TaskFacts, TaskRole

_LEAST_PARTS = 2
_LENGTH = 300


class DueMissing(DomainError):
    """A task that falls due once needs a day, one with a rhythm none."""

    code = "PLANS_DUE_MISSING"
    message_vi = "Chọn ngày đến hạn, hoặc chọn nhịp lặp lại (hằng tháng, hằng quý …)."


class EmptyTask(DomainError):
    """A task without words."""

    code = "PLANS_EMPTY_TASK"
    message_vi = "Nhập nội dung nhiệm vụ."


class TaskTooLong(DomainError):
    """A title or the words of a deadline that are too long to be kept."""

    code = "PLANS_TASK_TOO_LONG"
    message_vi = f"Tên nhiệm vụ và lời ghi hạn viết nhiều nhất {_LENGTH} chữ cái."


class UnknownGroup(DomainError):
    """A group of units that there is not."""

    code = "PLANS_UNKNOWN_GROUP"
    message_vi = "Nhóm đơn vị không có trong danh sách. Tải lại trang rồi chọn lại."


class JoinedWithItself(DomainError):
    """A task joined with itself."""

    code = "PLANS_JOINED_WITH_ITSELF"
    message_vi = "Chọn một nhiệm vụ khác để gộp."


class NothingToSplit(DomainError):
    """A split into fewer than two parts."""

    code = "PLANS_NOTHING_TO_SPLIT"
    message_vi = "Để tách, đặt mỗi nhiệm vụ trên một dòng, ít nhất hai dòng."


def check(facts: TaskFacts, words: Vocabulary) -> None:
    """Refuse a task without words or day, with unknown codes, or with amounts that cannot be.

    Raises EmptyTask, TaskTooLong, DueMissing, UnknownWord, UnknownGroup, WrongQuantity, WrongCost.
    """
    if not facts.title.strip() or not facts.content.strip():
        raise EmptyTask
    if max(len(facts.title), len(facts.deadline_words)) > _LENGTH:
        raise TaskTooLong
    if (facts.schedule is Schedule.ONCE) != (facts.due_on is not None):
        raise DueMissing
    for form in facts.forms:
        words.require_form(form)
    for audience in facts.audiences:
        words.require_audience(audience)
    if any(group not in set(Group) for _, group in facts.groups):
        raise UnknownGroup
    if facts.money is not None and not 0 <= facts.money < MOST_MONEY:
        raise WrongCost
    _check_targets(facts, words)


def _check_targets(facts: TaskFacts, words: Vocabulary) -> None:
    seen = set()
    for target in facts.targets:
        measure = words.require_measure(target.measure)
        if target.measure in seen or not 0 <= target.amount <= MOST:
            message = f"Mỗi chỉ tiêu nhập một lần, từ 0 đến hai tỷ: «{measure.label}»."
            raise WrongQuantity(message)
        seen.add(target.measure)


def settled(facts: TaskFacts) -> TaskFacts:
    """The same facts in the shape in which they are read back, so that two can be compared.

    Parts come in one order and once; a target of nothing is none; a unit that is named is not
    taken out, whoever ticked both.
    """
    named = {unit for _, unit in facts.units}
    return replace(
        facts,
        groups=tuple(sorted(set(facts.groups))),
        units=tuple(sorted(set(facts.units))),
        excluded_units=tuple(sorted(set(facts.excluded_units) - named)),
        targets=tuple(
            sorted(
                (target for target in facts.targets if target.amount), key=lambda one: one.measure
            )
        ),
    )


def as_asked(facts: TaskFacts) -> dict[str, object]:
    """The facts as plain values, for the key that tells a repeat and for the journal."""
    return {
        "title": facts.title,
        "content": facts.content,
        "schedule": str(facts.schedule),
        "due_on": facts.due_on.isoformat() if facts.due_on else None,
        "deadline_words": facts.deadline_words,
        "forms": list(facts.forms),
        "audiences": list(facts.audiences),
        "product": facts.product,
        "targets": {target.measure: target.amount for target in facts.targets},
        "money": None if facts.money is None else str(facts.money),
        "money_source": facts.money_source,
        "groups": [[str(role), group] for role, group in facts.groups],
        "units": [[str(role), unit] for role, unit in facts.units],
        "excluded_units": list(facts.excluded_units),
    }


def from_asked(asked: Mapping[str, Any]) -> TaskFacts:
    """The facts of what `as_asked` made. Raises KeyError, TypeError, ValueError for all else."""
    return TaskFacts(
        title=str(asked["title"]),
        content=str(asked["content"]),
        schedule=Schedule(asked["schedule"]),
        due_on=date.fromisoformat(asked["due_on"]) if asked["due_on"] else None,
        deadline_words=str(asked["deadline_words"]),
        forms=tuple(map(str, asked["forms"])),
        audiences=tuple(map(str, asked["audiences"])),
        product=str(asked["product"]),
        targets=tuple(Quantity(measure, int(n)) for measure, n in asked["targets"].items()),
        money=None if asked["money"] is None else Decimal(int(asked["money"])),
        money_source=str(asked["money_source"]),
        groups=tuple((TaskRole(role), str(group)) for role, group in asked["groups"]),
        units=tuple((TaskRole(role), int(unit)) for role, unit in asked["units"]),
        excluded_units=tuple(map(int, asked["excluded_units"])),
    )


def split_parts(parts: list[str]) -> list[str]:
    """The words of each part, single-spaced. Raises NothingToSplit."""
    texts = [" ".join(part.split()) for part in parts if part.strip()]
    if len(texts) < _LEAST_PARTS:
        raise NothingToSplit
    return texts


def title_of(content: str) -> str:
    """The short name of a content."""
    return task_title(content)


def with_content(facts: TaskFacts, content: str) -> TaskFacts:
    """The same task with other words."""
    return replace(facts, content=content, title=task_title(content))
