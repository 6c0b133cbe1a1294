"""Addresses of this room's pages, in unaccented Vietnamese."""

from django.urls import path

from loa.foundation.orgs.web import (
    account_views,
    delegation_views,
    person_views,
    tree_views,
    unit_views,
)

app_name = "orgs"

_PERSON = "don-vi/<int:unit_id>/nguoi/<int:person_id>/"

urlpatterns = [
    path("doi-don-vi/", account_views.switch_unit, name="switch-unit"),
    path("uy-quyen/", delegation_views.delegation_list, name="delegation-list"),
    path("uy-quyen/them/", delegation_views.delegation_add, name="delegation-add"),
    path("uy-quyen/thoi-lam-thay/", delegation_views.stand_in_end, name="stand-in-end"),
    path(
        "uy-quyen/<int:delegation_id>/ket-thuc/",
        delegation_views.delegation_end,
        name="delegation-end",
    ),
    path(
        "uy-quyen/<int:delegation_id>/lam-thay/",
        delegation_views.stand_in_begin,
        name="stand-in-begin",
    ),
    path("don-vi/", unit_views.unit_list, name="unit-list"),
    path("don-vi/them/", tree_views.unit_add, name="unit-add"),
    path("don-vi/nhap/", tree_views.units_import, name="units-import"),
    path("don-vi/tai-ve/", tree_views.units_export, name="units-export"),
    path("don-vi/<int:unit_id>/sua/", tree_views.unit_edit, name="unit-edit"),
    path("don-vi/<int:unit_id>/doi/", tree_views.unit_change, name="unit-change"),
    path("don-vi/<int:unit_id>/ket-thuc/", tree_views.unit_end, name="unit-end"),
    path("don-vi/<int:unit_id>/tiep-nhan/", tree_views.unit_succession, name="unit-succession"),
    path("don-vi/<int:unit_id>/", unit_views.unit_detail, name="unit-detail"),
    path("don-vi/<int:unit_id>/them-nguoi/", person_views.person_add, name="person-add"),
    path(_PERSON, person_views.person_detail, name="person-detail"),
    path(f"{_PERSON}dat-lai-mat-khau/", person_views.person_reset, name="person-reset"),
    path(
        f"{_PERSON}dat-lai-xac-thuc/", person_views.person_factor_reset, name="person-factor-reset"
    ),
    path(f"{_PERSON}lien-he/", person_views.person_contact, name="person-contact"),
    path(f"{_PERSON}them-vai-tro/", person_views.post_give, name="post-give"),
    path(f"{_PERSON}vai-tro/<int:post_id>/thoi-giu/", person_views.post_end, name="post-end"),
    path("nguoi-dung/", person_views.person_list, name="person-list"),
    path("nguoi-dung/nhap/", person_views.people_import, name="people-import"),
]
