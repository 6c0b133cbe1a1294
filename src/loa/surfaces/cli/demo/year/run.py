"""The days one after the other: each is one transaction, so a play that is killed goes on whole."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel import demo_clock
from loa.kernel.clock import local_instant
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.year import (
    citizens,
    delivery,
    difficulties,
    own_plans,
    questions,
    reports,
    sent_documents,
    talk,
    urging,
    work,
)
from loa.surfaces.cli.demo.year.cast import cast_of
from loa.surfaces.cli.demo.year.day import Day
from loa.surfaces.cli.demo.year.luck import Luck
from loa.surfaces.cli.demo.year.script import script

DEFAULT_SEED = 15
_PLAYED = "DEMO_PLAYED"


class NothingToPlay(DomainError):
    """The demonstration has no plan at work."""

    code = "DEMO_NOTHING_TO_PLAY"
    message_vi = "Bản minh họa không còn kế hoạch nào đang thực hiện nên không có năm để diễn."


class OtherSeed(DomainError):
    """The year was begun with another seed."""

    code = "DEMO_OTHER_SEED"


class TooFar(DomainError):
    """A day long after the plan's year."""

    code = "DEMO_TOO_FAR"
    message_vi = "Chỉ diễn được đến hết năm sau năm của kế hoạch. Chọn ngày gần hơn."


@dataclass(frozen=True)
class _Played:
    """How far a plan was played: the last day that is over, and by which luck."""

    last: date
    seed: int


def play_year(
    *, to: date, seed: int | None, say: Callable[[str], None]
) -> tuple[int, plans.PlanTotals]:
    """Play the demonstration's plan until the morning of `to`; the plan and its totals.

    Goes on behind the last day that was played, by the same luck. Raises NotADemonstration,
    ClockBackwards, NothingToPlay, OtherSeed, TooFar, CountsDiffer.
    """
    clock = demo_clock.require()
    today = clock.today()
    if to < today:
        raise demo_clock.ClockBackwards
    plan_id = _plan(today)
    played = _played(plan_id)
    luck = Luck(_seed(played, seed))
    first = played.last + timedelta(days=1) if played else today
    stage = _Stage.of(plan_id, first, luck)
    if to.year > stage.year + 1:
        raise TooFar
    on = first
    while on < to:
        stage.play(on)
        on += timedelta(days=1)
        clock.set_to(max(on, clock.today()))
        if on.day == 1:
            say(f"Đã diễn đến {on:%d/%m/%Y}.")
    clock.set_to(to)
    return plan_id, plans.checked_totals(plan_id, to)


@dataclass(frozen=True)
class _Stage:
    """What all days of a play share."""

    plan_id: int
    year: int
    luck: Luck
    whole: Day
    periods: list[tuple[str, date]]

    @classmethod
    def of(cls, plan_id: int, on: date, luck: Luck) -> "_Stage":
        units = {row.id: row for row in orgs.tree(on)}
        day = Day(
            plan_id=plan_id,
            on=on,
            luck=luck,
            cast=cast_of(frozenset(units), on),
            script=script(),
            calendar=legal.working_calendar(),
            units=units,
            pictures=plans.pictures_by_form(plan_id),
            office_id=orgs.office_row(on).id,
        )
        spans = plans.periods_to_report(plan_id)
        periods = [(span.code, span.last) for span in spans]
        return cls(plan_id, max(last for _code, last in periods).year, luck, day, periods)

    def play(self, on: date) -> None:
        """One day, whole or not at all."""
        with orgs.one_forest():
            _play_day(day=replace(self.whole, on=on), periods=self.periods)


@operation
def _play_day(*, day: Day, periods: list[tuple[str, date]]) -> None:
    rows = _to_play(day)
    if day.is_worked:
        day.play(urging.calling(day, rows), time(9, 1), time(9, 5))
        urging.going_round(day, local_instant(day.on, time(9, 6)))
        day.play(urging.acknowledging(day), time(9, 8), time(9, 25))
        day.play(difficulties.answering(day, rows), time(9, 25), time(9, 45))
        day.play(questions.answering(day), time(9, 45), time(9, 58))
        questions.guiding(day, rows, local_instant(day.on, time(9, 59)))
        day.play(work.reviewing(day, rows), time(10, 0), time(10, 50))
        day.play(work.approving(day, rows), time(10, 50), time(11, 25))
        ready = work.ready(day, rows)
        day.play(own_plans.planning(day, rows, ready), time(11, 26), time(11, 50))
        day.play(sent_documents.sending(day, rows), time(11, 50), time(11, 55))
        day.play(citizens.replying(day), time(11, 55), time(11, 59))
        citizens.publishing(day, local_instant(day.on, time(12, 0)))
    day.play(citizens.remarking(day, rows), time(12, 1), time(13, 29))
    if day.is_worked:
        day.play(delivery.delivering(day), time(13, 30), time(13, 35))
    day.play(work.doing(day, rows), time(13, 35), time(15, 35))
    if day.is_worked:
        day.play(talk.talking(day, rows), time(15, 36), time(15, 44))
        raised = [*difficulties.raising(day, rows), *questions.asking(day, rows)]
        day.play(raised, time(15, 45), time(16, 0))
        day.play(reports.reporting(day, periods), time(16, 0), time(16, 35))
        urging.urging(day, local_instant(day.on, time(16, 45)))
        delivery.reminding(day, local_instant(day.on, time(16, 50)))
    end = local_instant(day.on, time(17, 0))
    told = Change({}, {"day": day.on.isoformat(), "seed": day.luck.seed})
    audit.record(actor=orgs.SYSTEM, verb=_PLAYED, thing=_thing(day.plan_id), change=told, at=end)


def _to_play(day: Day) -> list[plans.BegunWork]:
    """The work of units with people, in an order that no id of a row decides."""
    peopled = day.cast.officers.keys() & day.cast.heads.keys() & day.units.keys()
    rows = [row for row in plans.begun_work(day.plan_id, day.on) if row.unit_id in peopled]
    return sorted(rows, key=lambda row: (row.ordinal, day.code(row.unit_id), row.starts_on))


def _plan(on: date) -> int:
    """The plan at work that was imported first. Raises NothingToPlay."""
    rows = plans.plan_rows(orgs.cli_actor("demo", on), on)
    at_work = [row.id for row in rows if row.state == "ISSUED"]
    if not at_work:
        raise NothingToPlay
    return min(at_work)


def _played(plan_id: int) -> _Played | None:
    entries = audit.entries_for(_thing(plan_id))
    if not entries:
        return None
    told = entries[-1].after
    return _Played(date.fromisoformat(str(told["day"])), int(str(told["seed"])))


def _seed(played: _Played | None, asked: int | None) -> int:
    """The seed to go on with. Raises OtherSeed."""
    if played is None:
        return DEFAULT_SEED if asked is None else asked
    if asked is not None and asked != played.seed:
        message = (
            f"Năm minh họa này đã diễn đến {played.last:%d/%m/%Y} với --seed {played.seed}. "
            "Diễn tiếp với số đó, hoặc bấm «Làm lại từ đầu» trên trang rồi diễn lại."
        )
        raise OtherSeed(message)
    return played.seed


def _thing(plan_id: int) -> str:
    return f"demo.year:{plan_id}"
