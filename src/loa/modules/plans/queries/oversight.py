"""The page of a head: how his unit and all below it stand over all plans at work.

Everything is counted once for many units; the figures of one are sums over the units below it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Occurrence
from loa.modules.plans.queries.lineage import kept_by
from loa.modules.plans.queries.oversight_counts import BEFORE, NOW, Counted, count
from loa.modules.plans.queries.plan_counts import Tally
from loa.modules.plans.rules.oversight import (
    Figures,
    LateWork,
    OnTime,
    Overview,
    Peers,
    UnitLine,
    summed,
)
from loa.modules.plans.types import (
    CLOSED_STATES,
    OPEN_STATES,
    DifficultyRow,
    Lateness,
    RemarkRow,
    Verb,
    WorkState,
    late_of,
)
from loa.modules.plans.types.guidance import QuestionRow

_LONGEST = 5


def seats(actor: orgs.Actor, on: date) -> list[orgs.UnitRow]:
    """The units of which the actor reads the page as their own head, first that of his post."""
    held = orgs.units_where(actor, Verb.OVERSEE, on)
    rows = orgs.units_by_ids([unit_id for unit_id, _name in held], on)
    root, office = orgs.root_row(on).id, orgs.office_row(on).id
    own = root if root in rows and actor.unit_id == office else actor.unit_id
    return sorted(rows.values(), key=lambda row: (row.id != own, row.order))


def overview(unit: orgs.UnitRow, today: date) -> Overview:
    """The page of one unit as it stands now."""
    with orgs.one_forest():
        peers = _peers(unit, today)
        kept = kept_by(today)
        wanted = _scope(unit.id, kept, today)
        compared = wanted.union(*(_scope(row.id, kept, today) for row in peers))
        found = count(wanted, compared, today, kept)
        return overview_of(unit, found, _longest(found, wanted))


def overviews(units: Collection[orgs.UnitRow], today: date) -> list[Overview]:
    """The pages of many units, counted together."""
    with orgs.one_forest():
        kept = kept_by(today)
        every = frozenset({row.id for row in orgs.tree(today)} | kept.keys())
        found = count(every, every, today, kept)
        return [overview_of(unit, found, _longest(found, found.units(unit.id))) for unit in units]


def counted(unit_id: int, today: date) -> Counted:
    """What stands behind the figures of one unit, without comparison."""
    with orgs.one_forest():
        kept = kept_by(today)
        wanted = _scope(unit_id, kept, today)
        return count(wanted, wanted, today, kept)


def overview_of(unit: orgs.UnitRow, found: Counted, longest: Iterable[LateWork] = ()) -> Overview:
    """The page of a unit out of what was counted."""
    peers = _peers(unit, found.today)
    totals, past = ([summed(_fell(found, row.id, time)) for row in peers] for time in (NOW, BEFORE))
    lines = [
        UnitLine(row.id, row.name, figures_of(row.id, found))
        for row in orgs.children_of(unit.id, found.today)
    ]
    codes = {each.now.code for each in found.plans}
    before = {each.before.code if each.before else "" for each in found.plans}
    return Overview(
        unit_id=unit.id,
        unit=unit.body_name,
        units=len(orgs.subtree_ids(unit.id, found.today)),
        period=codes.pop() if len(codes) == 1 else "",
        before=before.pop() if len(before) == 1 else "",
        figures=figures_of(unit.id, found),
        peers=Peers(
            sum(total.due > 0 for total in totals),
            summed(totals),
            sum(total.due > 0 for total in past),
            summed(past),
        ),
        lines=tuple(line for line in lines if line.figures.work),
        longest=tuple(longest),
    )


def figures_of(unit_id: int, found: Counted) -> Figures:
    """The figures of a unit with all below it."""
    units = found.units(unit_id)
    work: Tally = Counter()
    owing = set()
    for (_plan, each), tally in found.tallies.items():
        if each in units:
            work.update(tally)
            if late_of(tally, Lateness.OVERDUE):
                owing.add(each)
    owed = [one for one in found.reports if one.unit_id in units]
    waiting = difficulties_of(unit_id, found)
    asked, remarked = questions_of(unit_id, found), remarks_of(unit_id, found)
    return Figures(
        work=work.total(),
        done=sum(n for (state, _late), n in work.items() if state in CLOSED_STATES),
        overdue=late_of(work, Lateness.OVERDUE),
        done_late=late_of(work, Lateness.DONE_LATE),
        overdue_units=len(owing),
        waiting=sum(n for (state, _late), n in work.items() if state is WorkState.SUBMITTED),
        now=summed(_fell(found, unit_id, NOW)),
        before=summed(_fell(found, unit_id, BEFORE)),
        reports=len(owed),
        missing=sum(not one.is_in for one in owed),
        missing_late=sum(one.is_overdue for one in owed),
        reports_waiting=sum(one.waits for one in owed),
        difficulties=len(waiting),
        difficulties_late=sum(row.is_late for row in waiting),
        urgings=sum(n for each, n in found.urgings.items() if each in units),
        questions=len(asked),
        questions_late=sum(row.is_late for row in asked),
        remarks=len(remarked),
        remarks_late=sum(row.is_late for row in remarked),
    )


def difficulties_of(unit_id: int, found: Counted) -> list[DifficultyRow]:
    """What waits for an answer: raised by the unit or below it, or held by it."""
    units = found.units(unit_id)
    return [row for row in found.difficulties if {row.unit_id, row.holder_id} & units]


def questions_of(unit_id: int, found: Counted) -> list[QuestionRow]:
    """What waits for an answer: asked by the unit or below it, or to be given by it."""
    units = found.units(unit_id)
    return [row for row in found.questions if {row.unit_id, row.holder_id} & units]


def remarks_of(unit_id: int, found: Counted) -> list[RemarkRow]:
    """What citizens wait for that the unit or one below it is to answer."""
    units = found.units(unit_id)
    return [row for row in found.remarks if row.holder_id in units]


def _longest(found: Counted, units: Collection[int]) -> list[LateWork]:
    """What has been owed longest."""
    rows = Occurrence.objects.filter(
        assignment__plan__in=[each.plan.pk for each in found.plans],
        assignment__unit__in=units,
        state__in=OPEN_STATES,
        due_on__lt=found.today,
        starts_on__lte=found.today,
    ).order_by("due_on", "assignment__task__ordinal", "id")
    taken = list(
        rows.values_list("pk", "assignment__task__title", "assignment__unit_id", "due_on")[
            :_LONGEST
        ]
    )
    names = orgs.units_by_ids({unit_id for _pk, _title, unit_id, _due in taken}, found.today)
    return [
        LateWork(pk, title, names[unit_id].name, due_on.isoformat())
        for pk, title, unit_id, due_on in taken
    ]


def _fell(found: Counted, unit_id: int, time: int) -> list[OnTime]:
    return [found.fell_due.get((each, time), OnTime()) for each in found.units(unit_id)]


def _scope(unit_id: int, kept: Mapping[int, frozenset[int]], on: date) -> frozenset[int]:
    below = orgs.subtree_ids(unit_id, on)
    return below | {gone for gone, keepers in kept.items() if keepers & below}


def _peers(unit: orgs.UnitRow, on: date) -> list[orgs.UnitRow]:
    """The other units of the same level and kind."""
    return [
        row
        for row in orgs.tree(on)
        if row.level is unit.level and row.kind is unit.kind and row.id != unit.id
    ]
