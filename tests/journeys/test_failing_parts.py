"""A part of a page that cannot be fetched or saved: told what to do, and nothing typed is lost."""

import json
from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect

from loa.modules.plans import facade as plans
from loa.modules.plans.models import Task
from loa.modules.plans.tests.factories import AT, PLAN_TEXT, drafted, make_scene

from .conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)

UNSURE = PLAN_TEXT.replace("trước ngày 31/3/2022.", "trong tháng 3.")
TYPED = "30/6/2022"
BARE = {
    403: "Tải lại trang rồi thử lại",
    409: "Tải lại trang rồi thử lại",
    413: "Bớt tệp rồi gửi lại",
    429: "Chờ một phút rồi thử lại",
    500: "Tải lại trang rồi thử lại",
    502: "Chờ một phút rồi thử lại",
    503: "Chờ một phút rồi thử lại",
}
"""What whoever stands before the site answers, with no words of its own."""


def _fails(tab: Page, status: int, headers: dict[str, str] | None = None) -> None:
    """The next sendings of the day come to that; 0 is a line that is lost."""

    def answer(route: Route) -> None:
        if status:
            route.fulfill(status=status, headers=headers or {}, body="<h1>Bad</h1>")
        else:
            route.abort()

    tab.unroute_all()
    tab.route("**/han/", answer)


def test_every_failure_says_what_to_do_and_keeps_what_was_typed(desk: Desk) -> None:
    """Also what is answered by a proxy, and what no answer comes to."""
    scene = make_scene()
    plan_id = drafted(scene, UNSURE)
    tab = desk.sit(scene.officer)
    tab.goto(f"/ke-hoach/{plan_id}/kiem-tra/")
    form = tab.locator("[data-loa-stop] form.fix").filter(has=tab.locator("[name=due_on]")).first
    field, save = form.locator("[name=due_on]"), form.get_by_role("button")
    field.fill(TYPED)
    notice = tab.locator("#loa-notice")

    told = {"loa:notice": {"words": "Kỳ này đã khoá.", "tone": "note-b"}}
    in_words = {"HX-Trigger": json.dumps(told, ensure_ascii=True), "HX-Reswap": "none"}
    cases: list[tuple[int, dict[str, str], str]] = [(0, {}, "Kiểm tra mạng rồi thử lại")]
    cases += [(status, {}, words) for status, words in BARE.items()]
    cases += [(status, in_words, "Kỳ này đã khoá.") for status in (409, 422, 503)]
    for status, headers, words in cases:
        _fails(tab, status, headers)
        save.click()
        expect(notice).to_contain_text(words)
        expect(field).to_have_value(TYPED)

    tab.unroute_all()
    save.click()
    expect(notice).to_have_count(0)
    expect(field).to_have_count(0)
    assert Task.objects.filter(plan=plan_id, due_on=date(2022, 6, 30)).exists()
    assert {problem.split()[0] for problem in desk.problems} <= {"500", "502", "503"}
    desk.problems.clear()  # they were made up


def test_a_task_that_somebody_else_changed_stays_on_the_page(desk: Desk) -> None:
    """L02: who presses «Bỏ» on what he saw before is told so, and the task is still there."""
    scene = make_scene()
    plan_id = drafted(scene)
    task = Task.objects.filter(plan=plan_id).order_by("ordinal")[0]
    tab = desk.sit(scene.officer)
    tab.goto(f"/ke-hoach/{plan_id}/kiem-tra/")
    plans.save_task(
        actor=scene.officer,
        plan_id=plan_id,
        task_id=task.pk,
        version=task.version,
        facts=plans.task_facts(task),
        at=AT,
    )
    part = tab.locator(f"#f-task-{task.pk}")
    part.get_by_role("button", name="Bỏ").click()
    expect(tab.locator("#loa-notice")).to_contain_text("Tải lại trang để xem bản mới")
    expect(part).to_be_in_viewport()
    expect(tab.locator("#loa-notice")).to_be_in_viewport(ratio=1)
    assert Task.objects.filter(pk=task.pk).exists()


def test_a_part_that_asks_by_itself_says_when_it_hears_nothing_any_more(desk: Desk) -> None:
    """A miss passes in silence; then words and a button, which asks again; the answer ends them."""
    scene = make_scene()
    plan_id = drafted(scene)
    tab = desk.sit(scene.officer)
    tab.goto(f"/ke-hoach/{plan_id}/kiem-tra/")
    form, lost = tab.locator("#co-mat"), tab.locator("#co-mat-lost")
    tab.route("**/co-mat/", lambda route: route.abort())
    for _ in range(3):
        with tab.expect_event("requestfailed"):
            form.dispatch_event("loa:beat")
    expect(lost).to_contain_text("không nghe được máy chủ")
    again = lost.get_by_role("button", name="Thử lại")
    again.click()
    expect(lost).to_contain_text("Vẫn chưa nghe được máy chủ")

    tab.unroute_all()
    again.click()
    expect(lost).to_have_count(0)
    expect(tab.locator("#loa-notice")).to_have_count(0)
