"""Whether the site is well: asked by the start, by monitors and by people."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

import loa
from loa.foundation.jobs import facade as jobs

_OK, _STOPPED, _UNAVAILABLE = "ok", "stopped", "unavailable"


@login_not_required
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Whether the site can work: 200 where the database answers, else 503.

    A queue that stands still (no worker lives) is named and leaves 200: pages work without it.
    Says nothing that outsiders must not know.
    """
    try:
        queue = _OK if jobs.workers_alive() else _STOPPED
        database = _OK
    except DatabaseError:
        queue = database = _UNAVAILABLE
    words = {"status": database, "web": _OK, "database": database, "queue": queue}
    return _answer(words, 200 if database == _OK else 503)


@login_not_required
@require_safe
def healthz_web(_request: HttpRequest) -> JsonResponse:
    """Whether the web process lives: 200 whatever the database does; whoever restarts it asks."""
    return _answer({"status": _OK, "web": _OK}, 200)


def _answer(words: dict[str, str], status: int) -> JsonResponse:
    value = words | {"version": loa.__version__}
    return JsonResponse(value, status=status, headers={"Cache-Control": "no-store"})
