"""Addresses of sign-in. Sign-up, e-mail and password reset by e-mail do not exist here."""

from allauth.account import views as allauth_views
from django.urls import path
from django.views.generic import RedirectView

from loa.foundation.orgs.web import account_views, second_factor, security_views

urlpatterns = [
    path("dang-nhap/", allauth_views.login, name="account_login"),
    path("dang-xuat/", account_views.sign_out, name="account_logout"),
    path("mat-khau/", allauth_views.password_change, name="account_change_password"),
    path("mat-khau/da-doi/", account_views.password_changed, name="password_changed"),
    path("dang-nhap/ma/", second_factor.second_factor_code, name="second_factor_code"),
    path(
        "dang-nhap/ma-du-phong/",
        second_factor.second_factor_recovery,
        name="second_factor_recovery",
    ),
    path("bao-mat/", security_views.account_security, name="account_security"),
    path("bao-mat/dien-thoai/", second_factor.second_factor_enrol, name="second_factor_enrol"),
    path("bao-mat/ma-du-phong/", second_factor.second_factor_paper, name="second_factor_paper"),
    path("bao-mat/lien-he/", security_views.account_contact, name="account_contact"),
    path("bao-mat/phien/<int:session_id>/dung/", security_views.session_end, name="session_end"),
    path(
        "bao-mat/phien/dung-het/",
        security_views.sessions_end_others,
        name="sessions_end_others",
    ),
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
