"""Two ways to work a page: by the keyboard alone, and without JavaScript on a phone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from . import steps
from .conftest import AXE, Desk, sideways, unfit

FARTHEST = 250
# What a focused thing looks like: an outline, or a ring or bar drawn as a shadow; and on screen.
SEEN = """(goal) => {
  const here = document.activeElement;
  if (here === document.body) return "nowhere";
  const look = getComputedStyle(here);
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  const box = here.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight;
  if (!ring && look.boxShadow === "none") return `no ring: ${here.outerHTML.slice(0, 120)}`;
  if (!inside) return `out of sight: ${here.outerHTML.slice(0, 120)}`;
  return here === goal ? "here" : "";
}"""
HERE, NOWHERE = "here", "nowhere"
HAS_FOCUS = "(element) => element === document.activeElement"
CHOSEN = "(list) => list.selectedOptions[0]?.text.trim()"
KEEP = re.compile("^Giữ như vậy")


class Hands(Protocol):
    """What the main job asks of a person at a page."""

    tab: Page

    def follow(self, link: Locator) -> None:
        """Open a link and wait for its page."""

    def press(self, words: str) -> None:
        """Press a button and wait for the page that answers."""

    def fill(self, label: str, words: str) -> None:
        """Write into a field."""

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""

    def attach(self, label: str, file: FilePayload) -> None:
        """Choose a file."""

    def unfold(self, words: str) -> None:
        """Open what is folded away."""

    def settle(self) -> int:
        """Keep every doubtful place of a draft; how many there were."""

    def saved(self, link: Locator) -> bytes:
        """The file behind a link."""


class Looks(Protocol):
    """Somebody who looks at each page that hands come to."""

    def look(self, tab: Page) -> None:
        """The page that the tab shows now."""


class Eyes:
    """Look at each page that hands come to, in a tab beside with the same cookies: axe, width."""

    def __init__(self, desk: Desk, width: int) -> None:
        """Nothing was seen yet."""
        self._context = desk.machine(width=width, bypass_csp=True)
        self._context.add_init_script(path=AXE)
        self._tab = self._context.new_page()
        self._seen: set[str] = set()
        self.found: list[str] = []

    def look(self, tab: Page) -> None:
        """One page of each address, whatever number stands in it."""
        path = urlsplit(tab.url).path
        kind = re.sub(r"\d+", "0", path)
        if kind in self._seen:
            return
        self._seen.add(kind)
        self._context.clear_cookies()
        self._context.add_cookies(tab.context.cookies())  # type: ignore[arg-type]  # read and written alike
        self._tab.goto(tab.url)
        problems = (*unfit(self._tab), *sideways(self._tab))
        self.found += [f"{path}: {problem}" for problem in problems]


def tab_to(tab: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus; each stop on the way shows that it has it.

    Past the last thing of the page Tab leads once through the browser's own, then to the first.
    """
    rounds = 0
    for _ in range(FARTHEST):
        tab.keyboard.press("Tab")
        seen = goal.evaluate(SEEN)
        if seen == HERE:
            return
        rounds += seen == NOWHERE
        assert not seen or (seen == NOWHERE and rounds == 1), seen
    pytest.fail(f"Tab does not lead to {goal}")


def answer(tab: Page, key: str) -> None:
    """Press the key that sends or opens, and wait for the page that comes."""
    with tab.expect_navigation():
        tab.keyboard.press(key)


