"""From cells to people: columns by their headings, every fault by row and cell; no database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from loa.foundation.orgs.forest import DayTree
from loa.foundation.orgs.people_sheet import Sheet, SheetRow
from loa.foundation.orgs.reaching import EmailWrong, PhoneWrong, clean_email, clean_phone
from loa.foundation.orgs.types import Role, UnitRow
from loa.kernel.errors import DomainError
from loa.kernel.names import NameMissing, clean_person_name
from loa.kernel.text import fold

_HEADINGS = {
    "unit_code": ("ma don vi", "ma dv", "ma co quan"),
    "unit": ("don vi", "ten don vi", "co quan", "co quan don vi", "don vi cong tac"),
    "name": ("ho va ten", "ho ten", "ten nguoi dung", "ho va ten nguoi dung", "nguoi dung"),
    "family": ("ho", "ho dem", "ho va dem", "ho va ten dem", "ho ten dem", "ho lot"),
    "given": ("ten",),
    "title_vi": ("chuc vu", "chuc danh", "chuc vu chuc danh"),
    "role": ("vai tro", "quyen", "vai tro trong he thong"),
    "phone": ("dien thoai", "so dien thoai", "sdt", "dt", "di dong"),
    "email": ("email", "e mail", "thu dien tu", "hop thu"),
}
_ROLES = {
    Role.PLAN_OFFICER: ("can bo ke hoach tinh", "phu trach ke hoach", "can bo ke hoach"),
    Role.DISTRICT_OFFICER: ("can bo huyen", "can bo theo doi huyen", "can bo cap huyen"),
    Role.FOCAL_OFFICER: ("dau moi", "can bo dau moi", "can bo dau moi kstthc"),
    Role.HEAD: ("lanh dao", "thu truong", "nguoi dung dau", "cap pho", "lanh dao don vi"),
    Role.CLERK: ("van thu",),
    Role.READER: ("nguoi xem", "chi xem", "xem"),
    Role.ADMINISTRATOR: ("quan tri", "nguoi quan tri", "quan tri don vi"),
}
ROLE_WORDS = {
    Role.PLAN_OFFICER: "cán bộ kế hoạch tỉnh",
    Role.DISTRICT_OFFICER: "cán bộ huyện",
    Role.FOCAL_OFFICER: "đầu mối",
    Role.HEAD: "lãnh đạo",
    Role.CLERK: "văn thư",
    Role.READER: "người xem",
    Role.ADMINISTRATOR: "quản trị",
}
_ROLE_OF = {words: role for role, many in _ROLES.items() for words in many}
_FIELD_OF = {words: name for name, many in _HEADINGS.items() for words in many}
_HEAD_WITHIN = 15
_CODE_LENGTHS = (3, 5)


class HeadingsMissing(DomainError):
    """No row with the headings of the columns."""

    code = "ORGS_HEADINGS_MISSING"
    message_vi = (
        "Không thấy dòng tiêu đề. Tệp cần các cột: mã đơn vị (hoặc đơn vị), họ và tên, chức vụ, "
        "vai trò."
    )


@dataclass(frozen=True)
class RowFault:
    """What is wrong in one cell, with what stands there."""

    row: int
    column: str
    typed: str
    message_vi: str


@dataclass(frozen=True)
class PersonDraft:
    """One right row."""

    row: int
    unit_id: int
    unit_name: str
    name: str
    title_vi: str
    roles: tuple[Role, ...]
    phone: str
    email: str


@dataclass
class CheckedPeople:
    """What a spreadsheet says: right rows, faults, and what was hidden in it."""

    drafts: list[PersonDraft] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()
    with_hidden: bool = False

    def notes(self) -> tuple[str, ...]:
        """What the officer may not have seen in the file, in words."""
        told = []
        if self.hidden_rows:
            done = "cũng đã đọc" if self.with_hidden else "đã bỏ qua"
            told.append(f"Tệp có {self.hidden_rows} dòng đang ẩn: {done}.")
        if self.hidden_columns:
            told.append(f"Tệp có {len(self.hidden_columns)} cột đang ẩn: vẫn được đọc.")
        if self.other_sheets:
            told.append(f"Chỉ đọc trang tính đầu; bỏ qua: {', '.join(self.other_sheets)}.")
        return tuple(told)


def check(sheet: Sheet, tree: DayTree, *, with_hidden: bool) -> CheckedPeople:
    """Every row read against the units of the day. Raises HeadingsMissing.

    Hidden rows are left out unless `with_hidden`; how many there are is always told.
    """
    head, columns = _headings(sheet)
    below = [row for row in sheet.rows if row.number > head]
    checked = CheckedPeople(
        hidden_rows=sum(row.is_hidden for row in below),
        hidden_columns=sheet.hidden_columns,
        other_sheets=sheet.other_sheets,
        with_hidden=with_hidden,
    )
    units = _Units(tree)
    seen: dict[tuple[int, str, Role], int] = {}
    for row in below:
        if row.is_hidden and not with_hidden:
            continue
        reader = _Reader(row, columns, units)
        draft = reader.draft()
        if draft is not None:
            firsts = {
                seen.setdefault((draft.unit_id, fold(draft.name), role), row.number)
                for role in draft.roles
            }
            for first in sorted(firsts - {row.number}):
                reader.fault("name", f"Trùng người và vai trò với dòng {first}.")
        checked.faults += reader.faults
        if draft is not None and not reader.faults:
            checked.drafts.append(draft)
    return checked


def _headings(sheet: Sheet) -> tuple[int, dict[str, tuple[int, str]]]:
    """The number of the heading row, and for each known field its place and words."""
    for row in sheet.rows[:_HEAD_WITHIN]:
        found: dict[str, tuple[int, str]] = {}
        for place, cell in enumerate(row.cells):
            name = _FIELD_OF.get(fold(cell))
            if name and name not in found:
                found[name] = (place, cell)
        has_name = "name" in found or {"family", "given"} <= found.keys()
        if has_name and "role" in found and ("unit_code" in found or "unit" in found):
            return row.number, found
    raise HeadingsMissing


class _Units:
    """The units of the day by code and by name."""

    def __init__(self, tree: DayTree) -> None:
        self.by_code = {row.code.lower(): row for row in tree.rows}
        self.by_name: dict[str, list[UnitRow]] = {}
        for row in tree.rows:
            for name in {fold(row.name), fold(row.body_name), fold(row.short_name)}:
                self.by_name.setdefault(name, []).append(row)

    def coded(self, typed: str) -> UnitRow | None:
        """The unit of a code; zeros that a spreadsheet dropped come back if only one code fits."""
        exact = self.by_code.get(typed.lower())
        if exact or not typed.isdigit():
            return exact
        padded = {typed.zfill(length) for length in _CODE_LENGTHS}
        fitting = [self.by_code[code] for code in padded if code in self.by_code]
        return fitting[0] if len(fitting) == 1 else None


class _Reader:
    """One row being read."""

    def __init__(
        self, row: SheetRow, columns: Mapping[str, tuple[int, str]], units: _Units
    ) -> None:
        self.faults: list[RowFault] = []
        self._row, self._columns, self._units = row, columns, units

    def draft(self) -> PersonDraft | None:
        """The person of the row; None where unit, name or role is missing."""
        unit, name, roles = self._unit(), self._name(), self._roles()
        phone, email = self._phone(), self._email()
        if unit is None or not name or not roles:
            return None
        title = self._cell("title_vi")
        return PersonDraft(self._row.number, unit.id, unit.name, name, title, roles, phone, email)

    def fault(self, name: str, message_vi: str) -> None:
        """Note what is wrong in a cell."""
        column = self._columns.get(name, (0, ROLE_HEADING.get(name, name)))[1]
        self.faults.append(RowFault(self._row.number, column, self._cell(name), message_vi))

    def _cell(self, name: str) -> str:
        place = self._columns[name][0] if name in self._columns else len(self._row.cells)
        return self._row.cells[place] if place < len(self._row.cells) else ""

    def _unit(self) -> UnitRow | None:
        code, name = self._cell("unit_code"), self._cell("unit")
        if code:
            unit = self._units.coded(code)
            if unit is None:
                self.fault("unit_code", "Không có đơn vị mang mã này.")
            elif name and unit not in self._units.by_name.get(fold(name), [unit]):
                self.fault("unit", f"Mã {unit.code} là của {unit.name}, không phải đơn vị này.")
                return None
            return unit
        found = self._units.by_name.get(fold(name), [])
        if not name:
            self.fault("unit_code" if "unit_code" in self._columns else "unit", "Thiếu đơn vị.")
        elif not found:
            self.fault("unit", "Không có đơn vị mang tên này.")
        elif len(found) > 1:
            codes = ", ".join(f"{row.code} ({row.name})" for row in found)
            self.fault("unit", f"Có nhiều đơn vị tên này, hãy ghi mã: {codes}.")
        return found[0] if len(found) == 1 else None

    def _name(self) -> str:
        typed = self._cell("name") or f"{self._cell('family')} {self._cell('given')}"
        try:
            name = clean_person_name(typed)
        except NameMissing as missing:
            self.fault("name", missing.message_vi)
            return ""
        if any(character.isdigit() for character in name):
            self.fault("name", "Họ và tên không có chữ số.")
        return name

    def _roles(self) -> tuple[Role, ...]:
        typed = self._cell("role")
        words = [part for part in re.split(r"[;,/\n+]", typed) if part.strip()]
        roles = [_ROLE_OF.get(fold(part)) for part in words]
        if not words or None in roles:
            offered = ", ".join(ROLE_WORDS.values())
            self.fault("role", f"Vai trò là một hoặc nhiều trong: {offered}.")
        return tuple(dict.fromkeys(role for role in roles if role is not None))

    def _phone(self) -> str:
        typed = self._cell("phone")
        digits = re.sub(r"[\s.\-()]", "", typed)
        if digits and not digits.startswith(("0", "+")) and len(digits) == 9:  # noqa: PLR2004
            digits = f"0{digits}"  # a spreadsheet dropped the zero: nine digits are one short
        try:
            return clean_phone(digits)
        except PhoneWrong as refusal:
            self.fault("phone", refusal.message_vi)
            return digits

    def _email(self) -> str:
        typed = self._cell("email")
        try:
            return clean_email(typed)
        except EmailWrong as refusal:
            self.fault("email", refusal.message_vi)
            return typed


ROLE_HEADING = {"unit": "đơn vị", "unit_code": "mã đơn vị", "name": "họ và tên"}
