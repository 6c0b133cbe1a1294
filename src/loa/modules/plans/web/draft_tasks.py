"""The tasks of a draft as the check page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import number
from loa.kernel.words import format_number
from loa.modules.plans import queries
from loa.modules.plans.queries import Doubt, Plan, Task
from loa.modules.plans.queries.groups import group_ids, group_label
from loa.modules.plans.rules import mending
from loa.modules.plans.rules.vocabulary import Vocabulary, vocabulary
from loa.modules.plans.types import DoubtCode, Schedule, TaskFacts, TaskRole
from loa.modules.plans.web import draft_forms, draft_stops
from loa.modules.plans.web.draft_source import Place
from loa.modules.plans.web.draft_stops import StopView
from loa.modules.plans.web.own_origins import origins
from loa.modules.plans.web.presenters import timing_words

_STEPS = {
    "edit": "plans:task-edit",
    "actors": "plans:task-actors",
    "due": "plans:task-due",
    "split": "plans:task-split",
    "join": "plans:task-join-next",
    "remove": "plans:task-remove",
}


@dataclass(frozen=True)
class TaskView:
    """One task of the draft, each of its doubts beside what it is about."""

    id: str
    version: str
    ordinal: str
    title: str
    content: str
    is_long: bool
    ref: str
    anchor: str
    clause: str
    origin: str
    leads: tuple[str, ...]
    coordinates: tuple[str, ...]
    optional: tuple[str, ...]
    timing: str
    deadline_words: str
    forms: str
    product: str
    targets: str
    money: str
    task_stops: tuple[StopView, ...]
    lead_stops: tuple[StopView, ...]
    partner_stops: tuple[StopView, ...]
    due_stops: tuple[StopView, ...]
    next_id: str
    hrefs: Mapping[str, str]


class TaskViews:
    """Makes the views of one plan's tasks; what all of them share is read once."""

    def __init__(self, plan: Plan, doubts: list[Doubt], sent: draft_forms.DueForm | None) -> None:
        """`sent` is a refused form of one task's day, which comes back as it was typed."""
        self._plan = plan
        self._sent = sent
        # Asked once, with a task that there is not: a hundred tasks have nine hundred addresses.
        self._samples = {step: reverse(name, args=[plan.pk, 0]) for step, name in _STEPS.items()}
        self._alike = draft_stops.alike(doubts)
        self._by_task: dict[int, list[Doubt]] = {}
        for doubt in doubts:
            if doubt.task_id:
                self._by_task.setdefault(doubt.task_id, []).append(doubt)
        self._tree = {row.id: row for row in orgs.tree(plan.as_of)}
        self._groups: dict[str, str] = {}
        self._origins = origins(plan)
        self._words: Vocabulary = vocabulary()

    def view(self, task: Task, next_id: str = "") -> TaskView:
        """One task; `next_id` is the one behind it, with which it can be joined."""
        facts = queries.task_facts(task)
        doubts = self._by_task.get(task.pk, [])
        hrefs = {
            step: sample.replace("/0/", f"/{task.pk}/") for step, sample in self._samples.items()
        }
        stops = self._stops(task, doubts, hrefs)
        words = self._words
        optional = [unit for unit in facts.excluded_units if unit in self._tree]
        return TaskView(
            id=str(task.pk),
            version=str(task.version),
            ordinal=str(task.ordinal),
            title=task.title,
            content=task.content,
            is_long=task.content.rstrip(".; ") != task.title,
            ref=f"NV{task.ordinal}" if task.start is not None else "",
            anchor=anchor_of(task),
            clause=_("Mục %(path)s") % {"path": task.clause.path.replace("/", ".")}
            if task.clause
            else "",
            origin=self._origins.get(task.pk, ""),
            leads=self._actors(facts, TaskRole.LEAD),
            coordinates=self._actors(facts, TaskRole.COORDINATE),
            optional=tuple(self._tree[unit].name for unit in optional),
            timing=timing_words(Schedule(task.schedule), task.due_on),
            deadline_words=task.deadline_words,
            forms=", ".join(words.forms[code].label for code in task.forms if code in words.forms),
            product=task.product,
            targets=", ".join(
                f"{number(target.amount)} {words.measures[target.measure].unit}"
                for target in facts.targets
            ),
            money=f"{format_number(task.money)} đồng" if task.money else "",
            task_stops=stops["task"],
            lead_stops=stops["lead"],
            partner_stops=stops["partner"],
            due_stops=stops["due"],
            next_id=next_id,
            hrefs=hrefs,
        )

    def place(self, task: Task) -> Place | None:
        """Where the task stands in the source."""
        if task.start is None or task.end is None:
            return None
        is_whole = any(draft_stops.place_of(doubt) is None for doubt in self._doubts_of(task))
        return Place(task.start, task.end, f"NV{task.ordinal}", anchor_of(task), is_whole)

    def _doubts_of(self, task: Task) -> list[Doubt]:
        return self._by_task.get(task.pk, [])

    def _stops(
        self, task: Task, doubts: list[Doubt], hrefs: Mapping[str, str]
    ) -> dict[str, tuple[StopView, ...]]:
        found: dict[str, list[StopView]] = {"task": [], "lead": [], "partner": [], "due": []}
        for doubt in doubts:
            row = _row_of(doubt)
            fix = None
            if row == "due" and not found["due"]:
                sent = self._sent if self._sent and self._sent.task_id == task.pk else None
                fix = draft_stops.due_fix(task, hrefs["due"], sent)
            same = self._alike.get(doubt.pk)
            stop = draft_stops.task_stop(self._plan, task, doubt, fix=fix, hrefs=hrefs, same=same)
            found[row].append(stop)
        return {row: tuple(stops) for row, stops in found.items()}

    def _actors(self, facts: TaskFacts, role: TaskRole) -> tuple[str, ...]:
        groups = [self._group(group) for of, group in facts.groups if of is role]
        units = [
            self._tree[unit].name if unit in self._tree else _("đơn vị không còn")
            for of, unit in facts.units
            if of is role
        ]
        return (*groups, *units)

    def _group(self, code: str) -> str:
        if code not in self._groups:
            group = orgs.Group(code)
            count = len(group_ids(group, self._plan.as_of))
            self._groups[code] = f"{group_label(group)} · {count}"
        return self._groups[code]


def anchor_of(task: Task) -> str:
    """The address of a task on the page."""
    return f"task-{task.pk}"


def _row_of(doubt: Doubt) -> str:
    code = DoubtCode(doubt.code)
    if code in mending.DUE:
        return "due"
    if code in mending.ACTORS:
        return "partner" if queries.side_of(doubt) is TaskRole.COORDINATE else "lead"
    return "task"
