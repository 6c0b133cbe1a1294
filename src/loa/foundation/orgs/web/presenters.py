"""Words and plain values for the templates of units and people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loa.foundation.orgs.lines import StateLine
from loa.foundation.orgs.people_rows import ROLE_WORDS as ROLE_WORDS_OF_SHEET
from loa.foundation.orgs.people_rows import RowFault
from loa.foundation.orgs.types import Group, Kind, Level, PersonRow, Role, Successor, UnitRow
from loa.foundation.orgs.units_change import UnitChange
from loa.foundation.ui.facade import Cell, Column, Row, Term, day_words

ROLE_WORDS = {
    Role.PLAN_OFFICER: _("Cán bộ kế hoạch của tỉnh"),
    Role.DISTRICT_OFFICER: _("Cán bộ theo dõi cấp huyện"),
    Role.FOCAL_OFFICER: _("Cán bộ đầu mối"),
    Role.HEAD: _("Lãnh đạo đơn vị"),
    Role.CLERK: _("Văn thư"),
    Role.READER: _("Người xem"),
    Role.ADMINISTRATOR: _("Người quản trị"),
}
GROUP_WORDS = {
    Group.DEPARTMENTS: _("Sở, ban, ngành"),
    Group.VERTICALS: _("Cơ quan ngành dọc"),
    Group.DISTRICTS: _("Cấp huyện"),
    Group.COMMUNES: _("Cấp xã"),
    Group.PRESS: _("Cơ quan báo chí"),
    Group.PARTNERS: _("Tổ chức phối hợp"),
}
LEVEL_WORDS = {
    Level.PROVINCE: _("Cấp tỉnh"),
    Level.DISTRICT: _("Cấp huyện"),
    Level.COMMUNE: _("Cấp xã"),
}
KIND_WORDS = {
    Kind.PEOPLES_COMMITTEE: _("Ủy ban nhân dân"),
    Kind.OFFICE: _("Văn phòng của UBND tỉnh"),
    Kind.DEPARTMENT: _("Sở, ban, ngành"),
    Kind.VERTICAL: _("Cơ quan ngành dọc"),
    Kind.PRESS: _("Cơ quan báo chí"),
    Kind.PARTNER: _("Tổ chức phối hợp"),
}
UNIT_COLUMNS = (Column("Đơn vị"), Column("Mã"), Column("Cấp"), Column("Cấp trên trực tiếp"))
PEOPLE_COLUMNS = (Column("Họ và tên"), Column("Tên đăng nhập"), Column("Vai trò"))
FAULT_COLUMNS = (Column("Dòng"), Column("Cột"), Column("Đang ghi"), Column("Cần sửa"))
OLD_COLUMNS = (Column("Tên cũ"), Column("Nay là"))
CHANGE_COLUMNS = (
    Column("Đơn vị"),
    Column("Từ ngày"),
    Column("Trước"),
    Column("Sau"),
    Column("Căn cứ"),
)
SHEET_ROLE_WORDS = tuple(ROLE_WORDS_OF_SHEET.values())
_NOBODY = _("chưa rõ đơn vị tiếp nhận")
_UNSURE = _("chưa kiểm chứng")


def unit_line(row: UnitRow, names: dict[int, str], on: date) -> Row:
    """One unit in the list."""
    href = reverse("orgs:unit-detail", args=[row.id])
    return Row(
        (
            Cell(row.name, f"{href}?ngay={on.isoformat()}", "" if row.verified else str(_UNSURE)),
            Cell(row.code),
            Cell(str(LEVEL_WORDS[row.level])),
            Cell(names.get(row.parent_id or 0, "")),
        )
    )


def old_lines(
    found: Iterable[tuple[UnitRow, str]], heirs: Mapping[int, Sequence[Successor]], on: date
) -> list[Row]:
    """Units found by a name of another day, with what they are called or who came after them."""
    lines = []
    for row, name in found:
        href = f"{reverse('orgs:unit-detail', args=[row.id])}?ngay={on.isoformat()}"
        after = heirs.get(row.id)
        now = row.name if after is None else ", ".join(each.name for each in after)
        lines.append(Row((Cell(name, href), Cell(now or str(_NOBODY)))))
    return lines


def unit_terms(
    row: UnitRow,
    superior: UnitRow | None,
    after: list[Successor],
    before: Sequence[tuple[str, bool]],
) -> list[Term]:
    """What is known of one unit; `before`: who it was made of, and whether of a part only."""
    terms = [
        Term("Mã", row.code),
        Term("Loại", str(KIND_WORDS[row.kind])),
        Term("Cấp", str(LEVEL_WORDS[row.level])),
    ]
    if superior is not None:
        terms.append(Term("Cấp trên trực tiếp", superior.name))
    if not row.verified:
        terms.append(Term("Nguồn", "Chưa kiểm chứng với văn bản gốc"))
    if after:
        words = "; ".join(
            f"{each.name} (từ {day_words(each.on)}{'' if each.verified else f', {_UNSURE}'})"
            for each in after
        )
        terms.append(Term("Đơn vị tiếp nhận", words))
    if before:
        words = "; ".join(f"{name} (một phần)" if is_part else name for name, is_part in before)
        terms.append(Term("Hợp thành từ", words))
    return terms


def person_line(person: PersonRow, unit_id: int) -> Row:
    """One person in the list of a unit."""
    href = reverse("orgs:person-detail", args=[unit_id, person.id])
    roles = ", ".join(role_words(post.role) for post in person.posts)
    note = "chưa đăng nhập lần đầu" if person.must_change_password else ""
    return Row((Cell(person.name, href), Cell(person.username, note=note), Cell(roles)))


def role_words(role: Role) -> str:
    """The role as people read it."""
    return str(ROLE_WORDS[role])


def change_lines(change: UnitChange) -> list[Row]:
    """What becomes of one unit, each day on which it is another in a line of its own."""
    days = sorted({line.valid_from for line in (*change.before, *change.after)})
    found = []
    for day in days:
        before, after = (
            next((line for line in lines if line.valid_from == day), None)
            for lines in (change.before, change.after)
        )
        if before != after:
            cells = (
                change.after[-1].name,
                day_words(day),
                _line_words(before),
                _line_words(after),
                after.cites if after else "",
            )
            found.append(Row(tuple(Cell(words) for words in cells)))
    return found


def _line_words(line: StateLine | None) -> str:
    if line is None:
        return "(chưa có)"
    end = f", đến hết ngày {day_words(line.valid_to - timedelta(days=1))}" if line.valid_to else ""
    return f"{line.name} ({line.short_name}), mã {line.code}, {LEVEL_WORDS[line.level]}{end}"


def fault_lines(faults: Iterable[RowFault]) -> list[Row]:
    """The faults of a spreadsheet, by row and cell, with what was typed."""
    return [
        Row(
            (
                Cell(str(fault.row)),
                Cell(fault.column),
                Cell(fault.typed or "(trống)"),
                Cell(fault.message_vi),
            )
        )
        for fault in faults
    ]
