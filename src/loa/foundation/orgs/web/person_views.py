"""Pages of people: who holds what, new people, one spreadsheet, slips of first sign-in."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.orgs import policies
from loa.foundation.orgs.operations.accounts import reset_password
from loa.foundation.orgs.operations.contacts import change_contact
from loa.foundation.orgs.operations.import_people import PeopleSheetFaulty, import_people
from loa.foundation.orgs.operations.people import add_person, end_post, give_post
from loa.foundation.orgs.operations.second_factor import reset_second_factor
from loa.foundation.orgs.operations.tries import count_use
from loa.foundation.orgs.people_sheet import MOST_BYTES, Sheet, SheetTooLarge, read_sheet
from loa.foundation.orgs.queries import journal, people, security, units
from loa.foundation.orgs.queries.contacts import reached
from loa.foundation.orgs.queries.rights import units_where
from loa.foundation.orgs.types import PersonRow, PostRow, Slip
from loa.foundation.orgs.web import forms, journal_words, presenters
from loa.foundation.orgs.web.reading import actor_of, today
from loa.foundation.ui.facade import Cell, Column, Link, Row, errors_on
from loa.kernel import clock
from loa.kernel.access import Allowed, require
from loa.kernel.errors import NotFound

CONTACT_FIELDS = {"ORGS_PHONE_WRONG": "phone", "ORGS_EMAIL_WRONG": "email"}


@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    """The units whose people the actor manages."""
    actor, on = actor_of(request), today()
    managed = units_where(actor, "PEOPLE_MANAGE", on)
    counts = people.counts_by_unit({unit_id for unit_id, _name in managed}, on)
    context = {
        "title": _("Người dùng"),
        "may_import": policies.can_import_people(actor, on) == Allowed(),
        "columns": (Column(_("Đơn vị")), Column(_("Số người"), is_number=True)),
        "rows": [
            Row(
                (
                    Cell(name, reverse("orgs:unit-detail", args=[unit_id])),
                    Cell(str(counts.get(unit_id, 0))),
                )
            )
            for unit_id, name in managed
        ],
    }
    return render(request, "orgs/person_list.html", context)


@require_http_methods(["GET", "POST"])
def person_add(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A new person of a unit; the answer is the slip."""
    actor, unit = actor_of(request), units.unit_row(unit_id, today())
    require(policies.can_manage_people(actor, unit_id, today()))
    form = forms.PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form, {"NAME_MISSING": "name", **CONTACT_FIELDS}):
            slip = add_person(actor=actor, unit_id=unit_id, at=clock.now(), **form.cleaned_data)
            return slips_page(request, [slip])
    context = {
        "title": _("Thêm người dùng"),
        "crumbs": [_unit_link(unit.id, unit.name), Link(_("Thêm người dùng"))],
        "unit": unit.name,
        "form": form,
    }
    return render(request, "orgs/person_add.html", context, status=422 if form.errors else 200)


@require_GET
def person_detail(request: HttpRequest, unit_id: int, person_id: int) -> HttpResponse:
    """One person of a unit: posts there, and what the administrator may do."""
    return _person_page(request, unit_id, person_id)


@require_POST
def person_reset(request: HttpRequest, unit_id: int, person_id: int) -> HttpResponse:
    """A new one-time password; the answer is the slip."""
    person = _person(request, unit_id, person_id)
    unit = units.last_row(unit_id, today())
    password = reset_password(actor=actor_of(request), person_id=person_id, at=clock.now())
    title = person.posts[0].title_vi
    slip = Slip(person_id, person.name, unit.name, title, person.username, password)
    return slips_page(request, [slip])


