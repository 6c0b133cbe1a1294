"""Addresses of the public site, in unaccented Vietnamese."""

from django.urls import path

from loa.surfaces.portal import remark_views, views

app_name = "portal"

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("cong-khai/", views.plan_list, name="plan-list"),
    path("cong-khai/ke-hoach/<int:plan_id>/", views.plan, name="plan"),
    path("cong-khai/ke-hoach/<int:plan_id>/so-lieu.json", views.plan_data, name="plan-data"),
    path("cong-khai/ke-hoach/<int:plan_id>/van-ban/", views.plan_file, name="plan-file"),
    path("cong-khai/gop-y/", remark_views.remark_ask, name="remark-ask"),
    path("cong-khai/ke-hoach/<int:plan_id>/gop-y/", remark_views.remark_send, name="remark-send"),
    path("cong-khai/hoat-dong/<int:activity_id>/tep/<int:file_id>/", views.picture, name="picture"),
]
