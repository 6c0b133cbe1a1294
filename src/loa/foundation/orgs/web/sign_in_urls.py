"""Addresses of sign-in. Sign-up, e-mail and password reset by e-mail do not exist here."""

from allauth.account import views as allauth_views
from django.urls import path
from django.views.generic import RedirectView

from loa.foundation.orgs.web import account_views

urlpatterns = [
    path("dang-nhap/", allauth_views.login, name="account_login"),
    path("dang-xuat/", account_views.sign_out, name="account_logout"),
    path("mat-khau/", allauth_views.password_change, name="account_change_password"),
    path("mat-khau/da-doi/", account_views.password_changed, name="password_changed"),
    path("quen-mat-khau/", account_views.forgotten, name="account_reset_password"),
    # Who came in without a password (a role of the demonstration) is sent here by allauth.
    path("chua-co-mat-khau/", account_views.forgotten, name="account_set_password"),
    # allauth asks for these names in places that people never reach here.
    path("xac-nhan/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path(
        "khong-mo-dang-ky/",
        RedirectView.as_view(pattern_name="account_login"),
        name="account_signup",
    ),
    path(
        "tai-khoan-dong/",
        RedirectView.as_view(pattern_name="account_login"),
        name="account_inactive",
    ),
]
