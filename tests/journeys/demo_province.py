"""The demonstration as a folder with its own clock, for journeys that its people play."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from loa.kernel import demo_clock, installation

from .conftest import Desk


@contextmanager
def demo_folder(data: Path, settings: Settings, first_day: str) -> Iterator[None]:
    """Let the site live in a demonstration folder, whose clock begins on that day at nine."""
    at = datetime(2026, 1, 5, tzinfo=UTC)
    installation.create(data, installation.Kind.DEMO, at=at, version="0")
    settings.LOA_DATA = data
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_clock, "_installed", None)
        demo_clock.install(data, first_day)
        yield


def take_role(desk: Desk, role: str, *, width: int = 1280, script: bool = True) -> Page:
    """A tab of somebody who signed in by the button of a role."""
    tab = desk.machine(width=width, script=script).new_page()
    tab.goto("/")
    with tab.expect_navigation():
        tab.locator("main").get_by_role("button").filter(has_text=role).click()
    return tab
