"""Whatever the order of steps, counts, holders and due days agree with a recount of the steps."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.errors import DomainError
from loa.modules.plans import facade
from loa.modules.plans.models import Difficulty, Plan
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.tests.factories import AT, Scene, again, answered, issued, raised
from loa.modules.plans.types import DifficultyState

pytestmark = pytest.mark.django_db
STEPS = ("raise", "pass_up", "answer", "withdraw", "reopen")
WHO = ("focal", "head", "district_officer", "officer", "other_focal")
MOVES = st.tuples(
    st.sampled_from(STEPS), st.sampled_from(WHO), st.integers(0, 3), st.integers(0, 9)
)


def _take(scene: Scene, plan_id: int, move: tuple[str, str, int, int], day: int) -> None:
    """One step of one of those that were raised, by somebody who may or may not."""
    name, who, which, _days = move
    at, actor = AT + timedelta(days=day), getattr(scene, who)
    every = list(Difficulty.objects.order_by("pk"))
    if name == "raise" or not every:
        raised(scene, plan_id, actor=actor, at=at)
        return
    found = every[which % len(every)]
    call: dict[str, Any] = {
        "actor": actor,
        "difficulty_id": found.pk,
        "version": found.version,
        "at": at,
    }
    if name == "answer":
        answered(actor, found, also=tuple(one.pk for one in reads.alike(found)), at=at)
    elif name == "pass_up":
        facade.pass_up(reason="Vượt thẩm quyền", **call)
    elif name == "reopen":
        facade.reopen_difficulty(reason="Chưa được", **call)
    else:
        facade.withdraw_difficulty(**call)


def _recounted(on_day: int) -> Iterator[str]:
    """What of the rows differs from their steps."""
    on = local_day(AT + timedelta(days=on_day))
    calendar = legal.working_calendar()
    for row in Difficulty.objects.all():
        stands = rules.standing(reads.stepped(reads.steps_of(row)))
        kept = (row.state, row.holder_id, row.reached_at, row.rounds)
        if kept != (stands.state, stands.holder_id, stands.reached_at, stands.rounds):
            yield f"{row.pk}: {kept} is not {stands}"
        reached = local_day(stands.reached_at)
        level = orgs.last_row(stands.holder_id, reached).level.value
        if facade.row_of(row, on).due_on != rules.CLOCK.due_on(reached, level, calendar):
            yield f"{row.pk}: due day"


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=st.lists(MOVES, min_size=4, max_size=14))
def test_any_order_of_steps(scene: Scene, moves: list[tuple[str, str, int, int]]) -> None:
    with transaction.atomic():
        plan_id = issued(scene)
        day = 0
        for move in moves:
            day += move[3]
            try:
                with transaction.atomic():
                    _take(scene, plan_id, move, day)
            except DomainError:
                continue
        assert list(_recounted(day)) == []
        states = [again(row).state for row in Difficulty.objects.all()]
        found = facade.counts_of(Plan.objects.get(pk=plan_id), local_day(AT + timedelta(days=day)))
        withdrawn = states.count(DifficultyState.WITHDRAWN)
        assert found.open + found.answered == len(states) - withdrawn
        assert found.late <= found.open
        transaction.set_rollback(True)
