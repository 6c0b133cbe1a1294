"""What every page of this room reads from its request."""

from datetime import date

from django.http import HttpRequest

from loa.foundation.orgs.queries.people import actor_for
from loa.foundation.orgs.queries.security import Account
from loa.foundation.orgs.types import Actor
from loa.kernel import clock


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    return actor


def account_of(request: HttpRequest) -> Account:
    """Whose session it is; pages of the account ask for one."""
    account: Account = request.user  # type: ignore[assignment]  # signed in, by the middleware
    return account


def self_of(request: HttpRequest) -> Actor:
    """The person about his own account, before any page has an actor."""
    return actor_for(account_of(request), today())


def today() -> date:
    """The day in Vietnam."""
    return clock.local_day(clock.now())
