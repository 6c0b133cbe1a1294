"""Difficulties in period reports: of a unit, of its superior, as of the last day of the period."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from docx import Document

from loa.modules.plans import facade
from loa.modules.plans.models import PeriodReport, Plan
from loa.modules.plans.queries import report_files
from loa.modules.plans.tests.factories import (
    BROKEN,
    MARCH,
    Scene,
    again,
    answered,
    issued,
    raised,
    report_of,
)
from loa.modules.plans.tests.web import browser, words_of

pytestmark = pytest.mark.django_db
DAY = MARCH.date()
AFTER_CUT_OFF = datetime(2022, 3, 15, 1, 0, tzinfo=UTC)


def _view(report: PeriodReport) -> facade.ReportView:
    return report_files.view_of(report, DAY)


def test_a_units_report_tells_of_each_with_its_answer(scene: Scene) -> None:
    plan_id = issued(scene)
    raised(scene, plan_id)
    answered(scene.district_officer, raised(scene, plan_id, words="Hết giấy in"))
    gone = raised(scene, plan_id, words="Nhầm")
    facade.withdraw_difficulty(actor=scene.focal, difficulty_id=gone.pk, version=1, at=MARCH)
    text = _view(report_of(scene.focal, plan_id, scene.commune.id)).texts["difficulties"]
    first, *lines = text.splitlines()
    assert first.startswith("Trong kỳ có 3 khó khăn, vướng mắc: 1 đã được trả lời, 2 chưa")
    assert "quá hạn trả lời" in first  # of 10 February, unanswered on 14 March
    assert any(BROKEN in line and "quá hạn trả lời" in line for line in lines)
    assert any("Hết giấy in" in line and "Dùng kinh phí của xã" in line for line in lines)


def test_what_was_answered_after_the_cut_off_waited_in_the_period(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    answered(scene.district_officer, found, at=AFTER_CUT_OFF)
    (told,) = _view(report_of(scene.focal, plan_id, scene.commune.id)).figures.difficulties
    assert (told.is_open, told.is_late) == (True, True)
    later = _view(report_of(scene.focal, plan_id, scene.commune.id, "2022-Q2")).figures
    assert [one.is_open for one in later.difficulties] == [False]


def test_a_frozen_report_keeps_them(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    report = report_of(scene.focal, plan_id, scene.commune.id)
    before = _view(report).figures.difficulties
    facade.approve_report(actor=scene.head, report_id=report.pk, version=1, at=MARCH)
    answered(scene.district_officer, found, at=MARCH)
    kept = _view(again(report)).figures.difficulties
    assert kept == before
    assert kept[0].unit == scene.commune.id


@pytest.mark.usefixtures("day")
def test_the_consolidated_report_lists_them_by_unit_on_paper_and_screen(scene: Scene) -> None:
    plan_id = issued(scene)
    raised(scene, plan_id)
    raised(scene, plan_id, actor=scene.other_focal, unit=scene.other, words="Thiếu tờ rơi")
    plan = Plan.objects.get(pk=plan_id)
    view = facade.draft_view(
        plan, plan.issuer_id, facade.period_of(plan, "2022-Q1"), date(2022, 3, 15)
    )
    assert {one.unit for one in view.figures.difficulties} == {scene.commune.id, scene.other.id}
    assert "2 khó khăn, vướng mắc" in view.texts["difficulties"]
    document = facade.document_of(view)
    tables = Document(BytesIO(facade.as_word(document))).tables
    cells = {cell.text for table in tables for row in table.rows for cell in row.cells}
    assert {BROKEN, "Thiếu tờ rơi", scene.other.name, "Quá hạn trả lời"} <= cells
    book = openpyxl.load_workbook(BytesIO(facade.as_workbook(view)))
    values = {cell.value for row in book["Khó khăn, vướng mắc"].iter_rows() for cell in row}
    assert {BROKEN, scene.commune.name} <= values
    report = report_of(scene.officer, plan_id, plan.issuer_id)
    client = browser(scene.officer)
    page = words_of(client.get(reverse("plans:report-detail", args=[report.pk])))
    rows = reverse("plans:figure-rows", args=[report.pk, "DIFFICULTIES_OPEN"])
    assert rows in page
    html = words_of(client.get(rows))
    assert "Thiếu tờ rơi" in html
    assert scene.other.name in html


def test_what_several_raise_alike_is_told_once_with_a_count(scene: Scene) -> None:
    plan_id = issued(scene)
    first = raised(scene, plan_id)
    raised(scene, plan_id, actor=scene.other_focal, unit=scene.other)
    raised(scene, plan_id, actor=scene.other_focal, unit=scene.other, words="Thiếu tờ rơi")
    answered(scene.district_officer, first)
    plan = Plan.objects.get(pk=plan_id)
    view = facade.draft_view(plan, plan.issuer_id, facade.period_of(plan, "2022-Q1"), DAY)
    _sum, *lines = view.texts["difficulties"].splitlines()
    assert [BROKEN in line for line in lines] == [True, False]
    assert lines[0].endswith("(2 đơn vị; 1 chưa được trả lời, 1 quá hạn trả lời).")
    assert lines[1].endswith("(1 đơn vị; chưa được trả lời, 1 quá hạn trả lời).")
    tables = Document(BytesIO(facade.as_word(facade.document_of(view)))).tables
    annex = next(one for one in tables if "Về nội dung" in [c.text for c in one.rows[0].cells])
    told = [tuple(cell.text for cell in row.cells[1:3]) for row in annex.rows[1:]]
    assert set(told) == {
        (scene.commune.name, BROKEN),
        (scene.other.name, BROKEN),
        (scene.other.name, "Thiếu tờ rơi"),
    }


def test_a_report_without_any_says_so(scene: Scene) -> None:
    plan_id = issued(scene)
    view = _view(report_of(scene.focal, plan_id, scene.commune.id))
    assert view.texts["difficulties"] == "Trong kỳ không có khó khăn, vướng mắc."
    assert len(openpyxl.load_workbook(BytesIO(facade.as_workbook(view))).sheetnames) == 2
