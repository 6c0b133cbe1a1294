"""What rows change in the tree of units, and what of it cannot be: pure values, no database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from loa.foundation.orgs.lines import StateLine
from loa.foundation.orgs.people_rows import RowFault
from loa.foundation.orgs.types import Kind, Level
from loa.foundation.orgs.units_rows import HEADINGS, UnitDraft

_TIERS = list(Level)
Lines = Mapping[str, Sequence[StateLine]]


@dataclass(frozen=True)
class UnitChange:
    """One unit that becomes another: its lines before (none for a new one) and after."""

    key: str
    before: tuple[StateLine, ...]
    after: tuple[StateLine, ...]

    @property
    def first(self) -> date:
        """The first day on which something is another."""
        same = set(self.before) & set(self.after)
        return min(line.valid_from for line in {*self.before, *self.after} - same)


@dataclass(frozen=True)
class Proposal:
    """What would change, and every fault; with a fault nothing is written."""

    changes: tuple[UnitChange, ...]
    faults: tuple[RowFault, ...]


def propose(drafts: Sequence[UnitDraft], known: Lines, root: str) -> Proposal:
    """The drafts laid over the lines that stand, by unit key. `root`: the province's committee.

    A draft without a key means a new unit; said twice it is one. A line holds until the next one of
    its unit; units that no draft names stay as they are.
    """
    work = _Work(known, root)
    above_first = sorted(drafts, key=lambda draft: (_TIERS.index(draft.level), draft.row))
    for draft in above_first:
        work.lay(draft)
    changes = work.changes()
    if not work.faults:
        work.check(changes)
    return Proposal(tuple(changes), tuple(sorted(work.faults, key=lambda fault: fault.row)))


class _Work:
    def __init__(self, known: Lines, root: str) -> None:
        self._known, self._root = known, root
        self._lines = {key: list(lines) for key, lines in known.items()}
        self._rows: dict[str, UnitDraft] = {}
        self._named: dict[tuple[str, date], UnitDraft] = {}
        self.faults: list[RowFault] = []

    def lay(self, draft: UnitDraft) -> None:
        """Put one draft in its place among the lines of its unit."""
        key = draft.key or self._key_of_new(draft)
        if not key:
            return
        if (key, draft.valid_from) in self._named:
            self._fault(draft, "valid_from", "Hai dòng của một đơn vị cùng bắt đầu ngày này.")
            return
        lines = self._lines.setdefault(key, [])
        if draft.key and not lines:
            self._fault(draft, "key", "Không có đơn vị mang khóa này; bỏ trống nếu là đơn vị mới.")
            return
        if lines and lines[0].kind is not draft.kind:
            self._fault(draft, "kind", "Một đơn vị không đổi loại; hãy thêm đơn vị mới.")
        self._named[key, draft.valid_from] = self._rows[key] = draft
        parent = self._parent(draft, key)
        order = lines[-1].order if lines else self._next_order(draft)
        same = next((each for each in lines if each.valid_from == draft.valid_from), None)
        line = StateLine(
            key=key,
            kind=draft.kind,
            code=draft.code,
            name=draft.name,
            short_name=draft.short_name,
            level=draft.level,
            parent=parent,
            order=same.order if same else order,
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
            verified=draft.verified,
            cites=draft.cites,
        )
        lines[:] = _until_next([*(each for each in lines if each is not same), line])

    def changes(self) -> list[UnitChange]:
        """The units that become others, in the order of their rows."""
        return [
            UnitChange(key, tuple(self._known.get(key, ())), tuple(self._lines[key]))
            for key in self._rows
            if tuple(self._known.get(key, ())) != tuple(self._lines[key])
        ]

    def check(self, changes: Iterable[UnitChange]) -> None:
        """What the rows break together: codes that stand twice, units under nobody."""
        days: dict[date, list[str]] = defaultdict(list)
        for change in changes:
            for line in (*change.before, *change.after):
                for day in (line.valid_from, line.valid_to):
                    if day is not None:
                        days[day].append(change.key)
        for day, keys in sorted(days.items()):
            standing = self._standing(day)
            codes = Counter(line.code for line in standing.values())
            for key in dict.fromkeys(keys):
                self._check_unit(key, day, standing, codes)

    def _check_unit(
        self, key: str, day: date, standing: Mapping[str, StateLine], codes: Counter[str]
    ) -> None:
        draft, line = self._rows[key], standing.get(key)
        self._check_office(key, day, standing)
        if line is None:
            below = [each.name for each in standing.values() if each.parent == key]
            if key == self._root:
                self._fault(draft, "valid_to", "UBND của tỉnh không kết thúc được ở đây.")
            elif below:
                words = f"Ngày {day:%d/%m/%Y} còn đơn vị trực thuộc: {', '.join(below[:3])}."
                self._fault(draft, "valid_to", words)
            return
        if codes[line.code] > 1:
            self._fault(draft, "code", f"Ngày {day:%d/%m/%Y} có đơn vị khác mang mã này.")
        if key != self._root and line.parent not in standing:
            words = f"Ngày {day:%d/%m/%Y} không có cấp trên này: ghi mã của đơn vị đang hoạt động."
            self._fault(draft, "parent", words)

    def _check_office(self, key: str, day: date, standing: Mapping[str, StateLine]) -> None:
        """The committee of the province keeps an office that acts for it, once it has one."""
        had = [line for line in self._known.get(key, ()) if _holds(line, day)]
        if any(map(self._is_office, had)) and not any(map(self._is_office, standing.values())):
            name = "parent" if key in standing else "valid_to"
            words = f"Ngày {day:%d/%m/%Y} UBND tỉnh không còn văn phòng: thêm văn phòng mới trước."
            self._fault(self._rows[key], name, words)

    def _is_office(self, line: StateLine) -> bool:
        return line.kind is Kind.OFFICE and line.parent == self._root

    def _parent(self, draft: UnitDraft, key: str) -> str:
        """The key of the unit above; empty for the committee of the province."""
        if key == self._root:
            if draft.parent_code:
                self._fault(draft, "parent", "UBND của tỉnh không có cấp trên ở đây.")
            return ""
        parent = self._bearer(draft.parent_code, draft.valid_from)
        if not parent or parent == key:
            words = "Ghi mã của đơn vị cấp trên đang hoạt động vào ngày đầu của dòng này."
            self._fault(draft, "parent", words)
            return ""
        above = next(x for x in self._lines[parent] if _holds(x, draft.valid_from))
        if above.kind is not Kind.PEOPLES_COMMITTEE or above.level is Level.COMMUNE:
            self._fault(draft, "parent", "Cấp trên phải là UBND tỉnh hoặc UBND cấp huyện.")
        elif draft.kind is Kind.PEOPLES_COMMITTEE and not _is_above(above.level, draft.level):
            # Two of one level could stand under each other, and no tree would hold them.
            self._fault(draft, "parent", "Cấp trên phải là UBND của cấp cao hơn.")
        if draft.level is not Level.PROVINCE and draft.kind is not Kind.PEOPLES_COMMITTEE:
            self._fault(draft, "level", "Chỉ Ủy ban nhân dân mới ở cấp huyện, cấp xã.")
        return parent

    def _bearer(self, code: str, on: date) -> str:
        found = (line for lines in self._lines.values() for line in lines if line.code == code)
        return next((line.key for line in found if _holds(line, on)), "")

    def _key_of_new(self, draft: UnitDraft) -> str:
        """The key of a unit that is new, or was made by this very draft; empty where it cannot be.

        A code that another unit bears is never taken to mean that unit: a slip would rename it.
        """
        bearer = self._bearer(draft.code, draft.valid_from)
        if bearer:
            line = next(x for x in self._lines[bearer] if _holds(x, draft.valid_from))
            if (line.name, line.valid_from) == (draft.name, draft.valid_from):
                return bearer
            words = f"Mã này là của {line.name}. Muốn sửa đơn vị đó thì ghi Khóa {line.key}."
            self._fault(draft, "code", words)
            return ""
        if draft.code not in self._lines:
            return draft.code
        return f"{draft.code}-{draft.valid_from:%Y%m%d}"

    def _next_order(self, draft: UnitDraft) -> int:
        """After the last of its sort."""
        alike = (
            line.order
            for lines in self._lines.values()
            for line in lines
            if line.kind is draft.kind and line.level is draft.level
        )
        return max(alike, default=0) + 1

    def _standing(self, on: date) -> dict[str, StateLine]:
        return {
            line.key: line for lines in self._lines.values() for line in lines if _holds(line, on)
        }

    def _fault(self, draft: UnitDraft, name: str, words: str) -> None:
        typed = {
            "parent": draft.parent_code,
            "code": draft.code,
            "key": draft.key,
            "valid_from": f"{draft.valid_from:%d/%m/%Y}",
        }
        fault = RowFault(draft.row, HEADINGS[name], typed.get(name, ""), words)
        if fault not in self.faults:
            self.faults.append(fault)


def _is_above(level: Level, other: Level) -> bool:
    return _TIERS.index(level) < _TIERS.index(other)


def _holds(line: StateLine, on: date) -> bool:
    return line.valid_from <= on and (line.valid_to is None or on < line.valid_to)


def _until_next(lines: Iterable[StateLine]) -> list[StateLine]:
    """The lines in order, each cut where the next begins."""
    ordered = sorted(lines, key=lambda line: line.valid_from)
    cut = [
        replace(line, valid_to=min(line.valid_to or after.valid_from, after.valid_from))
        for line, after in pairwise(ordered)
    ]
    return [*cut, *ordered[-1:]]
