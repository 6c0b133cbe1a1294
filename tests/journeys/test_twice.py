"""The same button pressed twice, and two officers at the same thing."""

import pytest
from playwright.sync_api import Page, expect

from loa.foundation.orgs.tests.factories import make_actor
from loa.modules.plans import facade as plans
from loa.modules.plans.models import Activity, Assignment, Task
from loa.modules.plans.tests.factories import drafted, issued, make_scene, occurrence_of

from . import steps
from .conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = "Lời của người thứ nhất", "Lời của người thứ hai"


def second_tab(tab: Page) -> Page:
    """The same page once more, in the same browser."""
    other = tab.context.new_page()
    other.goto(tab.url)
    return other


def test_draft_issued_from_two_tabs_is_issued_once(desk: Desk) -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    one = desk.sit(scene.officer)
    one.goto(f"/ke-hoach/{plan_id}/kiem-tra/")
    two = second_tab(one)
    steps.press(one, "Giao nhiệm vụ")
    count = Assignment.objects.filter(plan=plan_id).count()
    expect(one.get_by_text("việc cho các đơn vị")).to_contain_text(str(count))

    steps.press(two, "Giao nhiệm vụ")
    expect(two.get_by_text("việc cho các đơn vị")).to_contain_text(str(count))
    assert two.url == one.url
    assert Assignment.objects.filter(plan=plan_id).count() == count > 0


def test_activity_sent_twice_is_one(desk: Desk) -> None:
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    tab = desk.sit(scene.focal)
    tab.goto(f"/viec/{work.pk}/")
    steps.fill_activity(tab, "Phát tờ rơi tại thôn 1", day="09/02/2022", leaflets=30)
    used = tab.locator("#id_key").input_value()
    tab.get_by_role("button", name="Lưu hoạt động").dblclick(no_wait_after=True)
    expect(tab.get_by_role("heading", name="Phát tờ rơi tại thôn 1")).to_have_count(1)

    again = second_tab(tab)
    again.goto(f"/viec/{work.pk}/")
    steps.fill_activity(again, "Phát tờ rơi tại thôn 1", day="09/02/2022", leaflets=30)
    again.locator("#id_key").evaluate("(field, used) => { field.value = used; }", used)
    steps.press(again, "Lưu hoạt động")
    expect(again.get_by_role("heading", name="Phát tờ rơi tại thôn 1")).to_have_count(1)
    assert Activity.objects.filter(occurrence=work).count() == 1


def test_step_taken_from_two_tabs_is_taken_once(desk: Desk) -> None:
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    tab = desk.sit(scene.head)
    tab.goto(f"/viec/{work.pk}/")
    steps.fill_activity(tab, "Phát tờ rơi tại thôn 1", day="09/02/2022", leaflets=30)
    steps.press(tab, "Lưu hoạt động")
    other = second_tab(tab)
    steps.press(tab, "Duyệt và nộp")
    steps.press(other, "Duyệt và nộp")
    expect(other.get_by_text("Lãnh đạo đơn vị duyệt, nộp lên cấp trên")).to_have_count(1)
    work.refresh_from_db()
    assert work.state == plans.WorkState.SUBMITTED


def test_second_officer_sees_both_texts_and_overwrites_nothing(desk: Desk) -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    task = Task.objects.filter(plan=plan_id).order_by("ordinal")[0]
    colleague = make_actor(next(iter(scene.officer.posts)).role, scene.office.id)
    one, two = desk.sit(scene.officer), desk.sit(colleague)
    for tab in (one, two):
        tab.goto(f"/ke-hoach/{plan_id}/kiem-tra/nhiem-vu/{task.pk}/")
    steps.labelled(one, "Tên ngắn").fill(FIRST)
    steps.labelled(two, "Tên ngắn").fill(SECOND)
    steps.press(one, "Lưu nhiệm vụ")

    steps.press(two, "Lưu nhiệm vụ")
    expect(two.get_by_role("alert")).to_be_visible()
    expect(steps.labelled(two, "Tên ngắn")).to_have_value(SECOND)
    expect(two.locator("main").get_by_text(FIRST)).to_be_visible()
    task.refresh_from_db()
    assert task.title == FIRST

    steps.press(two, "Lưu nhiệm vụ")
    task.refresh_from_db()
    assert task.title == SECOND
