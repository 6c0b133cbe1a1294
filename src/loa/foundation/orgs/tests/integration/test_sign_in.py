"""Signing in, choosing a password, working for another unit."""

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs.facade import Held, Role
from loa.foundation.orgs.models import Account
from loa.foundation.orgs.tests.factories import make_account, make_head, make_unit, sign_in
from loa.foundation.orgs.types import Actor

pytestmark = pytest.mark.django_db

LOGIN, CHANGE = reverse("account_login"), reverse("account_change_password")
GOOD = "chim bay qua núi xanh"


@pytest.fixture(autouse=True)
def no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def account() -> Account:
    return make_account(make_head(make_unit().pk), password=GOOD)


def signed_in(client: Client) -> bool:
    return bool(get_user(client).is_authenticated)


def test_sign_in_by_user_name_in_any_case(client: Client, account: Account) -> None:
    typed = {"login": f" {account.username.upper()} ", "password": GOOD}
    response = client.post(LOGIN, typed)
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert signed_in(client)


def test_wrong_pairs_all_get_the_same_words(client: Client, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=True)
    pairs = [(account.username, "sai mật khẩu rồi"), ("khong.co", GOOD)]
    answers = [
        client.post(LOGIN, {"login": login, "password": password}).content.decode()
        for login, password in pairs
    ]
    assert all("Tên đăng nhập hoặc mật khẩu chưa đúng" in answer for answer in answers)
    assert not signed_in(client)


def test_closed_account_cannot_sign_in(client: Client, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)
    client.post(LOGIN, {"login": account.username, "password": GOOD})
    assert not signed_in(client)


def test_many_wrong_tries_are_stopped(client: Client, account: Account) -> None:
    for _ in range(12):
        client.post(LOGIN, {"login": account.username, "password": "sai mật khẩu rồi"})
    response = client.post(LOGIN, {"login": account.username, "password": GOOD})
    assert not signed_in(client)
    assert response.status_code in {200, 429}


def test_there_is_no_sign_up(client: Client) -> None:
    assert client.get(reverse("account_signup")).status_code == 302
    assert client.get("/accounts/signup/").status_code == 404


def test_sign_out_by_button_only(client: Client, account: Account) -> None:
    client.force_login(account)
    assert client.get(reverse("account_logout")).status_code == 405
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_first_sign_in_leads_to_a_password_of_ones_own(client: Client) -> None:
    once = "abcd-efgh-jkmn"
    account = make_account(make_head(make_unit().pk), password=once, must_change_password=True)
    client.post(LOGIN, {"login": account.username, "password": once})
    assert client.get(reverse("password_changed"))["Location"] == CHANGE
    assert "password1" in client.get(CHANGE).content.decode()
    response = client.post(CHANGE, {"oldpassword": once, "password1": GOOD, "password2": GOOD})
    assert response.status_code == 302
    account.refresh_from_db()
    assert account.must_change_password is False
    assert account.check_password(GOOD)
    assert signed_in(client)
    assert recorded_verbs(account.ref) == ["PASSWORD_CHOOSE"]


@pytest.mark.parametrize(
    "password",
    ["ngắn quá", "matkhau2026", "1234567890", "aaaaaaaaaaaa", "qwertyuiop", "head of 12345"],
)
def test_weak_password_is_refused_with_its_rule(client: Client, password: str) -> None:
    account = make_account(make_head(make_unit().pk), password=GOOD)
    client.force_login(account)
    sent = {"oldpassword": GOOD, "password1": password, "password2": password}
    response = client.post(CHANGE, sent)
    assert response.status_code == 200
    assert "Mật khẩu" in response.content.decode()
    account.refresh_from_db()
    assert account.check_password(GOOD)


def test_switch_unit_only_to_a_unit_of_ones_own(client: Client) -> None:
    first, second, foreign = (make_unit(name).pk for name in ("Xã A", "Xã B", "Xã C"))
    posts = frozenset({Held(first, Role.HEAD), Held(second, Role.READER)})
    sign_in(client, Actor(person_id=None, label="Ma A Páo", unit_id=first, posts=posts))
    for unit_id, expected in ((second, second), (foreign, second), (first, first)):
        client.post(reverse("orgs:switch-unit"), {"unit": unit_id})
        assert client.session["unit_id"] == expected


def test_nobody_reads_a_page_without_signing_in(client: Client) -> None:
    assert client.post(reverse("orgs:switch-unit"))["Location"].startswith(LOGIN)


@pytest.mark.parametrize(
    ("referer", "location"),
    [
        ("http://testserver/don-vi/?q=hong", f"{LOGIN}?next=/don-vi/%3Fq%3Dhong"),
        ("http://elsewhere.example/don-vi/", LOGIN),
        ("", LOGIN),
    ],
)
def test_form_sent_after_the_session_ended_leads_back_to_its_page(
    client: Client, referer: str, location: str
) -> None:
    response = client.post(reverse("orgs:switch-unit"), headers={"Referer": referer})
    assert response["Location"] == location


def test_page_asked_for_without_a_session_is_the_next_one(client: Client) -> None:
    response = client.get(f"{reverse('orgs:unit-list')}?q=hong")
    assert response["Location"] == f"{LOGIN}?next=/don-vi/%3Fq%3Dhong"
