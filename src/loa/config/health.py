"""Whether the site is well: asked by the start, by monitors and by people."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

import loa


@login_not_required
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 where the database answers, else 503; says nothing that outsiders must not know."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            is_well = cursor.fetchone() == (1,)
    except DatabaseError:
        is_well = False
    word = "ok" if is_well else "unavailable"
    return JsonResponse(
        {"status": word, "database": word, "version": loa.__version__},
        status=200 if is_well else 503,
        headers={"Cache-Control": "no-store"},
    )
