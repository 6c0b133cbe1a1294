"""Period reports: who owes them, one of them, its words, its steps, its files."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.foundation.files import facade as kept_files
from loa.foundation.orgs import facade as orgs
from loa.kernel.installation import is_demo
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import READS, REPORTS, Call, call_of
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.shapes import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    Code,
    Day,
    Id,
    Key,
    Line,
    ReasonedStep,
    Sending,
    Step,
    Text,
    UnitName,
)
from loa.surfaces.api.v1.slices import Slice, Window, listed
from loa.surfaces.api.v1.steps import Moved, Taken, offer

router = Router(tags=["reports"])


class OwedLine(Schema):
    """The report of one unit for one period, written (`report`) or not.

    `lateness`: OVERDUE is owed past its day, DONE_LATE came after it, else NONE. `returned` counts
    how often it was given back, `last_return` says why the last time.
    """

    unit: UnitName
    due_on: date
    report: int | None
    state: str | None
    is_in: bool
    is_late: bool
    lateness: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    returned: int
    last_return: str


class OwedWindow(Window):
    """Of one period, such as 2022-Q1; left out, of the one that ended last."""

    period: Code | None = None


class OpenReport(Sending):
    """Whose report, for which period."""

    unit: Code
    period: Code


class EditReport(Step):
    """Words of sections by their codes; an emptied one goes back to what the figures say."""

    sections: Annotated[dict[Code, Text], Field(max_length=20)]


class NumberReport(Step):
    """The number of the register and the day of signing; without a number Loa gives the next."""

    number: Annotated[Line, Field(max_length=50)] = ""
    signed_on: Day


class PassageShape(Schema):
    """What units said alike in a section; `is_dropped`: on record, but not in the report."""

    text: str
    units: list[UnitName]
    is_dropped: bool
    is_rewritten: bool


class ReportShape(Schema):
    """A report with the words and figures it has now, or had when it was handed in."""

    id: int
    plan: int
    unit: UnitName
    period: str
    starts_on: date
    ends_on: date
    edition: int
    state: str
    is_consolidated: bool
    is_frozen: bool
    number: str
    signed_on: date | None
    return_reason: str
    correction_reason: str
    sections: dict[str, str]
    passages: dict[str, list[PassageShape]]
    measures: dict[str, int]
    missing: list[UnitName]
    steps: list[str]
    version: int


_STEPS = (
    Taken("propose", plans.propose_report, Step, "Trình lãnh đạo duyệt báo cáo"),
    Taken("submit", plans.approve_report, Step, "Lãnh đạo duyệt và nộp báo cáo"),
    Taken("accept", plans.accept_report, Step, "Cấp trên nhận báo cáo"),
    Taken("return", plans.return_report, ReasonedStep, "Cấp trên trả lại báo cáo"),
)


@router.get(
    "/plans/{plan_id}/reports",
    url_name="plan-reports",
    operation_id="listReports",
    auth=READS,
    response={200: Slice[OwedLine], **READ_PROBLEMS},
    summary="Đơn vị nào phải báo cáo trong kỳ, nộp lúc nào, bị trả lại mấy lần, vì sao",
)
def list_reports(
    request: HttpRequest, plan_id: Path[Id], window: Query[OwedWindow]
) -> Slice[OwedLine]:
    """Of the units whose work this token may see."""
    call = call_of(request)
    owed = plans.reports_owed(call.actor, plan_id, window.period or "", call.today)
    return listed(owed, window, _owed)


@router.post(
    "/plans/{plan_id}/reports",
    url_name="plan-reports",
    operation_id="openReport",
    auth=REPORTS,
    response={201: ReportShape, **WRITE_PROBLEMS},
    summary="Mở báo cáo của đơn vị cho một kỳ, hoặc lấy báo cáo đang có",
)
def open_report(
    request: HttpRequest, plan_id: Path[Id], sent: OpenReport, key: Key
) -> HttpResponse:
    """Drafted from what was recorded."""
    call = call_of(request)

    def make() -> Made:
        unit = orgs.unit_by_code(sent.unit, call.today)
        report_id = plans.open_report(
            actor=call.actor, plan_id=plan_id, unit_id=unit.id, period=sent.period, at=call.at
        )
        place = reverse("api-v1:report", args=[report_id])
        return Made(_shape(call, report_id), 201, place)

    return once(call, key, "open report", {"plan": plan_id, **sent.dict()}, make)


@router.get(
    "/reports/{report_id}",
    url_name="report",
    operation_id="readReport",
    auth=READS,
    response={200: ReportShape, **READ_PROBLEMS},
    summary="Một báo cáo: lời, số liệu, đơn vị còn thiếu, các bước làm được",
)
def read_report(request: HttpRequest, report_id: Path[Id]) -> ReportShape:
    """Frozen once it was handed in."""
    return _shape(call_of(request), report_id)


@router.post(
    "/reports/{report_id}/sections",
    url_name="report-sections",
    operation_id="editReport",
    auth=REPORTS,
    response={200: ReportShape, **WRITE_PROBLEMS},
    summary="Viết lời của các mục",
)
def edit_report(
    request: HttpRequest, report_id: Path[Id], sent: EditReport, key: Key
) -> HttpResponse:
    """Sections that are not named stay as they are."""
    call = call_of(request)

    def make() -> Made:
        plans.edit_report(actor=call.actor, report_id=report_id, at=call.at, **sent.dict())
        return Made(_shape(call, report_id))

    return _answered(call, key, ("edit report", report_id), sent, make)


@router.post(
    "/reports/{report_id}/number",
    url_name="report-number",
    operation_id="numberReport",
    auth=REPORTS,
    response={200: ReportShape, **WRITE_PROBLEMS},
    summary="Văn thư ghi số, ngày của báo cáo đã duyệt",
)
def number_report(
    request: HttpRequest, report_id: Path[Id], sent: NumberReport, key: Key
) -> HttpResponse:
    """It stands in the register of whoever signs."""
    call = call_of(request)

    def make() -> Made:
        plans.number_report(
            actor=call.actor, report_id=report_id, official=None, at=call.at, **sent.dict()
        )
        return Made(_shape(call, report_id))

    return _answered(call, key, ("number report", report_id), sent, make)


@router.post(
    "/reports/{report_id}/correct",
    url_name="report-correct",
    operation_id="correctReport",
    auth=REPORTS,
    response={201: ReportShape, **WRITE_PROBLEMS},
    summary="Lập bản đính chính của báo cáo đã nộp, có lý do",
)
def correct_report(
    request: HttpRequest, report_id: Path[Id], sent: ReasonedStep, key: Key
) -> HttpResponse:
    """A new edition; the one that was handed in stays as it was."""
    call = call_of(request)

    def make() -> Made:
        edition = plans.correct_report(
            actor=call.actor, report_id=report_id, at=call.at, **sent.dict()
        )
        return Made(_shape(call, edition), 201, reverse("api-v1:report", args=[edition]))

    return _answered(call, key, ("correct report", report_id), sent, make)


@router.get(
    "/reports/{report_id}/files/{kind}",
    url_name="report-file",
    operation_id="readReportFile",
    auth=READS,
    response={200: bytes, **READ_PROBLEMS},
    summary="Báo cáo dạng Word, PDF, Excel; đã ký thì PDF là bản đã ký",
)
def read_report_file(
    request: HttpRequest,
    report_id: Path[Id],
    kind: Annotated[Literal["docx", "pdf", "xlsx"], Path()],
) -> HttpResponse:
    """As its page offers them."""
    call = call_of(request)
    report = plans.report_for(call.actor, report_id, call.today)
    if kind == "pdf" and report.official_file_id:
        return kept_files.download_response(kept_files.ref(report.official_file_id))
    orgs.count_use(call.actor, "export.files", call.today)
    view = plans.view_of(report, call.today)
    if kind == "xlsx":
        data = plans.as_workbook(view)
    else:
        document = plans.document_of(view, report=report, is_demo=is_demo(settings.LOA_DATA))
        data = plans.as_word(document) if kind == "docx" else plans.as_pdf(document)
    name = f"bao-cao-{report.period}-{view.unit.code}-{report.edition}.{kind}"
    return kept_files.made_response(data, kept_files.MADE_TYPES[kind], name)


def _owed(one: plans.Owed) -> OwedLine:
    report = one.report
    returns = report.returns if report else []
    return OwedLine(
        unit=UnitName(code=one.unit.code, name=one.unit.name),
        due_on=one.due_on,
        report=report.pk if report else None,
        state=report.state if report else None,
        is_in=one.is_in,
        is_late=one.is_late,
        lateness=one.lateness.value,
        submitted_at=report.submitted_at if report else None,
        accepted_at=report.accepted_at if report else None,
        returned=len(returns),
        last_return=str(returns[-1]["reason"]) if returns else "",
    )


def _answered(
    call: Call, key: str, what: tuple[str, int], sent: Schema, make: Callable[[], Made]
) -> HttpResponse:
    """The answer to what was sent about a report: `what` is the verb and the report."""
    verb, report_id = what
    asked = {"report": report_id, **sent.dict()}
    return once(call, key, verb, asked, make, current=lambda: _shape(call, report_id))


def _shape(call: Call, report_id: int) -> ReportShape:
    report = plans.report_for(call.actor, report_id, call.today)
    view = plans.view_of(report, call.today)
    state = plans.ReportState(report.state)
    missing = orgs.units_by_ids(set(view.figures.missing), view.period.last)
    return ReportShape(
        id=report.pk,
        plan=report.plan_id,
        unit=UnitName(code=view.unit.code, name=view.unit.name),
        period=report.period,
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        edition=report.edition,
        state=report.state,
        is_consolidated=report.is_consolidated,
        is_frozen=view.is_frozen,
        number=report.number,
        signed_on=report.signed_on,
        return_reason=report.return_reason,
        correction_reason=report.correction_reason,
        sections=view.texts,
        passages=_passages(view),
        measures={
            code: total
            for code in plans.vocabulary().measures
            if (total := view.figures.total(code))
        },
        missing=[UnitName(code=one.code, name=one.name) for one in missing.values()],
        steps=[
            step.value
            for step in plans.still_open(
                report.plan,
                plans.report_steps(call.actor, state, report.unit_id, call.today),
            )
        ],
        version=report.version,
    )


def _passages(view: plans.ReportView) -> dict[str, list[PassageShape]]:
    every = {unit for one in view.passages.values() for said in one.passages for unit in said.units}
    names = orgs.units_by_ids(every, view.period.reported_from)
    return {
        code: [
            PassageShape(
                text=one.text,
                units=[
                    UnitName(code=names[unit].code, name=names[unit].name) for unit in one.units
                ],
                is_dropped=one.is_dropped,
                is_rewritten=one.is_rewritten,
            )
            for one in section.passages
        ]
        for code, section in view.passages.items()
    }


offer(router, Moved("report", "report_id", "/reports", REPORTS, ReportShape, _shape), _STEPS)
