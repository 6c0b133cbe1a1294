"""Period reports: drafted, approved, frozen, returned, accepted, corrected; and their sums."""

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from docx import Document
from openpyxl import load_workbook

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor, make_unit
from loa.kernel.errors import DomainError, NotAllowed, NotFound, Stale
from loa.modules.plans import facade
from loa.modules.plans.models import Assignment, Notice, PeriodReport, Plan
from loa.modules.plans.operations.report_period import (
    NothingToReport,
    ReportFrozen,
    UnknownSection,
)
from loa.modules.plans.queries import report_files
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.rules import reporting
from loa.modules.plans.rules.work import ReasonMissing, WrongState
from loa.modules.plans.tests.factories import (
    AT,
    MARCH,
    Scene,
    again,
    handed_in,
    issued,
    leaflets,
    occurrence_of,
    recorded,
    report_of,
)
from loa.modules.plans.types import ReportState, Verb

pytestmark = pytest.mark.django_db
LATER = MARCH + timedelta(days=1)


@pytest.fixture
def plan(scene: Scene) -> Plan:
    return Plan.objects.get(pk=issued(scene))


def _figures(report: PeriodReport) -> reporting.Figures:
    return reporting.from_json(report.figures)


def test_open_report_once_for_who_owes_one(scene: Scene, plan: Plan) -> None:
    first = report_of(scene.focal, plan.pk, scene.commune.id)
    assert report_of(scene.focal, plan.pk, scene.commune.id).pk == first.pk
    assert (first.starts_on, first.ends_on) == (date(2021, 12, 15), date(2022, 3, 14))
    assert (first.is_consolidated, first.edition) == (False, 1)
    assert report_of(scene.district_officer, plan.pk, scene.district.id).is_consolidated
    assert recorded_verbs(first.ref) == [Verb.REPORT_DRAFT]


def test_open_report_refused(scene: Scene, plan: Plan) -> None:
    with pytest.raises(NotAllowed):
        report_of(scene.reader, plan.pk, scene.commune.id)
    with pytest.raises(NotAllowed):
        report_of(scene.other_focal, plan.pk, scene.commune.id)
    with pytest.raises(DomainError):
        report_of(scene.focal, plan.pk, scene.commune.id, period="2022-Q9")
    idle = make_unit("Xã Không Việc", parent_id=scene.district.id)
    with pytest.raises(NothingToReport):
        report_of(make_actor(orgs.Role.FOCAL_OFFICER, idle.pk), plan.pk, idle.pk)


def test_edit_report_keeps_words_of_people_and_lets_the_others_follow(
    scene: Scene, plan: Plan
) -> None:
    report = report_of(scene.focal, plan.pk, scene.commune.id)
    call: dict[str, Any] = {"actor": scene.focal, "report_id": report.pk, "at": MARCH}
    for _ in range(2):
        facade.edit_report(version=1, sections={"next": " Phát thanh. "}, **call)
    assert again(report).sections == {"next": "Phát thanh."}
    with pytest.raises(UnknownSection):
        facade.edit_report(version=2, sections={"results": "x"}, **call)
    with pytest.raises(Stale):
        facade.edit_report(version=1, sections={"next": "Khác"}, **call)
    with pytest.raises(NotAllowed):
        facade.edit_report(version=2, sections={}, **{**call, "actor": scene.district_officer})
    with pytest.raises(NotFound):
        facade.edit_report(version=2, sections={}, **{**call, "actor": scene.other_focal})
    facade.edit_report(version=2, sections={"next": ""}, **call)
    assert again(report).sections == {}


def test_approval_freezes_figures_and_words(scene: Scene, plan: Plan) -> None:
    work = occurrence_of(plan.pk, scene.commune.id, "tờ rơi")
    recorded(scene.focal, work, 30)
    report = report_of(scene.focal, plan.pk, scene.commune.id)
    facade.propose_report(actor=scene.focal, report_id=report.pk, version=1, at=MARCH)
    with pytest.raises(NotAllowed):
        facade.approve_report(actor=scene.focal, report_id=report.pk, version=2, at=MARCH)
    for _ in range(2):
        facade.approve_report(actor=scene.head, report_id=report.pk, version=2, at=MARCH)
    recorded(scene.focal, work, 70)
    report = again(report)
    assert (report.state, report.version) == (ReportState.SUBMITTED, 3)
    assert _figures(report).by_unit == {scene.commune.id: {"LEAFLETS": 30}}
    assert report_files.view_of(report, MARCH.date()).texts["materials"] == "Tờ rơi, tờ gấp: 30 tờ."
    told = Notice.objects.get(unit=scene.district.id, report=report)
    assert told.text == f"{scene.commune.body_name} nộp báo cáo quý I năm 2022"
    with pytest.raises(ReportFrozen):
        facade.edit_report(
            actor=scene.focal, report_id=report.pk, version=3, sections={"next": "x"}, at=MARCH
        )
    with pytest.raises(ReportFrozen):
        facade.approve_report(actor=scene.head, report_id=report.pk, version=3, at=MARCH)
    with pytest.raises(WrongState):
        facade.propose_report(actor=scene.focal, report_id=report.pk, version=3, at=MARCH)


