"""Sums over activities: always counted from the rows, so they are right in the same transaction."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum

from loa.modules.plans.models import Activity, ActivityQuantity, Plan
from loa.modules.plans.rules.vocabulary import vocabulary

UnitTotals = dict[int, dict[str, int]]


@dataclass(frozen=True)
class Money:
    """What activities cost, in đồng, and how many of them say so."""

    cost: int
    activities: int


def counted(
    plan: Plan,
    *,
    first: date | None = None,
    last: date | None = None,
    units: Collection[int] | None = None,
    task_id: int | None = None,
) -> QuerySet[Activity]:
    """The activities that count: not withdrawn, done on a day of [first, last]."""
    rows = Activity.objects.filter(plan=plan, withdrawn_at=None)
    if first is not None:
        rows = rows.filter(done_on__gte=first)
    if last is not None:
        rows = rows.filter(done_on__lte=last)
    if units is not None:
        rows = rows.filter(unit__in=units)
    if task_id is not None:
        rows = rows.filter(occurrence__assignment__task=task_id)
    return rows


def unit_totals(activities: QuerySet[Activity]) -> UnitTotals:
    """Sum of each measure for each unit. A measure «per» another is multiplied by it first."""
    totals: UnitTotals = defaultdict(lambda: defaultdict(int))
    measures = vocabulary().measures
    plain = [code for code, measure in measures.items() if not measure.per]
    quantities = ActivityQuantity.objects.filter(activity__in=activities.values("pk"))
    sums = quantities.filter(measure__in=plain).values("activity__unit_id", "measure")
    for row in sums.annotate(total=Sum("amount")).order_by():
        totals[row["activity__unit_id"]][row["measure"]] += row["total"]
    for code, per in ((code, m.per) for code, m in measures.items() if m.per):
        times = ActivityQuantity.objects.filter(activity=OuterRef("activity"), measure=per)
        products = (
            quantities.filter(measure=code)
            .annotate(times=Subquery(times.values("amount")[:1]))
            .values("activity__unit_id")
            .annotate(total=Sum(F("amount") * F("times")))
            .order_by()
        )
        for product in products:
            if product["total"] is not None:
                totals[product["activity__unit_id"]][code] += product["total"]
    return {unit_id: dict(measured) for unit_id, measured in totals.items()}


def held_by(totals: UnitTotals, holders: Mapping[int, int]) -> UnitTotals:
    """The same sums, each with the unit that holds the duties of who did it."""
    held: UnitTotals = defaultdict(lambda: defaultdict(int))
    for unit_id, row in totals.items():
        for measure, amount in row.items():
            held[holders[unit_id]][measure] += amount
    return {unit_id: dict(measured) for unit_id, measured in held.items()}


def sum_of(totals: UnitTotals, units: Collection[int] | None = None) -> dict[str, int]:
    """One sum for each measure over the units, or over all."""
    summed: dict[str, int] = defaultdict(int)
    for unit_id, row in totals.items():
        if units is None or unit_id in units:
            for measure, amount in row.items():
                summed[measure] += amount
    return dict(summed)


def money_of(activities: QuerySet[Activity]) -> Money:
    """The cost of the activities."""
    row = activities.filter(cost__isnull=False).aggregate(cost=Sum("cost"), n=Count("pk"))
    return Money(int(row["cost"] or 0), row["n"])
