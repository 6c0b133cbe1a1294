"""Work that a unit does by issuing a document: «Xây dựng, ban hành kế hoạch … của đơn vị»."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from loa.modules.plans.models import Activity, Occurrence, Plan, Task
from loa.modules.plans.queries.followed import same_tasks
from loa.modules.plans.rules.own_plan import is_plan_duty
from loa.modules.plans.types import OPEN_STATES, PlanState, TaskRole, WorkState


def duties_done(plan: Plan) -> set[int]:
    """The duties to make a plan that a unit's document has done, in every revision above.

    None of a draft, nor of a document that bears no day, as one whose number was taken back.
    """
    if plan.parent_id is None or plan.state == PlanState.DRAFT or plan.signed_on is None:
        return set()
    duties = Task.objects.filter(
        pk__in=plan.answers.filter(task=None).exclude(confirmed_at=None).values("duty")
    )
    return {same for one in duties if is_plan_duty(one.content) for same in same_tasks(one)}


def said_done(plan: Plan) -> set[int]:
    """The units that have handed in the work to make a document, whether it is here or not."""
    duties = [one.pk for one in plan.tasks.all() if is_plan_duty(one.content)]
    rows = Occurrence.objects.filter(
        assignment__task__in=duties,
        assignment__role=TaskRole.LEAD,
        state__in=(WorkState.SUBMITTED, WorkState.DONE),
    )
    return set(rows.values_list("assignment__unit", flat=True).distinct())


def waiting_work(plan: Plan, duties: Collection[int], on: date) -> list[Occurrence]:
    """What its unit has still to hand in of those duties, begun by the day, once each; locked."""
    rows = Occurrence.objects.filter(
        assignment__task__in=duties,
        assignment__unit=plan.issuer_id,
        assignment__role=TaskRole.LEAD,
        assignment__plan__state=PlanState.ISSUED,
        starts_on__lte=on,
        state__in=OPEN_STATES,
    )
    locked = rows.select_for_update(of=("self", "assignment"), no_key=True)
    found = locked.select_related("assignment__task").order_by("assignment_id", "ordinal")
    first: dict[int, Occurrence] = {}
    for row in found:
        first.setdefault(row.assignment_id, row)
    return list(first.values())


def activities_by(plan: Plan) -> QuerySet[Activity]:
    """The standing activities that a document is; locked with their work."""
    rows = Activity.objects.filter(document=plan, withdrawn_at=None)
    locked = rows.select_for_update(of=("self", "occurrence"), no_key=True)
    return locked.select_related("occurrence__assignment__task").order_by("pk")


def day_of_documents(occurrence: Occurrence) -> date | None:
    """The day of the last document that did the work, where nothing else was done."""
    rows = Activity.objects.filter(occurrence=occurrence, withdrawn_at=None)
    days = list(rows.values_list("document", "done_on"))
    is_only = bool(days) and all(document is not None for document, _day in days)
    return max(day for _document, day in days) if is_only else None
