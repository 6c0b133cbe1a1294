"""Addresses of what is made public."""

from django.urls import path

from loa.modules.plans.web import publicity_views

urlpatterns = [
    path(
        "ke-hoach/<int:plan_id>/cong-khai/", publicity_views.plan_publicity, name="plan-publicity"
    ),
    path("ke-hoach/<int:plan_id>/cong-khai/mo/", publicity_views.publish, name="plan-publish"),
    path(
        "ke-hoach/<int:plan_id>/cong-khai/dong/", publicity_views.unpublish, name="plan-unpublish"
    ),
    path(
        "hoat-dong/<int:activity_id>/cong-khai/",
        publicity_views.activity_show,
        name="activity-show",
    ),
    path(
        "hoat-dong/<int:activity_id>/thoi-cong-khai/",
        publicity_views.activity_hide,
        name="activity-hide",
    ),
]