@require_POST
def person_contact(request: HttpRequest, unit_id: int, person_id: int) -> HttpResponse:
    """Where somebody is reached."""
    form = forms.ContactForm(request.POST)
    person = _person(request, unit_id, person_id)
    if form.is_valid():
        with errors_on(form, CONTACT_FIELDS):
            change_contact(
                actor=actor_of(request),
                person_id=person_id,
                unit_id=unit_id,
                at=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Đã lưu cách liên hệ %(name)s.") % {"name": person.name})
            return redirect("orgs:person-detail", unit_id, person_id)
    return _person_page(request, unit_id, person_id, contact=form)


@require_POST
def person_factor_reset(request: HttpRequest, unit_id: int, person_id: int) -> HttpResponse:
    """Who lost phone and codes enrols anew at the next sign-in."""
    person = _person(request, unit_id, person_id)
    reset_second_factor(actor=actor_of(request), person_id=person_id, at=clock.now())
    words = _("Đã đặt lại. Lần đăng nhập tới, %(name)s cài xác thực hai lớp mới.")
    messages.success(request, words % {"name": person.name})
    return redirect("orgs:person-detail", unit_id, person_id)


@require_POST
def post_give(request: HttpRequest, unit_id: int, person_id: int) -> HttpResponse:
    """One more post in the unit."""
    form = forms.GivePostForm(request.POST)
    _person(request, unit_id, person_id)
    if form.is_valid():
        with errors_on(form):
            give_post(
                actor=actor_of(request),
                person_id=person_id,
                unit_id=unit_id,
                at=clock.now(),
                **form.cleaned_data,
            )
            return redirect("orgs:person-detail", unit_id, person_id)
    return _person_page(request, unit_id, person_id, give=form)


@require_POST
def post_end(request: HttpRequest, unit_id: int, person_id: int, post_id: int) -> HttpResponse:
    """A post is held until a day."""
    form = forms.EndPostForm(request.POST)
    if post_id not in {post.id for post in _person(request, unit_id, person_id).posts}:
        raise NotFound
    if form.is_valid():
        with errors_on(form):
            end_post(actor=actor_of(request), post_id=post_id, at=clock.now(), **form.cleaned_data)
            return redirect("orgs:unit-detail", unit_id)
    return _person_page(request, unit_id, person_id, end={post_id: form})


@require_http_methods(["GET", "POST"])
def people_import(request: HttpRequest) -> HttpResponse:
    """Everybody from one spreadsheet: slips, or every fault and nothing imported."""
    actor = actor_of(request)
    require(policies.can_import_people(actor, today()))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.ImportForm(*sent)
    faults: list[Row] = []
    notes: tuple[str, ...] = ()
    if form.is_valid():
        with errors_on(form, {SheetTooLarge.code: "file"}):
            count_use(actor, "upload.files", today())
            try:
                return _imported(request, form)
            except PeopleSheetFaulty as refusal:
                faults, notes = presenters.fault_lines(refusal.faults), refusal.notes
                raise
    context = {
        "title": _("Nhập người dùng từ bảng tính"),
        "crumbs": [Link(_("Người dùng"), reverse("orgs:person-list")), Link(_("Nhập"))],
        "form": form,
        "roles": list(presenters.SHEET_ROLE_WORDS),
        "columns": presenters.FAULT_COLUMNS,
        "faults": faults,
        "notes": notes,
    }
    return render(request, "orgs/people_import.html", context, status=422 if form.errors else 200)


def slips_page(
    request: HttpRequest,
    slips: Iterable[Slip],
    unchanged: int = 0,
    given_posts: int = 0,
    notes: tuple[str, ...] = (),
) -> HttpResponse:
    """The slips to print: shown now and never again, so no cache keeps them."""
    context = {
        "slips": list(slips),
        "unchanged": unchanged,
        "given_posts": given_posts,
        "notes": notes,
        "address": request.build_absolute_uri("/"),
        "back_href": reverse("orgs:person-list"),
    }
    response = render(request, "orgs/slips.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _imported(request: HttpRequest, form: forms.ImportForm) -> HttpResponse:
    chosen = form.cleaned_data["with_hidden"]
    done = import_people(
        actor=actor_of(request), sheet=_sheet(form), with_hidden=chosen, at=clock.now()
    )
    return slips_page(request, done.slips, done.unchanged, done.given_posts, done.notes)


def _sheet(form: forms.ImportForm) -> Sheet:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise SheetTooLarge
    return read_sheet(file.read())


def _person(request: HttpRequest, unit_id: int, person_id: int) -> PersonRow:
    rows = people.people_of(actor_of(request), unit_id, today())
    found = next((row for row in rows if row.id == person_id), None)
    if found is None:
        raise NotFound
    return found


def _person_page(
    request: HttpRequest,
    unit_id: int,
    person_id: int,
    give: forms.GivePostForm | None = None,
    end: dict[int, forms.EndPostForm] | None = None,
    *,
    contact: forms.ContactForm | None = None,
) -> HttpResponse:
    person = _person(request, unit_id, person_id)
    unit = units.last_row(unit_id, today())
    refused = end or {}
    context = {
        "title": person.name,
        "crumbs": [_unit_link(unit.id, unit.name), Link(person.name)],
        "username": person.username,
        "is_new": person.must_change_password,
        "posts": [_post_view(post, unit_id, person_id, refused) for post in person.posts],
        "contact": contact or contact_form(person_id),
        "contact_href": reverse("orgs:person-contact", args=[unit_id, person_id]),
        "give": give or forms.GivePostForm(initial={"held_from": today()}),
        "give_href": reverse("orgs:post-give", args=[unit_id, person_id]),
        "reset_href": reverse("orgs:person-reset", args=[unit_id, person_id]),
        "happenings": journal_words.happenings(journal.of_person(person_id, unit_id)),
        "has_factor": security.has_factor(person_id),
        "factor_href": reverse("orgs:person-factor-reset", args=[unit_id, person_id]),
    }
    status = 422 if give or refused or contact else 200
    return render(request, "orgs/person_detail.html", context, status=status)


def contact_form(person_id: int) -> forms.ContactForm:
    """The form with what is known now."""
    return forms.ContactForm(initial=vars(reached(person_id)), auto_id="contact-%s")


def _post_view(
    post: PostRow, unit_id: int, person_id: int, refused: dict[int, forms.EndPostForm]
) -> dict[str, object]:
    return {
        "words": presenters.role_words(post.role),
        "title": post.title_vi,
        "version": post.version,
        "form": refused.get(post.id) or forms.EndPostForm(auto_id=f"p{post.id}-%s"),
        "href": reverse("orgs:post-end", args=[unit_id, person_id, post.id]),
    }


def _unit_link(unit_id: int, name: str) -> Link:
    return Link(name, reverse("orgs:unit-detail", args=[unit_id]))
