"""Addresses of named filters."""

from django.urls import path

from loa.modules.plans.web import saved_view_views

urlpatterns = [
    path("bo-loc/", saved_view_views.view_list, name="view-list"),
    path("bo-loc/luu/", saved_view_views.view_save, name="view-save"),
    path("bo-loc/<int:view_id>/", saved_view_views.view_change, name="view-change"),
    path("bo-loc/<int:view_id>/xoa/", saved_view_views.view_drop, name="view-drop"),
]
