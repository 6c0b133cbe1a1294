"""The values of the pages of period reports."""

from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Column,
    Link,
    Paper,
    PaperLine,
    Row,
    number,
)
from loa.kernel.access import Allowed
from loa.kernel.words import format_number, short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.models import PeriodReport, Plan
from loa.modules.plans.queries import report_files
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.rules import reporting
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import FROZEN_REPORTS, ReportState, Verb
from loa.modules.plans.web import forms
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.presenters import happenings, short_plan_name
from loa.modules.plans.web.reading import Moment, due_words

REPORT_WORDS = {
    ReportState.DRAFT: _("Đang soạn"),
    ReportState.PROPOSED: _("Chờ lãnh đạo duyệt"),
    ReportState.SUBMITTED: _("Đã nộp, chờ nhận"),
    ReportState.RETURNED: _("Cần sửa"),
    ReportState.ACCEPTED: _("Đã nhận"),
}
_STEP_WORDS = {
    Verb.REPORT_DRAFT: ("plans:report-propose", _("Trình lãnh đạo")),
    Verb.REPORT_APPROVE: ("plans:report-approve", _("Duyệt và nộp")),
    Verb.REPORT_ACCEPT: ("plans:report-accept", _("Nhận báo cáo")),
    Verb.REPORT_RETURN: ("plans:report-return", _("Trả lại báo cáo")),
}
_WORK_FIGURES = {
    "WORK": "",
    "WORK_DONE": "xong",
    "WORK_SUBMITTED": "cho-duyet",
    "WORK_IN_PROGRESS": "chua-xong",
    "WORK_NOT_STARTED": "chua-xong",
    "WORK_NOT_APPLICABLE": "",
    "WORK_LATE": "qua-han",
}


