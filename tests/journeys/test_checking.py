"""Thirty tasks checked by keys alone, and two officers at one draft."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from loa.foundation.orgs.facade import Actor
from loa.foundation.orgs.tests.factories import make_actor
from loa.modules.plans.models import Doubt, Plan, Task
from loa.modules.plans.tests.factories import imported, make_scene
from loa.modules.plans.tests.long_plan import long_plan
from loa.modules.plans.types import DoubtCode, DoubtState

from .conftest import AXE, Desk, sideways, unfit

pytestmark = pytest.mark.django_db(transaction=True)

TASKS = 30
BLANKS = f"\nMẫu báo cáo\nKết quả: {'.' * 200}\n"
"""A form to fill in: its dots are one word that no line of a phone holds."""
KEYS_A_DOUBT = 4
"""Keys and letters for one doubt on the whole, what is typed into fields included."""


class Keyboard:
    """Hands on the keyboard of one tab; counts what they press."""

    def __init__(self, tab: Page) -> None:
        """Nothing was pressed yet."""
        self.tab = tab
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.tab.keyboard.press(key)
            self.pressed += 1

    def type(self, words: str) -> None:
        """Type into the field that has the focus."""
        expect(self.tab.locator("input:focus, textarea:focus")).to_be_visible()
        self.tab.keyboard.type(words)
        self.pressed += len(words)


def left(tab: Page) -> int:
    """How many places are to be looked at, as the bar below says."""
    return int(str(tab.locator("[data-loa-left]").get_attribute("data-loa-left")))


def settled(tab: Page, before: int) -> None:
    """One place less, and the next one has the focus."""
    expect(tab.locator(f'[data-loa-left="{before - 1}"]')).to_be_visible()
    if before > 1:
        expect(tab.locator("[data-loa-stop]:focus")).to_be_visible()


def mend(hands: Keyboard, doubt: Doubt, day: str) -> None:
    """What an officer does with each kind of doubt, from the place of the doubt itself."""
    if doubt.code == DoubtCode.NUMBER_MISSING:
        hands.press("Enter")
        hands.type("12")
        hands.press("Enter")
    elif doubt.code == DoubtCode.DATE_MISSING:
        hands.press("Enter")
        hands.type("24/1/2022")
        hands.press("Enter")
    elif doubt.code == DoubtCode.ACTOR_UNSURE:
        hands.press("Enter")
        hands.type("so ke h")
        expect(hands.tab.get_by_role("option", name="Sở Kế hoạch và Đầu tư")).to_be_visible()
        hands.press("Enter", "Enter")
    elif day:
        hands.press("Enter")
        hands.type(day)
        hands.press("Enter")
    else:
        hands.press("g")


def test_thirty_tasks_are_checked_by_keys_alone(desk: Desk) -> None:
    scene = make_scene()
    plan_id = imported(scene, long_plan(TASKS))
    total = Doubt.objects.filter(plan=plan_id).count()
    tab = desk.sit(scene.officer)
    tab.goto(f"/ke-hoach/{plan_id}/kiem-tra/")
    hands = Keyboard(tab)
    hands.press("n")
    dues = iter(["31/5/2022", "30/9/2022"])
    for before in range(total, 3, -1):
        here = tab.locator("[data-loa-stop]:focus")
        expect(here).to_be_in_viewport()
        doubt = Doubt.objects.get(pk=str(here.get_attribute("id")).removeprefix("cho-"))
        is_due = doubt.code in {DoubtCode.DUE_GUESSED, DoubtCode.DUE_RELATIVE}
        assert (
            tab.locator(f'[data-loa-joins~="cho-{doubt.pk}"].on').count()
            or is_due
            or (doubt.start is None)
        ), "the source shows the passage of the doubt"
        mend(hands, doubt, next(dues, "") if is_due else "")
        settled(tab, before)
    hands.press("g", "g", "g")  # faster than the answers come: each counts at its own place
    expect(tab.locator('[data-loa-left="0"]')).to_be_visible()
    assert not Doubt.objects.filter(plan=plan_id, state=DoubtState.OPEN).exists()
    assert hands.pressed <= KEYS_A_DOUBT * total, hands.pressed
    plan = Plan.objects.get(pk=plan_id)
    assert (plan.number, str(plan.signed_on)) == ("12", "2022-01-24")

    first = Task.objects.get(plan=plan_id, ordinal=2)
    tab.goto(f"/ke-hoach/{plan_id}/kiem-tra/?lai=1#f-task-{first.pk}")
    expect(tab.locator(f"#f-task-{first.pk}")).to_be_focused()
    hands.press("t")
    expect(tab.locator("textarea:focus")).to_be_visible()
    hands.press("Control+Enter")
    expect(tab.get_by_text(f"{TASKS + 1} nhiệm vụ")).to_be_visible()
    expect(tab.locator(f"#f-task-{first.pk}")).to_be_focused()
    hands.press("m")
    expect(tab.get_by_text(f"{TASKS} nhiệm vụ")).to_be_visible()
    hands.press("b")
    expect(tab.get_by_text(f"{TASKS - 1} nhiệm vụ")).to_be_visible()
    hands.press("u")
    expect(tab.get_by_text(f"{TASKS} nhiệm vụ")).to_be_visible()
    hands.press("?")
    expect(tab.get_by_role("dialog", name="Phím tắt")).to_be_visible()


def test_two_officers_see_each_other_and_lose_nothing(desk: Desk, browser: Browser) -> None:
    """L02, U04: nothing typed is lost, whoever was first, and whatever became of the page."""
    scene = make_scene()
    plan_id = imported(scene, long_plan(9) + BLANKS)
    address = f"/ke-hoach/{plan_id}/kiem-tra/"
    colleague = make_actor(next(iter(scene.officer.posts)).role, scene.office.id)
    one, two = desk.sit(scene.officer), desk.sit(colleague)
    doubts = Doubt.objects.filter(plan=plan_id, code=DoubtCode.DUE_GUESSED).order_by("ordinal")
    first, other = doubts[0], doubts[1]
    for tab in (one, two):
        tab.goto(f"{address}#cho-{first.pk}")
        expect(tab.locator(f"#cho-{first.pk}")).to_be_focused()
    two.keyboard.press("n")
    task = first.task
    assert task is not None
    expect(two.locator("#co-mat .who")).to_contain_text(f"nhiệm vụ {task.ordinal}")
    expect(two.locator(f"#f-task-{task.pk} .who-b")).to_contain_text("đang xem")

    field = f"#cho-{first.pk} input[name=due_on]"
    two.locator(field).fill("1/7/2022")
    two.reload()
    expect(two.locator(field)).to_have_value("1/7/2022")
    expect(two.get_by_text("Đã lấy lại chữ bạn nhập")).to_be_visible()
    one.locator(field).fill("31/5/2022")
    one.locator(field).press("Enter")
    expect(one.locator(f"#cho-{other.pk}")).to_be_focused()
    two.locator(field).press("Enter")
    both = two.get_by_role("region", name="Người khác vừa sửa mục này")
    expect(both).to_contain_text("31/05/2022")
    expect(both).to_contain_text("1/7/2022")
    assert str(Task.objects.get(pk=task.pk).due_on) == "2022-05-31"
    two.get_by_role("button", name="Lưu chữ của tôi").click()
    expect(two.locator(f"#f-task-{task.pk} .f").nth(1)).to_contain_text("01/07/2022")
    assert str(Task.objects.get(pk=task.pk).due_on) == "2022-07-01"

    looks_right_while_things_are_open(desk, browser, scene.officer, plan_id)


def looks_right_while_things_are_open(
    desk: Desk, browser: Browser, officer: Actor, plan_id: int
) -> None:
    """What the walk over every page does not open: the picker, the keys, a form in its place."""
    context = browser.new_context(base_url=desk.address, locale="vi-VN", bypass_csp=True)
    try:
        desk.enter(context, officer)
        context.add_init_script(path=AXE)
        tab = context.new_page()
        tab.goto(f"/ke-hoach/{plan_id}/kiem-tra/")
        found: list[str] = []
        tab.get_by_role("link", name=re.compile("^Đơn vị của nhiệm vụ")).first.click()
        tab.get_by_label("Tìm đơn vị").first.fill("so tu")
        expect(tab.get_by_role("option", name="Sở Tư pháp")).to_be_visible()
        for width in (1280, 360, 320):
            tab.set_viewport_size({"width": width, "height": 800})
            found += [f"{width}: {problem}" for problem in (*unfit(tab), *sideways(tab))]
        assert found == []
    finally:
        context.close()
