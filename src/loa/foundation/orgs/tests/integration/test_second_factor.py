"""The second factor: enrolled at the first sign-in, asked at each, lost and given anew."""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings, Settings
from django.contrib.sessions.models import Session
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.urls import reverse

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs import one_time_codes as codes
from loa.foundation.orgs import sealing
from loa.foundation.orgs.models import Account, OpenSession, RecoveryCode, SecondFactor
from loa.foundation.orgs.operations import second_factor
from loa.foundation.orgs.queries import people, security
from loa.foundation.orgs.tests.factories import (
    make_account,
    make_actor,
    make_head,
    make_province,
    make_unit,
    sign_in,
)
from loa.foundation.orgs.types import CodeVerdict, Role
from loa.kernel import clock
from loa.kernel.errors import NotAllowed, NotFound

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
GOOD = "chim bay qua núi xanh"
SECRET = b"12345678901234567890"
PAGE = "/don-vi/"
CODE, ENROL = reverse("second_factor_code"), reverse("second_factor_enrol")
PAPER, RECOVERY = reverse("second_factor_paper"), reverse("second_factor_recovery")
SECURITY = reverse("account_security")


class Time:
    """A clock that a test moves."""

    now = AT

    def pass_by(self, **span: int) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@pytest.fixture
def time(settings: LazySettings) -> Iterator[Time]:
    """The clock, where the second factor is required."""
    settings.SECOND_FACTOR = "on"
    moved = Time()
    clock.use(lambda: moved.now)
    yield moved
    clock.use(clock.system_now)


@pytest.fixture
def account() -> Account:
    make_province()
    return make_account(make_head(make_unit().pk), password=GOOD)


def _shown(time: Time) -> str:
    return codes.code_at(SECRET, codes.step_of(time.now))


def _enrolled(account: Account, time: Time) -> list[str]:
    actor = people.actor_for(account, clock.local_day(time.now))
    return second_factor.enrol_second_factor(
        actor=actor, account_id=account.pk, secret=SECRET, typed=_shown(time), at=time.now
    )


def _browser(account: Account) -> Client:
    """Somebody whose password was taken."""
    client = Client()
    client.post(reverse("account_login"), {"login": account.username, "password": GOOD})
    return client


def _is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_first_sign_in_leads_to_the_phone_and_then_to_the_page(
    account: Account, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "new_secret", lambda: SECRET)
    client = _browser(account)
    assert client.get(PAGE)["Location"] == ENROL
    page = client.get(ENROL).content.decode()
    assert "data:image/svg+xml" in page
    assert "GEZD GNBV" in page
    assert "style=" not in page
    refused = client.post(ENROL, {"code": "000000"})
    assert refused.status_code == 422
    assert "Mã chưa đúng" in refused.content.decode()
    shown = client.post(ENROL, {"code": _shown(time)}).content.decode()
    assert f'href="{PAGE}"' in shown
    assert RecoveryCode.objects.count() == 10
    assert _is_in(client)
    assert recorded_verbs(account.ref) == ["SECOND_FACTOR_ENROL"]


def test_password_is_chosen_before_the_phone(time: Time) -> None:
    del time
    account = make_account(make_head(make_unit().pk), password=GOOD, must_change_password=True)
    client = _browser(account)
    assert client.get(PAGE)["Location"] == reverse("account_change_password")


def test_each_sign_in_asks_for_a_code_and_takes_it_once(account: Account, time: Time) -> None:
    _enrolled(account, time)
    time.pass_by(minutes=2)
    client = _browser(account)
    for address in (PAGE, SECURITY, ENROL, reverse("account_change_password")):
        assert client.get(address)["Location"] == CODE, address
    code = _shown(time)
    assert client.post(CODE, {"code": code})["Location"] == reverse("account_change_password")
    assert _is_in(client)
    other = _browser(account)
    assert other.post(CODE, {"code": code}).status_code == 422
    assert not _is_in(other)


