"""Correcting one legal basis of a draft beside the doubt about it."""

from collections.abc import Mapping
from datetime import date, datetime

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import NotFound, Stale
from loa.modules.plans.operations.draft_rows import draft_for, record_edit
from loa.modules.plans.operations.edit_draft import settle_places
from loa.modules.plans.rules import merging


@operation
def edit_basis(
    *,
    actor: orgs.Actor,
    plan_id: int,
    place: int,
    fields: Mapping[str, object],
    at: datetime,
    was: Mapping[str, object] | None = None,
    version: int | None = None,
) -> None:
    """Write the symbol and the day of a basis as corrected; it is no longer doubtful.

    `place` counts the bases of the document from 1. `fields` are `number` and `issued_on`, `was`
    the same as the officer saw them. Raises NotFound for no such basis, EditedMeanwhile where
    somebody else wrote something else into it; without `was` Stale where the draft does not stand
    at `version` any more.
    """
    plan = draft_for(actor, plan_id, local_day(at))
    if not 1 <= place <= len(plan.legal_bases):
        raise NotFound

    row = plan.legal_bases[place - 1]
    mine, stored = _as_kept(fields), {"number": row["number"], "date": row["date"]}
    if was is not None:
        merging.merged_fields(_as_kept(was), mine, stored)
    elif mine != stored and version != plan.version:
        raise Stale
    doubts = plan.doubts.filter(target="legal_bases", start=row["start"], end=row["end"])

    if mine != stored:
        rows = [*plan.legal_bases]
        rows[place - 1] = {**row, **mine}
        compare_and_set(plan, plan.version, legal_bases=rows)
        change = Change({"legal_bases": _in_words(stored)}, {"legal_bases": _in_words(mine)})
        record_edit(actor, plan, plan.ref, change, at)
    settle_places(plan, list(doubts.values_list("pk", flat=True)), actor, at)


def _as_kept(fields: Mapping[str, object]) -> dict[str, object]:
    day = fields["issued_on"]
    return {
        "number": fields["number"] or None,
        "date": day.isoformat() if isinstance(day, date) else None,
    }


def _in_words(basis: Mapping[str, object]) -> str:
    return " ".join(str(part) for part in (basis["number"], basis["date"]) if part)
