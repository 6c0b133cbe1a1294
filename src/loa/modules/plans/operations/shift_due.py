"""Whoever gave out a plan moves the due days of many pieces of work in one act."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.words import short_date, shortened
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Notice, Occurrence, Plan
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries.followed import above
from loa.modules.plans.queries.own_plans import last_days
from loa.modules.plans.rules import shifting as rules
from loa.modules.plans.rules.shifting import Shift, Shifted
from loa.modules.plans.rules.work import PlanClosed, ReasonMissing
from loa.modules.plans.types import NoticeKind, PlanState, Verb, WorkState

_SHOWN = 80
_MOVE = """
    UPDATE plans_occurrence o
    SET due_on = moved.due_on, directed_due_on = moved.due_on, ends_on = moved.ends_on,
        version = o.version + 1
    FROM unnest(%s::bigint[], %s::date[], %s::date[]) AS moved (id, due_on, ends_on)
    WHERE o.id = moved.id
"""


@dataclass(frozen=True)
class Weighed:
    """What moving would come to: each of the chosen with its new day, its title and its unit."""

    found: tuple[Shifted, ...]
    titles: dict[int, str]
    units: dict[int, int]

    @property
    def moves(self) -> list[Shifted]:
        """Those that may move."""
        return [one for one in self.found if not one.why_not]

    @property
    def stays(self) -> list[Shifted]:
        """Those that may not."""
        return [one for one in self.found if one.why_not]


def weighed(
    actor: orgs.Actor, plan_id: int, ids: Collection[int], shift: Shift, on: date
) -> Weighed:
    """What moving those would come to today; nothing is moved. Raises NotFound, NotAllowed."""
    plan = _plan(actor, plan_id, on)
    return _weigh(plan, _chosen(plan, ids), _above(plan, ids), shift, on)


def shift_due(
    *,
    actor: orgs.Actor,
    plan_id: int,
    ids: Collection[int],
    shift: Shift,
    reason: str,
    seen: str | None,
    key: UUID,
    at: datetime,
) -> int:
    """Move those of the chosen that may move, once for the key; how many.

    `seen` is the print of what was shown; what differs from it moves nothing. Raises NotFound,
    NotAllowed, PlanClosed, ReasonMissing, ShownOtherwise, NothingToShift.
    """
    asked = {
        "plan": plan_id,
        "ids": sorted(set(ids)),
        "due_on": shift.due_on,
        "days": shift.days,
        "reason": reason,
    }

    def give() -> int:
        return _shift(
            actor=actor, plan_id=plan_id, ids=ids, shift=shift, reason=reason, seen=seen, at=at
        )

    return answer_once(key=key, actor=actor, verb=Verb.SHIFT_DUE, asked=asked, at=at, give=give)


@operation
def _shift(
    *,
    actor: orgs.Actor,
    plan_id: int,
    ids: Collection[int],
    shift: Shift,
    reason: str,
    seen: str | None,
    at: datetime,
) -> int:
    on = local_day(at)
    plan = _plan(actor, plan_id, on)
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing
    rows = _chosen(plan, ids).select_for_update(of=("self",), no_key=True)
    found = _weigh(plan, rows, (), shift, on)
    if seen is not None and seen != rules.print_of(found.found):
        raise rules.ShownOtherwise
    if not found.moves:
        raise rules.NothingToShift

    by_id = {row.pk: row for row in rows}
    ends = [_ends(by_id[one.work.id], one.new) for one in found.moves]
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE, [[one.work.id for one in found.moves], [one.new for one in found.moves], ends]
        )

    audit.record_many(
        actor=actor, verb=Verb.SHIFT_DUE, lines=_lines(found, by_id, ends, reason), at=at
    )
    tell(*_notices(found, by_id, reason, at))
    return len(found.moves)


def _plan(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """The plan at work, for who may move its days. Raises NotFound, NotAllowed, PlanClosed."""
    plan = queries.plan_for(actor, plan_id, on)
    require(policies.can_on(actor, Verb.SHIFT_DUE, plan, on))
    if plan.state != PlanState.ISSUED:
        raise PlanClosed
    return plan


def _chosen(plan: Plan, ids: Collection[int]) -> QuerySet[Occurrence]:
    rows = Occurrence.objects.filter(assignment__plan=plan, pk__in=list(ids))
    return rows.select_related("assignment__task").order_by("id")


def _above(plan: Plan, ids: Collection[int]) -> list[Occurrence]:
    """Of the chosen what a unit's own plan only follows: its days are those of the plan above."""
    if plan.parent_id is None:
        return []
    pieces = {piece for several in above([plan.pk]).values() for piece in several}
    rows = Occurrence.objects.filter(assignment__in=pieces, pk__in=list(ids))
    return list(rows.select_related("assignment__task").order_by("id"))


def _weigh(
    plan: Plan,
    given: Iterable[Occurrence],
    followed: Iterable[Occurrence],
    shift: Shift,
    on: date,
) -> Weighed:
    own = list(given)
    works = [*own, *followed]
    last = last_days(plan)
    standing = [
        rules.Standing(
            row.pk,
            row.version,
            WorkState(row.state),
            row.starts_on,
            row.due_on,
            last.get(row.assignment.task_id),
            is_above=place >= len(own),
        )
        for place, row in enumerate(works)
    ]
    found = rules.shifted(standing, shift, legal.working_calendar(), on)
    return Weighed(
        tuple(found),
        {row.pk: row.assignment.task.title for row in works},
        {row.pk: row.assignment.unit_id for row in works},
    )


def _ends(row: Occurrence, new: date) -> date:
    return row.ends_on if row.period else max(row.starts_on, new)


def _lines(
    found: Weighed, by_id: dict[int, Occurrence], ends: list[date], reason: str
) -> list[audit.Line]:
    return [
        audit.Line(
            thing=by_id[one.work.id].ref,
            change=Change(
                {"due_on": one.work.due_on, "ends_on": by_id[one.work.id].ends_on},
                {"due_on": one.new, "ends_on": end, "reason": reason},
            ),
            unit_id=found.units[one.work.id],
        )
        for one, end in zip(found.moves, ends, strict=True)
    ]


def _notices(
    found: Weighed, by_id: dict[int, Occurrence], reason: str, at: datetime
) -> list[Notice]:
    """One line for each unit, which leads to the first of its work that moved."""
    mine: dict[int, list[Shifted]] = defaultdict(list)
    for one in found.moves:
        mine[found.units[one.work.id]].append(one)
    return [
        Notice(
            unit_id=unit_id,
            kind=NoticeKind.DUE_MOVED.value,
            thing=by_id[several[0].work.id].ref,
            day=local_day(at),
            at=at,
            text=f"{_moved_words(found, several)}: {shortened(reason, _SHOWN)}",
            assignment_id=by_id[several[0].work.id].assignment_id,
        )
        for unit_id, several in mine.items()
    ]


def _moved_words(found: Weighed, several: list[Shifted]) -> str:
    if len(several) > 1:
        return f"Dời hạn {len(several)} việc"
    (one,) = several
    title = shortened(" ".join(found.titles[one.work.id].split()), _SHOWN)
    return f"Hạn mới {short_date(one.new)} của «{title}»"
