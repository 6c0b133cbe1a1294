"""The values of the pages about units' own plans: what one inherits, who answers which duty."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, DayField, Kpi, Link, Row, number
from loa.kernel.access import Allowed
from loa.kernel.clock import TZ
from loa.kernel.words import capitalised, short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.queries.by_document import said_done
from loa.modules.plans.queries.coverage import DutyCoverage, coverage
from loa.modules.plans.queries.matrix import unit_sets
from loa.modules.plans.rules.own_plan import ANSWER_WORDS, AnswerKind
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.web.own_document_forms import WHOLE, AnswersForm, LinkForm, name_of
from loa.modules.plans.web.plan_pages import own_making, plan_tabs, trail
from loa.modules.plans.web.presenters import document_words, plan_name, short_plan_name
from loa.modules.plans.web.reading import Moment

HAS, LACKS = "co", "thieu"
_STATES = {PlanState.DRAFT: _("đang soạn"), PlanState.ISSUED: _("đã ban hành")}


class DayForm(forms.Form):
    """As of which day the proof is asked for, and whether only what is missing."""

    ngay = DayField(label=_("Tính đến hết ngày"), required=False)
    thieu = forms.BooleanField(label=_("Chỉ nhiệm vụ còn đơn vị thiếu"), required=False)


@dataclass(frozen=True)
class OwnView:
    """What the check of a unit's own plan shows beside the tasks: what it carries out.

    `lacking` are the duties it leaves out, `by_document` those that issuing it answers, `fallen`
    its tasks whose duty is not owed above any more. `proposed` tells when it was handed to the
    head, `asked_back` what the head wants mended.
    """

    parent: str
    parent_href: str
    lacking: tuple[str, ...]
    by_document: tuple[str, ...]
    fallen: tuple[str, ...]
    may_issue: bool
    proposed: str
    asked_back: str


@dataclass(frozen=True)
class UnitGroupView:
    """Units that stand together, folded on the page; `summary` is how far they are."""

    label: str
    summary: str
    is_open: bool
    rows: tuple[Row, ...]


def own_view(now: Moment, plan: Plan) -> OwnView | None:
    """None for a plan that carries out no other."""
    if plan.parent is None:
        return None
    lacking = reads.missing(plan, now.today)
    return OwnView(
        parent=plan_name(plan.parent),
        parent_href=reverse("plans:coverage", args=[plan.parent.pk]),
        lacking=tuple(reads.duty_words(one.task) for one in lacking if not one.is_the_plan),
        by_document=tuple(reads.duty_words(one.task) for one in lacking if one.is_the_plan),
        fallen=tuple(f"{one.ordinal}. {one.title}" for one in reads.fallen_away(plan, now.today)),
        may_issue=policies.can_on(now.actor, Verb.ISSUE, plan, now.today) == Allowed(),
        proposed=f"{plan.proposed_at.astimezone(TZ):%H:%M %d/%m/%Y}" if plan.proposed_at else "",
        asked_back=plan.asked_back,
    )


def coverage_page(now: Moment, plan: Plan, query: QueryDict) -> dict[str, object]:
    """The duties of a plan, how many units answer each, and the units with their documents."""
    day, only_missing = asked_of(query, now.today)
    form = _day_form(query, day)
    rows = coverage(now.actor, plan, day, now.today)
    shown = [row for row in rows if row.missing] if only_missing else rows
    units = {unit.id: unit for row in rows for unit in row.units}
    documents = documents_on(plan, units, day)
    return {
        "plan": plan,
        "title": _("Triển khai ở các đơn vị"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Triển khai ở các đơn vị")),
        "tabs": plan_tabs(plan, "coverage"),
        "form": form,
        "sheet_href": _sheet_href(plan, day, only_missing=only_missing),
        "lead": _("%(n)s/%(all)s đơn vị đã có văn bản triển khai trên Loa tính đến %(day)s.")
        % {"n": number(len(documents)), "all": number(len(units)), "day": short_date(day)},
        "unproven": _unproven(plan, units, documents) if day == now.today else "",
        "kpis": _kpis(plan, rows, units, documents, day),
        "columns": _duty_columns(),
        "rows": tuple(_duty_row(plan, row, day) for row in shown if row.units),
        "groups": _groups(plan, units, documents, rows, only_missing=only_missing),
        "unit_columns": (
            Column(_("Đơn vị")),
            Column(_("Văn bản triển khai")),
            Column(_("Nhiệm vụ còn thiếu"), is_number=True),
        ),
        "making": own_making(now, plan),
        "linking": tuple(
            Link(name, reverse("plans:own-document-link", args=[plan.pk, unit_id]))
            for unit_id, name in reads.units_making(now.actor, plan, now.today)
        ),
        "is_only_missing": only_missing,
        "is_asked": bool(units) or plan.parent_id is None or day < now.today,
    }


def asked_of(query: QueryDict, today: date) -> tuple[date, bool]:
    """The day asked for, today at the latest, and whether only what is missing is."""
    form = DayForm(query)
    if not form.is_valid():
        return today, False
    return min(form.cleaned_data["ngay"] or today, today), form.cleaned_data["thieu"]


def _day_form(query: QueryDict, day: date) -> DayForm:
    """What was asked for, its day as people write it; what is no day comes back as it was."""
    form = DayForm(query)
    if not form.is_valid() or not form.cleaned_data["ngay"]:
        return form
    written = query.copy()
    written["ngay"] = short_date(day)
    return DayForm(written)


def _sheet_href(plan: Plan, day: date, *, only_missing: bool) -> str:
    here = _with_day(reverse("plans:coverage-sheet", args=[plan.pk]), day)
    return f"{here}&thieu=on" if only_missing else here


def _unproven(plan: Plan, units: Collection[int], documents: Collection[int]) -> str:
    """How many say that their document is made, which nobody can read here; nothing where none."""
    count = len((said_done(plan) & set(units)) - set(documents))
    words = _("%(n)s đơn vị báo đã xong việc lập văn bản nhưng chưa gửi văn bản lên Loa.")
    return words % {"n": number(count)} if count else ""


def duty_page(now: Moment, plan: Plan, task_id: int, query: QueryDict) -> dict[str, object] | None:
    """One duty over its units, with what answers it; None for a task that the plan has not."""
    form = DayForm(query)
    day = (form.cleaned_data["ngay"] if form.is_valid() else None) or now.today
    day = min(day, now.today)
    found = coverage(now.actor, plan, day, now.today)
    row = next((one for one in found if one.task_id == task_id), None)
    if row is None:
        return None
    wanted = query.get("muc", "")
    units = {HAS: row.covered, LACKS: row.missing}.get(wanted, row.units)
    own = reads.documents_by_id(
        {said.plan_id for unit in row.units for said in row.by_unit.get(unit.id, ())}
    )
    tasks = reads.tasks_by_id(
        {said.task_id for unit in row.units for said in row.by_unit.get(unit.id, ())}
    )
    return {
        "plan": plan,
        "title": f"{row.clause}. {row.text}",
        "name": short_plan_name(plan),
        "links": trail(plan, _("Triển khai ở các đơn vị")),
        "back": _with_day(reverse("plans:coverage", args=[plan.pk]), day),
        "lead": _("%(n)s/%(all)s đơn vị có nhiệm vụ hoặc văn bản trả lời tính đến %(day)s.")
        % {
            "n": number(len(row.covered)),
            "all": number(len(row.units)),
            "day": short_date(day),
        },
        "state_tabs": tuple(
            Link(
                words,
                f"?muc={code}&ngay={day.isoformat()}",
                is_current=code == wanted,
                count=number(len(units_of)),
            )
            for code, words, units_of in (
                ("", _("Tất cả"), row.units),
                (HAS, _("Đã có"), row.covered),
                (LACKS, _("Chỉ đơn vị còn thiếu"), row.missing),
            )
        ),
        "columns": (Column(_("Đơn vị")), Column(_("Văn bản")), Column(_("Nhiệm vụ của đơn vị"))),
        "groups": _duty_groups(plan, row, {unit.id for unit in units}, own, tasks),
    }


def _duty_groups(
    plan: Plan, row: DutyCoverage, shown: set[int], own: dict[int, Plan], tasks: dict[int, Task]
) -> tuple[UnitGroupView, ...]:
    """The units in the groups of the matrix, each with how many of all it has answer the duty."""
    sets = unit_sets(plan, {unit.id for unit in row.units})
    found = []
    for group in sets:
        mine = tuple(_answer_row(unit, row, own, tasks) for unit in group.units if unit.id in shown)
        have = sum(unit.id in row.by_unit for unit in group.units)
        words = _("%(n)s/%(all)s đã có, còn thiếu %(left)s") % {
            "n": number(have),
            "all": number(len(group.units)),
            "left": number(len(group.units) - have),
        }
        if mine:
            found.append(UnitGroupView(group.label, words, len(sets) == 1, mine))
    return tuple(found)


def _answer_row(
    unit: orgs.UnitRow, row: DutyCoverage, own: dict[int, Plan], tasks: dict[int, Task]
) -> Row:
    said = row.by_unit.get(unit.id, ())
    if not said:
        return Row((Cell(unit.body_name), Cell(_("Chưa có"), is_alert=True), Cell("")))
    document = own[said[0].plan_id]
    answering = [tasks[one.task_id].title for one in said if one.task_id in tasks]
    words = "; ".join(dict.fromkeys(answering)) or _("cả văn bản")
    href = reverse("plans:plan-overview", args=[document.pk])
    return Row((Cell(unit.body_name), Cell(document_words(document), href=href), Cell(words)))


def documents_on(plan: Plan, units: Iterable[int], day: date) -> dict[int, Plan]:
    """The newest document of each unit that bears a day up to the one asked for."""
    found = {}
    for one in reads.own_documents(plan, list(units)):
        if one.state != PlanState.DRAFT and one.signed_on and one.signed_on <= day:
            found[one.issuer_id] = one
    return found


def _kpis(
    plan: Plan,
    rows: Sequence[DutyCoverage],
    units: dict[int, orgs.UnitRow],
    documents: dict[int, Plan],
    day: date,
) -> tuple[Kpi, ...]:
    asked = sum(len(row.units) for row in rows)
    done = sum(len(row.covered) for row in rows)
    left = sum(bool(row.missing) for row in rows)
    here = _with_day(reverse("plans:coverage", args=[plan.pk]), day)
    share = f"{100 * done // asked} %" if asked else _("Chưa có")
    return (
        Kpi(
            _("Đơn vị chưa có văn bản"),
            number(len(units) - len(documents)),
            unit=f"/{number(len(units))} {_('đơn vị')}",
            href="#don-vi",
            is_alert=len(units) > len(documents),
        ),
        Kpi(
            _("Nhiệm vụ đã được đơn vị triển khai"),
            share,
            note=f"{number(done)}/{number(asked)}",
            href="#nhiem-vu",
        ),
        Kpi(
            _("Nhiệm vụ còn đơn vị thiếu"),
            number(left),
            unit=f"/{number(len(rows))}",
            href=f"{here}&thieu=on#nhiem-vu",
            is_alert=bool(left),
        ),
    )


def _duty_columns() -> tuple[Column, ...]:
    return (
        Column(_("Mục, nhiệm vụ")),
        Column(_("Đơn vị")),
        Column(_("Đã có"), is_number=True),
        Column(_("Còn thiếu"), is_number=True),
    )


def _duty_row(plan: Plan, row: DutyCoverage, day: date) -> Row:
    here = _with_day(reverse("plans:coverage-duty", args=[plan.pk, row.task_id]), day)
    lacking = len(row.missing)
    return Row(
        (
            Cell(f"{row.clause}. {row.text}", href=here),
            Cell(number(len(row.units))),
            Cell(number(len(row.covered)), href=f"{here}&muc={HAS}"),
            Cell(number(lacking), href=f"{here}&muc={LACKS}", is_alert=bool(lacking)),
        )
    )


def _groups(
    plan: Plan,
    units: dict[int, orgs.UnitRow],
    documents: dict[int, Plan],
    rows: Sequence[DutyCoverage],
    *,
    only_missing: bool,
) -> tuple[UnitGroupView, ...]:
    lacking = dict.fromkeys(units, 0)
    for row in rows:
        for unit in row.missing:
            lacking[unit.id] += 1
    found = []
    sets = unit_sets(plan, units)
    for group in sets:
        shown = [unit for unit in group.units if lacking[unit.id] or not only_missing]
        if not shown:
            continue
        have = sum(unit.id in documents for unit in group.units)
        summary = _("%(n)s/%(all)s đã có văn bản") % {
            "n": number(have),
            "all": number(len(group.units)),
        }
        lines = tuple(_unit_row(unit, documents.get(unit.id), lacking[unit.id]) for unit in shown)
        found.append(UnitGroupView(group.label, summary, len(sets) == 1, lines))
    return tuple(found)


def _unit_row(unit: orgs.UnitRow, document: Plan | None, lacking: int) -> Row:
    if document is None:
        said = Cell(_("Chưa có"), is_alert=True)
    else:
        kind = ANSWER_WORDS[AnswerKind(document.answer_kind)]
        href = reverse("plans:plan-overview", args=[document.pk])
        said = Cell(document_words(document), href=href, note=kind)
    return Row((Cell(unit.body_name), said, Cell(number(lacking), is_alert=bool(lacking))))


def _with_day(href: str, day: date) -> str:
    return f"{href}?ngay={day.isoformat()}"


def link_page(now: Moment, plan: Plan, unit_id: int, form: LinkForm) -> dict[str, object]:
    """The page on which a unit sends what it issued elsewhere."""
    return {
        "title": _("Gửi văn bản đơn vị đã ban hành"),
        "name": short_plan_name(plan),
        "unit": orgs.last_row(unit_id, now.today).body_name,
        "links": trail(plan, _("Văn bản của đơn vị")),
        "form": form,
        "back": reverse("plans:coverage", args=[plan.pk]),
    }


def answers_form(now: Moment, plan: Plan, sent: QueryDict | None) -> AnswersForm:
    """What a linked document answers, as proposed or confirmed."""
    duties = reads.inherited(reads.parent_of(plan), plan.issuer_id, now.today)
    said = {one.duty_id: one.task_id for one in reads.answers_of(plan)}
    initial: dict[str, object] = {"version": plan.version}
    for one in duties:
        if one.task.pk in said:
            initial[name_of(one.task.pk)] = str(said[one.task.pk] or WHOLE)
    return AnswersForm(
        sent,
        duties=[(one.task.pk, capitalised(reads.duty_words(one.task))) for one in duties],
        tasks=[(task.pk, f"{task.ordinal}. {task.title}") for task in queries.tasks_of(plan)],
        initial=initial,
    )


def answers_page(plan: Plan, form: AnswersForm) -> dict[str, object]:
    """The page on which a person confirms what a linked document answers."""
    answers = reads.answers_of(plan)
    return {
        "title": _("Văn bản thực hiện nhiệm vụ nào"),
        "name": plan_name(plan),
        "links": trail(plan, _("Nhiệm vụ được thực hiện")),
        "form": form,
        "is_proposed": not any(one.confirmed_at for one in answers),
        "is_unread": not plan.text,
        "back": reverse("plans:coverage", args=[plan.parent_id or 0]),
    }
