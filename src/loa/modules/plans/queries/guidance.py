"""Reads of guidance: what may be seen, what is found by words, what resembles a question."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import get_one
from loa.kernel.errors import NotFound
from loa.kernel.text import fold
from loa.modules.plans.models import (
    Assignment,
    Clause,
    Guidance,
    GuidanceAbout,
    GuidanceEdition,
    Plan,
    Question,
    Task,
)
from loa.modules.plans.queries.abouts import (
    ABOUT_PLAN,
    about_words,
    same_clauses,
    same_tasks,
)
from loa.modules.plans.queries.lineage import refuse_closed, revision_in_force, revisions
from loa.modules.plans.queries.plans import listed, visible_plans
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.types import PlanState
from loa.modules.plans.types.guidance import GuidanceRow

MOST_ALIKE = 5


@dataclass(frozen=True)
class Place:
    """A task or a clause in every revision of its plan; of a task its clause too.

    Neither: the plan as a whole.
    """

    chain: tuple[int, ...]
    tasks: frozenset[int]
    clauses: frozenset[int]

    def holds(self, guidance: Guidance) -> bool:
        """Whether the guidance is about it: its own task or clause, not only the plan."""
        return any(
            one.task_id in self.tasks or one.clause_id in self.clauses
            for one in guidance.abouts.all()
        )


def place_of(plan: Plan, task: Task | None, clause: Clause | None) -> Place:
    """Where a question stands; of a clause its tasks too."""
    chain = revisions(revision_in_force(plan))
    at = clause or (task.clause if task is not None else None)
    clauses = (
        frozenset(same_clauses(at, chain).values_list("pk", flat=True))
        if at is not None
        else frozenset()
    )
    if task is not None:
        return Place(tuple(chain), frozenset(same_tasks(task, chain)), clauses)
    under = Task.objects.filter(clause__in=clauses).values_list("pk", flat=True)
    return Place(tuple(chain), frozenset(under) if clauses else frozenset(), clauses)


def place_at(plan: Plan, task_id: int | None, clause_id: int | None) -> Place:
    """The place of a task or a clause of the plan by its number; of neither, the plan."""
    task = plan.tasks.filter(pk=task_id or 0).select_related("clause", "plan").first()
    clause = plan.clauses.filter(pk=clause_id or 0).first()
    return place_of(plan, task, clause)


def clauses_in_order(plan: Plan) -> list[Clause]:
    """Every clause of the plan, as they stand in it."""
    return list(plan.clauses.order_by("ordinal"))


def plans_guided(actor: orgs.Actor, on: date) -> list[Plan]:
    """The plans in the actor's list of which there may be guidance."""
    return list(listed(actor, on).exclude(state=PlanState.DRAFT))


def visible_guidance(actor: orgs.Actor, on: date) -> QuerySet[Guidance]:
    """That of every plan that the actor may see, withdrawn or not."""
    return Guidance.objects.filter(plan__in=visible_plans(actor, on).order_by().values("pk"))


def get_guidance(actor: orgs.Actor, guidance_id: int, on: date) -> Guidance:
    """One to work on, locked. Raises NotFound, PlanClosed."""
    rows = visible_guidance(actor, on).filter(pk=guidance_id).select_related("plan")
    found = get_one(rows.select_for_update(of=("self",), no_key=True))
    refuse_closed(found.plan)
    return found


def guidance_for(actor: orgs.Actor, guidance_id: int, on: date) -> Guidance:
    """One to show. Raises NotFound."""
    return get_one(_with_parts(visible_guidance(actor, on).filter(pk=guidance_id)))


def newest(guidance: Guidance) -> GuidanceEdition:
    """The edition that readers see."""
    return max(guidance.editions.all(), key=lambda one: one.ordinal)


def editions_of(guidance: Guidance) -> list[GuidanceEdition]:
    """All editions, the newest first."""
    return sorted(guidance.editions.all(), key=lambda one: -one.ordinal)


def answer_of(actor: orgs.Actor, question: Question, on: date) -> GuidanceRow | None:
    """The guidance that answered a question; None without one that the actor may see."""
    rows = visible_guidance(actor, on).filter(pk=question.guidance_id or 0)
    return next(iter(rows_of(_with_parts(rows))), None)


def edition_file(
    actor: orgs.Actor, guidance_id: int, edition: int, on: date
) -> files.StoredFileRef:
    """The file beside an edition. Raises NotFound."""
    found = guidance_for(actor, guidance_id, on)
    file_ids = [one.file_id for one in found.editions.all() if one.ordinal == edition]
    if not file_ids or file_ids[0] is None:
        raise NotFound
    return files.ref(file_ids[0])


def searched(
    actor: orgs.Actor, plan: Plan | None, words: str, place: Place | None, on: date
) -> list[GuidanceRow]:
    """What the words find in any spelling, best first; of one plan or all, of one place or all.

    All words must begin a word of it. Those found in the title come first, then the newest.
    """
    rows = visible_guidance(actor, on).filter(withdrawn_at=None)
    if plan is not None:
        rows = rows.filter(plan__in=revisions(revision_in_force(plan)))
    for word in rules.sought(words):
        rows = rows.filter(search_key__contains=word)
    found = list(_with_parts(rows.order_by("-given_at", "-id")))
    if place is not None:
        found = [one for one in found if place.holds(one)]
    if words.strip():
        sought = fold(words)
        found.sort(key=lambda one: sought not in fold(newest(one).title))
    return rows_of(found)


