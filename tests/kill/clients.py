"""Officers who report, hand in, return and accept, and try again until they are answered."""

import random
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException

from tests.kill.house import Work, ask, version_on

_PATIENCE_S = 240
_ROUND = 8
"""Writes of one round: six activities, handed in, returned."""


@dataclass
class Ledger:
    """What the site acknowledged, to be compared with what is there."""

    amounts: dict[str, int] = field(default_factory=dict)
    """By the key of an activity, how many leaflets it reports."""
    steps: Counter[tuple[int, str]] = field(default_factory=Counter)
    """By work and verb, how many steps were taken."""
    tries: int = 0
    words: Counter[str] = field(default_factory=Counter)
    """What was answered instead of a page, by its status or the name of the failure."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def writes(self) -> int:
        """All acknowledged writes."""
        return len(self.amounts) + self.steps.total()

    def note(self, what: str) -> None:
        """Keep what was met."""
        with self._lock:
            self.tries += 1
            self.words[what] += 1

    def activity(self, key: str, amount: int) -> None:
        """An activity was acknowledged."""
        with self._lock:
            self.tries += 1
            self.amounts[key] = amount

    def step(self, occurrence_id: int, verb: str) -> None:
        """A step was acknowledged."""
        with self._lock:
            self.tries += 1
            self.steps[occurrence_id, verb] += 1


class Client:
    """One unit at work: rounds of activities, handed in by the head, returned by the superior."""

    def __init__(self, port: int, work: Work, ledger: Ledger, writes: int, day: str) -> None:
        """`writes` is how many it does; `day` the day of its activities, as typed."""
        self._port, self._work, self._ledger = port, work, ledger
        self._writes, self._day = writes, day
        self._draw = random.Random(work.occurrence_id)  # noqa: S311  amounts and pauses of a test

    def run(self) -> None:
        """All the writes; returns when each was acknowledged."""
        for number in range(self._writes):
            place = number % _ROUND
            if place < _ROUND - 2 or number == self._writes - 1:
                self._report()
            elif place == _ROUND - 2:
                self._step("duyet", "ASSIGNMENT_APPROVE", self._work.head)
            else:
                self._step(
                    "tra-lai", "ASSIGNMENT_RETURN", self._work.superior, reason=f"Vòng {number}"
                )

    def _report(self) -> None:
        key, amount = str(uuid.uuid4()), self._draw.randrange(1, 1000)
        form = {
            "key": key,
            "done_on": self._day,
            "form": "TO_ROI",
            "title": f"Phát tờ rơi {key}",
            "q_LEAFLETS": amount,
        }
        path = f"/viec/{self._work.occurrence_id}/hoat-dong/"
        self._until_taken(self._work.officer, path, form)
        if self._draw.random() < 0.1:
            self._until_taken(self._work.officer, path, form)
        self._ledger.activity(key, amount)

    def _step(self, address: str, verb: str, session: str, **more: object) -> None:
        page = f"/viec/{self._work.occurrence_id}/"
        form = {"version": self._version(session, page)} | more
        self._until_taken(session, f"{page}{address}/", form)
        self._ledger.step(self._work.occurrence_id, verb)

    def _version(self, session: str, page: str) -> int:
        while True:
            try:
                return version_on(ask(self._port, session, page).page)
            except (OSError, HTTPException):
                self._wait()

    def _until_taken(self, session: str, path: str, form: dict[str, object]) -> None:
        """Send the same form until the site says that it is done; refusals end the test."""
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            try:
                answer = ask(self._port, session, path, form)
            except (OSError, HTTPException) as error:
                self._ledger.note(type(error).__name__)
                self._wait()
                continue
            if answer.status == HTTPStatus.FOUND:
                return
            self._ledger.note(str(answer.status))
            if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                message = f"{path} answered {answer.status}:\n{answer.page[:3000]}"
                raise AssertionError(message)
            self._wait()
        message = f"{path} was not taken in {_PATIENCE_S} s"
        raise AssertionError(message)

    def _wait(self) -> None:
        time.sleep(self._draw.uniform(0.05, 0.4))
