"""The tree of units as a table that people edit: one row per unit and span; no database.

A row holds until the next one of the same unit. Days are written 01/07/2025; «Đến hết ngày» is the
last day itself.
"""

import csv
import io
import re
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from loa.foundation.orgs.lines import StateLine
from loa.foundation.orgs.people_rows import RowFault
from loa.foundation.orgs.people_sheet import Sheet, SheetRow
from loa.foundation.orgs.types import Kind, Level
from loa.kernel.errors import DomainError
from loa.kernel.text import fold

HEADINGS = {
    "key": "Khóa",
    "code": "Mã",
    "name": "Tên",
    "short_name": "Tên ngắn",
    "kind": "Loại",
    "level": "Cấp",
    "parent": "Mã cấp trên",
    "valid_from": "Từ ngày",
    "valid_to": "Đến hết ngày",
    "verified": "Đã kiểm chứng",
    "cites": "Căn cứ",
}
KIND_WORDS = {
    Kind.PEOPLES_COMMITTEE: "Ủy ban nhân dân",
    Kind.OFFICE: "Văn phòng",
    Kind.DEPARTMENT: "Sở, ban, ngành",
    Kind.VERTICAL: "Cơ quan ngành dọc",
    Kind.PRESS: "Cơ quan báo chí",
    Kind.PARTNER: "Tổ chức phối hợp",
}
LEVEL_WORDS = {
    Level.PROVINCE: "Cấp tỉnh",
    Level.DISTRICT: "Cấp huyện",
    Level.COMMUNE: "Cấp xã",
}
LONGEST = {"code": 30, "name": 150, "short_name": 80, "cites": 200, "key": 40}
_NEEDED = ("code", "name", "kind", "level", "valid_from", "cites")
_YES, _NO = ("co", "x", "true", "1"), ("", "khong", "false", "0")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
_HEAD_WITHIN = 15
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What Excel takes for a formula; such words go out behind an apostrophe (hazard R06)."""
Value = TypeVar("Value")


class UnitHeadingsMissing(DomainError):
    """No row with the headings of the columns."""

    code = "ORGS_UNIT_HEADINGS_MISSING"
    message_vi = (
        "Không thấy dòng tiêu đề. Tệp cần các cột: Mã, Tên, Loại, Cấp, Mã cấp trên, Từ ngày, "
        "Căn cứ. Tải cây hiện có về để lấy mẫu."
    )


@dataclass(frozen=True)
class UnitDraft:
    """One row: a unit over a span as somebody wants it. `row` is its number in the file."""

    row: int
    key: str
    code: str
    name: str
    short_name: str
    kind: Kind
    level: Level
    parent_code: str
    valid_from: date
    valid_to: date | None
    verified: bool
    cites: str


def to_csv(
    lines: Iterable[StateLine],
    codes: Mapping[tuple[str, date], str],
    without_key: Container[str] = (),
) -> bytes:
    """The lines as a file that Excel opens; `codes` gives the code of a parent's key on a day.

    Units in `without_key` are new: their keys are left blank.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS.values())
    for line in lines:
        last = line.valid_to - timedelta(days=1) if line.valid_to else None
        cells = [
            "" if line.key in without_key else line.key,
            line.code,
            line.name,
            line.short_name,
            KIND_WORDS[line.kind],
            LEVEL_WORDS[line.level],
            codes.get((line.parent, line.valid_from), ""),
            f"{line.valid_from:%d/%m/%Y}",
            f"{last:%d/%m/%Y}" if last else "",
            "có" if line.verified else "không",
            line.cites,
        ]
        writer.writerow([f"'{c}" if c.startswith(_FORMULA_STARTS) else c for c in cells])
    return "\ufeff".encode() + out.getvalue().encode()


def read(sheet: Sheet) -> tuple[list[UnitDraft], list[RowFault]]:
    """The rows below the headings, and every cell that is wrong. Raises UnitHeadingsMissing."""
    head, columns = _headings(sheet)
    drafts: list[UnitDraft] = []
    faults: list[RowFault] = []
    for row in sheet.rows:
        if row.number > head:
            found = _Cells(row, columns)
            draft = found.draft()
            faults += found.faults
            if draft is not None and not found.faults:
                drafts.append(draft)
    return drafts, faults


def _headings(sheet: Sheet) -> tuple[int, dict[str, int]]:
    names = {fold(heading): name for name, heading in HEADINGS.items()}
    for row in sheet.rows[:_HEAD_WITHIN]:
        columns = {names[fold(c)]: n for n, c in enumerate(row.cells) if fold(c) in names}
        if set(_NEEDED) <= columns.keys():
            return row.number, columns
    raise UnitHeadingsMissing


class _Cells:
    """The cells of one row by field, with what is wrong in them."""

    def __init__(self, row: SheetRow, columns: Mapping[str, int]) -> None:
        self._row, self._columns = row, columns
        self.faults: list[RowFault] = []

    def draft(self) -> UnitDraft | None:
        """The row as a draft; None where a cell that it needs is wrong."""
        for name in _NEEDED:
            if not self._cell(name):
                self._fault(name, "Ô này phải có.")
        for name, most in LONGEST.items():
            if len(self._cell(name)) > most:
                self._fault(name, f"Dài quá {most} ký tự.")
        kind = self._one_of("kind", {fold(words): kind for kind, words in KIND_WORDS.items()})
        level = self._one_of("level", {fold(words): level for level, words in LEVEL_WORDS.items()})
        start, last = self._day("valid_from"), self._day("valid_to")
        if start and last and last < start:
            self._fault("valid_to", "Ngày cuối trước ngày đầu.")
        said = fold(self._cell("verified"))
        if said not in (*_YES, *_NO):
            self._fault("verified", "Ghi «có» hoặc «không».")
        if kind is None or level is None or start is None:
            return None
        return UnitDraft(
            row=self._row.number,
            key=self._cell("key"),
            code=self._cell("code"),
            name=self._cell("name"),
            short_name=self._cell("short_name") or self._cell("name")[: LONGEST["short_name"]],
            kind=kind,
            level=level,
            parent_code=self._cell("parent"),
            valid_from=start,
            valid_to=last + timedelta(days=1) if last else None,
            verified=said in _YES,
            cites=self._cell("cites"),
        )

    def _cell(self, name: str) -> str:
        at = self._columns.get(name)
        cells = self._row.cells
        words = " ".join(cells[at].split()) if at is not None and at < len(cells) else ""
        return (
            words[1:] if words.startswith("'") and words[1:].startswith(_FORMULA_STARTS) else words
        )

    def _fault(self, name: str, words: str) -> None:
        fault = RowFault(self._row.number, HEADINGS[name], self._cell(name), words)
        self.faults.append(fault)

    def _one_of(self, name: str, known: Mapping[str, Value]) -> Value | None:
        typed = self._cell(name)
        found = known.get(fold(typed))
        if typed and found is None:
            self._fault(name, "Ghi một trong: " + "; ".join(_words_of(name)) + ".")
        return found

    def _day(self, name: str) -> date | None:
        typed = self._cell(name)
        match = _DAY.fullmatch(typed)
        if match is not None:
            day, month, year, *iso = match.groups()
            with suppress(ValueError):  # 31/02/2025 is written like a day and is none
                return date(*map(int, (year, month, day) if year else iso))
        if typed:
            self._fault(name, "Ghi ngày như 01/07/2025.")
        return None


def _words_of(name: str) -> list[str]:
    words = KIND_WORDS if name == "kind" else LEVEL_WORDS
    return [str(value) for value in words.values()]
