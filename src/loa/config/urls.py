"""Every address of the site."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from loa.config.health import healthz, healthz_web
from loa.config.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("healthz/web", healthz_web, name="healthz-web"),
    path("metrics", metrics, name="metrics"),
    path("", include("loa.foundation.orgs.web.sign_in_urls")),
    path("", include("loa.foundation.orgs.web.urls")),
    path("", include("loa.modules.plans.web.urls")),
    path("", include("loa.foundation.documents.register.web.urls")),
    path("", include("loa.surfaces.portal.urls")),
    path("", include("loa.surfaces.desk.urls")),
    path("api/v1/", include("loa.surfaces.api.v1.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("mau-giao-dien/", include("loa.foundation.ui.gallery.urls")))

handler403 = "loa.foundation.ui.errors.permission_denied"
handler404 = "loa.foundation.ui.errors.page_not_found"
handler500 = "loa.foundation.ui.errors.server_error"
