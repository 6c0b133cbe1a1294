"""A web site of bare Django with one empty page: what `memory` weighs Loa's against."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bare")  # noqa: S106  keeps nothing


def empty(request: HttpRequest) -> HttpResponse:
    """The page."""
    return HttpResponse(request.method)


urlpatterns = [path("", empty)]
application = get_wsgi_application()
