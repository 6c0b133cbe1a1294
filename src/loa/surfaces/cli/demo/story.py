"""What happened in the demonstration's province up to its first day: a quarter of work.

Deterministic: the same seed makes the same units early, late, returned or silent.
"""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.conf import settings

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_instant
from loa.kernel.ids import new_key
from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo import pictures
from loa.surfaces.cli.demo.acts import ACTS, Act
from loa.surfaces.cli.demo.people import Cast

_SEED = 15
_IMPORTED = date(2022, 2, 8)
_ISSUED = date(2022, 2, 10)
_LAST = date(2022, 3, 9)
_PICTURE_EVERY = 5
_READ = 0.5
"""Share of the units that have not begun but have acknowledged."""
_NOTES = ("Ảnh chưa thấy rõ nội dung. Chụp lại.", "Thiếu ngày thực hiện trong minh chứng.")


@dataclass
class _Player:
    """Plays one plan; `n` counts activities so that some carry a picture."""

    plan_id: int
    cast: Cast
    draw: random.Random
    n: int = 0
    pictures: dict[str, plans.NewEvidence] = field(default_factory=dict)


def play(cast: Cast) -> None:
    """Import the plan, type in its annex, issue it, and let the units work."""
    plan_id = _plan(cast)
    draw = random.Random(_SEED)  # noqa: S311  a story, not a secret
    player = _Player(plan_id, cast, draw)
    for row in plans.work_list(plan_id, _LAST):
        act = next((act for act in ACTS if act.words in row.title), None)
        if act is not None:
            _play_row(player, row, act)


def _plan(cast: Cast) -> int:
    folder = settings.REFERENCE_DATA / "demo"
    officer = cast.plan_officer
    assert officer is not None  # noqa: S101  roles.toml names one
    name = "KH-minh-hoa-2022.txt"
    source = plans.read_document((folder / "plan.txt").read_bytes(), name)
    at = _at(_IMPORTED, 9)
    plan_id = plans.import_plan(actor=officer, source=source, as_of=None, at=at).plan_id
    annex = tomllib.loads((folder / "annex.toml").read_text(encoding="utf-8"))
    for row in annex["task"]:
        plans.add_task(actor=officer, key=new_key(), plan_id=plan_id, facts=_facts(row), at=at)
    plans.issue_plan(
        actor=officer, plan_id=plan_id, version=None, at=_at(_ISSUED, 10), as_it_stands=True
    )
    return plan_id


def _facts(row: dict[str, object]) -> plans.TaskFacts:
    def words(name: str) -> tuple[str, ...]:
        found = row.get(name, [])
        return tuple(str(one) for one in found) if isinstance(found, list) else ()

    targets = row.get("targets", {})
    due_on = row.get("due_on")
    money = row.get("money")
    return plans.TaskFacts(
        title=str(row["title"]),
        content=str(row["content"]),
        schedule=plans.Schedule(str(row.get("schedule", "ONCE"))),
        due_on=due_on if isinstance(due_on, date) else None,
        forms=words("forms"),
        audiences=words("audiences"),
        product=str(row.get("product", "")),
        targets=tuple(plans.Quantity(code, amount) for code, amount in targets.items())
        if isinstance(targets, dict)
        else (),
        money=Decimal(money) if isinstance(money, int) else None,
        money_source=str(row.get("money_source", "")),
        groups=(
            *((plans.TaskRole.LEAD, group) for group in words("lead")),
            *((plans.TaskRole.COORDINATE, group) for group in words("coordinate")),
        ),
    )


def _play_row(player: _Player, row: plans.WorkRow, act: Act) -> None:
    """One piece of work, as far as luck takes it by the first day."""
    luck = player.draw.random()
    unit = row.unit_id
    officer = player.cast.officers[unit]
    if luck > act.started or row.role is plans.TaskRole.COORDINATE:
        if player.draw.random() < _READ:
            _step(player, plans.acknowledge, officer, row, _day(player, act, 0.2))
        return
    last = _LAST
    for part in range(act.times):
        last = _day(player, act, (part + 1) / (act.times + 1))
        _record(player, row, act, last)
    if luck > act.handed_in:
        return
    _step(player, plans.propose, officer, row, last)
    if luck > act.handed_in * 0.95:
        return  # still on the head's desk
    handed_in = min(_LAST, last + timedelta(days=1 + player.draw.randrange(3)))
    _step(player, plans.approve, player.cast.heads[unit], row, handed_in)
    superior = _superior(player, unit)
    if superior is None or luck > act.handed_in * 0.85:
        return
    if luck > act.handed_in * 0.8:
        note = player.draw.choice(_NOTES)
        _step(player, plans.return_work, superior, row, _LAST, reason=note)
    else:
        _step(player, plans.accept, superior, row, min(_LAST, handed_in + timedelta(days=2)))


def _superior(player: _Player, unit: int) -> orgs.Actor | None:
    """Who accepts; for the provincial office its own head's approval was the last word."""
    if unit == orgs.office_row(_LAST).id:
        return None
    above = orgs.superior_of(unit, _LAST)
    return player.cast.district_officers.get(above or 0, player.cast.plan_officer)


def _record(player: _Player, row: plans.WorkRow, act: Act, on: date) -> None:
    player.n += 1
    officer = player.cast.officers[row.unit_id]
    at = _at(on, 15)
    evidence: tuple[plans.NewEvidence, ...] = ()
    if player.n % _PICTURE_EVERY == 0:
        evidence = (_picture(player, act.picture, officer, at),)
    amounts = tuple(
        plans.Quantity(measure, player.draw.randint(low, high))
        for measure, (low, high) in act.amounts.items()
    )
    plans.record_activity(
        actor=officer,
        key=new_key(),
        occurrence_id=row.occurrence_id,
        facts=plans.ActivityFacts(
            done_on=on,
            title=player.draw.choice(act.titles),
            form=act.form,
            audience=act.audience,
            quantities=amounts,
            evidence=evidence,
        ),
        at=at,
    )


def _picture(player: _Player, name: str, officer: orgs.Actor, at: datetime) -> plans.NewEvidence:
    """One of the drawn pictures; each is kept once and shown by many."""
    if name not in player.pictures:
        data = getattr(pictures, name)()
        player.pictures[name] = plans.keep_evidence(
            actor_id=officer.person_id, name="anh-minh-hoa.jpg", data=data, at=at
        )
    return player.pictures[name]


def _step(
    player: _Player,
    operation: Callable[..., None],
    actor: orgs.Actor,
    row: plans.WorkRow,
    on: date,
    **more: str,
) -> None:
    version = plans.version_of(row.occurrence_id)
    at = _at(on, 16) + timedelta(seconds=player.draw.randrange(3000))
    operation(actor=actor, occurrence_id=row.occurrence_id, version=version, at=at, **more)


def _day(player: _Player, act: Act, share: float) -> date:
    """A day between the issue and the end of the act, about that share of the way."""
    span = (min(act.until, _LAST) - _ISSUED).days
    day = _ISSUED + timedelta(days=max(1, round(span * share) + player.draw.randrange(-1, 2)))
    while day.weekday() > 4 or day > _LAST:  # noqa: PLR2004  Saturday and Sunday
        day -= timedelta(days=1)
    return max(day, _ISSUED)


def _at(day: date, hour: int) -> datetime:
    return local_instant(day, time(hour, 0))
