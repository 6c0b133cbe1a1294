"""A task of a plan as other programs read and write it; units by the codes of the plan's day."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.problems import wrong_field
from loa.surfaces.api.v1.shapes import Code, Day, Id, Line, Sending, Step, Text
from loa.surfaces.api.v1.work import QuantityShape

_UNITS = (("lead_units", plans.TaskRole.LEAD), ("coordinate_units", plans.TaskRole.COORDINATE))
_GROUPS = (("lead_groups", plans.TaskRole.LEAD), ("coordinate_groups", plans.TaskRole.COORDINATE))
_PLAIN = ("title", "content", "deadline_words", "product", "forms", "audiences", "money_source")
_DUE = ("schedule", "due_on")

Codes = Annotated[list[Code], Field(max_length=1000, default_factory=list)]
Groups = Annotated[list[orgs.Group], Field(max_length=20, default_factory=list)]
Short = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$", default_factory=str)]
Words = Annotated[Text, Field(default_factory=str)]


class PlanTaskShape(Schema):
    """One task as it can be corrected: units that are named, groups of units, units taken out.

    Sent back whole to changeTask it changes nothing.
    """

    id: int
    ordinal: int
    version: int
    title: str
    content: str
    schedule: plans.Schedule
    due_on: date | None
    deadline_words: str
    forms: list[str]
    audiences: list[str]
    product: str
    targets: list[QuantityShape]
    money: int | None
    money_source: str
    lead_units: list[str]
    lead_groups: list[orgs.Group]
    coordinate_units: list[str]
    coordinate_groups: list[orgs.Group]
    except_units: list[str]
    start: int | None
    end: int | None
    place: str


class ActorFields(Sending):
    """Who leads and who coordinates; what is not sent stays. Groups stand in /vocabulary."""

    lead_units: Codes
    lead_groups: Groups
    coordinate_units: Codes
    coordinate_groups: Groups
    except_units: Codes


class TaskFields(ActorFields):
    """A task. A day alone makes it due once; with another schedule it has no day."""

    title: Short
    content: Words
    schedule: Annotated[plans.Schedule, Field(default_factory=lambda: plans.Schedule.ONCE)]
    due_on: Day | None = None
    deadline_words: Short
    forms: Codes
    audiences: Codes
    product: Words
    targets: Annotated[list[QuantityShape], Field(max_length=100, default_factory=list)]
    money: Annotated[int, Field(ge=0, le=10**15)] | None = None
    money_source: Annotated[Line, Field(default_factory=str)]


class Passage(Sending):
    """A stretch of the plan's text, in letters from its start."""

    start: Annotated[int, Field(ge=0, le=100_000_000)]
    end: Annotated[int, Field(ge=1, le=100_000_000)]


class NewTask(TaskFields):
    """A task that the text lacks, or one of a passage that was not read as one.

    `after` is the task behind which it comes; without a title it gets one of its content.
    """

    content: Annotated[Text, Field(min_length=1)]
    after: Id | None = None
    passage: Passage | None = None


class ChangeTask(Step, TaskFields):
    """What is not sent stays as it is."""


class AssignTask(Step, ActorFields):
    """`everywhere`: a doubt of the task; wherever the same words are doubted the same is added."""

    everywhere: Id | None = None


class SplitTask(Step):
    """The words of each of the tasks that it becomes."""

    parts: Annotated[list[Text], Field(min_length=2, max_length=50)]


class JoinTasks(Step):
    """`other`: the task whose content comes behind this one's, and which then is gone."""

    other: Id


