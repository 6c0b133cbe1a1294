"""A file becomes a draft: once for the same bytes, with every doubt and the right day."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.files.extract.facade import can_read_scans
from loa.foundation.files.tests.factories import scanned
from loa.foundation.orgs import facade as orgs
from loa.kernel.errors import NotAllowed, NotFound
from loa.modules.plans import facade, queries
from loa.modules.plans.models import Clause, Doubt, Plan, Task, TaskActor
from loa.modules.plans.tests.factories import (
    AT,
    PLAN_TEXT,
    TODAY,
    drafted,
    imported,
    issued,
    make_scene,
)
from loa.modules.plans.tests.web import browser, on_the_day, words_of
from loa.modules.plans.types import DoubtCode, PlanState, Schedule, TaskRole, Verb

pytestmark = pytest.mark.django_db


def _plan(text: str = PLAN_TEXT) -> Plan:
    return Plan.objects.get(pk=imported(make_scene(), text))


def test_import_reads_the_head_the_clauses_and_the_tasks() -> None:
    scene = make_scene()
    plan = Plan.objects.get(pk=drafted(scene))
    assert (plan.number, plan.notation, plan.signed_on) == ("12", "KH-UBND", date(2022, 1, 24))
    assert (plan.year, plan.as_of, plan.period_rule) == (2022, date(2022, 1, 24), "CONTROL_REPORT")
    assert (plan.state, plan.revision, plan.amends_id) == (PlanState.DRAFT, 1, None)
    assert [row["number"] for row in plan.legal_bases] == ["26/QĐ-UBND"]
    kinds = list(Clause.objects.filter(plan=plan).values_list("kind", flat=True))
    assert kinds.count("PURPOSE") == 2
    assert kinds.count("REQUIREMENT") == 1
    leaflets = Task.objects.get(plan=plan, title__contains="tờ rơi")
    assert leaflets.schedule == Schedule.QUARTERLY
    assert plan.text[leaflets.start : leaflets.end].count("tờ rơi") == 1
    groups = TaskActor.objects.filter(task=leaflets).exclude(group="")
    assert sorted(groups.values_list("group", flat=True)) == [
        "COMMUNES",
        "DEPARTMENTS",
        "DISTRICTS",
    ]


def test_vertical_agencies_of_a_group_phrase_are_offered_unticked() -> None:
    scene = make_scene()
    plan = Plan.objects.get(pk=drafted(scene))
    leaflets = Task.objects.get(plan=plan, title__contains="tờ rơi")
    offered = TaskActor.objects.filter(task=leaflets, is_included=False)
    assert offered
    (roles,) = [roles for task, roles in queries.addressed_units(plan) if task == leaflets]
    assert not set(offered.values_list("unit_id", flat=True)) & set(roles)


def test_who_is_named_leads_and_whom_he_works_with_coordinates() -> None:
    scene = make_scene()
    plan = Plan.objects.get(pk=drafted(scene))
    radio = Task.objects.get(plan=plan, title__contains="chuyên mục")
    roles = dict(TaskActor.objects.filter(task=radio).values_list("role", "words"))
    assert roles[TaskRole.LEAD] == "Sở Thông tin và Truyền thông"
    assert "Đài" in roles[TaskRole.COORDINATE]


def test_the_same_bytes_are_the_same_plan_and_other_bytes_another() -> None:
    scene = make_scene()
    source = facade.read_document(PLAN_TEXT.encode(), "ke-hoach.txt")
    call: dict[str, Any] = {"actor": scene.officer, "as_of": None, "at": AT}
    first = facade.import_plan(source=source, **call)
    again = facade.import_plan(
        source=facade.read_document(PLAN_TEXT.encode(), "ten-khac.txt"), **call
    )
    assert (first.is_new, again.is_new) == (True, False)
    assert (again.plan_id, again.tasks, again.doubts) == (first.plan_id, first.tasks, first.doubts)
    changed = PLAN_TEXT.replace("12/KH-UBND", "13/KH-UBND")
    other = Plan.objects.get(pk=imported(scene, changed))
    assert (other.pk != first.plan_id, other.amends_id) == (True, None)
    ref = Plan.objects.get(pk=first.plan_id).ref
    assert recorded_verbs(ref) == [Verb.IMPORT]


def test_only_the_plan_officer_imports_and_others_do_not_see_the_draft() -> None:
    scene = make_scene()
    source = facade.read_document(PLAN_TEXT.encode(), "ke-hoach.txt")
    for actor in (scene.focal, scene.head, scene.district_officer, scene.office_head):
        with pytest.raises(NotAllowed):
            facade.import_plan(actor=actor, source=source, as_of=None, at=AT)
    plan_id = drafted(scene)
    assert facade.plan_for(scene.officer, plan_id, TODAY)
    with pytest.raises(NotFound):
        facade.plan_for(scene.head, plan_id, TODAY)


def test_an_issued_plan_is_seen_by_everybody_with_a_post() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    for actor in (scene.reader, scene.other_focal, scene.district_head):
        assert facade.plan_for(actor, plan_id, TODAY).pk == plan_id


def test_without_a_date_the_day_is_that_of_the_latest_basis() -> None:
    plan = _plan(PLAN_TEXT.replace("ngày 24 tháng 01 năm 2022", "ngày      tháng 01 năm 2022"))
    assert plan.as_of == date(2022, 1, 18)
    codes = set(Doubt.objects.filter(plan=plan).values_list("code", flat=True))
    assert {DoubtCode.DATE_MISSING, DoubtCode.AS_OF_GUESSED} <= codes


def test_the_day_that_is_given_wins() -> None:
    scene = make_scene()
    source = facade.read_document(PLAN_TEXT.encode(), "ke-hoach.txt")
    found = facade.import_plan(actor=scene.officer, source=source, as_of=TODAY, at=AT)
    assert Plan.objects.get(pk=found.plan_id).as_of == TODAY


def test_a_document_older_than_every_list_of_units_becomes_a_draft_that_can_be_checked() -> None:
    scene = make_scene()
    old = PLAN_TEXT.replace("ngày 24 tháng 01 năm 2022", "ngày 05 tháng 3 năm 2020")
    plan = Plan.objects.get(pk=imported(scene, old))
    assert (plan.as_of, plan.signed_on) == (orgs.first_day(), date(2020, 3, 5))
    with on_the_day():
        address = reverse("plans:draft-check", args=[plan.pk])
        page = words_of(browser(scene.officer).get(address))
    assert "Loa chưa có danh sách đơn vị ngày 05/03/2020" in page
    source = facade.read_document(f"{old} ".encode(), "ke-hoach.txt")
    with pytest.raises(orgs.BeforeFirstTree):
        facade.import_plan(actor=scene.officer, source=source, as_of=date(2010, 1, 1), at=AT)


def test_a_plan_without_a_period_rule_reports_by_quarter_and_says_so() -> None:
    line = "- Tổng hợp, báo cáo UBND tỉnh theo kỳ báo cáo kết quả công tác kiểm soát TTHC.\n"
    plan = _plan(PLAN_TEXT.replace(line, ""))
    assert plan.period_rule == "CALENDAR_QUARTER"
    assert Doubt.objects.filter(plan=plan, code=DoubtCode.PERIOD_RULE_GUESSED).count() == 1


def test_a_task_without_a_day_is_due_on_the_last_working_day_of_the_year() -> None:
    plan = _plan(PLAN_TEXT.replace(" trước ngày 30/6/2022", ""))
    task = Task.objects.get(plan=plan, title__contains="sổ tay")
    assert (task.schedule, task.due_on) == (Schedule.ONCE, date(2022, 12, 30))
    assert Doubt.objects.filter(task=task, code=DoubtCode.DUE_GUESSED).count() == 1


def test_a_missing_annex_is_told() -> None:
    scene = make_scene()
    text = PLAN_TEXT.replace("với nội dung như sau", "với nội dung như sau (có Biểu đính kèm)")
    source = facade.read_document(text.encode(), "ke-hoach.txt")
    found = facade.import_plan(actor=scene.officer, source=source, as_of=None, at=AT)
    assert found.missing == ("annex",)
    assert any("Biểu" in doubt for doubt in found.doubts)


def test_a_head_longer_than_its_columns_breaks_no_import() -> None:
    text = PLAN_TEXT.replace("Nguyễn Văn Mẫu", "Nguyễn " + "Văn " * 100 + "Mẫu")
    assert _plan(text).signer_name is not None


@pytest.mark.skipif(not can_read_scans(), reason="tesseract-ocr-vie is missing")
def test_import_of_a_scan_doubts_what_the_machine_could_not_read() -> None:
    """P29: from the picture to the doubt beside its place in the source."""
    page = scanned(
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TỈNH TUYÊN QUANG", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: A7/KH-UBND", "Tuyên Quang, ngày 24 tháng 01 năm 2022"),
        "KẾ HOẠCH",
        "Truyền thông về thủ tục hành chính năm 2022",
        "Thực hiện Nghị quyết số 76NQ-CP ngày 15/7/2021 của Chính phủ, ban hành Kế hoạch:",
        "1. Sở Tư pháp tổ chức hội nghị trước ngày 31/3/2022.",
    )
    source = facade.read_document(page, "quét.pdf")
    scene = make_scene()
    found = facade.import_plan(actor=scene.officer, source=source, as_of=None, at=AT)
    plan = Plan.objects.get(pk=found.plan_id)
    note = Doubt.objects.get(plan=plan, code=DoubtCode.FILE_NOTE)
    assert "ảnh quét" in note.message
    doubt = Doubt.objects.get(plan=plan, code=DoubtCode.HEADER_UNSURE, target="number")
    assert "Chưa đọc rõ số văn bản" in doubt.message
    assert "A7" in plan.text[doubt.start : doubt.end]
    basis = Doubt.objects.get(plan=plan, code=DoubtCode.HEADER_UNSURE, target="legal_bases")
    assert "76NQ-CP" in basis.message
    assert "76/NQ-CP" in plan.text[basis.start : basis.end]
