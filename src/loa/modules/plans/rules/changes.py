"""What is different between two days' standings of the same work. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from loa.modules.plans.rules import work as rules
from loa.modules.plans.types import CLOSED_STATES, Lateness, Verb, WorkState
from loa.modules.plans.types.changes import (
    Because,
    Changed,
    ChangeKind,
    Key,
    Standing,
    Sums,
)

_BY_REVISION = "Theo văn bản sửa đổi"
_NOBODY = Because("")


def compare(
    before: Mapping[Key, Standing],
    after: Mapping[Key, Standing],
    why_due: Mapping[int, Because],
    why_state: Mapping[int, Because],
) -> list[Changed]:
    """The changes from one standing to the other, in no order.

    `why_due`, `why_state` tell of an occurrence which verb last wrote its day or state between.
    The times of a rhythm that come or go together are one change.
    """
    found = [
        *_whole(ChangeKind.ADDED, _only(after, before)),
        *_whole(ChangeKind.REMOVED, _only(before, after)),
    ]
    for key in before.keys() & after.keys():
        found += _pair(before[key], after[key], why_due, why_state)
    return found


def _only(these: Mapping[Key, Standing], others: Mapping[Key, Standing]) -> Iterator[Standing]:
    return (these[key] for key in these.keys() - others.keys())


def _whole(kind: ChangeKind, rows: Iterable[Standing]) -> Iterator[Changed]:
    groups: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    for row in rows:
        groups[row.task_id, row.unit_id].append(row)
    for group in groups.values():
        first = min(group, key=lambda row: (row.starts_on, row.due_on, row.occurrence_id))
        is_new = kind is ChangeKind.ADDED
        yield Changed(
            kind,
            first,
            None if is_new else first.due_on,
            first.due_on if is_new else None,
            "" if is_new else _BY_REVISION,
            len(group),
        )


def _pair(
    old: Standing,
    new: Standing,
    why_due: Mapping[int, Because],
    why_state: Mapping[int, Because],
) -> Iterator[Changed]:
    is_revised = old.occurrence_id != new.occurrence_id
    if old.due_on != new.due_on:
        why = why_due.get(new.occurrence_id, Because("", _BY_REVISION if is_revised else ""))
        yield Changed(ChangeKind.DUE, new, old.due_on, new.due_on, why.reason)
    if old.state == new.state:
        return
    by = why_state.get(new.occurrence_id, _NOBODY)
    kind = ChangeKind.STATE
    if new.state is WorkState.NOT_APPLICABLE and by.verb == Verb.TRANSFER:
        kind = ChangeKind.TRANSFERRED
    elif new.state is WorkState.NOT_APPLICABLE and by.verb == Verb.AMEND:
        kind = ChangeKind.REMOVED
    yield Changed(kind, new, old.state, new.state, new.reason or by.reason)


def sums(
    standing: Iterable[Standing], on: date, activities: int, measures: Mapping[str, int]
) -> Sums:
    """Counts of a day: each assignment by its current time, overdue if any begun one is."""
    given: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    for row in standing:
        given[row.task_id, row.unit_id].append(row)
    closed = waiting = late = done_late = times = 0
    for rows in given.values():
        rows.sort(key=lambda row: (row.starts_on, row.due_on))
        shown = rules.current([rules.Begins(row.starts_on, row.state) for row in rows], on)
        begun = [row for row in rows if row.starts_on <= on]
        times += len(begun)
        state = rows[shown].state
        closed += state in CLOSED_STATES
        waiting += state is WorkState.SUBMITTED
        is_owed = any(_lateness(row, on) is Lateness.OVERDUE for row in begun)
        found = rules.of_times(_lateness(rows[shown], on), is_owed=is_owed)
        late += found is Lateness.OVERDUE
        done_late += found is Lateness.DONE_LATE
    return Sums(len(given), closed, waiting, late, done_late, activities, dict(measures), times)


def _lateness(row: Standing, on: date) -> Lateness:
    return rules.lateness(rules.Timeliness(row.due_on, row.state, row.submitted_on), on)
