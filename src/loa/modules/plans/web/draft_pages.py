"""The values of the check page: the text on the left, what was read of it on the right."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.documents.facade import Kind
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Link, number
from loa.kernel.words import format_number, short_date
from loa.modules.plans import queries
from loa.modules.plans.queries import Clause, Doubt, Plan, Task
from loa.modules.plans.queries.groups import group_ids, group_label
from loa.modules.plans.rules.vocabulary import Vocabulary, vocabulary
from loa.modules.plans.types import ClauseKind, DoubtCode, Schedule, TaskFacts, TaskRole
from loa.modules.plans.web import draft_forms
from loa.modules.plans.web.draft_source import Place, source_paragraphs
from loa.modules.plans.web.presenters import plan_name, short_plan_name, timing_words
from loa.modules.plans.web.reading import Moment

_HEADER = (
    ("kind", _("Loại")),
    ("issuer", _("Cơ quan ban hành")),
    ("number", _("Số")),
    ("notation", _("Ký hiệu")),
    ("place", _("Địa danh")),
    ("signed_on", _("Ngày ban hành")),
    ("subject", _("Trích yếu")),
    ("signer_post", _("Chức vụ người ký")),
    ("signer_name", _("Người ký")),
    ("year", _("Năm thực hiện")),
    ("as_of", _("Danh sách đơn vị theo ngày")),
    ("period_rule", _("Kỳ báo cáo")),
)
_MISSING = frozenset({DoubtCode.ANNEX_MISSING, DoubtCode.NO_TASK})
# Not read as a passage of the text, so no place in it is missed.
_OURS = frozenset({"year", "as_of", "period_rule"})
# Where a field of the document has another name in its form, or its doubt another target.
_ALSO = {"issuer": "issuer_words", "issued_on": "signed_on"}
_TASK_FIELDS = {
    DoubtCode.ACTOR_MISSING: "#id_lead_groups_0",
    DoubtCode.ACTOR_UNSURE: "#id_lead_units",
    DoubtCode.DUE_GUESSED: "#id_due_on",
    DoubtCode.DUE_RELATIVE: "#id_due_on",
}
_CLAUSES = {
    ClauseKind.PURPOSE: _("Mục đích"),
    ClauseKind.REQUIREMENT: _("Yêu cầu"),
    ClauseKind.MONEY: _("Kinh phí"),
    ClauseKind.DIFFICULTY: _("Khó khăn, vướng mắc"),
}
_SHORT = 220


@dataclass(frozen=True)
class FieldView:
    """One line of what was read: its value, its place in the text, and why it is doubtful.

    A doubtful one of the document's head brings the input that mends it.
    """

    anchor: str
    label: str
    words: str
    ref: str = ""
    why: str = ""
    input: BoundField | None = None
    is_ours: bool = False


@dataclass(frozen=True)
class DoubtView:
    """One thing to look at, in one place or in several; each link leads to where it is mended."""

    message: str
    links: tuple[Link, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class TaskView:
    """One task of the draft."""

    id: int
    version: str
    ordinal: int
    title: str
    content: str
    is_long: bool
    ref: str
    anchor: str
    clause: str
    leads: tuple[str, ...]
    coordinates: tuple[str, ...]
    optional: tuple[str, ...]
    timing: str
    deadline_words: str
    forms: str
    product: str
    targets: str
    money: str
    whys: tuple[str, ...]
    units: int


def check_page(now: Moment, plan: Plan, sent: dict[str, object]) -> dict[str, object]:
    """Everything that the check page shows. `sent` are refused forms, by name."""
    doubts = queries.open_doubts(plan)
    builder = _Page(plan, doubts)
    fields = builder.header()
    bases = builder.bases()
    clauses = builder.clauses()
    tasks = builder.tasks()
    recipients = builder.recipients()
    units = {unit for _task, roles in builder.addressed for unit in roles}
    count = sum(len(roles) for _task, roles in builder.addressed)
    return {
        "plan": plan,
        "title": _("Kiểm tra trước khi giao nhiệm vụ"),
        "links": (
            Link(_("Kế hoạch"), reverse("plans:plan-list")),
            Link(short_plan_name(plan, 40)),
        ),
        "name": plan_name(plan),
        "source_href": reverse("plans:plan-source", args=[plan.pk]),
        "paragraphs": source_paragraphs(plan.text, builder.places),
        "doubts": builder.doubt_views(),
        "doubt_count": number(len(doubts)),
        "fields": fields,
        "bases": bases,
        "clauses": clauses,
        "recipients": recipients,
        "tasks": tasks,
        "missing": [row["phrase"] for row in plan.missing],
        "header_form": sent.get("header") or header_form(plan),
        "amends_form": sent.get("amends") or amends_form(now, plan),
        "issue_form": sent.get("issue") or draft_forms.IssueForm(initial={"version": plan.version}),
        "refused": [form for form in sent.values() if form is not None],
        "assignment_count": number(count),
        "unit_count": number(len(units)),
        "idle": [task.ordinal for task, roles in builder.addressed if not roles],
    }


def header_form(plan: Plan, auto_id: str = "id_%s") -> draft_forms.HeaderForm:
    """The form of the document's head as it stands."""
    return draft_forms.HeaderForm(
        rules=rule_choices(plan), initial=header_initial(plan), auto_id=auto_id
    )


