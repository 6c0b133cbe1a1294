"""Eight clerks take numbers at the same moment: no gap, no double, whatever fails in between."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from threading import Barrier, Event

import pytest
from django.db import connection

from loa.foundation.audit import facade as audit
from loa.foundation.documents.register import facade
from loa.foundation.documents.register.models import Entry, Register
from loa.foundation.documents.register.tests.factories import (
    AT,
    Office,
    let_loa_number,
    make_office,
    outgoing,
)
from loa.foundation.orgs.facade import Actor
from loa.kernel.db import operation
from loa.kernel.errors import DomainError

THREADS, TAKES = 8, 10
EVERY = 5  # of the takes of a thread, the one whose transaction fails after the number


class _Failed(DomainError):
    """What comes after the number fails."""


@operation
def _take(*, actor: Actor, office: Office, thing: str, fails: bool, at: datetime) -> str:
    given = facade.give_number(
        actor=actor, unit_id=office.unit_id, outgoing=outgoing(), number="", thing=thing, at=at
    )
    if fails:
        raise _Failed
    return given.number


@pytest.mark.django_db(transaction=True)
def test_no_gap_and_no_double_under_concurrency() -> None:
    office = make_office()
    let_loa_number(office)
    together = Barrier(THREADS, timeout=30)

    def run(thread: int) -> list[str]:
        taken = []
        try:
            together.wait()
            for turn in range(TAKES):
                thing, fails = f"made.thing:{thread}-{turn}", turn % EVERY == 0
                try:
                    taken.append(
                        _take(actor=office.clerk, office=office, thing=thing, fails=fails, at=AT)
                    )
                except _Failed:
                    assert fails
        finally:
            connection.close()
        return taken

    with ThreadPoolExecutor(THREADS) as pool:
        taken = [number for numbers in pool.map(run, range(THREADS)) for number in numbers]

    count = THREADS * TAKES * (EVERY - 1) // EVERY
    assert sorted(map(int, taken)) == list(range(1, count + 1))
    assert Entry.objects.count() == count
    assert audit.verify().ok


@pytest.mark.django_db(transaction=True)
def test_the_same_number_typed_at_once_is_one_documents() -> None:
    office = make_office()
    together = Barrier(2, timeout=30)

    def enter(thing: str) -> str:
        try:
            together.wait()
            return facade.give_number(
                actor=office.clerk,
                unit_id=office.unit_id,
                outgoing=outgoing(),
                number="12",
                thing=thing,
                at=AT,
            ).number
        except facade.NumberTaken as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(enter, ["made.thing:1", "made.thing:2"]))
    assert answers == ["12", facade.NumberTaken.code]


@contextmanager
def _held(run: Callable[[], object]) -> Iterator[None]:
    """Another connection has done `run` inside an operation; it commits when the block ends."""
    done, leave = Event(), Event()

    @operation
    def hold() -> None:
        run()
        done.set()
        assert leave.wait(timeout=30)

    def work() -> None:
        try:
            hold()
        finally:
            done.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        held: Future[None] = pool.submit(work)
        assert done.wait(timeout=30)
        try:
            yield
        finally:
            leave.set()
            held.result(timeout=30)


def _waits(run: Callable[[], object]) -> Future[object]:
    """`run` on a connection of its own, once it waits for a lock or has gone through without."""
    answer: Future[object] = Future()

    def work() -> None:
        try:
            answer.set_result(run())
        except DomainError as refusal:
            answer.set_exception(refusal)
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    pool.submit(work)
    pool.shutdown(wait=False)
    with connection.cursor() as cursor:
        while not answer.done():
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                break
    return answer


def _give(office: Office, **changes: str) -> facade.Given:
    call = {"number": "", "thing": "", **changes}
    return facade.give_number(
        actor=office.clerk, unit_id=office.unit_id, outgoing=outgoing(), at=AT, **call
    )


def _rule(office: Office, layout: facade.Layout) -> int:
    return facade.choose_way(
        actor=office.head,
        unit_id=office.unit_id,
        in_force_from=date(2022, 2, 1),
        source=facade.Source.LOA,
        layout=layout,
        cites="Quy chế văn thư",
        at=AT,
    )


@pytest.mark.django_db(transaction=True)
def test_the_layout_of_a_year_waits_for_a_number_that_is_being_given() -> None:
    office = make_office()
    let_loa_number(office)
    with _held(lambda: _give(office)):
        chosen = _waits(lambda: _rule(office, facade.Layout.ONE))
    with pytest.raises(facade.YearHasBegun):
        chosen.result(timeout=30)
    assert _give(office).number == "02"


@pytest.mark.django_db(transaction=True)
def test_a_number_waits_for_the_layout_that_is_being_chosen() -> None:
    office = make_office()
    let_loa_number(office)
    with _held(lambda: _rule(office, facade.Layout.ONE)):
        given = _waits(lambda: _give(office).number)
    assert given.result(timeout=30) == "01"
    assert Entry.objects.get().series.code == "CHUNG"
    assert _give(office).number == "02"


@pytest.mark.django_db(transaction=True)
def test_the_same_rule_sent_twice_at_once_is_one() -> None:
    office = make_office()
    with _held(lambda: _rule(office, facade.Layout.ONE)):
        again = _waits(lambda: _rule(office, facade.Layout.ONE))
    assert again.result(timeout=30) == _rule(office, facade.Layout.ONE)


@pytest.mark.django_db(transaction=True)
def test_a_number_that_is_being_cancelled_is_not_answered_any_more() -> None:
    office = make_office()
    let_loa_number(office)
    entry = _give(office, thing="made.thing:1").entry_id

    def cancel() -> None:
        facade.cancel_number(
            actor=office.clerk, entry_id=entry, version=1, reason="Không ban hành", at=AT
        )

    with _held(cancel):
        given = _waits(lambda: _give(office, thing="made.thing:1").number)
    assert given.result(timeout=30) == "02"
    assert Register.objects.count() == 1
