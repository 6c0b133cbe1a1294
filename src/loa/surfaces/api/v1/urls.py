"""Addresses of version 1, in English: programs type them."""

from loa.surfaces.api.v1.contract import urlpatterns as patterns

app_name = "api-v1"

urlpatterns = patterns
