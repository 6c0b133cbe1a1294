"""What everybody may read of a plan; nothing of persons, money, difficulties, returns, urgings."""

from dataclasses import dataclass
from datetime import date

from loa.modules.plans.types.codes import PublicFile
from loa.modules.plans.types.remarks import PublicRemark


@dataclass(frozen=True)
class Outcome:
    """How many pieces of work stand where; one unit with one task is one piece.

    `late` was done after its day, `owed` is past its day and not done, `waiting` is handed in and
    not yet taken, `running` has time left.
    """

    total: int = 0
    on_time: int = 0
    late: int = 0
    waiting: int = 0
    owed: int = 0
    running: int = 0

    @property
    def share(self) -> int:
        """Of a hundred, how many were done on time."""
        return round(100 * self.on_time / self.total) if self.total else 0


@dataclass(frozen=True)
class Kept:
    """How often work fell due until the day, and how often it was done by then.

    Work of every quarter falls due four times. What was done before its day counts already.
    """

    due: int = 0
    on_time: int = 0

    @property
    def share(self) -> int:
        """Of a hundred times, how often it was done on time."""
        return round(100 * self.on_time / self.due) if self.due else 0


@dataclass(frozen=True)
class PublicTask:
    """What the plan orders: who leads, by when, how far it is; whether it falls due many times."""

    id: int
    ordinal: int
    title: str
    content: str
    leads: str
    when: str
    outcome: Outcome
    kept: Kept
    is_repeated: bool


@dataclass(frozen=True)
class Tallied:
    """How many activities there are of a form, an audience or a month."""

    code: str
    words: str
    activities: int


@dataclass(frozen=True)
class PublicPicture:
    """A picture that the unit chose to show, and its small copy."""

    file_id: int
    small_id: int
    words: str


@dataclass(frozen=True)
class PublicActivity:
    """An activity that the unit chose to show."""

    id: int
    title: str
    done_on: date
    place: str
    unit: str
    pictures: tuple[PublicPicture, ...]


@dataclass(frozen=True)
class PublicHead:
    """How a public plan is called."""

    id: int
    symbol: str
    signed_on: date | None
    issuer: str
    subject: str
    year: int
    revision: int
    closed_on: date | None


@dataclass(frozen=True)
class PublicPlan:
    """A plan with its results, as its page and its open data have it on a day."""

    head: PublicHead
    purposes: tuple[str, ...]
    tasks: tuple[PublicTask, ...]
    outcome: Outcome
    kept: Kept
    units: int
    activities: int
    forms: tuple[Tallied, ...]
    audiences: tuple[Tallied, ...]
    months: tuple[Tallied, ...]
    shown: tuple[PublicActivity, ...]
    remarks: tuple[PublicRemark, ...]
    file: PublicFile
    is_replaced: bool
    newer: PublicHead | None
    earlier: tuple[PublicHead, ...]
    day: date
    above: PublicHead | None = None
    below: tuple[PublicHead, ...] = ()


@dataclass(frozen=True)
class PublicLinks:
    """Where the parts of a public page lead; of a preview only its pictures."""

    pictures: str
    file: str = ""
    data: str = ""
    remark: str = ""
    plans: str = "/cong-khai/ke-hoach/"