@dataclass(frozen=True)
class PartView:
    """A stretch of a section; a figure leads to its rows."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class SectionView:
    """One section as the page shows it."""

    code: str
    label: str
    title: str
    level: int
    parts: tuple[PartView, ...]
    is_edited: bool
    chips: tuple[Link, ...] = ()


@dataclass(frozen=True)
class StepView:
    """A step of the report."""

    href: str
    words: str
    form: Form
    with_reason: bool
    is_open: bool


def list_page(now: Moment, plan: Plan, code: str) -> dict[str, object]:
    """Who owes a report for the period, and whether it came."""
    spans = queries.report_periods(plan)
    codes = [span.code for span in spans]
    begun = [span for span in spans if span.first <= now.today]
    current = code if code in codes else (begun or spans)[-1].code
    for span in begun:
        if code not in codes and span.last < now.today:
            current = span.code
    span = next(one for one in spans if one.code == current)
    visible = queries.readable_units(now.actor, now.today)
    owed = [one for one in reads.owed(plan, span, now.today) if one.unit.id in visible]
    return {
        "plan": plan,
        "title": _("Báo cáo kỳ"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Báo cáo kỳ")),
        "tabs": plan_tabs(plan, "report-list"),
        "periods": tuple(
            Link(legal.period_label_vi(one), f"?ky={one}", is_current=one == current)
            for one in codes
        ),
        "period": current,
        "span": _("Số liệu từ %(first)s đến %(last)s")
        % {"first": short_date(span.first), "last": short_date(span.last)},
        "is_unsure": not legal.is_verified("reports.due_days", span.last),
        "summary": _("%(done)s/%(all)s đơn vị đã nộp")
        % {"done": number(sum(one.is_in for one in owed)), "all": number(len(owed))},
        "columns": (
            Column(_("Đơn vị")),
            Column(_("Hạn")),
            Column(_("Báo cáo")),
            Column(_("Nộp lúc")),
        ),
        "rows": tuple(_owed_row(one) for one in owed),
        "own": _own(now, plan, span, owed),
    }


def _owed_row(one: reads.Owed) -> Row:
    report = one.report
    words = REPORT_WORDS[ReportState(report.state)] if report else _("Chưa soạn")
    if report and report.edition > 1:
        words += _(" (đính chính lần %(n)d)") % {"n": report.edition - 1}
    if one.is_late:
        words += _(", nộp muộn") if one.is_in else _(", quá hạn")
    href = reverse("plans:report-detail", args=[report.pk]) if report else ""
    handed_in = short_date(report.submitted_at) if report and report.submitted_at else ""
    return Row(
        (
            Cell(one.unit.name, href=href),
            Cell(short_date(one.due_on)),
            Cell(words, is_alert=one.is_late),
            Cell(handed_in),
        )
    )


def _own(now: Moment, plan: Plan, span: Span, owed: list[reads.Owed]) -> list[dict[str, str]]:
    """The reports that the actor himself may draft: his unit's, and the province's."""
    mine = []
    owing = {one.unit.id for one in owed}
    root = plan.issuer_id
    for unit_id in [root, *sorted(orgs.unit_ids(now.actor, now.today))]:
        verb = Verb.REPORT_CONSOLIDATE if unit_id == root else Verb.REPORT_DRAFT
        if unit_id != root and unit_id not in owing:
            continue
        if policies.can(now.actor, verb, unit_id, now.today) == Allowed():
            unit = orgs.last_row(unit_id, span.last)
            words = (
                _("Soạn báo cáo tổng hợp của tỉnh")
                if unit_id == root
                else _("Soạn báo cáo của %(unit)s") % {"unit": unit.name}
            )
            mine.append({"unit": str(unit_id), "words": words})
    return mine


def report_page(now: Moment, report: PeriodReport, sent: dict[Verb, object]) -> dict[str, object]:
    """One report with figures that open their rows."""
    view = report_files.view_of(report, now.today)
    plan = report.plan
    is_root = report.unit_id == plan.issuer_id
    due_on = reads.due_on(view.period, view.unit.level, is_root=is_root)
    state = ReportState(report.state)
    verbs = policies.report_steps(now.actor, state, report.unit_id, now.today)
    if is_root:
        verbs = [verb for verb in verbs if verb is not Verb.REPORT_DRAFT]
        may = policies.can(now.actor, Verb.REPORT_CONSOLIDATE, report.unit_id, now.today)
        if may == Allowed() and state not in FROZEN_REPORTS:
            verbs.insert(0, Verb.REPORT_DRAFT)
    may_edit = Verb.REPORT_DRAFT in verbs
    names = _unit_names(view)
    return {
        "plan": plan,
        "report": report,
        "title": _("Báo cáo %(period)s: %(unit)s")
        % {"period": legal.period_label_vi(report.period), "unit": view.unit.name},
        "links": trail(plan, _("Báo cáo %(period)s") % {"period": report.period}),
        "state": REPORT_WORDS[state],
        "is_frozen": view.is_frozen,
        "is_returned": state is ReportState.RETURNED,
        "due": due_words(due_on, now.today, is_open=not view.is_frozen),
        "span": _("Số liệu từ %(first)s đến %(last)s")
        % {"first": short_date(view.period.first), "last": short_date(view.period.last)},
        "is_unsure": not legal.is_verified("reports.due_days", view.period.last),
        "sections": [_section(report, view, section) for section in reporting.SECTIONS],
        "missing": [names.get(unit, "") for unit in view.figures.missing],
        "missing_count": number(len(view.figures.missing)),
        "unit_count": number(view.figures.units),
        "is_consolidated": view.is_consolidated,
        "edit_href": reverse("plans:report-edit", args=[report.pk]) if may_edit else "",
        "steps": [
            _step(report, verb, sent)
            for verb in verbs
            if verb in _STEP_WORDS and not (verb is Verb.REPORT_DRAFT and state == "PROPOSED")
        ],
        "may_correct": view.is_frozen and _may_draft(now, report),
        "may_number": Verb.NUMBER in verbs,
        "paper": _paper(view, report),
        "files": [
            Link(words, reverse("plans:report-file", args=[report.pk, kind]))
            for kind, words in (("docx", _("Tải Word")), ("pdf", _("Tải PDF")), ("xlsx", "Excel"))
        ],
        "happenings": _journal(report),
        "errors": list(sent.values()),
    }


def _may_draft(now: Moment, report: PeriodReport) -> bool:
    is_root = report.unit_id == report.plan.issuer_id
    verb = Verb.REPORT_CONSOLIDATE if is_root else Verb.REPORT_DRAFT
    return policies.can(now.actor, verb, report.unit_id, now.today) == Allowed()


def _section(
    report: PeriodReport, view: report_files.ReportView, section: reporting.Section
) -> SectionView:
    edited = set(report.figures.get("edited", [])) if view.is_frozen else set(report.sections)
    is_edited = section.code in edited
    parts: tuple[PartView, ...]
    if is_edited:
        parts = (PartView(view.texts.get(section.code, "")),)
    else:
        parts = tuple(
            PartView(part.text, _rows_href(report, part.figure) if part.figure else "")
            for part in view.parts.get(section.code, ())
        )
    words = vocabulary()
    chips = tuple(
        Link(
            f"{words.measures[code].label}: {number(view.figures.total(code))}",
            _rows_href(report, code),
        )
        for code in section.measures
        if is_edited and view.figures.total(code)
    )
    return SectionView(
        section.code, section.label, section.title, section.level, parts, is_edited, chips
    )


def _rows_href(report: PeriodReport, figure: str) -> str:
    return reverse("plans:figure-rows", args=[report.pk, figure])


def _step(report: PeriodReport, verb: Verb, sent: dict[Verb, object]) -> StepView:
    name, words = _STEP_WORDS[verb]
    with_reason = verb is Verb.REPORT_RETURN
    refused = sent.get(verb)
    form = refused if isinstance(refused, forms.ReasonForm) else forms.ReasonForm()
    return StepView(
        reverse(name, args=[report.pk]), words, form, with_reason, isinstance(refused, Form)
    )


def _paper(view: report_files.ReportView, report: PeriodReport) -> Paper:
    document = report_files.document_of(view, report=report)
    lines = [
        PaperLine(f"{section.label} {section.title}", is_heading=True)
        if text is None
        else PaperLine(text)
        for section in reporting.SECTIONS[:4]
        for text in (None, view.texts.get(section.code))
        if text is None or text
    ]
    shown = document.number or "\N{EM SPACE}\N{EM SPACE}"
    day = (
        f"ngày {document.day:%d} tháng {document.day.month} năm {document.day.year}"
        if document.day
        else f"ngày \N{EM SPACE} tháng {document.month} năm {document.year}"
    )
    return Paper(
        parent=document.parent_body or "",
        body=document.issuer,
        number=f"Số: {shown}/{document.notation}",
        place_and_date=f"{document.place}, {day}",
        kind=document.kind.title,
        subject=document.subject,
        lines=tuple(lines),
        note=_("Số và ngày để trống đến khi ký."),
    )


def _journal(report: PeriodReport) -> tuple[object, ...]:
    entries = audit.entries_for(report.ref)
    names = orgs.person_names({entry.actor_id for entry in entries if entry.actor_id})
    return happenings(entries, names)


def _unit_names(view: report_files.ReportView) -> dict[int, str]:
    return {row.id: row.name for row in orgs.tree(view.period.reported_from)}


def edit_page(report: PeriodReport, form: Form) -> dict[str, object]:
    """The page on which the words are written."""
    title = _("Sửa lời báo cáo %(period)s") % {"period": report.period}
    return {
        "report": report,
        "title": title,
        "form": form,
        "links": (
            *trail(report.plan, "")[:-1],
            Link(
                _("Báo cáo %(period)s") % {"period": report.period},
                reverse("plans:report-detail", args=[report.pk]),
            ),
            Link(_("Sửa lời")),
        ),
    }


def small_page(report: PeriodReport, form: Form, title: str, button: str) -> dict[str, object]:
    """A page with one short form."""
    page = edit_page(report, form)
    return {**page, "title": title, "button": button, "links": (*page["links"][:-1], Link(title))}  # type: ignore[index]  # a tuple of links


def rows_page(now: Moment, report: PeriodReport, figure: str, unit: str) -> dict[str, object]:
    """The rows behind a figure: units for a sum, activities for a unit's own amount."""
    view = report_files.view_of(report, now.today)
    page = edit_page(report, Form())
    base = {
        **page,
        "links": (*page["links"][:-1], Link(_("Số liệu"))),  # type: ignore[index]  # a tuple of links
        "back_href": reverse("plans:report-detail", args=[report.pk]),
    }
    words = vocabulary()
    if figure in words.measures:
        measure = words.measures[figure]
        if unit.isdecimal() and int(unit) in view.figures.by_unit:
            return {
                **base,
                "title": f"{measure.label}: {_unit_names(view).get(int(unit), '')}",
                **_activity_rows(view, figure, int(unit)),
            }
        return {
            **base,
            "title": f"{measure.label} ({measure.unit})",
            **_unit_rows(report, view, figure),
        }
    if figure in _WORK_FIGURES:
        return {**base, "title": _("Việc được giao"), **_work_rows(now, view, figure)}
    return {**base, "title": _("Đơn vị và báo cáo"), **_report_rows(view)}


