"""The demonstration's banner and people; they exist only in a demo folder, for this machine.

Behind a proxy everybody would seem to be at this machine, so who comes through one has no buttons;
LOA_DEMO_OPEN=1 gives them to whoever reaches the site.

The people stand in data/demo/roles.toml, in the order of the buttons:

    [[role]]
    key = "plan-officer"
    username = "..."
    label = "Cán bộ kế hoạch của tỉnh"
    unit = "Văn phòng UBND tỉnh"
    note = "Nhập kế hoạch, giao việc, theo dõi cả tỉnh"
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.legal.facade import working_calendar
from loa.foundation.orgs.facade import Actor
from loa.foundation.ui.facade import Choice, Demo, day_words, weekday_words
from loa.kernel import demo_clock
from loa.kernel.db import Change, operation
from loa.kernel.demo_clock import DemoClock
from loa.kernel.errors import NotFound
from loa.kernel.nearness import is_of_this_machine
from loa.surfaces.desk.types import DemoRole

STEPS = (
    ("working-day", _("Sang ngày làm việc tiếp theo")),
    ("week", _("Sang tuần sau")),
    ("month", _("30 ngày nữa")),
)
_DAYS = {"week": 7, "month": 30}


@dataclass(frozen=True)
class _Person:
    """A line of the file."""

    role: DemoRole
    username: str


def is_open(request: HttpRequest) -> bool:
    """Whether this is a demonstration, asked for from this very machine or open to all."""
    if demo_clock.current() is None:
        return False
    return settings.ENV.is_demo_open or (
        not settings.ENV.is_behind_tls
        and is_of_this_machine(
            address=request.META.get("REMOTE_ADDR", ""),
            host=request.get_host(),
            headers=request.headers,
        )
    )


def require_open(request: HttpRequest) -> DemoClock:
    """The demonstration's clock. Raises NotFound elsewhere: there is no such page."""
    found = demo_clock.current()
    if found is None or not is_open(request):
        raise NotFound
    return found


def banner(request: HttpRequest) -> Demo | None:
    """The banner's values, or None in a real folder and for other machines."""
    found = demo_clock.current()
    if found is None or not is_open(request):
        return None
    username = getattr(request.user, "username", "")
    return Demo(
        day=today_words(found),
        step_href=reverse("desk:demo-step"),
        steps=tuple(Choice(key, words) for key, words in STEPS),
        restart_href=reverse("desk:demo-restart") if can_restart() else "",
        role_href=reverse("desk:demo-role"),
        roles=tuple(
            Choice(
                person.role.key, person.role.label, person.role.unit, person.username == username
            )
            for person in _people()
        ),
    )


def today_words(found: DemoClock) -> str:
    """«thứ Năm, 10/03/2022»."""
    today = found.today()
    return f"{weekday_words(today)}, {day_words(today)}"


def roles() -> tuple[DemoRole, ...]:
    """The people whom one press signs in."""
    return tuple(person.role for person in _people())


def username_of(key: str) -> str:
    """Whom a button signs in. Raises NotFound."""
    found = next((person.username for person in _people() if person.role.key == key), None)
    if found is None:
        raise NotFound
    return found


def step(found: DemoClock, key: str) -> None:
    """Go on by what a button says. Raises NotFound for a step that no button has."""
    if key == "working-day":
        found.step_to_working_day(working_calendar().is_working_day)
    elif key in _DAYS:
        found.step(days=_DAYS[key])
    else:
        raise NotFound


@operation
def record_step(*, actor: Actor, before: date, after: date, at: datetime) -> None:
    """Keep in the journal that somebody moved the demonstration's day."""
    change = Change({"day": before.isoformat()}, {"day": after.isoformat()})
    audit.record(actor=actor, verb="DEMO_STEP", thing="desk.demo-clock", change=change, at=at)


def can_restart() -> bool:
    """Whether this build knows how to make its demonstration anew."""
    return bool(getattr(settings, "DEMO_RESTARTER", ""))


def restart(found: DemoClock) -> None:
    """Make the demonstration anew, from its first day. Raises NotFound where none knows how."""
    if not can_restart():
        raise NotFound
    begin = import_string(settings.DEMO_RESTARTER)
    begin(at=found.restart())


def _people() -> tuple[_Person, ...]:
    return _read(Path(settings.REFERENCE_DATA) / "demo" / "roles.toml")


@cache
def _read(path: Path) -> tuple[_Person, ...]:
    if not path.exists():
        return ()
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["role"]
    return tuple(
        _Person(DemoRole(row["key"], row["label"], row["unit"], row["note"]), row["username"])
        for row in rows
    )
