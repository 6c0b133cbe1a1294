"""The values of the pages of period reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.forms import Field, Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.documents.facade import Bullet, Heading, OfficialDocument, Paragraph
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Link,
    Paper,
    PaperLine,
    number,
)
from loa.kernel.access import Allowed
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import PeriodReport, report_files
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.rules import reporting
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import FROZEN_REPORTS, PlanState, ReportState, Verb
from loa.modules.plans.web import forms
from loa.modules.plans.web.numbering import explain_number as explain
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import happenings
from loa.modules.plans.web.reading import Moment, due_words
from loa.modules.plans.web.report_pictures import arrivals, chart_views
from loa.modules.plans.web.report_voices import VoicesView, voices

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


_FEW_MISSING = 40  # units; a longer list starts folded by district


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
    glyph: str
    glyph_words: str
    edit_href: str
    chips: tuple[Link, ...] = ()
    voices: VoicesView | None = None


@dataclass(frozen=True)
class MissingGroup:
    """Units of one district, or of one kind, that have not reported."""

    words: str
    count: str
    names: str
    is_open: bool


@dataclass(frozen=True)
class StepView:
    """A step of the report."""

    href: str
    words: str
    form: Form
    with_reason: bool
    is_open: bool


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
    verbs = policies.still_open(plan, verbs)
    may_edit = Verb.REPORT_DRAFT in verbs
    return {
        "plan": plan,
        "report": report,
        "title": _("Báo cáo %(period)s: %(unit)s")
        % {"period": legal.period_label_vi(report.period), "unit": view.unit.name},
        "links": trail(
            plan, _("Báo cáo %(period)s") % {"period": legal.period_label_vi(report.period)}
        ),
        "state": REPORT_WORDS[state],
        "is_frozen": view.is_frozen,
        "is_returned": state is ReportState.RETURNED,
        "due": due_words(due_on, now.today, is_open=not view.is_frozen),
        "span": _("Số liệu từ %(first)s đến %(last)s")
        % {"first": short_date(view.period.first), "last": short_date(view.period.last)},
        "is_unsure": not legal.is_verified("reports.due_days", view.period.last),
        "sections": [
            _section(report, view, section, may_edit=may_edit) for section in reporting.SECTIONS
        ],
        "charts": chart_views(view),
        "arrivals": arrivals(view),
        "missing": _missing(view),
        "missing_late": _missing_late(view, now),
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
            for kind, words in (
                ("docx", _("Tải Word")),
                ("pdf", _("Tải PDF")),
                ("xlsx", _("Tải Excel")),
            )
        ],
        "happenings": _journal(report),
        "errors": list(sent.values()),
    }


def _may_draft(now: Moment, report: PeriodReport) -> bool:
    is_root = report.unit_id == report.plan.issuer_id
    verb = Verb.REPORT_CONSOLIDATE if is_root else Verb.REPORT_DRAFT
    may = policies.can(now.actor, verb, report.unit_id, now.today) == Allowed()
    return may and report.plan.state != PlanState.CLOSED


def _missing(view: report_files.ReportView) -> list[MissingGroup]:
    """Who has not reported: communes by district, the others by their kind."""
    tree = {row.id: row for row in orgs.tree(view.period.reported_from)}
    groups: dict[str, list[str]] = {}
    for unit in (tree[one] for one in tree if one in set(view.figures.missing)):
        parent = tree.get(unit.parent_id or 0)
        if unit.level is orgs.Level.COMMUNE and parent is not None:
            words = parent.short_name
        elif unit.level is orgs.Level.DISTRICT:
            words = _("Huyện, thành phố")
        else:
            words = _("Sở, ban, ngành")
        groups.setdefault(words, []).append(unit.short_name)
    return [
        MissingGroup(
            words,
            _("%(n)s đơn vị") % {"n": number(len(names))},
            ", ".join(names),
            is_open=len(view.figures.missing) <= _FEW_MISSING,
        )
        for words, names in groups.items()
    ]


def _missing_late(view: report_files.ReportView, now: Moment) -> str:
    """How many of those are past their day."""
    missing = set(view.figures.missing)
    owed = reads.owed(view.plan, view.period, now.today)
    late = sum(one.unit.id in missing and one.is_overdue for one in owed)
    return _("%(n)s đơn vị quá hạn") % {"n": number(late)} if late else ""


def _section(
    report: PeriodReport,
    view: report_files.ReportView,
    section: reporting.Section,
    *,
    may_edit: bool,
) -> SectionView:
    edited = set(report.figures.get("edited", [])) if view.is_frozen else set(report.sections)
    is_edited = section.code in edited
    parts: tuple[PartView, ...]
    if is_edited:
        parts = (PartView(view.texts.get(section.code, "")),)
    else:
        parts = tuple(
            PartView(part.text, rows_href(report, part.figure) if part.figure else "")
            for part in view.parts.get(section.code, ())
        )
    words = vocabulary()
    chips = tuple(
        Link(
            f"{words.measures[code].label}: {number(view.figures.total(code))}",
            rows_href(report, code),
        )
        for code in section.measures
        if is_edited and view.figures.total(code)
    )
    has_figures = any(part.href for part in parts)
    glyph, words_of_it = (
        ("DONE", _("đã sửa lời"))
        if is_edited
        else ("IN_PROGRESS", _("viết theo số liệu"))
        if has_figures
        else ("NOT_STARTED", _("chưa có số liệu"))
    )
    edit = reverse("plans:report-edit", args=[report.pk])
    return SectionView(
        code=section.code,
        label=section.label,
        title=section.title,
        level=section.level,
        parts=parts,
        is_edited=is_edited,
        glyph=glyph,
        glyph_words=words_of_it,
        edit_href=f"{edit}#id_{section.code}"
        if may_edit and section.code in reporting.EDITABLE
        else "",
        chips=chips,
        voices=voices(report, view, section.code),
    )


def rows_href(report: PeriodReport, figure: str) -> str:
    """The address of the rows behind a figure."""
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
        lines=tuple(_paper_lines(document)),
        note=_("Số và ngày để trống đến khi ký. Bảng, biểu đồ, phụ lục có trong bản tải về."),
    )


def _paper_lines(document: OfficialDocument) -> Iterator[PaperLine]:
    """What is printed, line by line, but for tables and charts."""
    for block in document.blocks:
        if isinstance(block, Heading):
            yield PaperLine(f"{block.label} {block.text}", is_heading=True)
        elif isinstance(block, (Bullet, Paragraph)):
            words = "".join(run.text for run in block.runs)
            yield PaperLine(f"{block.mark} {words}" if isinstance(block, Bullet) else words)


def _journal(report: PeriodReport) -> tuple[object, ...]:
    entries = audit.entries_for(report.ref)
    names = orgs.actor_words({entry.actor_label for entry in entries})
    return happenings(entries, names)


def edit_page(report: PeriodReport, form: Form) -> dict[str, object]:
    """The page on which the words are written."""
    period = legal.period_label_vi(report.period)
    title = _("Sửa lời báo cáo %(period)s") % {"period": period}
    return {
        "report": report,
        "title": title,
        "form": form,
        "links": (
            *trail(report.plan, "")[:-1],
            Link(
                _("Báo cáo %(period)s") % {"period": period},
                reverse("plans:report-detail", args=[report.pk]),
            ),
            Link(_("Sửa lời")),
        ),
    }


def explain_number(field: Field, report: PeriodReport, today: date) -> None:
    """Say what to write into the number's field: nothing where Loa gives the next one."""
    day = report.signed_on or today
    unit_id, outgoing = report_files.outgoing_of(report, day, today)
    explain(field, unit_id, outgoing.kind, day)


def small_page(report: PeriodReport, form: Form, title: str, button: str) -> dict[str, object]:
    """A page with one short form."""
    page = edit_page(report, form)
    links = (*page["links"][:-1], Link(title))  # type: ignore[index]  # a tuple of links
    back = reverse("plans:report-detail", args=[report.pk])
    return {**page, "title": title, "button": button, "links": links, "back_href": back}
