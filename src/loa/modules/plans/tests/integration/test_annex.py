"""An annex joins its plan: before issue as tasks, after it as a revision, once, with its cells."""

import io
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.files import facade as files
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.modules.plans import facade, queries
from loa.modules.plans.models import Annex, Assignment, Doubt, Plan, Task
from loa.modules.plans.operations.annex_plan import AnnexClosed
from loa.modules.plans.queries.annexes import UnitWords, sheets_of
from loa.modules.plans.queries.reading import AnnexesOfSeveralPlans
from loa.modules.plans.rules.difference import ChangeKind
from loa.modules.plans.tests.factories import (
    AT,
    PLAN_TEXT,
    Scene,
    drafted,
    issued,
    make_scene,
    occurrence_of,
    recorded,
)
from loa.modules.plans.types import (
    AnnexState,
    DoubtCode,
    DoubtState,
    PlanState,
    Schedule,
    TaskRole,
    WorkState,
)

pytestmark = pytest.mark.django_db

WITH_ANNEX = PLAN_TEXT.replace(
    "2. Văn phòng UBND tỉnh\n", "2. Văn phòng UBND tỉnh\n\n- Thực hiện theo Biểu đính kèm.\n"
)
HEAD = ["TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Phối hợp", "Thời gian"]
ROWS = [
    ["1", "Mở lớp tập huấn cho cán bộ một cửa", "Hội nghị", "Sở Nội vụ", "Sở Tư pháp", "Quý II"],
    ["2", "Treo áp phích tại nơi tiếp dân", "Áp phích", "nt", "", "trước 15 hằng tháng"],
    [
        "3",
        "Phát thanh về thủ tục đất đai",
        "Truyền thanh",
        "Sở Tài nguyên và Môi trường",
        "",
        "44742",
    ],
    ["4", "Việc chưa giao ai", "", "", "", "thường xuyên"],
]


