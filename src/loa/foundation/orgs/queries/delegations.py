"""Reads of delegations: whose rights are lent to whom, on which days."""

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from loa.foundation.orgs.models import Delegation, Post
from loa.foundation.orgs.queries import people, units
from loa.foundation.orgs.queries.rights import units_where
from loa.foundation.orgs.types import Actor, DelegationRow, DelegationTurned, Held, Role
from loa.kernel.db import get_one

LENT = frozenset(set(Role) - {Role.ADMINISTRATOR, Role.READER})
"""The roles whose rights can be lent: those that do the work of a unit."""


def of_post(post_id: int) -> QuerySet[Delegation]:
    """The delegations of a post that have days at all."""
    return Delegation.objects.filter(post=post_id, valid_to__gt=F("valid_from"))


def locked_for(actor: Actor, delegation_id: int, on: date) -> Delegation:
    """One of the holder, or of a unit whose people the actor manages; locked. Raises NotFound."""
    managed = [unit_id for unit_id, _ in units_where(actor, "PEOPLE_MANAGE", on)]
    theirs = Q(post__person=actor.person_id) | Q(post__unit__in=managed)
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("post")
    return get_one(rows.filter(theirs, pk=delegation_id))


def lent_by(actor: Actor, on: date) -> list[DelegationRow]:
    """What the person has lent and is not over."""
    rows = Delegation.objects.not_over(on).filter(post__person=actor.person_id)
    return _rows(rows, on)


def lent_to(actor: Actor, on: date) -> list[DelegationRow]:
    """In whose place the person may act today."""
    rows = Delegation.objects.in_force(on).filter(deputy=actor.person_id)
    return [row for row in _rows(rows, on) if stand_in(actor, row.id, on) is not None]


def lendable_posts(actor: Actor, on: date) -> list[tuple[int, int, Role]]:
    """(post, unit, role) of the posts that the person holds today and may lend."""
    held = Post.objects.held(on).filter(person=actor.person_id, role__in=LENT)
    return [(post.pk, post.unit_id, Role(post.role)) for post in held.order_by("id")]


def colleagues(actor: Actor, on: date) -> list[tuple[int, str]]:
    """(person, name) of those who hold a post today in a unit whose post the person may lend."""
    ids = {unit_id for _post, unit_id, _role in lendable_posts(actor, on)}
    held = Post.objects.held(on).filter(unit__in=ids).exclude(person=actor.person_id)
    rows = held.order_by("person__sort_key").values_list("person_id", "person__name")
    return list(dict(rows).items())


def stand_in(actor: Actor, delegation_id: int, on: date) -> Actor | None:
    """The person in the place of another on the day: the lent post and nothing else; else None.

    Lender and deputy must both hold posts of their own in the unit, which must stand, on the day.
    What is lent is a post, never what a post's holder has been lent: so it cannot be handed on.
    """
    rows = Delegation.objects.in_force(on).filter(pk=delegation_id, deputy=actor.person_id)
    row = rows.select_related("post__person").first()
    if row is None or row.post.role not in LENT:
        return None
    post = row.post
    is_held = Post.objects.held(on).filter(pk=post.pk).exists()
    unit_id = post.unit_id
    standing = units.day_tree(on).by_id
    if not is_held or unit_id not in standing:
        return None
    if unit_id not in people.unit_ids_of(row.deputy_id, on):
        return None
    return Actor(
        person_id=row.deputy_id,
        label=f"person:{row.deputy_id} for person:{post.person_id}",
        name=f"{actor.name} thay {post.person.name}",
        unit_id=unit_id,
        posts=frozenset({Held(unit_id, Role(post.role))}),
    )


def delegations_turned(since: date, until: date) -> list[DelegationTurned]:
    """Those that began or were over on one of the days, for whoever tells people of it."""
    rows = Delegation.objects.filter(valid_to__gt=F("valid_from")).select_related(
        "post__person", "deputy"
    )
    begun = rows.filter(valid_from__range=(since, until), valid_to__gt=until)
    over = rows.filter(valid_to__range=(since, until))
    return [
        DelegationTurned(
            id=row.pk,
            deputy_id=row.deputy_id,
            holder_id=row.post.person_id,
            deputy=row.deputy.name,
            holder=row.post.person.name,
            day=row.valid_to if is_over else row.valid_from,
            last_day=row.valid_to - timedelta(days=1),
            is_over=is_over,
        )
        for is_over, found in ((False, begun), (True, over))
        for row in found.order_by("pk")
    ]


def _rows(rows: QuerySet[Delegation], on: date) -> list[DelegationRow]:
    found = rows.select_related("post__person", "deputy").order_by("valid_from", "pk")
    return [
        DelegationRow(
            id=row.pk,
            version=row.version,
            holder=row.post.person.name,
            deputy=row.deputy.name,
            role=Role(row.post.role),
            unit_name=units.last_row(row.post.unit_id, on).name,
            first_day=row.valid_from,
            last_day=row.valid_to - timedelta(days=1),
        )
        for row in found
    ]
