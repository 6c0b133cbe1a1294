"""The frame's values for every page, as plain words."""

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from loa.foundation.orgs.facade import Actor, units_by_ids
from loa.foundation.ui.facade import ShellView
from loa.kernel import clock
from loa.surfaces.desk import demo, notices
from loa.surfaces.desk.shell import shell_of


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell` for layouts/desk.html; a fragment has no frame, asks nothing."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> ShellView:
    actor: Actor | None = getattr(request, "actor", None)  # a failure may come before it is set
    if actor is not None and actor.person_id is None:
        actor = None
    today = clock.local_day(clock.now())
    ids = {post.unit_id for post in actor.posts} if actor else set()
    units = units_by_ids(ids, today) if ids else {}
    frame = shell_of(actor, units, request.path, demo.banner(request))
    if actor is None or not units:
        return frame
    count = notices.bell_count(request, actor, today)
    return replace(frame, bell_href=reverse("desk:notice-list"), bell_count=count)
