"""The values of the check page: the text on the left, what was read of it on the right."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.documents.facade import Kind
from loa.foundation.ui.facade import Link, number
from loa.kernel.errors import NotFound
from loa.kernel.words import short_date, shortened
from loa.modules.plans import queries
from loa.modules.plans.queries import Clause, Doubt, Plan, Task
from loa.modules.plans.rules.mending import ALSO as _ALSO
from loa.modules.plans.types import ClauseKind
from loa.modules.plans.web import draft_forms, draft_stops, draft_tasks
from loa.modules.plans.web.annex_pages import annex_views
from loa.modules.plans.web.draft_source import Place, source_paragraphs
from loa.modules.plans.web.draft_stops import StopView
from loa.modules.plans.web.draft_tasks import TaskView
from loa.modules.plans.web.own_plan_pages import own_view
from loa.modules.plans.web.plan_pages import document_links
from loa.modules.plans.web.presenters import plan_name, short_plan_name
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.saved_meanwhile import Clash

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
    ("period_rule", _("Báo cáo theo")),
)
_RECIPIENTS = ("recipients", _("Nơi nhận"))
# Not read as a passage of the text, so no place in it is missed.
_OURS = frozenset({"year", "as_of", "period_rule"})
_AT_ISSUE = {
    "number": _("Ghi khi ban hành"),
    "signed_on": _("Ngày lãnh đạo ban hành"),
    "signer_name": _("Lãnh đạo ban hành"),
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
    """One line of what was read: its value, its place in the text, and what is doubtful in it."""

    anchor: str
    label: str
    words: str
    ref: str = ""
    stops: tuple[StopView, ...] = ()
    is_ours: bool = False


@dataclass(frozen=True)
class DoubtView:
    """One thing to look at, in one place or in several; each link leads to where it is mended."""

    message: str
    links: tuple[Link, ...]
    key: str
    alike: draft_stops.AlikeView | None


@dataclass(frozen=True)
class ProgressView:
    """How many places there are to look at, how many are left, and how many questions they are."""

    left: str
    questions: str
    total: str
    done_text: str
    total_text: str
    first_href: str


class Sent(NamedTuple):
    """Refused forms, which come back as they were typed."""

    header: draft_forms.HeaderForm | None = None
    amends: draft_forms.AmendsForm | None = None
    issue: draft_forms.IssueForm | None = None
    basis: draft_forms.BasisForm | None = None
    due: draft_forms.DueForm | None = None
    clash: Clash | None = None


NOTHING_SENT = Sent()


def check_page(now: Moment, plan: Plan, sent: Sent = NOTHING_SENT) -> dict[str, object]:
    """Everything that the check page shows."""
    builder = _Page(now, plan, sent)
    return {
        **builder.frame(),
        **builder.head(),
        "title": _("Kiểm tra trước khi giao nhiệm vụ"),
        "links": (
            Link(_("Kế hoạch"), reverse("plans:plan-list")),
            Link(short_plan_name(plan, 40)),
        ),
        "name": plan_name(plan),
        "source_href": reverse("plans:plan-source", args=[plan.pk]),
        "document_links": document_links(plan),
        "doubts": builder.doubt_views(),
        "notes": builder.notes(),
        "bases": builder.bases(),
        "clauses": builder.clauses(),
        "tasks": builder.tasks(),
        "missing": [row["phrase"] for row in plan.missing],
        "annexes": annex_views(now, plan),
        "paragraphs": source_paragraphs(plan.text, builder.places, builder.doubt_places()),
    }


def head_part(now: Moment, plan: Plan, sent: Sent = NOTHING_SENT) -> dict[str, object]:
    """The head of the document alone, with the bar below the page."""
    builder = _Page(now, plan, sent)
    return {**builder.frame(), **builder.head()}


def notes_part(now: Moment, plan: Plan) -> dict[str, object]:
    """The doubts that belong to no field alone, with the bar below the page."""
    builder = _Page(now, plan, NOTHING_SENT)
    return {**builder.frame(), "notes": builder.notes()}


def task_part(
    now: Moment, plan: Plan, task_id: int, sent: Sent = NOTHING_SENT
) -> dict[str, object]:
    """One task alone, with the bar below the page. Raises NotFound."""
    builder = _Page(now, plan, sent)
    return {**builder.frame(), "task": builder.task(task_id)}


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


class _Page:
    """Numbers the fields in order and remembers the place of each."""

    def __init__(self, now: Moment, plan: Plan, sent: Sent) -> None:
        self._now = now
        self._plan = plan
        self._sent = sent
        self._doubts = queries.open_doubts(plan)
        self._by_target: dict[str, list[Doubt]] = {}
        for doubt in self._doubts:
            self._by_target.setdefault(doubt.target, []).append(doubt)
        self._next = 1
        self._form = header_form(plan, auto_id="in_%s")
        self._views = draft_tasks.TaskViews(plan, self._doubts, sent.due)
        self.places: list[Place] = []

    def frame(self) -> dict[str, object]:
        """What every part of the page brings along: the plan, how far, what would be given out."""
        addressed = queries.addressed_units(self._plan)
        units = {unit for _task, roles in addressed for unit in roles}
        return {
            "plan": self._plan,
            "progress": self._progress([task for task, _roles in addressed]),
            "issue_form": self._sent.issue or draft_forms.IssueForm(),
            "refused": [form for form in self._sent[:4] if form is not None],
            "clash": self._sent.clash,
            "step": queries.last_step(
                self._plan, self._now.actor.label, self._now.at - queries.TAKEN_BACK_WITHIN
            ),
            "is_fragment": False,
            "own": own_view(self._now, self._plan),
            "assignment_count": number(sum(len(roles) for _task, roles in addressed)),
            "unit_count": number(len(units)),
            "idle": [task.ordinal for task, roles in addressed if not roles],
        }

    def head(self) -> dict[str, object]:
        """The head of the document with the forms that mend it."""
        return {
            "fields": self._header(),
            "recipients": self._recipients(),
            "header_form": self._sent.header or header_form(self._plan),
            "amends_form": self._sent.amends or amends_form(self._now, self._plan),
        }

    def _progress(self, tasks: list[Task]) -> ProgressView:
        total, left = queries.doubt_count(self._plan), len(self._doubts)
        order = {task.pk: task.ordinal for task in tasks}
        ordered = sorted(
            self._doubts, key=lambda one: (order.get(one.task_id or 0, 0), one.ordinal)
        )
        first = f"#{draft_stops.anchor_of(ordered[0])}" if ordered else ""
        asked = len(draft_stops.questions(self._doubts))
        questions = number(asked) if asked < left else ""
        return ProgressView(
            number(left), questions, number(total), str(total - left), str(total), first
        )

    def _header(self) -> list[FieldView]:
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

    def notes(self) -> list[StopView]:
        """Doubts about the file or the whole document."""
        fields = (*_HEADER, _RECIPIENTS)
        known = {name for field, _label in fields for name in _names_of(field)}
        return [
            draft_stops.basis_stop(self._plan, doubt, self._sent.basis)
            if doubt.target == "legal_bases"
            else draft_stops.header_stop(self._plan, doubt, None)
            for doubt in self._doubts
            if not doubt.task_id and doubt.target not in known
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

    def _recipients(self) -> FieldView:
        rows = self._plan.recipients
        places = [row for row in rows if row["start"] is not None]
        span = {"start": places[0]["start"], "end": places[-1]["end"]} if places else None
        words = "; ".join(row["text"] for row in rows)
        return self._field(*_RECIPIENTS, words, span)

    def tasks(self) -> list[TaskView]:
        """The tasks with their units, days and doubts; each knows the one behind it."""
        rows = queries.drafted_tasks(self._plan)
        self.places += [place for task in rows if (place := self._views.place(task))]
        behind = [*(str(row.pk) for row in rows[1:]), ""]
        return [self._views.view(row, next_id) for row, next_id in zip(rows, behind, strict=False)]

    def task(self, task_id: int) -> TaskView:
        """One of them."""
        rows = queries.drafted_tasks(self._plan, task_id)
        found = next((row for row in rows if row.pk == task_id), None)
        if found is None:
            raise NotFound
        behind = next((row for row in rows if row.ordinal == found.ordinal + 1), None)
        return self._views.view(found, str(behind.pk) if behind else "")

    def doubt_places(self) -> list[Place]:
        """Where in the source the doubts lie."""
        return [place for doubt in self._doubts if (place := draft_stops.place_of(doubt))]

    def doubt_views(self) -> list[DoubtView]:
        """What is still to be looked at; what is the same in several tasks is told once."""
        ordinals = queries.task_ordinals(self._plan)
        return [
            DoubtView(
                queries.doubt_body(group[0]),
                tuple(
                    Link(
                        f"NV{ordinals[doubt.task_id]}" if doubt.task_id else _("Xem"),
                        f"#{draft_stops.anchor_of(doubt)}",
                    )
                    for doubt in group
                ),
                str(group[0].pk),
                draft_stops.alike_of(group),
            )
            for group in draft_stops.questions(self._doubts)
        ]

    def _clause(self, row: Clause) -> FieldView:
        kind = ClauseKind(row.kind)
        text = shortened(row.text, _SHORT)
        return self._field(
            f"clause-{row.pk}",
            row.label or _CLAUSES[kind],
            text,
            {"start": row.start, "end": row.end},
        )

    def _field(self, name: str, label: str, words: str, span: dict[str, int] | None) -> FieldView:
        doubts = [doubt for one in _names_of(name) for doubt in self._by_target.get(one, [])]
        field = _ALSO.get(name, name)
        box = self._form[field] if field in self._form.fields else None
        stops = [
            # One form mends all doubts of a field; it stands with the first.
            draft_stops.header_stop(self._plan, doubt, None if n else box)
            for n, doubt in enumerate(doubts)
        ]
        ref = ""
        if span and span.get("start") is not None:
            ref = str(self._next)
            self._next += 1
            is_whole = any(draft_stops.place_of(doubt) is None for doubt in doubts)
            self.places.append(Place(span["start"], span["end"], ref, name, is_whole))
        is_own = self._plan.parent_id is not None  # written here: nobody looks for it in a source
        words = words or (_AT_ISSUE.get(name, "") if is_own else "")
        return FieldView(name, label, words, ref, tuple(stops), is_own or name in _OURS)


def _names_of(field: str) -> list[str]:
    """What doubts call a field of the head."""
    return [field, *(other for other, name in _ALSO.items() if name == field)]


def _kind_words(code: str) -> str:
    """«Kế hoạch» of KH; the code itself where the decree knows no such kind.

    Two kinds bear no title in the document (NĐ 30/2020/NĐ-CP, annex I); their names stand here.
    """
    untitled = {Kind.LETTER.code: _("Công văn"), Kind.OPEN_LETTER.code: _("Thư công")}
    titles = {kind.code: kind.title.capitalize() for kind in Kind} | untitled
    return titles.get(code, code)


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso))
