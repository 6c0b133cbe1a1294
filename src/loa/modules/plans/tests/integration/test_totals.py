"""Sums up the tree always equal the recount; what must never be is refused by the tables."""

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade, queries
from loa.modules.plans.models import (
    Activity,
    ActivityQuantity,
    Assignment,
    Evidence,
    Occurrence,
    PeriodReport,
    Plan,
    Task,
    TaskActor,
    TaskTarget,
)
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.queries import totals
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    drafted,
    issued,
    make_scene,
    occurrence_of,
    recorded,
)

pytestmark = pytest.mark.django_db


def _random_activity(dice: random.Random, work: Occurrence) -> tuple[Activity, dict[str, int]]:
    form = dice.choice(list(vocabulary().forms.values()))
    activity = Activity.objects.create(
        occurrence=work,
        unit_id=work.assignment.unit_id,
        plan_id=work.assignment.plan_id,
        done_on=date(2022, 1, 1) + timedelta(days=dice.randrange(120)),
        title="x",
        form=form.code,
        cost=dice.choice([None, dice.randrange(10**7)]),
        recorded_at=AT,
        recorded_by="x",
        **dice.choice([{}, {}, {"withdrawn_at": AT, "withdrawn_reason": "x"}]),
    )
    amounts = {code: dice.randrange(1000) for code in form.measures if dice.random() < 0.9}
    ActivityQuantity.objects.bulk_create(
        ActivityQuantity(activity=activity, measure=code, amount=amount)
        for code, amount in amounts.items()
    )
    return activity, amounts


@pytest.mark.parametrize("seed", range(3))
def test_sums_equal_the_recount_at_every_level(seed: int) -> None:
    scene = make_scene()
    plan = Plan.objects.get(pk=issued(scene))
    dice = random.Random(seed)  # noqa: S311  a test
    works = list(Occurrence.objects.filter(assignment__plan=plan).select_related("assignment"))
    recount: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    first, last, cost = date(2022, 1, 10), date(2022, 4, 10), 0
    per = {code: measure.per for code, measure in vocabulary().measures.items()}
    with transaction.atomic():
        for work in dice.choices(works, k=60):
            activity, amounts = _random_activity(dice, work)
            if activity.withdrawn_at or not first <= activity.done_on <= last:
                continue
            cost += int(activity.cost or 0)
            for code, amount in amounts.items():
                times = amounts.get(per[code], 0) if per[code] else 1
                recount[activity.unit_id][code] += amount * times
    counted = totals.counted(plan, first=first, last=last)
    summed = totals.unit_totals(counted)
    tree = orgs.tree(plan.as_of)
    for row in tree:
        below = orgs.subtree_ids(row.id, plan.as_of)
        expected: dict[str, int] = defaultdict(int)
        for unit_id, measured in recount.items():
            for code, amount in measured.items():
                expected[code] += amount if unit_id in below else 0
        found = totals.sum_of(summed, below)
        codes = {*found, *expected}
        assert {c: found.get(c, 0) for c in codes} == {c: expected[c] for c in codes}
    assert totals.money_of(counted).cost == cost


def test_minutes_count_once_for_each_broadcast() -> None:
    scene = make_scene()
    plan = Plan.objects.get(pk=issued(scene))
    work = occurrence_of(plan.pk, scene.commune.id)
    activity_id = recorded(scene.focal, work)
    for code, amount in (("BROADCASTS", 6), ("BROADCAST_MINUTES", 15)):
        ActivityQuantity.objects.create(activity_id=activity_id, measure=code, amount=amount)
    found = totals.sum_of(totals.unit_totals(totals.counted(plan)))
    assert (found["BROADCASTS"], found["BROADCAST_MINUTES"]) == (6, 90)


