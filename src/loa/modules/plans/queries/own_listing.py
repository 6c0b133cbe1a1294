"""The documents by which units carry out a plan, as lists show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.modules.plans.models import Assignment, Plan, Task
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.queries.lineage import family
from loa.modules.plans.queries.plans import visible_plans
from loa.modules.plans.types import PlanState


@dataclass(frozen=True)
class OwnDocument:
    """A document of a unit; `is_linked`: it was issued elsewhere, so nobody got work by it here.

    `answers` counts the duties that it is confirmed to carry out.
    """

    id: int
    unit_id: int
    kind: str
    state: PlanState
    revision: int
    number: str
    notation: str
    signed_on: date | None
    is_linked: bool
    answers: int


@dataclass(frozen=True)
class Answered:
    """A duty that the document may answer; `task` None with `is_answered`: the whole document."""

    duty: int
    words: str
    is_answered: bool
    task: int | None
    is_confirmed: bool


def own_documents_under(actor: orgs.Actor, parent: Plan, on: date) -> list[OwnDocument]:
    """Those under a plan, in whatever revision, that the actor may see; by unit, oldest first."""
    rows = visible_plans(actor, on).filter(parent__in=family(parent))
    return _rows(rows.exclude(state=PlanState.SUPERSEDED).values_list("pk", flat=True), on)


def own_document(actor: orgs.Actor, plan_id: int, on: date) -> tuple[OwnDocument, Plan]:
    """One of them with its plan. Raises NotFound for what is no document of a unit."""
    plan = get_one(visible_plans(actor, on).filter(pk=plan_id, parent__isnull=False))
    (row,) = _rows([plan.pk], on)
    return row, plan


def answers_in(plan: Plan, on: date) -> list[Answered]:
    """Every duty that the unit owes above, with what its document says about it."""
    said = {one.duty_id: one for one in reads.answers_of(plan)}
    found = []
    for one in reads.inherited(reads.parent_of(plan), plan.issuer_id, on):
        mine = next((said[duty] for duty in one.ids if duty in said), None)
        found.append(
            Answered(
                one.task.pk,
                reads.duty_words(one.task),
                mine is not None,
                mine.task_id if mine else None,
                mine is not None and mine.confirmed_at is not None,
            )
        )
    return found


def task_words(plan: Plan) -> list[tuple[int, int, str]]:
    """(id, ordinal, title) of the tasks of a document."""
    rows = Task.objects.filter(plan=plan).order_by("ordinal")
    return list(rows.values_list("pk", "ordinal", "title"))


def _rows(ids: Collection[int], on: date) -> list[OwnDocument]:
    given = Assignment.objects.filter(plan=OuterRef("pk"))
    plans = Plan.objects.filter(pk__in=ids).defer("text", "grids", "spans")
    rows = plans.annotate(
        gives=Exists(given),
        confirmed=Count("answers", filter=Q(answers__confirmed_at__isnull=False)),
    )
    units = orgs.units_by_ids({row.issuer_id for row in rows}, on)
    found = [
        OwnDocument(
            row.pk,
            row.issuer_id,
            row.answer_kind,
            PlanState(row.state),
            row.revision,
            row.number,
            row.notation,
            row.signed_on,
            row.state == PlanState.ISSUED and not row.gives,
            row.confirmed,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (units[one.unit_id].order, one.id))
