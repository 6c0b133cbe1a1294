"""Name the filters of a list, change the name, take it away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.ui.facade import Link, errors_on, number_asked
from loa.modules.plans import queries
from loa.modules.plans.operations.keep_views import change_view, drop_view, save_view
from loa.modules.plans.queries import saved_views as reads
from loa.modules.plans.types.saved_views import ListPage
from loa.modules.plans.web import saved_view_pages as pages
from loa.modules.plans.web.reading import moment

_FIELDS = {"PLANS_VIEW_NAME_TAKEN": "name", "PLANS_FILTERS_TOO_LONG": "name"}


@require_http_methods(["GET", "POST"])
def view_save(request: HttpRequest) -> HttpResponse:
    """Name the filters that stand in the address."""
    now = moment(request)
    asked = request.GET.get("danh_sach", "")
    page = next((one for one in ListPage if one.value == asked), ListPage.WORK)
    plan_id = number_asked(request.GET.get("ke_hoach", ""))
    if page is ListPage.MATRIX:
        plan_id = queries.plan_for(now.actor, plan_id or 0, now.today).pk
    else:
        plan_id = None
    query = pages.kept_query(page, request.GET)
    place = f"{pages.list_href(page, plan_id)}?{query}"
    form = pages.ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, _FIELDS):
            save_view(
                actor=now.actor,
                page=page,
                plan_id=plan_id,
                query=query,
                at=now.at,
                **form.cleaned_data,
            )
            messages.success(request, _("Đã lưu bộ lọc."))
            return redirect(place)
    return _form_page(request, form, _("Lưu bộ lọc"), place)


@require_http_methods(["GET", "POST"])
def view_change(request: HttpRequest, view_id: int) -> HttpResponse:
    """Another name, shared or not, opened with or not."""
    now = moment(request)
    row = reads.own_view(now.actor, view_id)
    shown = {"name": row.name, "is_shared": row.is_shared, "is_default": row.is_default}
    form = pages.ViewForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, _FIELDS):
            change_view(actor=now.actor, view_id=view_id, at=now.at, **form.cleaned_data)
            return redirect("plans:view-list")
    return _form_page(request, form, _("Sửa bộ lọc"), "")


@require_GET
def view_list(request: HttpRequest) -> HttpResponse:
    """All that the person named."""
    return render(request, "plans/saved_views.html", pages.list_page(moment(request)))


@require_POST
def view_drop(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take one away."""
    now = moment(request)
    drop_view(actor=now.actor, view_id=view_id, at=now.at)
    messages.success(request, _("Đã xóa bộ lọc."))
    return redirect("plans:view-list")


def _form_page(request: HttpRequest, form: pages.ViewForm, title: str, back: str) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "links": (Link(_("Bộ lọc của tôi"), reverse("plans:view-list")), Link(title)),
        "button": _("Lưu bộ lọc"),
        "back_href": back or reverse("plans:view-list"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/small_form.html", context, status=status)
