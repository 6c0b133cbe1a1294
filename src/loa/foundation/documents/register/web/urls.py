"""Addresses of the register, in unaccented Vietnamese."""

from django.urls import path

from loa.foundation.documents.register.web import views

app_name = "documents"

urlpatterns = [
    path("van-ban-di/", views.register_list, name="register"),
    path("van-ban-di/so.<str:kind>", views.register_file, name="register-file"),
    path("van-ban-di/ghi/", views.entry_add, name="entry-add"),
    path("van-ban-di/cach-cap-so/", views.way_choose, name="way-choose"),
    path("van-ban-di/<int:entry_id>/", views.entry_edit, name="entry-edit"),
    path("van-ban-di/<int:entry_id>/huy/", views.entry_cancel, name="entry-cancel"),
]
