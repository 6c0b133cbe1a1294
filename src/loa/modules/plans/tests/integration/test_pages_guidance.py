"""The pages of guidance: asking with what is there already shown first, answering, finding."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.modules.plans.facade import guidance as facade
from loa.modules.plans.models import Difficulty, Guidance, Plan, Question
from loa.modules.plans.tests.factories import (
    BOARD,
    WHERE,
    Scene,
    again,
    as_person,
    asked,
    issued,
    occurrence_of,
    published,
    replied,
)
from loa.modules.plans.tests.web import browser, hidden, query_count, words_of
from loa.modules.plans.types.guidance import GuidanceFacts, QuestionState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_without_anything_alike_the_question_goes_at_once(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    page = reverse("plans:work-detail", args=[work.pk])
    client = browser(scene.focal)
    html = words_of(client.get(page))
    assert "Hỏi cách làm" in html
    address = reverse("plans:question-ask", args=[work.pk])
    typed = {"key": hidden(html, "key")[0], "words": ""}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Nhập câu hỏi" in words_of(refused)
    for _ in range(2):  # hazard L01: a double press asks once
        assert client.post(address, {**typed, "words": WHERE}).status_code == 302
    assert Question.objects.count() == 1
    html = words_of(client.get(page))
    assert WHERE in html
    assert "Chờ trả lời" in html
    assert "Hỏi cách làm" not in words_of(browser(scene.reader).get(page))


def test_what_is_there_is_shown_first_and_one_press_closes_the_matter(scene: Scene) -> None:
    plan_id = issued(scene)
    given = published(scene, plan_id)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    client = browser(scene.focal)
    page = reverse("plans:work-detail", args=[work.pk])
    html = words_of(client.get(page))
    assert BOARD.title in html
    address = reverse("plans:question-ask", args=[work.pk])
    typed = {"key": hidden(html, "key")[0], "words": WHERE}
    shown = client.post(address, typed)
    html = words_of(shown)
    assert shown.status_code == 200
    assert "Đã có hướng dẫn tương tự" in html
    assert WHERE in html  # nothing typed is lost
    assert "Niêm yết tại trụ sở" in html
    assert not Question.objects.exists()
    client.post(address, {**typed, "answered_by": given.pk})
    assert Question.objects.get().state == QuestionState.SETTLED
    typed = {"key": hidden(words_of(client.get(page)), "key")[0], "words": WHERE, "seen": "1"}
    assert client.post(address, typed).status_code == 302
    assert Question.objects.latest("pk").state == QuestionState.OPEN


def test_asked_about_the_plan_as_a_whole(scene: Scene) -> None:
    plan_id = issued(scene)
    page = reverse("plans:question-add", args=[plan_id, scene.commune.id])
    client = browser(scene.focal)
    html = words_of(client.get(page))
    assert "Cả kế hoạch" in html
    typed = {"key": hidden(html, "key")[0], "about": "plan", "words": WHERE}
    answer = client.post(page, typed)
    found = Question.objects.get()
    assert answer.headers["Location"] == reverse("plans:question-detail", args=[found.pk])
    assert (found.task_id, found.clause_id) == (None, None)
    assert client.post(page, {**typed, "about": "clause:0"}).status_code == 422
    other = reverse("plans:question-add", args=[plan_id, scene.other.id])
    assert client.get(other).status_code == 404


def test_the_holder_answers_with_a_file_for_all_that_ask_alike(scene: Scene) -> None:
    plan_id = issued(scene)
    found = asked(scene, plan_id)
    alike = asked(scene, plan_id, words="Đăng danh mục thủ tục ở cổng thông tin nào?")
    client = browser(as_person(scene.district_officer))
    page = reverse("plans:question-detail", args=[found.pk])
    html = words_of(client.get(page))
    assert "Câu hỏi giống" in html
    assert "Số ngày trả lời chưa đối chiếu văn bản" in html
    address = reverse("plans:question-answer", args=[found.pk])
    typed = {"version": 1, "key": hidden(html, "key")[0], "title": BOARD.title, "also": [alike.pk]}
    refused = client.post(address, {**typed, "words": " "})
    assert refused.status_code == 422
    assert "Nhập nội dung" in words_of(refused)
    file = SimpleUploadedFile("mau.pdf", b"%PDF-1.7\n%%EOF\n")
    sent = {**typed, "words": BOARD.words, "basis": BOARD.basis, "attachment": file}
    assert client.post(address, sent).status_code == 302
    assert {again(one).state for one in (found, alike)} == {QuestionState.ANSWERED}
    html = words_of(client.get(page))
    assert BOARD.words in html
    assert "QUESTION_" not in html  # the journal in words
    given = Guidance.objects.get()
    file_page = reverse("plans:guidance-file", args=[given.pk, 1])
    assert browser(scene.other_focal).get(file_page).status_code == 200
    none = reverse("plans:guidance-file", args=[given.pk, 2])
    assert client.get(none).status_code == 404
    html = words_of(client.get(reverse("plans:guidance-detail", args=[given.pk])))
    assert "mau.pdf" in html
    assert "GUIDANCE_" not in html


def test_the_holder_answers_by_what_is_there_or_turns_it(scene: Scene) -> None:
    plan_id = issued(scene)
    given = published(scene, plan_id)
    first = asked(scene, plan_id)
    second = asked(scene, plan_id, words="Loa hỏng lấy tiền đâu sửa?")
    client = browser(scene.district_officer)
    html = words_of(client.get(reverse("plans:question-detail", args=[first.pk])))
    assert "Trả lời bằng hướng dẫn này" in html
    point = reverse("plans:question-point", args=[first.pk])
    client.post(point, {"version": 1, "guidance": given.pk})
    assert again(first).guidance_id == given.pk
    turn = reverse("plans:question-turn", args=[second.pk])
    assert client.post(turn, {"version": 1}).status_code == 302
    made = Difficulty.objects.get()
    html = words_of(browser(scene.focal).get(reverse("plans:question-detail", args=[second.pk])))
    assert reverse("plans:difficulty-detail", args=[made.pk]) in html
    stranger = browser(scene.other_focal)
    assert stranger.get(reverse("plans:question-detail", args=[first.pk])).status_code == 404


def test_passed_up_or_withdrawn_on_its_page(scene: Scene) -> None:
    plan_id = issued(scene)
    found = asked(scene, plan_id)
    client = browser(scene.district_officer)
    address = reverse("plans:question-pass-up", args=[found.pk])
    assert client.post(address, {"version": 1, "reason": ""}).status_code == 422
    assert client.post(address, {"version": 1, "reason": "Tỉnh quy định"}).status_code == 302
    page = reverse("plans:question-detail", args=[found.pk])
    assert "Tỉnh quy định" in words_of(client.get(page))
    withdraw = reverse("plans:question-withdraw", args=[found.pk])
    assert client.post(withdraw, {"version": 2}).status_code == 403
    assert browser(scene.focal).post(withdraw, {"version": 2}).status_code == 302
    assert again(found).state == QuestionState.WITHDRAWN


def test_guidance_is_written_revised_and_taken_back(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(scene.officer)
    listed = reverse("plans:guidance-list", args=[plan_id])
    page = reverse("plans:guidance-add", args=[plan_id, scene.office.id])
    assert page in words_of(client.get(listed))
    assert page not in words_of(browser(scene.focal).get(listed))
    html = words_of(client.get(page))
    typed = {"key": hidden(html, "key")[0], "about": "plan", "title": "", "words": "Đăng ở huyện"}
    assert client.post(page, typed).status_code == 422
    answer = client.post(page, {**typed, "title": "Đăng ở đâu"})
    given = Guidance.objects.get()
    detail = reverse("plans:guidance-detail", args=[given.pk])
    assert answer.headers["Location"] == detail
    revise = reverse("plans:guidance-revise", args=[given.pk])
    html = words_of(client.get(revise))
    assert "Đăng ở huyện" in html
    new = {"version": 1, "key": typed["key"], "title": "Đăng ở đâu", "words": "Đăng ở tỉnh"}
    refused = client.post(revise, new)
    assert refused.status_code == 422
    assert "Đăng ở tỉnh" in words_of(refused)
    assert client.post(revise, {**new, "reason": "Tỉnh mở trang"}).status_code == 302
    html = words_of(client.get(detail))
    assert "Bản trước" in html
    assert "Tỉnh mở trang" in html
    withdraw = reverse("plans:guidance-withdraw", args=[given.pk])
    assert client.post(withdraw, {"version": 2, "reason": ""}).status_code == 422
    assert client.post(withdraw, {"version": 2, "reason": "Luật mới"}).status_code == 302
    assert "Luật mới" in words_of(client.get(detail))
    assert browser(scene.focal).get(revise).status_code == 403


def test_news_lead_there_and_the_mark_goes_when_it_was_read(scene: Scene) -> None:
    plan_id = issued(scene)
    given = published(scene, plan_id)
    client = browser(as_person(scene.focal))
    detail = reverse("plans:guidance-detail", args=[given.pk])
    assert detail in words_of(client.get(reverse("desk:notice-list")))
    listed = reverse("plans:guidance-list", args=[plan_id])
    assert ">Mới<" in words_of(client.get(listed))
    assert "Đã đọc</button>" in words_of(client.get(detail))
    seen = reverse("plans:guidance-seen", args=[given.pk])
    assert client.post(seen).status_code == 302
    assert ">Mới<" not in words_of(client.get(listed))
    assert "Đã đọc</button>" not in words_of(client.get(detail))


def test_the_list_is_searched_and_filtered_by_its_address(scene: Scene) -> None:
    plan_id = issued(scene)
    replied(scene.district_officer, asked(scene, plan_id))
    published(scene, plan_id, facts=GuidanceFacts("In áp phích", "Khổ A2, hòa màu tại huyện"))
    asked(scene, plan_id, words="Ai ký phiếu thu?")
    listed = reverse("plans:guidance-list", args=[plan_id])
    client = browser(scene.other_focal)
    html = words_of(client.get(f"{listed}?tim=danh+muc+thu+tuc"))
    assert BOARD.title in html
    assert "In áp phích" not in html
    assert "In áp phích" in words_of(client.get(f"{listed}?tim=hoà màu"))
    assert "Không tìm thấy" in words_of(client.get(f"{listed}?tim=xyz"))
    task_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").assignment.task_id
    html = words_of(client.get(f"{listed}?ve=task:{task_id}"))
    assert BOARD.title in html
    assert "In áp phích" not in html
    assert "Ai ký phiếu thu?" not in words_of(client.get(f"{listed}?xem=cho-tra-loi"))
    mine = browser(scene.focal)
    assert "Ai ký phiếu thu?" in words_of(mine.get(f"{listed}?xem=cho-tra-loi"))
    assert WHERE in words_of(mine.get(f"{listed}?xem=da-xong&cua=toi"))
    everywhere = reverse("plans:guidance-everywhere")
    html = words_of(client.get(f"{everywhere}?tim=danh muc&ke_hoach={plan_id}"))
    assert BOARD.title in html
    assert client.get(f"{everywhere}?ke_hoach=987654&ve=task:1&trang=x").status_code == 200


def test_questions_stand_among_ones_own_work(scene: Scene) -> None:
    asked(scene, issued(scene))
    mine = words_of(browser(scene.district_officer).get(reverse("desk:my-work")))
    assert WHERE in mine
    assert "Trả lời câu hỏi" in mine
    waits = words_of(browser(scene.focal).get(f"{reverse('desk:my-work')}?muc=cho-nguoi-khac"))
    assert WHERE in waits


def test_the_list_asks_the_database_as_often_for_many_as_for_few(scene: Scene) -> None:
    plan_id = issued(scene)
    task_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").assignment.task_id
    client = browser(as_person(scene.focal))
    address = reverse("plans:guidance-list", args=[plan_id])
    for number in range(2):
        published(scene, plan_id, task_id=task_id, facts=GuidanceFacts(f"Bài {number}", "x"))
    few = query_count(client, address)
    for number in range(8):
        published(scene, plan_id, task_id=task_id, facts=GuidanceFacts(f"Thêm {number}", "x"))
    assert query_count(client, address) == few
    plan = Plan.objects.get(pk=plan_id)
    assert len(facade.searched(scene.focal, plan, "", None, plan.as_of)) == 10
