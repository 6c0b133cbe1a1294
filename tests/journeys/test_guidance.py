"""A question is asked on a phone, answered once, and found by who has the same task."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.modules.plans.models import Guidance, Question
from loa.modules.plans.tests.factories import (
    BOARD,
    TODAY,
    as_person,
    asked,
    issued,
    make_scene,
    occurrence_of,
    replied,
)
from loa.modules.plans.types.guidance import QuestionState

from . import steps
from .conftest import Desk, Today
from .hands import Eyes, Keys, Plain

pytestmark = pytest.mark.django_db(transaction=True)

PLAN = "Xây dựng kế hoạch truyền thông của đơn vị"
WHO_SIGNS = "Kế hoạch của xã do ai ký ban hành?"
CHAIR = "Chủ tịch UBND xã ký, đóng dấu UBND xã."


@pytest.mark.long
def test_a_question_is_answered_once_and_reaches_who_has_the_same_task(
    desk: Desk, today: Today
) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    today.set(2022, 3, 15)
    neighbour = next(
        row for row in orgs.children_of(scene.district.id, TODAY) if row.id != scene.commune.id
    )
    replied(
        scene.district_officer, asked(scene, plan_id, about="kế hoạch", at=today.at), at=today.at
    )

    phone = Eyes(desk, 360)
    focal = Plain(desk.sit(as_person(scene.focal), width=360, script=False), phone)
    steps.open_work(focal.tab, PLAN)
    focal.unfold("Hỏi cách làm")
    focal.tab.get_by_label("Câu hỏi").fill("Danh mục thủ tục đăng ở đâu, và kế hoạch ai ký?")
    focal.press("Gửi câu hỏi")
    expect(focal.tab.get_by_role("heading", name="Đã có hướng dẫn tương tự")).to_be_visible()
    expect(focal.tab.get_by_text(BOARD.words)).to_be_visible()
    focal.tab.get_by_label("Câu hỏi").fill(WHO_SIGNS)
    focal.press("Vẫn gửi câu hỏi này")
    expect(focal.tab.get_by_role("link", name=WHO_SIGNS).first).to_be_visible()
    question = Question.objects.get(words=WHO_SIGNS)

    eyes = Eyes(desk, 1280)
    superior = Keys(desk.sit(scene.district_officer), eyes)
    superior.tab.goto(f"/cau-hoi/{question.pk}/")
    superior.fill("Nội dung hướng dẫn", CHAIR)
    superior.fill("Căn cứ", "Điều 36 Luật Tổ chức chính quyền địa phương")
    superior.press("Gửi trả lời, lưu thành hướng dẫn")
    expect(superior.tab.get_by_text(CHAIR).first).to_be_visible()
    given = Guidance.objects.latest("pk")

    other = Plain(
        desk.sit(
            as_person(make_actor(orgs.Role.FOCAL_OFFICER, neighbour.id)), width=360, script=False
        ),
        phone,
    )
    other.tab.goto(reverse("desk:notice-list"))
    expect(other.tab.get_by_role("link", name=WHO_SIGNS).first).to_be_visible()
    other.tab.goto(f"/ke-hoach/{plan_id}/huong-dan/")
    other.tab.get_by_role("searchbox").fill("ke hoach cua xa ai ky")
    other.press("Tìm")
    other.follow(other.tab.get_by_role("link", name=WHO_SIGNS))
    expect(other.tab.get_by_text(CHAIR)).to_be_visible()
    other.press("Đã đọc")
    work = occurrence_of(plan_id, neighbour.id, "kế hoạch")
    other.tab.goto(f"/viec/{work.pk}/")
    expect(other.tab.get_by_role("link", name=WHO_SIGNS)).to_be_visible()
    other.unfold("Hỏi cách làm")
    other.tab.get_by_label("Câu hỏi").fill("Ai ký kế hoạch của xã?")
    other.press("Gửi câu hỏi")
    answer = other.tab.get_by_role("button", name=re.compile(rf"^Điều này.*{WHO_SIGNS[:-1]}"))
    with other.tab.expect_navigation():
        answer.click()
    assert Question.objects.latest("pk").guidance_id == given.pk
    assert Question.objects.latest("pk").state == QuestionState.SETTLED
    assert (eyes.found, phone.found) == ([], [])
