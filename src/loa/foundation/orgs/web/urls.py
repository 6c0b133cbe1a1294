"""Addresses of this room's pages, in unaccented Vietnamese."""

from django.urls import path

from loa.foundation.orgs.web import account_views

app_name = "orgs"

urlpatterns = [
    path("doi-don-vi/", account_views.switch_unit, name="switch-unit"),
]
