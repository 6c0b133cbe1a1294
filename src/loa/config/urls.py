"""Every address of the site."""

from django.urls import URLPattern, URLResolver, path

from loa.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
]

handler403 = "loa.foundation.ui.errors.permission_denied"
handler404 = "loa.foundation.ui.errors.page_not_found"
handler500 = "loa.foundation.ui.errors.server_error"
