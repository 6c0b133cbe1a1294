"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path

from loa.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("", include("loa.foundation.orgs.web.sign_in_urls")),
    path("", include("loa.foundation.orgs.web.urls")),
]

handler403 = "loa.foundation.ui.errors.permission_denied"
handler404 = "loa.foundation.ui.errors.page_not_found"
handler500 = "loa.foundation.ui.errors.server_error"
