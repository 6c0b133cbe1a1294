"""«Ủy quyền khi vắng»: lend one's post, take it back, act in the place of somebody."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from loa.foundation.orgs.operations import delegations as operations
from loa.foundation.orgs.queries import delegations, units
from loa.foundation.orgs.web.middleware import STANDS_IN
from loa.foundation.orgs.web.presenters import role_words
from loa.foundation.orgs.web.reading import actor_of, self_of, today
from loa.foundation.ui.facade import DayField, errors_on, number_asked
from loa.kernel import clock
from loa.kernel.errors import NotFound


class LendForm(forms.Form):
    """A post of one's own, a colleague, and the days."""

    post_id = forms.TypedChoiceField(label=gettext_lazy("Vai trò của bạn"), coerce=int)
    deputy_id = forms.TypedChoiceField(label=gettext_lazy("Người làm thay"), coerce=int)
    first_day = DayField(label=gettext_lazy("Từ ngày"))
    last_day = DayField(label=gettext_lazy("Đến hết ngày"))

    def __init__(
        self,
        data: QueryDict | None,
        *,
        posts: list[tuple[int, str]],
        people: list[tuple[int, str]],
        initial: dict[str, date],
    ) -> None:
        """Offer the person's posts and colleagues."""
        super().__init__(data, initial=initial)
        self.fields["post_id"].choices = posts  # type: ignore[attr-defined]  # a choice field
        self.fields["deputy_id"].choices = people  # type: ignore[attr-defined]  # a choice field


@require_GET
def delegation_list(request: HttpRequest) -> HttpResponse:
    """What is lent by the person and to him."""
    return _page(request, _form(request))


@require_POST
def delegation_add(request: HttpRequest) -> HttpResponse:
    """Lend a post for some days."""
    form = _form(request, sent=True)
    if form.is_valid():
        fields = {"ORGS_DELEGATION_DAYS": "last_day", "ORGS_NO_COLLEAGUE": "deputy_id"}
        with errors_on(form, fields):
            operations.lend_post(actor=actor_of(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Đã ghi việc ủy quyền."))
            return redirect("orgs:delegation-list")
    return _page(request, form)


@require_POST
def delegation_end(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take it back at once."""
    operations.end_delegation(
        actor=actor_of(request),
        delegation_id=delegation_id,
        version=number_asked(request.POST.get("version", "")) or 0,
        at=clock.now(),
    )
    messages.success(request, _("Đã kết thúc việc ủy quyền."))
    return redirect("orgs:delegation-list")


@require_POST
def stand_in_begin(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Act in the place of the holder until one says otherwise or the days are over."""
    if delegations.stand_in(self_of(request), delegation_id, today()) is None:
        raise NotFound
    request.session[STANDS_IN] = delegation_id
    return redirect("/")


@require_POST
def stand_in_end(request: HttpRequest) -> HttpResponse:
    """Act as oneself again."""
    request.session.pop(STANDS_IN, None)
    return redirect("orgs:delegation-list")


def _form(request: HttpRequest, *, sent: bool = False) -> LendForm:
    actor, on = self_of(request), today()
    posts = [
        (post_id, f"{role_words(role)}, {units.last_row(unit_id, on).name}")
        for post_id, unit_id, role in delegations.lendable_posts(actor, on)
    ]
    return LendForm(
        request.POST if sent else None,
        posts=posts,
        people=delegations.colleagues(actor, on),
        initial={"first_day": on},
    )


def _page(request: HttpRequest, form: LendForm) -> HttpResponse:
    actor, on = self_of(request), today()
    is_standing_in = actor_of(request).label != actor.label
    has_posts = not is_standing_in and bool(delegations.lendable_posts(actor, on))
    is_alone = has_posts and not delegations.colleagues(actor, on)
    context = {
        "title": _("Ủy quyền khi vắng"),
        "form": form if has_posts and not is_alone else None,
        "is_alone": is_alone,
        "acts_as": actor_of(request).name if is_standing_in else "",
        "by_me": [
            {"row": row, "role": role_words(row.role)} for row in delegations.lent_by(actor, on)
        ],
        "to_me": [
            {"row": row, "role": role_words(row.role)} for row in delegations.lent_to(actor, on)
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "orgs/delegation_list.html", context, status=status)
