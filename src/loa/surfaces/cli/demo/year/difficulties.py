"""Difficulties: raised where work is going on, passed up, answered, some raised once again."""

from datetime import datetime
from functools import partial

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.year.day import Act, Day

_LIKELY = 0.0009
"""The share of pieces of work on which a unit raises something, a working day."""
_MORE_DAYS = 10


def raising(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Units that say what stands in their way."""
    acts = []
    for row in rows:
        way = day.script.act_for(row.title)
        about = ("difficulty", day.code(row.unit_id), row.ordinal, row.period)
        is_open = row.role is plans.TaskRole.LEAD and row.state in (
            plans.WorkState.IN_PROGRESS,
            plans.WorkState.RETURNED,
        )
        likely = _LIKELY * (1.7 - day.zeal(row.unit_id))
        if is_open and way.difficulties and day.happens(likely, *about):
            words = day.luck.one_of(way.difficulties, day.on, *about)
            order = day.luck.share(day.on, "order", *about)
            acts.append(Act(order, partial(_raise, day, row, words)))
    return acts


def answering(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Who holds a difficulty passes it up or answers it and its like; some units ask again."""
    officer = day.cast.plan_officer
    if officer is None:
        return []
    plan = plans.plan_for(officer, day.plan_id, day.on)
    every = plans.difficulties_of(officer, plan, day.on)
    works = {(row.task_id, row.unit_id): row for row in rows if not row.period}
    settled: set[int] = set()
    acts = []
    for one in sorted(every, key=lambda one: day.luck.share("difficulty", *_about(day, one))):
        if one.state is plans.DifficultyState.OPEN and one.id not in settled:
            left = [other for other in every if other.id not in settled]
            found = _answer_of(day, one, left, works.get((one.task_id or 0, one.unit_id)))
            if found is not None:
                settled |= found.settles
                acts.append(Act(day.luck.share(day.on, *_about(day, one)), found.carry_out))
        elif one.state is plans.DifficultyState.ANSWERED and _asks_again(day, one):
            order = day.luck.share(day.on, *_about(day, one))
            acts.append(Act(order, partial(_reopen, day, one)))
    return acts


class _Answer:
    """What the holder does about one difficulty, and about those that are alike."""

    def __init__(
        self,
        day: Day,
        one: plans.DifficultyRow,
        holder: orgs.Actor,
        alike: frozenset[int],
        work: plans.BegunWork | None,
    ) -> None:
        self._day, self._one, self._holder, self._work = day, one, holder, work
        self._passes_up = one.holder_id != day.office_id and day.luck.befalls(
            0.35, "up", one.rounds, *_about(day, one)
        )
        self._alike = frozenset() if self._passes_up else alike

    @property
    def settles(self) -> set[int]:
        """Those that nobody else may answer today."""
        return {self._one.id, *self._alike}

    def carry_out(self, at: datetime) -> None:
        """Do it, as the holder."""
        day, one = self._day, self._one
        about = _about(day, one)
        if self._passes_up:
            reason = day.pick("passed_up", *about)
            plans.pass_up(
                actor=self._holder, difficulty_id=one.id, version=one.version, reason=reason, at=at
            )
            return
        plans.answer_difficulty(
            actor=self._holder,
            key=day.key("answer", *about),
            difficulty_id=one.id,
            version=one.version,
            also=self._alike,
            direction=self._direction(),
            at=at,
        )

    def _direction(self) -> plans.DirectionFacts:
        day, work, about = self._day, self._work, _about(self._day, self._one)
        moves = day.luck.befalls(0.5, "moves", *about)
        is_open = work is not None and work.state is not plans.WorkState.SUBMITTED
        if work is not None and is_open and moves and not self._alike:
            due_on = day.calendar.nth_after(max(day.on, work.due_on), _MORE_DAYS)
            words = day.pick("due_moved", *about)
            return plans.DirectionFacts(words, plans.Effect.UNIT_DUE, due_on)
        return plans.DirectionFacts(day.pick("answered", *about))


def _answer_of(
    day: Day,
    one: plans.DifficultyRow,
    every: list[plans.DifficultyRow],
    work: plans.BegunWork | None,
) -> _Answer | None:
    """What its holder does today; nothing yet, mostly."""
    waited = day.calendar.working_days_between(one.reached_on, day.on)
    holder = day.cast.district_officers.get(one.holder_id, day.cast.plan_officer)
    likely = 0.08 + 0.06 * waited if waited > 0 else 0.0
    if holder is None or not day.happens(likely, "answer", *_about(day, one)):
        return None
    alike = frozenset(
        other.id
        for other in every
        if other.id != one.id
        and other.state is plans.DifficultyState.OPEN
        and (other.task_id, other.holder_id) == (one.task_id, one.holder_id)
        and other.task_id is not None
    )
    return _Answer(day, one, holder, alike, work)


def _asks_again(day: Day, one: plans.DifficultyRow) -> bool:
    """Few, some days after the answer, and once."""
    if one.rounds > 1 or one.answered_on is None:
        return False
    about = _about(day, one)
    waited = day.calendar.working_days_between(one.answered_on, day.on)
    asks_on = day.luck.number(2, 8, "again on", *about)
    return waited == asks_on and day.luck.befalls(0.07, "again", *about)


def _reopen(day: Day, one: plans.DifficultyRow, at: datetime) -> None:
    reason = day.pick("raised_again", *_about(day, one))
    officer = day.cast.officers[one.unit_id]
    plans.reopen_difficulty(
        actor=officer, difficulty_id=one.id, version=one.version, reason=reason, at=at
    )


def _raise(day: Day, row: plans.BegunWork, words: tuple[str, str], at: datetime) -> None:
    about = ("difficulty", day.code(row.unit_id), row.ordinal, row.period)
    plans.raise_difficulty(
        actor=day.cast.officers[row.unit_id],
        key=day.key(*about),
        plan_id=day.plan_id,
        unit_id=row.unit_id,
        task_id=row.task_id,
        clause_id=None,
        words=words[0],
        wish=words[1],
        at=at,
    )


def _about(day: Day, one: plans.DifficultyRow) -> tuple[object, ...]:
    """What luck knows a difficulty by; a unit raises at most one a day about a task."""
    return day.code(one.unit_id), one.about, one.raised_on, one.words
