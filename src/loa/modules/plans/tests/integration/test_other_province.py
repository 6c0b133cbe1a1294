"""Plans of other provinces: refused where they do not belong, whole on their own units."""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.foundation.jobs.tests.factories import run_jobs
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor, sign_in
from loa.modules.plans import facade
from loa.modules.plans.models import Assignment, Doubt, Plan
from loa.modules.plans.operations.import_plan import PlanOfAnotherProvince
from loa.modules.plans.queries.reading import ReadDocument
from loa.modules.plans.tests.factories import PLAN_TEXT, issued, load_references, make_scene

pytestmark = pytest.mark.django_db

AT = datetime(2025, 11, 24, 2, 0, tzinfo=UTC)
ON = date(2025, 11, 24)
CORPUS = (
    Path(os.environ.get("LOA_SHARED", Path(__file__).resolve().parents[7] / "shared"))
    / "corpus/plans"
)
CAN_THO = (
    PLAN_TEXT.replace("TỈNH TUYÊN QUANG", "THÀNH PHỐ CẦN THƠ")
    .replace("Tuyên Quang, ngày 24 tháng 01 năm 2022", "Cần Thơ, ngày 19 tháng 11 năm 2025")
    .replace("; UBND cấp huyện; UBND cấp xã", "; UBND các xã, phường")
    .replace("Văn phòng UBND tỉnh", "Văn phòng UBND thành phố")
    .replace("Sở Thông tin và Truyền thông", "Sở Văn hóa, Thể thao và Du lịch")
    .replace("Đài Phát thanh - Truyền hình tỉnh", "Báo và Phát thanh, Truyền hình Cần Thơ")
    .replace("năm 2022", "năm 2026")
)


def console() -> orgs.Actor:
    return orgs.cli_actor("thu", ON)


def read(text: str, name: str = "ke-hoach.txt") -> ReadDocument:
    return facade.read_document(text.encode(), name)


def imported(text: str) -> facade.ImportResult:
    return facade.import_plan(actor=console(), source=read(text), as_of=None, at=AT)


def issue(plan_id: int) -> int:
    return facade.issue_plan(
        actor=console(), plan_id=plan_id, version=None, at=AT, as_it_stands=True
    ).assignments


def test_plan_of_another_province_is_refused_and_named() -> None:
    load_references()
    with pytest.raises(PlanOfAnotherProvince, match="loa orgs load can-tho") as refusal:
        imported(CAN_THO)
    words = refusal.value.message_vi
    assert "thành phố Cần Thơ" in words
    assert "tỉnh Tuyên Quang" in words
    assert not Plan.objects.exists()


def test_plan_of_another_province_on_the_page(client: Client) -> None:
    load_references()
    office = orgs.office_row(ON)
    sign_in(client, make_actor(orgs.Role.PLAN_OFFICER, office.id))
    sent = SimpleUploadedFile("ke-hoach.txt", CAN_THO.encode())
    answer = client.post(reverse("plans:plan-import"), {"documents": sent})
    assert answer.status_code == 422
    page = client.get(reverse("plans:plan-import")).content.decode()
    for words in (answer.content.decode(), page):
        assert "loa orgs load can-tho" in words
        assert "ke-hoach.txt, gửi lúc" in words
    (file_id,) = re.findall(r"chua-doc/(\d+)/goc/", page)
    kept = client.get(reverse("plans:upload-source", args=[file_id]))
    assert kept.content == CAN_THO.encode()


def test_files_that_become_nothing_keep_their_names_and_an_empty_one_is_named(
    client: Client,
) -> None:
    load_references()
    sign_in(client, make_actor(orgs.Role.PLAN_OFFICER, orgs.office_row(ON).id))
    address = reverse("plans:plan-import")
    empty = SimpleUploadedFile("rong.docx", b"")
    answer = client.post(address, {"documents": empty})
    assert (answer.status_code, "rong.docx: tệp rỗng" in answer.content.decode()) == (422, True)
    broken = SimpleUploadedFile("hong.pdf", b"no pdf at all \x00\x01")
    client.post(address, {"documents": broken})
    run_jobs()
    page = client.get(address).content.decode()
    assert "hong.pdf, gửi lúc" in page


def test_head_that_speaks_of_elsewhere_is_a_doubt() -> None:
    load_references()
    found = imported(CAN_THO.replace("THÀNH PHỐ CẦN THƠ", "HUYỆN PHONG ĐIỀN"))
    messages = Doubt.objects.filter(plan=found.plan_id).values_list("message", flat=True)
    assert [words for words in messages if "ỦY BAN NHÂN DÂN HUYỆN PHONG ĐIỀN" in words]


def test_document_of_a_ministry_is_taken_in() -> None:
    load_references()
    text = PLAN_TEXT.replace("ỦY BAN NHÂN DÂN\nTỈNH TUYÊN QUANG", "BỘ TÀI CHÍNH").replace(
        "Tuyên Quang, ngày", "Hà Nội, ngày"
    )
    assert imported(text).is_new


def test_plan_goes_to_the_units_of_its_own_province_and_day() -> None:
    load_references()
    orgs.load_province(actor=console(), province="Cần Thơ", at=AT)
    found = imported(CAN_THO)
    assert issue(found.plan_id) > 200
    levels = {
        row.level
        for row in orgs.units_by_ids(
            Assignment.objects.values_list("unit_id", flat=True), ON
        ).values()
    }
    assert levels == {orgs.Level.PROVINCE, orgs.Level.COMMUNE}
    with pytest.raises(orgs.ProvinceInUse, match="loa orgs load tuyen-quang"):
        orgs.load_province(actor=console(), province="Tuyên Quang", at=AT)
    assert orgs.root_row(ON).name == "UBND thành phố Cần Thơ"
    assert audit.verify().ok


@pytest.mark.parametrize(
    ("name", "province", "communes"),
    [
        ("ke-hoach_159-kh-ubnd_can-tho.txt", "Cần Thơ", 103),
        ("ke-hoach_182-kh-ubnd_dong-nai.txt", "dong nai", 95),
    ],
)
def test_plan_of_the_corpus_on_its_own_units(name: str, province: str, communes: int) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus lies outside the checkout (LOA_SHARED)")
    load_references()
    source = facade.read_document((CORPUS / name).read_bytes(), name)
    with pytest.raises(PlanOfAnotherProvince):
        facade.import_plan(actor=console(), source=source, as_of=None, at=AT)
    orgs.load_province(actor=console(), province=province, at=AT)
    found = facade.import_plan(actor=console(), source=source, as_of=None, at=AT)
    issue(found.plan_id)
    given = orgs.units_by_ids(Assignment.objects.values_list("unit_id", flat=True), ON).values()
    assert sum(row.level is orgs.Level.COMMUNE for row in given) == communes
    assert not [row for row in given if row.level is orgs.Level.DISTRICT]


def test_plan_of_2022_shown_today_keeps_old_names_with_successors(client: Client) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    sign_in(client, make_actor(orgs.Role.PLAN_OFFICER, scene.office.id))
    task = Plan.objects.get(pk=plan_id).tasks.order_by("ordinal")[0]
    page = client.get(reverse("plans:task-units", args=[plan_id, task.pk])).content.decode()
    assert "Sở Thông tin và Truyền thông" in page
    assert "nay là Sở Khoa học và Công nghệ" in page
    assert scene.commune.name in page
    one = client.get(reverse("plans:unit-tasks", args=[plan_id, scene.district.id]))
    assert f"{scene.district.name}" in one.content.decode()
    assert "nay là UBND tỉnh Tuyên Quang" in one.content.decode()
