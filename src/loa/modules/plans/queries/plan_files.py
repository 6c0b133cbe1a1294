"""A plan in the official layout, as Word and PDF."""

from collections.abc import Mapping
from dataclasses import replace

from loa.foundation.documents.facade import OfficialDocument, official_of, parse
from loa.foundation.orgs import facade as orgs
from loa.kernel.words import format_number, short_date
from loa.modules.plans.models import Plan, Task, TaskActor
from loa.modules.plans.queries.annexes import joined_annexes
from loa.modules.plans.queries.drafts import SCHEDULE_WORDS
from loa.modules.plans.queries.groups import group_ids, group_label
from loa.modules.plans.queries.printed import printed
from loa.modules.plans.queries.structure import checked_head
from loa.modules.plans.queries.tasks import drafted_tasks
from loa.modules.plans.rules import plan_document
from loa.modules.plans.rules.annex import of_json
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import PlanState, Schedule, TaskRole


def plan_document_of(plan: Plan, *, is_demo: bool = False) -> OfficialDocument:
    """The plan's own text under its checked head; its tasks, as they stand now, are an annex.

    Tasks of a table stand in that table only. What is not given out yet is marked DỰ THẢO.
    """
    issuer = orgs.last_row(plan.issuer_id, plan.as_of)
    tasks = [words for _task, words in tasks_in_words(plan)]
    joined = joined_annexes(plan)
    text = plan.text[: joined[0][0].start] if joined else plan.text
    grids = of_json(plan.grids)
    parsed = checked_head(plan, parse(text, grids, is_laid_out=plan.is_laid_out))
    tables, held = plan_document.in_tables(parsed.annex_tables, tasks)
    parsed = replace(parsed, annex_tables=tables)
    document = official_of(parsed, grids, is_laid_out=plan.is_laid_out)
    for annex, reading in joined:
        start = annex.start or 0
        read, own = plan_document.in_tables(reading.tables, tasks, start)
        held |= own
        whole = plan_document.JoinedAnnex(annex.name, start, reading.text, reading.fixed, read)
        document = replace(document, annexes=(*document.annexes, plan_document.annex_of(whole)))
    return plan_document.compose(
        document,
        [task for place, task in enumerate(tasks) if place not in held],
        issuer_in_text=issuer.body_name.replace("UBND", "Ủy ban nhân dân"),
        is_draft=plan.state == PlanState.DRAFT,
        is_demo=is_demo,
        elsewhere=len(held),
    )


def tasks_in_words(plan: Plan) -> list[tuple[Task, plan_document.TaskWords]]:
    """Each task as documents name it: who leads, who helps, by when."""
    names = {row.id: row.body_name for row in orgs.tree(plan.as_of)}
    members = {group: set(group_ids(group, plan.as_of)) for group in orgs.Group}
    return [(task, _words(task, names, members)) for task in drafted_tasks(plan)]


def plan_file(document: OfficialDocument, kind: str) -> bytes:
    """The document as "docx" or "pdf", made once for what is in it.

    Whoever asks may read the plan. Raises MissingGlyph, PrintFailed of printing.
    """
    return printed(document, kind)


def _words(
    task: Task, names: Mapping[int, str], members: Mapping[orgs.Group, set[int]]
) -> plan_document.TaskWords:
    words = vocabulary()
    source = words.money_sources.get(task.money_source, "")
    money = f"{format_number(task.money)} đồng" if task.money is not None else ""
    return plan_document.TaskWords(
        content=task.content,
        forms=", ".join(words.forms[code].label for code in task.forms if code in words.forms),
        audiences=", ".join(
            words.audiences[code].label for code in task.audiences if code in words.audiences
        ),
        leads=_actors(task, TaskRole.LEAD, names, members),
        partners=_actors(task, TaskRole.COORDINATE, names, members),
        when=task.deadline_words or _when(task),
        product=task.product,
        start=task.start,
        is_edited=task.version > 1,
        money=", ".join(filter(None, (money, source))),
    )


def _when(task: Task) -> str:
    if task.due_on:
        return f"Trước ngày {short_date(task.due_on)}"
    return SCHEDULE_WORDS[Schedule(task.schedule)]


def _actors(
    task: Task,
    role: TaskRole,
    names: Mapping[int, str],
    members: Mapping[orgs.Group, set[int]],
) -> str:
    """Groups and units of the role; those taken out of a group again stand in brackets.

    Where nobody is chosen yet, the words of the document stand.
    """
    actors = sorted(task.actors.all(), key=lambda actor: actor.pk)  # may be prefetched
    own = [each for each in actors if each.role == role]
    taken = [each for each in own if each.is_included]
    if not taken:
        return "; ".join(dict.fromkeys(each.words for each in own if each.words))
    of_groups: set[int] = set()
    for each in taken:
        of_groups |= members[orgs.Group(each.group)] if each.group else set()
    left = [
        _name(each, names) for each in actors if not each.is_included and each.unit_id in of_groups
    ]
    words = "; ".join(dict.fromkeys(_name(each, names) for each in taken))
    return f"{words} (trừ {', '.join(dict.fromkeys(left))})" if left else words


def _name(actor: TaskActor, names: Mapping[int, str]) -> str:
    if actor.group:
        return group_label(orgs.Group(actor.group))
    return names.get(actor.unit_id or 0, actor.words)
