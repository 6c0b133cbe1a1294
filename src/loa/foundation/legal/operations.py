"""Writes of legal: load the reference files, enter what a notice announced."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import models

from loa.foundation.audit import facade as audit
from loa.foundation.jobs.facade import announce
from loa.foundation.legal import policies, queries, reference
from loa.foundation.legal.events import CalendarDayRecorded
from loa.foundation.legal.models import CalendarDay, CalendarDoubt, LegalParameter, ReferenceMark
from loa.foundation.legal.types import Verb
from loa.foundation.orgs.facade import SYSTEM, Actor
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, get_one, operation
from loa.kernel.errors import DomainError
from loa.kernel.places import data_dir
from loa.kernel.worktime import DayKind, DaySchedule

M = TypeVar("M", LegalParameter, CalendarDay)

_LOADED = "law and calendar"


class DayIncomplete(DomainError):
    """A day without a reason or a document, or with hours that are none."""

    code = "LEGAL_DAY_INCOMPLETE"
    message_vi = "Hãy ghi lý do và số văn bản; giờ làm việc ghi như 07:30-11:30."


@operation
def load_reference(*, at: datetime) -> bool:
    """Bring the tables to what data/law and data/calendar say; whether anything was written.

    The same content is loaded once. What changed supersedes what stood; rows that people recorded
    stay, and so do the doubts that they settled.
    """
    folder = data_dir()
    content = reference.content_hash(folder)
    known = _lock_writers()
    if known.value == content:
        return False

    files = reference.read(folder)
    written = {
        "parameters": _sync(queries.current_parameters(), _parameters(files), at),
        "days": _sync(queries.current_days(), _days(files), at),
        "doubts": _sync_doubts(files, at),
    }

    ReferenceMark.objects.filter(pk=known.pk).update(value=content)

    change = Change({"content": known.value}, {"content": content, **written})
    audit.record(actor=SYSTEM, verb=Verb.LOAD, thing="legal.reference", change=change, at=at)
    return True


@operation
def record_calendar_day(
    *,
    actor: Actor,
    day: date,
    kind: DayKind,
    name: str,
    cites: str,
    sessions: tuple[str, ...] = (),
    verified: bool = True,
    at: datetime,
) -> int:
    """Enter a day off or a worked day that a document announced; the id of its row.

    What is derived from the calendar moves with it, and says why by `name` and `cites`. The same
    day entered again the same way stays; entered differently, it supersedes. Raises DayIncomplete.
    """
    _lock_writers()
    known = queries.current_days().filter(day=day).first()

    require(policies.can_record_day(actor, local_day(at)))
    told = _told(kind, name, cites, sessions, verified=verified)
    if known is not None and all(getattr(known, field) == told[field] for field in told):
        return known.pk

    if known is not None:
        queries.current_days().filter(pk=known.pk).update(superseded_at=at)
    row = CalendarDay.objects.create(day=day, **told, is_reference=False, recorded_at=at)

    before = {field: getattr(known, field) for field in told} if known else {}
    change = Change(before, told)
    audit.record(actor=actor, verb=Verb.RECORD_DAY, thing=row.ref, change=change, at=at)

    announce(CalendarDayRecorded(day, at))
    return row.pk


@operation
def settle_calendar_doubt(*, actor: Actor, doubt_id: int, cites: str, at: datetime) -> None:
    """Say by which document all days of a doubtful span are known now; it warns no more.

    Its days are entered first, by `record_calendar_day`. Raises NotFound, DayIncomplete.
    """
    _lock_writers()
    rows = CalendarDoubt.objects.filter(superseded_at=None, pk=doubt_id)
    doubt = get_one(rows)

    require(policies.can_record_day(actor, local_day(at)))
    if not cites.strip():
        raise DayIncomplete
    if doubt.settled_cites:
        return

    rows.update(settled_cites=cites.strip())

    change = Change({"settled_cites": ""}, {"settled_cites": cites.strip()})
    audit.record(actor=actor, verb=Verb.RECORD_DAY, thing=doubt.ref, change=change, at=at)


def _lock_writers() -> ReferenceMark:
    """The mark of what is loaded; whoever writes the law or the calendar holds it."""
    ReferenceMark.objects.bulk_create([ReferenceMark(name=_LOADED)], ignore_conflicts=True)
    return ReferenceMark.objects.select_for_update().get(name=_LOADED)


def _told(
    kind: DayKind, name: str, cites: str, sessions: tuple[str, ...], *, verified: bool
) -> dict[str, object]:
    """The fields of a day as entered. Raises DayIncomplete."""
    try:
        schedule = DaySchedule.of(*sessions)
    except ValueError:
        raise DayIncomplete from None
    if not name.strip() or not cites.strip() or (kind is DayKind.OFF and schedule):
        raise DayIncomplete
    return {
        "kind": kind.value,
        "name": name.strip(),
        "cites": cites.strip(),
        "verified": verified,
        "sessions": _hours(schedule),
    }


def _hours(schedule: DaySchedule | None) -> list[str]:
    sessions = schedule.sessions if schedule else ()
    return [f"{session.start:%H:%M}-{session.end:%H:%M}" for session in sessions]


@dataclass(frozen=True)
class _Wanted:
    """A row as a file has it: what names it and what it says."""

    key: Mapping[str, Hashable]
    told: Mapping[str, object]


def _parameters(files: reference.Reference) -> list[_Wanted]:
    return [
        _Wanted(
            {"code": row.code, "in_force_from": row.in_force_from},
            {"value": row.value, "cites": row.cites, "verified": row.verified},
        )
        for row in files.parameters
    ]


def _days(files: reference.Reference) -> list[_Wanted]:
    return [
        _Wanted(
            {"day": day.day},
            {
                "kind": day.kind.value,
                "name": day.name,
                "cites": day.cites,
                "verified": day.verified,
                "sessions": _hours(day.schedule),
            },
        )
        for day in files.calendar.days
    ]


def _sync(current: models.QuerySet[M], wanted: list[_Wanted], at: datetime) -> int:
    """Supersede what the files say differently or no more, add what is new; rows added."""
    names = list(wanted[0].key)
    standing = {tuple(getattr(row, name) for name in names): row for row in current}
    add, stale = [], []
    for each in wanted:
        row = standing.pop(tuple(each.key.values()), None)
        if row is not None and not row.is_reference:
            continue
        if row is not None and all(getattr(row, field) == each.told[field] for field in each.told):
            continue
        stale += [row.pk] if row is not None else []
        add.append(current.model(**each.key, **each.told, is_reference=True, recorded_at=at))
    stale += [row.pk for row in standing.values() if row.is_reference]
    current.filter(pk__in=stale).update(superseded_at=at)
    current.bulk_create(add)
    return len(add)


def _sync_doubts(files: reference.Reference, at: datetime) -> int:
    """The same for doubts, which are nothing but their key; a settled one stays settled."""
    current = CalendarDoubt.objects.filter(superseded_at=None)
    standing = {(row.not_known_from, row.not_known_to, row.words): row.pk for row in current}
    add = []
    for doubt in files.calendar.doubts:
        key = (doubt.from_, doubt.to, doubt.words)
        if standing.pop(key, None) is None:
            span = {"not_known_from": doubt.from_, "not_known_to": doubt.to}
            add.append(CalendarDoubt(**span, words=doubt.words, recorded_at=at))
    current.filter(pk__in=standing.values()).update(superseded_at=at)
    CalendarDoubt.objects.bulk_create(add)
    return len(add)
