"""What changed in a plan between the ends of two days."""

from datetime import date, timedelta
from enum import StrEnum

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import changes
from loa.surfaces.api.v1.bearer import READS, Call, call_of
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, Code, Day, Id, UnitName
from loa.surfaces.api.v1.slices import Slice, Window, sliced

_WEEK = timedelta(days=7)
router = Router(tags=["changes"])


class ChangeCode(StrEnum):
    """What may have happened to a piece of work."""

    DUE = "DUE"
    STATE = "STATE"
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    TRANSFERRED = "TRANSFERRED"


class ChangeLine(Schema):
    """One change. `before` and `after` are days of DUE and states of STATE; else None.

    `work` is the time that falls due now; `times` counts those of a rhythm that came or went
    together.
    """

    kind: ChangeCode
    work: int
    unit: UnitName
    title: str
    period: str
    before: str | None
    after: str | None
    reason: str
    times: int


class SumsShape(Schema):
    """How much there was at the end of a day; `late` and `done_late` are parts of `work`.

    `late` is owed past its day, `done_late` was handed in or done after it.
    """

    work: int
    closed: int
    waiting: int
    late: int
    done_late: int
    activities: int
    measures: dict[str, int]


class ChangesShape(Slice[ChangeLine]):
    """What changed from the end of `since` to that of `until`, over the units that may be seen."""

    since: date
    until: date
    before: SumsShape
    after: SumsShape


class ChangeWindow(Window):
    """From the end of `since` to the end of `until`, today where it is left out or to come.

    `since` left out: the day on which the last reporting period ended, or a week ago.
    """

    since: Day | None = None
    until: Day | None = None
    unit: Code | None = None
    kind: ChangeCode | None = None


@router.get(
    "/plans/{plan_id}/changes",
    url_name="plan-changes",
    operation_id="listChanges",
    auth=READS,
    response={200: ChangesShape, **READ_PROBLEMS},
    summary="Thay đổi giữa hai ngày: hạn, trạng thái, việc thêm, bỏ, chuyển; số trước bên số sau",
)
def list_changes(
    request: HttpRequest, plan_id: Path[Id], window: Query[ChangeWindow]
) -> ChangesShape:
    """Derived from the rows of now and the journal since, as the page has it."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    until = min(window.until or call.today, call.today)
    since = window.since or changes.cut_off_before([plan], call.today) or call.today - _WEEK
    days = changes.Window(min(since, until), until)
    units = None
    if window.unit is not None:
        units = {orgs.unit_by_code(window.unit, call.today).id}
    found = changes.changes_of(call.actor, [plan], days, call.today, units)
    rows = [row for row in found.rows if window.kind in {None, ChangeCode[row.kind.name]}]
    total, shown = sliced(rows, window)
    return ChangesShape(
        total=total,
        offset=window.offset,
        items=[_line(call, row) for row in shown],
        since=days.first,
        until=days.last,
        before=_sums(found.before),
        after=_sums(found.after),
    )


def _line(call: Call, row: changes.Changed) -> ChangeLine:
    unit = orgs.last_row(row.work.unit_id, call.today)
    return ChangeLine(
        kind=ChangeCode[row.kind.name],
        work=row.work.occurrence_id,
        unit=UnitName(code=unit.code, name=unit.name),
        title=row.work.title,
        period=row.work.period,
        before=_said(row.before),
        after=_said(row.after),
        reason=row.reason,
        times=row.times,
    )


def _said(value: date | plans.WorkState | None) -> str | None:
    if value is None:
        return None
    return value.value if isinstance(value, plans.WorkState) else value.isoformat()


def _sums(found: changes.Sums) -> SumsShape:
    return SumsShape(
        work=found.work,
        closed=found.closed,
        waiting=found.waiting,
        late=found.late,
        done_late=found.done_late,
        activities=found.activities,
        measures=found.measures,
    )
