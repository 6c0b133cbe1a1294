"""What every page of this room reads from its request."""

from datetime import date

from django.http import HttpRequest

from loa.foundation.orgs.types import Actor
from loa.kernel import clock


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    return actor


def today() -> date:
    """The day in Vietnam."""
    return clock.local_day(clock.now())