def book(*rows: list[str], hidden: int = 0, title: str = "Biểu 1") -> bytes:
    """A workbook of these rows; the row of that number is hidden."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append([int(cell) if cell == "44742" else cell or None for cell in row])
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@cache
def _annex(first: int = 0, last: int = 4, hidden: int = 0) -> facade.ReadAnnex:
    return facade.read_annex(book(HEAD, *ROWS[first:last], hidden=hidden), "Biểu 1.xlsx")


def _taken(
    scene: Scene, plan_id: int, source: facade.ReadAnnex, *, with_hidden: bool = False
) -> facade.AnnexResult:
    return facade.take_annex(
        actor=scene.officer, plan_id=plan_id, source=source, with_hidden=with_hidden, at=AT
    )


def test_an_annex_adds_its_rows_to_a_draft_and_settles_what_was_missing() -> None:
    scene = make_scene()
    plan_id = drafted(scene, WITH_ANNEX)
    before = Plan.objects.get(pk=plan_id)
    missing = Doubt.objects.filter(plan=plan_id, code=DoubtCode.ANNEX_MISSING)
    assert [doubt.state for doubt in missing] == [DoubtState.OPEN]
    found = _taken(scene, plan_id, _annex())
    plan = Plan.objects.get(pk=plan_id)
    assert (found.plan_id, found.tasks, found.is_new) == (plan_id, 4, True)
    assert (plan.missing, {doubt.state for doubt in missing.all()}) == ([], {DoubtState.SETTLED})
    assert plan.text.startswith(before.text)
    rows = list(Task.objects.filter(plan=plan_id, annex=found.annex_id).order_by("ordinal"))
    assert [plan.text[row.start : row.end].split(" | ")[0] for row in rows] == list("1234")
    training, posters, radio, idle = rows
    assert training.due_on == date(2022, 6, 30)
    assert posters.schedule == Schedule.MONTHLY
    assert "AP_PHICH" in posters.forms
    assert idle.schedule == Schedule.ONGOING
    assert training.place == "dòng 2, trang tính «Biểu 1»"
    units = {row.ordinal: roles for row, roles in queries.addressed_units(plan)}
    assert units[training.ordinal] == units[training.ordinal] | {scene.department.id: "COORDINATE"}
    assert list(units[posters.ordinal].values()) == [TaskRole.LEAD]
    assert set(recorded_verbs(plan.ref)) >= {"PLAN_EDIT"}
    words = {doubt.task_id: doubt.message for doubt in plan.doubts.filter(task__in=rows)}
    assert f"Nhiệm vụ {radio.ordinal} (ô F4, trang tính «Biểu 1»)" in words[radio.pk]
    assert "44742" in words[radio.pk]
    assert f"Nhiệm vụ {idle.ordinal} (ô D5, trang tính «Biểu 1»)" in words[idle.pk]


def test_the_same_bytes_twice_add_nothing() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    first = _taken(scene, plan_id, _annex())
    count = Task.objects.filter(plan=plan_id).count()
    again = _taken(scene, plan_id, _annex())
    assert (again.annex_id, again.is_new, again.tasks) == (first.annex_id, False, 4)
    assert Task.objects.filter(plan=plan_id).count() == count
    assert Annex.objects.filter(plan=plan_id).count() == 1


def test_the_file_is_kept_byte_by_byte() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    source = _annex()
    _taken(scene, plan_id, source)
    name, data = facade.annex_bytes(scene.officer, plan_id, 1, AT.date())
    assert (name, data) == ("Biểu 1.xlsx", source.data)
    with pytest.raises(NotFound):
        facade.annex_bytes(scene.officer, plan_id, 2, AT.date())


def test_i03_hidden_rows_join_only_when_asked_for() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    found = facade.add_annex(actor=scene.officer, plan_id=plan_id, source=_annex(hidden=3), at=AT)
    assert found.tasks == 3
    annex = Annex.objects.get(pk=found.annex_id)
    assert any("1 dòng" in note for note in annex.notes)
    (sheet,) = sheets_of(annex, UnitWords(AT.date()))
    assert (sheet.hidden_rows, len(sheet.lines)) == (1, 4)
    joined = _taken(scene, plan_id, _annex(hidden=3), with_hidden=True)
    assert joined.tasks == 4


def test_errors_stand_in_their_cells_and_are_mended_there() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    found = facade.add_annex(actor=scene.officer, plan_id=plan_id, source=_annex(), at=AT)
    annex = Annex.objects.get(pk=found.annex_id)
    (sheet,) = sheets_of(annex, UnitWords(date(2022, 1, 24)))
    errors = {cell.address: cell.errors for line in sheet.lines for cell in line.cells}
    assert {address for address, words in errors.items() if words} == {"F4", "D5"}
    fixes = {"0:4:6": "Quý III/2022", "0:5:4": "Sở Tư pháp", "9:9:9": "không có ô này"}
    call: dict[str, Any] = {
        "actor": scene.officer,
        "annex_id": annex.pk,
        "with_hidden": False,
        "at": AT,
    }
    facade.fix_annex(version=1, cells=fixes, **call)
    facade.fix_annex(version=1, cells=fixes, **call)
    with pytest.raises(Stale):
        facade.fix_annex(version=1, cells={"0:4:6": "Quý IV"}, **call)
    annex = Annex.objects.select_related("plan").get(pk=annex.pk)
    assert annex.fixes == {"0:4:6": "Quý III/2022", "0:5:4": "Sở Tư pháp"}
    (sheet,) = sheets_of(annex, UnitWords(date(2022, 1, 24)))
    assert sum(line.errors for line in sheet.lines) == 0
    joined = facade.join_annex(actor=scene.officer, annex_id=annex.pk, version=2, at=AT)
    (asked,) = joined.doubts  # nothing but the day that a rhythm names
    assert "F3" in asked
    assert "kỳ có ngày riêng (trước 15 hằng tháng)" in asked
    radio = Task.objects.get(plan=plan_id, content__contains="đất đai")
    assert radio.due_on == date(2022, 9, 30)
    with pytest.raises(AnnexClosed):
        facade.fix_annex(version=3, cells={}, **call)
    again = facade.join_annex(actor=scene.officer, annex_id=annex.pk, version=2, at=AT)
    assert again.is_new is False


def test_an_annex_after_issue_is_a_revision_that_assigns_only_what_it_adds() -> None:
    scene = make_scene()
    old_id = issued(scene)
    work = occurrence_of(old_id, scene.commune.id, "tờ rơi")
    recorded(scene.focal, work)
    found = _taken(scene, old_id, _annex(0, 1))
    new = Plan.objects.get(pk=found.plan_id)
    assert (new.amends_id, new.revision, new.state) == (old_id, 2, PlanState.DRAFT)
    assert _taken(scene, old_id, _annex(0, 1)).is_new is False
    changes = queries.difference(Plan.objects.get(pk=old_id), new)
    kinds = [change.kind for change in changes]
    assert kinds.count(ChangeKind.ADDED) == 1
    assert set(kinds) == {ChangeKind.ADDED, ChangeKind.SAME}
    facade.issue_plan(actor=scene.officer, plan_id=new.pk, version=None, at=AT, as_it_stands=True)
    assert Plan.objects.get(pk=old_id).state == PlanState.SUPERSEDED
    went_on = occurrence_of(new.pk, scene.commune.id, "tờ rơi")
    assert went_on.state == WorkState.IN_PROGRESS
    added = Assignment.objects.filter(plan=new, task__annex=found.annex_id)
    assert added.count() == 2
    assert {unit for _pk, unit in queries.assignments_in_order(new.pk)} == set(
        added.values_list("unit_id", flat=True)
    )
    third = _taken(scene, new.pk, _annex(1, 2))
    assert Plan.objects.get(pk=third.plan_id).revision == 3
    assert Plan.objects.get(pk=third.plan_id).annexes.count() == 2


def test_two_annexes_after_issue_share_one_revision() -> None:
    scene = make_scene()
    old_id = issued(scene)
    first = _taken(scene, old_id, _annex(0, 1))
    with pytest.raises(facade.CannotAmend):
        facade.mark_amendment(
            actor=scene.officer,
            plan_id=first.plan_id,
            amends_id=None,
            version=Plan.objects.get(pk=first.plan_id).version,
            at=AT,
        )
    second = _taken(scene, old_id, _annex(1, 2))
    assert first.plan_id == second.plan_id
    assert Task.objects.filter(plan=first.plan_id).exclude(annex=None).count() == 2


def test_files_sent_together_are_one_draft() -> None:
    scene = make_scene()
    sent = [(book(HEAD, *ROWS), "bieu.xlsx"), (WITH_ANNEX.encode(), "ke-hoach.txt")]
    ((plan, annexes),) = facade.read_files(sent)
    result = facade.import_plan(
        actor=scene.officer, source=plan, annexes=annexes, as_of=None, at=AT
    )
    assert (result.is_new, result.annexes, result.missing) == (True, 1, ())
    assert Task.objects.filter(plan=result.plan_id).exclude(annex=None).count() == 4
    again = facade.import_plan(actor=scene.officer, source=plan, annexes=annexes, as_of=None, at=AT)
    assert (again.is_new, again.tasks) == (False, result.tasks)


def test_an_import_opens_no_revision_of_an_issued_plan() -> None:
    scene = make_scene()
    call: dict[str, Any] = {"actor": scene.officer, "as_of": None, "at": AT}
    source = facade.read_document(WITH_ANNEX.encode(), "ke-hoach.txt")
    first = facade.import_plan(source=source, annexes=[_annex(0, 1)], **call)
    facade.issue_plan(
        actor=scene.officer, plan_id=first.plan_id, version=None, at=AT, as_it_stands=True
    )
    for _ in range(2):
        with pytest.raises(facade.AnnexOpensRevision, match=f"plan annex {first.plan_id} "):
            facade.import_plan(source=source, annexes=[_annex(0, 1), _annex(1, 2)], **call)
    assert Plan.objects.count() == 1
    again = facade.import_plan(source=source, annexes=[_annex(0, 1)], **call)
    assert (again.plan_id, again.is_new, again.annexes) == (first.plan_id, False, 1)

    revision = _taken(scene, first.plan_id, _annex(1, 2))
    joined = facade.import_plan(source=source, annexes=[_annex(1, 2)], **call)
    assert (joined.plan_id, joined.annexes) == (revision.plan_id, 2)


def test_an_annex_alone_or_of_several_plans_is_refused_in_words() -> None:
    sheet = (book(HEAD, *ROWS), "bieu.xlsx")
    with pytest.raises(facade.OnlyAnAnnex):
        facade.read_files([sheet])
    other = (PLAN_TEXT.replace("12/KH", "13/KH").encode(), "b.txt")
    with pytest.raises(AnnexesOfSeveralPlans):
        facade.read_files([(PLAN_TEXT.encode(), "a.txt"), other, sheet])
    with pytest.raises(facade.OnlyAnAnnex):
        facade.read_document(*sheet)


def test_a_text_annex_becomes_rows_as_well() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    text = "PHỤ LỤC\n\n1. Sở Tư pháp\n\n- Tổ chức hội nghị phổ biến trước ngày 30/6/2022.\n"
    found = _taken(scene, plan_id, facade.read_annex(text.encode(), "phu-luc.txt"))
    (task,) = Task.objects.filter(annex=found.annex_id)
    assert task.due_on == date(2022, 6, 30)
    assert "hội nghị" in task.content


def test_an_annex_without_a_table_of_tasks_waits_for_its_heading() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    source = facade.read_annex(book(["A", "B"], ["x", "y"]), "la.xlsx")
    found = facade.add_annex(actor=scene.officer, plan_id=plan_id, source=source, at=AT)
    call: dict[str, Any] = {"actor": scene.officer, "annex_id": found.annex_id, "at": AT}
    with pytest.raises(facade.NoTaskTable):
        facade.join_annex(version=1, **call)
    fixes = {"0:1:1": "Nội dung", "0:1:2": "Cơ quan chủ trì", "0:2:2": "Sở Tư pháp"}
    facade.fix_annex(version=1, cells=fixes, with_hidden=False, **call)
    with pytest.raises(facade.NoTaskTable):
        facade.join_annex(version=2, **call)
    facade.drop_annex(version=2, **call)
    facade.drop_annex(version=2, **call)
    assert Annex.objects.get(pk=found.annex_id).state == AnnexState.DROPPED
    assert files.open_bytes(Annex.objects.get(pk=found.annex_id).file_id) == source.data
    assert facade.add_annex(actor=scene.officer, plan_id=plan_id, source=source, at=AT).is_new


def test_only_whoever_may_edit_adds_an_annex() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    with pytest.raises(NotAllowed):
        facade.add_annex(actor=scene.focal, plan_id=plan_id, source=_annex(), at=AT)
    found = facade.add_annex(actor=scene.officer, plan_id=plan_id, source=_annex(), at=AT)
    with pytest.raises(NotFound):
        facade.join_annex(actor=scene.focal, annex_id=found.annex_id, version=1, at=AT)


def test_a_corrected_file_adds_only_the_rows_that_it_changes() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    _taken(scene, plan_id, _annex(0, 2))
    found = _taken(scene, plan_id, _annex(0, 3))
    assert (found.is_new, found.tasks, found.repeated) == (True, 1, 2)
    rows = [[*ROWS[0][:5], "Quý IV"]]
    changed = _taken(scene, plan_id, facade.read_annex(book(HEAD, *rows), "x.xlsx"))
    assert (changed.tasks, changed.repeated) == (1, 0)
    assert any("đã có trong kế hoạch" in words for words in changed.doubts)
