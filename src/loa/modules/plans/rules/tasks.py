"""What makes a task fit to stand in a plan."""

from dataclasses import replace

from loa.kernel.errors import DomainError
from loa.modules.plans.rules.drafting import task_title
from loa.modules.plans.rules.vocabulary import Vocabulary
from loa.modules.plans.types import Schedule, TaskFacts

_LEAST_PARTS = 2


class DueMissing(DomainError):
    """A task that falls due once needs a day, one with a rhythm none."""

    code = "PLANS_DUE_MISSING"
    message_vi = "Chọn ngày đến hạn, hoặc chọn nhịp lặp lại (hằng tháng, hằng quý …)."


class EmptyTask(DomainError):
    """A task without words."""

    code = "PLANS_EMPTY_TASK"
    message_vi = "Nhập nội dung nhiệm vụ."


class NothingToSplit(DomainError):
    """A split into fewer than two parts."""

    code = "PLANS_NOTHING_TO_SPLIT"
    message_vi = "Để tách, đặt mỗi nhiệm vụ trên một dòng, ít nhất hai dòng."


def check(facts: TaskFacts, words: Vocabulary) -> None:
    """Refuse a task without words or day, or with unknown codes.

    Raises EmptyTask, DueMissing, UnknownWord.
    """
    if not facts.title.strip() or not facts.content.strip():
        raise EmptyTask
    if (facts.schedule is Schedule.ONCE) != (facts.due_on is not None):
        raise DueMissing
    for form in facts.forms:
        words.require_form(form)
    for target in facts.targets:
        words.require_measure(target.measure)


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
