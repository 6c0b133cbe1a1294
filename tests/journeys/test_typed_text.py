"""Going back, and text that was typed while the session ended or the page grew old."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from loa.foundation.orgs.tests.factories import make_account
from loa.modules.plans.models import Activity
from loa.modules.plans.tests.factories import PLAN_TEXT, imported, issued, make_scene, occurrence_of

from . import steps
from .conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)

PHRASE = "ba con vịt bơi qua sông"
TYPED = "Phát tờ rơi tại thôn 4, gõ dở"
UNSURE = PLAN_TEXT.replace("trước ngày 31/3/2022.", "trong tháng 3 (tại Biểu đính kèm).")


def test_text_typed_while_the_session_ended_is_there_after_signing_in(desk: Desk) -> None:
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    account = make_account(scene.focal, password=PHRASE)
    tab = desk.machine().new_page()
    tab.goto(f"/viec/{work.pk}/")

    def sign_in() -> None:
        steps.labelled(tab, "Tên đăng nhập").fill(account.username)
        steps.labelled(tab, "Mật khẩu").fill(PHRASE)
        steps.press(tab, "Đăng nhập")

    sign_in()
    steps.fill_activity(tab, TYPED, day="09/02/2022", leaflets=30)
    Session.objects.all().delete()
    steps.press(tab, "Lưu hoạt động")
    expect(tab.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert not Activity.objects.exists()

    sign_in()
    expect(tab).to_have_url(f"{desk.address}/viec/{work.pk}/")
    expect(tab.get_by_text("Đã lấy lại chữ bạn nhập")).to_be_visible()
    expect(steps.labelled(tab, "Đã làm gì")).to_have_value(TYPED)
    expect(steps.labelled(tab, "Tờ rơi, tờ gấp")).to_have_value("30")
    steps.press(tab, "Lưu hoạt động")
    expect(tab.get_by_role("heading", name=TYPED)).to_be_visible()
    tab.reload()
    expect(tab.get_by_text("Đã lấy lại chữ bạn nhập")).to_have_count(0)
    expect(steps.labelled(tab, "Đã làm gì")).to_have_value("")


def test_form_with_an_old_token_keeps_its_text_and_goes_through_later(desk: Desk) -> None:
    """U03."""
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    tab = desk.sit(scene.focal)
    tab.goto(f"/viec/{work.pk}/")
    steps.fill_activity(tab, TYPED, day="09/02/2022", leaflets=30)
    token = tab.locator("#them-hoat-dong input[name=csrfmiddlewaretoken]")
    token.evaluate("(field) => { field.value = 'x'.repeat(64); }")
    steps.press(tab, "Lưu hoạt động")
    expect(tab.get_by_role("heading", name="Chưa nhận được nội dung gửi")).to_be_visible()

    tab.goto(f"/viec/{work.pk}/")
    expect(steps.labelled(tab, "Đã làm gì")).to_have_value(TYPED)
    steps.press(tab, "Lưu hoạt động")
    expect(tab.get_by_role("heading", name=TYPED)).to_be_visible()
    assert Activity.objects.count() == 1


def test_text_typed_without_a_line_is_there_after_the_reload(desk: Desk) -> None:
    """U04: no line, sent in vain, closed; the next day, the line back, it is sent and forgotten."""
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    tab = desk.sit(scene.focal)
    tab.goto(f"/viec/{work.pk}/")
    tab.context.set_offline(True)
    steps.fill_activity(tab, TYPED, day="09/02/2022", leaflets=30)
    with pytest.raises(PlaywrightError, match="INTERNET_DISCONNECTED"):
        steps.press(tab, "Lưu hoạt động")
    later = tab.context.new_page()
    tab.close()

    later.context.set_offline(False)
    later.goto(f"/viec/{work.pk}/")
    expect(steps.labelled(later, "Đã làm gì")).to_have_value(TYPED)
    expect(steps.labelled(later, "Tờ rơi, tờ gấp")).to_have_value("30")
    steps.press(later, "Lưu hoạt động")
    expect(later.get_by_role("heading", name=TYPED)).to_be_visible()
    expect(steps.labelled(later, "Đã làm gì")).to_have_value("")
    assert Activity.objects.count() == 1


def test_new_release_while_a_form_is_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """U06: the old page says that it is old, and a reload loses nothing."""
    scene = make_scene()
    plan_id = imported(scene, UNSURE)
    tab = desk.sit(scene.officer)
    tab.goto(f"/ke-hoach/{plan_id}/kiem-tra/")
    field = tab.locator("[data-loa-stop] input[name=due_on]").first
    field.fill("30/6/2022")
    monkeypatch.setattr("loa.foundation.ui.errors.release", lambda: "another")
    monkeypatch.setattr("loa.foundation.ui.templatetags.loa_ui.release", lambda: "another")
    expect(tab.get_by_text("trang này là bản cũ")).to_be_visible()
    expect(field).to_have_value("30/6/2022")

    tab.reload()
    expect(field).to_have_value("30/6/2022")
    expect(tab.get_by_text("Đã lấy lại chữ bạn nhập")).to_be_visible()
    expect(tab.get_by_text("trang này là bản cũ")).to_have_count(0)
