"""A digest of all that was done, written, asked and told in one plan, to compare two of them.

Left out: ids and versions, who acted (people have ids only), kept files, who sent a remark and by
which code he finds it, and what a report froze beside its figures by unit (the ids of activities).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import (
    Activity,
    ActivityQuantity,
    Comment,
    Delivery,
    DifficultyStep,
    Evidence,
    GuidanceAbout,
    GuidanceEdition,
    Occurrence,
    Opening,
    PeriodReport,
    Plan,
    Question,
    Remark,
    UrgedWork,
    Urging,
)

_WORK = "assignment__task__ordinal", "assignment__unit", "period"
_OF_ACTIVITY = "occurrence__assignment__task__ordinal", "occurrence__period", "unit", "recorded_at"
_SAID = "written_at", "text", "withdrawn_at"
_ROWS: dict[str, tuple[type[Any], str, tuple[str, ...]]] = {
    "work": (
        Occurrence,
        "assignment__plan",
        (
            *_WORK, "ordinal", "starts_on", "ends_on", "due_on", "directed_due_on", "state",
            "proposed_at", "submitted_on", "closed_on", "reason", "exempt_reason",
            "assignment__acknowledged_at",
        ),
    ),
    "activity": (
        Activity,
        "plan",
        (*_OF_ACTIVITY, "done_on", "title", "form", "audience", "place", "cost", "note"),
    ),
    "quantity": (
        ActivityQuantity,
        "activity__plan",
        (*(f"activity__{name}" for name in _OF_ACTIVITY), "measure", "amount"),
    ),
    "evidence": (
        Evidence,
        "activity__plan",
        (*(f"activity__{name}" for name in _OF_ACTIVITY), "url", "caption"),
    ),
    "report": (
        PeriodReport,
        "plan",
        (
            "period", "unit", "edition", "state", "sections", "figures", "created_at",
            "proposed_at", "submitted_at", "accepted_at", "return_reason",
        ),
    ),
    "urging": (
        Urging,
        "plan",
        (
            "day", "unit", "way", "step", "at", "state", "sent_at", "text", "acknowledged_at",
        ),
    ),
    "urged": (
        UrgedWork,
        "urging__plan",
        (
            "day", "unit", "occurrence__assignment__task__ordinal", "occurrence__assignment__unit",
            "occurrence__period",
        ),
    ),
    "difficulty": (
        DifficultyStep,
        "difficulty__plan",
        (
            "difficulty__unit", "difficulty__task__ordinal", "difficulty__raised_at",
            "difficulty__state", "difficulty__wish", "ordinal", "move", "at", "holder", "words",
            "direction__effect", "direction__due_on",
        ),
    ),
    "question": (
        Question,
        "plan",
        (
            "unit", "task__ordinal", "clause__ordinal", "asked_at", "state", "holder", "words",
            "reached_at", "passed_from", "passed_reason", "guidance__search_key",
            "difficulty__raised_at", "closed_at",
        ),
    ),
    "guidance": (
        GuidanceEdition,
        "guidance__plan",
        (
            "guidance__unit", "guidance__given_at", "ordinal", "title", "words", "basis",
            "in_force_from", "reason", "at", "guidance__withdrawn_at", "guidance__withdrawn_reason",
        ),
    ),
    "guided": (
        GuidanceAbout,
        "guidance__plan",
        ("guidance__unit", "guidance__given_at", "task__ordinal", "clause__ordinal"),
    ),
    "remark": (
        Remark,
        "plan",
        (
            "task__ordinal", "sent_at", "state", "holder", "words", "answer", "settled_at",
            "reason", "published_at",
        ),
    ),
    "comment on work": (
        Comment, "assignment__plan", ("assignment__task__ordinal", "assignment__unit", *_SAID)
    ),
    "comment on a difficulty": (
        Comment, "difficulty__plan", ("difficulty__unit", "difficulty__raised_at", *_SAID)
    ),
    "delivery": (
        Delivery, "plan", ("unit", "body", "road", "sent_at", "handed_on", "handed_to")
    ),
    "opening": (Opening, "plan", ("unit", "opened_at")),
}  # fmt: skip
_UNITS = frozenset(
    {"unit", "holder", "assignment__unit", "activity__unit", "difficulty__unit"}
    | {"occurrence__assignment__unit", "guidance__unit", "passed_from"}
)


def content_digest(plan_id: int) -> str:
    """Sixty-four letters that are the same where the same happened."""
    whole = hashlib.sha256()
    for line in sorted(_lines(plan_id)):
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()


def _lines(plan_id: int) -> Iterator[str]:
    plan = Plan.objects.get(pk=plan_id)
    codes = {row.id: row.code for row in orgs.tree(plan.as_of)}
    for name, (model, path, columns) in _ROWS.items():
        rows: QuerySet[Any] = QuerySet(model).filter(**{path: plan_id})
        for values in rows.values_list(*columns):
            row = dict(zip(columns, values, strict=True))
            yield json.dumps(
                [name, *_told(row, codes)], ensure_ascii=False, sort_keys=True, default=str
            )


def _told(row: Mapping[str, Any], codes: Mapping[int, str]) -> Iterable[object]:
    for name, value in row.items():
        if name in _UNITS:
            yield None if value is None else codes[value]
        elif name == "figures":
            yield _figures(value, codes)
        else:
            yield value


def _figures(figures: Mapping[str, Any], codes: Mapping[int, str]) -> dict[str, object]:
    """What a report froze, its units by their codes."""
    return {
        "by_unit": {codes[int(unit)]: row for unit, row in figures.get("by_unit", {}).items()},
        "missing": sorted(codes[unit] for unit in figures.get("missing", [])),
        "work": figures.get("work"),
        "cost": figures.get("cost"),
        "activities": len(figures.get("activities", [])),
        "difficulties": len(figures.get("difficulties", [])),
    }
