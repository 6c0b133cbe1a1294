"""Addresses of units' own plans, of the delivery of documents, and of moving many due days."""

from django.urls import path

from loa.modules.plans.web import (
    delivery_views,
    own_number_views,
    own_plan_views,
    own_propose_views,
    shift_views,
)

urlpatterns = [
    path(
        "ke-hoach/<int:plan_id>/don-vi/<int:unit_id>/lap-ke-hoach/",
        own_plan_views.own_plan_make,
        name="own-plan-make",
    ),
    path(
        "ke-hoach/<int:plan_id>/don-vi/<int:unit_id>/van-ban/",
        own_plan_views.own_document_link,
        name="own-document-link",
    ),
    path("ke-hoach/<int:plan_id>/thuc-hien/", own_plan_views.own_answers, name="own-answers"),
    path(
        "ke-hoach/<int:plan_id>/so-ngay/", own_number_views.own_plan_number, name="own-plan-number"
    ),
    path(
        "ke-hoach/<int:plan_id>/ban-sua-doi/",
        own_number_views.own_plan_revise,
        name="own-plan-revise",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/trinh/", own_propose_views.own_propose, name="own-propose"
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/sua-lai/",
        own_propose_views.own_ask_back,
        name="own-ask-back",
    ),
    path("ke-hoach/<int:plan_id>/doi-han/", shift_views.work_shift, name="work-shift"),
    path("ke-hoach/<int:plan_id>/noi-nhan/", delivery_views.deliveries, name="deliveries"),
    *(
        path(f"ke-hoach/<int:plan_id>/noi-nhan/{end}/", view, name=name)
        for end, view, name in (
            ("ban-lam-viec", delivery_views.deliver_desks, "deliver-desks"),
            ("thu", delivery_views.deliver_mail, "deliver-mail"),
            ("ban-giay", delivery_views.deliver_paper, "deliver-paper"),
            ("nhac", delivery_views.deliver_remind, "deliver-remind"),
            ("gui-lai", delivery_views.deliver_again, "deliver-again"),
        )
    ),
    path(
        "ke-hoach/<int:plan_id>/noi-nhan/tep/<str:kind>/",
        delivery_views.delivery_file,
        name="delivery-file",
    ),
    path("ke-hoach/<int:plan_id>/trien-khai/", own_plan_views.coverage, name="coverage"),
    path(
        "ke-hoach/<int:plan_id>/trien-khai.xlsx",
        own_plan_views.coverage_file,
        name="coverage-sheet",
    ),
    path(
        "ke-hoach/<int:plan_id>/trien-khai/<int:task_id>/",
        own_plan_views.coverage_duty,
        name="coverage-duty",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/lay-lai/",
        own_plan_views.own_plan_restore,
        name="own-plan-restore",
    ),
]
