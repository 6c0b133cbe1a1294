"""The doubts of one plan with where each stands and by what it is mended."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Doubt, Plan
from loa.modules.plans.queries.plans import plan_for
from loa.modules.plans.queries.tasks import doubt_body
from loa.modules.plans.rules.mending import Mend, mended_by
from loa.modules.plans.types import DoubtCode, DoubtState


@dataclass(frozen=True)
class Stop:
    """One doubt; `words` is the passage of the source, `same` are those that ask the same.

    `basis` counts the legal bases from 1 where the doubt is about one.
    """

    doubt: Doubt
    words: str
    mend: Mend
    basis: int | None
    same: tuple[int, ...]


def stops_of(actor: orgs.Actor, plan_id: int, state: DoubtState | None, on: date) -> list[Stop]:
    """The doubts of a plan in order, of one state where that is given. Raises NotFound."""
    plan = plan_for(actor, plan_id, on)
    rows = plan.doubts.order_by("ordinal")
    doubts = list(rows if state is None else rows.filter(state=state))
    asking: dict[tuple[str, str], list[int]] = defaultdict(list)
    for doubt in doubts:
        if doubt.state == DoubtState.OPEN:
            asking[doubt.code, doubt_body(doubt)].append(doubt.pk)
    return [
        _stop(plan, doubt, tuple(asking.get((doubt.code, doubt_body(doubt)), ())))
        for doubt in doubts
    ]


def _stop(plan: Plan, doubt: Doubt, asking: tuple[int, ...]) -> Stop:
    mend = mended_by(DoubtCode(doubt.code), doubt.target, is_of_task=doubt.task_id is not None)
    basis = _basis(plan, doubt) if mend is Mend.BASIS else None
    is_nothing = mend is Mend.BASIS and basis is None
    is_placed = doubt.start is not None and doubt.end is not None
    words = " ".join(plan.text[doubt.start : doubt.end].split()) if is_placed else ""
    same = tuple(pk for pk in asking if pk != doubt.pk)
    return Stop(doubt, words, Mend.NOTHING if is_nothing else mend, basis, same)


def _basis(plan: Plan, doubt: Doubt) -> int | None:
    """Which of the legal bases stands where the doubt is."""
    spans = [(row["start"], row["end"]) for row in plan.legal_bases]
    span = (doubt.start, doubt.end)
    return spans.index(span) + 1 if doubt.start is not None and span in spans else None
