"""The frame's values for every page, as plain words."""

from django.http import HttpRequest

from loa.foundation.orgs.facade import Actor, units_by_ids
from loa.kernel import clock
from loa.surfaces.desk import demo
from loa.surfaces.desk.shell import shell_of


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell` for layouts/desk.html, the same for pages and fragments."""
    actor: Actor | None = getattr(request, "actor", None)  # a failure may come before it is set
    if actor is not None and actor.person_id is None:
        actor = None
    today = clock.local_day(clock.now())
    ids = {post.unit_id for post in actor.posts} if actor else set()
    units = units_by_ids(ids, today) if ids else {}
    return {"shell": shell_of(actor, units, request.path, demo.banner(request))}
