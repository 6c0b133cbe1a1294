"""The house reminds and urges by itself, step by step of the ladder, in working hours."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Plan, Urging
from loa.modules.plans.operations.send_urgings import keep, record_urgings, send_now
from loa.modules.plans.queries import urgings as reads
from loa.modules.plans.rules import urging as rules
from loa.modules.plans.rules.urging import Ladder, Letter, OwedWork, Step, UrgingState, Whom
from loa.modules.plans.types import Verb

_AHEAD = timedelta(days=30)
"""More days than lie between the first step of a ladder and its due day."""


@dataclass
class _Heap:
    """What one unit is told in one text: of its own works, or as a superior of others'."""

    works: list[OwedWork] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def add(self, work: OwedWork, step: Step) -> None:
        """One more work, for the step that it has reached."""
        self.works.append(work)
        self.steps.append(step)

    @property
    def last(self) -> Step:
        """The step that names the text: the furthest."""
        return max(self.steps, key=lambda step: step.days)


@operation
def climb_ladder(*, actor: orgs.Actor, plan_id: int, at: datetime) -> int:
    """Tell whoever is to be told of a plan's work by the ladder of today; how many texts.

    Derived from due days and holders as they stand now and from what was told: a second run, or
    one after a time when nothing ran, tells nobody twice (J02, J06, L07). Outside working hours
    nothing happens: the next round within them finds the same.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.URGING_SEND, 0, on))
    calendar, ladder = legal.working_calendar(), rules.ladder_on(on)
    if ladder is None or rules.is_outside_hours(at, calendar):
        return 0
    plan = reads.plan_at_work(plan_id)
    reads.lock_urgings(plan.pk)

    own, above = _heaps(plan, ladder, on)
    urgings = [_own(plan, unit_id, heap, at) for unit_id, heap in own.items()]
    urgings += [_above(plan, unit_id, heap, at) for unit_id, heap in above.items()]
    if not urgings:
        return 0

    keep(urgings, [heap.works for heap in (*own.values(), *above.values())])
    send_now(plan, urgings, at)

    record_urgings(actor, urgings, at)
    return len(urgings)


def _heaps(plan: Plan, ladder: Ladder, on: date) -> tuple[dict[int, _Heap], dict[int, _Heap]]:
    """What each unit is to be told of its own works, and each superior of those below."""
    calendar = legal.working_calendar()
    works = reads.owed_works([plan.pk], on, calendar, Q(due_on__lte=on + _AHEAD))
    reached = {
        day: rules.step_reached(ladder, day, on, calendar)
        for day in {work.due_on for work in works}
    }
    told = reads.told_days([work.occurrence_id for work in works if reached[work.due_on]])
    own: dict[int, _Heap] = defaultdict(_Heap)
    above: dict[int, _Heap] = defaultdict(_Heap)
    for work in works:
        found = reached[work.due_on]
        if found is None:
            continue
        step, step_on = found
        seats: list[tuple[dict[int, _Heap], int | None]] = []
        if step.to & {Whom.FOCAL_OFFICER, Whom.HEAD}:
            seats.append((own, work.unit_id))
        superior = queries.superior_seat(work.unit_id, on) if Whom.SUPERIOR in step.to else None
        if superior != work.unit_id:  # the office is told of its own work once, as who does it
            seats.append((above, superior))
        for heaps, unit_id in seats:
            if unit_id and rules.is_untold(step_on, told.get((unit_id, work.occurrence_id), ())):
                heaps[unit_id].add(work, step)
    return _reachable(own, on, reads.TOLD_ROLES), _reachable(above, on, reads.SUPERIOR_ROLES)


def _reachable(heaps: dict[int, _Heap], on: date, roles: tuple[orgs.Role, ...]) -> dict[int, _Heap]:
    there = reads.reachable_units(heaps, on, roles) if heaps else set()
    return {unit_id: heap for unit_id, heap in heaps.items() if unit_id in there}


def _own(plan: Plan, unit_id: int, heap: _Heap, at: datetime) -> Urging:
    on = local_day(at)
    letter = reads.letter_to(plan, orgs.last_row(unit_id, on), reads.sender_name(None, on))
    return _urging(plan, unit_id, heap, rules.letter_text(letter, heap.works, on), at)


def _above(plan: Plan, unit_id: int, heap: _Heap, at: datetime) -> Urging:
    on = local_day(at)
    below: dict[int, list[OwedWork]] = defaultdict(list)
    for work in heap.works:
        below[work.unit_id].append(work)
    names = orgs.units_by_ids(below, on)
    ordered = sorted(below, key=lambda each: names[each].order)
    lines = [(names[each].body_name, below[each]) for each in ordered]
    link = reads.site_link(f"{reverse('plans:matrix', args=[plan.pk])}?muon=on")
    unit = orgs.last_row(unit_id, on).body_name
    letter = Letter(unit, reads.plan_words(plan), reads.sender_name(None, on), link)
    return _urging(plan, unit_id, heap, rules.superior_text(letter, lines, on), at)


def _urging(plan: Plan, unit_id: int, heap: _Heap, text: str, at: datetime) -> Urging:
    return Urging(
        plan=plan,
        unit_id=unit_id,
        step=heap.last.code,
        to=sorted(set().union(*(step.to for step in heap.steps))),
        by=sorted(set().union(*(step.by for step in heap.steps))),
        day=local_day(at),
        at=at,
        sender=orgs.SYSTEM.label,
        send_at=at,
        state=UrgingState.QUEUED.value,
        text=text,
    )
