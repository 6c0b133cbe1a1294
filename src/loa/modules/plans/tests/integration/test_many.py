"""Many pieces of work accepted or returned in one act, each by the rule of one."""

import pytest
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.modules.plans.models import Occurrence
from loa.modules.plans.operations.consider_many import considered
from loa.modules.plans.operations.review_many import Chosen, review_many
from loa.modules.plans.rules import many
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    again,
    as_person,
    issued,
    occurrence_of,
    submitted,
)
from loa.modules.plans.tests.web import browser, hidden, words_of
from loa.modules.plans.types import Verb, WorkState
from loa.modules.plans.web import many_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def works(scene: Scene) -> tuple[Occurrence, Occurrence, Occurrence]:
    """The commune's leaflets, handed in; its plan, which is not; the same of another commune."""
    plan_id = issued(scene)
    return (
        submitted(scene, plan_id),
        occurrence_of(plan_id, scene.commune.id, "kế hoạch"),
        occurrence_of(plan_id, scene.other.id, "tờ rơi"),
    )


Works = tuple[Occurrence, Occurrence, Occurrence]


def test_check_names_each_exception_and_leaves_out_what_is_not_seen(
    scene: Scene, works: Works
) -> None:
    ids = [work.pk for work in works]
    found = considered(scene.district_officer, Verb.ACCEPT, ids, TODAY)
    assert {one.occurrence_id: bool(one.why_not) for one in found} == {
        works[0].pk: False,
        works[1].pk: True,
    }
    mine = considered(scene.focal, Verb.ACCEPT, ids, TODAY)
    assert all("cấp trên" in one.why_not for one in mine)


def test_act_takes_the_step_where_the_check_says_so_and_twice_is_once(
    scene: Scene, works: Works
) -> None:
    chosen = [Chosen(work.pk, work.version) for work in works]
    for _ in range(2):
        done = review_many(
            actor=scene.district_officer, verb=Verb.ACCEPT, chosen=chosen, reason="", at=AT
        )
        assert (done.done, set(done.refused)) == ((works[0].pk,), {works[1].pk})
    assert again(works[0]).state == WorkState.DONE
    assert again(works[2]).state == WorkState.NOT_STARTED
    verbs = [entry.verb for entry in audit.entries_for(works[0].ref)]
    assert verbs.count(Verb.ACCEPT) == 1


@pytest.mark.parametrize("reason", ["", "Thiếu ảnh"])
def test_return_needs_one_remark_for_all(scene: Scene, works: Works, reason: str) -> None:
    chosen = [Chosen(works[0].pk, works[0].version)]
    done = review_many(
        actor=scene.district_officer, verb=Verb.RETURN, chosen=chosen, reason=reason, at=AT
    )
    assert bool(done.done) is bool(reason)
    assert again(works[0]).reason == reason


def test_pages_walk_from_the_list_over_the_check_to_the_list(scene: Scene, works: Works) -> None:
    client = browser(as_person(scene.district_officer))
    task = works[0].assignment.task_id
    place = reverse("plans:task-units", args=[works[0].assignment.plan_id, task])
    assert 'name="chosen"' in words_of(client.get(place))
    assert 'name="chosen"' not in words_of(browser(as_person(scene.focal)).get(place))
    many = reverse("plans:work-many")
    first = client.post(many, {"do": "tra-lai", "chosen": [works[0].pk, works[1].pk], "ve": place})
    page = words_of(first)
    assert "Trả lại để sửa 1 việc" in page
    assert "Không làm được" in page
    sent: dict[str, object] = {name: hidden(page, name) for name in ("do", "ve", "chosen", "item")}
    refused = client.post(many, {**sent, "reason": ""})
    assert refused.status_code == 422
    for _ in range(2):
        answer = client.post(many, {**sent, "reason": "Thiếu ảnh"})
        assert answer["Location"] == place
    assert again(works[0]).state == WorkState.RETURNED
    assert "Đã làm 1/1 việc đã chọn" in words_of(client.get(place))


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/tep/1/"])
def test_nothing_chosen_says_so_and_leads_to_no_other_site(scene: Scene, back: str) -> None:
    answer = browser(as_person(scene.district_officer)).post(
        reverse("plans:work-many"), {"do": "chap-nhan", "ve": back}
    )
    assert answer["Location"] == reverse("desk:my-work")


def test_a_unit_takes_note_of_many_new_pieces_of_work_from_its_own_list(
    scene: Scene, works: Works
) -> None:
    client, here = browser(as_person(scene.focal)), reverse("desk:my-work")
    page = words_of(client.get(here))
    assert "Nhận việc" in page
    assert f'value="work:{works[1].pk}"' in page
    assert f'value="work:{works[0].pk}"' not in page
    many = reverse("plans:work-many")
    ticked = {"do": "nhan", "chosen": [f"work:{work.pk}" for work in works[:2]], "ve": here}
    check = words_of(client.post(many, ticked))
    assert "Nhận việc: 1 việc" in check
    assert "Không làm được" in check
    sent: dict[str, object] = {name: hidden(check, name) for name in ("do", "ve", "chosen", "item")}
    for _ in range(2):
        assert client.post(many, sent)["Location"] == here
    assert again(works[1]).state == WorkState.IN_PROGRESS
    assert again(works[0]).state == WorkState.SUBMITTED
    reviewer = words_of(browser(as_person(scene.district_officer)).get(here))
    assert f'value="work:{works[0].pk}"' in reviewer
    assert "Chấp nhận" in reviewer


def test_all_of_a_list_are_taken_beyond_the_page_part_after_part(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every work of the list stands in the form; of a long act each part is done once."""
    issued(scene)
    monkeypatch.setattr(many_pages, "AT_ONCE", 1)
    monkeypatch.setattr(many, "FEW", 1)
    client, here = browser(as_person(scene.focal)), reverse("desk:my-work")
    act = reverse("plans:work-many")
    page = words_of(client.get(here))
    (every,) = hidden(page, "khop")
    own_form = page[page.index(f'id="{many.EVERY_FORM_ID}"') :].partition("</form>")[0]
    assert "Chọn cả" in own_form, "outside the bar, which stands only once something is ticked"
    count = len(every.split(","))
    assert f"Chọn cả {count} việc khớp bộ lọc" in page
    asks = words_of(client.post(act, {"do": "tat-ca", "khop": every, "buoc": "nhan,x", "ve": here}))
    assert "Nhận việc" in asks
    chosen = hidden(asks, "chosen")
    check = words_of(client.post(act, {"do": "nhan", "chosen": chosen, "ve": here}))
    sent: dict[str, object] = {name: hidden(check, name) for name in ("do", "ve", "chosen", "item")}
    rest = client.post(act, sent)
    assert f"đã qua 1/{count} việc" in words_of(rest)
    again_rest = client.post(act, sent)
    assert hidden(words_of(again_rest), "item") == hidden(words_of(rest), "item")
    answer = rest
    while answer.status_code == 200:
        left = words_of(answer)
        sent = {name: hidden(left, name) for name in ("do", "ve", "item", "reason", "da")}
        answer = client.post(act, {**sent, "khong": []})
    assert answer["Location"] == here
    assert f"Đã làm {count}/{count} việc đã chọn" in words_of(client.get(here))
    open_ones = Occurrence.objects.filter(pk__in=every.split(","), state=WorkState.NOT_STARTED)
    assert not open_ones.exists()
