"""An amendment: another document that a person makes the next revision of a plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, get_one, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Activity, Assignment, Occurrence, Plan, Task
from loa.modules.plans.operations import follow_above, hand_on
from loa.modules.plans.queries.followed import Pieces
from loa.modules.plans.rules.schedule import Falling, nearest
from loa.modules.plans.types import PlanState, Verb, WorkState


class CannotAmend(DomainError):
    """Only a draft amends, only an issued plan is amended, each once."""

    code = "PLANS_CANNOT_AMEND"
    message_vi = (
        "Chỉ bản nháp mới được ghi là văn bản sửa đổi, và chỉ của kế hoạch đang có hiệu lực."
    )


_BY_ITS_ANNEX = (
    "Bản nháp này là kế hoạch đã giao cùng biểu bổ sung của nó, nên chỉ sửa đổi được kế hoạch đó."
)


@operation
def mark_amendment(
    *, actor: orgs.Actor, plan_id: int, amends_id: int | None, version: int, at: datetime
) -> None:
    """Say that this draft amends another plan, or with None that it stands for itself."""
    on = local_day(at)
    plan = queries.get_plan(actor, plan_id, on)

    require(policies.can_on(actor, Verb.AMEND, plan, on))
    if plan.version == version + 1 and plan.amends_id == amends_id:
        return

    amended = queries.plan_for(actor, amends_id, on) if amends_id is not None else None
    if plan.state != PlanState.DRAFT or (amended and amended.state != PlanState.ISSUED):
        raise CannotAmend
    if plan.amends and plan.amends.source_sha256 == plan.source_sha256:
        raise CannotAmend(_BY_ITS_ANNEX)

    revision = amended.revision + 1 if amended else 1
    compare_and_set(plan, version, amends=amended, revision=revision)

    change = Change({"amends": plan.amends_id}, {"amends": amends_id})
    audit.record(
        actor=actor,
        verb=Verb.AMEND,
        thing=plan.ref,
        change=change,
        at=at,
        unit_id=plan.issuer_id,
    )


@dataclass(frozen=True)
class Earlier:
    """The work of the revision before, by the task that continues it and by unit."""

    continues: Mapping[int, int] = field(default_factory=dict)
    work: Mapping[tuple[int, int], list[Occurrence]] = field(default_factory=dict)

    def falls(self, task_id: int, unit_id: int) -> list[Falling]:
        """When that work fell due."""
        return [
            Falling(row.ordinal, row.period, row.starts_on, row.ends_on, row.due_on)
            for row in self.work.get((task_id, unit_id), ())
        ]

    def goes_on(self, given: Iterable[Assignment]) -> list[list[Occurrence]]:
        """What of it those assignments continue."""
        return [self.work.get((row.task_id, row.unit_id), []) for row in given]


def earlier_work(plan: Plan) -> Earlier:
    """What the plan continues of the plan that it amends; nothing for a plan of its own.

    Locks the earlier revision and its work, so that nobody goes on with what is being moved.
    """
    if plan.amends_id is None:
        return Earlier()
    old = get_one(Plan.objects.select_for_update(of=("self",)).filter(pk=plan.amends_id))
    if old.state != PlanState.ISSUED:
        raise CannotAmend
    continues = {
        pair.before.id: pair.after.id
        for pair in queries.difference(old, plan)
        if pair.before is not None and pair.after is not None
    }
    rows = (
        Occurrence.objects.filter(assignment__task__in=continues)
        .select_for_update(of=("self", "assignment"), no_key=True)
        .select_related("assignment")
        .order_by("assignment_id", "ordinal")
    )
    work: dict[tuple[int, int], list[Occurrence]] = defaultdict(list)
    for row in rows:
        given = row.assignment
        work[continues[given.task_id], given.unit_id].append(row)
    return Earlier({new: before for before, new in continues.items()}, work)


def carry_over(
    *, actor: orgs.Actor, plan: Plan, earlier: Earlier, pieces: Pieces, at: datetime
) -> None:
    """Let work go on under the new revision; part of issuing it.

    A unit that had the same task before keeps its state, activities and evidence; what the
    revision drops and nobody finished is closed as not applicable, with the reason. What has become
    the same duty as work that the unit has elsewhere goes on there (`pieces`).
    """
    old = get_one(Plan.objects.filter(pk=plan.amends_id or 0))
    change = compare_and_set(old, old.version, state=PlanState.SUPERSEDED)
    for new_task, old_task in earlier.continues.items():
        Task.objects.filter(pk=new_task).update(continues=old_task)

    done = set(Activity.objects.filter(plan=old).values_list("occurrence_id", flat=True))
    given = Assignment.objects.filter(plan=plan, task__in=earlier.continues)
    lines = [
        line
        for row in given.prefetch_related("occurrences")
        if (before := earlier.work.get((row.task_id, row.unit_id)))
        for line in _continue(before, row, done, pieces)
    ]
    left = Occurrence.objects.filter(assignment__plan=old)
    kept = [row.pk for rows in earlier.goes_on(given) for row in rows]
    reason = f"Chuyển sang bản sửa đổi {plan.revision}"
    lines += hand_on.close_all(left.filter(pk__in=kept), reason, at)
    lines += hand_on.close_all(left, "Nhiệm vụ không còn trong văn bản sửa đổi", at)

    audit.record(
        actor=actor, verb=Verb.AMEND, thing=old.ref, change=change, at=at, unit_id=old.issuer_id
    )
    if lines:
        audit.record_many(actor=actor, verb=Verb.AMEND, lines=lines, at=at)


def _continue(
    before: list[Occurrence], later: Assignment, done: set[int], pieces: Pieces
) -> list[audit.Line]:
    """Only what was touched is written: most work of most units waits for its first step."""
    given = before[0].assignment
    if given.acknowledged_at is not None:
        Assignment.objects.filter(pk=later.pk).update(
            acknowledged_at=given.acknowledged_at, acknowledged_by=given.acknowledged_by
        )
    if (later.task_id, later.unit_id) in pieces:
        above = pieces[later.task_id, later.unit_id]
        return [line for old in before for line in follow_above.move(old, above)]
    rows = sorted(later.occurrences.all(), key=lambda row: row.ordinal)
    by_period = {row.period: row for row in rows}
    due_days = [row.due_on for row in rows]
    lines: list[audit.Line] = []
    for old in before:
        is_fresh = old.pk not in done and old.state == WorkState.NOT_STARTED
        if is_fresh and not old.exempt_reason and old.directed_due_on is None:
            continue
        new = by_period.get(old.period)
        step = hand_on.join if new is None else hand_on.take_over
        new = new or rows[nearest(old.due_on, due_days)]
        new.assignment = later
        lines += step(old, new)
    return lines
