"""Writes of the journal."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from loa.foundation.audit import chain, queries
from loa.foundation.audit.models import JournalHead, JournalRow, PersonalValue
from loa.foundation.audit.types import JournalActor, Line, Personal
from loa.kernel.db import (
    Change,
    check_keys,
    close_with,
    copy_rows,
    execute_and_commit,
    operation,
)

_SALT_BYTES = 16
_FEW = 32
"""As many rows cost the database less to chain than a COPY costs in messages to and fro."""
_ROW_COLUMNS = (
    "seq", "at", "actor_id", "actor_label", "unit_id", "verb", "thing", "before", "after",
    "commitments", "prev_hash", "hash",
)  # fmt: skip
_NONE = chain.canonical({})
# The function chains and writes them under the lock of the head (migration 0003).
_APPEND = """
    SELECT audit_append(
        %s::timestamptz[], %s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[],
        %s::text[], %s::text[], %s::text[], %s::integer[], %s::text[], %s::bytea[], %s::text[])
"""
_MOVE_HEAD = "UPDATE audit_journalhead SET rows = %s, hash = %s WHERE id = %s"


_Fields = tuple[int | None, str, int | None, str, str, str, str, str]
_Value = tuple[str, bytes, str]
"""Name of the field, salt, value."""
_Told = tuple[str, str, Mapping[str, str]]


class _Waiting(NamedTuple):
    """A row without its place in the chain."""

    at: datetime
    actor_id: int | None
    actor_label: str
    unit_id: int | None
    verb: str
    thing: str
    before: str
    after: str
    personal: Mapping[str, str]


def record(
    *,
    actor: JournalActor,
    verb: str,
    thing: str,
    change: Change,
    at: datetime,
    unit_id: int | None = None,
    personal: Personal = (),
) -> None:
    """Keep one change: who, for which unit (the actor's, if not given), what, before and after.

    `personal` names the fields of the change that are about a person (names, telephone numbers,
    free text), or gives further personal values by name: of these the chain keeps a salted
    commitment, and the value can be erased. The row is written just before the operation
    commits, in its transaction; outside @operation this raises OutsideOperation.
    """
    line = Line(thing, change, unit_id, personal)
    record_many(actor=actor, verb=verb, lines=(line,), at=at)


def record_many(*, actor: JournalActor, verb: str, lines: Iterable[Line], at: datetime) -> None:
    """Keep many changes of one kind; thousands cost one COPY."""
    label, what = str(actor.label), str(verb)
    _refuse_separator(label)
    _refuse_separator(what)
    told = _Telling()
    close_with(
        _append,
        [
            _Waiting(
                at,
                actor.person_id,
                label,
                actor.unit_id if line.unit_id is None else line.unit_id,
                what,
                line.thing,
                *told.sides(line),
            )
            for line in lines
        ],
    )


@operation
def erase_personal(
    *, actor: JournalActor, thing: str, at: datetime, fields: Iterable[str] | None = None
) -> int:
    """Empty the personal values in every row about `thing` (only `fields`, if given); how many.

    The chain stays as it is and still verifies. Who may erase is decided by the caller, who
    knows what `thing` is. A second call finds nothing and changes nothing.
    """
    values = queries.personal_values_of(thing, None if fields is None else set(fields))
    if not values:
        return 0

    for value in values:
        value.salt, value.value, value.erased_at = b"", "", at
    type(values[0]).objects.bulk_update(values, ["salt", "value", "erased_at"], batch_size=500)

    erased = sorted([value.row_id, value.field] for value in values)
    change = Change(before={}, after={"erased": erased})
    record(actor=actor, verb=queries.ERASE, thing=thing, change=change, at=at)
    return len(values)


class _Telling:
    """Puts changes into words, one that many lines share once."""

    def __init__(self) -> None:
        self._told: dict[int, tuple[Change, _Told]] = {}

    def sides(self, line: Line) -> _Told:
        """What was and what became, as text, and the personal values taken out of them."""
        _refuse_separator(line.thing)
        if line.personal:
            return _sides(line)
        change = line.change
        known = self._told.get(id(change))
        if known is None:
            # The change is kept with its words, so that its id stays its own.
            known = self._told[id(change)] = (change, _sides(line))
        return known[1]


def _sides(line: Line) -> _Told:
    before, after, personal = line.change.before, line.change.after, {}
    if isinstance(line.personal, Mapping):
        personal = {name: str(value) for name, value in line.personal.items()}
    elif names := frozenset(line.personal):
        personal = _taken_out("before", before, names) | _taken_out("after", after, names)
        before = {name: value for name, value in before.items() if name not in names}
        after = {name: value for name, value in after.items() if name not in names}
    return chain.canonical(before), chain.canonical(after), personal


def _taken_out(side: str, values: Mapping[str, object], names: frozenset[str]) -> dict[str, str]:
    return {
        f"{side}.{name}": value if isinstance(value, str) else chain.canonical(value)
        for name, value in values.items()
        if name in names
    }


def _refuse_separator(text: str) -> None:
    if chain.SEPARATOR in text:
        message = "a name in the journal holds a control character"
        raise ValueError(message)


def _append(waiting: list[_Waiting]) -> None:
    """Chain and write the rows, under the lock of the chain."""
    if len(waiting) <= _FEW:
        _append_few(waiting)
    else:
        _append_many(waiting)


def _committed(personal: Mapping[str, str]) -> list[_Value]:
    return [(name, secrets.token_bytes(_SALT_BYTES), value) for name, value in personal.items()]


def _fields(row: _Waiting, values: Sequence[_Value]) -> _Fields:
    commitments = _NONE
    if values:
        kept = {name: chain.commitment(salt, value) for name, salt, value in values}
        commitments = chain.canonical(kept)
    return (
        row.actor_id,
        row.actor_label,
        row.unit_id,
        row.verb,
        row.thing,
        row.before,
        row.after,
        commitments,
    )


def _append_few(waiting: list[_Waiting]) -> None:
    """By one statement that goes with the commit."""
    committed = [_committed(row.personal) for row in waiting]
    rows = [(row.at, *_fields(row, values)) for row, values in zip(waiting, committed, strict=True)]
    values = [(number, *value) for number, many in enumerate(committed, 1) for value in many]
    columns = [list(column) for column in zip(*rows, strict=True)]
    beside = [list(column) for column in zip(*values, strict=True)] or [[], [], [], []]
    execute_and_commit(_APPEND, [*columns, *beside])


def _append_many(waiting: list[_Waiting]) -> None:
    """By COPY, chained while the server writes; keys are checked before the head is locked."""
    check_keys()
    head = queries.locked_head()
    link = _Chain(head)
    copy_rows(JournalRow, _ROW_COLUMNS, map(link.add, waiting))
    if link.values:
        copy_rows(PersonalValue, ("seq", "field", "salt", "value"), link.values)
    execute_and_commit(_MOVE_HEAD, [link.seq, link.last, head.pk])


class _Chain:
    """Rows take their place behind the head, one after another."""

    def __init__(self, head: JournalHead) -> None:
        self.seq = head.rows
        self.last = bytes(head.hash)
        self.values: list[tuple[int, str, bytes, str]] = []
        self._instants: dict[datetime, tuple[str, int]] = {}

    def add(self, row: _Waiting) -> tuple[object, ...]:
        """The row as it is kept; its personal values are gathered beside it."""
        self.seq += 1
        values = _committed(row.personal) if row.personal else ()
        self.values += [(self.seq, *value) for value in values]
        fields = _fields(row, values)
        instant = self._instants.get(row.at)
        if instant is None:
            instant = self._instants[row.at] = (row.at.isoformat(), chain.microseconds(row.at))
        before = self.last
        self.last = chain.link(before, self.seq, instant[1], *fields)
        return (self.seq, instant[0], *fields, before, self.last)
