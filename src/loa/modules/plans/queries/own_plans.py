"""What a unit inherits of the plan above it, and what its own document answers of that."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from loa.foundation.documents.facade import Kind
from loa.foundation.documents.register import facade as register
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.kernel.errors import DomainError, NotFound
from loa.modules.plans.models import Answer, Assignment, Occurrence, Plan, Task
from loa.modules.plans.queries.coverage import addressed, place_of, same_duties
from loa.modules.plans.queries.lineage import family, revision_in_force
from loa.modules.plans.queries.plans import visible_plans
from loa.modules.plans.rules import own_plan as rules
from loa.modules.plans.types import PlanState, Schedule, TaskRole, Verb, WorkState


class NothingInherited(DomainError):
    """The plan gives the unit nothing that it would have to carry out."""

    code = "PLANS_NOTHING_INHERITED"
    message_vi = (
        "Kế hoạch cấp trên không giao nhiệm vụ chủ trì nào cho đơn vị, nên không cần văn bản riêng "
        "để thực hiện."
    )


@dataclass(frozen=True)
class Inherited:
    """A duty that a unit has to answer; `also` are duties that the same answer answers.

    The district's plan may give its communes what the province's gave them too: that is one duty.
    """

    task: Task
    also: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """All that one answer to it answers."""
        return (self.task.pk, *self.also)

    @property
    def is_the_plan(self) -> bool:
        """Whether it asks for nothing but the document itself."""
        return rules.is_plan_duty(self.task.content)


def inherited(parent: Plan, unit_id: int, on: date) -> list[Inherited]:
    """What the unit owes of a plan and of the plans between that carry it out, in their order."""
    top = revision_in_force(parent)
    mine = _owed(top, unit_id, on)
    found = {task.pk: Inherited(task) for task in mine}
    first = same_duties(top)
    by_first = {first[task.pk]: task.pk for task in mine}
    for between in _between(top, unit_id):
        same = _answered_by_tasks(between, first)
        for task in _owed(between, unit_id, on):
            above = next((by_first[one] for one in same.get(task.pk, ()) if one in by_first), None)
            if above is None:
                found[task.pk] = Inherited(task)
            else:
                one = found[above]
                found[above] = Inherited(one.task, (*one.also, task.pk))
    return list(found.values())


def inherited_or_refused(parent: Plan, unit_id: int, on: date) -> list[Inherited]:
    """The same. Raises NothingInherited where the unit owes nothing."""
    found = inherited(parent, unit_id, on)
    if not found:
        raise NothingInherited
    return found


def parent_of(plan: Plan) -> Plan:
    """The plan that a unit's document carries out. Raises NotFound where it carries out none."""
    if plan.parent is None:
        raise NotFound
    return plan.parent


