"""Verifying the journal: rows a second, beside SHA-256 over the same bytes.

The reference hashes the messages of those rows, ready in memory: what checking a chain costs at
least once its rows are there.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256

from bench._clock import medians
from bench._rows import Row, at_least, at_most, run
from bench._site import site

_ROWS = 20_000
_AT_ONCE = 1_000
_TIMES = 10
_REPEATS = 5
_LEAST = 100_000
_MOST_GROWTH = 12
_AT = datetime(2022, 2, 10, 2, 0, tzinfo=UTC)


def measure() -> Iterator[Row]:
    """A journal as operations write it, then one of ten times its length."""
    with site():
        _write(_ROWS)
        loa, bare = medians([_sound, _bare()], _REPEATS)
        _write(_ROWS * (_TIMES - 1))
        long, long_bare = medians([_sound, _bare()], 3)
    yield at_least(
        f"rows verified of a journal of {_ROWS:,}",
        _ROWS / loa, _ROWS / bare, _LEAST, "rows a second of processor",
    )  # fmt: skip
    yield at_most(
        f"time for {_TIMES} times the rows", long / loa, long_bare / bare, _MOST_GROWTH,
        "times as long",
    )  # fmt: skip


def _write(rows: int) -> None:
    """Rows as giving out work writes them, a thousand to a transaction."""
    from loa.foundation.audit import facade as audit
    from loa.foundation.orgs.facade import SYSTEM
    from loa.kernel.db import Change, operation

    @operation
    def give(*, first: int) -> None:
        audit.record_many(
            actor=SYSTEM,
            verb="PLAN_ISSUE",
            lines=[
                audit.Line(
                    thing=f"plans.assignment:{first + i}",
                    change=Change(before={}, after={"task_id": i, "role": "LEAD"}),
                    unit_id=i % 165,
                )
                for i in range(_AT_ONCE)
            ],
            at=_AT,
        )

    for first in range(0, rows, _AT_ONCE):
        give(first=first)


def _sound() -> None:
    from loa.foundation.audit.facade import verify

    found = verify()
    if not found.ok:
        raise RuntimeError(found.reason_vi)


def _bare() -> Callable[[], object]:
    """Hash the message of every row that is in the journal now, made before."""
    from loa.foundation.audit import chain
    from loa.foundation.audit.models import JournalRow

    messages = [
        chain.SEPARATOR.join(
            (
                bytes(row.prev_hash).hex(),
                str(row.seq),
                str(chain.microseconds(row.at)),
                "",
                row.actor_label,
                str(row.unit_id),
                row.verb,
                row.thing,
                row.before,
                row.after,
                row.commitments,
            )
        ).encode()
        for row in JournalRow.objects.order_by("seq").iterator(5_000)
    ]
    return lambda: [sha256(message).digest() for message in messages]


if __name__ == "__main__":
    sys.exit(run(measure))
