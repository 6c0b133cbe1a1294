"""Addresses of remarks about work and difficulties."""

from django.urls import path

from loa.modules.plans.web import comment_views

urlpatterns = [
    path(f"{place}/<int:number>/trao-doi/{end}", view, {"kind": kind}, name=f"{kind}-comment{name}")
    for kind, place in (("work", "viec"), ("difficulty", "kho-khan"))
    for end, view, name in (
        ("", comment_views.comments, "s"),
        ("rut/", comment_views.comment_withdraw, "-withdraw"),
    )
]
