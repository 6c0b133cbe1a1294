"""Coverage is right at any past day, in whatever order documents are entered."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.modules.plans import facade
from loa.modules.plans.models import Plan
from loa.modules.plans.operations.link_document import (
    IssuedElsewhere,
    confirm_answers,
    link_document,
)
from loa.modules.plans.queries.coverage import coverage
from loa.modules.plans.rules.own_plan import AnswerKind
from loa.modules.plans.tests.factories import AT, TODAY, Scene, issued

pytestmark = pytest.mark.django_db
LAST = 6
DOCUMENTS = st.lists(
    st.tuples(
        st.integers(0, 2),  # whose
        st.integers(0, LAST),  # the day it bears, after that of the plan
        st.sets(st.integers(0, 1)),  # which of the duties it answers
        st.integers(-1, 0),  # withdrawn again, or not
    ),
    max_size=7,
)
OWN = st.none() | st.integers(0, LAST)


def _link(plan: Plan, who: tuple[orgs.Actor, int], n: int, day: int) -> int:
    actor, unit = who
    return link_document(
        actor=actor,
        parent_id=plan.pk,
        unit_id=unit,
        file=(f"{n}.txt", f"Văn bản {n}".encode()),
        read=None,
        said=IssuedElsewhere(AnswerKind.DISPATCH, f"{n}/UBND", TODAY + timedelta(days=day)),
        at=AT + timedelta(days=LAST),
    )


def _confirm(actor: orgs.Actor, own: int, plan: Plan, duties: set[int]) -> None:
    tasks = list(plan.tasks.order_by("ordinal").values_list("pk", flat=True))
    confirm_answers(
        actor=actor,
        plan_id=own,
        version=Plan.objects.get(pk=own).version,
        answers=dict.fromkeys((tasks[duty] for duty in duties), None),
        at=AT + timedelta(days=LAST),
    )


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents=DOCUMENTS, own_day=OWN)
def test_any_order_of_documents(
    scene: Scene, documents: list[tuple[int, int, set[int], int]], own_day: int | None
) -> None:
    with transaction.atomic():
        plan = Plan.objects.get(pk=issued(scene))
        department = make_actor(orgs.Role.FOCAL_OFFICER, scene.department.id)
        people = [
            (scene.focal, scene.commune.id),
            (scene.other_focal, scene.other.id),
            (department, scene.department.id),
        ]
        told: list[tuple[int, int, set[int]]] = []
        if own_day is not None:
            at = AT + timedelta(days=own_day)
            made = facade.make_own_plan(
                actor=scene.focal, parent_id=plan.pk, unit_id=scene.commune.id, at=at
            )
            facade.issue_plan(actor=scene.head, plan_id=made, version=1, at=at)
            told.append((scene.commune.id, own_day, {0, 1}))
        for n, (who, day, duties, withdrawn) in enumerate(documents):
            own = _link(plan, people[who], n, day)
            _confirm(people[who][0], own, plan, duties)
            if withdrawn:
                _confirm(people[who][0], own, plan, set())
            else:
                told.append((people[who][1], day, duties))
        for day in range(-1, LAST + 1):
            on = TODAY + timedelta(days=day)
            rows = coverage(scene.officer, plan, on, TODAY + timedelta(days=LAST))
            for place, row in enumerate(rows[:2]):
                asked = {unit.id for unit in row.units}
                expected = {u for u, since, duties in told if since <= day and place in duties}
                assert {unit.id for unit in row.covered} == expected & asked
                assert len(row.covered) + len(row.missing) == len(row.units)
                assert bool(asked) == (day >= 0)
        transaction.set_rollback(True)