def header_initial(plan: Plan) -> dict[str, object]:
    """The head as it stands, against which changes are told."""
    return {name: getattr(plan, name) for name in draft_forms.HeaderForm.base_fields}


def rule_choices(plan: Plan) -> list[tuple[str, str]]:
    """The period rules of the plan's day."""
    return queries.rule_labels(plan.as_of)


def amends_form(now: Moment, plan: Plan) -> draft_forms.AmendsForm:
    """Which plan this one amends."""
    return draft_forms.AmendsForm(
        plans=amendable(now, plan),
        initial={"version": plan.version, "amends_id": plan.amends_id},
    )


def amendable(now: Moment, plan: Plan) -> list[tuple[int, str]]:
    """The issued plans that this draft may amend."""
    rows = queries.amendable(now.actor, plan, now.today)
    return [(row.pk, short_plan_name(row)) for row in rows]


def task_form(plan: Plan, task: Task | None) -> draft_forms.TaskForm:
    """The form of one task, or of a new one."""
    words, groups, units = task_choices(plan)
    if task is None:
        return draft_forms.TaskForm(
            words=words, groups=groups, units=units, initial={"key": uuid4()}
        )
    return draft_forms.TaskForm(
        words=words,
        groups=groups,
        units=units,
        facts=queries.task_facts(task),
        initial={"version": task.version},
    )


def task_choices(plan: Plan) -> tuple[Vocabulary, list[tuple[str, str]], list[tuple[str, str]]]:
    """Vocabulary, groups and units of the plan's day."""
    groups = [
        (group.value, f"{group_label(group)} · {len(group_ids(group, plan.as_of))}")
        for group in orgs.Group
    ]
    return vocabulary(), groups, draft_forms.unit_choices(orgs.tree(plan.as_of))


