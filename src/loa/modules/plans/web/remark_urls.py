"""Addresses of what citizens say of public plans, for those who answer."""

from django.urls import path

from loa.modules.plans.types import Verb
from loa.modules.plans.web import remark_views

_STEPS = (
    ("tra-loi", Verb.REMARK_ANSWER, "remark-answer"),
    ("chuyen", Verb.REMARK_PASS, "remark-pass"),
    ("cat-di", Verb.REMARK_HIDE, "remark-hide"),
    ("cong-khai", Verb.REMARK_PUBLISH, "remark-publish"),
)

urlpatterns = [
    path("gop-y/", remark_views.remark_list, name="remark-list"),
    path("gop-y/<int:remark_id>/", remark_views.remark_detail, name="remark-detail"),
    *(
        path(
            f"gop-y/<int:remark_id>/{address}/",
            remark_views.remark_step,
            {"verb": verb},
            name=name,
        )
        for address, verb, name in _STEPS
    ),
]
