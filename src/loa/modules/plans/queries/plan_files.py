"""A plan in the official layout, as Word and PDF."""

from collections.abc import Mapping

from loa.foundation.documents.facade import OfficialDocument, official_of, to_pdf, to_word
from loa.foundation.orgs import facade as orgs
from loa.kernel.words import short_date
from loa.modules.plans.models import Plan, Task, TaskActor
from loa.modules.plans.queries.drafts import SCHEDULE_WORDS
from loa.modules.plans.queries.groups import group_label
from loa.modules.plans.queries.structure import structure_of
from loa.modules.plans.queries.tasks import drafted_tasks
from loa.modules.plans.rules import plan_document
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import PlanState, Schedule, TaskRole

_WRITERS = {"docx": to_word, "pdf": to_pdf}


def plan_document_of(plan: Plan, *, is_demo: bool = False) -> OfficialDocument:
    """The plan's own text under its checked head; its tasks, as they stand now, are an annex.

    What is not given out yet is marked DỰ THẢO.
    """
    root = orgs.root_row(plan.as_of)
    names = {row.id: row.body_name for row in orgs.tree(plan.as_of)}
    tasks = [_words(task, names) for task in drafted_tasks(plan)]
    return plan_document.compose(
        official_of(structure_of(plan)),
        tasks,
        issuer_in_text=root.body_name.replace("UBND", "Ủy ban nhân dân"),
        is_draft=plan.state == PlanState.DRAFT,
        is_demo=is_demo,
    )


def plan_file(document: OfficialDocument, kind: str) -> bytes:
    """The document as "docx" or "pdf". Raises MissingGlyph, PrintFailed of printing."""
    return _WRITERS[kind](document)


def _words(task: Task, names: Mapping[int, str]) -> plan_document.TaskWords:
    known = vocabulary().forms
    return plan_document.TaskWords(
        content=task.content,
        forms=", ".join(known[code].label for code in task.forms if code in known),
        leads=_actors(task, TaskRole.LEAD, names),
        partners=_actors(task, TaskRole.COORDINATE, names),
        when=task.deadline_words or _when(task),
        product=task.product,
    )


def _when(task: Task) -> str:
    if task.due_on:
        return f"Trước ngày {short_date(task.due_on)}"
    return SCHEDULE_WORDS[Schedule(task.schedule)]


def _actors(task: Task, role: TaskRole, names: Mapping[int, str]) -> str:
    """Groups and units of the role; those taken out again stand in brackets."""
    actors = sorted((each for each in task.actors.all() if each.role == role), key=lambda a: a.pk)
    taken = [_name(each, names) for each in actors if each.is_included]
    left = [_name(each, names) for each in actors if not each.is_included]
    words = "; ".join(dict.fromkeys(taken))
    return f"{words} (trừ {', '.join(left)})" if left else words


def _name(actor: TaskActor, names: Mapping[int, str]) -> str:
    if actor.group:
        return group_label(orgs.Group(actor.group))
    return names.get(actor.unit_id or 0, actor.words)
