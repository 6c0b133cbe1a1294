"""Two people at one task: what each changed goes through unless both changed the same thing."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace

from loa.kernel.errors import DomainError
from loa.modules.plans.types import TaskFacts, TaskRole

_ACTORS = frozenset({"groups", "units", "excluded_units"})
_LEADS = ("lead_groups", "lead_units", "excluded_units")
_TOGETHER: Mapping[str, str] = {"due_on": "schedule", "money_source": "money"}
"""Fields that only mean something with another one."""


class EditedMeanwhile(DomainError):
    """Somebody else changed the very thing that is being changed; `names` says which."""

    code = "PLANS_EDITED_MEANWHILE"
    message_vi = (
        "Người khác vừa sửa đúng mục này. Xem hai bản bên dưới, chọn bản muốn giữ rồi lưu lại."
    )

    def __init__(self, names: frozenset[str]) -> None:
        """`names` are parts of a task, or fields of the document's head."""
        super().__init__()
        self.names = names


def merged(was: TaskFacts, mine: TaskFacts, stored: TaskFacts) -> TaskFacts:
    """The stored task with what I changed since I saw it as `was`.

    All three come as rules.tasks.settled gives them. Raises EditedMeanwhile where somebody else
    changed the same part to something else.
    """
    seen, typed, there = parts(was), parts(mine), parts(stored)
    changed = {name for name in seen if seen[name] != typed[name]}
    clash = {name for name in changed if there[name] not in (seen[name], typed[name])}
    if clash:
        raise EditedMeanwhile(frozenset(clash))
    return with_parts(stored, mine, changed)


def with_parts(facts: TaskFacts, other: TaskFacts, names: Collection[str]) -> TaskFacts:
    """The facts with the parts of those names as the other has them."""
    plain = {one.name for one in fields(TaskFacts)} - _ACTORS
    taken = {name: getattr(other, name) for name in plain if _part_of(name) in names}
    source = {
        role: other if part in names else facts
        for role, part in ((TaskRole.LEAD, "leads"), (TaskRole.COORDINATE, "partners"))
    }
    return replace(
        facts,
        **taken,
        groups=tuple(one for role, of in source.items() for one in of.groups if one[0] is role),
        units=tuple(one for role, of in source.items() for one in of.units if one[0] is role),
        excluded_units=source[TaskRole.LEAD].excluded_units,
    )


def merged_fields(
    was: Mapping[str, object], mine: Mapping[str, object], stored: Mapping[str, object]
) -> None:
    """Refuse fields of the document's head that somebody else changed since. EditedMeanwhile."""
    clash = {name for name in mine if stored[name] not in (was.get(name, stored[name]), mine[name])}
    if clash:
        raise EditedMeanwhile(frozenset(clash))


def parts(facts: TaskFacts) -> dict[str, object]:
    """What can be changed apart from the rest: the day with its rhythm, who leads, who helps."""
    found: dict[str, dict[str, object]] = {}
    for one in fields(TaskFacts):
        if one.name not in _ACTORS:
            found.setdefault(_part_of(one.name), {})[one.name] = getattr(facts, one.name)
    return {
        **found,
        "leads": (*_of(facts, TaskRole.LEAD), facts.excluded_units),
        "partners": _of(facts, TaskRole.COORDINATE),
    }


def part_of_field(name: str) -> str:
    """The part that a field of the task's form belongs to."""
    if name in _LEADS:
        return "leads"
    if name.startswith("coordinate_"):
        return "partners"
    if name.startswith("target_"):
        return "targets"
    return _part_of({"forms_chosen": "forms"}.get(name, name))


def _part_of(name: str) -> str:
    return _TOGETHER.get(name, name)


def _of(facts: TaskFacts, role: TaskRole) -> tuple[object, object]:
    return (
        tuple(group for of, group in facts.groups if of is role),
        tuple(unit for of, unit in facts.units if of is role),
    )
