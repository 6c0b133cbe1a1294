"""The front door, sign-in's look, and the demonstration's buttons."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from loa.foundation.legal.facade import load_reference as load_law
from loa.foundation.orgs.tests.factories import make_account, make_head, make_unit
from loa.kernel import clock, demo_clock, installation
from loa.kernel.demo_clock import DemoClock
from loa.kernel.installation import Kind
from loa.surfaces.desk import demo

pytestmark = pytest.mark.django_db

PHRASE = "ba con vịt bơi"
ROLE = """
[[role]]
key = "head"
username = "{username}"
label = "Chủ tịch xã"
unit = "Xã Minh Họa"
note = "Duyệt việc của xã"
"""


@pytest.fixture
def client() -> Client:
    """A browser at the machine itself."""
    return Client(HTTP_HOST="localhost")


@pytest.fixture
def demonstration(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DemoClock]:
    """A demo folder on 10 March 2022 with one role."""
    made_at = datetime(2026, 1, 5, tzinfo=UTC)
    installation.create(tmp_path, Kind.DEMO, at=made_at, version="0")
    monkeypatch.setattr(demo_clock, "_installed", None)
    demo_clock.install(tmp_path, "2022-03-10")
    account = make_account(make_head(make_unit().pk), password=PHRASE)
    (tmp_path / "demo").mkdir()
    roles = ROLE.format(username=account.username)
    (tmp_path / "demo" / "roles.toml").write_text(roles, encoding="utf-8")
    settings.REFERENCE_DATA = tmp_path
    found = demo_clock.current()
    assert found is not None
    yield found
    clock.use(clock.system_now)


def test_front_of_a_real_folder_is_sign_in(client: Client) -> None:
    response = client.get("/", follow=True)
    html = response.content.decode()
    assert response.redirect_chain == [(reverse("account_login"), 302)]
    assert "<h1>Đăng nhập</h1>" in html
    assert "Minh họa" not in html
    assert "Dữ liệu minh họa" not in html


def test_real_folder_has_no_demonstration(client: Client) -> None:
    for name in ("role", "step", "restart"):
        response = client.post(reverse(f"desk:demo-{name}"), {"role": "head", "step": "week"})
        assert response.status_code == 404


def test_sign_in_refused_says_so_in_words(client: Client) -> None:
    response = client.post(reverse("account_login"), {"login": "khong.co", "password": "x" * 12})
    html = response.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in html
    assert 'value="khong.co"' in html


def test_one_press_signs_in(client: Client, demonstration: DemoClock) -> None:
    html = client.get("/").content.decode()
    assert "Chủ tịch xã" in html
    assert "thứ\N{NO-BREAK SPACE}Năm, 10/03/2022" in html
    response = client.post(reverse("desk:demo-role"), {"role": "head"})
    assert response.status_code == 302
    assert client.session["_auth_user_id"]
    assert client.get("/").status_code == 302
    assert demonstration.today() == date(2022, 3, 10)


def test_role_that_is_none(client: Client, demonstration: DemoClock) -> None:
    del demonstration
    assert client.post(reverse("desk:demo-role"), {"role": "nobody"}).status_code == 404


@pytest.mark.parametrize(
    ("step", "day"),
    [("working-day", date(2022, 3, 11)), ("week", date(2022, 3, 17)), ("month", date(2022, 4, 9))],
)
def test_step_moves_the_day_and_comes_back(
    client: Client, demonstration: DemoClock, step: str, day: date
) -> None:
    load_law(at=clock.now())
    page = "http://localhost/ke-hoach/1/?kieu=bang"
    response = client.post(reverse("desk:demo-step"), {"step": step}, headers={"Referer": page})
    assert response["Location"] == page
    assert demonstration.today() == day


def test_step_leads_to_no_other_site(client: Client, demonstration: DemoClock) -> None:
    del demonstration
    headers = {"Referer": "https://elsewhere.example/"}
    response = client.post(reverse("desk:demo-step"), {"step": "week"}, headers=headers)
    assert response["Location"] == "/"


def test_step_that_no_button_has(client: Client, demonstration: DemoClock) -> None:
    del demonstration
    assert client.post(reverse("desk:demo-step"), {"step": "-7"}).status_code == 404


@pytest.mark.parametrize("address", ["10.0.0.8", "", "not an address"])
def test_demonstration_is_closed_to_other_machines(
    client: Client, demonstration: DemoClock, address: str
) -> None:
    del demonstration
    response = client.post(reverse("desk:demo-role"), {"role": "head"}, REMOTE_ADDR=address)
    assert response.status_code == 404
    assert client.get("/", REMOTE_ADDR=address)["Location"] == reverse("account_login")


@pytest.mark.parametrize(
    "proxied",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"Via": "1.1 proxy"},
        {"Host": "loa.example.vn"},
    ],
    ids=str,
)
def test_demonstration_behind_a_proxy_has_no_buttons_unless_asked(
    client: Client, demonstration: DemoClock, settings: Settings, proxied: dict[str, str]
) -> None:
    """Everybody behind a proxy of this machine seems to be at this machine."""
    del demonstration
    settings.ALLOWED_HOSTS = ["*"]
    press = partial(client.post, reverse("desk:demo-role"), {"role": "head"}, headers=proxied)
    assert press().status_code == 404
    assert client.get("/", headers=proxied)["Location"] == reverse("account_login")
    settings.ENV = replace(settings.ENV, is_demo_open=True)
    assert client.get("/", headers=proxied).status_code == 200
    assert press().status_code == 302


def test_demonstration_behind_tls_has_no_buttons(
    client: Client, demonstration: DemoClock, settings: Settings
) -> None:
    del demonstration
    settings.ENV = replace(settings.ENV, is_behind_tls=True)
    assert client.get("/")["Location"] == reverse("account_login")


def test_banner_marks_the_role_one_has(client: Client, demonstration: DemoClock) -> None:
    del demonstration
    client.post(reverse("desk:demo-role"), {"role": "head"})
    response = client.get(reverse("account_change_password"))
    (role,) = response.context["shell"].demo.roles
    assert role.is_current


def test_steps_have_words() -> None:
    assert {key for key, _words in demo.STEPS} == {"working-day", "week", "month"}


def test_frame_names_the_unit_and_the_person(client: Client) -> None:
    actor = make_head(make_unit().pk)
    client.force_login(make_account(actor, password=PHRASE))
    response = client.get(reverse("account_change_password"))
    shell = response.context["shell"]
    assert shell.unit == "UBND xã Minh Họa"
    assert shell.person == actor.label
    assert "Dữ liệu minh họa" not in response.content.decode()


def test_person_without_a_password_is_told_whom_to_ask(client: Client) -> None:
    client.force_login(make_account(make_head(make_unit().pk)))
    response = client.get(reverse("account_change_password"), follow=True)
    assert "người quản trị của đơn vị bạn" in response.content.decode()
