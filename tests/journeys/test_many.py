"""A long act and the publishing of a unit's own plan, as people do them on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from loa.foundation.orgs.facade import Actor
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import publicity
from loa.modules.plans.models import Occurrence
from loa.modules.plans.rules import many
from loa.modules.plans.tests.factories import issued, make_scene
from loa.modules.plans.types import WorkState
from loa.modules.plans.web import many_pages

from .conftest import AXE, Desk, Today, low, sideways, unfit

pytestmark = pytest.mark.django_db(transaction=True)


def quiet_tab(desk: Desk, actor: Actor) -> Page:
    """A phone that gets none of the site's scripts, yet runs the checker's."""
    context = desk.machine(width=360, bypass_csp=True)
    context.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    desk.enter(context, actor)
    tab = context.new_page()
    tab.goto("/")
    return tab


def press(tab: Page, words: str) -> list[str]:
    """Press what begins with the words; what is wrong with the page that answers.

    A page that answers a form has no address of its own, so it is looked at where it stands.
    """
    button = tab.locator("main").get_by_role("button", name=re.compile(f"^{words}")).first
    with tab.expect_navigation():
        button.click()
    tab.evaluate(AXE.read_text())
    return [f"{tab.title()}: {one}" for one in (*unfit(tab), *sideways(tab), *low(tab))]


def test_a_long_act_is_offered_unticked_and_goes_on_by_its_button(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without scripts: each page says how far it is and is fit, the last says what came of it."""
    scene = make_scene()
    issued(scene)
    monkeypatch.setattr(many, "FEW", 1)
    monkeypatch.setattr(many_pages, "AT_ONCE", 1)
    tab = quiet_tab(desk, scene.focal)
    offer = tab.get_by_role("button", name=re.compile(r"^Chọn cả \d+ việc khớp bộ lọc$")).first
    count = int(re.findall(r"\d+", offer.inner_text())[0])
    found = press(tab, "Chọn cả")
    found += press(tab, "Nhận việc")
    found += press(tab, f"Nhận việc {count} việc")
    for passed in range(1, count):
        expect(tab.get_by_text(f"đã qua {passed}/{count} việc").first).to_be_visible()
        expect(tab.get_by_role("progressbar")).to_be_visible()
        found += press(tab, f"Làm tiếp {count - passed} việc")
    expect(tab.get_by_text(f"Đã làm {count}/{count} việc đã chọn.")).to_be_visible()
    mine = Occurrence.objects.filter(assignment__unit=scene.commune.id)
    assert mine.exclude(state=WorkState.NOT_STARTED).count() == count
    assert found == []


def test_a_head_publishes_the_plan_of_his_unit_and_a_citizen_reads_it(
    desk: Desk, today: Today
) -> None:
    """What is shown before is what everybody reads after; taken back nobody reads it."""
    scene = make_scene()
    plan_id = issued(scene)
    publicity.publish_plan(
        actor=scene.officer, plan_id=plan_id, file=publicity.PublicFile.NONE, at=today.at
    )
    own = plans.make_own_plan(
        actor=scene.focal, parent_id=plan_id, unit_id=scene.commune.id, at=today.at
    )
    plans.issue_plan(
        actor=scene.head, plan_id=own, version=None, number="7", as_it_stands=True, at=today.at
    )
    citizen = desk.machine(width=360).new_page()
    head = quiet_tab(desk, scene.head)
    head.goto(f"/ke-hoach/{own}/")
    head.get_by_role("link", name=re.compile("ông khai cho người dân")).click()
    found = press(head, "Công khai")
    citizen.goto(f"/cong-khai/ke-hoach/{own}/")
    expect(citizen.get_by_text("07/KH-UBND").first).to_be_visible()
    expect(citizen.get_by_text(scene.commune.name).first).to_be_visible()
    found += press(head, "Thôi công khai")
    assert citizen.request.get(f"/cong-khai/ke-hoach/{own}/").status == 404
    assert found == []
