"""What tests of pages share: somebody at a browser, on the day of the scene."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loa.foundation.orgs.facade import Actor
from loa.foundation.orgs.tests.factories import sign_in
from loa.kernel import clock
from loa.modules.plans.tests.factories import AT
from loa.modules.plans.web import sending

HX = {"HX-Request": "true"}


@contextmanager
def on_the_day() -> Iterator[None]:
    """The clock of the scene."""
    clock.use(lambda: AT)
    try:
        yield
    finally:
        clock.use(clock.system_now)


@contextmanager
def no_page_waits() -> Iterator[None]:
    """All pages that may wait for their files do: whatever is sent goes to the queue."""
    taken = [sending._seats.acquire(blocking=False) for _ in range(2)]  # noqa: SLF001  its seats
    assert all(taken)
    try:
        yield
    finally:
        for _ in taken:
            sending._seats.release()  # noqa: SLF001  as above


def browser(actor: Actor) -> Client:
    """Somebody who has signed in; failures are answered as a person would see them."""
    client = Client(raise_request_exception=False)
    sign_in(client, actor)
    return client


class _Answer(Protocol):
    """What a page answers."""

    @property
    def content(self) -> bytes:
        """The bytes of the page."""


def words_of(response: _Answer) -> str:
    """The page as text."""
    return response.content.decode()


def hidden(html: str, name: str) -> list[str]:
    """The values of the hidden inputs of that name."""
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', html)


def query_count(client: Client, address: str) -> int:
    """How many queries the page takes once caches are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
