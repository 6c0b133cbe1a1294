"""What was read from an official document: plain values, each with its place, confidence, doubts.

Every `Span` counts characters of the text that was given to `parse`, `end` exclusive. The words of
a value are folded to single spaces; the source keeps the line ends. Confidence runs from 0 (a
guess) to 1 (certain); a doubt says in Vietnamese why a person should look.
"""

from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from loa.foundation.documents.parse.values import value

T = TypeVar("T")


@value(frozen=True, slots=True)
class Span:
    """A place in the source text: characters `start` up to, not including, `end`."""

    start: int
    end: int


@value(frozen=True, slots=True)
class Found(Generic[T]):
    """One value read from the text; `value` None = absent or left blank, `span` None = no place."""

    value: T
    span: Span | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@value(frozen=True, slots=True)
class LegalBasis:
    """A document named in the opening passage: `number` as printed ("26/QĐ-UBND"), or a title.

    `kind` is the word ("Quyết định", "Luật"), `body` who issued it, `subject` what it is about.
    """

    kind: str | None
    number: str | None
    title: str | None
    issued_on: date | None
    body: str | None
    subject: str | None
    span: Span
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


class SectionStyle(StrEnum):
    """How a node of the tree is marked, from the top down; NĐ 30/2020/NĐ-CP, annex I."""

    PART = "PART"
    CHAPTER = "CHAPTER"
    DIVISION = "DIVISION"
    ARTICLE = "ARTICLE"
    CAPITAL = "CAPITAL"
    ROMAN = "ROMAN"
    NUMBER = "NUMBER"
    DECIMAL = "DECIMAL"
    LETTER = "LETTER"
    DASH = "DASH"
    PLUS = "PLUS"


@value(frozen=True, slots=True)
class Section:
    """A numbered, lettered, dashed or plussed node; `parent` = index in `ParsedDocument.sections`.

    `path` joins the printed labels ("III/2/a"); a dash or plus shows as its ordinal ("III/2/-1").
    `title` = the heading's words, or the first 12 syllables of a plain item. `is_titled` = it has a
    heading of its own or holds subordinate text, so it counts as a section and not as a paragraph.
    `span` covers the node with everything under it; `title_span` its heading (label included).
    """

    path: str
    label: str
    style: SectionStyle
    title: str
    parent: int | None
    is_titled: bool
    is_annex: bool
    span: Span
    title_span: Span
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@value(frozen=True, slots=True)
class Passage:
    """A stretch of text that says one thing: a purpose, a requirement, a clause."""

    text: str
    span: Span
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@value(frozen=True, slots=True)
class Actor:
    """A unit, a group of units or a post, as printed.

    `is_inherited` = named by a heading, a lead-in or an earlier sentence, where `span` points.
    `doubts` are about this name or about its being meant here, not about the duty.
    """

    name: str
    span: Span
    is_inherited: bool = False
    doubts: tuple[str, ...] = ()


class TimingKind(StrEnum):
    """What kind of time limit a phrase sets.

    DATE: a day to finish by. PERIOD: "trong năm 2022", `due_on` is its last calendar day. RHYTHM:
    again and again. RELATIVE: counted from an event the text does not date. NONE: no phrase.
    """

    DATE = "DATE"
    PERIOD = "PERIOD"
    RHYTHM = "RHYTHM"
    RELATIVE = "RELATIVE"
    NONE = "NONE"


