"""Eight clerks take numbers at the same moment: no gap, no double, whatever fails in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from loa.foundation.audit import facade as audit
from loa.foundation.documents.register import facade
from loa.foundation.documents.register.models import Entry
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
