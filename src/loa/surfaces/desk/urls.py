"""Addresses of the workplace's frame, in unaccented Vietnamese."""

from django.urls import path

from loa.surfaces.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.front, name="front"),
    path("viec/", views.my_work, name="my-work"),
    path("viec/thong-bao/", views.notice_list, name="notice-list"),
    path("viec/thong-bao/da-xem-het/", views.notices_all_seen, name="notices-all-seen"),
    path("viec/tin-da-xem/", views.notices_seen, name="notices-seen"),
    path("minh-hoa/vai/", views.demo_role, name="demo-role"),
    path("minh-hoa/ngay/", views.demo_step, name="demo-step"),
    path("minh-hoa/lam-lai/", views.demo_restart, name="demo-restart"),
]