def test_a_returned_report_lets_its_figures_move_again(scene: Scene, plan: Plan) -> None:
    work = occurrence_of(plan.pk, scene.commune.id, "tờ rơi")
    recorded(scene.focal, work, 30)
    report = report_of(scene.focal, plan.pk, scene.commune.id)
    facade.edit_report(
        actor=scene.focal, report_id=report.pk, version=1, sections={"next": "Tiếp."}, at=MARCH
    )
    facade.approve_report(actor=scene.head, report_id=report.pk, version=2, at=MARCH)
    back: dict[str, Any] = {"actor": scene.district_officer, "report_id": report.pk, "at": MARCH}
    with pytest.raises(ReasonMissing):
        facade.return_report(version=3, reason="", **back)
    with pytest.raises(NotAllowed):
        facade.return_report(version=3, reason="Thiếu", **{**back, "actor": scene.head})
    for _ in range(2):
        facade.return_report(version=3, reason="Thiếu số liệu", **back)
    recorded(scene.focal, work, 12)
    report = again(report)
    assert (report.state, report.sections) == (ReportState.RETURNED, {"next": "Tiếp."})
    facade.approve_report(actor=scene.head, report_id=report.pk, version=4, at=LATER)
    report = again(report)
    assert _figures(report).total("LEAFLETS") == 42
    assert report.sections["materials"] == "Tờ rơi, tờ gấp: 42 tờ."
    assert report.sections["next"] == "Tiếp."


def test_accept_report(scene: Scene, plan: Plan) -> None:
    report = handed_in(scene, plan.pk)
    call: dict[str, Any] = {"report_id": report.pk, "version": 2, "at": MARCH}
    with pytest.raises(NotAllowed):
        facade.accept_report(actor=scene.head, **call)
    for _ in range(2):
        facade.accept_report(actor=scene.district_officer, **call)
    assert (again(report).state, again(report).version) == (ReportState.ACCEPTED, 3)
    with pytest.raises(WrongState):
        facade.return_report(
            actor=scene.district_officer, report_id=report.pk, version=3, reason="Muộn", at=MARCH
        )


def test_a_correction_is_a_new_edition_and_the_old_one_stays(scene: Scene, plan: Plan) -> None:
    work = occurrence_of(plan.pk, scene.commune.id, "tờ rơi")
    recorded(scene.focal, work, 30)
    report = handed_in(scene, plan.pk)
    call: dict[str, Any] = {"actor": scene.focal, "report_id": report.pk, "at": LATER}
    with pytest.raises(ReasonMissing):
        facade.correct_report(version=2, reason=" ", **call)
    with pytest.raises(Stale):
        facade.correct_report(version=1, reason="Đếm sót", **call)
    new_id = facade.correct_report(version=2, reason="Đếm sót", **call)
    assert facade.correct_report(version=2, reason="Đếm sót", **call) == new_id
    with pytest.raises(WrongState):
        facade.correct_report(version=2, reason="Lý do khác", **call)

    period = facade.period_of(plan, "2022-Q1")
    (owed,) = [
        one
        for one in reads.owed(plan, period, date(2022, 9, 1), below=scene.district.id)
        if one.unit.id == scene.commune.id
    ]
    assert (owed.is_in, owed.is_late) == (True, False)  # the first edition came in time
    assert owed.report is not None
    assert owed.report.pk == new_id

    recorded(scene.focal, work, 5)
    facade.approve_report(actor=scene.head, report_id=new_id, version=1, at=LATER)
    old, new = again(report), PeriodReport.objects.get(pk=new_id)
    assert (old.figures, old.sections, old.version) == (report.figures, report.sections, 2)
    assert (new.edition, new.correction_reason) == (2, "Đếm sót")
    assert _figures(new).total("LEAFLETS") == 35
    above = reads.figures_for(plan, scene.district.id, period, LATER.date())
    assert above.total("LEAFLETS") == 35


