"""Decisions about rights and posts: no database, no clock; the tree of the day is handed in."""

from collections.abc import Callable, Sequence

from loa.foundation.orgs.forest import DayTree
from loa.foundation.orgs.grants import GRANTS, Scope
from loa.foundation.orgs.types import Actor, UnitRow

_NEAR = {Scope.OWN, Scope.SEAT}


def is_granted(actor: Actor, verb: str, unit_id: int, tree: Callable[[], DayTree]) -> bool:
    """Whether a post of the actor reaches the unit with the verb on the day of the tree.

    The tree is asked for only where a post in the unit itself does not settle it.
    """
    return _covers(_held(actor, verb), unit_id, tree)


def reached_rows(actor: Actor, verb: str, tree: DayTree) -> list[UnitRow]:
    """Every unit of the day that the actor reaches with the verb, in official order."""
    held = _held(actor, verb)
    return [row for row in tree.rows if _covers(held, row.id, lambda: tree)] if held else []


def _held(actor: Actor, verb: str) -> list[tuple[int, Scope]]:
    """The units in which the actor has the verb, and how far it reaches from each."""
    grants = GRANTS.get(verb, frozenset())
    return [
        (post.unit_id, scope) for post in actor.posts for role, scope in grants if post.role is role
    ]


def _covers(held: Sequence[tuple[int, Scope]], unit_id: int, tree: Callable[[], DayTree]) -> bool:
    if any(held_in == unit_id for held_in, scope in held if scope in _NEAR):
        return True
    far = [(held_in, scope) for held_in, scope in held if scope is not Scope.OWN]
    return bool(far) and any(_reaches(held_in, scope, unit_id, tree()) for held_in, scope in far)


def _reaches(held_in: int, scope: Scope, unit_id: int, tree: DayTree) -> bool:
    seats = tree.seats(held_in)
    if scope is Scope.SEAT:
        return unit_id in seats
    if scope is Scope.BELOW:
        return tree.superior_id(unit_id) in seats
    if scope is Scope.PROVINCE:
        return tree.root_id in seats
    return bool(seats)
