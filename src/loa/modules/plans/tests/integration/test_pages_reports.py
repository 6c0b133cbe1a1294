"""Pages of period reports: who owes one, writing, steps, rows behind figures, files."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel import clock
from loa.modules.plans import facade
from loa.modules.plans.models import PeriodReport
from loa.modules.plans.tests.factories import Scene, issued, occurrence_of, recorded
from loa.modules.plans.tests.web import browser, hidden, query_count, words_of
from loa.modules.plans.types import ReportState

pytestmark = pytest.mark.django_db
MARCH = datetime(2022, 3, 15, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


@pytest.fixture
def plan_id(scene: Scene) -> int:
    return issued(scene)


def _address(name: str, *ids: object) -> str:
    return reverse(f"plans:{name}", args=ids)


def _opened(client: Client, plan_id: int, unit_id: int) -> PeriodReport:
    sent = {"unit": unit_id, "period": "2022-Q1"}
    for _ in range(2):
        response = client.post(_address("report-open", plan_id), sent)
    report = PeriodReport.objects.get(unit=unit_id)
    assert response["Location"] == _address("report-detail", report.pk)
    return report


def test_a_consolidated_report_that_is_there_is_opened_not_written_anew(
    scene: Scene, plan_id: int
) -> None:
    client = browser(scene.officer)
    address = _address("report-list", plan_id)
    assert "Soạn báo cáo tổng hợp của tỉnh" in words_of(client.get(address, {"ky": "2022-Q1"}))
    report = _opened(client, plan_id, scene.root.id)
    page = words_of(client.get(address, {"ky": "2022-Q1"}))
    assert "Soạn báo cáo tổng hợp" not in page
    opens = f'href="{_address("report-detail", report.pk)}">Mở báo cáo tổng hợp của tỉnh</a>'
    assert opens in page
    assert "Soạn báo cáo tổng hợp của tỉnh" in words_of(client.get(address, {"ky": "2022-Q2"}))


def test_report_of_a_unit_from_its_opening_to_its_files(scene: Scene, plan_id: int) -> None:
    recorded(scene.focal, occurrence_of(plan_id, scene.commune.id, "tờ rơi"), 30)
    client = browser(scene.focal)
    assert "Soạn báo cáo của" in words_of(client.get(_address("report-list", plan_id)))
    report = _opened(client, plan_id, scene.commune.id)
    listed = words_of(client.get(_address("report-list", plan_id), {"ky": "2022-Q1"}))
    assert "Soạn báo cáo" not in listed
    assert "Mở báo cáo của" in listed
    page = words_of(client.get(_address("report-detail", report.pk)))
    figure = _address("figure-rows", report.pk, "LEAFLETS")
    assert f'<a class="fig" href="{figure}">' in page
    assert page.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 1
    rows = words_of(client.get(figure))
    assert f"{figure}?don-vi={scene.commune.id}" in rows
    behind = words_of(client.get(figure, {"don-vi": scene.commune.id}))
    assert "Phát tờ rơi tại thôn 1" in behind
    for kind in ("docx", "pdf", "xlsx"):
        answer = client.get(_address("report-file", report.pk, kind))
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
    assert client.get(_address("report-file", report.pk, "exe")).status_code == 404


def test_words_typed_on_an_old_page_come_back(scene: Scene, plan_id: int) -> None:
    client = browser(scene.focal)
    report = _opened(client, plan_id, scene.commune.id)
    address = _address("report-edit", report.pk)
    form = client.get(address).context["form"]
    name = next(field.name for field in form.visible_fields())
    assert (
        client.post(address, {"version": report.version, name: "Lời thứ nhất"}).status_code == 302
    )
    refused = client.post(address, {"version": report.version, name: "Lời thứ hai"})
    html = words_of(refused)
    assert refused.status_code == 422
    assert "Lời thứ hai" in html
    assert f'name="version" value="{report.version + 1}"' in html


def test_steps_pressed_twice_and_by_others(scene: Scene, plan_id: int) -> None:
    report = _opened(browser(scene.focal), plan_id, scene.commune.id)
    propose, focal = _address("report-propose", report.pk), browser(scene.focal)
    for _ in range(2):
        assert focal.post(propose, {"version": report.version}).status_code == 302
    report.refresh_from_db()
    denied = browser(scene.focal).post(
        _address("report-approve", report.pk), {"version": report.version}
    )
    assert denied.status_code == 403
    assert "Không được làm việc này" in words_of(denied)
    approve = _address("report-approve", report.pk)
    head = browser(scene.head)
    for _ in range(2):
        assert head.post(approve, {"version": report.version}).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    refused = browser(scene.district_officer).post(
        _address("report-return", report.pk), {"version": report.version - 1, "reason": "Thiếu số"}
    )
    assert refused.status_code == 422
    assert "Thiếu số" in words_of(refused)
    assert set(hidden(words_of(refused), "version")) == {str(report.version)}


def test_report_of_others_is_unseen(scene: Scene, plan_id: int) -> None:
    report = _opened(browser(scene.focal), plan_id, scene.commune.id)
    stranger = browser(make_actor(orgs.Role.FOCAL_OFFICER, scene.department.id))
    for name in ("report-detail", "report-edit", "report-correct", "report-number"):
        assert stranger.get(_address(name, report.pk)).status_code == 404, name


def test_files_of_a_report_have_the_rule_of_its_page(scene: Scene, plan_id: int) -> None:
    """Hazard U09: no file shows what the page hides, though it was made for another before."""
    owner = browser(scene.focal)
    report = _opened(owner, plan_id, scene.commune.id)
    stranger = browser(make_actor(orgs.Role.FOCAL_OFFICER, scene.department.id))
    for kind in ("docx", "pdf", "xlsx"):
        address = _address("report-file", report.pk, kind)
        assert owner.get(address).status_code == 200, kind
        assert stranger.get(address).status_code == 404, kind


def test_consolidated_report_names_the_missing_by_district(scene: Scene, plan_id: int) -> None:
    client = browser(scene.officer)
    report = _opened(client, plan_id, scene.root.id)
    html = words_of(client.get(_address("report-detail", report.pk)))
    assert "Còn thiếu 165/165 báo cáo" in html
    assert f"<b>{scene.district.short_name}</b>" in html
    listed = words_of(client.get(_address("figure-rows", report.pk, "REPORTS")))
    assert "Chưa gửi" in listed


def test_list_is_paged_and_filtered(scene: Scene, plan_id: int) -> None:
    client, address = browser(scene.officer), _address("report-list", plan_id)
    first = words_of(client.get(address, {"ky": "2022-Q1"}))
    assert "1–50 trong 165" in first
    assert 'rel="next"' in first
    last = words_of(client.get(address, {"ky": "2022-Q1", "trang": "99"}))
    assert "151–165 trong 165" in last
    none = words_of(client.get(address, {"ky": "2022-Q1", "muc": "da-nhan"}))
    assert "Không có đơn vị nào ở mục này." in none


def test_list_costs_the_same_with_few_and_many(scene: Scene, plan_id: int) -> None:
    address = f"{_address('report-list', plan_id)}?ky=2022-Q1"
    many = query_count(browser(scene.officer), address)
    assert many <= query_count(browser(scene.focal), address) + 1


def test_number_and_correction_of_a_report_handed_in(scene: Scene, plan_id: int) -> None:
    report = _opened(browser(scene.focal), plan_id, scene.commune.id)
    facade.propose_report(actor=scene.focal, report_id=report.pk, version=1, at=MARCH)
    facade.approve_report(actor=scene.head, report_id=report.pk, version=2, at=MARCH)
    clerk = browser(make_actor(orgs.Role.CLERK, scene.commune.id))
    address = _address("report-number", report.pk)
    assert clerk.get(address).status_code == 200
    refused = clerk.post(address, {"version": 1, "number": "12", "signed_on": "15/13/2022"})
    assert refused.status_code == 422
    assert 'value="15/13/2022"' in words_of(refused)
    assert 'name="version" value="3"' in words_of(refused)
    sent = {"version": 3, "number": "12", "signed_on": "15/03/2022"}
    assert clerk.post(address, sent).status_code == 302
    report.refresh_from_db()
    assert report.number == "12"
    focal, correct = browser(scene.focal), _address("report-correct", report.pk)
    assert focal.post(correct, {"version": report.version}).status_code == 422
    for _ in range(2):
        made = focal.post(correct, {"version": report.version, "reason": "Đếm trùng tuần 35"})
        assert made.status_code == 302
    assert PeriodReport.objects.filter(unit=scene.commune.id).count() == 2