def test_number_report_by_the_clerk(scene: Scene, plan: Plan) -> None:
    report = handed_in(scene, plan.pk)
    clerk = make_actor(orgs.Role.CLERK, scene.commune.id)
    call: dict[str, Any] = {
        "report_id": report.pk,
        "version": 2,
        "number": " 15/BC-UBND ",
        "signed_on": date(2022, 3, 16),
        "official": ("ky.pdf", b"%PDF-1.4\n%%EOF\n"),
        "at": LATER,
    }
    with pytest.raises(NotAllowed):
        facade.number_report(actor=scene.focal, **call)
    for _ in range(2):
        facade.number_report(actor=clerk, **call)
    report = again(report)
    assert (report.number, report.signed_on, report.version) == ("15", date(2022, 3, 16), 3)
    assert report.official_file_id
    draft = report_of(scene.district_officer, plan.pk, scene.district.id)
    district_clerk = make_actor(orgs.Role.CLERK, scene.district.id)
    with pytest.raises(WrongState):
        facade.number_report(actor=district_clerk, **{**call, "report_id": draft.pk, "version": 1})


def test_chain_of_2022_counts_each_unit_once(scene: Scene, plan: Plan) -> None:
    """Commune → district → province; a commune whose district is silent is told apart."""
    period = facade.period_of(plan, "2022-Q1")
    recorded(scene.focal, occurrence_of(plan.pk, scene.commune.id, "tờ rơi"), 30)
    recorded(scene.other_focal, occurrence_of(plan.pk, scene.other.id, "tờ rơi"), 7)
    recorded(
        make_actor(orgs.Role.FOCAL_OFFICER, scene.district.id),
        occurrence_of(plan.pk, scene.district.id, "tờ rơi"),
        100,
    )
    handed_in(scene, plan.pk)
    district = report_of(scene.district_officer, plan.pk, scene.district.id)
    facade.approve_report(actor=scene.district_head, report_id=district.pk, version=1, at=MARCH)
    assert _figures(again(district)).by_unit == {
        scene.district.id: {"LEAFLETS": 100},
        scene.commune.id: {"LEAFLETS": 30},
    }
    root = reads.figures_for(plan, plan.issuer_id, period, MARCH.date())
    assert root.total("LEAFLETS") == 130
    assert root.recorded == {scene.other.id: {"LEAFLETS": 7}}
    assert root.units == 165
    assert len(root.missing) == 163
    assert not {scene.commune.id, scene.district.id} & set(root.missing)
    consolidated = report_of(scene.officer, plan.pk, plan.issuer_id)
    facade.approve_report(actor=scene.office_head, report_id=consolidated.pk, version=1, at=MARCH)
    assert again(consolidated).state == ReportState.ACCEPTED


def test_from_july_2025_communes_report_to_the_province(scene: Scene) -> None:
    plan_id = issued(scene)
    new_tree = [row for row in orgs.tree(date(2025, 7, 1)) if row.level is orgs.Level.COMMUNE]
    plan = Plan.objects.get(pk=plan_id)
    Plan.objects.filter(pk=plan_id).update(as_of=date(2025, 7, 1), year=2025)
    task = plan.tasks.order_by("ordinal")[0]
    known = set(Assignment.objects.filter(task=task).values_list("unit_id", flat=True))
    Assignment.objects.bulk_create(
        Assignment(plan=plan, task=task, unit_id=row.id, role="LEAD", issued_at=AT)
        for row in new_tree
        if row.id not in known
    )
    plan = again(plan)
    period = facade.period_of(plan, "2025-Q3")
    owed = reads.owed(plan, period, date(2025, 9, 1), below=plan.issuer_id)
    communes = [one for one in owed if one.unit.level is orgs.Level.COMMUNE]
    assert {one.unit.id for one in communes} == {row.id for row in new_tree}
    assert not [one for one in owed if one.unit.level is orgs.Level.DISTRICT]
    commune = new_tree[0]
    at = MARCH.replace(year=2025, month=9)
    report = report_of(
        make_actor(orgs.Role.FOCAL_OFFICER, commune.id), plan.pk, commune.id, "2025-Q3", at
    )
    head = make_actor(orgs.Role.HEAD, commune.id)
    facade.approve_report(actor=head, report_id=report.pk, version=1, at=at)
    facade.accept_report(actor=scene.officer, report_id=report.pk, version=2, at=at)
    figures = reads.figures_for(plan, plan.issuer_id, period, at.date())
    assert list(figures.by_unit) == [commune.id]


@pytest.mark.parametrize(
    ("period", "level", "is_root", "due"),
    [
        ("2022-Q1", orgs.Level.COMMUNE, False, date(2022, 3, 16)),
        ("2022-Q1", orgs.Level.DISTRICT, False, date(2022, 3, 18)),
        ("2022-Q1", orgs.Level.PROVINCE, False, date(2022, 3, 18)),
        ("2022-Q1", orgs.Level.PROVINCE, True, date(2022, 3, 22)),
        ("2025-Q3", orgs.Level.COMMUNE, False, date(2025, 9, 16)),
    ],
)
def test_due_days_of_each_level(
    plan: Plan,
    period: str,
    level: orgs.Level,
    is_root: bool,  # noqa: FBT001  a table
    due: date,
) -> None:
    assert reads.due_on(facade.period_of(plan, period), level, is_root=is_root) == due