def get_issued_own(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """A unit's own plan that was issued here, locked. Raises NotFound."""
    return get_one(_issued_here(actor, plan_id, on).select_for_update(of=("self",)))


def issued_own(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """The same to show. Raises NotFound."""
    return get_one(_issued_here(actor, plan_id, on))


def is_issued_own(plan: Plan) -> bool:
    """Whether it is a unit's own plan at work that was issued here."""
    return (
        plan.parent_id is not None
        and plan.state == PlanState.ISSUED
        and Assignment.objects.filter(plan=plan).exists()
    )


def is_linked(plan: Plan) -> bool:
    """Whether it is a document that a unit issued elsewhere: by it nobody was given work here."""
    is_out = plan.parent_id is not None and plan.state != PlanState.DRAFT
    return is_out and not Assignment.objects.filter(plan=plan).exists()


def _issued_here(actor: orgs.Actor, plan_id: int, on: date) -> QuerySet[Plan]:
    rows = visible_plans(actor, on).filter(parent__isnull=False, state=PlanState.ISSUED)
    return rows.filter(pk=plan_id, pk__in=Assignment.objects.values("plan"))


def own_by_ref(ref: str) -> Plan | None:
    """The unit's own plan at an address of the journal, locked; None where it is another thing."""
    number = ref.removeprefix("plans.plan:")
    if number == ref:
        return None
    rows = Plan.objects.filter(pk=int(number), parent__isnull=False)
    return rows.select_for_update(of=("self",)).first()


def answering_document(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """The same to show. Raises NotFound."""
    return get_one(_linked(actor, on).filter(pk=plan_id))


def linked_document(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """A document issued elsewhere, locked: one by which nobody was given work. Raises NotFound."""
    return get_one(_linked(actor, on).filter(pk=plan_id).select_for_update(of=("self",)))


def _linked(actor: orgs.Actor, on: date) -> QuerySet[Plan]:
    rows = visible_plans(actor, on).filter(parent__isnull=False, state=PlanState.ISSUED)
    return rows.filter(assignments=None)


def missing(plan: Plan, on: date) -> list[Inherited]:
    """What a unit's own document inherits and does not answer, in the order of the plans above."""
    if plan.parent is None:
        return []
    first = same_duties(plan.parent)
    answered = {
        first.get(duty, duty)
        for duty in plan.answers.exclude(confirmed_at=None).values_list("duty", flat=True)
    }
    return [
        one
        for one in inherited(plan.parent, plan.issuer_id, on)
        if any(first.get(duty, duty) not in answered for duty in one.ids)
    ]


def last_days(plan: Plan) -> dict[int, date]:
    """Each task of a unit's own plan → the day by which the unit owes what it answers above.

    Only of what falls due once; of several duties the earliest, as a direction may have moved it.
    """
    if plan.parent is None:
        return {}
    first = same_duties(plan.parent)
    answers = plan.answers.filter(task__schedule=Schedule.ONCE, duty__schedule=Schedule.ONCE)
    rows = list(answers.values_list("task", "duty"))
    duties = {duty for _task, duty in rows} | set(first)
    work = Occurrence.objects.filter(
        assignment__task__in=duties, assignment__unit=plan.issuer_id, period=""
    ).exclude(state=WorkState.NOT_APPLICABLE)
    owed: dict[int, date] = {}
    for duty, day in work.values_list("assignment__task", "due_on"):
        same = first.get(duty, duty)
        owed[same] = max(day, owed.get(same, day))
    found: dict[int, date] = {}
    for task, duty in rows:
        last = owed.get(first.get(duty, duty))
        if task is not None and last is not None:
            found[task] = min(last, found.get(task, last))
    return found


def changed_duties(plan: Plan, above: Plan) -> list[tuple[Task, Task, Task]]:
    """(task, duty as it was answered, duty as it is above now) of a unit's draft."""
    first = same_duties(above)
    now = {first[task.pk]: task for task in above.tasks.all()}
    rows = plan.answers.exclude(task=None).select_related("task", "duty").order_by("task", "duty")
    found: dict[int, tuple[Task, Task, Task]] = {}
    for one in rows:
        later = now.get(first.get(one.duty_id, one.duty_id))
        if one.task is not None and later is not None and later.pk != one.duty_id:
            found.setdefault(one.task.pk, (one.task, one.duty, later))
    return list(found.values())


def fallen_away(plan: Plan, on: date) -> list[Task]:
    """Tasks of a unit's plan that answer only what the unit does not owe above any more."""
    if plan.parent is None:
        return []
    first = same_duties(plan.parent)
    owed = {
        first.get(duty, duty)
        for one in inherited(plan.parent, plan.issuer_id, on)
        for duty in one.ids
    }
    answers = plan.answers.exclude(task=None).select_related("task").order_by("task__ordinal")
    kept: dict[int, bool] = {}
    tasks: dict[int, Task] = {}
    for one in answers:
        if one.task is not None:
            tasks[one.task.pk] = one.task
            is_owed = first.get(one.duty_id, one.duty_id) in owed
            kept[one.task.pk] = kept.get(one.task.pk, False) or is_owed
    return [task for pk, task in tasks.items() if not kept[pk]]


def is_behind(plan: Plan) -> bool:
    """Whether the plan above has a newer revision than the one that a unit's plan carries out."""
    is_left = plan.parent is not None and plan.parent.state == PlanState.SUPERSEDED
    return is_left and is_issued_own(plan)


def reach_of(plan: Plan) -> frozenset[int]:
    """The units to which a unit's own plan may give work: itself and those below it."""
    return orgs.subtree_ids(plan.issuer_id, plan.as_of) | {plan.issuer_id}


def own_documents(parent: Plan, units: Collection[int]) -> list[Plan]:
    """The documents by which those units answer a plan, in whatever revision, oldest first.

    What somebody sent counts once he said what it answers, and no more where that is nothing.
    """
    rows = Plan.objects.filter(parent__in=family(parent), issuer__in=units).exclude(
        state=PlanState.SUPERSEDED
    )
    said = Answer.objects.filter(plan=OuterRef("pk"), confirmed_at__isnull=False)
    rows = rows.filter(Exists(said))
    return list(rows.defer("text", "grids", "spans").order_by("signed_on", "pk"))


def own_draft(parent: Plan, unit_id: int) -> Plan | None:
    """The unit's own plan under that one as Loa made it, drafted or issued."""
    rows = Plan.objects.filter(
        parent__in=family(parent), issuer=unit_id, answer_kind=rules.AnswerKind.OWN_PLAN.value
    )
    given = Assignment.objects.filter(plan=OuterRef("pk"))
    rows = rows.filter(Q(state=PlanState.DRAFT) | Exists(given))
    return rows.exclude(state=PlanState.SUPERSEDED).order_by("-revision", "pk").first()


def units_making(actor: orgs.Actor, parent: Plan, on: date) -> list[tuple[int, str]]:
    """(id, name) of the actor's units that owe something of the plan and may answer it."""
    if parent.state != PlanState.ISSUED:
        return []
    seats = orgs.unit_ids(actor, on)
    mine = [row for row in orgs.units_where(actor, Verb.OWN_PLAN, on) if row[0] in seats]
    mine = [row for row in mine if row[0] != parent.issuer_id]
    if not mine:
        return []
    units = [unit for unit, _name in mine]
    given = Assignment.objects.filter(plan=parent, unit__in=units, role=TaskRole.LEAD)
    owing = set(given.values_list("unit", flat=True))
    return [(unit, name) for unit, name in mine if unit in owing]


def answers_of(plan: Plan) -> list[Answer]:
    """What a document answers, with the duties and their plans, in the order of the duties."""
    rows = plan.answers.select_related("duty__clause", "duty__plan", "task")
    return list(rows.order_by("duty__plan", "duty__ordinal", "pk"))


def documents_by_id(ids: Collection[int]) -> dict[int, Plan]:
    """Documents by their ids, without their texts."""
    return Plan.objects.defer("text", "grids", "spans").in_bulk(list(ids))


def tasks_by_id(ids: Collection[int | None]) -> dict[int, Task]:
    """Tasks by their ids."""
    return Task.objects.in_bulk([one for one in ids if one is not None])


def duty_words(task: Task) -> str:
    """A duty as a sentence names it: «mục III.1: Xây dựng kế hoạch …»."""
    place = place_of(task)
    where = f"nhiệm vụ {task.ordinal}" if place.startswith("NV") else f"mục {place}"
    return f"{where}: {task.title}"


def words_of_plan(plan: Plan) -> rules.ParentWords:
    """How a plan is named in the documents that carry it out."""
    titles = {kind.code: kind.title.capitalize() for kind in Kind}
    symbol = f"{plan.number}/{plan.notation}" if plan.number else ""
    issuer = orgs.last_row(plan.issuer_id, plan.as_of).body_name
    kind = titles.get(plan.kind) or titles[Kind.PLAN.code]
    return rules.parent_words(kind, symbol, plan.signed_on, issuer, plan.subject)


def outgoing_of(plan: Plan, day: date, signer: str) -> register.Outgoing:
    """What the register of the unit writes of its own plan."""
    recipients = [str(row["text"]) for row in plan.recipients]
    last = recipients[-1] if recipients else ""
    return register.Outgoing(
        kind=plan.kind or Kind.PLAN.code,
        notation=plan.notation,
        subject=" ".join(plan.subject.split()),
        day=day,
        signer=signer,
        recipients="; ".join(recipients[:-1]),
        keeper=last.removeprefix("Lưu:").strip(" ."),
    )


def get_parent(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """An issued plan under which a unit may issue its own. Raises NotFound."""
    return get_one(visible_plans(actor, on).filter(pk=plan_id, state=PlanState.ISSUED))


def _owed(plan: Plan, unit_id: int, on: date) -> list[Task]:
    owed = addressed(plan, on)
    ids = [task for task, units in owed.items() if unit_id in units]
    rows = Task.objects.filter(pk__in=ids).select_related("clause", "plan")
    return list(rows.prefetch_related("targets").order_by("ordinal"))


def _between(top: Plan, unit_id: int) -> Iterable[Plan]:
    """Issued plans of other units that carry the plan out and give this unit work."""
    above = family(top)
    given = Assignment.objects.filter(unit=unit_id).values("plan")
    rows = Plan.objects.filter(pk__in=given, parent__isnull=False, state=PlanState.ISSUED)
    for row in rows.exclude(issuer=unit_id).order_by("pk"):
        one: Plan | None = row.parent
        while one is not None and one.pk not in above:
            one = one.parent
        if one is not None:
            yield row


def _answered_by_tasks(plan: Plan, first: dict[int, int]) -> dict[int, list[int]]:
    """Each task of a plan → the duties above that it answers, each as the first of its like."""
    found: dict[int, list[int]] = {}
    rows = plan.answers.exclude(task=None).exclude(confirmed_at=None)
    for task, duty in rows.values_list("task", "duty"):
        found.setdefault(task or 0, []).append(first.get(duty, duty))
    return found