def test_wrong_codes_lock_for_all_browsers_and_not_for_ever(account: Account, time: Time) -> None:
    _enrolled(account, time)
    time.pass_by(minutes=2)
    first, second = _browser(account), _browser(account)
    for n in range(5):
        (first if n % 2 else second).post(CODE, {"code": "000000"})
    answer = second.post(CODE, {"code": _shown(time)})
    assert answer.status_code == 422
    assert "chờ năm phút" in answer.content.decode()
    assert "SECOND_FACTOR_LOCK" in recorded_verbs(account.ref)
    time.pass_by(minutes=5)
    assert second.post(CODE, {"code": _shown(time)}).status_code == 302


def test_paper_opens_once_and_leads_to_a_new_phone(account: Account, time: Time) -> None:
    paper = _enrolled(account, time)
    client = _browser(account)
    assert "mã dự phòng" in client.get(RECOVERY).content.decode()
    typed = f" {paper[3].upper()}"
    assert client.post(RECOVERY, {"code": typed})["Location"] == ENROL
    assert "điện thoại khác" in client.get(ENROL).content.decode()
    assert _is_in(client)
    other = _browser(account)
    assert other.post(RECOVERY, {"code": paper[3]}).status_code == 422
    assert other.post(RECOVERY, {"code": paper[4]}).status_code == 302


def test_new_paper_against_a_code_of_the_phone(account: Account, time: Time) -> None:
    old = _enrolled(account, time)
    time.pass_by(minutes=2)
    client = _browser(account)
    client.post(CODE, {"code": _shown(time)})
    assert client.post(PAPER, {"code": "1"})["Location"] == SECURITY
    time.pass_by(minutes=2)
    page = client.post(PAPER, {"code": _shown(time)}).content.decode()
    assert old[0] not in page
    other = _browser(account)
    assert other.post(RECOVERY, {"code": old[0]}).status_code == 422


def test_who_has_a_phone_enrols_no_other_by_his_password(account: Account, time: Time) -> None:
    _enrolled(account, time)
    time.pass_by(minutes=2)
    client = _browser(account)
    client.post(CODE, {"code": _shown(time)})
    assert client.get(ENROL)["Location"] == SECURITY


def test_administrator_lets_somebody_enrol_anew(time: Time) -> None:
    root = make_province()
    unit = make_unit(parent_id=root.pk)
    account = make_account(make_head(unit.pk), password=GOOD)
    _enrolled(account, time)
    client = Client()
    sign_in(client, make_actor(Role.ADMINISTRATOR, unit.pk))
    session = client.session
    session["second_factor"] = "phone"
    session.save()
    args = [unit.pk, account.person_id]
    assert "mất điện thoại" in client.get(reverse("orgs:person-detail", args=args)).content.decode()
    for _ in range(2):
        client.post(reverse("orgs:person-factor-reset", args=args))
    assert recorded_verbs(account.ref) == ["SECOND_FACTOR_ENROL", "SECOND_FACTOR_RESET"]
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_nobody_else_resets(account: Account, time: Time) -> None:
    _enrolled(account, time)
    stranger = make_head(make_unit("Xã Khác").pk)
    with pytest.raises((NotAllowed, NotFound)):
        second_factor.reset_second_factor(actor=stranger, person_id=account.person_id, at=time.now)


def test_secret_lies_sealed_and_for_one_account(account: Account, time: Time) -> None:
    _enrolled(account, time)
    row = SecondFactor.objects.get()
    sealed = bytes(row.sealed_secret)
    assert SECRET not in sealed
    assert security.secret_of(account) == SECRET
    assert sealing.unseal(sealed, owner="account:0") is None


def test_with_another_secret_of_the_site_people_enrol_anew(
    account: Account, time: Time, settings: LazySettings
) -> None:
    """As after a restoration without keys."""
    paper = _enrolled(account, time)
    settings.SECRET_KEY = "another site"  # noqa: S105  of a site that exists here alone
    actor = people.actor_for(account, clock.local_day(AT))
    verdict = second_factor.check_recovery_code(
        actor=actor, account_id=account.pk, typed=paper[0], at=time.now
    )
    assert verdict is CodeVerdict.WRONG
    assert _browser(account).get(PAGE)["Location"] == ENROL


