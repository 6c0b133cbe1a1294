"""People edit the tree: by rows, by a table, with the decision that says so."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from loa.foundation.audit.facade import entries_for, verify
from loa.foundation.orgs import facade
from loa.foundation.orgs.facade import Kind, Level, Role
from loa.foundation.orgs.models import UnitState
from loa.foundation.orgs.tests.factories import load_tree, make_actor, unit_named
from loa.foundation.orgs.units_change import Proposal, UnitChange
from loa.foundation.orgs.units_rows import UnitDraft, UnitHeadingsMissing
from loa.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db

AT = datetime(2025, 11, 20, 2, 0, tzinfo=UTC)
ON, LATER = date(2025, 11, 20), date(2026, 1, 1)
DECISION = "Quyết định 1/QĐ-UBND ngày 15/12/2025"


def console() -> facade.Actor:
    return facade.cli_actor("thu", ON)


def new_department() -> UnitDraft:
    return UnitDraft(
        row=2,
        key="",
        code="TQ.SATTP",
        name="Sở An toàn thực phẩm",
        short_name="Sở ATTP",
        kind=Kind.DEPARTMENT,
        level=Level.PROVINCE,
        parent_code="H60",
        valid_from=LATER,
        valid_to=None,
        verified=True,
        cites=DECISION,
    )


def changed(*drafts: UnitDraft) -> int:
    return len(facade.change_units(actor=console(), drafts=drafts, at=AT))


def table() -> list[str]:
    return facade.export_units().decode("utf-8-sig").splitlines()


def sent(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def preview(content: bytes) -> Proposal:
    return facade.preview_units(facade.read_sheet(content))


def written(actor: facade.Actor, content: bytes) -> tuple[UnitChange, ...]:
    return facade.import_units(actor=actor, sheet=facade.read_sheet(content), at=AT)


def names(on: date) -> set[str]:
    return {row.name for row in facade.tree(on)}


def test_add_a_department_once() -> None:
    load_tree()
    assert changed(new_department()) == 1
    assert "Sở An toàn thực phẩm" not in names(ON)
    assert "Sở An toàn thực phẩm" in names(LATER)
    assert unit_named("Sở An toàn thực phẩm", LATER).id in {
        row.id for row in facade.group_members(facade.Group.DEPARTMENTS, LATER)
    }
    assert changed(new_department()) == 0
    (entry,) = entries_for(f"orgs.unit:{unit_named('Sở An toàn thực phẩm', LATER).id}")
    assert DECISION in str(entry.after[LATER.isoformat()])
    assert verify().ok


def test_rename_and_end_a_commune() -> None:
    load_tree()
    row = unit_named("Xã Trung Hà", ON)
    draft = UnitDraft(
        2, "02305", "02305", "Xã Trung Hà Mới", "X. Trung Hà Mới", Kind.PEOPLES_COMMITTEE,
        Level.COMMUNE, "H60", LATER, None, verified=True, cites=DECISION,
    )  # fmt: skip
    assert changed(draft) == 1
    assert facade.unit_row(row.id, date(2025, 12, 31)).name == "Xã Trung Hà"
    assert facade.unit_row(row.id, LATER).name == "Xã Trung Hà Mới"
    assert facade.resolve_phrase("UBND xã Trung Hà", LATER).units == (row.id,)
    assert changed(replace(draft, valid_to=date(2027, 1, 1))) == 1
    assert "Xã Trung Hà Mới" not in names(date(2027, 1, 1))
    assert facade.ended_ids(date(2027, 1, 1)) >= {row.id}


def test_what_people_changed_outlives_a_new_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    load_tree()
    changed(new_department())
    first = facade.unit_row(unit_named("Sở Tư pháp", ON).id, ON)
    correction = UnitDraft(
        2, "TQ.STP", "TQ.STP", "Sở Tư pháp tỉnh", "Sở Tư pháp", Kind.DEPARTMENT, Level.PROVINCE,
        "H60", date(2021, 7, 1), date(2025, 3, 1), verified=True, cites=DECISION,
    )  # fmt: skip
    assert changed(correction) == 1
    monkeypatch.setattr(
        "loa.foundation.orgs.reference.content_hash", lambda _folder, _line: "changed"
    )
    assert facade.load_reference(at=AT) is True
    assert "Sở An toàn thực phẩm" in names(LATER)
    assert facade.unit_row(first.id, date(2022, 1, 1)).name == "Sở Tư pháp tỉnh"
    assert facade.unit_row(first.id, ON).name == "Sở Tư pháp"


def test_table_goes_out_and_comes_back_unchanged() -> None:
    load_tree()
    content = facade.export_units()
    assert preview(content).changes == ()
    assert written(console(), content) == ()
    assert not UnitState.objects.filter(is_reference=False).exists()


def test_table_with_changed_rows_changes_those_alone() -> None:
    load_tree()
    lines = table()
    lines = [line.replace("Xã Kiên Đài", "Xã Kiên Đài Mới") for line in lines]
    only = [lines[0], *(line for line in lines if "Kiên Đài Mới" in line and "-2025" in line)]
    (change,) = preview(sent(only)).changes
    assert change.after[-1].name == "Xã Kiên Đài Mới"
    assert "Xã Kiên Đài Mới" not in names(ON)
    assert len(written(console(), sent(only))) == 1
    assert "Xã Kiên Đài Mới" in names(ON)
    assert len(names(ON)) == len(facade.tree(ON))


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"name": ""}, "Tên"),
        ({"kind": "Cục"}, "Loại"),
        ({"level": "Cấp thôn"}, "Cấp"),
        ({"valid_from": "31/02/2026"}, "Từ ngày"),
        ({"valid_to": "01/01/2025"}, "Đến hết ngày"),
        ({"cites": ""}, "Căn cứ"),
        ({"parent": "99999"}, "Mã cấp trên"),
        ({"parent": "02305"}, "Mã cấp trên"),
        ({"code": "TQ.STP"}, "Mã"),
        ({"key": "khong-co"}, "Khóa"),
        ({"verified": "chắc"}, "Đã kiểm chứng"),
        ({"level": "Cấp xã"}, "Cấp"),
    ],
)
def test_faults_of_a_table_by_row_and_cell(fields: dict[str, str], column: str) -> None:
    load_tree()
    right = {
        "key": "", "code": "TQ.SATTP", "name": "Sở An toàn thực phẩm", "short_name": "Sở ATTP",
        "kind": '"Sở, ban, ngành"', "level": "Cấp tỉnh", "parent": "H60",
        "valid_from": "01/01/2026", "valid_to": "", "verified": "có", "cites": DECISION,
    }  # fmt: skip
    if "code" in fields:
        right["key"] = "TQ.SNV" if fields["code"] == "TQ.STP" else ""
    lines = [table()[0], ",".join((right | fields).values())]
    found = preview(sent(lines))
    assert column in {fault.column for fault in found.faults}, found
    assert {fault.row for fault in found.faults} == {2}
    with pytest.raises(facade.UnitsFaulty):
        written(console(), sent(lines))
    assert not UnitState.objects.filter(is_reference=False).exists()


def test_what_cannot_be_is_refused() -> None:
    load_tree()
    for key, last in (("H60", "31/12/2026"), ("070", "31/12/2023")):
        cells = next(cells for cells in csv.reader(table()) if cells[0] == key)
        row = ",".join(f'"{cell}"' for cell in (*cells[:8], last, *cells[9:]))
        (fault, *_) = preview(sent([table()[0], row])).faults
        assert fault.column == "Đến hết ngày"
    with pytest.raises(UnitHeadingsMissing):
        preview(b"a,b\n1,2\n")


def test_change_units_denied() -> None:
    load_tree()
    commune = unit_named("Xã Trung Hà", ON)
    for actor in (
        make_actor(Role.ADMINISTRATOR, commune.id),
        make_actor(Role.PLAN_OFFICER, facade.office_row(ON).id),
    ):
        with pytest.raises(NotAllowed):
            facade.change_units(actor=actor, drafts=[new_department()], at=AT)
        with pytest.raises(NotAllowed):
            written(actor, facade.export_units())


def test_committees_of_one_level_never_stand_under_each_other() -> None:
    """Two districts, each under the other, would be in no tree."""
    load_tree()
    on = date(2022, 1, 1)
    lines = [cells for cells in csv.reader(table()) if cells[5] == "Cấp huyện"][:2]
    codes = [lines[1][1], lines[0][1]]
    rows = [
        ",".join(f'"{cell}"' for cell in (*cells[:6], code, f"{on:%d/%m/%Y}", *cells[8:]))
        for cells, code in zip(lines, codes, strict=True)
    ]
    faults = preview(sent([table()[0], *rows])).faults
    assert {(fault.row, fault.column) for fault in faults} == {
        (2, "Mã cấp trên"),
        (3, "Mã cấp trên"),
    }


def test_words_like_a_formula_go_out_as_text_and_come_back() -> None:
    """Hazard R06: Excel opens the table and runs nothing."""
    load_tree()
    name = '=HYPERLINK("http://vi.du")'
    assert changed(replace(new_department(), name=name)) == 1
    (cells,) = (cells for cells in csv.reader(table()) if cells[1] == "TQ.SATTP")
    assert cells[2] == f"'{name}"
    assert preview(facade.export_units()).changes == ()
