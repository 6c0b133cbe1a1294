"""Reading what was sent: slow work between short operations, so that it can break off anywhere.

Whatever is killed in the middle is taken up again: each step looks at what is there.
"""

import time
from collections.abc import Callable
from datetime import datetime
from math import ceil

from loa.foundation.files import facade as files
from loa.foundation.files.extract.facade import (
    ExtractTimedOut,
    NoteCode,
    Watch,
    packed,
    unpacked,
)
from loa.foundation.jobs import facade as jobs
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.facade import SYSTEM
from loa.kernel.clock import local_day
from loa.kernel.errors import DomainError
from loa.modules.plans import queries
from loa.modules.plans.models import UploadFile
from loa.modules.plans.operations import reading_steps as steps
from loa.modules.plans.operations.annex_plan import add_annex
from loa.modules.plans.operations.import_plan import import_plan
from loa.modules.plans.operations.reading_steps import Made
from loa.modules.plans.queries import Sent, reading
from loa.modules.plans.queries.reading import ReadAnnex, ReadDocument
from loa.modules.plans.rules import uploading as rules
from loa.modules.plans.types import FileState

Now = Callable[[], datetime]
_GONE = "Tệp này không còn được giữ. Hãy gửi lại tệp."
_TELL_SECONDS = 1.0


def read_file(*, upload_file_id: int, upload_id: int, now: Now) -> None:
    """Read one file of an upload; after the last one make the draft.

    Takes minutes and has a clock, not an instant. Raises Interrupted when the worker ends.
    """
    begun = steps.begin_reading(actor=SYSTEM, upload_file_id=upload_file_id, at=now())
    is_last = begun is None or _read(begun, now, None, _teller(begun, now))
    if is_last:
        make_draft(upload_id=upload_id, now=now)


def read_at_once(*, upload_id: int, now: Now) -> None:
    """Read an upload while its sender waits; what takes too long is left to a job."""
    until = time.monotonic() + rules.AT_ONCE_SECONDS
    rows = queries.read_now(upload_id)
    were_last = [_read(row, now, until, _no_scan) for row in rows]
    if any(were_last) or not rows:
        make_draft(upload_id=upload_id, now=now)


def make_draft(*, upload_id: int, now: Now) -> None:
    """Make of an upload what its files are, once they are read; a second time changes nothing.

    Who sent it must still be allowed to: rights are those of the day on which the reading ends.
    """
    sent = queries.read_through(upload_id)
    if sent is None or not steps.begin_draft(actor=SYSTEM, upload_id=upload_id, at=now()):
        return
    try:
        made, message = _made(sent, now()), ""
    except DomainError as refusal:
        made, message = [], refusal.message_vi
    steps.end_upload(actor=SYSTEM, upload_id=upload_id, made=made, message=message, at=now())


def _no_scan(_pages_read: int, pages: int) -> None:
    """Nobody waits at a page for a scan: as soon as one is seen it goes to the queue."""
    if pages:
        raise ExtractTimedOut


def _read(row: UploadFile, now: Now, until: float | None, watch: Watch) -> bool:
    """Keep the text of one file, or why there is none; whether it was the last to be read.

    `until` is the patience of a page.
    """
    seconds = None if until is None else ceil(until - time.monotonic())
    try:
        if row.file_id is None:
            raise reading.NoText(_GONE)
        if seconds is not None and seconds <= 0:
            raise ExtractTimedOut
        data = files.open_bytes(row.file_id)
        found = reading.extracted(data, row.name, seconds=seconds, watch=watch)
    except jobs.Interrupted:
        _wait_turn(row, now)
        raise
    except DomainError as refusal:
        if until is not None and isinstance(refusal, ExtractTimedOut):
            return _wait_turn(row, now)
        return steps.fail_reading(
            actor=SYSTEM,
            upload_file_id=row.pk,
            version=row.version,
            message=refusal.message_vi,
            at=now(),
        )
    if until is not None and found.has(NoteCode.UNREAD_PAGES):
        return _wait_turn(row, now)
    return steps.keep_reading(
        actor=SYSTEM, upload_file_id=row.pk, version=row.version, found=packed(found), at=now()
    )


def _wait_turn(row: UploadFile, now: Now) -> bool:
    steps.wait_turn(actor=SYSTEM, upload_file_id=row.pk, version=row.version, at=now())
    return False


def _teller(row: UploadFile, now: Now) -> Watch:
    """Keeps how many pages were read, not more often than people look."""
    told = (0, 0)
    next_at = 0.0

    def watch(read: int, pages: int) -> None:
        nonlocal told, next_at
        if jobs.is_stopping():
            raise jobs.Interrupted
        if (read, pages) == told or time.monotonic() < next_at:
            return
        told, next_at = (read, pages), time.monotonic() + _TELL_SECONDS
        steps.count_pages(actor=SYSTEM, upload_file_id=row.pk, read=read, pages=pages, at=now())

    return watch


def _made(sent: Sent, at: datetime) -> list[Made]:
    """What became of the files that were read. Raises what concerns all of them."""
    upload = sent.upload
    actor = orgs.actor_of(upload.person_id, local_day(at), upload.unit_id)
    rows = [row for row in sent.files if row.state == FileState.READ]
    if upload.plan_id is not None:
        return [_made_annex(actor, row, upload.plan_id, at) for row in rows]
    is_alone = len(sent.files) == 1
    read: dict[int, ReadDocument | ReadAnnex] = {}
    failed = []
    for row in rows:
        try:
            found = unpacked(queries.found_text(row.pk))
            data = files.open_bytes(row.file_id or 0)
            read[row.pk] = reading.understood(found, data, row.name, is_alone=is_alone)
        except DomainError as refusal:
            if is_alone:
                raise
            failed.append(Made(row.pk, message=refusal.message_vi))
    row_of = {id(one): pk for pk, one in read.items()}
    made = []
    for source, annexes in reading.together(list(read.values())):
        of_plan = [row_of[id(one)] for one in (source, *annexes)]
        try:
            found_plan = import_plan(
                actor=actor, source=source, annexes=annexes, as_of=upload.as_of, at=at
            )
        except DomainError as refusal:
            failed += [Made(pk, message=refusal.message_vi) for pk in of_plan]
            continue
        made += [Made(pk, plan_id=found_plan.plan_id, is_new=found_plan.is_new) for pk in of_plan]
    return [*made, *failed]


def _made_annex(actor: orgs.Actor, row: UploadFile, plan_id: int, at: datetime) -> Made:
    try:
        found = unpacked(queries.found_text(row.pk))
        source = reading.annex_of(found, files.open_bytes(row.file_id or 0), row.name)
        annex = add_annex(actor=actor, plan_id=plan_id, source=source, at=at)
    except DomainError as refusal:
        return Made(row.pk, message=refusal.message_vi)
    return Made(row.pk, annex_id=annex.annex_id, is_new=annex.is_new)
