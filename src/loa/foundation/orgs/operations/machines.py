"""Programs that act: people without an account, each with one post."""

from datetime import date, datetime, timedelta
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import policies
from loa.foundation.orgs.models import Person, Post
from loa.foundation.orgs.operations.people import UnitNotStanding
from loa.foundation.orgs.queries import people, units
from loa.foundation.orgs.types import Actor, Role
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.names import clean_person_name, person_sort_key
from loa.kernel.text import fold


@operation
def add_machine(
    *,
    actor: Actor,
    key: UUID,
    name: str,
    unit_id: int,
    role: Role,
    last_day: date,
    at: datetime,
) -> int:
    """A machine with one post to the end of a day; its id as a person.

    The same key gives the same machine. Raises NameMissing, UnitNotStanding.
    """
    on = local_day(at)
    require(policies.can_manage_people(actor, unit_id, on))
    if unit_id not in units.day_tree(on).by_id:
        raise UnitNotStanding
    known = Person.objects.filter(request_key=key).first()
    if known is not None:
        return known.pk

    name = clean_person_name(name)
    machine = Person.objects.create(
        request_key=key, name=name, sort_key=person_sort_key(name), search_key=fold(name)
    )
    post = Post.objects.create(
        person=machine,
        unit_id=unit_id,
        role=role.value,
        held_from=on,
        held_to=last_day + timedelta(days=1),
    )

    added = Change({}, {"name": name, "is_machine": True})
    audit.record(
        actor=actor,
        verb="PERSON_ADD",
        thing=machine.ref,
        change=added,
        at=at,
        unit_id=unit_id,
    )
    given = Change({}, {"person_id": machine.pk, "role": role.value, "held_to": post.held_to})
    audit.record(
        actor=actor, verb="POST_GIVE", thing=post.ref, change=given, at=at, unit_id=unit_id
    )
    return machine.pk


@operation
def retire_machine(*, actor: Actor, person_id: int, at: datetime) -> None:
    """A machine holds no post any more; one that was made today keeps it to the end of the day."""
    on = local_day(at)
    machine = people.locked_person(person_id)
    posts = Post.objects.held_at_all_from(on).filter(person=machine)
    for post in posts.select_for_update(no_key=True):
        require(policies.can_manage_people(actor, post.unit_id, on))

        last = max(on, post.held_from + timedelta(days=1))
        if post.held_to == last:
            continue
        change = compare_and_set(post, post.version, held_to=last)

        audit.record(
            actor=actor, verb="POST_END", thing=post.ref, change=change, at=at, unit_id=post.unit_id
        )
