"""What concerns the token's own post: its work («Việc của tôi»), and the news of its units."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Query, Router, Schema

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade.lateness import Lateness
from loa.surfaces.api.v1.bearer import READS, call_of
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, Code, UnitName
from loa.surfaces.api.v1.slices import Slice, Window, listed

router = Router(tags=["own"])
_ABOUT = {
    "plan": "plan_id",
    "difficulty": "difficulty_id",
    "question": "question_id",
    "guidance": "guidance_id",
    "remark": "remark_id",
    "report": "report_id",
    "work": "occurrence_id",
    "upload": "upload_id",
}
"""What a line of news may be about, the most telling first."""


class OwnLine(Schema):
    """One thing to do, or that waits for others (`kind` WAIT), or is DONE.

    `id` is of `thing`; of `draft` and `report-list` it is a plan. `handed_in_on`: its unit handed
    it in and somebody is to look at it; `own_due_on`: an earlier day the unit set itself.
    """

    kind: plans.Kind
    thing: str
    id: int
    title: str
    unit: UnitName
    due_on: date | None
    own_due_on: date | None
    handed_in_on: date | None
    state: str
    lateness: Lateness
    period: str


class OwnWindow(Window):
    """Of one kind, of one unit, as it stands to its day; `to_do`: without what waits or is done."""

    kind: plans.Kind | None = None
    unit: Code | None = None
    lateness: Lateness | None = None
    to_do: bool = False


class NewsLine(Schema):
    """One line of news; `id` is of `thing`, both null where nothing of here is meant."""

    number: int
    at: datetime
    kind: str
    text: str
    thing: str | None
    id: int | None


class NewsWindow(Window):
    """Those told since an instant, such as that of the last one read."""

    since: datetime | None = None


@router.get(
    "/own-work",
    url_name="own-work",
    operation_id="listOwnWork",
    auth=READS,
    response={200: Slice[OwnLine], **READ_PROBLEMS},
    summary="Việc của vai trò này: cần làm, chờ người khác, đã xong; hạn gần nhất trước",
)
def list_own_work(request: HttpRequest, window: Query[OwnWindow]) -> Slice[OwnLine]:
    """What «Việc của tôi» shows to who holds the same post."""
    call = call_of(request)
    unit = None if window.unit is None else orgs.unit_by_code(window.unit, call.today).id
    rows = [
        line
        for line in plans.my_work(call.actor, call.today)
        if window.kind in {None, line.kind}
        and unit in {None, line.unit_id}
        and window.lateness in {None, line.lateness}
        and (line.kind in plans.TO_DO or not window.to_do)
    ]
    rows.sort(key=lambda line: (line.due_on or date.max, line.thing, line.id))
    units = orgs.units_by_ids({line.unit_id for line in rows}, call.today)
    return listed(rows, window, lambda line: _own(line, units[line.unit_id]))


@router.get(
    "/news",
    url_name="news",
    operation_id="listNews",
    auth=READS,
    response={200: Slice[NewsLine], **READ_PROBLEMS},
    summary="Tin về các đơn vị của vai trò này, mới nhất trước",
)
def list_news(request: HttpRequest, window: Query[NewsWindow]) -> Slice[NewsLine]:
    """Without what this token may no longer see; what people took off their lists stays here."""
    call = call_of(request)
    rows = plans.all_notices(call.actor, call.today)
    if window.since is not None:
        since = window.since if window.since.tzinfo else window.since.replace(tzinfo=call.at.tzinfo)
        rows = [row for row in rows if row.at >= since]
    return listed(rows, window, _news)


def _own(line: plans.Line, unit: orgs.UnitRow) -> OwnLine:
    return OwnLine(
        kind=line.kind,
        thing=line.thing,
        id=line.id,
        title=line.title,
        unit=UnitName(code=unit.code, name=unit.name),
        due_on=line.due_on,
        own_due_on=line.own_due_on,
        handed_in_on=line.handed_in_on,
        state=line.state.value,
        lateness=line.lateness,
        period=line.period,
    )


def _news(row: plans.NoticeRow) -> NewsLine:
    about = ((thing, getattr(row, name)) for thing, name in _ABOUT.items())
    thing, key = next(((thing, key) for thing, key in about if key), (None, None))
    return NewsLine(number=row.id, at=row.at, kind=row.kind, text=row.text, thing=thing, id=key)
