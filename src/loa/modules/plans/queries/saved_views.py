"""Reads of named filters: one's own, and those that people of one's units share."""

from datetime import date

from django.db.models import Q

from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.modules.plans.models import SavedView
from loa.modules.plans.types.saved_views import ListPage, ViewRow


def views_of(actor: orgs.Actor, page: ListPage, plan_id: int | None, on: date) -> list[ViewRow]:
    """The filters of a list that the person finds there, his own first, by name."""
    if actor.person_id is None:
        return []
    seen = Q(person_id=actor.person_id) | Q(unit__in=orgs.unit_ids(actor, on))
    rows = SavedView.objects.filter(seen, page=page, plan=plan_id).order_by("name", "pk")
    return sorted((_row(row, actor) for row in rows), key=lambda row: not row.is_own)


def own_views(actor: orgs.Actor) -> list[ViewRow]:
    """All that the person named, to change or take away."""
    if actor.person_id is None:
        return []
    rows = SavedView.objects.filter(person_id=actor.person_id)
    return [_row(row, actor) for row in rows.order_by("page", "plan", "name", "pk")]


def own_view(actor: orgs.Actor, view_id: int) -> ViewRow:
    """One of them. Raises NotFound."""
    found = SavedView.objects.filter(person_id=actor.person_id or 0, pk=view_id)
    return _row(get_one(found), actor)


def get_view(person_id: int, view_id: int) -> SavedView:
    """One of them to change, locked. Raises NotFound."""
    rows = SavedView.objects.select_for_update(of=("self",))
    return get_one(rows.filter(person_id=person_id, pk=view_id))


def _row(view: SavedView, actor: orgs.Actor) -> ViewRow:
    is_own = view.person_id == actor.person_id
    return ViewRow(
        view.pk,
        view.name,
        view.query,
        is_own,
        view.unit_id is not None,
        is_own and view.is_default,
        ListPage(view.page),
        view.plan_id,
    )
