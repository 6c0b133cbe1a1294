"""Addresses of what changed."""

from django.urls import path

from loa.modules.plans.web import change_views

urlpatterns = [
    path("thay-doi/", change_views.changes_all, name="changes-all"),
    path("thay-doi.xlsx", change_views.changes_all_file, name="changes-all-sheet"),
    path("ke-hoach/<int:plan_id>/thay-doi/", change_views.changes, name="changes"),
    path("ke-hoach/<int:plan_id>/thay-doi.xlsx", change_views.changes_file, name="changes-sheet"),
]
