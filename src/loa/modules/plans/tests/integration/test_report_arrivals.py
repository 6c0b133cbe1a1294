"""Who reported when: a return with its remark stays on record when the report comes again."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from loa.modules.plans import facade
from loa.modules.plans.queries import report_files
from loa.modules.plans.tests.factories import (
    MARCH,
    Scene,
    again,
    handed_in,
    issued,
    occurrence_of,
    recorded,
    report_of,
)

pytestmark = pytest.mark.django_db
REMARK = "Thiếu số liệu phát thanh"


def test_a_returned_report_keeps_its_first_day_and_the_remark(scene: Scene) -> None:
    plan_id = issued(scene)
    recorded(scene.focal, occurrence_of(plan_id, scene.commune.id, "tờ rơi"), 30)
    mine = handed_in(scene, plan_id)
    later = MARCH + timedelta(days=3)
    facade.return_report(
        actor=scene.district_officer, report_id=mine.pk, version=2, reason=REMARK, at=MARCH
    )
    facade.approve_report(actor=scene.head, report_id=mine.pk, version=3, at=later)
    district = report_of(scene.district_officer, plan_id, scene.district.id, at=later)
    view = report_files.view_of(district, later.date())
    (one,) = [row for row in view.figures.arrivals if row.unit == scene.commune.id]
    assert (one.first, one.came) == (MARCH.date(), later.date())
    assert [(back.on, back.reason) for back in one.returns] == [(MARCH.date(), REMARK)]
    assert (one.is_late, one.report) == (True, mine.pk)
    assert view.figures.forms[scene.commune.id] == {"TO_ROI": 1}

    facade.approve_report(actor=scene.district_head, report_id=district.pk, version=1, at=later)
    frozen = report_files.view_of(again(district), later.date())
    assert frozen.figures.arrivals == view.figures.arrivals
    book = load_workbook(io.BytesIO(report_files.as_workbook(frozen)))
    cells = [cell for row in book["Tình hình gửi báo cáo"].values for cell in row]
    assert f"15/03/2022: {REMARK}" in cells


def test_a_period_is_compared_with_the_report_of_the_last(scene: Scene) -> None:
    plan_id = issued(scene)
    recorded(scene.focal, occurrence_of(plan_id, scene.commune.id, "tờ rơi"), 30)
    handed_in(scene, plan_id)
    later = MARCH + timedelta(days=90)
    second = report_of(scene.focal, plan_id, scene.commune.id, "2022-Q2", at=later)
    view = report_files.view_of(second, later.date())
    assert view.figures.before == {"LEAFLETS": 30}
    assert view.figures.arrivals == ()
