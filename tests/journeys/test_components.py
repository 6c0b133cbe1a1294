"""The components in a browser: accessible at every width, and what scripts add to them."""

import io
import json
from collections.abc import Callable, Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings
from PIL import Image
from playwright.sync_api import Browser, Page, expect

WIDTHS = (320, 360, 1280)
MATRIX = "table[data-loa-grid]"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The components' own addresses, served without a database."""
    with override_settings(ROOT_URLCONF="loa.foundation.ui.tests.urls"):
        thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()


@pytest.fixture
def gallery(page: Page, site: str) -> Page:
    """The gallery, open."""
    page.goto(f"{site}/mau-giao-dien/")
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_gallery_is_accessible(
    violations: Callable[[str, int], list[str]], site: str, width: int
) -> None:
    assert violations(f"{site}/mau-giao-dien/", width) == []


def test_error_page_is_accessible(violations: Callable[[str, int], list[str]], site: str) -> None:
    assert violations(f"{site}/hong/denied/", 320) == []


def test_everything_is_there_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/mau-giao-dien/")
    page.locator("summary.me").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    expect(page.locator(MATRIX).get_by_role("link").first).to_be_visible()
    context.close()


def test_grid_is_one_stop_and_arrows_walk(gallery: Page) -> None:
    grid = gallery.locator(MATRIX)
    assert grid.locator('[tabindex="0"]').count() == 1
    start = grid.locator("tbody tr").nth(2).locator("td a").first
    start.focus()
    gallery.keyboard.press("ArrowRight")
    focused = grid.locator("a:focus")
    assert focused.get_attribute("aria-label") != start.get_attribute("aria-label")
    assert focused.evaluate("(a) => a.closest('td').cellIndex") == 2
    gallery.keyboard.press("Home")
    assert grid.locator("th a:focus").count() == 1
    assert grid.locator('[tabindex="0"]').count() == 1


def test_popover_closes_by_escape_and_gives_the_focus_back(gallery: Page) -> None:
    gallery.locator("summary.org").click()
    button = gallery.get_by_role("button", name="UBND xã Hồng Quang")
    expect(button).to_be_visible()
    button.focus()
    gallery.keyboard.press("Escape")
    expect(button).to_be_hidden()
    expect(gallery.locator("summary.org")).to_be_focused()


def test_one_tick_chooses_all_and_the_bar_counts(gallery: Page) -> None:
    bar = gallery.locator("form.bulk")
    expect(bar).to_be_hidden()
    gallery.get_by_label("Chọn cả trang").check()
    expect(bar).to_be_visible()
    chosen = gallery.evaluate("[...new FormData(document.getElementById('bulk')).getAll('chosen')]")
    assert chosen == ["1", "2"]


def test_refused_form_takes_the_focus_and_leads_to_its_fields(gallery: Page) -> None:
    expect(gallery.locator("[data-loa-error-summary]")).to_be_focused()
    gallery.locator("[data-loa-error-summary] a").first.click()
    assert gallery.evaluate("document.activeElement.id") == "id_r-day"


def draft_form(page: Page) -> None:
    """Send the sample form to the view that takes or refuses it."""
    page.evaluate("document.querySelector('[data-loa-draft]').setAttribute('action', '/luu/')")


def test_typed_text_survives_reload_and_refusal_and_ends_when_taken(
    gallery: Page, site: str
) -> None:
    name = gallery.locator("#id_name")
    name.fill("Họp thôn 4")
    gallery.locator("#id_form_1").check()
    gallery.reload()
    expect(name).to_have_value("Họp thôn 4")
    expect(gallery.locator("#id_form_1")).to_be_checked()
    expect(gallery.get_by_text("Đã lấy lại chữ bạn nhập")).to_be_visible()

    draft_form(gallery)
    gallery.evaluate(
        """() => document.querySelector('[data-loa-draft]').insertAdjacentHTML(
            'beforeend', '<input type="hidden" name="refuse" value="1">')"""
    )
    gallery.locator("[data-loa-draft] button.govuk-button").click()
    gallery.wait_for_url(f"{site}/luu/")
    gallery.goto(f"{site}/mau-giao-dien/")
    expect(name).to_have_value("Họp thôn 4")

    draft_form(gallery)
    gallery.locator("[data-loa-draft] button.govuk-button").click()
    gallery.wait_for_url(f"{site}/luu/")
    gallery.goto(f"{site}/mau-giao-dien/")
    expect(name).to_have_value("")
    assert gallery.evaluate("Object.keys(localStorage).length") == 0


def test_draft_can_be_dropped_and_keeps_no_token(gallery: Page) -> None:
    gallery.locator("#id_name").fill("Họp thôn 4")
    kept = json.loads(gallery.evaluate("localStorage.getItem(Object.keys(localStorage)[0])"))
    assert "csrfmiddlewaretoken" not in json.dumps(kept)
    gallery.reload()
    gallery.get_by_role("button", name="Bỏ chữ đã nhập").click()
    expect(gallery.locator("#id_name")).to_have_value("")
    gallery.reload()
    expect(gallery.locator("#id_name")).to_have_value("")


def test_photo_is_made_smaller_and_loses_its_place(gallery: Page) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (22.0, 10.0, 0.0)}
    photo = io.BytesIO()
    Image.new("RGB", (3200, 2400), "#6F9C7B").save(photo, "JPEG", exif=exif)
    gallery.locator("#id_photos").set_input_files(
        {"name": "thôn 4.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    expect(gallery.locator("#loa-status")).to_have_text("Ảnh đã sẵn sàng để gửi.")
    sent = gallery.evaluate(
        """async () => [...new Uint8Array(
            await document.getElementById('id_photos').files[0].arrayBuffer())]"""
    )
    shrunk = Image.open(io.BytesIO(bytes(sent)))
    assert shrunk.size == (1600, 1200)
    assert 0x8825 not in shrunk.getexif()


def test_photo_that_cannot_be_read_is_sent_as_it_is(gallery: Page) -> None:
    gallery.locator("#id_photos").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no photo"}
    )
    expect(gallery.locator("#loa-status")).to_have_text("Ảnh đã sẵn sàng để gửi.")
    assert gallery.evaluate("document.getElementById('id_photos').files[0].size") == 8


def test_old_page_says_so_and_keeps_what_was_typed(gallery: Page) -> None:
    gallery.locator("#id_name").fill("Họp thôn 4")
    gallery.evaluate(
        """() => {
            document.querySelector('meta[name="loa-release"]').content = "0";
            htmx.ajax("GET", "/mau-giao-dien/", { target: "#loa-status", swap: "none" });
        }"""
    )
    expect(gallery.get_by_text("trang này là bản cũ")).to_be_visible()
    expect(gallery.locator("#id_name")).to_have_value("Họp thôn 4")


def test_failed_fragment_is_said_on_the_page(gallery: Page) -> None:
    gallery.evaluate(
        """() => htmx.ajax("GET", "/hong/denied/", { target: "#loa-status", swap: "innerHTML" })"""
    )
    expect(gallery.locator("#loa-notice")).to_have_text("Chỉ trưởng đơn vị được duyệt.")
