"""What changed between the ends of two days, from the rows of now and the journal since.

A value at the end of a day is what the first later line of the journal says that it replaced; where
none does, it is the value of now. Work that a unit began by recording an activity is dated by that
activity, since such a beginning has no line of its own.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Min, Q

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_instant
from loa.modules.plans.models import Activity, Occurrence, Plan, Task
from loa.modules.plans.queries.matrix import units_seen
from loa.modules.plans.queries.plans import report_periods
from loa.modules.plans.queries.totals import sum_of, unit_totals
from loa.modules.plans.rules import changes as rules
from loa.modules.plans.types import WorkState
from loa.modules.plans.types.changes import Because, Changed, Changes, Key, Standing, Sums

_PREFIX = Occurrence(pk=0).ref.removesuffix("0")
_DAYS = ("due_on", "submitted_on")
_VALUES = ("starts_on", "due_on", "state", "submitted_on", "reason")
_COLUMNS = (
    "pk",
    "assignment__task_id",
    "assignment__unit_id",
    "assignment__task__title",
    "period",
    "ordinal",
    *_VALUES,
)


class Window(NamedTuple):
    """From the end of one day to the end of another, which is not before it."""

    first: date
    last: date


@dataclass(frozen=True)
class _Chain:
    """A plan with the revisions before it, newest first, and each task's first revision."""

    plans: tuple[Plan, ...]
    roots: Mapping[int, int]

    def at(self, moment: datetime) -> Plan | None:
        """The revision in force at the moment."""
        return next((one for one in self.plans if one.issued_at and one.issued_at <= moment), None)


@dataclass(frozen=True)
class _Journal:
    """What the lines about work since the first day say."""

    entries: tuple[audit.Entry, ...]

    def replaced(self, moment: datetime) -> dict[int, dict[str, object]]:
        """The values that stood at the moment, of what was written later."""
        found: dict[int, dict[str, object]] = {}
        for entry in self.entries:
            if entry.at > moment:
                stood = found.setdefault(_number(entry), {})
                for name, value in entry.before.items():
                    stood.setdefault(name, value)
        return found

    def because(self, name: str, until: datetime) -> dict[int, Because]:
        """By what each value of that name was last written by the moment."""
        return {
            _number(entry): Because(entry.verb, str(entry.after.get("reason") or ""))
            for entry in self.entries
            if entry.at <= until and name in entry.after
        }


def changes_of(
    actor: orgs.Actor,
    plans: Collection[Plan],
    window: Window,
    today: date,
    units: Collection[int] | None = None,
) -> Changes:
    """What changed in those plans for the units that the actor may see, or some of them."""
    rows: list[Changed] = []
    before, after = Sums(), Sums()
    for plan in plans:
        seen = units_seen(actor, plan, today)
        found = _of_plan(plan, seen if units is None else seen & set(units), window)
        rows += found.rows
        before, after = _added(before, found.before), _added(after, found.after)
    return Changes(tuple(rows), before, after)


def cut_off_before(plans: Collection[Plan], on: date) -> date | None:
    """The last day of the reporting period that ended last, of plans that owe reports."""
    ended = [
        span.last
        for plan in plans
        if plan.parent_id is None
        for span in report_periods(plan)
        if span.last < on
    ]
    return max(ended, default=None)


def end_of(day: date) -> datetime:
    """The last instant of a day."""
    return local_instant(day + timedelta(days=1), time()) - timedelta(microseconds=1)


def _of_plan(plan: Plan, units: Collection[int], window: Window) -> Changes:
    chain = _chain(plan)
    first, last = end_of(window.first), end_of(window.last)
    journal = _Journal(tuple(audit.entries_after(_PREFIX, first, units)))
    began = _beginnings(chain, units, first)
    before = _standing(chain, units, first, journal, began)
    after = _standing(chain, units, last, journal, began)
    found = rules.compare(
        before, after, journal.because("due_on", last), journal.because("state", last)
    )
    return Changes(
        tuple(found),
        _sums(chain, units, before.values(), window.first),
        _sums(chain, units, after.values(), window.last),
    )


