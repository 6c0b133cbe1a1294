"""`loa token …`, and that no command, sign-in or call writes a secret where logs are read."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import load_tree, make_account, make_head
from loa.kernel import clock, installation
from loa.surfaces.cli import main, readiness

pytestmark = pytest.mark.django_db

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
DAY = date(2022, 3, 10)
PASSWORD = "chim bay qua núi xanh"  # noqa: S105  of this test
PASSPHRASE = "cơm nếp thơm đầu mùa"  # noqa: S105  as above
CODE = "918273"
NAME = "Trục liên thông"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A real folder in March 2022; the test's database is made already."""
    monkeypatch.setattr(readiness, "open_house", lambda: None)
    monkeypatch.setattr(settings, "LOA_DATA", tmp_path)
    monkeypatch.setattr("loa.foundation.backups.sealing._N", 2)
    (tmp_path / "keys").mkdir()
    installation.create(tmp_path, installation.Kind.REAL, at=AT, version="0.1.0")
    load_tree()
    clock.use(lambda: AT)
    yield tmp_path
    clock.use(clock.system_now)


def made(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, str]:
    """A token of the province, as the command tells of it."""
    unit = orgs.root_row(DAY).code
    words = ["token", "create", "--role", "reader", "--unit", unit, "--name", NAME, *more]
    assert main.run([*words, "--json"]) == 0
    told: dict[str, str] = json.loads(capsys.readouterr().out)
    return told


def status(token: str) -> int:
    """What the API says to it."""
    bearer = {"Authorization": f"Bearer {token}"}
    return Client().get(reverse("api-v1:plans"), headers=bearer).status_code


def test_token_lives_from_create_to_revoke(capsys: pytest.CaptureFixture[str]) -> None:
    told = made(capsys, "--scope", "read", "--until", "2022-06-30")
    assert (told["name"], told["until"]) == (NAME, "2022-06-30")
    assert status(told["token"]) == 200

    assert main.run(["token", "list"]) == 0
    listed = capsys.readouterr().out
    assert told["code"] in listed
    assert told["token"] not in listed
    assert main.run(["token", "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["tokens"]
    assert (row["code"], row["role"], row["scopes"], row["valid"]) == (
        told["code"],
        "reader",
        ["read"],
        True,
    )

    assert main.run(["token", "revoke", told["code"]]) == 0
    assert "Đã thu hồi" in capsys.readouterr().out
    assert status(told["token"]) == 401
    assert main.run(["token", "list"]) == 0
    assert "đã thu hồi" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["create", "--role", "reader", "--unit", "không-có"], "loa orgs tree"),
        (["create", "--role", "reader", "--unit", "", "--until", "2021-01-01"], "ngày"),
        (["revoke", "không-có"], "Không tìm thấy"),
    ],
)
def test_refusals_are_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["token", *words]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said.casefold() in err.casefold()
    assert err.count("\n") == 1


def test_no_secret_is_written_where_logs_are_read(
    data: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sign-in, code of a phone, token and backup: all that is logged, and what goes to stderr."""
    caplog.set_level(logging.DEBUG)
    account = make_account(make_head(orgs.root_row(DAY).id), password=PASSWORD)
    client = Client(headers={"user-agent": "Firefox"})
    for word in (f"{PASSWORD}!", PASSWORD):
        sent = {"login": account.username, "password": word}
        client.post(reverse("account_login"), sent)
    monkeypatch.setattr(settings, "SECOND_FACTOR", "on")
    client.post(reverse("second_factor_code"), {"code": CODE})
    client.get("/khong-co/", {"password": PASSWORD})

    token = made(capsys)["token"]
    secret = token.split("_", 2)[2]  # the secret may hold «_» too
    status(token)
    status(f"{token}x")
    sealed = replace(settings.ENV, backup_passphrase=PASSPHRASE)
    monkeypatch.setattr(settings, "ENV", sealed)
    assert main.run(["backup", str(data / "a.loa")]) == 0
    assert main.run(["token", "list"]) == 0
    out, err = capsys.readouterr()

    session = client.session.session_key or "no session"
    for hidden in (PASSWORD, CODE, PASSPHRASE, secret, session, settings.SECRET_KEY):
        assert hidden not in caplog.text, hidden
        assert hidden not in out + err, hidden
    assert secret.encode() not in (data / "a.loa").read_bytes()
