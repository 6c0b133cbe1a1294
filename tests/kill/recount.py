"""What is there after the killing, beside what was acknowledged."""

from dataclasses import dataclass
from typing import Any, cast

from tests.kill.clients import Ledger


@dataclass(frozen=True)
class Counted:
    """The figures of one run; all faults are 0 where nothing was lost."""

    lost: int
    doubled: int
    unasked: int
    steps_lost: int
    steps_doubled: int
    sent: int
    rows: int
    totals: int
    journal_rows: int
    journal_is_whole: bool
    journal_words: str

    @property
    def holds(self) -> bool:
        """Whether all is as it was acknowledged."""
        faults = (self.lost, self.doubled, self.unasked, self.steps_lost, self.steps_doubled)
        return not any(faults) and self.sent == self.rows == self.totals and self.journal_is_whole


@dataclass(frozen=True)
class Before:
    """What stood there when the writing began: the sum, the keys, the length of the journal."""

    total: int
    keys: frozenset[str]
    journal_rows: int


def look() -> Before:
    """The tables as they are now."""
    from loa.foundation.audit import facade as audit  # noqa: PLC0415  needs django.setup()

    return Before(totals(), frozenset(_activities()), audit.verify().rows)


def recount(ledger: Ledger, occurrences: list[int], before: Before) -> Counted:
    """Count everything anew from the tables, without what stood there before."""
    from django.db import connection  # noqa: PLC0415  needs django.setup()

    from loa.foundation.audit import facade as audit  # noqa: PLC0415  as above

    connection.close()  # the one from before was killed with the database
    journal, steps = audit.verify(), _steps(occurrences, before.journal_rows)
    found = {key: times for key, times in _activities().items() if key not in before.keys}
    keys = ledger.amounts.keys()
    return Counted(
        lost=len(keys - found.keys()),
        doubled=sum(times - 1 for times in found.values()),
        unasked=len(found.keys() - keys),
        steps_lost=sum(max(n - steps.get(step, 0), 0) for step, n in ledger.steps.items()),
        steps_doubled=sum(max(n - ledger.steps[step], 0) for step, n in steps.items()),
        sent=sum(ledger.amounts.values()),
        rows=_sum_of_rows() - before.total,
        totals=totals() - before.total,
        journal_rows=journal.rows,
        journal_is_whole=journal.ok,
        journal_words=journal.reason_vi,
    )


def totals() -> int:
    """Leaflets of the whole province, as the pages and reports show them."""
    from loa.modules.plans.models import Activity  # noqa: PLC0415  needs django.setup()
    from loa.modules.plans.queries.totals import sum_of, unit_totals  # noqa: PLC0415  as above

    return sum_of(unit_totals(Activity.objects.filter(withdrawn_at=None))).get("LEAFLETS", 0)


def _sum_of_rows() -> int:
    """The same, added up row by row by another hand."""
    return sum(
        amount
        for (amount,) in _rows(
            "SELECT q.amount FROM plans_activityquantity q JOIN plans_activity a ON a.id ="
            " q.activity_id WHERE q.measure = 'LEAFLETS' AND a.withdrawn_at IS NULL"
        )
    )


def _activities() -> dict[str, int]:
    """How often each key of this test stands in the table of activities."""
    query = "SELECT title, count(*) FROM plans_activity WHERE title ~ %s GROUP BY title"
    return {
        title.rpartition(" ")[2]: times
        for title, times in _rows(query, "^Phát tờ rơi [0-9a-f]{8}-[0-9a-f-]{27}$")
    }


def _steps(occurrences: list[int], after: int) -> dict[tuple[int, str], int]:
    """Steps of these pieces of work in the journal, behind row `after`."""
    things = [f"plans.occurrence:{number}" for number in occurrences]
    query = (
        "SELECT thing, verb, count(*) FROM audit_journalrow WHERE thing = ANY(%s) AND seq > %s"
        " GROUP BY thing, verb"
    )
    return {
        (int(thing.rpartition(":")[2]), verb): times
        for thing, verb, times in _rows(query, things, after)
        if verb in {"ASSIGNMENT_APPROVE", "ASSIGNMENT_RETURN"}
    }


def _rows(query: str, *values: object) -> list[tuple[Any, ...]]:
    from django.db import connection  # noqa: PLC0415  needs django.setup()

    with connection.cursor() as cursor:
        cursor.execute(query, cast("list[str]", list(values)) or None)
        return list(cursor.fetchall())
