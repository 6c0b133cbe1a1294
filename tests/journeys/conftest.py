"""A browser for the journeys, and the checks that every page must pass."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
Violations = Callable[[str, int], list[str]]
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
  });
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, or the one that Playwright brought."""
    with sync_playwright() as playwright:
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
    tab = context.new_page()
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on(
        "console",
        lambda message: (
            problems.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield tab
    assert problems == []


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
            found: list[str] = tab.evaluate(_RUN, _TAGS)
            wide: int = tab.evaluate("document.documentElement.scrollWidth")
            return [*found, *([f"scrolls sideways: {wide} at {width}"] if wide > width else [])]
        finally:
            checked.close()

    return check