class _Page:
    """Numbers the fields in order and remembers the place of each."""

    def __init__(self, plan: Plan, doubts: list[Doubt]) -> None:
        self._plan = plan
        self._doubts = doubts
        self._by_target: dict[str, list[Doubt]] = {}
        for doubt in doubts:
            self._by_target.setdefault(doubt.target, []).append(doubt)
        self._next = 1
        self._form = header_form(plan, auto_id="in_%s")
        self.places: list[Place] = []
        self.addressed = queries.addressed_units(plan)
        self._tree = {row.id: row for row in orgs.tree(plan.as_of)}

    def header(self) -> list[FieldView]:
        """The head of the document."""
        values = {
            "kind": _kind_words(self._plan.kind),
            "issuer": self._plan.issuer_words,
            "number": self._plan.number,
            "notation": self._plan.notation,
            "place": self._plan.place,
            "signed_on": short_date(self._plan.signed_on) if self._plan.signed_on else "",
            "subject": self._plan.subject,
            "signer_post": " / ".join([*self._plan.signer_authority, self._plan.signer_post]),
            "signer_name": self._plan.signer_name,
            "year": str(self._plan.year),
            "as_of": short_date(self._plan.as_of),
            "period_rule": dict(rule_choices(self._plan)).get(self._plan.period_rule, ""),
        }
        spans = self._plan.spans
        return [
            self._field(name, label, values[name], spans.get(name) or spans.get(_ALSO.get(name)))
            for name, label in _HEADER
        ]

    def bases(self) -> list[FieldView]:
        """The legal bases."""
        return [
            self._field(
                f"basis-{n}",
                row["number"] or row["title"] or "",
                " ".join(
                    part
                    for part in (
                        row["kind"] or "",
                        _("ngày %(day)s") % {"day": _day(row["date"])} if row["date"] else "",
                        row["body"] or "",
                        row["subject"] or "",
                    )
                    if part
                ),
                row,
            )
            for n, row in enumerate(self._plan.legal_bases, 1)
        ]

    def clauses(self) -> list[FieldView]:
        """Purposes, requirements, money and difficulties."""
        return [self._clause(row) for row in queries.clauses_of(self._plan)]

    def recipients(self) -> FieldView:
        """The recipients in one line."""
        rows = self._plan.recipients
        places = [row for row in rows if row["start"] is not None]
        span = {"start": places[0]["start"], "end": places[-1]["end"]} if places else None
        words = "; ".join(row["text"] for row in rows)
        return self._field("recipients", _("Nơi nhận"), words, span)

    def tasks(self) -> list[TaskView]:
        """The tasks with their units, days and doubts."""
        units = {task.pk: len(roles) for task, roles in self.addressed}
        return [self._task(task, units[task.pk]) for task in queries.drafted_tasks(self._plan)]

    def doubt_views(self) -> list[DoubtView]:
        """What is still to be looked at; what is the same in several tasks is told once."""
        ordinals = {task.pk: task.ordinal for task, _roles in self.addressed}
        same: dict[tuple[str, str], list[Doubt]] = {}
        for doubt in self._doubts:
            same.setdefault((doubt.code, _body(doubt)), []).append(doubt)
        return [
            DoubtView(
                body if group[0].task_id else group[0].message,
                tuple(
                    Link(
                        f"NV{ordinals[doubt.task_id]}" if doubt.task_id else _fix_words(doubt),
                        self._fix_href(doubt),
                    )
                    for doubt in group
                ),
                tuple(str(doubt.pk) for doubt in group),
            )
            for (_code, body), group in same.items()
        ]

    def _fix_href(self, doubt: Doubt) -> str:
        if doubt.task_id:
            place = _TASK_FIELDS.get(DoubtCode(doubt.code), "")
            return reverse("plans:task-edit", args=[self._plan.pk, doubt.task_id]) + place
        if doubt.code in _MISSING:
            return reverse("plans:task-add", args=[self._plan.pk])
        name = _ALSO.get(doubt.target, doubt.target)
        return f"#in_{name}" if name in self._form.fields else "#sua-phan-dau"

    def _clause(self, row: Clause) -> FieldView:
        kind = ClauseKind(row.kind)
        text = row.text if len(row.text) <= _SHORT else f"{row.text[:_SHORT].rsplit(' ', 1)[0]} …"
        return self._field(
            f"clause-{row.pk}",
            row.label or _CLAUSES[kind],
            text,
            {"start": row.start, "end": row.end},
        )

    def _task(self, task: Task, units: int) -> TaskView:
        doubts = [doubt for doubt in self._doubts if doubt.task_id == task.pk]
        anchor = f"task-{task.pk}"
        ref = f"NV{task.ordinal}"
        if task.start is not None and task.end is not None:
            self.places.append(Place(task.start, task.end, ref, anchor, bool(doubts)))
        facts = queries.task_facts(task)
        words = vocabulary()
        optional = [unit for unit in facts.excluded_units if unit in self._tree]
        return TaskView(
            id=task.pk,
            version=str(task.version),
            ordinal=task.ordinal,
            title=task.title,
            content=task.content,
            is_long=task.content.rstrip(".; ") != task.title,
            ref=ref if task.start is not None else "",
            anchor=anchor,
            clause=_("Mục %(path)s") % {"path": task.clause.path.replace("/", ".")}
            if task.clause
            else "",
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
            whys=tuple(_body(doubt) for doubt in doubts),
            units=units,
        )

    def _actors(self, facts: TaskFacts, role: TaskRole) -> tuple[str, ...]:
        groups = [
            f"{group_label(orgs.Group(group))} · "
            f"{len(group_ids(orgs.Group(group), self._plan.as_of))}"
            for of, group in facts.groups
            if of is role
        ]
        units = [
            self._tree[unit].name if unit in self._tree else _("đơn vị không còn")
            for of, unit in facts.units
            if of is role
        ]
        return (*groups, *units)

    def _field(self, name: str, label: str, words: str, span: dict[str, int] | None) -> FieldView:
        names = {name, *(other for other, field in _ALSO.items() if field == name)}
        whys = [doubt.message for one in names for doubt in self._by_target.get(one, [])]
        ref = ""
        if span and span.get("start") is not None:
            ref = str(self._next)
            self._next += 1
            self.places.append(Place(span["start"], span["end"], ref, name, bool(whys)))
        field = _ALSO.get(name, name)
        box = self._form[field] if whys and field in self._form.fields else None
        return FieldView(name, label, words, ref, " ".join(whys), box, name in _OURS)


def _kind_words(code: str) -> str:
    """«Kế hoạch» of KH; the code itself where the decree knows no such kind."""
    titles = {kind.code: kind.title for kind in Kind}
    return titles[code].capitalize() if code in titles else code


def _fix_words(doubt: Doubt) -> str:
    return _("Thêm nhiệm vụ") if doubt.code in _MISSING else _("Sửa")


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso))


def _body(doubt: Doubt) -> str:
    """The message without the task that it speaks of."""
    return doubt.message.split(": ", 1)[-1] if doubt.task_id else doubt.message
