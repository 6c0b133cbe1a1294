"""Named filters of the lists: read, kept, renamed, dropped."""

from enum import StrEnum
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.modules.plans import facade as plans
from loa.modules.plans.facade import saved_views as kept
from loa.surfaces.api.v1.bearer import READS, WORK, Call, call_of
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, WRITE_PROBLEMS, Id, Key, Sending
from loa.surfaces.api.v1.slices import Slice, Window, listed

router = Router(tags=["views"])
_Name = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")]
_Word = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]


class Screen(StrEnum):
    """The list that filters are of."""

    MATRIX = "MATRIX"
    WORK = "WORK"


class ViewShape(Schema):
    """Filters of a list under a name; `filters` are named as in the address of the list's page.

    `is_shared`: the people of the owner's unit have them too. Only one's own are changed.
    """

    id: int
    screen: Screen
    plan: int | None
    name: str
    filters: dict[str, str]
    is_own: bool
    is_shared: bool
    is_default: bool


class ViewWindow(Window):
    """Of one screen; of the matrix with its plan. Without a screen all of one's own."""

    screen: Screen | None = None
    plan: Id | None = None


class ChangeView(Sending):
    """How the filters are called, and who has them."""

    name: _Name
    is_shared: bool = False
    is_default: bool = False


class SaveView(ChangeView):
    """MATRIX takes q, khoi, nhiem_vu, trang_thai, muon and needs its plan.

    WORK takes muc, loai, don_vi, muon.
    """

    screen: Screen
    plan: Id | None = None
    filters: Annotated[dict[str, _Word], Field(max_length=10, default_factory=dict)]


class DroppedShape(Schema):
    """That the filters are no more there."""

    id: int


@router.get(
    "/views",
    url_name="views",
    operation_id="listViews",
    auth=READS,
    response={200: Slice[ViewShape], **READ_PROBLEMS},
    summary="Bộ lọc đã lưu: của mình, và của đơn vị dùng chung",
)
def list_views(request: HttpRequest, window: Query[ViewWindow]) -> Slice[ViewShape]:
    """One's own first, by name."""
    call = call_of(request)
    if window.screen is None:
        rows = kept.own_views(call.actor)
    else:
        page = kept.ListPage[window.screen.name]
        rows = kept.views_of(call.actor, page, _plan(call, page, window.plan), call.today)
    return listed(rows, window, _shape)


@router.post(
    "/views",
    url_name="views",
    operation_id="saveView",
    auth=WORK,
    response={201: ViewShape, **WRITE_PROBLEMS},
    summary="Lưu bộ lọc dưới một tên; cùng tên thì ghi đè",
)
def save_view(request: HttpRequest, sent: SaveView, key: Key) -> HttpResponse:
    """What does not narrow the list is left out."""
    call = call_of(request)
    page = kept.ListPage[sent.screen.name]

    def make() -> Made:
        view_id = kept.save_view(
            actor=call.actor,
            page=page,
            plan_id=_plan(call, page, sent.plan),
            name=sent.name.strip(),
            query=urlencode(kept.narrowing(page, sent.filters)),
            is_shared=sent.is_shared,
            is_default=sent.is_default,
            at=call.at,
        )
        return Made(_one(call, view_id), 201, reverse("api-v1:view", args=[view_id]))

    return once(call, key, "save view", sent.dict(), make)


@router.get(
    "/views/{view_id}",
    url_name="view",
    operation_id="readView",
    auth=READS,
    response={200: ViewShape, **READ_PROBLEMS},
    summary="Một bộ lọc của mình",
)
def read_view(request: HttpRequest, view_id: Path[Id]) -> ViewShape:
    """Of somebody else there is none."""
    return _one(call_of(request), view_id)


@router.post(
    "/views/{view_id}",
    url_name="view",
    operation_id="changeView",
    auth=WORK,
    response={200: ViewShape, **WRITE_PROBLEMS},
    summary="Đổi tên bộ lọc của mình, cho đơn vị dùng chung hay thôi, mở sẵn hay thôi",
)
def change_view(
    request: HttpRequest, view_id: Path[Id], sent: ChangeView, key: Key
) -> HttpResponse:
    """The filters themselves are changed by saving them under the same name."""
    call = call_of(request)

    def make() -> Made:
        asked = {**sent.dict(), "name": sent.name.strip()}
        kept.change_view(actor=call.actor, view_id=view_id, at=call.at, **asked)
        return Made(_one(call, view_id))

    return once(call, key, "change view", {"view": view_id, **sent.dict()}, make)


@router.post(
    "/views/{view_id}/drop",
    url_name="view-drop",
    operation_id="dropView",
    auth=WORK,
    response={200: DroppedShape, **WRITE_PROBLEMS},
    summary="Xóa bộ lọc của mình",
)
def drop_view(request: HttpRequest, view_id: Path[Id], key: Key) -> HttpResponse:
    """What is gone already, or somebody else's, is answered the same and stays as it is."""
    call = call_of(request)

    def make() -> Made:
        kept.drop_view(actor=call.actor, view_id=view_id, at=call.at)
        return Made(DroppedShape(id=view_id))

    return once(call, key, "drop view", {"view": view_id}, make)


def _plan(call: Call, page: kept.ListPage, plan_id: int | None) -> int | None:
    """The plan of the matrix, which must be seen; the work list has none. Raises NotFound."""
    if page is not kept.ListPage.MATRIX:
        return None
    return plans.plan_for(call.actor, plan_id or 0, call.today).pk


def _one(call: Call, view_id: int) -> ViewShape:
    return _shape(kept.own_view(call.actor, view_id))


def _shape(row: kept.ViewRow) -> ViewShape:
    return ViewShape(
        id=row.id,
        screen=Screen[row.page.name],
        plan=row.plan_id,
        name=row.name,
        filters=dict(parse_qsl(row.query)),
        is_own=row.is_own,
        is_shared=row.is_shared,
        is_default=row.is_default,
    )
