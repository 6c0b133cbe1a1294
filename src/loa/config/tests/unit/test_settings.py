"""What the environment makes of the settings."""

import runpy
from pathlib import Path
from typing import Any

import pytest

import loa.config

SETTINGS = str(Path(loa.config.__file__).with_name("settings.py"))


def settings_with(monkeypatch: pytest.MonkeyPatch, **words: str) -> dict[str, Any]:
    """The settings of a process with this environment."""
    for name in ("LOA_HOSTS", "LOA_HTTPS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in words.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(SETTINGS)


def test_hosts_hold_the_machine_itself_whose_start_asks_whether_it_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hosts = settings_with(monkeypatch, LOA_HOSTS="loa.example.vn, localhost")["ALLOWED_HOSTS"]
    assert hosts == ["loa.example.vn", "localhost", "127.0.0.1", "[::1]"]


def test_behind_a_proxy_cookies_go_by_https_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_with(monkeypatch, LOA_HTTPS="1")
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_without_a_proxy_its_headers_mean_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_with(monkeypatch)
    assert "SECURE_PROXY_SSL_HEADER" not in found
    assert "ALLAUTH_TRUSTED_PROXY_COUNT" not in found
