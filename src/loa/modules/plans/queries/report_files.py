"""The report of a unit as Word, PDF and Excel, frozen or as it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from loa.foundation.documents.facade import OfficialDocument, SignatureBlock
from loa.foundation.documents.register import facade as register
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.printing.facade import Cell, CellKind, Sheet, SheetColumn, write_xlsx
from loa.kernel.words import short_date
from loa.modules.plans.models import PeriodReport, Plan
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.queries.groups import level_label
from loa.modules.plans.queries.letterhead import letterhead_of, plan_name
from loa.modules.plans.queries.printed import printed
from loa.modules.plans.queries.report_passages import merged_for
from loa.modules.plans.queries.report_sheets import more_sheets
from loa.modules.plans.rules import report_document, reporting
from loa.modules.plans.rules.passages import Merged, from_frozen, voiced
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import FROZEN_REPORTS


@dataclass(frozen=True)
class ReportView:
    """A report with the figures and words it has now, or had when it was handed in."""

    plan: Plan
    unit: orgs.UnitRow
    period: Span
    figures: reporting.Figures
    parts: dict[str, tuple[reporting.Part, ...]]
    texts: dict[str, str]
    is_consolidated: bool
    is_frozen: bool
    passages: Mapping[str, Merged] = field(default_factory=dict)


def view_of(report: PeriodReport, today: date) -> ReportView:
    """The report as its page and its files show it."""
    period = reads.period_of(report.plan, report.period)
    is_frozen = report.state in FROZEN_REPORTS
    figures = (
        reporting.from_json(report.figures)
        if is_frozen
        else reads.figures_for(report.plan, report.unit_id, period, today)
    )
    return _view(
        report.plan,
        report.unit_id,
        period,
        figures,
        report.sections,
        is_consolidated=report.is_consolidated,
        is_frozen=is_frozen,
        passages=passages_of(report, period),
    )


def passages_of(report: PeriodReport, period: Span) -> dict[str, Merged]:
    """What its units wrote, section by section; of a unit's own report nothing."""
    if report.state in FROZEN_REPORTS:
        return from_frozen(report.figures.get("passages"))
    if not report.is_consolidated:
        return {}
    return merged_for(report.plan, report.unit_id, period, report.passages)


def draft_view(plan: Plan, unit_id: int, period: Span, today: date) -> ReportView:
    """What the unit would report now; it freezes nothing and needs no report to be open."""
    figures = reads.figures_for(plan, unit_id, period, today)
    report = reads.latest(plan, period.code).get(unit_id)
    return _view(
        plan,
        unit_id,
        period,
        figures,
        report.sections if report else {},
        is_consolidated=True,
        is_frozen=False,
        passages=merged_for(plan, unit_id, period, report.passages if report else {}),
    )


def _view(
    plan: Plan,
    unit_id: int,
    period: Span,
    figures: reporting.Figures,
    edited: dict[str, str],
    *,
    is_consolidated: bool,
    is_frozen: bool,
    passages: Mapping[str, Merged],
) -> ReportView:
    parts = reporting.drafted(
        figures, vocabulary(), is_consolidated=is_consolidated, voiced=voiced(passages)
    )
    texts = {
        section.code: reporting.text_of(section.code, edited, parts)
        for section in reporting.SECTIONS
        if section.code in reporting.EDITABLE
    }
    unit = orgs.last_row(unit_id, period.reported_from)
    return ReportView(
        plan, unit, period, figures, parts, texts, is_consolidated, is_frozen, passages
    )


def document_of(
    view: ReportView, *, report: PeriodReport | None = None, is_demo: bool = False
) -> OfficialDocument:
    """The report as an official document; a draft is marked DỰ THẢO."""
    head = _head(view, report, is_demo=is_demo)
    units = _units(view)
    told = report_document.Told(view.texts, _voices(view))
    return report_document.compose(head, told, view.figures, units, vocabulary())


def unit_names(view: ReportView) -> dict[int, str]:
    """The names of units as of the day of reporting, in official order."""
    return {row.id: row.name for row in orgs.tree(view.period.reported_from)}


def _voices(view: ReportView) -> dict[str, list[report_document.Voice]]:
    """The passages of each section, with the names of who said them in official order."""
    names = unit_names(view)
    place = {unit: n for n, unit in enumerate(names)}
    return {
        code: [
            report_document.Voice(
                one.text,
                tuple(
                    names.get(unit) or orgs.last_row(unit, view.period.reported_from).name
                    for unit in sorted(one.units, key=lambda unit: place.get(unit, len(place)))
                ),
            )
            for one in section.standing
        ]
        for code, section in view.passages.items()
        if section.standing
    }


def outgoing_of(report: PeriodReport, day: date, today: date) -> tuple[int, register.Outgoing]:
    """What the register writes of the report, and whose register: the one who signs it."""
    view = view_of(report, today)
    document = document_of(view, report=report)
    outgoing = register.Outgoing(
        kind=document.kind.code,
        notation=document.notation,
        subject=document.subject,
        day=day,
        recipients="; ".join(document.recipients[:-1]),
        keeper=document.recipients[-1].removeprefix("Lưu:").strip(" ."),
    )
    return _speaker(view).id, outgoing


