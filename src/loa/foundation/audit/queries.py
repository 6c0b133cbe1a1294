"""Reads of the journal."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime

from loa.foundation.audit import chain
from loa.foundation.audit.models import JournalHead, JournalRow, PersonalValue
from loa.foundation.audit.types import Entry, Root
from loa.foundation.audit.verification import ERASE, verify

__all__ = [
    "ERASE",
    "current_root",
    "entries_after",
    "entries_for",
    "entries_for_many",
    "locked_head",
    "personal_values_of",
    "verify",
]


def entries_for(thing: str) -> list[Entry]:
    """What happened to one thing, in the order of the chain."""
    return entries_for_many([thing])


def entries_for_many(things: Iterable[str]) -> list[Entry]:
    """What happened to several things, in the order of the chain; two queries at any size."""
    rows = list(JournalRow.objects.filter(thing__in=set(things)).order_by("seq"))
    with_personal = [row.seq for row in rows if row.commitments != "{}"]
    values: dict[int, dict[str, str | None]] = {}
    for value in PersonalValue.objects.filter(row__in=with_personal).order_by("row", "field"):
        shown = None if value.erased_at else value.value
        values.setdefault(value.row_id, {})[value.field] = shown
    return [_entry(row, values.get(row.seq, {})) for row in rows]


def entries_after(prefix: str, after: datetime, units: Collection[int]) -> list[Entry]:
    """What happened since to all things whose address begins so, for those units; in order.

    Without personal values: two days are compared, nobody is told about.
    """
    rows = JournalRow.objects.filter(at__gt=after, unit_id__in=units, thing__startswith=prefix)
    return [_entry(row, {}) for row in rows.order_by("seq").defer("prev_hash", "hash")]


def current_root() -> Root | None:
    """How long the chain is now and where it ends; None while it is empty."""
    head = JournalHead.objects.filter(pk=1).first()
    return Root(head.rows, bytes(head.hash).hex()) if head and head.rows else None


def locked_head() -> JournalHead:
    """The head of the chain, locked until the transaction ends."""
    head = JournalHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        JournalHead.objects.bulk_create([JournalHead(hash=chain.FIRST)], ignore_conflicts=True)
        head = JournalHead.objects.select_for_update().get(pk=1)
    return head


def personal_values_of(thing: str, fields: set[str] | None) -> list[PersonalValue]:
    """The personal values in rows about `thing` that are not erased yet, locked."""
    values = PersonalValue.objects.filter(row__thing=thing, erased_at=None).order_by("id")
    if fields is not None:
        values = values.filter(field__in=fields)
    return list(values.select_for_update(of=("self",)))


def _entry(row: JournalRow, personal: dict[str, str | None]) -> Entry:
    return Entry(
        seq=row.seq,
        at=row.at,
        actor_id=row.actor_id,
        actor_label=row.actor_label,
        unit_id=row.unit_id,
        verb=row.verb,
        thing=row.thing,
        before=json.loads(row.before),
        after=json.loads(row.after),
        personal=personal,
    )