class Rhythm(StrEnum):
    """How often a duty falls due; ONGOING = "thường xuyên", REPORTING = each report period."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    HALF_YEARLY = "HALF_YEARLY"
    YEARLY = "YEARLY"
    ONGOING = "ONGOING"
    REPORTING = "REPORTING"


@value(frozen=True, slots=True)
class Timing:
    """By when or how often: verbatim and normalised; kind NONE has neither words nor place."""

    kind: TimingKind = TimingKind.NONE
    verbatim: str | None = None
    span: Span | None = None
    due_on: date | None = None
    rhythm: Rhythm | None = None
    doubts: tuple[str, ...] = ()


NO_TIMING = Timing()


@value(frozen=True, slots=True)
class Duty:
    """One obligation put on actors; `text` is the whole sentence, single-spaced.

    `section_path` names the nearest numbered section. `products` are results the sentence asks for
    (a plan, a report, a handbook), verbatim.
    """

    text: str
    span: Span
    section_path: str
    leads: tuple[Actor, ...]
    partners: tuple[Actor, ...]
    timing: Timing
    products: tuple[Passage, ...] = ()
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


class ColumnRole(StrEnum):
    """What a column of an annex table holds, told by its heading."""

    ORDINAL = "ORDINAL"
    CONTENT = "CONTENT"
    FORM = "FORM"
    AUDIENCE = "AUDIENCE"
    LEAD = "LEAD"
    PARTNER = "PARTNER"
    TIME = "TIME"
    PRODUCT = "PRODUCT"
    MONEY = "MONEY"
    NOTE = "NOTE"
    OTHER = "OTHER"


class LineKind(StrEnum):
    """What a row of a grid is."""

    TITLE = "TITLE"
    HEAD = "HEAD"
    GROUP = "GROUP"
    TASK = "TASK"
    CONTINUED = "CONTINUED"
    TOTAL = "TOTAL"
    EXAMPLE = "EXAMPLE"
    BLANK = "BLANK"


@value(frozen=True, slots=True)
class CellDoubt:
    """Why a person should look at one cell of a row; `column` counts from 0."""

    column: int
    message: str


@value(frozen=True, slots=True)
class TableRow:
    """One task row: a cell per column (empty string = blank), as printed.

    `group` = the group headings above it, outermost first.
    Leads, partners and timing are read from the columns that carry them; «nt» takes what stands
    above, and what a group says of all its rows is inherited. `line` is the row of the grid.
    """

    cells: tuple[str, ...]
    group: tuple[str, ...]
    span: Span
    leads: tuple[Actor, ...] = ()
    partners: tuple[Actor, ...] = ()
    timing: Timing = NO_TIMING
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    content: str = ""
    product: str = ""
    line: int | None = None
    cell_doubts: tuple[CellDoubt, ...] = ()


@value(frozen=True, slots=True)
class AnnexTable:
    """A table after or inside the text; `columns` are the heading cells, `roles` their meaning.

    For a table that came as a grid `grid` is its index among those given, and `lines` tells what
    each of its rows is: (row of the grid, kind).
    """

    columns: tuple[str, ...]
    roles: tuple[ColumnRole, ...]
    rows: tuple[TableRow, ...]
    span: Span
    title: str | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    grid: int | None = None
    lines: tuple[tuple[int, LineKind], ...] = ()

    @property
    def orders_work(self) -> bool:
        """Whether its rows are tasks: what to do, and by whom, by when or with which result."""
        told = ColumnRole.CONTENT in self.roles and not TASK_ROLES.isdisjoint(self.roles)
        # A form whose rows are blank orders nothing yet.
        return told and any(
            cell and role is not ColumnRole.ORDINAL
            for row in self.rows
            for role, cell in zip(self.roles, row.cells, strict=False)
        )


TASK_ROLES = frozenset(
    {
        *(ColumnRole.LEAD, ColumnRole.PARTNER, ColumnRole.TIME),
        *(ColumnRole.PRODUCT, ColumnRole.FORM, ColumnRole.AUDIENCE),
    }
)


class MissingKind(StrEnum):
    """What the text refers to but does not hold."""

    ANNEX = "annex"


@value(frozen=True, slots=True)
class Missing:
    """A reference ("Biểu đính kèm") to something that is not in the file."""

    kind: MissingKind
    phrase: str
    span: Span
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@value(frozen=True, slots=True)
class Signer:
    """The signature block: authority lines (TM., KT., TL., TUQ., Q.), then post and full name."""

    authority: tuple[Found[str], ...]
    post: Found[str | None]
    name: Found[str | None]


@value(frozen=True, slots=True)
class Layout:
    """Where each part begins, in characters of the source; a part ends where the next begins.

    The head begins at 0; `body` is where the opening passage ends. `paragraphs` are those of the
    opening, the body and what is attached, joined from lines, in reading order.
    """

    opening: int
    body: int
    tail: int
    annex: int
    paragraphs: tuple[Span, ...]


@value(frozen=True, slots=True)
class ParsedDocument:
    """Everything read from one document. `text` is the source exactly as given to `parse`.

    `kind` is the abbreviation of NĐ 30/2020/NĐ-CP ("KH"; "CV" for a công văn); `number` and
    `notation` as printed ("159", "KH-UBND"); `year` the year of work the document speaks of, and
    `period` its words. `purposes` and `requirements` are None where the text has no such part.
    `orders_without_actor` are dated or plain orders that name nobody: shown, never dropped.
    `unread` are headings and sentences that may hold duties and were not read as any, with why.
    `doubts` concern the document as a whole.
    """

    text: str
    kind: Found[str | None]
    parent_body: Found[str | None]
    issuer: Found[str | None]
    number: Found[str | None]
    notation: Found[str | None]
    place: Found[str | None]
    issued_on: Found[date | None]
    subject: Found[str | None]
    year: Found[int | None]
    period: Found[str | None]
    legal_bases: tuple[LegalBasis, ...]
    sections: tuple[Section, ...]
    purposes: tuple[Passage, ...] | None
    requirements: tuple[Passage, ...] | None
    duties: tuple[Duty, ...]
    orders_without_actor: tuple[Duty, ...]
    money: tuple[Passage, ...]
    difficulties: tuple[Passage, ...]
    annex_tables: tuple[AnnexTable, ...]
    missing: tuple[Missing, ...]
    recipients: tuple[Found[str], ...]
    signer: Signer
    layout: Layout
    doubts: tuple[str, ...] = ()
    unread: tuple[Passage, ...] = ()
