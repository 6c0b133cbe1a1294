"""Pages of work: steps, activities, what was refused, and the same form sent twice."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.modules.plans import facade
from loa.modules.plans.models import Activity, Occurrence
from loa.modules.plans.tests.factories import (
    AT,
    Scene,
    issued,
    occurrence_of,
    recorded,
)
from loa.modules.plans.tests.web import browser, hidden, query_count, words_of
from loa.modules.plans.types import WorkState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def work(scene: Scene) -> Occurrence:
    return occurrence_of(issued(scene), scene.commune.id, "tờ rơi")


def _address(name: str, *ids: int) -> str:
    return reverse(f"plans:{name}", args=ids)


def _activity(**typed: str) -> dict[str, object]:
    return {
        "key": str(uuid4()),
        "done_on": "09/02/2022",
        "form": "TO_ROI",
        "title": "Phát tờ rơi tại thôn 1",
        "q_LEAFLETS": "1.250",
        **typed,
    }


def _submitted(scene: Scene, work: Occurrence) -> Occurrence:
    recorded(scene.focal, work)
    work.refresh_from_db()
    facade.propose(actor=scene.focal, occurrence_id=work.pk, version=work.version, at=AT)
    work.refresh_from_db()
    facade.approve(actor=scene.head, occurrence_id=work.pk, version=work.version, at=AT)
    work.refresh_from_db()
    return work


def test_activity_sent_twice_is_one(scene: Scene, work: Occurrence) -> None:
    client, sent = browser(scene.focal), _activity()
    for _ in range(2):
        response = client.post(_address("activity-add", work.pk), sent)
        assert response["Location"] == _address("work-detail", work.pk)
    activity = Activity.objects.get()
    assert [row.amount for row in activity.quantities.all()] == [1250]
    html = words_of(client.get(_address("work-detail", work.pk)))
    assert "1.250 tờ" in html
    assert "thứ\N{NO-BREAK SPACE}Tư" in html
    assert f'id="hd-{activity.pk}"' in html


def test_refused_activity_comes_back_as_typed(scene: Scene, work: Occurrence) -> None:
    sent = _activity(title="", done_on="30/02/2022", place="Thôn 5")
    response = browser(scene.focal).post(_address("activity-add", work.pk), sent)
    html = words_of(response)
    assert response.status_code == 422
    assert "còn 2 chỗ cần sửa" in html
    for typed in ('value="30/02/2022"', 'value="Thôn 5"', 'value="1.250"', str(sent["key"])):
        assert typed in html
    assert not Activity.objects.exists()


def test_activity_of_tomorrow_is_refused_at_its_day(scene: Scene, work: Occurrence) -> None:
    sent = _activity(done_on="11/02/2022")
    response = browser(scene.focal).post(_address("activity-add", work.pk), sent)
    assert response.status_code == 422
    assert 'href="#id_done_on"' in words_of(response)


def test_own_number_fields_come_first(scene: Scene, work: Occurrence) -> None:
    html = words_of(browser(scene.focal).get(_address("work-detail", work.pk)))
    own, others = html.split("Kết quả của hình thức khác")
    assert 'name="q_LEAFLETS"' in own
    assert 'name="q_LEAFLETS"' not in others
    assert 'data-loa-measures="id_form"' in own
    assert 'data-forms="TO_ROI' in own


def test_page_shows_only_the_steps_of_the_role(scene: Scene, work: Occurrence) -> None:
    address = _address("work-detail", work.pk)
    assert "Thêm hoạt động" in words_of(browser(scene.focal).get(address))
    superior = words_of(browser(scene.district_officer).get(address))
    assert "Nhập thay đơn vị" in superior
    assert 'id="them-hoat-dong"' not in superior


def test_reviewer_meets_activities_first(scene: Scene, work: Occurrence) -> None:
    _submitted(scene, work)
    html = words_of(browser(scene.district_officer).get(_address("work-detail", work.pk)))
    assert html.index("Hoạt động và minh chứng") < html.index("Phải làm gì")
    assert "Chấp nhận" in html


def test_step_pressed_twice_is_taken_once(scene: Scene, work: Occurrence) -> None:
    _submitted(scene, work)
    client = browser(scene.district_officer)
    for _ in range(2):
        response = client.post(_address("work-accept", work.pk), {"version": work.version})
        assert response.status_code == 302
    work.refresh_from_db()
    assert work.state == WorkState.DONE


def test_stale_step_comes_back_with_the_version_as_it_stands(
    scene: Scene, work: Occurrence
) -> None:
    _submitted(scene, work)
    sent = {"version": work.version - 1, "reason": "Ảnh thôn 4 không rõ"}
    response = browser(scene.district_officer).post(_address("work-return", work.pk), sent)
    html = words_of(response)
    assert response.status_code == 422
    assert "Ảnh thôn 4 không rõ" in html
    assert set(hidden(html, "version")) == {str(work.version)}


def test_return_without_a_reason_is_refused(scene: Scene, work: Occurrence) -> None:
    _submitted(scene, work)
    client = browser(scene.district_officer)
    response = client.post(_address("work-return", work.pk), {"version": work.version})
    assert response.status_code == 422
    assert "Nhập lý do" in words_of(response)


@pytest.mark.parametrize("name", ["work-accept", "work-approve", "work-return"])
def test_step_of_another_role_is_denied(scene: Scene, work: Occurrence, name: str) -> None:
    _submitted(scene, work)
    sent = {"version": work.version, "reason": "Sửa"}
    response = browser(scene.focal).post(_address(name, work.pk), sent)
    assert response.status_code in {403, 422}
    work.refresh_from_db()
    assert work.state == WorkState.SUBMITTED


def test_send_back_keeps_what_the_head_typed(scene: Scene, work: Occurrence) -> None:
    recorded(scene.focal, work)
    work.refresh_from_db()
    facade.propose(actor=scene.focal, occurrence_id=work.pk, version=work.version, at=AT)
    sent = {"version": 0, "reason": "Ghi rõ số tờ"}
    response = browser(scene.head).post(_address("work-send-back", work.pk), sent)
    assert response.status_code == 422
    assert "Ghi rõ số tờ" in words_of(response)
    work.refresh_from_db()
    sent["version"] = work.version
    assert browser(scene.head).post(_address("work-send-back", work.pk), sent).status_code == 302


def test_withdrawal_asks_for_its_reason(scene: Scene, work: Occurrence) -> None:
    activity_id = recorded(scene.focal, work)
    client, address = browser(scene.focal), _address("activity-withdraw", activity_id)
    assert client.get(address).status_code == 200
    refused = client.post(address, {"version": 7})
    assert refused.status_code == 422
    assert hidden(words_of(refused), "version") == ["1"]
    taken = client.post(address, {"version": 1, "reason": "Ghi nhầm thôn"})
    assert taken["Location"] == _address("work-detail", work.pk)
    assert "Ghi nhầm thôn" in words_of(client.get(taken["Location"]))


def test_entry_for_a_unit_needs_its_paper_and_is_marked(scene: Scene, work: Occurrence) -> None:
    client, address = browser(scene.district_officer), _address("activity-add-for", work.pk)
    assert client.get(address).status_code == 200
    refused = client.post(address, _activity())
    assert refused.status_code == 422
    assert "Đính kèm văn bản" in words_of(refused) or "Chọn tệp" in words_of(refused)
    paper = SimpleUploadedFile("cong-van.pdf", PAPER, content_type="application/pdf")
    sent = {**_activity(), "paper": paper}
    assert client.post(address, sent)["Location"] == _address("work-detail", work.pk)
    assert "Nhập thay" in words_of(browser(scene.focal).get(_address("work-detail", work.pk)))
    assert browser(scene.head).get(address).status_code in {200, 403}


def test_page_costs_the_same_with_many_activities(scene: Scene, work: Occurrence) -> None:
    client, address = browser(scene.focal), _address("work-detail", work.pk)
    recorded(scene.focal, work)
    few = query_count(client, address)
    for _ in range(4):
        recorded(scene.focal, work)
    assert query_count(client, address) == few
