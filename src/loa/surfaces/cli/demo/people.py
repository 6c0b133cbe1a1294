"""The people of the demonstration: an officer and a head for every unit, and the named roles."""

import random
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.conf import settings

from loa.foundation.orgs import facade as orgs
from loa.kernel.ids import new_key

FIRST_DAY = datetime(2022, 1, 4, 1, 0, tzinfo=UTC)
TREE_DAY = date(2022, 1, 24)
_SEED = 2022
_FAMILY = (
    "Ma", "Hoàng", "Nông", "Lý", "Triệu", "Đặng", "Quan", "Chẩu", "Nguyễn", "Trần", "Lê",
    "Phạm", "Bàn", "Vàng", "Sùng", "Hà", "Lương", "Đỗ", "Vũ", "Bùi",
)  # fmt: skip
_MIDDLE = ("Văn", "Thị", "Đức", "Thu", "Minh", "Hồng")
_AT_WORK = {orgs.Kind.OFFICE, orgs.Kind.DEPARTMENT, orgs.Kind.PEOPLES_COMMITTEE}
"""Partners, press and vertical agencies have no work in this plan."""
_GIVEN = ("Mẫu", "Thử", "Nháp", "Ví Dụ", "Giả Định", "Minh Họa")
"""Given names that nobody bears: whoever reads one knows that the person is made up."""


@dataclass
class Cast:
    """Who acts for each unit."""

    officers: dict[int, orgs.Actor] = field(default_factory=dict)
    heads: dict[int, orgs.Actor] = field(default_factory=dict)
    district_officers: dict[int, orgs.Actor] = field(default_factory=dict)
    plan_officer: orgs.Actor | None = None


def people_of_all_units() -> Cast:
    """Write the people and answer who acts for whom."""
    cast = Cast()
    administrator = orgs.cli_actor("demo", TREE_DAY)
    draw = random.Random(_SEED)  # noqa: S311  made-up names
    taken = named_people(cast, administrator)
    for unit in orgs.tree(TREE_DAY):
        if unit.parent_id is None or unit.kind not in _AT_WORK:
            continue
        for role, book in (
            (orgs.Role.FOCAL_OFFICER, cast.officers),
            (orgs.Role.HEAD, cast.heads),
        ):
            if unit.id not in book:
                book[unit.id] = _person(administrator, _name(draw, taken), unit.id, role)
        if unit.level is orgs.Level.DISTRICT and unit.id not in cast.district_officers:
            role = orgs.Role.DISTRICT_OFFICER
            actor = _person(administrator, _name(draw, taken), unit.id, role)
            cast.district_officers[unit.id] = actor
    return cast


def named_people(cast: Cast, administrator: orgs.Actor) -> set[str]:
    """Write those whom one press signs in into the cast; their names."""
    text = (settings.REFERENCE_DATA / "demo" / "roles.toml").read_text(encoding="utf-8")
    names = set()
    for row in tomllib.loads(text)["role"]:
        unit = orgs.unit_by_code(row["code"], TREE_DAY)
        role = orgs.Role[row["post"]]
        actor = _person(administrator, row["name"], unit.id, role)
        orgs.waive_password_change(actor=orgs.SYSTEM, person_id=actor.person_id or 0, at=FIRST_DAY)
        names.add(row["name"])
        if role is orgs.Role.PLAN_OFFICER:
            cast.plan_officer = actor
        books = {
            orgs.Role.FOCAL_OFFICER: cast.officers,
            orgs.Role.HEAD: cast.heads,
            orgs.Role.DISTRICT_OFFICER: cast.district_officers,
        }
        if role in books:
            books[role][unit.id] = actor
    return names


def _person(administrator: orgs.Actor, name: str, unit_id: int, role: orgs.Role) -> orgs.Actor:
    slip = orgs.add_person(
        actor=administrator,
        key=new_key(),
        name=name,
        unit_id=unit_id,
        role=role,
        at=FIRST_DAY,
    )
    return orgs.Actor(
        person_id=slip.person_id,
        label=f"person:{slip.person_id}",
        unit_id=unit_id,
        posts=frozenset({orgs.Held(unit_id, role)}),
        name=name,
    )


def _name(draw: random.Random, taken: set[str]) -> str:
    while True:
        name = f"{draw.choice(_FAMILY)} {draw.choice(_MIDDLE)} {draw.choice(_GIVEN)}"
        if name not in taken or len(taken) >= len(_FAMILY) * len(_MIDDLE) * len(_GIVEN):
            taken.add(name)
            return name
