"""Reads of who can be told something in a unit, and over what."""

from collections.abc import Collection
from datetime import date

from loa.foundation.orgs.models import Person, Post
from loa.foundation.orgs.types import Callee, Contact, Reached, Role
from loa.kernel.db import get_one


def contacts_of(
    unit_ids: Collection[int], roles: Collection[Role], on: date
) -> dict[int, list[Contact]]:
    """Who holds one of the roles in each unit on the day; units without anybody are left out.

    A person with two of the roles stands once, with the first. No address leaves the room here.
    """
    held = Post.objects.held(on).filter(unit__in=unit_ids, role__in=[one.value for one in roles])
    rows = held.order_by("unit_id", "id").values_list(
        "unit_id", "person_id", "role", "person__account__is_active", "person__email"
    )
    found: dict[int, dict[int, Contact]] = {}
    for unit_id, person_id, role, is_active, email in rows:
        contact = Contact(person_id, Role(role), bool(is_active), bool(email))
        found.setdefault(unit_id, {}).setdefault(person_id, contact)
    return {unit_id: list(people.values()) for unit_id, people in found.items()}


def callees(
    unit_ids: Collection[int], roles: Collection[Role], on: date
) -> dict[int, list[Callee]]:
    """Whom to call in each unit, for who may urge it: asked by the caller. One line a person."""
    held = Post.objects.held(on).filter(unit__in=unit_ids, role__in=[one.value for one in roles])
    rows = held.order_by("unit_id", "id").values_list(
        "unit_id", "person_id", "role", "person__name", "person__phone"
    )
    found: dict[int, dict[int, Callee]] = {}
    for unit_id, person_id, role, name, phone in rows:
        found.setdefault(unit_id, {}).setdefault(person_id, Callee(name, Role(role), phone))
    return {unit_id: list(people.values()) for unit_id, people in found.items()}


def reached(person_id: int) -> Reached:
    """Where a person is reached, to be shown to himself or to who administers him."""
    found = get_one(Person.objects.filter(pk=person_id))
    return Reached(found.phone, found.email, found.version)


def email_of(person_id: int) -> str:
    """The address of a person, for the one letter that goes out now; empty without one."""
    return Person.objects.filter(pk=person_id).values_list("email", flat=True).first() or ""
