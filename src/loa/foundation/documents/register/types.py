"""Values of the register that may leave it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verb(StrEnum):
    """What is done with the register; the codes stand in the journal and in the table of grants."""

    NUMBER = "DOCUMENT_NUMBER"
    CANCEL = "DOCUMENT_NUMBER_CANCEL"
    READ = "REGISTER_READ"
    CHOOSE = "REGISTER_CHOOSE"


class Source(StrEnum):
    """Where numbers come from: the next one by Loa, or given elsewhere and entered here."""

    LOA = "LOA"
    ELSEWHERE = "ELSEWHERE"


class Layout(StrEnum):
    """Which documents share a sequence of numbers; what each means stands in data/law."""

    BY_KIND = "BY_KIND"
    DECISIONS_APART = "DECISIONS_APART"
    ONE = "ONE"


@dataclass(frozen=True)
class Way:
    """How a unit numbers from a day on; without `in_force_from` it is what the data say."""

    source: Source
    layout: Layout
    in_force_from: date | None = None


@dataclass(frozen=True)
class Outgoing:
    """What the register writes of a document, in the order of the decree's form.

    `kind` is the abbreviation of the decree ("BC"; "CV" for a công văn), `notation` what follows
    the number ("BC-UBND"), `day` the day it bears. `keeper` keeps the copy, `copies` = how many
    (None = not said). Source: NĐ 30/2020/NĐ-CP, annex IV part I.
    """

    kind: str
    notation: str
    subject: str
    day: date
    signer: str = ""
    recipients: str = ""
    keeper: str = ""
    copies: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Given:
    """A number that was given: `number` as printed ("07")."""

    entry_id: int
    number: str


@dataclass(frozen=True)
class EntryRow:
    """One line of the register. `thing` is the address of what was numbered, "" = kept elsewhere.

    `series` names the sequence; `cancel_reason` is "" while the number stands.
    """

    id: int
    unit_id: int
    year: int
    series: str
    number: str
    outgoing: Outgoing
    thing: str
    source: Source
    cancel_reason: str
    version: int

    @property
    def name(self) -> str:
        """Number and notation as printed: "07/BC-UBND"."""
        return f"{self.number}/{self.outgoing.notation}"