def test_no_code_password_or_secret_reaches_the_log(
    account: Account, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    paper = _enrolled(account, time)
    client = _browser(account)
    client.post(CODE, {"code": "918273"})
    client.post(RECOVERY, {"code": paper[0]})
    key = client.session.session_key or ""
    for secret in (GOOD, "918273", paper[0], key, codes.secret_words(SECRET)):
        assert secret not in caplog.text


def test_demonstration_and_setting_go_without(account: Account, settings: LazySettings) -> None:
    settings.SECOND_FACTOR = "off"
    assert _is_in(_browser(account))


def test_a_real_folder_requires_it_by_itself(settings: LazySettings) -> None:
    settings.SECOND_FACTOR = ""
    assert security.is_second_factor_required()


def test_limits_on_tries_count_for_all_processes() -> None:
    """Two caches as two web processes have them: one table."""
    declared = Settings(os.environ["DJANGO_SETTINGS_MODULE"])
    chosen = getattr(declared, "CACHES")["default"]  # noqa: B009  no attribute to mypy
    assert chosen["BACKEND"].endswith("DatabaseCache")
    place = str(chosen["LOCATION"])
    params: dict[str, Any] = {"OPTIONS": {"MAX_ENTRIES": 100}}
    one, other = DatabaseCache(place, params), DatabaseCache(place, params)
    assert one.add("tries", 1, 60)
    assert not other.add("tries", 2, 60)
    assert other.get("tries") == 1


def test_sessions_are_listed_and_ended_by_their_owner(account: Account, time: Time) -> None:
    _enrolled(account, time)
    clients = []
    for agent in ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537", "curl/8"):
        time.pass_by(minutes=2)
        client = Client(headers={"user-agent": agent})
        client.post(reverse("account_login"), {"login": account.username, "password": GOOD})
        client.post(CODE, {"code": _shown(time)})
        assert _is_in(client)
        clients.append(client)
    here, there = clients
    page = here.get(SECURITY).content.decode()
    assert "Chrome trên Windows (máy này)" in page
    assert "curl" in page
    row = OpenSession.objects.exclude(session_key=here.session.session_key).latest("seen_at")
    here.post(reverse("session_end", args=[row.pk]))
    assert not _is_in(there)
    assert _is_in(here)


def test_signing_out_everywhere_else(account: Account) -> None:
    here, there = _browser(account), _browser(account)
    assert _is_in(here)
    assert _is_in(there)
    here.post(reverse("sessions_end_others"))
    assert _is_in(here)
    assert not _is_in(there)
    assert recorded_verbs(account.ref) == ["SESSION_END"]


def test_a_session_names_whom_the_proxy_asks_for(account: Account, settings: LazySettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    there = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9")
    there.force_login(account)
    there.get(reverse("account_security"))
    assert OpenSession.objects.get().address == "203.0.113.9"


def test_nobody_ends_a_session_of_another(account: Account) -> None:
    mine = _browser(account)
    assert _is_in(mine)
    row = OpenSession.objects.get()
    other = _browser(make_account(make_head(make_unit("Xã Khác").pk), password=GOOD))
    assert other.post(reverse("session_end", args=[row.pk])).status_code == 404
    assert _is_in(mine)


def test_ended_post_and_new_password_end_sessions() -> None:
    root = make_province()
    unit = make_unit(parent_id=root.pk)
    account = make_account(make_head(unit.pk), password=GOOD)
    administrator = Client()
    sign_in(administrator, make_actor(Role.ADMINISTRATOR, unit.pk))
    args = [unit.pk, account.person_id]
    post = account.person.posts.get()
    day = f"{clock.local_day(clock.now()):%d/%m/%Y}"
    client = _browser(account)
    assert _is_in(client)
    address = reverse("orgs:post-end", args=[*args, post.pk])
    sent = {"version": post.version, "last_day": day}
    assert administrator.post(address, sent).status_code == 302
    assert not _is_in(client)
    client = _browser(account)
    assert _is_in(client)
    administrator.post(reverse("orgs:person-reset", args=args))
    assert not _is_in(client)
    assert not OpenSession.objects.filter(account=account).exists()
    assert Session.objects.exists()
