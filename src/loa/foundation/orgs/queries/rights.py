"""The one policy function, and the units that a right reaches."""

from datetime import date

from loa.foundation.orgs import rules
from loa.foundation.orgs.queries import units
from loa.foundation.orgs.types import Actor


def may(actor: Actor, verb: str, unit_id: int, on: date) -> bool:
    """Whether the actor has the verb for the unit on the day, by the table in grants.py.

    A post in the unit itself is settled without a look at the tree.
    """
    return rules.is_granted(actor, str(verb), unit_id, lambda: units.day_tree(on))


def unit_ids(actor: Actor, on: date) -> frozenset[int]:
    """The units in which the actor holds a post (`on` is the day for which the actor was made)."""
    del on
    return frozenset(post.unit_id for post in actor.posts)


def units_where(actor: Actor, verb: str, on: date) -> list[tuple[int, str]]:
    """(id, name) of every unit for which the actor has the verb on the day, in official order."""
    rows = rules.reached_rows(actor, str(verb), units.day_tree(on))
    return [(row.id, row.name) for row in rows]


def below_ids(actor: Actor, verb: str, on: date) -> frozenset[int]:
    """The units other than the actor's own for which the actor has the verb on the day."""
    reached = {unit_id for unit_id, _ in units_where(actor, verb, on)}
    return frozenset(reached - unit_ids(actor, on))
