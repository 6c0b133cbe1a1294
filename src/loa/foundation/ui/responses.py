"""One address, two sizes of answer: the page, or the part of it that htmx swaps."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked for a part of the page.

    A boosted link and a request that restores history want the whole page: a fragment put into
    the history would come back without its layout.
    """
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Boosted") != "true"
    )


def page_or_fragment(
    request: HttpRequest,
    page: str,
    fragment: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render `fragment` for htmx, else `page`, which includes the same fragment.

    Caches and the browser's history keep the two apart by the header HX-Request.
    """
    template = fragment if wants_fragment(request) else page
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    if template == fragment:
        response["Cache-Control"] = "no-store"
    return response