IMPOSSIBLE: dict[str, Callable[[Occurrence], Any]] = {
    "issued without a day": lambda w: Plan.objects.filter(pk=w.assignment.plan_id).update(
        state="ISSUED", issued_at=None
    ),
    "a second assignment of one task": lambda w: Assignment.objects.create(
        plan=w.assignment.plan,
        task=w.assignment.task,
        unit_id=w.assignment.unit_id,
        role="LEAD",
        issued_at=AT,
    ),
    "a role that there is not": lambda _: Assignment.objects.update(role="BOSS"),
    "a state that there is not": lambda w: Occurrence.objects.filter(pk=w.pk).update(state="OK"),
    "done without a day": lambda w: Occurrence.objects.filter(pk=w.pk).update(state="DONE"),
    "returned without a reason": lambda w: Occurrence.objects.filter(pk=w.pk).update(
        state="RETURNED"
    ),
    "exempt without a reason": lambda w: Occurrence.objects.filter(pk=w.pk).update(
        state="NOT_APPLICABLE", closed_on=TODAY
    ),
    "an end before its beginning": lambda w: Occurrence.objects.filter(pk=w.pk).update(
        ends_on=date(2000, 1, 1)
    ),
    "withdrawn without a reason": lambda _: Activity.objects.update(withdrawn_at=AT),
    "a negative cost": lambda _: Activity.objects.update(cost=-1),
    "entered for a unit without paper": lambda _: Activity.objects.update(entered_for_by="x"),
    "evidence of nothing": lambda _: Evidence.objects.create(activity=Activity.objects.get()),
    "a measure twice": lambda _: ActivityQuantity.objects.create(
        activity=Activity.objects.get(), measure="LEAFLETS", amount=1
    ),
    "a task once without a day": lambda _: Task.objects.filter(schedule="ONCE").update(due_on=None),
    "a target of nothing": lambda w: TaskTarget.objects.create(
        task=w.assignment.task, measure="LEAFLETS", amount=0
    ),
    "an actor that is nobody": lambda w: TaskActor.objects.create(
        task=w.assignment.task, role="LEAD"
    ),
    "a frozen report without a day": lambda w: _report(w, state="SUBMITTED"),
    "a correction without a reason": lambda w: _report(w, edition=2),
    "a revision of nothing": lambda _: Plan.objects.update(revision=2),
}


def _report(work: Occurrence, **fields: Any) -> PeriodReport:  # noqa: ANN401  any column
    return PeriodReport.objects.create(
        plan=work.assignment.plan,
        unit_id=work.assignment.unit_id,
        period="2022-Q1",
        starts_on=date(2021, 12, 15),
        ends_on=date(2022, 3, 14),
        created_at=AT,
        created_by="x",
        **fields,
    )


def test_tables_refuse_what_must_never_be() -> None:
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    recorded(scene.focal, work)
    let_in = [name for name, write in IMPOSSIBLE.items() if not _is_refused(write, work)]
    assert let_in == []


def _is_refused(write: Callable[[Occurrence], Any], work: Occurrence) -> bool:
    try:
        with transaction.atomic():
            write(work)
    except IntegrityError:
        return True
    return False


LISTS: dict[str, Callable[[Plan, orgs.Actor], Any]] = {
    "work_rows": lambda plan, _: queries.work_rows(queries.plan_work(plan), TODAY),
    "status": lambda plan, _: facade.status(plan, TODAY),
    "visible_work": lambda _, actor: list(queries.visible_work(actor, TODAY)),
    "owed": lambda plan, _: reads.owed(plan, facade.period_of(plan, "2022-Q1"), TODAY),
    "figures": lambda plan, _: reads.figures_for(
        plan, plan.issuer_id, facade.period_of(plan, "2022-Q1"), TODAY
    ),
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_lists_ask_as_often_for_two_rows_as_for_twenty(name: str) -> None:
    scene = make_scene()
    plan = Plan.objects.get(pk=drafted(scene))
    Plan.objects.filter(pk=plan.pk).update(state="ISSUED", issued_at=AT)
    task = plan.tasks.order_by("ordinal")[0]
    communes = [row for row in orgs.tree(TODAY) if row.level is orgs.Level.COMMUNE]
    asked = []
    for units in (communes[:1], communes[1:2], communes[2:20]):
        for row in units:
            given = Assignment.objects.create(
                plan=plan, task=task, unit_id=row.id, role="LEAD", issued_at=AT
            )
            Occurrence.objects.create(
                assignment=given, ordinal=1, starts_on=TODAY, ends_on=TODAY, due_on=TODAY
            )
        with CaptureQueriesContext(connection) as queries_made:
            LISTS[name](plan, scene.officer)
        asked.append(len(queries_made))
    assert asked[1] == asked[2]  # the first also asked what a process reads once
