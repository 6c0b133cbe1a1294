"""What the layouts and components take: plain values, made by presenters."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How much a thing asks for attention; the value is a word of the style sheet."""

    PLAIN = ""
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True)
class Due:
    """A day with what it means today: «14/09/2022», «quá 3 ngày làm việc»."""

    day: str
    note: str
    tone: Tone = Tone.PLAIN
    iso: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; without `href` they are only words."""

    words: str
    href: str = ""
    is_current: bool = False
    count: str = ""
    has_news: bool = False
    is_alert: bool = False


@dataclass(frozen=True)
class Choice:
    """One button of a form that offers several: its key is sent, its words are read."""

    key: str
    words: str
    note: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Demo:
    """The banner of a demonstration folder: its day, its steps, its people."""

    day: str
    step_href: str
    steps: tuple[Choice, ...]
    restart_href: str
    role_href: str
    roles: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class ShellView:
    """The frame around every page of the workplace.

    `person_key` keeps the drafts of people on one machine apart; it names nobody.
    """

    home_href: str
    unit: str = ""
    switch_href: str = ""
    units: tuple[Choice, ...] = ()
    nav: tuple[Link, ...] = ()
    bell_href: str = ""
    bell_count: str = ""
    person: str = ""
    person_key: str = ""
    initials: str = ""
    person_links: tuple[Link, ...] = ()
    sign_out_href: str = ""
    sign_in_href: str = ""
    demo: Demo | None = None
    contact: str = ""


@dataclass(frozen=True)
class Happening:
    """One entry of a timeline, newest first; `kind` is "now", "back" or nothing."""

    when: str
    words: str
    quote: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Share:
    """One part of a stacked bar: how many, of which kind.

    Kinds: late, done, done-late, wait, doing, none.
    """

    kind: str
    words: str
    count: int


@dataclass(frozen=True)
class Bar:
    """One stacked bar with its twin in numbers; `note` stands to its right."""

    words: str
    shares: tuple[Share, ...]
    note: str = ""
    is_alert: bool = False
    href: str = ""

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(share.count for share in self.shares)


@dataclass(frozen=True)
class FileView:
    """A stored file as a list or gallery shows it; `thumbnail` is an image address or nothing."""

    href: str
    name: str
    note: str = ""
    thumbnail: str = ""
    kind: str = "file"


@dataclass(frozen=True)
class Kpi:
    """One big number that opens its rows; `before` says what it was on another day."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    href: str = ""
    is_alert: bool = False
    note_is_alert: bool = False
    before: str = ""


@dataclass(frozen=True)
class Term:
    """One line of a summary list; `links` lead to what changes or proves it."""

    term: str
    words: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Pages:
    """Where in a long list one stands."""

    first: str
    last: str
    total: str
    noun: str
    previous_href: str = ""
    next_href: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Step:
    """One line of a task list: its state, what it is, how far it is."""

    words: str
    state: str = ""
    note: str = ""
    href: str = ""
    is_late: bool = False
    quantity: str = ""
    done: int = 0
    target: int = 0

    @property
    def done_text(self) -> str:
        """Progress as attributes want it: no separators."""
        return str(min(self.done, self.target))

    @property
    def target_text(self) -> str:
        """The full measure, no separators."""
        return str(self.target)


@dataclass(frozen=True)
class Check:
    """One line of a checklist."""

    words: str
    is_done: bool
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class WorkRow:
    """One thing to do in a list; `key` is what the bulk form sends, empty where it takes none.

    `is_late` is owed past its day, `is_done_late` was handed in or done after it.
    """

    key: str
    href: str
    title: str
    due: Due
    state: str
    note: str = ""
    unit: str = ""
    person: str = ""
    is_late: bool = False
    is_done_late: bool = False


@dataclass(frozen=True)
class WorkGroup:
    """Rows under one heading: «Quá hạn», «Hôm nay», «Còn trong tuần», «Sau đó»."""

    words: str
    count: str
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True)
class Column:
    """One column of a table; on phones its words stand before each value."""

    words: str
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """One value of a table."""

    words: str
    href: str = ""
    note: str = ""
    is_alert: bool = False


@dataclass(frozen=True)
class Row:
    """One line of a table; its first cell names it. A marked one carries a warning."""

    cells: tuple[Cell, ...]
    warning: str = ""
