"""The values a document to be written consists of; Word and PDF are two prints of the same value.

Text is given plain: labels, dashes, closing marks and the words around number and date are added
by the layout (`wording`). Source of the components: NĐ 30/2020/NĐ-CP, article 8 and annex I.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from loa.foundation.documents.compose.kinds import Kind
from loa.kernel.words import format_number


class Align(Enum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class RowKind(Enum):
    """What a table row is; group and total rows are set in bold."""

    DATA = "data"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Heading:
    """A numbered title. `label` is printed as given ("I.", "1.", "a)", "Phần I", "Điều 1.").

    level 0: label alone on a centred line, title in capitals under it (Phần, Chương, Mục);
    level 1: "I. TITLE" in capitals; levels 2 and 3: bold; level 4 ("a)", "-"): upright.
    """

    level: int
    text: str
    label: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text, justified, first line indented unless `indent` is off."""

    runs: tuple[Run, ...]
    indent: bool = True

    @classmethod
    def of(cls, text: str) -> "Paragraph":
        """A paragraph in one plain style."""
        return cls((Run(text),))


@dataclass(frozen=True)
class Bullet:
    """An item of a list; `mark` is printed before it: "-", "+", or an ordinal such as "1."."""

    runs: tuple[Run, ...]
    mark: str = "-"

    @classmethod
    def of(cls, text: str, mark: str = "-") -> "Bullet":
        """An item in one plain style."""
        return cls((Run(text),), mark)


@dataclass(frozen=True)
class Column:
    """A table column; `width` is its share of the table, `group` a title over equal neighbours."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True)
class Row:
    """One cell for each column; a GROUP row may hold a single cell, which spans the table."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.DATA


@dataclass(frozen=True)
class Table:
    """A ruled table. With `number` the caption reads "Bảng <number>. <caption>".

    Raises ValueError where a row does not fit the columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    number: int | None = None
    header_repeat: bool = True

    def __post_init__(self) -> None:
        """Refuse rows that do not fit: a report with a shifted figure is worse than none."""
        if not self.columns or any(column.width <= 0 for column in self.columns):
            message = "a table needs columns, each with a positive width"
            raise ValueError(message)
        for place, row in enumerate(self.rows, 1):
            spans = row.kind is RowKind.GROUP and len(row.cells) == 1
            if len(row.cells) != len(self.columns) and not spans:
                message = f"row {place} has {len(row.cells)} cells, columns {len(self.columns)}"
                raise ValueError(message)

    @property
    def heading(self) -> str:
        """The caption as printed, empty where there is none."""
        if self.number is None:
            return self.caption
        return f"Bảng {self.number}. {self.caption}".rstrip()


@dataclass(frozen=True)
class Note:
    """Small italic text, such as the source of a table."""

    text: str


@dataclass(frozen=True)
class ChartRow:
    """A bar, or a bar for each series; `unit` stands behind the figures in words."""

    label: str
    values: tuple[int, ...]
    unit: str = ""

    @property
    def figures(self) -> str:
        """The figures as they stand beside the bar, in the order of the series."""
        return f"{' / '.join(map(format_number, self.values))} {self.unit}".rstrip()


@dataclass(frozen=True)
class Chart:
    """Bars with their figures. Stacked, a bar's series lie end to end, else one under another.

    With `is_each_its_own` every row has a scale of its own: things that are counted in different
    units. Raises ValueError where a row does not fit the series.
    """

    caption: str
    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    is_stacked: bool = False
    is_each_its_own: bool = False
    number: int | None = None

    def __post_init__(self) -> None:
        """Refuse rows that do not fit."""
        if any(len(row.values) != len(self.series) for row in self.rows):
            message = "each row of a chart needs a value for each series"
            raise ValueError(message)

    @property
    def heading(self) -> str:
        """The caption as printed."""
        return self.caption if self.number is None else f"Hình {self.number}. {self.caption}"

    @property
    def words(self) -> str:
        """All that the chart says, for who cannot see it."""
        return "; ".join(f"{row.label}: {self._said(row)}" for row in self.rows)

    def _said(self, row: ChartRow) -> str:
        if len(self.series) == 1:
            return row.figures
        pairs = zip(self.series, row.values, strict=True)
        return ", ".join(
            f"{series.lower()} {format_number(value)} {row.unit}".rstrip()
            for series, value in pairs
        )

    def scale_of(self, row: ChartRow) -> int:
        """What a bar of the whole width stands for."""
        if self.is_stacked:
            return sum(row.values)
        rows = (row,) if self.is_each_its_own else self.rows
        return max((value for one in rows for value in one.values), default=0)


Block = Heading | Paragraph | Bullet | Table | Note | Chart


@dataclass(frozen=True)
class SignatureBlock:
    """Who signs: lines of authority ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), post, name.

    `name` stays None until the document is signed.
    """

    authority: tuple[str, ...] = ()
    post: str = ""
    name: str | None = None


@dataclass(frozen=True)
class Annex:
    """A phụ lục on its own pages; numbered in Roman figures where there are two or more.

    With `kind` it is a document of its own that this one issues (a decision's plan): it bears the
    head, its kind and its subject (`title`) instead of the word "Phụ lục" (specimen 1.3).
    """

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    kind: Kind | None = None


@dataclass(frozen=True)
class OfficialDocument:
    """Everything that is printed. `number` and `day` stay None until văn thư enters them.

    While `day` is None, `month` and `year` are printed if given: «ngày … tháng 3 năm 2022».
    `legal_bases` and `recipients` hold one line each, without dash and closing mark; the last
    recipient is the line that begins with "Lưu:". `addressees` (kính gửi) fit a công văn, a tờ
    trình and a report to a superior. `demo_note` is printed at the foot of every page.
    `issuer_in_text` is the issuer as running text writes it, for the line under an annex's title.
    A decision or resolution names who decides (`decider`, over the bases) and `resolves`
    ("QUYẾT ĐỊNH:", under them). Minutes are signed by the `secretary` too (specimen 1.9), and
    their head bears no day.
    With `adds_as_above` the recipients of a letter begin with "Như trên" though none says so.
    """

    kind: Kind
    issuer: str
    notation: str
    place: str
    subject: str
    blocks: tuple[Block, ...]
    signer: SignatureBlock
    recipients: tuple[str, ...]
    parent_body: str | None = None
    number: str | None = None
    day: date | None = None
    month: int | None = None
    year: int | None = None
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    is_closed_by_mark: bool = True
    is_draft: bool = False
    demo_note: str | None = None
    issuer_in_text: str = ""
    decider: str = ""
    resolves: str = ""
    secretary: SignatureBlock | None = None
    adds_as_above: bool = True
