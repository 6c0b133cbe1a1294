"""A province is never left without its last administrator or the office that acts for it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from loa.foundation.orgs import facade
from loa.foundation.orgs.facade import Actor, Kind, Level, Role, SuccessionKind
from loa.foundation.orgs.models import Account, Post
from loa.foundation.orgs.operations.edit_unit import end_unit
from loa.foundation.orgs.queries.units import office_row, root_row
from loa.foundation.orgs.tests.factories import (
    load_tree,
    make_account,
    make_actor,
    make_province,
    make_unit,
    sign_in,
    unit_named,
)
from loa.foundation.orgs.units_rows import UnitDraft
from loa.kernel import clock

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
CITES = "Quyết định 1/QĐ-UBND"


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: AT)
    yield
    clock.use(clock.system_now)


def _administrator(unit_id: int) -> Post:
    """Somebody with an account who administers from this unit."""
    account = make_account(make_actor(Role.ADMINISTRATOR, unit_id))
    return Post.objects.get(person=account.person_id)


def _end(post: Post, last_day: date = TODAY) -> None:
    console = facade.cli_actor("thu", TODAY)
    facade.end_post(actor=console, post_id=post.pk, version=post.version, last_day=last_day, at=AT)


def test_the_last_administrator_of_the_province_keeps_the_post() -> None:
    province = make_province()
    office = make_unit(parent_id=province.pk, kind=Kind.OFFICE, level=Level.PROVINCE)
    commune = make_unit(parent_id=province.pk)
    first, second = _administrator(province.pk), _administrator(office.pk)
    of_a_commune = _administrator(commune.pk)
    _end(first)
    for last_day in (TODAY, TODAY + timedelta(days=400), TODAY - timedelta(days=400)):
        with pytest.raises(facade.LastAdministrator, match="giao vai trò"):
            _end(second, last_day)
    _end(of_a_commune)
    second.refresh_from_db()
    assert second.held_to is None


def test_who_cannot_sign_in_or_leaves_too_is_no_other_administrator() -> None:
    province = make_province()
    first, second = _administrator(province.pk), _administrator(province.pk)
    Account.objects.filter(person=second.person_id).update(is_active=False)
    with pytest.raises(facade.LastAdministrator):
        _end(first)
    Account.objects.filter(person=second.person_id).update(is_active=True)
    _end(first, TODAY + timedelta(days=30))
    for days in (10, 60):
        with pytest.raises(facade.LastAdministrator):
            _end(second, TODAY + timedelta(days=days))


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_end_each_other_at_once() -> None:
    province = make_province()
    posts = [_administrator(province.pk) for _ in range(2)]
    together = Barrier(2, timeout=30)

    def end(post: Post) -> str:
        try:
            together.wait()
            _end(post)
        except facade.LastAdministrator as refusal:
            return refusal.code
        finally:
            connection.close()
        return "ended"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(end, posts))
    assert answers == [facade.LastAdministrator.code, "ended"]


def test_on_screen_the_refusal_stands_at_the_post(client: Client) -> None:
    province = make_province()
    actor = make_actor(Role.ADMINISTRATOR, province.pk)
    account = sign_in(client, actor)
    post = Post.objects.get(person=account.person_id)
    address = reverse("orgs:post-end", args=[province.pk, account.person_id, post.pk])
    answer = client.post(address, {"version": "1", "last_day": f"{TODAY:%d/%m/%Y}"})
    assert answer.status_code == 422
    assert "không còn ai quản trị của tỉnh" in answer.content.decode()


def _console() -> Actor:
    return facade.cli_actor("thu", TODAY)


def test_the_last_office_of_the_province_stays() -> None:
    load_tree()
    office, department = office_row(TODAY), unit_named("Sở Tư pháp", TODAY)
    with pytest.raises(facade.UnitsFaulty, match="không còn văn phòng"):
        end_unit(actor=_console(), unit_id=office.id, last_day=TODAY, cites=CITES, at=AT)
    with pytest.raises(facade.LastOffice):
        _follow(office.id, department.id)
    with pytest.raises(facade.NotASuccession, match="không kết thúc được"):
        _follow(root_row(TODAY).id, department.id)
    assert office_row(TODAY + timedelta(days=1)).id == office.id

    new = UnitDraft(
        row=1,
        key="",
        code="TQ.VPM",
        name="Văn phòng mới",
        short_name="Văn phòng mới",
        kind=Kind.OFFICE,
        level=Level.PROVINCE,
        parent_code="H60",
        valid_from=TODAY,
        valid_to=None,
        verified=True,
        cites=CITES,
    )
    facade.change_units(actor=_console(), drafts=[new], at=AT)
    _follow(office.id, unit_named("Văn phòng mới", TODAY).id)
    assert office_row(TODAY).name == "Văn phòng mới"


def _follow(old: int, new: int) -> int:
    return facade.record_succession(
        actor=_console(),
        old_unit_id=old,
        new_unit_id=new,
        on=TODAY,
        kind=SuccessionKind.MERGED,
        cites=CITES,
        at=AT,
    )


def test_a_unit_does_not_end_under_the_last_administrator() -> None:
    province = make_province()
    first, second = (
        make_unit(name, parent_id=province.pk, kind=Kind.OFFICE, level=Level.PROVINCE)
        for name in ("Văn phòng Một", "Văn phòng Hai")
    )
    _administrator(first.pk)
    with pytest.raises(facade.LastAdministrator):
        end_unit(actor=_console(), unit_id=first.pk, last_day=TODAY, cites=CITES, at=AT)
    with pytest.raises(facade.LastAdministrator):
        _follow(first.pk, second.pk)
    assert first.pk in {row.id for row in facade.tree(TODAY + timedelta(days=1))}
    _administrator(second.pk)
    assert end_unit(actor=_console(), unit_id=first.pk, last_day=TODAY, cites=CITES, at=AT) == 1