def on_place(actor: orgs.Actor, place: Place, on: date) -> list[GuidanceRow]:
    """What is in use about the place: on it first, then that about the plan as a whole."""
    rows = visible_guidance(actor, on).filter(withdrawn_at=None, plan__in=place.chain)
    found = [*_with_parts(rows.order_by("-given_at", "-id"))]
    here = [one for one in found if place.holds(one)]
    whole = [one for one in found if not one.abouts.all()]
    return rows_of([*here, *whole])


def resembling(actor: orgs.Actor, place: Place, words: str, on: date) -> list[GuidanceRow]:
    """What may already answer a question: same task or clause first, then by words in common."""
    rows = visible_guidance(actor, on).filter(withdrawn_at=None, plan__in=place.chain)
    found = []
    for one in _with_parts(rows):
        is_here = place.holds(one)
        near = rules.likeness(words, one.search_key)
        if rules.resembles(near, is_here=is_here):
            found.append((not is_here, -near, -one.pk, one))
    best = sorted(found, key=lambda row: row[:3])[:MOST_ALIKE]
    return rows_of([one for *_order, one in best])


def units_concerned(guidance: Guidance, on: date) -> list[int]:
    """The units that have the same task or clause in the revision at work, below who gave it.

    Where no task stands in the clause, and of the plan as a whole, all that have work in it.
    """
    plan = revision_in_force(guidance.plan)
    chain = revisions(plan)
    given = Assignment.objects.filter(plan=plan)
    tasks: set[int] = set()
    is_whole = True
    for one in guidance.abouts.select_related("task", "clause"):
        is_whole = False
        if one.task is not None:
            tasks |= same_tasks(one.task, chain)
        elif one.clause is not None:
            here = same_clauses(one.clause, chain)
            under = set(Task.objects.filter(clause__in=here).values_list("pk", flat=True))
            is_whole = is_whole or not under
            tasks |= under
    rows = given if is_whole else given.filter(task__in=tasks)
    reach = _below(guidance.unit_id, on)
    units = set(rows.values_list("unit_id", flat=True)) - {guidance.unit_id}
    return sorted(units & reach)


def rows_of(found: Iterable[Guidance]) -> list[GuidanceRow]:
    """The rows in the same order; `found` came with its parts."""
    return [_row(one) for one in found]


def row_of(guidance: Guidance) -> GuidanceRow:
    """One of them."""
    return _row(guidance)


def withdrawn_of(actor: orgs.Actor, plan: Plan, on: date) -> list[GuidanceRow]:
    """What was taken back of the plan, newest first."""
    rows = visible_guidance(actor, on).filter(
        withdrawn_at__isnull=False, plan__in=revisions(revision_in_force(plan))
    )
    return rows_of(_with_parts(rows.order_by("-withdrawn_at", "-id")))


def units_guiding(actor: orgs.Actor, verb: str, on: date) -> list[tuple[int, str]]:
    """(id, name) of the actor's units that answer for others and for which he has the right."""
    return [one for one in orgs.units_where(actor, verb, on) if guides(one[0], on)]


def guides(unit_id: int, on: date) -> bool:
    """Whether units stand below it, so that it has somebody to guide."""
    return unit_id == orgs.office_row(on).id or len(orgs.subtree_ids(unit_id, on)) > 1


def about_whole_or(words: Collection[str]) -> tuple[str, ...]:
    """What guidance is on, in words; the plan as a whole where nothing is named."""
    return tuple(words) or (ABOUT_PLAN,)


def _below(unit_id: int, on: date) -> set[int]:
    if unit_id == orgs.office_row(on).id:
        return set(orgs.subtree_ids(orgs.root_row(on).id, on))
    return set(orgs.subtree_ids(unit_id, on))


def _with_parts(rows: QuerySet[Guidance]) -> QuerySet[Guidance]:
    abouts = GuidanceAbout.objects.select_related("task", "clause").order_by("pk")
    return (
        rows.select_related("plan")
        .prefetch_related("editions", Prefetch("abouts", queryset=abouts))
        .annotate(answered=Count("questions"))
    )


def _row(one: Guidance) -> GuidanceRow:
    edition = newest(one)
    answered: int = one.answered  # type: ignore[attr-defined]  # annotated by _with_parts
    return GuidanceRow(
        id=one.pk,
        plan_id=one.plan_id,
        unit_id=one.unit_id,
        title=edition.title,
        words=edition.words,
        basis=edition.basis,
        in_force_from=edition.in_force_from,
        edition=edition.ordinal,
        given_on=local_day(edition.at),
        file_id=edition.file_id,
        about=about_whole_or([about_words(row.task, row.clause) for row in one.abouts.all()]),
        is_withdrawn=one.withdrawn_at is not None,
        answers=answered,
        version=one.version,
    )
