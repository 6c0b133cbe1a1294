"""The pages of difficulties: the fold on the work, the list, one with its steps and forms."""

import pytest
from django.urls import reverse

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.modules.plans import facade
from loa.modules.plans.models import Clause, Difficulty, Occurrence
from loa.modules.plans.tests.factories import (
    AT,
    BROKEN,
    Scene,
    again,
    answered,
    issued,
    occurrence_of,
    raised,
)
from loa.modules.plans.tests.web import browser, hidden, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def _work(scene: Scene, plan_id: int) -> Occurrence:
    return occurrence_of(plan_id, scene.commune.id, "tờ rơi")


def test_the_fold_on_the_work_raises_one_and_shows_it(scene: Scene) -> None:
    plan_id = issued(scene)
    work = _work(scene, plan_id)
    page = reverse("plans:work-detail", args=[work.pk])
    client = browser(scene.focal)
    html = words_of(client.get(page))
    assert "Nêu khó khăn, vướng mắc" in html
    address = reverse("plans:difficulty-raise", args=[work.pk])
    typed = {"key": hidden(html, "key")[-1], "words": "", "wish": "Xin kinh phí sửa loa"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Xin kinh phí sửa loa" in words_of(refused)
    assert "Nhập khó khăn, vướng mắc" in words_of(refused)
    for _ in range(2):  # hazard L01: a double press raises one
        assert client.post(address, {**typed, "words": BROKEN}).status_code == 302
    assert Difficulty.objects.count() == 1
    html = words_of(client.get(page))
    assert BROKEN in html
    assert "Chờ trả lời" in html


def test_a_reader_sees_it_and_no_form(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    client = browser(scene.reader)
    html = words_of(client.get(reverse("plans:work-detail", args=[_work(scene, plan_id).pk])))
    assert BROKEN in html
    assert "Nêu khó khăn, vướng mắc" not in html
    html = words_of(client.get(reverse("plans:difficulty-detail", args=[found.pk])))
    assert "Bước không thuộc quyền của bạn" in html
    assert "Chỉ cán bộ theo dõi" in html
    assert "Gửi trả lời</button>" not in html
    stranger = browser(scene.other_focal)
    assert stranger.get(reverse("plans:difficulty-detail", args=[found.pk])).status_code == 404


def test_the_holder_answers_on_its_page(scene: Scene) -> None:
    found = raised(scene, issued(scene))
    page = reverse("plans:difficulty-detail", args=[found.pk])
    client = browser(scene.district_officer)
    html = words_of(client.get(page))
    assert "Số ngày trả lời chưa đối chiếu văn bản" in html
    assert "Chỉ trả lời" in html
    assert "mọi đơn vị làm nhiệm vụ này" not in html  # only the province may
    key = hidden(html, "key")[0]
    typed = {"version": 1, "key": key, "words": "Dùng quỹ xã", "effect": "UNIT_DUE"}
    address = reverse("plans:difficulty-answer", args=[found.pk])
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Dùng quỹ xã" in words_of(refused)
    assert "Nhập hạn mới" in words_of(refused)
    for _ in range(2):
        assert client.post(address, {**typed, "due_on": "20/05/2022"}).status_code == 302
    html = words_of(client.get(page))
    assert "Ý kiến chỉ đạo" in html
    assert "dời hạn quý I năm 2022 của đơn vị đến 20/05/2022" in html
    assert "Trả lời khó khăn, vướng mắc" in html  # the journal in words
    assert "DIFFICULTY_" not in html


def test_the_list_of_a_plan_narrows_by_its_address(scene: Scene) -> None:
    plan_id = issued(scene)
    raised(scene, plan_id)
    answered(scene.district_officer, raised(scene, plan_id, words="Hết giấy in"))
    raised(scene, plan_id, actor=scene.other_focal, unit=scene.other, words="Xã khác vướng")
    page = reverse("plans:difficulty-list", args=[plan_id])
    html = words_of(browser(scene.focal).get(page))
    assert BROKEN in html
    assert "Hết giấy in" in html
    assert "Xã khác vướng" not in html  # what one may not see is missing
    assert reverse("plans:difficulty-add", args=[plan_id, scene.commune.id]) in html
    waiting = words_of(browser(scene.focal).get(f"{page}?muc=mo"))
    assert BROKEN in waiting
    assert "Hết giấy in" not in waiting
    done = words_of(browser(scene.officer).get(f"{page}?muc=da-tra-loi"))
    assert "Hết giấy in" in done
    mine = words_of(browser(scene.officer).get(f"{page}?cua=toi"))
    assert "Xã khác vướng" not in mine  # it lies with a district


def test_who_answers_sees_what_was_answered_about_the_same(scene: Scene) -> None:
    plan_id = issued(scene)
    answered(scene.district_officer, raised(scene, plan_id, words="Hết giấy in"))
    elsewhere = raised(scene, plan_id, actor=scene.other_focal, unit=scene.other, words="Nơi khác")
    answered(make_actor(orgs.Role.DISTRICT_OFFICER, elsewhere.holder_id), elsewhere)
    page = reverse("plans:difficulty-detail", args=[raised(scene, plan_id).pk])
    html = words_of(browser(scene.district_officer).get(page))
    assert "Đã trả lời về cùng nội dung" in html
    assert "Hết giấy in" in html
    assert "Nơi khác" not in html


def test_what_several_raise_alike_is_one_row_that_opens_its_own(scene: Scene) -> None:
    plan_id = issued(scene)
    first = raised(scene, plan_id)
    raised(scene, plan_id, actor=scene.other_focal, unit=scene.other)
    raised(scene, plan_id, words="Hết giấy in")
    answered(scene.district_officer, first)
    page = reverse("plans:difficulty-list", args=[plan_id])
    client = browser(scene.officer)
    assert "Gộp giống nhau" in words_of(client.get(page))
    grouped = client.get(page, {"gop": "1"})
    cells = [[cell.words for cell in row.cells] for row in grouped.context["rows"]]
    assert cells == [[BROKEN, "2", "1", "0", "1"], ["Hết giấy in", "1", "1", "0", "0"]]
    opened = client.get(page + grouped.context["rows"][0].cells[0].href)
    assert len(opened.context["rows"]) == 2
    assert "Hết giấy in" not in words_of(opened)
    assert len(client.get(page, {"nhom": "x"}).context["rows"]) == 3


def test_one_is_raised_on_a_clause_of_the_plan(scene: Scene) -> None:
    plan_id = issued(scene)
    clause = Clause.objects.get(plan=plan_id, kind="DIFFICULTY")
    page = reverse("plans:difficulty-add", args=[plan_id, scene.commune.id])
    client = browser(scene.focal)
    html = words_of(client.get(page))
    assert f"clause:{clause.pk}" in html
    typed = {"key": hidden(html, "key")[0], "about": f"clause:{clause.pk}", "words": BROKEN}
    answer = client.post(page, typed)
    found = Difficulty.objects.get()
    assert answer.headers["Location"] == reverse("plans:difficulty-detail", args=[found.pk])
    assert found.clause_id == clause.pk


def test_it_stands_in_the_matrix_and_among_ones_own_work(scene: Scene) -> None:
    plan_id = issued(scene)
    raised(scene, plan_id)
    client = browser(scene.district_officer)
    grid = words_of(client.get(reverse("plans:matrix", args=[plan_id])))
    assert "có vướng mắc" in grid
    assert "Có vướng mắc <b>1</b>" in grid
    mine = words_of(client.get(reverse("desk:my-work")))
    assert BROKEN in mine
    assert "Trả lời khó khăn, vướng mắc" in mine
    waits = words_of(browser(scene.focal).get(f"{reverse('desk:my-work')}?muc=cho-nguoi-khac"))
    assert BROKEN in waits


def test_news_lead_to_the_difficulty(scene: Scene) -> None:
    found = raised(scene, issued(scene))
    html = words_of(browser(scene.district_officer).get(reverse("desk:notice-list")))
    assert reverse("plans:difficulty-detail", args=[found.pk]) in html
    assert BROKEN in html


def test_passed_up_withdrawn_and_raised_again_on_its_page(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    client = browser(scene.district_officer)
    address = reverse("plans:difficulty-pass-up", args=[found.pk])
    assert client.post(address, {"version": 1, "reason": ""}).status_code == 422
    assert client.post(address, {"version": 1, "reason": "Vượt quyền"}).status_code == 302
    html = words_of(client.get(reverse("plans:difficulty-detail", args=[found.pk])))
    assert "Chuyển lên Văn phòng UBND tỉnh" in html
    assert "Vượt quyền" in html
    raiser = browser(scene.focal)
    withdraw = reverse("plans:difficulty-withdraw", args=[found.pk])
    assert raiser.post(withdraw, {"version": 2}).status_code == 302
    assert again(found).state == "WITHDRAWN"
    done = raised(scene, plan_id)
    answered(scene.district_officer, done)
    reopen = reverse("plans:difficulty-reopen", args=[done.pk])
    assert raiser.post(reopen, {"version": 2, "reason": "Chưa được"}).status_code == 302
    assert facade.row_of(again(done), AT.date()).rounds == 2
