"""Cells of a task table: what a column holds by its heading, and what a cell of it says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loa.foundation.documents.parse.actor_words import names_at
from loa.foundation.documents.parse.actors import actors_in, clean_name
from loa.foundation.documents.parse.cell_times import cell_timing
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.structure import (
    NO_TIMING,
    Actor,
    CellDoubt,
    ColumnRole,
    Span,
    TableRow,
    Timing,
)
from loa.kernel.keeping import kept_if_short

_ROLES = (
    (ColumnRole.ORDINAL, re.compile(r"^(?:s?tt|so tt|so thu tu|stt\.?|tt\.?)(?!\w)")),
    (
        ColumnRole.OTHER,
        re.compile(
            r"^(?:ma |ky hieu|can cu|van ban (?:giao|quy dinh|,)|phi|le phi|dia diem|don vi tinh"
            r"|dvt|tinh trang|trang thai|ten (?:thu tuc|tthc|bieu mau|quy trinh))"
        ),
    ),
    (
        ColumnRole.LEAD,
        re.compile(r"chu tri.*phoi hop|don vi thuc hien.*phoi hop|thuc hien.*,.*phoi hop"),
    ),
    (ColumnRole.PARTNER, re.compile(r"phoi hop|cung thuc hien|tham gia")),
    (ColumnRole.NOTE, re.compile(r"ghi chu")),
    (
        ColumnRole.TIME,
        re.compile(
            r"thoi gian|thoi han|tien do|hoan thanh|thoi diem|^han\b|lo trinh|^(?:tu|den) ngay"
            r"|bat dau|ket thuc|ky han|thoi ky"
        ),
    ),
    (
        ColumnRole.LEAD,
        re.compile(
            r"chu tri|phu trach|don vi thuc hien|co quan thuc hien|nguoi thuc hien|phan cong"
            r"|don vi chiu|trach nhiem"
            r"|co quan,? don vi|^don vi$|^co quan$|dau moi|^to chuc thuc hien"
            r"|(?:bo phan|phong|so|ban|nganh|dia phuong).{0,24}thuc hien|don vi duoc giao"
        ),
    ),
    (
        ColumnRole.PRODUCT,
        re.compile(r"san pham|ket qua|dau ra|van ban dau|chi tieu|so luong|du kien hoan"),
    ),
    (ColumnRole.MONEY, re.compile(r"kinh phi|du toan|muc chi|nguon von|so tien|thanh tien")),
    (ColumnRole.FORM, re.compile(r"hinh thuc|phuong thuc|cach thuc|kenh ")),
    (ColumnRole.AUDIENCE, re.compile(r"doi tuong|nguoi nghe|thanh phan")),
    (
        ColumnRole.CONTENT,
        re.compile(
            r"noi dung|nhiem vu|cong viec|hoat dong|ten |giai phap|muc tieu|viec |^viec$|dau viec"
        ),
    ),
)
_SAME = re.compile(
    r"(?:-?\s*(?:n\.?t\.?|như trên|nhu tren|như\s+nt)\s*-?|[\"”“″〃'’`]{1,3})\Z",
    re.IGNORECASE,
)
_PARTNERS = re.compile(
    r"[;,.]?\s*(?:-\s*)?(?:(?:Các\s+)?(?:[Cc]ơ quan|[Đđ]ơn vị)\s+)?[Pp]hối hợp(?:\s+với)?\s*:?\s+"
)
_LEADS = re.compile(r"(?:-\s*)?(?:(?:[Cc]ơ quan|[Đđ]ơn vị)\s+)?[Cc]hủ trì\s*[:,]?\s*")
_BULLET = re.compile(r"(?:[-–+•*]|\d{1,2}[.)])\s*")


@kept_if_short(2048)
def role_of(heading: str) -> ColumnRole:
    """What a column holds, by its heading; of two rows of heading the lower one speaks first."""
    parts = heading.split(" – ")
    found = [_role(part) for part in reversed(parts)]
    return next((role for role in found if role is not ColumnRole.OTHER), ColumnRole.OTHER)


def _role(heading: str) -> ColumnRole:
    words = fold(heading)
    return next((role for role, pattern in _ROLES if pattern.search(words)), ColumnRole.OTHER)


def roles_of(columns: Sequence[str]) -> tuple[ColumnRole, ...]:
    """The meaning of each column."""
    return tuple(role_of(column) for column in columns)


def says_the_same(cell: str) -> bool:
    """Whether a cell says no more than «as above»: nt, như trên, a ditto mark."""
    return bool(_SAME.match(cell.strip()))


class RowReader:
    """Reads rows of one table from the top down, so that «nt» knows what stands above."""

    def __init__(self, columns: Sequence[str], year: int | None) -> None:
        """`columns` are the headings; `year` fills in where a day has none."""
        self._columns = columns
        self.roles = roles_of(columns)
        self._year = year
        self._above: list[str] = [""] * len(columns)

    def read(
        self,
        cells: Sequence[str],
        group: tuple[str, ...],
        span: Span,
        *,
        inherited: Sequence[str] = (),
        spans: Sequence[Span | None] = (),
        line: int | None = None,
    ) -> TableRow:
        """One task row. `inherited` are the cells of its groups, which speak where it is blank."""
        values = [self._above[i] if says_the_same(cell) else cell for i, cell in enumerate(cells)]
        self._above = values
        full = [value or (inherited[i] if inherited else "") for i, value in enumerate(values)]
        places = [spans[i] if i < len(spans) else None for i in range(len(full))]
        leads, partners = self._actors(full, values, places, span)
        timing, doubts = self._timing(full, places)
        return TableRow(
            tuple(cells),
            group,
            span,
            leads,
            partners,
            timing,
            content=self._content(full),
            product=self._first(full, ColumnRole.PRODUCT),
            line=line,
            cell_doubts=doubts,
        )

    def _first(self, cells: Sequence[str], role: ColumnRole) -> str:
        return next(
            (cell for of, cell in zip(self.roles, cells, strict=False) if of is role and cell), ""
        )

    def _content(self, cells: Sequence[str]) -> str:
        """What to do: all columns of content together, each text once."""
        texts = [
            _one_line(cell)
            for role, cell in zip(self.roles, cells, strict=False)
            if role is ColumnRole.CONTENT and cell
        ]
        return ": ".join(dict.fromkeys(texts))

    def _actors(
        self,
        full: Sequence[str],
        own: Sequence[str],
        places: Sequence[Span | None],
        span: Span,
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        leads: list[Actor] = []
        partners: list[Actor] = []
        for i, role in enumerate(self.roles):
            place = places[i] or span
            if role is ColumnRole.LEAD:
                first, second = lead_and_partners(full[i])
                leads += actors_of(first, place, is_inherited=not own[i])
                partners += actors_of(second, place, is_inherited=not own[i])
            elif role is ColumnRole.PARTNER:
                partners += actors_of(full[i], place, is_inherited=not own[i])
        return tuple(leads), tuple(partners)

    def _timing(
        self, cells: Sequence[str], places: Sequence[Span | None]
    ) -> tuple[Timing, tuple[CellDoubt, ...]]:
        """The last of the columns of time: where there are two, it says by when."""
        columns = [i for i, role in enumerate(self.roles) if role is ColumnRole.TIME and cells[i]]
        if not columns:
            return NO_TIMING, ()
        at = columns[-1]
        timing = cell_timing(cells[at], self._year)
        doubts = tuple(CellDoubt(at, words) for words in timing.doubts)
        return replace(timing, span=places[at]), doubts


def lead_and_partners(cell: str) -> tuple[str, str]:
    """The two parts of a cell that names both who leads and who works with him."""
    found = _PARTNERS.search(cell)
    if found:
        return _LEADS.sub("", cell[: found.start()], count=1).strip(), cell[found.end() :]
    parts = re.split(r"\s+/\s+", cell)
    lead = _LEADS.sub("", parts[0], count=1) if _LEADS.match(parts[0]) else parts[0]
    return lead, "; ".join(parts[1:])


def actors_of(cell: str, span: Span, *, is_inherited: bool = False) -> list[Actor]:
    """The actors of a cell; a line that begins with a unit is an actor of its own."""
    text = _parted(cell)
    return [
        Actor(name, span, is_inherited)
        for a, b in actors_in(text, 0, len(text))
        if (name := clean_name(text[a:b]))
    ]


@kept_if_short(4096)
def _parted(cell: str) -> str:
    """The lines of a cell in one, «;» where a new line begins a new actor."""
    parts: list[str] = []
    for line in cell.split("\n"):
        bullet = _BULLET.match(line.strip())
        words = line.strip()[bullet.end() if bullet else 0 :]
        if not words:
            continue
        begins = bullet or names_at(words, 0, len(words))
        is_open = not parts or parts[-1].rstrip().endswith((",", ";", "và"))
        parts.append(words if is_open or not begins else f"; {words}")
    return " ".join(parts).replace(" ; ", "; ")


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
