"""Pages that everybody may open, without an account and without JavaScript."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel import clock, installation
from loa.modules.plans.facade import publicity
from loa.surfaces.portal import pages
from loa.surfaces.portal.places import place_of

_KEPT_S = 300
"""Seconds for which whoever stands between may answer with the same page."""
_ROBOTS = "User-agent: *\nAllow: /cong-khai/\nAllow: /static/\nDisallow: /\n"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.vi"

View = Callable[..., HttpResponseBase]


def _kept(view: View) -> View:
    """Let the answer be kept for a short time and asked for again by its ETag."""

    @login_not_required
    @require_safe
    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        with orgs.one_forest():
            answer = view(request, *args, **kwargs)
        patch_cache_control(answer, public=True, max_age=_KEPT_S)
        if not isinstance(answer, HttpResponse):
            return answer
        etag = f'"{sha256(answer.content).hexdigest()[:32]}"'
        answer["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=answer) or answer

    return kept


@_kept
def plan_list(request: HttpRequest) -> HttpResponse:
    """The public plans; what is looked for stands in the address."""
    today = clock.local_day(clock.now())
    context = pages.list_page(today, request.GET.get("tim", "")[: pages.LONGEST_SEARCH])
    return render(request, "portal/plan_list.html", context)


@_kept
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One plan with its results."""
    today = clock.local_day(clock.now())
    context = pages.plan_page(plan_id, today, request.GET.get("tim", "")[: pages.LONGEST_SEARCH])
    return render(request, "portal/plan.html", context)


@_kept
def plan_data(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the page says, for programs."""
    del request
    found = publicity.public_plan(plan_id, clock.local_day(clock.now()))
    data = {"licence": _LICENCE, **asdict(found)}
    written = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return HttpResponse(written, content_type="application/json; charset=utf-8")


@_kept
def plan_file(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """The file that goes with the plan."""
    orgs.count_from(place_of(request), "export.files", clock.local_day(clock.now()))
    is_demo = installation.is_demo(settings.LOA_DATA)
    found = publicity.public_file(plan_id, is_demo=is_demo)
    if isinstance(found, bytes):
        return files.made_response(found, files.MADE_TYPES["pdf"], f"ke-hoach-{plan_id}.pdf")
    return files.download_response(found)


@_kept
def picture(request: HttpRequest, activity_id: int, file_id: int) -> HttpResponseBase:
    """A picture that its unit chose to show."""
    del request
    return files.download_response(publicity.public_picture(activity_id, file_id), inline=True)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Machines may read what is public, and nothing else."""
    del request
    return HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8")
