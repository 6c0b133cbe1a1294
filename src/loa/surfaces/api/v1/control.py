"""The section on communication of the report on procedure control: words, figures, files."""

from datetime import date
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from loa.foundation.files import facade as kept_files
from loa.foundation.orgs import facade as orgs
from loa.kernel.installation import is_demo
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import control
from loa.surfaces.api.v1.bearer import READS, call_of
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, Code, Id, UnitName

router = Router(tags=["control section"])


class FigureShape(Schema):
    """A figure of the section, in its order; `unit` is what it counts."""

    measure: str
    label: str
    unit: str
    amount: int


class UnitShare(Schema):
    """What one unit did in the period; `cost` in đồng."""

    unit: UnitName
    activities: int
    cost: int
    measures: dict[str, int]


class ControlShape(Schema):
    """The section for one period, from the activities of its days. `cost` in đồng.

    `verified`: `cites` was checked against its document.
    """

    plan: int
    period: str
    first: date
    last: date
    periods: list[str]
    number: str
    title: str
    lines: list[str]
    units: int
    activities: int
    cost: int
    figures: list[FigureShape]
    by_unit: list[UnitShare]
    cites: str
    verified: bool


@router.get(
    "/plans/{plan_id}/control-section",
    url_name="plan-control-section",
    operation_id="readControlSection",
    auth=READS,
    response={200: ControlShape, **READ_PROBLEMS},
    summary="Mục «truyền thông» của báo cáo kiểm soát TTHC: lời, số liệu, từng đơn vị đóng góp",
)
def read_control_section(
    request: HttpRequest, plan_id: Path[Id], period: Annotated[Code | None, Query()] = None
) -> ControlShape:
    """Of the period that ended last where none is named; `periods` are those that there are."""
    call = call_of(request)
    plan = control.plan_of_section(call.actor, plan_id, call.today)
    periods = control.periods_of(plan)
    ended = [one.code for one in periods if one.last < call.today] or [periods[0].code]
    section = control.section_of(plan, period or ended[-1])
    words, told = plans.vocabulary(), section.told
    lines = control.lines_of(section.form, told, control.plan_name(plan), words)
    units = [orgs.last_row(unit, section.period.last) for unit in told.by_unit]
    return ControlShape(
        plan=plan_id,
        period=section.period.code,
        first=section.period.first,
        last=section.period.last,
        periods=[one.code for one in periods],
        number=section.form.number,
        title=section.form.title,
        lines=[control.plain(line) for line in lines],
        units=len(units),
        activities=told.activities,
        cost=told.cost,
        figures=[
            FigureShape(measure=code, label=label, unit=unit, amount=amount)
            for code, label, unit, amount in control.rows_of(section.form, told, words)
        ],
        by_unit=[
            UnitShare(
                unit=UnitName(code=unit.code, name=unit.name),
                activities=told.done.get(unit.id, 0),
                cost=told.costs.get(unit.id, 0),
                measures=dict(told.by_unit[unit.id]),
            )
            for unit in sorted(units, key=lambda unit: unit.order)
        ],
        cites=section.cites,
        verified=not section.is_unsure,
    )


@router.get(
    "/plans/{plan_id}/control-section/{period}/files/{kind}",
    url_name="plan-control-section-file",
    operation_id="readControlSectionFile",
    auth=READS,
    response={200: bytes, **READ_PROBLEMS},
    summary="Mục «truyền thông» dạng Word, PDF",
)
def read_control_section_file(
    request: HttpRequest,
    plan_id: Path[Id],
    period: Path[Code],
    kind: Annotated[Literal["docx", "pdf"], Path()],
) -> HttpResponse:
    """Ready to be put into the report."""
    call = call_of(request)
    plan = control.plan_of_section(call.actor, plan_id, call.today)
    section = control.section_of(plan, period)
    orgs.count_use(call.actor, "export.files", call.today)
    document = control.document_of(section, is_demo=is_demo(settings.LOA_DATA))
    data = control.printed(document, kind)
    name = f"muc-truyen-thong-{section.period.code}.{kind}"
    return kept_files.made_response(data, kept_files.MADE_TYPES[kind], name)
