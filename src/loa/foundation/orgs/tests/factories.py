"""Builders: units, people and actors. Actors need no database when given ids."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.db import connection
from django.test import Client

from loa.foundation.orgs import limits
from loa.foundation.orgs.forest import ROOT_KEY
from loa.foundation.orgs.models import (
    Account,
    Delegation,
    Person,
    Post,
    ReferenceMark,
    Unit,
    UnitState,
    UnitSuccession,
)
from loa.foundation.orgs.operations.load_units import load_reference, stamp_forest
from loa.foundation.orgs.queries.units import tree
from loa.foundation.orgs.types import Actor, Held, Kind, Level, Role, UnitRow
from loa.foundation.orgs.web.middleware import UNIT_SESSION_KEY
from loa.kernel.ids import new_key
from loa.kernel.names import person_sort_key
from loa.kernel.text import fold

LONG_AGO = date(2000, 1, 1)
PLAN_DAY = date(2022, 1, 18)
LOADED_AT = datetime(2022, 1, 18, 1, 0, tzinfo=UTC)
_numbers = count(1)


def make_unit(
    name: str = "Xã Minh Họa",
    *,
    parent_id: int | None = None,
    kind: Kind = Kind.PEOPLES_COMMITTEE,
    level: Level = Level.COMMUNE,
    key: str | None = None,
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
) -> Unit:
    """A unit that stands since long ago. With `key=ROOT_KEY` it is the province itself."""
    number = next(_numbers)
    unit = Unit.objects.create(key=key or f"made-{number}", kind=kind.value)
    UnitState.objects.create(
        unit=unit,
        code=unit.key,
        name=name,
        short_name=name,
        search_key=fold(name),
        level=level.value,
        parent_id=parent_id,
        order=number,
        valid_from=valid_from,
        valid_to=valid_to,
        verified=True,
        cites="made for a test",
        is_reference=False,
    )
    stamp_forest()
    return unit


def let_end(unit_id: int, on: date) -> None:
    """The unit stands no more from the day, and nobody follows it."""
    UnitState.objects.filter(unit=unit_id, valid_to=None).update(valid_to=on)
    stamp_forest()


def make_province() -> Unit:
    """The root of a small tree of one's own."""
    return make_unit(
        "UBND tỉnh Minh Họa", kind=Kind.PEOPLES_COMMITTEE, level=Level.PROVINCE, key=ROOT_KEY
    )


_tree_rows: dict[str, Sequence[Mapping[str, object]]] = {}


def load_tree() -> None:
    """The real units of Tuyên Quang, all days.

    Loaded once in a run; later tests get the same rows with the same ids by COPY, without the
    journal row of the loading. A test of the loading itself calls `load_reference`.
    """
    if not _tree_rows or Unit.objects.filter(key=ROOT_KEY).exists():
        load_reference(at=LOADED_AT)
        _keep_tree_rows()
        return
    with connection.cursor() as cursor:
        for table, rows in _tree_rows.items():
            columns = ", ".join(f'"{column}"' for column in rows[0])
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row.values())
    if Unit.objects.filter(key__startswith="made-").exists():
        stamp_forest()


def _keep_tree_rows() -> None:
    if Unit.objects.filter(key__startswith="made-").exists():
        return
    _tree_rows["orgs_unit"] = list(Unit.objects.order_by("pk").values())
    _tree_rows["orgs_unitstate"] = list(UnitState.objects.order_by("pk").values())
    _tree_rows["orgs_unitsuccession"] = list(UnitSuccession.objects.order_by("pk").values())
    _tree_rows["orgs_referencemark"] = list(ReferenceMark.objects.order_by("pk").values())


def unit_named(name: str, on: date = PLAN_DAY) -> UnitRow:
    """The only unit of the day with this name, after load_tree."""
    (row,) = (row for row in tree(on) if row.name == name)
    return row


def make_actor(role: Role, unit_id: int, *, person_id: int | None = None) -> Actor:
    """Somebody who holds one post."""
    return Actor(
        person_id=person_id,
        label=f"{role.value.lower()} of {unit_id}",
        unit_id=unit_id,
        posts=frozenset({Held(unit_id, role)}),
    )


@contextmanager
def limited(code: str, most: int, seconds: int = 600) -> Iterator[None]:
    """A limit as it is not in the house's own table."""
    row = limits.Limit(code, LONG_AGO, most, seconds)
    others = [one for one in limits.all_limits() if one.code != code]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "all_limits", lambda: (*others, row))
        yield


def make_head(unit_id: int) -> Actor:
    """The head of a unit."""
    return make_actor(Role.HEAD, unit_id)


def make_officer(unit_id: int) -> Actor:
    """The focal officer of a unit."""
    return make_actor(Role.FOCAL_OFFICER, unit_id)


def make_person(
    name: str = "Ma Thị Minh Họa", *, unit_id: int | None = None, role: Role = Role.FOCAL_OFFICER
) -> Person:
    """A person in the tables, with a post if a unit is given."""
    person = Person.objects.create(
        request_key=new_key(), name=name, sort_key=person_sort_key(name), search_key=fold(name)
    )
    if unit_id is not None:
        Post.objects.create(person=person, unit_id=unit_id, role=role.value, held_from=LONG_AGO)
    return person


def make_account(
    actor: Actor, *, password: str | None = None, must_change_password: bool = False
) -> Account:
    """An account whose person holds the posts of an actor that has none yet."""
    person = make_person(actor.name or actor.label)
    for held in actor.posts:
        Post.objects.create(
            person=person, unit_id=held.unit_id, role=held.role.value, held_from=LONG_AGO
        )
    account = Account(
        username=f"made.{person.pk}", person=person, must_change_password=must_change_password
    )
    account.set_password(password)
    account.save()
    return account


def make_delegation(lender: Actor, deputy: Actor, first: date, after: date) -> Delegation:
    """The only post of a person, lent to another up to the day before `after`."""
    return Delegation.objects.create(
        post=Post.objects.get(person=lender.person_id),
        deputy_id=deputy.person_id or 0,
        valid_from=first,
        valid_to=after,
    )


def sign_in(client: Client, actor: Actor) -> Account:
    """Let `client` be this actor; one who is no person yet becomes one, with his posts."""
    known = Account.objects.filter(person=actor.person_id).first() if actor.person_id else None
    account = known or make_account(actor)
    client.force_login(account)
    session = client.session
    session[UNIT_SESSION_KEY] = actor.unit_id
    session.save()
    return account
