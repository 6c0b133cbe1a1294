"""Telephone and e-mail: changed by an administrator or by oneself, minimal in the journal."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs.models import Person
from loa.foundation.orgs.operations.contacts import change_own_contact
from loa.foundation.orgs.queries.contacts import email_of, reached
from loa.foundation.orgs.reaching import EmailWrong, PhoneWrong, clean_email, clean_phone
from loa.foundation.orgs.tests.factories import (
    load_tree,
    make_account,
    make_actor,
    sign_in,
    unit_named,
)
from loa.foundation.orgs.types import Actor, Role
from loa.kernel.errors import NotAllowed, NotFound, Stale

pytestmark = pytest.mark.django_db

AT = datetime(2022, 2, 10, 2, 0, tzinfo=UTC)
ADDRESS = "mau@donvi.vn"


@pytest.fixture
def person() -> Person:
    """The focal officer of a department, with an account."""
    load_tree()
    unit = unit_named("Sở Tư pháp")
    return make_account(make_actor(Role.FOCAL_OFFICER, unit.id)).person


def _self(person: Person) -> Actor:
    unit_id = person.posts.get().unit_id
    return replace(make_actor(Role.FOCAL_OFFICER, unit_id), person_id=person.pk)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0207 382.2001", "02073822001"), ("(+84) 207-382-2001", "+842073822001"), ("", "")],
)
def test_a_number_is_kept_as_it_is_dialled(typed: str, kept: str) -> None:
    assert clean_phone(typed) == kept


@pytest.mark.parametrize("typed", ["113", "số nhà riêng", "02073822001x", "٠٢٠٧٣٨٢٢٠٠١"])
def test_what_nobody_can_dial_is_refused(typed: str) -> None:
    with pytest.raises(PhoneWrong):
        clean_phone(typed)


@pytest.mark.parametrize("typed", ["mau", "mau@donvi", "a b@donvi.vn", "a@@donvi.vn", "a@.vn"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert clean_email(f" {ADDRESS} ") == ADDRESS
    with pytest.raises(EmailWrong):
        clean_email(typed)


def test_one_changes_his_own_once_and_the_values_stay_out_of_the_chain(person: Person) -> None:
    actor = _self(person)
    for _ in range(2):
        change_own_contact(actor=actor, version=1, phone="0207 382 2001", email=ADDRESS, at=AT)
    assert email_of(person.pk) == ADDRESS
    assert recorded_verbs(person.ref) == ["PERSON_CONTACT"]
    with pytest.raises(Stale):
        change_own_contact(actor=actor, version=1, phone="", email="", at=AT)
    change_own_contact(actor=actor, version=2, phone="", email="", at=AT)
    assert vars(reached(person.pk)) == {"phone": "", "email": "", "version": 3}


def test_who_acts_for_another_changes_nothing_of_himself(person: Person) -> None:
    deputy = replace(_self(person), label="A for B")
    with pytest.raises(NotAllowed):
        change_own_contact(actor=deputy, version=1, phone="", email=ADDRESS, at=AT)
    nobody = replace(deputy, person_id=None)
    with pytest.raises(NotFound):
        change_own_contact(actor=nobody, version=1, phone="", email=ADDRESS, at=AT)


def test_the_administrator_changes_it_on_the_page_of_the_person(
    client: Client, person: Person
) -> None:
    unit_id = person.posts.get().unit_id
    sign_in(client, make_actor(Role.ADMINISTRATOR, unit_id))
    page = reverse("orgs:person-detail", args=[unit_id, person.pk])
    address = reverse("orgs:person-contact", args=[unit_id, person.pk])
    assert "Điện thoại, thư điện tử" in client.get(page).content.decode()
    refused = client.post(address, {"version": 1, "phone": "113", "email": ADDRESS})
    assert refused.status_code == 422
    html = refused.content.decode()
    assert "8 đến 15 số" in html
    assert ADDRESS in html  # nothing typed is lost
    sent = {"version": 1, "phone": "", "email": ADDRESS}
    assert client.post(address, sent).status_code == 302
    assert email_of(person.pk) == ADDRESS
    html = client.get(page).content.decode()
    assert "Sửa điện thoại, thư điện tử" in html  # the journal in words


def test_one_changes_his_own_beside_his_password(client: Client, person: Person) -> None:
    sign_in(client, _self(person))
    address, page = reverse("account_contact"), reverse("account_security")
    refused = client.post(address, {"version": 1, "phone": "", "email": "mau@donvi"})
    assert refused.status_code == 422
    assert "ten@donvi.vn" in refused.content.decode()
    assert client.post(address, {"version": 1, "phone": "", "email": ADDRESS}).status_code == 302
    assert ADDRESS in client.get(page).content.decode()
