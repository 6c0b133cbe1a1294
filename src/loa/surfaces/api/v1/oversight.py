"""What a head reads: the figures of a unit and all below it, and the rows behind each figure."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.modules.plans.facade import oversight
from loa.surfaces.api.v1.bearer import READS, Call, call_of
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, Code, UnitName
from loa.surfaces.api.v1.slices import Slice, Window

router = Router(tags=["oversight"])
Figure = Literal[
    "IN_TIME",
    "LATE_NOW",
    "IN_TIME_BEFORE",
    "LATE_BEFORE",
    "WORK",
    "DONE",
    "OVERDUE",
    "DONE_LATE",
    "MISSING",
    "WAITING",
    "REPORTS_WAITING",
    "DIFFICULTIES",
    "QUESTIONS",
    "REMARKS",
    "URGINGS",
]


class FigureLine(Schema):
    """A figure; `rows` is the address, within this version, of as many rows as it counts."""

    figure: str
    count: int
    rows: str


class BelowShape(Schema):
    """A unit directly below, with all below it."""

    unit: UnitName
    figures: list[FigureLine]


class OversightShape(Schema):
    """A unit with all below it, over all plans at work, as it stands now.

    Percents are of what fell due in the period (`period`), in the one before, and at units of the
    same level and kind; null where nothing fell due.
    """

    unit: UnitName
    units: int
    period: str
    before: str
    on_time: int | None
    on_time_before: int | None
    on_time_peers: int | None
    on_time_peers_before: int | None
    peers: int
    overdue_units: int
    figures: list[FigureLine]
    below: list[BelowShape]


class BehindLine(Schema):
    """A row behind a figure; `id` is of `thing`: of REPORTS it is a plan, with `period`."""

    thing: str
    id: int
    title: str
    unit: UnitName
    due_on: date | None
    state: str
    lateness: str
    period: str


@router.get(
    "/units/{code}/oversight",
    url_name="unit-oversight",
    operation_id="readOversight",
    auth=READS,
    response={200: OversightShape, **READ_PROBLEMS},
    summary="Trang điều hành của một đơn vị: các con số, và địa chỉ các dòng sau mỗi số",
)
def read_oversight(request: HttpRequest, code: Path[Code]) -> OversightShape:
    """For who reads its page: heads of the unit and above it."""
    call = call_of(request)
    unit = _unit(call, code)
    page = oversight.overview(unit, call.today)
    below = orgs.units_by_ids([line.unit_id for line in page.lines], call.today)
    return OversightShape(
        unit=UnitName(code=unit.code, name=unit.body_name),
        units=page.units,
        period=page.period,
        before=page.before,
        on_time=page.figures.now.percent,
        on_time_before=page.figures.before.percent,
        on_time_peers=page.peers.now.percent,
        on_time_peers_before=page.peers.before.percent,
        peers=page.peers.units,
        overdue_units=page.figures.overdue_units,
        figures=_figures(unit.code, page.figures),
        below=[
            BelowShape(
                unit=UnitName(code=below[line.unit_id].code, name=line.name),
                figures=_figures(below[line.unit_id].code, line.figures),
            )
            for line in page.lines
        ],
    )


@router.get(
    "/units/{code}/oversight/{figure}",
    url_name="unit-oversight-rows",
    operation_id="listBehindFigure",
    auth=READS,
    response={200: Slice[BehindLine], **READ_PROBLEMS},
    summary="Các dòng sau một con số của trang điều hành",
)
def list_behind_figure(
    request: HttpRequest,
    code: Path[Code],
    figure: Annotated[Figure, Path()],
    window: Query[Window],
) -> Slice[BehindLine]:
    """As many as the figure says."""
    call = call_of(request)
    unit = _unit(call, code)
    found = oversight.counted(unit.id, call.today)
    stretch = slice(window.offset, window.offset + window.limit)
    rows, total = oversight.rows_behind(found, unit.id, oversight.Behind[figure], stretch)
    units = orgs.units_by_ids({row.unit_id for row in rows}, call.today)
    items = [_behind(row, units[row.unit_id]) for row in rows]
    return Slice[BehindLine](total=total, offset=window.offset, items=items)


def _unit(call: Call, code: str) -> orgs.UnitRow:
    """A unit that stands today, for who may read its page. Raises NotFound, NotAllowed."""
    unit = orgs.unit_by_code(code, call.today)
    require(oversight.can_oversee(call.actor, unit.id, call.today))
    return unit


def _figures(code: str, figures: oversight.Figures) -> list[FigureLine]:
    return [
        FigureLine(figure=which.name, count=count, rows=f"/units/{code}/oversight/{which.name}")
        for which, count in oversight.counts_behind(figures).items()
    ]


def _behind(row: oversight.BehindRow, unit: orgs.UnitRow) -> BehindLine:
    return BehindLine(
        thing=row.thing.value,
        id=row.id,
        title=row.title,
        unit=UnitName(code=unit.code, name=unit.name),
        due_on=row.due_on,
        state=str(row.state),
        lateness=row.lateness.value,
        period=row.period,
    )
