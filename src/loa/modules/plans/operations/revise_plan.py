"""An issued plan opened again as the draft of its next revision, the same in every word."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import Change
from loa.modules.plans.models import Annex, Answer, Clause, Plan, Task, TaskActor, TaskTarget
from loa.modules.plans.types import PlanState, Verb

_OF_A_REVISION = frozenset(
    {"id", "state", "amends", "revision", "issued_at", "issued_by", "version"}
    | {"closed_at", "closed_by", "closing_reason", "official_file"}
    | {"proposed_at", "proposed_by", "asked_back"}
)


def revision_of(*, actor: orgs.Actor, plan: Plan, at: datetime) -> Plan:
    """The open draft that revises an issued plan by its annexes; made where there is none.

    Part of the caller's operation, which has locked the plan and asked the policy.
    """
    open_one = Plan.objects.filter(
        amends=plan, state=PlanState.DRAFT.value, source_sha256=plan.source_sha256
    ).first()
    if open_one is not None:
        return open_one
    fields = {
        field.attname: getattr(plan, field.attname)
        for field in Plan._meta.concrete_fields  # noqa: SLF001  Django publishes this name
        if field.name not in _OF_A_REVISION
    }
    fields |= {"imported_at": at, "imported_by": actor.label}
    draft = Plan.objects.create(amends=plan, revision=plan.revision + 1, **fields)
    clauses = _copy_clauses(plan, draft)
    annexes = _copy_annexes(plan, draft)
    _copy_tasks(plan, draft, clauses, annexes)
    audit.record(
        actor=actor,
        verb=Verb.AMEND,
        thing=draft.ref,
        change=Change({}, {"amends": plan.pk, "revision": draft.revision}),
        at=at,
        unit_id=plan.issuer_id,
    )
    return draft


def _copy_clauses(plan: Plan, draft: Plan) -> dict[int, int]:
    """The clauses of the draft by those of the plan."""
    old = list(plan.clauses.order_by("ordinal"))
    new = Clause.objects.bulk_create(
        Clause(
            plan=draft,
            **{
                name: getattr(row, name)
                for name in ("ordinal", "kind", "path", "label", "text", "start", "end")
            },
        )
        for row in old
    )
    return {before.pk: after.pk for before, after in zip(old, new, strict=True)}


def _copy_annexes(plan: Plan, draft: Plan) -> dict[int, int]:
    """The annexes of the draft by those of the plan."""
    old = list(plan.annexes.exclude(start=None).order_by("ordinal"))
    kept = [
        field.attname
        for field in Annex._meta.concrete_fields  # noqa: SLF001  as above
        if field.name not in {"id", "plan", "version"}
    ]
    new = Annex.objects.bulk_create(
        Annex(plan=draft, **{name: getattr(row, name) for name in kept}) for row in old
    )
    return {before.pk: after.pk for before, after in zip(old, new, strict=True)}


def _copy_tasks(plan: Plan, draft: Plan, clauses: dict[int, int], annexes: dict[int, int]) -> None:
    actors: list[TaskActor] = []
    answers: list[Answer] = list(plan.answers.filter(task=None))
    targets: list[TaskTarget] = []
    rows = plan.tasks.order_by("ordinal").prefetch_related("actors", "answers", "targets")
    kept = [
        field.attname
        for field in Task._meta.concrete_fields  # noqa: SLF001  as above
        if field.name not in {"id", "plan", "clause", "annex", "continues", "version"}
    ]
    for row in rows:
        task = Task.objects.create(
            plan=draft,
            clause_id=clauses.get(row.clause_id or 0),
            annex_id=annexes.get(row.annex_id or 0),
            **{name: getattr(row, name) for name in kept},
        )
        for actor in sorted(row.actors.all(), key=lambda one: one.pk):
            actor.pk = None
            actor.task = task
            actors.append(actor)
        for target in row.targets.all():
            target.pk = None
            target.task = task
            targets.append(target)
        for answer in row.answers.all():
            answer.task = task
            answers.append(answer)
    for answer in answers:
        answer.pk = None
        answer.plan = draft
    Answer.objects.bulk_create(answers)
    TaskActor.objects.bulk_create(actors)
    TaskTarget.objects.bulk_create(targets)
