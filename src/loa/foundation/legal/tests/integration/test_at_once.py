"""Two who enter the same day at the same moment, two processes that load at the same start."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from typing import TypeVar

import pytest
from django.db import connection

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.legal.models import CalendarDay
from loa.foundation.legal.tests.factories import RECORDED_AT
from loa.foundation.orgs.facade import SYSTEM
from loa.kernel.worktime import DayKind

R = TypeVar("R")

MONDAY = date(2027, 2, 8)


def at_once(*jobs: Callable[[], R]) -> list[R]:
    """What each job answers, all started together, each on a connection of its own."""
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], R]) -> R:
        with closing(connection):
            start.wait(10)
            return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [running.result() for running in [pool.submit(run, job) for job in jobs]]


@pytest.mark.django_db(transaction=True)
def test_loaded_and_entered_once_by_four_at_once() -> None:
    load = partial(legal.load_reference, at=RECORDED_AT)
    assert sorted(at_once(*[load] * 4)) == [False, False, False, True]
    assert len(audit.entries_for("legal.reference")) == 1

    enter = partial(
        legal.record_calendar_day,
        actor=SYSTEM,
        day=MONDAY,
        kind=DayKind.OFF,
        name="Tết Âm lịch",
        cites="Thông báo thử 1/TB",
        at=RECORDED_AT,
    )
    assert len(set(at_once(*[enter] * 4))) == 1
    assert CalendarDay.objects.filter(day=MONDAY).count() == 1
    assert len(audit.entries_for(f"legal.calendar:{MONDAY}")) == 1


@pytest.mark.django_db
def test_row_written_by_another_program_is_seen() -> None:
    legal.load_reference(at=RECORDED_AT)
    assert legal.working_calendar().is_working_day(MONDAY)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO legal_calendarday"
            " (day, kind, name, cites, verified, sessions, is_reference, recorded_at)"
            " VALUES (%s, 'OFF', 'nghỉ', 'thông báo', true, '[]', false, now())",
            [MONDAY],
        )
    assert not legal.working_calendar().is_working_day(MONDAY)
    CalendarDay.objects.filter(day=MONDAY).update(superseded_at=RECORDED_AT)
    assert legal.working_calendar().is_working_day(MONDAY)