def _chain(plan: Plan) -> _Chain:
    plans, one = [plan], plan
    while one.amends is not None:
        one = one.amends
        plans.append(one)
    pairs = Task.objects.filter(plan__in=[each.pk for each in plans]).order_by("pk")
    continues = dict(pairs.values_list("pk", "continues_id"))
    roots = {}
    for task_id in continues:
        root = task_id
        while (before := continues.get(root)) is not None:
            root = before
        roots[task_id] = root
    return _Chain(tuple(plans), roots)


def _standing(
    chain: _Chain,
    units: Collection[int],
    moment: datetime,
    journal: _Journal,
    began: Mapping[Key, datetime],
) -> dict[Key, Standing]:
    plan = chain.at(moment)
    if plan is None:
        return {}
    rows = Occurrence.objects.filter(
        assignment__plan=plan, assignment__unit__in=units, assignment__issued_at__lte=moment
    ).order_by("pk")
    replaced = journal.replaced(moment)
    found: dict[Key, Standing] = {}
    doubted: dict[int, Key] = {}
    for pk, task_id, unit_id, title, period, ordinal, *values in rows.values_list(*_COLUMNS):
        key = (chain.roots[task_id], unit_id, period or str(ordinal))
        now = dict(
            zip(("starts_on", "due_on", "state", "submitted_on", "reason"), values, strict=True)
        )
        stood = now | {n: _value(n, v) for n, v in replaced.get(pk, {}).items() if n in now}
        stood["state"] = WorkState(str(stood["state"]))
        found[key] = Standing(pk, chain.roots[task_id], unit_id, title, period, **stood)
        if stood["state"] is WorkState.IN_PROGRESS and began.get(key, moment) > moment:
            doubted[pk] = key
    for pk in doubted.keys() - _begun_otherwise(doubted, moment):
        key = doubted[pk]
        found[key] = found[key]._replace(state=WorkState.NOT_STARTED)
    return found


def _value(name: str, value: object) -> object:
    return date.fromisoformat(str(value)) if name in _DAYS and value else value


def _beginnings(chain: _Chain, units: Collection[int], after: datetime) -> dict[Key, datetime]:
    """When the first activity of work was recorded, where that is after the moment."""
    rows = (
        Activity.objects.filter(
            occurrence__assignment__plan__in=[plan.pk for plan in chain.plans],
            occurrence__assignment__unit__in=units,
        )
        .values_list(
            "occurrence__assignment__task_id",
            "occurrence__assignment__unit_id",
            "occurrence__period",
            "occurrence__ordinal",
        )
        .annotate(first=Min("recorded_at"))
        .filter(first__gt=after)
        .order_by()
    )
    return {
        (chain.roots[task_id], unit_id, period or str(ordinal)): first
        for task_id, unit_id, period, ordinal, first in rows
    }


def _begun_otherwise(ids: Collection[int], moment: datetime) -> set[int]:
    """Those of the work that a line of the journal had begun by the moment."""
    entries = audit.entries_for_many(f"{_PREFIX}{pk}" for pk in ids)
    return {_number(one) for one in entries if one.at <= moment and "state" in one.after}


def _sums(chain: _Chain, units: Collection[int], rows: Iterable[Standing], on: date) -> Sums:
    moment = end_of(on)
    counted = Activity.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment),
        plan__in=[plan.pk for plan in chain.plans],
        unit__in=units,
        recorded_at__lte=moment,
    )
    return rules.sums(rows, on, counted.count(), sum_of(unit_totals(counted)))


def _added(one: Sums, other: Sums) -> Sums:
    measures = {
        code: one.measures.get(code, 0) + other.measures.get(code, 0)
        for code in one.measures.keys() | other.measures.keys()
    }
    return Sums(
        one.work + other.work,
        one.closed + other.closed,
        one.waiting + other.waiting,
        one.late + other.late,
        one.done_late + other.done_late,
        one.activities + other.activities,
        measures,
        one.begun + other.begun,
    )


def _number(entry: audit.Entry) -> int:
    return int(entry.thing.removeprefix(_PREFIX))