def _unit_rows(
    report: PeriodReport, view: report_files.ReportView, figure: str
) -> dict[str, object]:
    names = _unit_names(view)
    rows = [
        Row(
            (
                Cell(names.get(unit, ""), href=f"{_rows_href(report, figure)}?don-vi={unit}"),
                Cell(number(measured[figure])),
            )
        )
        for unit, measured in view.figures.by_unit.items()
        if measured.get(figure)
    ]
    total = number(view.figures.total(figure))
    return {
        "columns": (Column(_("Đơn vị")), Column(_("Số lượng"), is_number=True)),
        "rows": (*rows, Row((Cell(_("Cộng")), Cell(total)))),
    }


def _activity_rows(view: report_files.ReportView, figure: str, unit: int) -> dict[str, object]:
    _who, activities = reads.activities_held(view.plan, view.period, {unit})
    rows = []
    for activity in activities.filter(quantities__measure=figure).order_by("done_on", "id"):
        amount = next(q.amount for q in activity.quantities.all() if q.measure == figure)
        href = reverse("plans:work-detail", args=[activity.occurrence_id])
        rows.append(
            Row(
                (
                    Cell(activity.title, href=f"{href}#hd-{activity.pk}"),
                    Cell(short_date(activity.done_on)),
                    Cell(number(amount)),
                )
            )
        )
    return {
        "columns": (
            Column(_("Hoạt động")),
            Column(_("Ngày")),
            Column(_("Số lượng"), is_number=True),
        ),
        "rows": tuple(rows),
        "note": _("Số đã chốt trong báo cáo: %(n)s")
        % {"n": number(view.figures.by_unit[unit].get(figure, 0))},
    }