class Keys:
    """A keyboard and nothing else: Tab finds a thing, Enter or Space works it."""

    def __init__(self, tab: Page, eyes: Looks) -> None:
        """A tab of a browser with JavaScript."""
        self.tab = tab
        self._eyes = eyes

    def follow(self, link: Locator) -> None:
        """Tab to the link, Enter."""
        self._reach(link.first)
        self._enter()

    def press(self, words: str) -> None:
        """Tab to the button, Enter."""
        button = self.tab.get_by_role("button", name=words, exact=True)
        self._reach(button.filter(visible=True).first)
        self._enter()

    def fill(self, label: str, words: str) -> None:
        """Tab to the field; what stands in it is replaced."""
        self._reach(steps.labelled(self.tab, label).filter(visible=True).first)
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.type(words)

    def choose(self, label: str, option: str) -> None:
        """Tab to the list, then down to the option."""
        field = steps.labelled(self.tab, label)
        self._reach(field)
        for _ in range(FARTHEST):
            if field.evaluate(CHOSEN) == option:
                return
            self.tab.keyboard.press("ArrowDown")
        pytest.fail(f"{option} is not offered")

    def attach(self, label: str, file: FilePayload) -> None:
        """Space on the field opens the window of the system, which takes the file."""
        # Chromium hears that its window is awaited on another way than its keys: sent together, the
        # key may come first and the window is lost. It is awaited before the field is reached.
        with self.tab.expect_file_chooser() as chooser:
            self._reach(steps.labelled(self.tab, label))
            self.tab.keyboard.press("Space")
        chooser.value.set_files(file)

    def unfold(self, words: str) -> None:
        """Tab to the words, Space."""
        self._reach(self.tab.locator("summary").filter(has_text=words))
        self.tab.keyboard.press("Space")

    def settle(self) -> int:
        """N leads to the next doubtful place, G keeps it."""
        left = self.tab.locator("[data-loa-left]")
        count = int(str(left.get_attribute("data-loa-left")))
        self.tab.keyboard.press("n")
        for before in range(count, 0, -1):
            expect(self.tab.locator("[data-loa-stop]:focus")).to_be_in_viewport()
            self.tab.keyboard.press("g")
            expect(self.tab.locator(f'[data-loa-left="{before - 1}"]')).to_be_attached()
        return count

    def saved(self, link: Locator) -> bytes:
        """Tab to the link, Enter."""
        self._reach(link)
        with self.tab.expect_download() as found:
            self.tab.keyboard.press("Enter")
        return Path(found.value.path()).read_bytes()

    def _enter(self) -> None:
        answer(self.tab, "Enter")
        self._eyes.look(self.tab)

    def _reach(self, goal: Locator) -> None:
        """On a fresh page past what stands on every page, where the goal lies below."""
        expect(goal).to_be_visible()
        fresh = self.tab.evaluate("document.activeElement === document.body")
        if fresh and self.tab.locator("main").count() and _is_in_main(goal):
            skip = self.tab.get_by_role("link", name="Tới nội dung chính")
            if skip.count():
                tab_to(self.tab, skip)
                self.tab.keyboard.press("Enter")
                expect(self.tab.locator("main")).to_be_focused()
        if not goal.evaluate(HAS_FOCUS):
            tab_to(self.tab, goal)


class Plain:
    """A finger on a phone whose browser runs no script."""

    def __init__(self, tab: Page, eyes: Looks) -> None:
        """A tab of a browser without JavaScript."""
        self.tab = tab
        self._eyes = eyes

    def follow(self, link: Locator) -> None:
        """Touch it."""
        self._go(link.filter(visible=True).first.click)

    def press(self, words: str) -> None:
        """Touch it."""
        button = self.tab.get_by_role("button", name=words, exact=True)
        self._go(button.filter(visible=True).first.click)

    def fill(self, label: str, words: str) -> None:
        """Write over what stands there."""
        steps.labelled(self.tab, label).filter(visible=True).first.fill(words)

    def choose(self, label: str, option: str) -> None:
        """From the list."""
        steps.labelled(self.tab, label).select_option(option)

    def attach(self, label: str, file: FilePayload) -> None:
        """The field of the form."""
        steps.labelled(self.tab, label).set_input_files(file)

    def unfold(self, words: str) -> None:
        """Touch the words."""
        steps.unfold(self.tab, words)

    def settle(self) -> int:
        """Each is kept by its own form."""
        keep = self.tab.get_by_role("button", name=KEEP)
        count = keep.count()
        for left in range(count, 0, -1):
            expect(keep).to_have_count(left)
            self._go(keep.first.click)
        return count

    def saved(self, link: Locator) -> bytes:
        """Touch it."""
        with self.tab.expect_download() as found:
            link.click()
        return Path(found.value.path()).read_bytes()

    def _go(self, act: Callable[[], None]) -> None:
        """A new page comes."""
        with self.tab.expect_navigation():
            act()
        self._eyes.look(self.tab)


def _is_in_main(goal: Locator) -> bool:
    return bool(goal.evaluate("(element) => Boolean(element.closest('main'))"))
