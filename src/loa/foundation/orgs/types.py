"""Values of units and people that may leave the room."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of body a unit is; the codes are stored and never change."""

    PEOPLES_COMMITTEE = "PEOPLES_COMMITTEE"
    """A committee: of the province, a district, a commune."""
    OFFICE = "OFFICE"
    """The office that acts for its committee (Văn phòng UBND tỉnh)."""
    DEPARTMENT = "DEPARTMENT"
    """A body under the People's Committee of the province: sở, ban, ngành."""
    VERTICAL = "VERTICAL"
    """A ministry's or central body's branch in the province: công an, thuế, BHXH …"""
    PRESS = "PRESS"
    """Press and broadcasting of the province."""
    PARTNER = "PARTNER"
    """Party, front, mass organisations, companies: asked to help, owe no report."""


class Level(StrEnum):
    """On which tier of government a unit stands."""

    PROVINCE = "PROVINCE"
    DISTRICT = "DISTRICT"
    COMMUNE = "COMMUNE"


class SuccessionKind(StrEnum):
    """How one unit came after another."""

    MERGED = "MERGED"
    SPLIT = "SPLIT"
    RENAMED = "RENAMED"


class Role(StrEnum):
    """What a post lets its holder do; the grants stand in grants.py."""

    PLAN_OFFICER = "PLAN_OFFICER"
    DISTRICT_OFFICER = "DISTRICT_OFFICER"
    FOCAL_OFFICER = "FOCAL_OFFICER"
    HEAD = "HEAD"
    CLERK = "CLERK"
    READER = "READER"
    ADMINISTRATOR = "ADMINISTRATOR"


@dataclass(frozen=True, order=True)
class Held:
    """A role in a unit, held by whoever acts, on the day the actor was made for."""

    unit_id: int
    role: Role


@dataclass(frozen=True)
class Actor:
    """Who acts: a person with the posts of the day, the house itself, or somebody at the console.

    `label` goes into the journal and names nobody («person:12»); `name` is for the screen only.
    `unit_id` is the unit of the post that was chosen («Đổi đơn vị»); `posts` are all posts held.
    """

    person_id: int | None
    label: str
    unit_id: int | None
    posts: frozenset[Held]
    name: str = ""


SYSTEM = Actor(person_id=None, label="system", unit_id=None, posts=frozenset())
"""The house itself: handlers and jobs. It has no post; a policy names what it may do."""


@dataclass(frozen=True)
class UnitRow:
    """One unit as it stands on one day. `order` is its place in the official order."""

    id: int
    code: str
    name: str
    short_name: str
    level: Level
    kind: Kind
    parent_id: int | None
    parent_code: str | None
    order: int
    verified: bool

    @property
    def body_name(self) -> str:
        """The name of the body that answers: «UBND xã Hồng Thái» for the commune Hồng Thái."""
        if self.kind is not Kind.PEOPLES_COMMITTEE or self.name.startswith("UBND"):
            return self.name
        return f"UBND {self.name[:1].lower()}{self.name[1:]}"


@dataclass(frozen=True)
class Successor:
    """What came after a unit, with the name it bore on that day."""

    unit_id: int
    name: str
    on: date
    kind: SuccessionKind
    verified: bool


@dataclass(frozen=True)
class PostRow:
    """One post, as lists show it."""

    id: int
    unit_id: int
    unit_name: str
    role: Role
    title_vi: str
    version: int


@dataclass(frozen=True)
class PersonRow:
    """One person of a unit, as lists show him; no telephone, no e-mail."""

    id: int
    name: str
    username: str
    must_change_password: bool
    is_active: bool
    last_sign_in: datetime | None
    posts: tuple[PostRow, ...]


@dataclass(frozen=True)
class Reached:
    """Where one person is reached, for who may change it; read at `version`."""

    phone: str
    email: str
    version: int


@dataclass(frozen=True)
class Contact:
    """Somebody of a unit who can be told something: at the desk, by e-mail, or neither."""

    person_id: int
    role: Role
    is_on_desk: bool
    has_email: bool


@dataclass(frozen=True)
class Callee:
    """Somebody of a unit with his telephone, for who may urge the unit; "" where none is kept."""

    name: str
    role: Role
    phone: str


@dataclass(frozen=True)
class Slip:
    """What a person gets on paper for the first sign-in. Shown once, stored nowhere."""

    person_id: int
    name: str
    unit_name: str
    title_vi: str
    username: str
    password: str


@dataclass(frozen=True)
class DelegationRow:
    """One post lent to a colleague, both days included."""

    id: int
    version: int
    holder: str
    deputy: str
    role: Role
    unit_name: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class DelegationTurned:
    """A delegation that began, or was over, on a day; names as people read them."""

    id: int
    deputy_id: int
    holder_id: int
    deputy: str
    holder: str
    day: date
    last_day: date
    is_over: bool


class CodeVerdict(StrEnum):
    """What a code that was typed comes to."""

    PASSED = "PASSED"
    WRONG = "WRONG"
    LOCKED = "LOCKED"
    """Too many wrong ones: none is looked at for some minutes."""


@dataclass(frozen=True)
class SessionRow:
    """One browser in which an account is signed in; `is_this` is the one that asks."""

    id: int
    browser: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


class Whose(StrEnum):
    """Whose a document is, as far as its head tells."""

    OURS = "OURS"
    OTHER = "OTHER"
    """Another province's, or that of a body in it."""
    CENTRAL = "CENTRAL"
    """The Government's, a ministry's or another central body's."""
    UNSURE = "UNSURE"
    """Something in the head speaks of elsewhere: a person should look."""
    UNKNOWN = "UNKNOWN"
    """The head says nothing of it."""


@dataclass(frozen=True)
class Origin:
    """Whose a document is: `name` of that province or body, `line` by which it would be loaded."""

    whose: Whose
    name: str = ""
    line: str = ""


class Group(StrEnum):
    """Groups of units that documents address by one phrase; the codes are stored."""

    DEPARTMENTS = "DEPARTMENTS"
    VERTICALS = "VERTICALS"
    DISTRICTS = "DISTRICTS"
    COMMUNES = "COMMUNES"
    PRESS = "PRESS"
    PARTNERS = "PARTNERS"


@dataclass(frozen=True)
class PhraseMatch:
    """Whom an actor phrase of a document means on a day.

    `groups` as named, `units` all unit ids meant (members of the groups included, official order),
    `optional_units` offered but unticked, `leftover` what stayed unknown, `confidence` 0 … 1,
    `doubts_vi` what a person should look at, in plain words.
    """

    groups: tuple[Group, ...]
    units: tuple[int, ...]
    optional_units: tuple[int, ...]
    leftover: tuple[str, ...]
    confidence: float
    doubts_vi: tuple[str, ...]