class TaskWriter:
    """Makes facts of what was sent about tasks of one plan."""

    def __init__(self, plan: plans.Plan) -> None:
        """Units have the codes of the plan's day."""
        self._on = plan.as_of

    def facts(self, sent: ActorFields, was: plans.TaskFacts) -> plans.TaskFacts:
        """`was` with what was sent. Raises ValidationError for a code that there is not."""
        given: dict[str, Any] = {name: getattr(sent, name) for name in sent.model_fields_set}
        fields = {name: given[name] for name in _PLAIN if name in given}
        if "content" in fields:
            fields["content"] = " ".join(fields["content"].split())
        for name in ("forms", "audiences"):
            if name in fields:
                fields[name] = tuple(fields[name])
        if "targets" in given:
            fields["targets"] = tuple(
                plans.Quantity(one.measure, one.amount) for one in given["targets"]
            )
        if "money" in given:
            fields["money"] = None if given["money"] is None else Decimal(given["money"])
        source = fields.get("money_source")
        if source and source not in plans.vocabulary().money_sources:
            raise wrong_field(at=("money_source",))
        return replace(was, **fields, **_due(given, was), **self._actors(given, was))

    def _actors(self, given: Mapping[str, Any], was: plans.TaskFacts) -> dict[str, Any]:
        units, groups = was.units, was.groups
        for name, role in _UNITS:
            if name in given:
                chosen = [(role, unit) for unit in self._ids(name, given[name])]
                units = (*(one for one in units if one[0] is not role), *chosen)
        for name, role in _GROUPS:
            if name in given:
                named = [(role, group.value) for group in given[name]]
                groups = (*(one for one in groups if one[0] is not role), *named)
        out = was.excluded_units
        if "except_units" in given:
            out = self._ids("except_units", given["except_units"])
        return {"units": units, "groups": groups, "excluded_units": out}

    def _ids(self, name: str, codes: Collection[str]) -> tuple[int, ...]:
        known = {row.code: row.id for row in orgs.tree(self._on)}
        for place, code in enumerate(codes):
            if code not in known:
                raise wrong_field(at=(name, place))
        return tuple(known[code] for code in codes)


def changed_parts(sent: ActorFields) -> frozenset[str]:
    """The fields of TaskFacts about which something was sent."""
    named = {"lead_units": "units", "coordinate_units": "units", "except_units": "excluded_units"}
    named |= {"lead_groups": "groups", "coordinate_groups": "groups"}
    own = sent.model_fields_set - {"version", "everywhere"}
    return frozenset(named.get(name, name) for name in own)


def task_shapes(plan: plans.Plan, tasks: Collection[plans.Task]) -> list[PlanTaskShape]:
    """The tasks as they stand."""
    found = [(task, plans.task_facts(task)) for task in tasks]
    ids = {unit for _, facts in found for _, unit in facts.units}
    ids |= {unit for _, facts in found for unit in facts.excluded_units}
    codes = {unit: row.code for unit, row in orgs.units_by_ids(ids, plan.as_of).items()}
    return [_shape(task, facts, codes) for task, facts in found]


def _due(given: Mapping[str, Any], was: plans.TaskFacts) -> dict[str, Any]:
    """The day and the rhythm: either alone says what the other is."""
    if not set(_DUE) & set(given):
        return {}
    day = given.get("due_on", was.due_on)
    usual = plans.Schedule.ONCE if given.get("due_on") else was.schedule
    schedule = given.get("schedule", usual)
    is_once = schedule is plans.Schedule.ONCE
    return {"schedule": schedule, "due_on": day if is_once else None}


def _shape(task: plans.Task, facts: plans.TaskFacts, codes: Mapping[int, str]) -> PlanTaskShape:
    def units(role: plans.TaskRole) -> list[str]:
        return [codes[unit] for of, unit in facts.units if of is role]

    def groups(role: plans.TaskRole) -> list[orgs.Group]:
        return [orgs.Group(group) for of, group in facts.groups if of is role]

    return PlanTaskShape(
        id=task.pk,
        ordinal=task.ordinal,
        version=task.version,
        title=facts.title,
        content=facts.content,
        schedule=facts.schedule,
        due_on=facts.due_on,
        deadline_words=facts.deadline_words,
        forms=list(facts.forms),
        audiences=list(facts.audiences),
        product=facts.product,
        targets=[QuantityShape(measure=one.measure, amount=one.amount) for one in facts.targets],
        money=None if facts.money is None else int(facts.money),
        money_source=facts.money_source,
        lead_units=units(plans.TaskRole.LEAD),
        lead_groups=groups(plans.TaskRole.LEAD),
        coordinate_units=units(plans.TaskRole.COORDINATE),
        coordinate_groups=groups(plans.TaskRole.COORDINATE),
        except_units=[codes[unit] for unit in facts.excluded_units],
        start=task.start,
        end=task.end,
        place=task.place,
    )
