"""Delegation during leave: lent for days, seen as «A thay B», never wider, never handed on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs.models import Account, Post
from loa.foundation.orgs.operations import delegations as operations
from loa.foundation.orgs.queries import delegations, people
from loa.foundation.orgs.queries.rights import may
from loa.foundation.orgs.tests.factories import (
    make_account,
    make_actor,
    make_head,
    make_province,
    make_unit,
    sign_in,
)
from loa.foundation.orgs.types import Actor, Held, Role
from loa.kernel import clock
from loa.kernel.clock import local_day
from loa.kernel.errors import NotAllowed, NotFound

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)


class House:
    """A commune with a head and a reader; a head elsewhere."""

    def __init__(self) -> None:
        """Make them."""
        root = make_province()
        self.unit = make_unit(parent_id=root.pk)
        other = make_unit("Xã Khác", parent_id=root.pk)
        self.head = make_account(make_head(self.unit.pk))
        self.reader = make_account(make_actor(Role.READER, self.unit.pk))
        self.stranger = make_account(make_head(other.pk))
        self.post = Post.objects.get(person=self.head.person)

    def lend(self, actor: Actor, deputy: Account, first: int = 0, last: int = 6) -> int:
        """The head's post, from and to days counted from today."""
        return operations.lend_post(
            actor=actor,
            post_id=self.post.pk,
            deputy_id=deputy.person_id,
            first_day=TODAY + timedelta(days=first),
            last_day=TODAY + timedelta(days=last),
            at=AT,
        )


@pytest.fixture
def house() -> House:
    return House()


def acting(account: Account, on: date = TODAY) -> Actor:
    return people.actor_for(account, on)


def test_deputy_has_the_post_and_nothing_else_for_its_days(house: House) -> None:
    lent = house.lend(acting(house.head), house.reader)
    for days, is_there in ((-1, False), (0, True), (6, True), (7, False)):
        day = TODAY + timedelta(days=days)
        found = delegations.stand_in(acting(house.reader, day), lent, day)
        assert (found is not None) is is_there, days
    deputy = delegations.stand_in(acting(house.reader), lent, TODAY)
    assert deputy is not None
    assert deputy.posts == {Held(house.unit.pk, Role.HEAD)}
    assert deputy.label == f"person:{house.reader.person_id} for person:{house.head.person_id}"
    assert " thay " in people.actor_words([deputy.label])[deputy.label]
    assert may(deputy, "ASSIGNMENT_APPROVE", house.unit.pk, TODAY)
    assert not may(acting(house.reader), "ASSIGNMENT_APPROVE", house.unit.pk, TODAY)
    assert recorded_verbs(house.post.ref) == ["POST_LEND"]


def test_asked_twice_is_one(house: House) -> None:
    assert house.lend(acting(house.head), house.reader) == house.lend(
        acting(house.head), house.reader
    )
    with pytest.raises(operations.LentAlready):
        house.lend(acting(house.head), house.reader, first=3, last=9)


def test_what_is_lent_is_not_handed_on(house: House) -> None:
    lent = house.lend(acting(house.head), house.reader)
    deputy = delegations.stand_in(acting(house.reader), lent, TODAY)
    assert deputy is not None
    third = make_account(make_actor(Role.CLERK, house.unit.pk))
    with pytest.raises(NotAllowed):
        house.lend(deputy, third)
    with pytest.raises(NotAllowed):
        house.lend(acting(house.reader), third)


def test_a_deputy_lends_no_post_of_his_own_in_anothers_place(house: House) -> None:
    lent = house.lend(acting(house.head), house.reader)
    deputy = delegations.stand_in(acting(house.reader), lent, TODAY)
    assert deputy is not None
    own = Post.objects.create(
        person=house.reader.person, unit=house.unit, role="CLERK", held_from=TODAY
    )
    with pytest.raises(NotAllowed):
        operations.lend_post(
            actor=deputy,
            post_id=own.pk,
            deputy_id=house.head.person_id,
            first_day=TODAY,
            last_day=TODAY,
            at=AT,
        )


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (3, 2), (0, 92)])
def test_days_are_ahead_and_few(house: House, first: int, last: int) -> None:
    with pytest.raises(operations.DelegationDays):
        house.lend(acting(house.head), house.reader, first, last)


