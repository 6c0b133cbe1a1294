"""What units were told about the work of a plan, as lists show it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.modules.plans.models import Plan, UrgedWork, Urging
from loa.modules.plans.queries.urgings import visible_urgings


@dataclass(frozen=True)
class Urged:
    """One text to one unit with the works that it names; `works` are times that fall due."""

    urging: Urging
    works: tuple[int, ...]


def urged_in(actor: orgs.Actor, plan: Plan, on: date) -> list[Urged]:
    """Everything that was told about a plan to units that the actor may see, newest first."""
    rows = visible_urgings(actor, on).filter(plan=plan)
    return _with_works(list(rows.order_by("-send_at", "-id")))


def urged_one(actor: orgs.Actor, urging_id: int, on: date) -> Urged:
    """One of them. Raises NotFound."""
    (found,) = _with_works([get_one(visible_urgings(actor, on).filter(pk=urging_id))])
    return found


def _with_works(rows: list[Urging]) -> list[Urged]:
    named = UrgedWork.objects.filter(urging__in=[row.pk for row in rows]).order_by("pk")
    works: dict[int, list[int]] = defaultdict(list)
    for urging_id, occurrence_id in named.values_list("urging_id", "occurrence_id"):
        works[urging_id].append(occurrence_id)
    return [Urged(row, tuple(works[row.pk])) for row in rows]
