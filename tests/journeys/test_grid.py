"""The grid of units by tasks: walked by keyboard, opened and left, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from loa.kernel.text import fold
from loa.modules.plans.tests.factories import issued, make_scene, occurrence_of

from . import steps
from .conftest import Desk, sideways
from .hands import HERE, SEEN, tab_to

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = 320


def test_grid_is_walked_filtered_and_opened_by_keyboard(desk: Desk) -> None:
    """The arrows walk cells, Enter opens beside the grid, Esc gives the focus back to the cell."""
    scene = make_scene()
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    tab = desk.sit(scene.officer)
    tab.goto(f"/ke-hoach/{plan_id}/ma-tran/")
    search = steps.labelled(tab, "Tìm đơn vị")
    tab_to(tab, search)
    tab.keyboard.type(fold(scene.commune.name))
    tab.keyboard.press("Enter")
    cell = tab.locator(f'.mx td a[href="/viec/{work.pk}/"]')
    expect(cell).to_be_visible()
    expect(search).to_be_focused()
    filtered = tab.url
    assert "q=" in filtered

    grid = tab.get_by_role("grid")
    one_stop = grid.locator('[tabindex="0"]')
    expect(one_stop).to_have_count(1)
    tab_to(tab, one_stop)
    tab.keyboard.press("Control+End")
    expect(one_stop).to_have_class(re.compile("tot"))
    tab.keyboard.press("Home")
    unit = grid.get_by_role("link", name=scene.commune.short_name, exact=True)
    expect(unit).to_be_focused()
    for _ in range(cell.evaluate("(link) => link.closest('td').cellIndex")):
        tab.keyboard.press("ArrowRight")
    expect(cell).to_be_focused()
    tab.keyboard.press("PageUp")
    expect(grid.locator("thead th :focus")).to_have_count(1)
    tab.keyboard.press("PageDown")
    expect(cell).to_be_focused()
    assert cell.evaluate(SEEN) == HERE
    expect(one_stop).to_have_count(1)

    tab.keyboard.press("Enter")
    panel = tab.locator("aside[data-loa-panel]")
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    assert f"viec={work.pk}" in tab.url
    tab.keyboard.press("Escape")
    expect(cell).to_be_focused()
    expect(panel).to_have_count(0)
    assert tab.url == filtered

    # Hazard U01: going back brings whole pages, with the panel and the filter that were there.
    tab.go_back()
    expect(panel).to_be_visible()
    expect(tab.locator("header .mark")).to_be_visible()
    tab.go_back()
    expect(panel).to_have_count(0)
    expect(search).to_have_value(fold(scene.commune.name))
    expect(cell).to_be_visible()
    expect(tab.locator("header .mark")).to_be_visible()


def test_what_was_chosen_of_a_filter_and_taken_back_is_off(desk: Desk) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    tab = desk.sit(scene.officer)
    tab.goto(f"/ke-hoach/{plan_id}/ma-tran/?muon=on")
    late = tab.get_by_label("So với hạn")
    expect(late).to_have_value("on")
    late.select_option("")
    tab.get_by_role("button", name="Lọc").press("Enter")
    expect(tab.locator("table.mx")).to_be_visible()
    expect(late).to_have_value("")
    assert "muon" not in tab.url


def test_grid_is_a_list_that_filters_at_320(desk: Desk) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    tab = desk.sit(scene.officer, width=NARROW, script=False)
    tab.goto(f"/ke-hoach/{plan_id}/ma-tran/")
    assert sideways(tab) == []
    expect(tab.locator("table.mx")).to_be_hidden()
    tab.get_by_role("link", name="Lọc", exact=True).click()
    steps.labelled(tab, "Tìm đơn vị").fill(scene.commune.name)
    steps.labelled(tab, "Trạng thái").select_option(label="Chưa bắt đầu")
    steps.press(tab, "Lọc")
    assert sideways(tab) == []
    listed = tab.locator("section.ml")
    expect(listed.get_by_role("link", name=scene.commune.short_name, exact=True)).to_be_visible()
    listed.locator("li a").first.click()
    expect(tab.get_by_role("heading", name="Phải làm gì")).to_be_visible()
    tab.go_back()
    expect(listed.locator("li a").first).to_be_visible()


def test_grid_is_a_table_of_links_without_script(desk: Desk) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    tab = desk.sit(scene.officer, script=False)
    tab.goto(f"/ke-hoach/{plan_id}/ma-tran/")
    tab.locator("table.mx tr.gr a").last.click()
    cell = tab.locator("table.mx td a").first
    work = str(cell.get_attribute("href"))
    cell.click()
    expect(tab).to_have_url(f"{desk.address}{work}")
    expect(tab.locator("h1")).to_be_visible()