def test_who_is_late(scene: Scene, plan: Plan) -> None:
    handed_in(scene, plan.pk)
    period = facade.period_of(plan, "2022-Q1")
    on_time = reads.owed(plan, period, date(2022, 3, 16))
    after = {one.unit.id: one for one in reads.owed(plan, period, date(2022, 3, 17))}
    assert not any(one.is_late for one in on_time)
    assert not after[scene.commune.id].is_late
    assert after[scene.other.id].is_late
    assert not after[scene.district.id].is_late
    partners = {row.id for row in orgs.tree(plan.as_of) if row.kind is orgs.Kind.PARTNER}
    assert not partners & set(after)


def test_an_awkward_name_comes_out_of_word_and_excel_as_it_went_in(
    scene: Scene, plan: Plan
) -> None:
    """Hazards R01 and R06: & < > and quotes, and what a spreadsheet would take for a formula."""
    names = ('Sở TT&TT <mới> "A"', "=HYPERLINK(1)", "-5 xã", "+84912")
    for name in names:
        unit = make_unit(name, parent_id=scene.district.id)
        task = plan.tasks.order_by("ordinal")[0]
        Assignment.objects.create(plan=plan, task=task, unit_id=unit.pk, role="LEAD", issued_at=AT)
    period = facade.period_of(plan, "2022-Q1")
    view = facade.draft_view(plan, scene.district.id, period, MARCH.date())
    document = Document(io.BytesIO(facade.as_word(facade.document_of(view))))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert set(names) <= cells
    book = load_workbook(io.BytesIO(facade.as_workbook(view)))
    found = {cell.value: cell.data_type for sheet in book for row in sheet for cell in row}
    assert {name: found.get(name) for name in names} == dict.fromkeys(names, "s")


def test_figures_in_excel_are_numbers_and_sum_up(scene: Scene, plan: Plan) -> None:
    facade.record_activity(
        actor=scene.focal,
        key=uuid4(),
        occurrence_id=occurrence_of(plan.pk, scene.commune.id, "tờ rơi").pk,
        facts=replace(leaflets(1234)),
        at=AT,
    )
    handed_in(scene, plan.pk)
    period = facade.period_of(plan, "2022-Q1")
    view = facade.draft_view(plan, scene.district.id, period, MARCH.date())
    book = load_workbook(io.BytesIO(facade.as_workbook(view)))
    assert 1234 in [cell.value for row in book["Tổng hợp"] for cell in row]
    assert "1.234" in " ".join(view.texts.values())
    assert reporting.plain(view.parts["materials"]) == "Tờ rơi, tờ gấp: 1.234 tờ."


def test_units_stand_in_one_order_in_word_and_excel(plan: Plan) -> None:
    """Hazards R03 and R09: other readers find the units in the order of the tree."""
    period = facade.period_of(plan, "2022-Q1")
    view = facade.draft_view(plan, plan.issuer_id, period, MARCH.date())
    names = {row.id: row.name for row in orgs.tree(period.reported_from)}
    expected = [names[unit] for unit in names if unit in set(view.figures.missing)]
    document = Document(io.BytesIO(facade.as_word(facade.document_of(view))))
    in_word = [
        row.cells[1].text for row in document.tables[-1].rows if row.cells[0].text.isdecimal()
    ]
    sheet = load_workbook(io.BytesIO(facade.as_workbook(view)))["Theo đơn vị"]
    in_excel = [row[1].value for row in sheet if row[2].value == "Chưa gửi báo cáo"]
    assert expected == in_word == in_excel
    assert len(expected) == 165


def test_a_subject_in_capitals_is_not_repeated_in_the_title(plan: Plan) -> None:
    """Hazard P37: its words are not made small either; number and day name the document."""
    period = facade.period_of(plan, "2022-Q1")

    def subject() -> str:
        plan.refresh_from_db()
        view = facade.draft_view(plan, plan.issuer_id, period, MARCH.date())
        return facade.document_of(view).subject

    Plan.objects.filter(pk=plan.pk).update(subject="TRUYỀN THÔNG VỀ THỦ TỤC", kind="TB")
    assert subject().startswith(
        "Kết quả thực hiện Thông báo số 12/KH-UBND ngày 24/01/2022 của UBND"
    )
    assert "TRUYỀN THÔNG" not in subject()
    Plan.objects.filter(pk=plan.pk).update(number="")
    assert "«TRUYỀN THÔNG VỀ THỦ TỤC»" in subject()
