"""People name the filters of a list, share them with their unit, and take them away."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError, NotFound
from loa.modules.plans import queries
from loa.modules.plans.models import SavedView
from loa.modules.plans.queries import saved_views as reads
from loa.modules.plans.types.saved_views import LONGEST_QUERY, ListPage

_MOST = 30


class TooManyViews(DomainError):
    """More than anybody finds his way in."""

    code = "PLANS_TOO_MANY_VIEWS"
    message_vi = f"Mỗi danh sách giữ nhiều nhất {_MOST} bộ lọc. Xóa bớt bộ lọc không dùng."


class ViewNameTaken(DomainError):
    """Another set of filters of the same list has the name."""

    code = "PLANS_VIEW_NAME_TAKEN"
    message_vi = "Đã có bộ lọc khác mang tên này. Đặt tên khác."


class FiltersTooLong(DomainError):
    """More words in the filters than can be kept."""

    code = "PLANS_FILTERS_TOO_LONG"
    message_vi = "Bộ lọc dài quá mức lưu được. Rút ngắn chữ cần tìm rồi lưu lại."


@operation
def save_view(
    *,
    actor: orgs.Actor,
    page: ListPage,
    plan_id: int | None,
    name: str,
    query: str,
    is_shared: bool,
    is_default: bool,
    at: datetime,
) -> int:
    """Keep the filters under a name; the same name again takes the new filters.

    Raises NotFound for who is no person and for a plan that he may not see, TooManyViews,
    FiltersTooLong.
    """
    person_id = _person(actor)
    if len(query) > LONGEST_QUERY:
        raise FiltersTooLong
    plan = queries.plan_for(actor, plan_id, local_day(at)) if plan_id is not None else None
    mine = SavedView.objects.select_for_update(of=("self",)).filter(
        person_id=person_id, page=page, plan=plan
    )
    rows = list(mine.order_by("pk"))
    found = next((row for row in rows if row.name == name), None)
    if found is None and len(rows) >= _MOST:
        raise TooManyViews

    view = found or SavedView(person_id=person_id, page=page, plan=plan, name=name, made_at=at)
    _write(view, is_shared=is_shared, is_default=is_default, actor=actor, query=query)

    told = {"name": name, "query": query, "is_shared": is_shared}
    _record(actor, "VIEW_SAVE", view, Change({}, told), at)
    return view.pk


@operation
def change_view(
    *,
    actor: orgs.Actor,
    view_id: int,
    name: str,
    is_shared: bool,
    is_default: bool,
    at: datetime,
) -> None:
    """Give one's own filters another name, share them or not. Raises NotFound, ViewNameTaken."""
    view = reads.get_view(_person(actor), view_id)
    others = SavedView.objects.filter(
        person_id=view.person_id, page=view.page, plan=view.plan, name=name
    )
    if others.exclude(pk=view.pk).exists():
        raise ViewNameTaken

    before = view.name
    view.name = name
    _write(view, is_shared=is_shared, is_default=is_default, actor=actor, query=view.query)

    change = Change({"name": before}, {"name": name, "is_shared": is_shared})
    _record(actor, "VIEW_SAVE", view, change, at)


@operation
def drop_view(*, actor: orgs.Actor, view_id: int, at: datetime) -> None:
    """Take one's own filters away, from whoever saw them too; a second time finds nothing."""
    person_id = _person(actor)
    view = SavedView.objects.filter(pk=view_id, person_id=person_id).first()
    if view is None:
        return

    change = Change({"name": view.name, "query": view.query}, {})
    _record(actor, "VIEW_DROP", view, change, at)
    view.delete()


def _write(
    view: SavedView, *, is_shared: bool, is_default: bool, actor: orgs.Actor, query: str
) -> None:
    if is_default:
        SavedView.objects.filter(
            person_id=view.person_id, page=view.page, plan=view.plan, is_default=True
        ).exclude(pk=view.pk).update(is_default=False)
    if not is_shared:
        view.unit_id = None
    elif view.unit_id is None:
        view.unit_id = actor.unit_id
    view.is_default, view.query = is_default, query
    view.save()


def _person(actor: orgs.Actor) -> int:
    if actor.person_id is None:
        raise NotFound
    return actor.person_id


def _record(actor: orgs.Actor, verb: str, view: SavedView, change: Change, at: datetime) -> None:
    audit.record(actor=actor, verb=verb, thing=view.ref, change=change, at=at)
