"""A file that takes long: its officer leaves, comes back, and is led to the draft."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from loa.foundation.jobs.tests.factories import run_jobs
from loa.modules.plans.tests.factories import PLAN_TEXT, Scene, make_scene
from loa.modules.plans.tests.web import no_page_waits

from . import steps
from .conftest import AXE, Desk, sideways, unfit

pytestmark = pytest.mark.django_db(transaction=True)

BROKEN = b"%PDF-1.7\nrubbish"


def send(tab: Page, name: str, data: bytes) -> None:
    """Choose a file on the page of the import; all that is sent now waits its turn."""
    tab.goto("/ke-hoach/nhap/")
    steps.labelled(tab, "Tệp kế hoạch").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    with no_page_waits():
        steps.press(tab, "Đọc văn bản")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Đang đọc tệp")


def test_read_while_one_waits_or_does_something_else(desk: Desk, browser: Browser) -> None:
    scene = make_scene()
    officer = desk.sit(scene.officer, width=320)
    send(officer, "ke-hoach.txt", PLAN_TEXT.encode())
    assert fits(desk, browser, officer) == []
    officer.get_by_role("link", name="Kế hoạch", exact=True).first.click()
    officer.get_by_role("link", name="ke-hoach.txt").click()
    expect(officer.get_by_text("Chờ đến lượt")).to_be_visible()
    run_jobs()
    officer.wait_for_url(re.compile("/kiem-tra/$"))
    officer.go_back()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Đã đọc xong")

    send(officer, "hỏng.pdf", BROKEN)
    run_jobs()
    expect(officer.get_by_text("vì tệp bị hỏng")).to_be_visible()
    assert fits(desk, browser, officer) == []
    expect(officer.get_by_role("button", name="Đọc lại")).to_be_visible()


def test_read_without_script(desk: Desk) -> None:
    scene: Scene = make_scene()
    officer = desk.sit(scene.officer, width=320, script=False)
    send(officer, "ke-hoach.txt", PLAN_TEXT.encode())
    assert sideways(officer) == []
    run_jobs()
    officer.get_by_role("link", name="Xem lại ngay").click()
    officer.wait_for_url(re.compile("/kiem-tra/$"))


def fits(desk: Desk, browser: Browser, officer: Page) -> list[str]:
    """What axe finds on the page where the officer is, and whether it scrolls sideways."""
    context = browser.new_context(
        base_url=desk.address,
        viewport={"width": 320, "height": 900},
        locale="vi-VN",
        bypass_csp=True,
    )
    try:
        context.add_cookies(officer.context.cookies())  # type: ignore[arg-type]  # read and written alike
        context.add_init_script(path=AXE)
        tab = context.new_page()
        tab.goto(officer.url)
        found = [*unfit(tab), *sideways(tab)]
        tab.set_viewport_size({"width": 1280, "height": 900})
        return [*found, *unfit(tab)]
    finally:
        context.close()