def test_only_to_a_colleague_of_the_unit(house: House) -> None:
    for account in (house.stranger, house.head):
        with pytest.raises(operations.NoColleague):
            house.lend(acting(house.head), account)


def test_right_to_give_rights_is_not_lent(house: House) -> None:
    administrator = make_account(make_actor(Role.ADMINISTRATOR, house.unit.pk))
    house.post = Post.objects.get(person=administrator.person)
    with pytest.raises(NotAllowed):
        house.lend(acting(administrator), house.reader)


def test_ends_with_the_post_of_either(house: House) -> None:
    lent = house.lend(acting(house.head), house.reader)
    Post.objects.filter(person=house.reader.person).update(held_to=TODAY)
    assert delegations.stand_in(acting(house.reader), lent, TODAY) is None
    Post.objects.filter(person=house.reader.person).update(held_to=None)
    assert delegations.stand_in(acting(house.reader), lent, TODAY) is not None
    Post.objects.filter(pk=house.post.pk).update(held_to=TODAY)
    assert delegations.stand_in(acting(house.reader), lent, TODAY) is None


def test_taken_back_at_once_and_by_nobody_else(house: House) -> None:
    lent = house.lend(acting(house.head), house.reader)
    for account in (house.stranger, house.reader):
        with pytest.raises(NotFound):
            operations.end_delegation(actor=acting(account), delegation_id=lent, version=1, at=AT)
    for _ in range(2):
        operations.end_delegation(actor=acting(house.head), delegation_id=lent, version=1, at=AT)
    assert delegations.stand_in(acting(house.reader), lent, TODAY) is None
    assert recorded_verbs(house.post.ref) == ["POST_LEND", "POST_LEND_END"]


def test_nobody_stands_in_by_anothers_delegation(house: House) -> None:
    lent = house.lend(acting(house.head), house.reader)
    assert delegations.stand_in(acting(house.stranger), lent, TODAY) is None


def test_pages_lend_and_stand_in_and_stop(house: House) -> None:
    day = local_day(clock.now())
    client = Client()
    sign_in(client, acting(house.head, day))
    sent = {
        "post_id": house.post.pk,
        "deputy_id": house.reader.person_id,
        "first_day": f"{day:%d/%m/%Y}",
        "last_day": f"{day:%d/%m/%Y}",
    }
    page = reverse("orgs:delegation-list")
    assert "Ủy quyền cho đồng nghiệp" in client.get(page).content.decode()
    assert client.post(reverse("orgs:delegation-add"), sent | {"last_day": ""}).status_code == 422
    assert client.post(reverse("orgs:delegation-add"), sent).status_code == 302
    other = Client()
    sign_in(other, acting(house.reader, day))
    (row,) = delegations.lent_to(acting(house.reader, day), day)
    assert "Làm việc thay" in other.get(page).content.decode()
    other.post(reverse("orgs:stand-in-begin", args=[row.id]))
    assert " thay " in other.get(page).content.decode()
    other.post(reverse("orgs:stand-in-end"))
    assert "đang làm việc với quyền được ủy" not in other.get(page).content.decode()
    assert client.post(reverse("orgs:stand-in-begin", args=[row.id])).status_code == 404


def test_who_has_no_colleague_is_told_so_instead_of_an_empty_choice(house: House) -> None:
    client = Client()
    sign_in(client, acting(house.stranger, local_day(clock.now())))
    page = client.get(reverse("orgs:delegation-list")).content.decode()
    assert "nhờ người quản trị thêm đồng nghiệp" in page
    assert "deputy_id" not in page
