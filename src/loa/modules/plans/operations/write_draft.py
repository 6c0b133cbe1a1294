"""Drafted tasks and doubts become rows; whoever writes them has decided that he may."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.db.models import Max, QuerySet

from loa.foundation.documents.facade import Actor as ActorWords
from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Annex, Clause, Doubt, Plan, Task, TaskActor
from loa.modules.plans.queries.annexes import unsure_of
from loa.modules.plans.queries.groups import group_ids
from loa.modules.plans.rules import drafting
from loa.modules.plans.rules.doubts import DraftDoubt
from loa.modules.plans.types import DoubtCode, TaskRole


class DraftWriter:
    """Writes tasks with the units behind their actors' words, and every doubt in reading order.

    What it writes comes behind the tasks and doubts that the plan has.
    """

    def __init__(
        self, plan: Plan, clauses: Iterable[Clause] = (), annex: Annex | None = None
    ) -> None:
        """`annex` is what the tasks were read of, where it is not the plan itself."""
        self._plan = plan
        self._annex = annex
        self._by_path = {clause.path: clause for clause in clauses if clause.path}
        self._on = plan.as_of
        self._last_task = _last(plan.tasks.all())
        self._last_doubt = _last(plan.doubts.all())
        self._doubts: list[Doubt] = []
        self._matches: dict[str, orgs.PhraseMatch] = {}

    def write(self, draft: drafting.Draft, notes: tuple[str, ...]) -> None:
        """Everything that was read of a file."""
        for note in notes:
            self._doubt(DraftDoubt(DoubtCode.FILE_NOTE, "source", note))
        for doubt in draft.doubts:
            self._doubt(doubt)
        for ordinal, task in enumerate(draft.tasks, self._last_task + 1):
            self._task(ordinal, task)
        Doubt.objects.bulk_create(self._doubts)

    def _task(self, ordinal: int, drafted: drafting.DraftTask) -> None:
        task = Task.objects.create(
            plan=self._plan,
            ordinal=ordinal,
            clause=self._by_path.get(drafted.section_path),
            annex=self._annex,
            place=drafted.place[:200],
            title=drafted.title,
            content=drafted.content,
            start=drafted.span.start,
            end=drafted.span.end,
            forms=list(drafted.forms),
            audiences=list(drafted.audiences),
            product=drafted.product,
            deadline_words=drafted.deadline_words[:300],
            schedule=drafted.schedule,
            due_on=drafted.due_on,
            money=drafted.money,
        )
        for role, actors in (
            (TaskRole.LEAD, drafted.leads),
            (TaskRole.COORDINATE, drafted.partners),
        ):
            self._actors(task, role, actors, drafted.cells)
        for doubt in drafted.doubts:
            self._doubt(doubt, task, drafted.cells)

    def _actors(
        self,
        task: Task,
        role: TaskRole,
        actors: tuple[ActorWords, ...],
        cells: Mapping[str, str],
    ) -> None:
        """The units behind each actor's words, once; what is named outweighs what is offered."""
        rows: dict[tuple[str, int | None], TaskActor] = {}
        told: set[str] = set()
        for actor in actors:
            match = self._match(actor.name)
            members = {unit for group in match.groups for unit in group_ids(group, self._on)}
            wanted: list[tuple[str, int | None, bool]] = [
                *((group, None, True) for group in match.groups),
                *(("", unit, True) for unit in match.units if unit not in members),
                *(("", unit, False) for unit in match.optional_units),
            ]
            for group, unit_id, is_included in wanted:
                known = rows.get((group, unit_id))
                if known is None or (is_included and not known.is_included):
                    rows[group, unit_id] = TaskActor(
                        task=task,
                        role=role,
                        group=group,
                        unit_id=unit_id,
                        is_included=is_included,
                        words=actor.name[:500],
                        start=actor.span.start,
                        end=actor.span.end,
                    )
            message = " ".join(_asked(actor, unsure_of(match, actor.name)))
            if message and message not in told:
                told.add(message)
                doubt = DraftDoubt(DoubtCode.ACTOR_UNSURE, role.lower(), message, actor.span)
                self._doubt(doubt, task, cells)
        TaskActor.objects.bulk_create(rows.values())

    def _match(self, words: str) -> orgs.PhraseMatch:
        if words not in self._matches:
            self._matches[words] = orgs.resolve_phrase(words, self._on)
        return self._matches[words]

    def _doubt(
        self,
        doubt: DraftDoubt,
        task: Task | None = None,
        cells: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        place = cells.get(doubt.target, "")
        where = f" ({place})" if place else ""
        self._doubts.append(
            Doubt(
                plan=self._plan,
                task=task,
                ordinal=self._last_doubt + len(self._doubts) + 1,
                code=doubt.code,
                target=f"task:{task.pk}:{doubt.target}" if task else doubt.target,
                message=f"Nhiệm vụ {task.ordinal}{where}: {doubt.message}"
                if task
                else doubt.message,
                start=doubt.span.start if doubt.span else None,
                end=doubt.span.end if doubt.span else None,
            )
        )


def _asked(actor: ActorWords, unsure: list[str]) -> list[str]:
    """What is asked about one actor, in one doubt: whom the words mean, then how they were read.

    That a name is general is not told twice.
    """
    if not unsure:
        return list(actor.doubts)
    return [*unsure, *(why for why in actor.doubts if not why.startswith(f"«{actor.name}»"))]


def _last(rows: QuerySet[Task] | QuerySet[Doubt]) -> int:
    found = rows.aggregate(last=Max("ordinal"))["last"]
    return int(found or 0)
