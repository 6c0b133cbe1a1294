"""Many pieces of work accepted, returned or acknowledged in one act, each by the rule of one."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from loa.foundation.orgs import facade as orgs
from loa.kernel.errors import DomainError, NotFound
from loa.modules.plans.operations.do_work import acknowledge
from loa.modules.plans.operations.review_work import accept, return_work
from loa.modules.plans.types import Verb


class Chosen(NamedTuple):
    """One piece of work as the page showed it."""

    occurrence_id: int
    version: int


class Reviewed(NamedTuple):
    """Whose step was taken, and why it was not with others."""

    done: tuple[int, ...]
    refused: dict[int, str]


def review_many(
    *, actor: orgs.Actor, verb: Verb, chosen: Iterable[Chosen], reason: str, at: datetime
) -> Reviewed:
    """Take the step with each, in a transaction of its own: what is refused holds up no other.

    The same act a second time finds every step taken and answers the same. What the actor may
    not see is left out. Raises ReasonMissing, as one alone would, by refusing all.
    """
    done, refused = [], {}
    for one in sorted(set(chosen)):
        try:
            _take(actor, verb, one, reason, at)
        except NotFound:
            continue
        except DomainError as why:
            refused[one.occurrence_id] = str(why)
        else:
            done.append(one.occurrence_id)
    return Reviewed(tuple(done), refused)


def _take(actor: orgs.Actor, verb: Verb, one: Chosen, reason: str, at: datetime) -> None:
    if verb is Verb.RETURN:
        return_work(actor=actor, reason=reason, at=at, **one._asdict())
    elif verb is Verb.ACKNOWLEDGE:
        acknowledge(actor=actor, at=at, **one._asdict())
    else:
        accept(actor=actor, at=at, **one._asdict())