def _work_rows(now: Moment, view: report_files.ReportView, figure: str) -> dict[str, object]:
    work = view.figures.work
    href = reverse("plans:matrix", args=[view.plan.pk])
    suffix = "?muon=on" if figure == "WORK_LATE" else ""
    rows = (
        (_("Được giao"), work.assignments),
        (_("Hoàn thành"), work.done),
        (_("Đã nộp, chờ xét"), work.submitted),
        (_("Đang làm"), work.in_progress),
        (_("Cần sửa"), work.returned),
        (_("Chưa bắt đầu"), work.not_started),
        (_("Không áp dụng"), work.not_applicable),
        (_("Quá hạn"), work.late),
    )
    del now
    return {
        "columns": (Column(_("Tình trạng")), Column(_("Số việc"), is_number=True)),
        "rows": tuple(
            Row((Cell(label, href=f"{href}{suffix}"), Cell(number(n)))) for label, n in rows
        ),
    }


def _report_rows(view: report_files.ReportView) -> dict[str, object]:
    missing = set(view.figures.missing)
    names = _unit_names(view)
    units = sorted({*view.figures.by_unit, *missing}, key=lambda unit: names.get(unit, ""))
    cost = format_number(view.figures.cost)
    return {
        "columns": (Column(_("Đơn vị")), Column(_("Báo cáo"))),
        "rows": tuple(
            Row(
                (
                    Cell(names.get(unit, "")),
                    Cell(_("Chưa gửi") if unit in missing else _("Đã gửi")),
                )
            )
            for unit in units
        ),
        "note": _("Chi phí các hoạt động trong kỳ: %(cost)s đồng") % {"cost": cost},
    }
