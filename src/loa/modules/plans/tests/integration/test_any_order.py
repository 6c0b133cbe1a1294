"""Any order of events and kills: totals equal the recount, none is urged twice, coverage holds.

What dies on the way, before any of its writes, is done again by the same form.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.clock import TZ, local_day
from loa.kernel.errors import DomainError
from loa.modules.plans import facade
from loa.modules.plans.facade.own_documents import (
    AnswerKind,
    IssuedElsewhere,
    confirm_answers,
    link_document,
)
from loa.modules.plans.handlers import send_urgings
from loa.modules.plans.models import Activity, Difficulty, Notice, Occurrence, Plan, UrgedWork
from loa.modules.plans.queries import totals
from loa.modules.plans.queries.coverage import coverage
from loa.modules.plans.rules.urging import UrgingState, Way
from loa.modules.plans.tests.factories import (
    TODAY,
    Killed,
    Scene,
    as_person,
    issued,
    leaflets,
    make_scene,
    occurrence_of,
)

pytestmark = pytest.mark.django_db

BEGIN = datetime(2022, 3, 14, 2, 0, tzinfo=UTC)
"""Nine in the morning of the day on which the first quarter of the leaflets is due."""
KILL = st.integers(0, 9)
"""At which of its writes an operation dies before it is repeated; 0: it lives."""
WHO = st.integers(0, 1)
_WRITES = ("INSERT", "UPDATE", "DELETE")


class _Death:
    """What is put around the statements of an operation: before the nth that writes it dies."""

    def __init__(self, nth: int) -> None:
        """0: it lives."""
        self._left = nth

    def __call__(self, execute: Callable[..., object], sql: str, *more: object) -> object:
        """Let the statement through, or die before it."""
        if sql.lstrip().startswith(_WRITES):
            self._left -= 1
            if self._left == 0:
                raise Killed
        return execute(sql, *more)


def _at_last(kill: int, do: Callable[[], Any]) -> tuple[bool, Any]:
    """Do it, dying on the way, and once more by the same form: whether it was done, and what.

    Each operation is a transaction; what a round of several had finished before it died stays.
    """
    done, made = False, None
    for nth in (kill, 0) if kill else (0,):
        try:
            with connection.execute_wrapper(_Death(nth)):
                made = do()
            done = True
        except (Killed, DomainError):
            continue
    return done, made


class Year(RuleBasedStateMachine):
    """A plan at work, and beside it what a recount must give."""

    def __init__(self, scene: Scene, plan_id: int) -> None:
        """On the first day nobody of two communes has done anything."""
        super().__init__()
        self._undone = transaction.atomic()
        self._undone.__enter__()
        self.scene, self.plan, self.at = scene, Plan.objects.get(pk=plan_id), BEGIN
        self.units = [scene.commune.id, scene.other.id]
        self.people = [as_person(scene.focal), as_person(scene.other_focal)]
        heads = make_actor(orgs.Role.HEAD, scene.other.id)
        self.heads = [as_person(scene.head), as_person(heads)]
        self.activities: dict[int, tuple[int, int]] = {}
        self.documents: list[tuple[int, date, set[int]]] = []
        self.linked = 0

    def teardown(self) -> None:
        """What is said of each day that is over; then nothing of it happened."""
        try:
            self._covered_on_each_day()
            assert audit.verify().ok
        finally:
            transaction.set_rollback(True)
            self._undone.__exit__(None, None, None)

    @property
    def on(self) -> date:
        """The day in Vietnam."""
        return local_day(self.at)

    def work(self, who: int, words: str = "tờ rơi") -> Occurrence:
        """The first work of a unit on that task."""
        return occurrence_of(self.plan.pk, self.units[who], words)

    @rule(minutes=st.integers(1, 3 * 24 * 60))
    def time_passes(self, minutes: int) -> None:
        """Minutes, or days."""
        self.at += timedelta(minutes=minutes)

    @rule(who=WHO, amount=st.integers(1, 500), kill=KILL)
    def records(self, who: int, amount: int, kill: int) -> None:
        """An officer writes down what was handed out."""
        work, key = self.work(who), uuid4()
        done, made = _at_last(
            kill,
            lambda: facade.record_activity(
                actor=self.people[who],
                key=key,
                occurrence_id=work.pk,
                facts=leaflets(amount),
                at=self.at,
            ),
        )
        if done:
            self.activities[made] = (who, amount)

    @precondition(lambda self: self.activities)
    @rule(which=st.integers(0, 99), kill=KILL)
    def takes_back(self, which: int, kill: int) -> None:
        """An officer takes one of his activities out of every total."""
        activity_id = sorted(self.activities)[which % len(self.activities)]
        who, _amount = self.activities[activity_id]
        version = Activity.objects.get(pk=activity_id).version
        done, _made = _at_last(
            kill,
            lambda: facade.withdraw_activity(
                actor=self.people[who],
                activity_id=activity_id,
                version=version,
                reason="Ghi nhầm",
                at=self.at,
            ),
        )
        if done:
            del self.activities[activity_id]

    @rule(who=WHO, kill=KILL, is_returned=st.booleans())
    def hands_in(self, who: int, kill: int, *, is_returned: bool) -> None:
        """A head approves; the superior may give it back."""
        work = self.work(who)
        asked: dict[str, Any] = {"occurrence_id": work.pk, "at": self.at}
        _at_last(kill, lambda: facade.approve(actor=self.heads[who], version=work.version, **asked))
        if is_returned:
            now, above = self.work(who).version, self.scene.district_officer
            _at_last(
                kill,
                lambda: facade.return_work(actor=above, version=now, reason="Thiếu ảnh", **asked),
            )

    @rule(is_district=st.booleans(), kill=KILL)
    def somebody_urges(self, kill: int, *, is_district: bool) -> None:
        """The province, or a district, all that are late in one act."""
        actor, key = self.scene.officer, uuid4()
        actor = self.scene.district_officer if is_district else actor
        _at_last(
            kill,
            lambda: facade.urge_late(
                actor=actor, plan_id=self.plan.pk, chosen=facade.Chosen(), key=key, at=self.at
            ),
        )

    @rule(who=WHO, kill=KILL)
    def somebody_calls(self, who: int, kill: int) -> None:
        """A call is noted."""
        _at_last(
            kill,
            lambda: facade.note_call(
                actor=self.scene.officer,
                plan_id=self.plan.pk,
                unit_id=self.units[who],
                way=Way.PHONE,
                at=self.at,
            ),
        )

    @rule(kill=KILL)
    def the_house_goes_round(self, kill: int) -> None:
        """The ladder, and what waited for working hours."""
        _at_last(
            kill,
            lambda: facade.climb_ladder(actor=orgs.SYSTEM, plan_id=self.plan.pk, at=self.at),
        )
        _at_last(kill, lambda: send_urgings(self.at))

    @rule(days=st.integers(1, 20), kill=KILL)
    def the_day_is_moved(self, days: int, kill: int) -> None:
        """A difficulty of the commune, answered by its district with a later day."""
        work, key = self.work(0), uuid4()
        done, made = _at_last(
            kill,
            lambda: facade.raise_difficulty(
                actor=self.people[0],
                key=key,
                plan_id=self.plan.pk,
                unit_id=self.units[0],
                task_id=work.assignment.task_id,
                clause_id=None,
                words="Đường sạt lở",
                wish="",
                at=self.at,
            ),
        )
        if not done:
            return
        due_on = max(self.on, work.due_on) + timedelta(days=days)
        direction = facade.DirectionFacts("Lùi hạn", facade.Effect.UNIT_DUE, due_on)
        version, answer = Difficulty.objects.get(pk=made).version, uuid4()
        _at_last(
            kill,
            lambda: facade.answer_difficulty(
                actor=self.scene.district_officer,
                key=answer,
                difficulty_id=made,
                version=version,
                also=(),
                direction=direction,
                at=self.at,
            ),
        )

    @rule(who=WHO, ago=st.integers(0, 40), duties=st.sets(st.integers(0, 1)), kill=KILL)
    def sends_its_document(self, who: int, ago: int, duties: set[int], kill: int) -> None:
        """A document issued elsewhere, of that many days ago, and which duties it answers."""
        day = max(TODAY, self.on - timedelta(days=ago))
        self.linked += 1
        name = f"{self.linked}.txt", f"Văn bản {self.linked}".encode()
        said = IssuedElsewhere(AnswerKind.DISPATCH, f"{self.linked}/UBND", day)
        done, own = _at_last(
            kill,
            lambda: link_document(
                actor=self.people[who],
                parent_id=self.plan.pk,
                unit_id=self.units[who],
                file=name,
                read=None,
                said=said,
                at=self.at,
            ),
        )
        if not done:
            return
        tasks = list(self.plan.tasks.order_by("ordinal").values_list("pk", flat=True))
        version = Plan.objects.get(pk=own).version
        done, _made = _at_last(
            kill,
            lambda: confirm_answers(
                actor=self.people[who],
                plan_id=own,
                version=version,
                answers=dict.fromkeys((tasks[duty] for duty in duties), None),
                at=self.at,
            ),
        )
        if done:
            self.documents.append((self.units[who], day, duties))

    @rule(kill=KILL)
    def makes_its_plan(self, kill: int) -> None:
        """The commune drafts its own plan and its head issues it."""
        who, head = self.people[0], self.heads[0]
        unit = self.units[0]
        done, own = _at_last(
            kill,
            lambda: facade.make_own_plan(
                actor=who, parent_id=self.plan.pk, unit_id=unit, at=self.at
            ),
        )
        if not done or Plan.objects.get(pk=own).state != "DRAFT":
            return
        done, _made = _at_last(
            kill,
            lambda: facade.issue_plan(
                actor=head, plan_id=own, version=None, as_it_stands=True, at=self.at
            ),
        )
        if done:
            self.documents.append((unit, self.on, {0, 1}))

    @invariant()
    def totals_equal_the_recount(self) -> None:
        """What pages count is what the rows give, and what was done here."""
        found = facade.checked_totals(self.plan.pk, self.on)
        by_document = Activity.objects.filter(plan=self.plan, document__isnull=False)
        documents = by_document.filter(withdrawn_at=None).count()
        assert found.activities == len(self.activities) + documents
        summed = totals.unit_totals(totals.counted(self.plan))
        for who, unit in enumerate(self.units):
            handed_out = sum(n for of, n in self.activities.values() if of == who)
            assert totals.sum_of(summed, {unit}).get("LEAFLETS", 0) == handed_out

    @invariant()
    def nobody_is_urged_twice_a_day_or_outside_hours(self) -> None:
        """Of one work a unit is told once a day, when somebody sits there."""
        told = UrgedWork.objects.filter(was_settled=False).select_related("urging")
        sent = [row for row in told if row.urging.state == UrgingState.SENT]
        days = Counter(
            (row.unit_id, row.occurrence_id, local_day(row.urging.sent_at or self.at))
            for row in sent
        )
        assert set(days.values()) <= {1}
        for row in sent:
            if row.urging.way == Way.HOUSE and row.urging.sent_at is not None:
                local = row.urging.sent_at.astimezone(TZ)
                assert local.weekday() < 5
                assert (7, 30) <= (local.hour, local.minute) <= (17, 0)
        lines = Notice.objects.filter(kind="URGED")
        of_day = Counter(
            (one.unit_id, one.person_id, one.thing, local_day(one.at)) for one in lines
        )
        assert set(of_day.values()) <= {1}

    def _covered_on_each_day(self) -> None:
        """Where it may change: before and on the day of each document, and at both ends."""
        told = [day for _unit, day, _duties in self.documents]
        for day in {
            before + timedelta(days=n) for before in (TODAY, self.on, *told) for n in (-1, 0)
        }:
            rows = coverage(self.scene.officer, self.plan, day, self.on)[:2]
            for place, row in enumerate(rows):
                asked = {unit.id for unit in row.units}
                answered = {u for u, on, duties in self.documents if on <= day and place in duties}
                assert {unit.id for unit in row.covered} == answered & asked
                assert len(row.covered) + len(row.missing) == len(row.units)


def test_in_any_order_and_killed_anywhere() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    run_state_machine_as_test(
        lambda: Year(scene, plan_id),  # type: ignore[arg-type]  # anything that makes one
        settings=settings(
            max_examples=6,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
