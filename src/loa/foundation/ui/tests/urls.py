"""Addresses for the tests of this room: the gallery, and views that fail on purpose."""

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_POST

from loa.kernel.errors import DomainError, NotAllowed, NotFound, Stale, TooOften

handler403 = "loa.foundation.ui.errors.permission_denied"
handler404 = "loa.foundation.ui.errors.page_not_found"
handler500 = "loa.foundation.ui.errors.server_error"


@login_not_required
def fail(request: HttpRequest, kind: str) -> HttpResponse:
    """Raise what the address asks for."""
    del request
    problems: dict[str, Exception] = {
        "missing": NotFound(),
        "denied": NotAllowed("Chỉ trưởng đơn vị được duyệt."),
        "refused": DomainError("Kỳ này đã khoá."),
        "gone": Http404(),
        "older": Stale(),
        "often": TooOften(),
        "away": OperationalError("the database system is starting up"),
    }
    raise problems.get(kind) or RuntimeError(kind)


@login_not_required
def save(request: HttpRequest) -> HttpResponse:
    """Accept a form, or refuse it when it says so."""
    return HttpResponse("xong", status=422 if request.POST.get("refuse") else 200)


def private(request: HttpRequest) -> HttpResponse:
    """A page for those who have signed in."""
    del request
    return HttpResponse("riêng")


urlpatterns: list[URLPattern | URLResolver] = [
    path("mau-giao-dien/", include("loa.foundation.ui.gallery.urls")),
    path("hong/<str:kind>/", fail),
    path("luu/", save),
    path("chi-gui/", require_POST(save)),
    path("rieng/", private),
    path("vao/", private, name="account_login"),
]
