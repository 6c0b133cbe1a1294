"""A browser for the journeys, and the checks that every page must pass."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from loa.foundation.orgs.facade import Actor
from loa.foundation.orgs.tests.factories import sign_in
from loa.kernel import clock

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_BROKEN = 500
_PATIENCE = 60_000
"""Milliseconds until a page counts as dead. Every wait ends when what it waits for is there, so a
long one costs nothing, and a machine that has much else to do makes no journey fall."""
_BUSY = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND state <> 'idle'"
)
Violations = Callable[[str, int], list[str]]
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A bar at the foot covers whatever lies at its edge; scrolling brings that out. So axe sees the
# page with such bars where they stand in the text.
_RUN = """async (tags) => {
  const bars = [...document.querySelectorAll(".bar, .walk")];
  bars.forEach((bar) => bar.style.setProperty("position", "static"));
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
    preload: false,
  });
  bars.forEach((bar) => bar.style.removeProperty("position"));
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, or the one that Playwright brought."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which makes Django fear for the database;
        # the tests ask it between Playwright's calls only, never from inside the loop.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a past; the page's own content policy holds in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab that fails its test when a script fails or the content policy blocks something."""
    problems: list[str] = []
    context.on("page", lambda tab: watch(tab, problems))
    yield context.new_page()
    assert problems == []


def watch(tab: Page, problems: list[str]) -> None:
    """Write down what goes wrong in a tab: a script, the content policy, the server."""
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on(
        "console",
        lambda message: (
            problems.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    tab.on(
        "response",
        lambda answer: (
            problems.append(f"{answer.status} {answer.url}") if answer.status >= _BROKEN else None
        ),
    )


@pytest.fixture
def violations(browser: Browser, context: BrowserContext) -> Violations:
    """What axe finds at an address at a width, and whether the page scrolls sideways.

    The check runs in a context of its own with the cookies of `context`, where the content policy
    lets the checker in.
    """

    def check(url: str, width: int) -> list[str]:
        checked = browser.new_context(
            viewport={"width": width, "height": 800}, locale="vi-VN", bypass_csp=True
        )
        try:
            checked.add_cookies(context.cookies())  # type: ignore[arg-type]  # read and written alike
            tab = checked.new_page()
            tab.goto(url)
            tab.wait_for_load_state("networkidle")
            tab.evaluate(AXE.read_text(encoding="utf-8"))
            return [*unfit(tab), *sideways(tab)]
        finally:
            checked.close()

    return check


def unfit(tab: Page) -> list[str]:
    """What axe, already in the page, finds there."""
    found: list[str] = tab.evaluate(_RUN, _TAGS)
    return found


def sideways(tab: Page) -> list[str]:
    """Whether the page scrolls sideways at the width it has."""
    wide, width = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"scrolls sideways: {wide} at {width}"] if wide > width else []


# What is pressed with a thumb; a link within a sentence or a paper is as high as its line.
_LOW = """() => [...document.querySelectorAll("button, input, select, textarea, a[href], summary")]
  .filter((thing) => thing.type !== "hidden" && thing.checkVisibility({ visibilityProperty: true }))
  .filter((thing) => !thing.closest(".vh, .govuk-skip-link, .doc, .a4, .psg, .ref, .txt, .tl"))
  .filter((thing) => !thing.closest(".said, dd"))
  .filter((thing) => thing.tagName !== "A" || !thing.closest("p:not(.acts)"))
  .map((thing) => [(thing.closest("label") ?? thing).getBoundingClientRect(), thing])
  .filter(([box]) => box.width > 1 && Math.round(box.height) < 44)
  .map(([box, thing]) => `${Math.round(box.height)} px: ${thing.outerHTML.slice(0, 100)}`)"""


def low(tab: Page) -> list[str]:
    """Controls that are under 44 px high on a phone."""
    found: list[str] = tab.evaluate(_LOW)
    return found


class Today:
    """The instant that the site's clock shows."""

    def __init__(self) -> None:
        """Ten in the morning of 10 February 2022, when the plan has just been signed."""
        self.at = datetime(2022, 2, 10, 3, 0, tzinfo=UTC)

    def set(self, year: int, month: int, day: int) -> None:
        """Ten in the morning of another day."""
        self.at = datetime(year, month, day, 3, 0, tzinfo=UTC)


@pytest.fixture
def today() -> Iterator[Today]:
    """The clock of the site, which stands still until the test moves it."""
    shown = Today()
    clock.use(lambda: shown.at)
    yield shown
    clock.use(clock.system_now)


class Desk:
    """The site as people of several units see it, each at a machine of his own."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Nobody has sat down yet."""
        self.address = address
        self.problems: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def machine(
        self, *, width: int = 1280, script: bool = True, bypass_csp: bool = False
    ) -> BrowserContext:
        """A browser without a past whose addresses begin at the site.

        `bypass_csp` lets a checker in past the content policy.
        """
        context = self._browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            locale="vi-VN",
            java_script_enabled=script,
            bypass_csp=bypass_csp,
        )
        context.set_default_timeout(_PATIENCE)
        expect.set_options(timeout=_PATIENCE)
        context.on("page", lambda tab: watch(tab, self.problems))
        self._contexts.append(context)
        return context

    def sit(self, actor: Actor, *, width: int = 1280, script: bool = True) -> Page:
        """A tab at the start page of somebody who has signed in already."""
        context = self.machine(width=width, script=script)
        self.enter(context, actor)
        tab = context.new_page()
        tab.goto("/")
        return tab

    def enter(self, context: BrowserContext, actor: Actor) -> None:
        """Give the browser a session of the actor."""
        client = Client()
        sign_in(client, actor)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.address}])

    def close(self) -> None:
        """Everybody leaves, and the site ends what it still does for them."""
        for context in self._contexts:
            context.close()
        with connection.cursor() as cursor:
            for _ in range(_PATIENCE // 50):
                cursor.execute(_BUSY)
                if cursor.fetchone() == (0,):
                    return
                sleep(0.05)


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, today: Today) -> Iterator[Desk]:
    """The whole product on its own address, over the test database."""
    del today
    cache.clear()
    desk = Desk(browser, live_server.url)
    yield desk
    desk.close()
    assert desk.problems == []
