"""`python -m tests.pictures [NAME …]`: takes the pictures of the guides anew, all or some.

Serves a demonstration of its own, signs in as each role and looks at its pages in headless
chromium, on a desk (1280 px) and on a telephone (360 px). Run it after a change of the screens.
"""

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.kill.house import served

from loa.kernel import demo_clock

from .album import ALBUM, WIDTHS, Picture

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
_PATIENCE_MS = 60_000
_QUALITY = 72


def take(browser: Browser, address: str, picture: Picture) -> Iterator[Path]:
    """One page in every width; the files that were written."""
    context = browser.new_context(
        base_url=address, locale="vi-VN", viewport={"width": 1280, "height": WIDTHS[1280]}
    )
    context.set_default_timeout(_PATIENCE_MS)
    tab = context.new_page()
    tab.goto("/")
    if picture.role:
        tab.locator(f"button.role[value={picture.role}]").click()
    picture.walk(tab)
    for width, height in WIDTHS.items():
        tab.set_viewport_size({"width": width, "height": height})
        yield _kept(tab, FOLDER / f"{picture.name}-{width}.webp")
    context.close()


def _kept(tab: Page, path: Path) -> Path:
    tab.wait_for_load_state("networkidle")
    tab.evaluate("scrollTo(0, 0)")
    seen = Image.open(io.BytesIO(tab.screenshot(animations="disabled", caret="hide")))
    seen.convert("RGB").save(path, "WEBP", quality=_QUALITY, method=6)
    return path


@contextmanager
def _place() -> Iterator[Path]:
    """A folder that the site's own account may enter."""
    place = Path(mkdtemp(prefix="loa-pictures-"))
    place.chmod(0o711)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def main(names: list[str]) -> int:
    """Take the pictures; the exit code."""
    wanted = [picture for picture in ALBUM if not names or picture.name in names]
    if unknown := set(names) - {picture.name for picture in ALBUM}:
        sys.stderr.write(f"No such picture: {', '.join(sorted(unknown))}\n")
        return 2
    FOLDER.mkdir(exist_ok=True)
    with _place() as place, served(place) as site, sync_playwright() as playwright:
        demo_clock.install(site.data, "")  # codes of a phone go by the site's own time
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for picture in wanted:
            for path in take(browser, f"http://127.0.0.1:{site.port}", picture):
                sys.stdout.write(f"{path.relative_to(FOLDER.parents[1])}  {path.stat().st_size}\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
