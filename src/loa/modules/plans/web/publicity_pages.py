"""The values of the pages on which people say what everybody may read."""

from django import forms
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Link
from loa.kernel.access import Allowed
from loa.kernel.clock import local_day
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Activity, Occurrence, Plan
from loa.modules.plans.queries import publications as reads
from loa.modules.plans.rules.publicity import publicity_basis
from loa.modules.plans.types import PublicFile, PublicLinks, Verb
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.reading import Moment

_FILES = {
    PublicFile.NONE: _("Không kèm tệp, chỉ nội dung trên trang"),
    PublicFile.SIGNED: _("Kèm văn bản đã ký, như đã nhận"),
    PublicFile.COMPOSED: _("Kèm bản PDF trình bày theo thể thức"),
}
_SIGNED = PublicFile.SIGNED.value


class PublishForm(forms.Form):
    """Which file goes along."""

    file = forms.ChoiceField(
        label=_("Tệp kế hoạch"),
        choices=[(one.value, words) for one, words in _FILES.items()],
        initial=PublicFile.NONE.value,
        widget=forms.RadioSelect,
    )


class ShowForm(forms.Form):
    """Whether the pictures go along."""

    with_pictures = forms.BooleanField(
        label=_("Cho xem cả ảnh. Người trong ảnh đã đồng ý, hoặc không nhận ra được ai."),
        required=False,
    )


def overview_link(now: Moment, plan: Plan) -> Link | None:
    """Where a plan is made public, for who may."""
    may = policies.can(now.actor, Verb.PUBLISH, plan.issuer_id, now.today) == Allowed()
    if not may or not reads.may_be_public(plan, now.today):
        return None
    known = reads.publication_of(plan)
    is_public = known is not None and known.ended_at is None
    words = _("Đang công khai cho người dân") if is_public else _("Công khai cho người dân")
    return Link(words, reverse("plans:plan-publicity", args=[plan.pk]))


def publicity_page(now: Moment, plan: Plan, form: Form) -> dict[str, object]:
    """The page as everybody would read it, and the press that opens or closes it."""
    known = reads.publication_of(plan)
    is_public = known is not None and known.ended_at is None
    chosen = form["file"].value()
    file = PublicFile(chosen) if chosen in set(PublicFile) else PublicFile.NONE
    waits = plan.parent is not None and not reads.is_public(plan.parent)
    return {
        "plan": plan,
        "title": _("Công khai cho người dân"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Công khai")),
        "form": form,
        "is_public": is_public,
        "since": short_date(local_day(known.published_at)) if known and is_public else "",
        "may_publish": reads.may_be_public(plan, now.today) and not waits,
        "waits": waits,
        "publish_href": reverse("plans:plan-publish", args=[plan.pk]),
        "unpublish_href": reverse("plans:plan-unpublish", args=[plan.pk]),
        "public_href": f"/cong-khai/ke-hoach/{plan.pk}/" if is_public else "",
        "page": reads.preview(plan, now.today, file),
        "links_of_page": PublicLinks(pictures="/hoat-dong/"),
        "basis": publicity_basis(now.today),
    }


def publish_form(plan: Plan, data: object = None) -> PublishForm:
    """The form, with what was chosen before."""
    known = reads.publication_of(plan)
    initial = {"file": known.file} if known else None
    form = PublishForm(data, initial=initial)  # type: ignore[arg-type]  # what was posted
    if plan.parent_id is not None:  # made here: no file of it was received as signed
        choices = [(one.value, words) for one, words in _FILES.items() if one.value != _SIGNED]
        form.fields["file"].choices = choices  # type: ignore[attr-defined]  # a choice field
    return form


def may_show(now: Moment, occurrence: Occurrence) -> bool:
    """Whether the actor chooses which activities of the work everybody may read."""
    given = occurrence.assignment
    return policies.can(now.actor, Verb.SHOW, given.unit_id, now.today) == Allowed()


def show_page(activity: Activity, form: Form) -> dict[str, object]:
    """What of an activity everybody would read, and whether its pictures."""
    shown = reads.shown_of([activity.pk])
    back = reverse("plans:work-detail", args=[activity.occurrence_id])
    has_pictures = any(item.file_id for item in activity.evidence.all())
    facts = (short_date(activity.done_on), activity.place)
    return {
        "activity": activity,
        "facts": " · ".join(part for part in facts if part),
        "title": _("Cho người dân xem hoạt động"),
        "links": (
            Link(activity.occurrence.assignment.task.title, back),
            Link(_("Cho người dân xem")),
        ),
        "form": form,
        "has_pictures": has_pictures,
        "is_shown": activity.pk in shown,
        "hide_href": reverse("plans:activity-hide", args=[activity.pk]),
        "back_href": back,
    }
