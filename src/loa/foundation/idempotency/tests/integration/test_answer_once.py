"""Sent twice, also at once: done once, answered alike."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from loa.foundation.idempotency import facade as idempotency
from loa.foundation.idempotency.models import Answer
from loa.kernel.db import operation
from loa.kernel.errors import DomainError
from loa.kernel.ids import new_key

pytestmark = pytest.mark.django_db

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    """Who asks."""

    person_id: int | None = 7
    label: str = "HEAD"


done: list[int] = []


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


@operation
def issue(
    *, key: UUID, plan_id: int = 1, actor: Somebody = Somebody(), verb: str = "PLANS_ISSUE"
) -> idempotency.JSON:
    def give() -> idempotency.JSON:
        done.append(plan_id)
        return {"plan": plan_id, "assignments": 145, "doubts": ["chưa có số"], "late": None}

    asked = {"plan_id": plan_id, "on": date(2022, 3, 10), "unit": UUID(int=1)}
    return idempotency.answer_once(key=key, actor=actor, verb=verb, asked=asked, at=AT, give=give)


def test_answer_once_gives_the_stored_answer_again() -> None:
    key = new_key()
    assert issue(key=key) == issue(key=key)
    assert done == [1]


def test_answer_once_other_keys_are_other_requests() -> None:
    issue(key=new_key())
    issue(key=new_key())
    assert done == [1, 1]


def test_answer_once_same_person_in_another_role_is_the_same() -> None:
    key = new_key()
    assert issue(key=key) == issue(key=key, actor=Somebody(label="PLAN_OFFICER"))
    assert done == [1]


@pytest.mark.parametrize(
    ("plan_id", "actor", "verb"),
    [
        (2, Somebody(), "PLANS_ISSUE"),
        (1, Somebody(person_id=8), "PLANS_ISSUE"),
        (1, Somebody(person_id=None, label="cli:root"), "PLANS_ISSUE"),
        (1, Somebody(), "PLANS_DROP"),
    ],
    ids=["other content", "other person", "command line", "other verb"],
)
def test_answer_once_key_reused(plan_id: int, actor: Somebody, verb: str) -> None:
    key = new_key()
    issue(key=key)
    with pytest.raises(idempotency.KeyReused):
        issue(key=key, plan_id=plan_id, actor=actor, verb=verb)
    assert done == [1]


def test_answer_once_two_consoles_are_not_one() -> None:
    key = new_key()
    issue(key=key, actor=Somebody(person_id=None, label="cli:root"))
    with pytest.raises(idempotency.KeyReused):
        issue(key=key, actor=Somebody(person_id=None, label="cli:mai"))


def test_answer_once_failure_frees_the_key() -> None:
    key = new_key()

    def refuse() -> idempotency.JSON:
        raise DomainError

    with pytest.raises(DomainError):
        idempotency.answer_once(key=key, actor=Somebody(), verb="V", asked={}, at=AT, give=refuse)
    assert not Answer.objects.exists()
    issue(key=key)
    assert done == [1]


@pytest.mark.django_db(transaction=True)
def test_answer_once_at_once_happens_once_and_all_get_the_same() -> None:
    key, start = new_key(), threading.Barrier(4)

    def send() -> idempotency.JSON:
        with closing(connection):
            start.wait()
            return issue(key=key)

    with ThreadPoolExecutor(4) as pool:
        answers = [sent.result() for sent in [pool.submit(send) for _ in range(4)]]
    assert done == [1]
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.django_db(transaction=True)
def test_answer_once_second_waits_for_the_first() -> None:
    key, first_is_inside, may_end = new_key(), threading.Event(), threading.Event()

    @operation
    def slow() -> idempotency.JSON:
        def give() -> idempotency.JSON:
            first_is_inside.set()
            assert may_end.wait(5)
            done.append(1)
            return "first"

        return idempotency.answer_once(
            key=key, actor=Somebody(), verb="V", asked={}, at=AT, give=give
        )

    def quick() -> idempotency.JSON:
        assert first_is_inside.wait(5)
        threading.Timer(0.1, may_end.set).start()
        return idempotency.answer_once(
            key=key, actor=Somebody(), verb="V", asked={}, at=AT, give=lambda: "second"
        )

    def closed(call: object) -> idempotency.JSON:
        with closing(connection):
            return call()  # type: ignore[operator, no-any-return]

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(closed, slow), pool.submit(closed, quick)
        assert (first.result(), second.result()) == ("first", "first")


def test_purge_forgets_old_keys_only() -> None:
    issue(key=new_key())
    assert idempotency.purge(older_than=AT) == 0
    assert idempotency.purge(older_than=AT + timedelta(seconds=1)) == 1
