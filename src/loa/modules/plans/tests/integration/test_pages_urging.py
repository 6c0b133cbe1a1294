"""Pages of urging: the exact text before it goes, one act for two clicks, the record of a work."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from loa.foundation.orgs.facade import Actor
from loa.foundation.orgs.tests.factories import sign_in
from loa.kernel import clock
from loa.modules.plans.models import Urging, UrgingRound
from loa.modules.plans.rules.urging import Way
from loa.modules.plans.tests.factories import Scene, as_person, issued, occurrence_of
from loa.modules.plans.tests.web import hidden, words_of

pytestmark = pytest.mark.django_db

APRIL = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    """The clock of a working hour on which the units' own plans are late."""
    clock.use(lambda: APRIL)
    yield
    clock.use(clock.system_now)


@pytest.fixture
def late(scene: Scene) -> tuple[Scene, int]:
    """A plan with late work; somebody of the commune sees its desk."""
    plan_id = issued(scene)
    as_person(scene.focal)
    return scene, plan_id


def _browser(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor)
    return client


def _address(name: str, *ids: int) -> str:
    return reverse(f"plans:{name}", args=ids)


def test_the_text_stands_on_the_page_as_it_is_sent(late: tuple[Scene, int]) -> None:
    """L01: two clicks are one act; the answer names who was told and whom nobody can reach."""
    scene, plan_id = late
    client, page = _browser(scene.officer), _address("urge", plan_id)
    assert page in words_of(client.get(_address("plan-overview", plan_id)))
    assert page in words_of(client.get(_address("matrix", plan_id)))
    shown = words_of(client.get(page))
    (key,) = hidden(shown, "key")
    sent = {"key": key, "unit": [scene.commune.id]}
    answers = [client.post(page, sent)["Location"] for _twice in range(2)]
    assert answers[0] == answers[1]
    (urging,) = Urging.objects.all()
    assert urging.text in shown
    answer = words_of(client.get(answers[0]))
    assert "Đã đôn đốc 1 đơn vị." in answer
    assert scene.commune.body_name in answer
    again = words_of(client.get(page))
    assert "Hôm nay đã được đôn đốc" in again
    assert "Chưa có ai nhận trên Loa" in again


def test_without_a_tick_nobody_is_urged(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    response = _browser(scene.officer).post(_address("urge", plan_id), {"key": uuid4()})
    assert response.status_code == 422
    assert "Chọn ít nhất một đơn vị." in words_of(response)
    assert not UrgingRound.objects.exists()


def test_a_call_is_noted_in_one_tap(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    client = _browser(scene.district_officer)
    unit_page = _address("unit-tasks", plan_id, scene.commune.id)
    shown = words_of(client.get(unit_page))
    assert "Đã gọi điện" in shown
    assert "data-loa-copy" in shown
    call = _address("urge-call", plan_id, scene.commune.id)
    assert ", đầu mối: " in shown
    assert "chưa ghi số điện thoại" in shown
    for _twice in range(2):
        assert client.post(call, {"way": "ZALO"})["Location"] == unit_page
    assert f"Đã ghi nhắn Zalo: {scene.commune.body_name}." in words_of(client.get(unit_page))
    assert Urging.objects.get().way == Way.ZALO
    assert "đã được đôn đốc về mọi việc quá hạn" in words_of(client.get(unit_page))
    assert client.post(call, {"way": "RADIO"}).status_code == 404


def test_the_work_tells_what_was_sent_and_its_head_acknowledges(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    officer, head, focal = (_browser(one) for one in (scene.officer, scene.head, scene.focal))
    officer.post(_address("urge", plan_id), {"key": uuid4(), "unit": [scene.commune.id]})
    urging = Urging.objects.get()
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    page = _address("work-detail", work.pk)
    shown = words_of(focal.get(page))
    assert urging.text in shown
    assert "Đã nhận đôn đốc" not in shown
    button = _address("urging-acknowledge", urging.pk)
    assert button in words_of(head.get(page))
    assert focal.post(button).status_code == 403
    head.post(button)
    after = words_of(head.get(page))
    assert button not in after
    assert "Lãnh đạo đơn vị đã nhận đôn đốc" in after


def test_outside_hours_the_page_says_when_it_goes(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    clock.use(lambda: datetime(2022, 4, 15, 12, 0, tzinfo=UTC))
    client, page = _browser(scene.officer), _address("urge", plan_id)
    assert "07:30 thứ Hai, 18/04/2022" in words_of(client.get(page))
    sent = client.post(page, {"key": uuid4(), "unit": [scene.commune.id]})
    assert "khi vào giờ làm việc" in words_of(client.get(sent["Location"]))


def test_a_page_left_open_urges_nobody_anew_and_says_so(late: tuple[Scene, int]) -> None:
    """Another tab whose units were told meanwhile drafts no second dispatch."""
    scene, plan_id = late
    client, page = _browser(scene.officer), _address("urge", plan_id)
    told = [
        client.post(page, {"key": uuid4(), "unit": [scene.commune.id]})["Location"]
        for _tab in range(2)
    ]
    assert told[0] == told[1]
    assert UrgingRound.objects.count() == 1
    foreign = client.post(page, {"key": uuid4(), "unit": [999_999]}, follow=True)
    assert "không còn việc quá hạn" in words_of(foreign)
    assert UrgingRound.objects.count() == 1


def test_whom_to_call_stands_with_his_number_for_who_urges(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    sent = {"version": 1, "phone": "02073822001", "email": ""}
    _browser(as_person(scene.focal)).post(reverse("account_contact"), sent)
    shown = words_of(_browser(scene.officer).get(_address("urge", plan_id)))
    assert 'href="tel:02073822001"' in shown
    unit_page = _address("unit-tasks", plan_id, scene.commune.id)
    assert "02073822001" in words_of(_browser(scene.district_officer).get(unit_page))
    for other in (scene.head, scene.reader):
        assert "02073822001" not in words_of(_browser(other).get(unit_page))