def as_word(document: OfficialDocument) -> bytes:
    """The document as .docx, made once for what is in it."""
    return printed(document, "docx")


def as_pdf(document: OfficialDocument) -> bytes:
    """The document as tagged PDF, made once for what is in it."""
    return printed(document, "pdf")


def as_workbook(view: ReportView) -> bytes:
    """The figures behind the report: sums, units, who has not reported."""
    words = vocabulary()
    used = [
        code
        for code in words.measures
        if view.figures.total(code) or view.figures.total_recorded(code)
    ]
    heading = (
        f"Báo cáo {legal.period_label_vi(view.period.code)}: {view.unit.name}",
        f"Số liệu từ {short_date(view.period.first)} đến {short_date(view.period.last)}",
    )
    sums: list[tuple[Cell, ...]] = [
        (
            words.measures[code].total_label,
            words.measures[code].unit,
            view.figures.total(code),
            view.figures.total_recorded(code),
        )
        for code in used
    ]
    columns = (
        SheetColumn("Nhóm", width=32),
        SheetColumn("Cơ quan, đơn vị", width=36),
        SheetColumn("Báo cáo", width=20),
        *(
            SheetColumn(
                f"{words.measures[code].total_label} ({words.measures[code].unit})",
                CellKind.NUMBER,
                16,
            )
            for code in used
        ),
    )
    return write_xlsx(
        [
            Sheet(
                title="Tổng hợp",
                columns=(
                    SheetColumn("Nội dung", width=40),
                    SheetColumn("Đơn vị tính", width=14),
                    SheetColumn("Theo báo cáo", CellKind.NUMBER, 16),
                    SheetColumn("Đã ghi nhận, chưa vào báo cáo", CellKind.NUMBER, 24),
                ),
                rows=sums,
                heading=heading,
                is_landscape=False,
                notes=() if sums else ("Trong kỳ chưa có số liệu.",),
            ),
            Sheet(
                title="Theo đơn vị",
                columns=columns,
                rows=_by_unit(view, used),
                heading=heading,
                is_landscape=len(used) > 1,
            ),
            *more_sheets(view.figures, _units(view), heading),
        ]
    )


def _by_unit(view: ReportView, used: list[str]) -> list[tuple[Cell, ...]]:
    """A row for each unit: its group, its name, whether it reported, its amounts."""
    missing = set(view.figures.missing)
    by_unit: list[tuple[Cell, ...]] = []
    for unit in _units(view):
        row = view.figures.by_unit.get(unit.id) or view.figures.recorded.get(unit.id) or {}
        state = "Chưa gửi báo cáo" if unit.id in missing else "Đã gửi báo cáo"
        by_unit.append((unit.group, unit.name, state, *(row.get(code, 0) for code in used)))
    return by_unit


def _units(view: ReportView) -> list[report_document.UnitWords]:
    tree = {row.id: row for row in orgs.tree(view.period.reported_from)}
    raising = {one.unit for one in view.figures.difficulties}
    handing_in = {one.unit for one in view.figures.arrivals}
    owing = {*view.figures.by_unit, *view.figures.recorded, *view.figures.missing}
    covered = owing | raising | handing_in
    rows = []
    for row in tree.values():
        if row.id not in covered:
            continue
        group = level_label(row, tree.get(row.parent_id or 0))
        rows.append(report_document.UnitWords(row.id, row.name, group))
    return rows


def _head(
    view: ReportView, report: PeriodReport | None, *, is_demo: bool
) -> report_document.ReportHead:
    plan, root = view.plan, orgs.root_row(view.period.reported_from)
    speaker = _speaker(view)
    letterhead = letterhead_of(speaker, root)
    return report_document.ReportHead(
        parent_body=letterhead.parent_body,
        issuer=letterhead.issuer,
        speaker=letterhead.in_text,
        notation_body=letterhead.notation_body,
        place=letterhead.place,
        plan_words=plan_name(plan),
        plan_subject=plan.subject,
        period_words=legal.period_label_vi(view.period.code),
        first=view.period.first,
        last=view.period.last,
        number=report.number or None if report else None,
        signed_on=report.signed_on if report else None,
        signer=SignatureBlock(authority=letterhead.authority, post=letterhead.post),
        recipients=_recipients(view, root),
        is_draft=not view.is_frozen,
        is_demo=is_demo,
    )


def _speaker(view: ReportView) -> orgs.UnitRow:
    """Who signs: the unit, but for the committee its office."""
    if view.unit.id == view.plan.issuer_id:
        return orgs.office_row(view.period.reported_from)
    return view.unit


def _recipients(view: ReportView, root: orgs.UnitRow) -> tuple[str, ...]:
    superior = orgs.superior_of(view.unit.id, view.period.reported_from)
    to = orgs.last_row(superior, view.period.reported_from) if superior else root
    return (to.body_name, "Lưu: VT.")
