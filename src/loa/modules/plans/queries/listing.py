"""Plans as plain values for the command line and other doors."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.modules.plans.models import Occurrence, Plan
from loa.modules.plans.queries.drafts import SCHEDULE_WORDS
from loa.modules.plans.queries.plans import addressed_units, plan_for, visible_plans
from loa.modules.plans.queries.work import work_rows
from loa.modules.plans.types import Schedule, WorkRow

_LISTED = ("state", "revision", "subject", "source_name", "number", "notation", "signed_on", "year")


@dataclass(frozen=True)
class PlanRow:
    """One plan in a list."""

    id: int
    state: str
    revision: int
    name: str
    number: str
    signed_on: str | None
    year: int


def plan_rows(actor: orgs.Actor, on: date) -> list[PlanRow]:
    """The plans the actor may see, newest first."""
    return [
        PlanRow(
            plan.pk,
            plan.state,
            plan.revision,
            plan.subject or plan.source_name,
            f"{plan.number}/{plan.notation}" if plan.number else "",
            plan.signed_on.isoformat() if plan.signed_on else None,
            plan.year,
        )
        for plan in visible_plans(actor, on).only(*_LISTED)
    ]


def source_bytes(actor: orgs.Actor, plan_id: int, on: date) -> bytes:
    """The file as received. Raises NotFound."""
    return files.open_bytes(plan_for(actor, plan_id, on).source_file_id)


def plan_detail(actor: orgs.Actor, plan_id: int, on: date) -> dict[str, Any]:
    """Everything that was read of a plan, as plain values. Raises NotFound."""
    plan = plan_for(actor, plan_id, on)
    clauses = plan.clauses.order_by("ordinal").values("kind", "path", "label", "text")
    doubts = plan.doubts.order_by("ordinal").values(
        "id", "code", "target", "task", "message", "state"
    )
    return {
        "plan": plan.pk,
        "state": plan.state,
        "version": plan.version,
        "revision": plan.revision,
        "amends": plan.amends_id,
        "kind": plan.kind,
        "issuer": plan.issuer_words,
        "number": plan.number,
        "notation": plan.notation,
        "place": plan.place,
        "signed_on": plan.signed_on.isoformat() if plan.signed_on else None,
        "subject": plan.subject,
        "year": plan.year,
        "as_of": plan.as_of.isoformat(),
        "period_rule": plan.period_rule,
        "legal_bases": plan.legal_bases,
        "recipients": [row["text"] for row in plan.recipients],
        "signer": {
            "authority": plan.signer_authority,
            "post": plan.signer_post,
            "name": plan.signer_name,
        },
        "annexes": [
            {"annex": n, "name": name, "state": state}
            for n, name, state in plan.annexes.order_by("ordinal").values_list(
                "ordinal", "name", "state"
            )
        ],
        "missing": [row["kind"] for row in plan.missing],
        "clauses": list(clauses),
        "tasks": _tasks(plan),
        "doubts": list(doubts),
    }


def _tasks(plan: Plan) -> list[dict[str, object]]:
    tree = {row.id: row for row in orgs.tree(plan.as_of)}
    rows = []
    for task, roles in addressed_units(plan):
        schedule = Schedule(task.schedule)
        rows.append(
            {
                "task": task.pk,
                "ordinal": task.ordinal,
                "title": task.title,
                "content": task.content,
                "schedule": schedule.value,
                "due_on": task.due_on.isoformat() if task.due_on else None,
                "when": task.due_on.isoformat() if task.due_on else SCHEDULE_WORDS[schedule],
                "deadline_words": task.deadline_words,
                "product": task.product,
                "units": len(roles),
                "lead": [tree[u].code for u, role in roles.items() if role == "LEAD"],
                "coordinate": [tree[u].code for u, role in roles.items() if role != "LEAD"],
            }
        )
    return rows


def work_list(plan_id: int, today: date) -> list[WorkRow]:
    """Every piece of work of a plan as the day sees it, for whoever plays the whole province."""
    return work_rows(Occurrence.objects.filter(assignment__plan=plan_id), today)


def version_of(occurrence_id: int) -> int:
    """The version at which a piece of work stands. Raises NotFound."""
    return get_one(Occurrence.objects.filter(pk=occurrence_id)).version
