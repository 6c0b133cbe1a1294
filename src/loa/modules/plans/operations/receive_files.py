"""Files that somebody sends are kept as received; then their reading begins or waits its turn."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.files import facade as files
from loa.foundation.jobs.facade import announce
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import Verdict, require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, get_one, operation
from loa.kernel.errors import DomainError, NotAllowed
from loa.modules.plans import policies, queries
from loa.modules.plans.events import FileReceived
from loa.modules.plans.models import Plan, Upload, UploadFile
from loa.modules.plans.rules import uploading as rules
from loa.modules.plans.types import FileState, ReceivedUpload, UploadState, Verb


class FileInUse(DomainError):
    """A plan or an annex is of these bytes, or they are being read."""

    code = "PLANS_FILE_IN_USE"
    message_vi = (
        "Tệp này đang được đọc, hoặc đã thành kế hoạch hay biểu kèm theo, nên không xóa được."
    )


MOST_KEPT = 20
"""Unread files of one person: enough for a day of trials, too few to fill a disk."""


@operation
def receive_files(
    *,
    actor: orgs.Actor,
    sent: Sequence[tuple[str, bytes]],
    plan_id: int | None,
    as_of: date | None,
    may_wait: bool,
    at: datetime,
) -> ReceivedUpload:
    """Keep files, each a name and bytes, to be read: plans, or annexes of the plan of that id.

    Sent again while they are read, they are the upload that is there. `may_wait` says that the
    sender's page can wait for quick files: those are then read by whoever called, all others by a
    job. Raises the refusals of rules.uploading, and of files for what is empty or too large.
    """
    on = local_day(at)
    person_id = _person(actor)
    plan = None if plan_id is None else queries.plan_for(actor, plan_id, on)
    require(may_send(actor, plan, on))
    rules.check_amount([len(data) for _, data in sent])
    given = {hashlib.sha256(data).hexdigest(): (name, data) for name, data in sent}

    key = rules.key_of(given, plan_id, as_of)
    known = _open_one(person_id, key)
    if known is not None:
        return ReceivedUpload(known.pk, is_at_once=False)
    rules.check_waiting(len(given), *queries.waiting_of(person_id, actor.unit_id))

    kept = {row.sha256: row.file_id for row in queries.unread_uploads(actor)}
    rows = [
        UploadFile(
            ordinal=ordinal,
            file_id=kept.get(sha256) or _store(person_id, name, data, at),
            name=name[:255],
            sha256=sha256,
            size=len(data),
        )
        for ordinal, (sha256, (name, data)) in enumerate(given.items(), 1)
    ]
    upload = Upload.objects.create(
        person_id=person_id,
        unit_id=actor.unit_id,
        plan=plan,
        as_of=as_of,
        key=key,
        sent_at=at,
    )
    is_at_once = may_wait and _are_quick(rows)
    _begin(upload, rows, at, is_at_once=is_at_once)

    _record(actor, upload, Change({}, {"files": list(given), "plan": plan_id}), at)
    return ReceivedUpload(upload.pk, is_at_once=is_at_once)


@operation
def read_again(*, actor: orgs.Actor, file_id: int, may_wait: bool, at: datetime) -> ReceivedUpload:
    """Read once more what could not be read, together with what it was sent with.

    Raises NotFound for what is not kept for the actor, TooManyWaiting.
    """
    person_id = _person(actor)
    kept = queries.unread_upload(actor, file_id)
    failed = _failed_with(person_id, file_id)
    require(may_send(actor, failed.plan if failed else None, local_day(at)))
    rules.check_waiting(1, *queries.waiting_of(person_id, actor.unit_id))

    key = failed.key if failed else rules.key_of([kept.sha256], None, None)
    known = _open_one(person_id, key)
    if known is not None:
        return ReceivedUpload(known.pk, is_at_once=False)
    if failed:
        upload, rows = _opened_again(failed)
    else:
        upload, rows = _opened_alone(actor, person_id, key, kept, at)
    is_at_once = may_wait and _are_quick(rows)
    _begin(upload, rows, at, is_at_once=is_at_once)
    if not rows and not is_at_once:  # all of it was read: only its draft is tried again
        announce(FileReceived(upload.files.earliest("ordinal").pk, at))

    _record(actor, upload, Change({}, {"again": [row.sha256 for row in rows]}), at)
    return ReceivedUpload(upload.pk, is_at_once=is_at_once)


@operation
def drop_upload(*, actor: orgs.Actor, upload_id: int, at: datetime) -> int | None:
    """Let go of an upload that became no draft; a second time finds it so.

    Answers the plan whose annexes it was meant to be. Raises NotFound.
    """
    person_id = _person(actor)
    upload = get_one(Upload.objects.filter(pk=upload_id, person_id=person_id))
    require(may_send(actor, upload.plan, local_day(at)))
    if upload.state != UploadState.FAILED:
        return upload.plan_id

    change = compare_and_set(upload, upload.version, state=UploadState.DROPPED.value)
    release(actor_id=person_id, rows=list(upload.files.exclude(file=None)), at=at)

    _record(actor, upload, change, at)
    return upload.plan_id


@operation
def forget_file(*, actor: orgs.Actor, file_id: int, at: datetime) -> None:
    """Let go of one file that the actor sent and that became nothing.

    The journal keeps that it was there. Raises NotFound for what is not kept for the actor,
    FileInUse where a plan or an annex is of these bytes, or while they are read.
    """
    person_id = _person(actor)
    kept = queries.kept_file(actor, file_id)
    require(policies.can_import(actor, local_day(at)))
    if kept.id not in {each.file_id for each in queries.unread_uploads(actor)}:
        raise FileInUse

    rows = list(UploadFile.objects.filter(file=kept.id, upload__person_id=person_id))
    UploadFile.objects.filter(file=kept.id).update(file=None, found=None)
    files.forget_unread(actor_id=person_id, file_ids=[kept.id], at=at)
    for upload in Upload.objects.filter(files__in=rows, state=UploadState.FAILED.value).distinct():
        if not upload.files.exclude(file=None).exists():
            change = compare_and_set(upload, upload.version, state=UploadState.DROPPED.value)
            _record(actor, upload, change, at)


def release(*, actor_id: int, rows: Sequence[UploadFile], at: datetime) -> None:
    """Forget the kept bytes of files that nothing else asks for; part of the caller's operation."""
    ids = [row.file_id for row in rows if row.file_id is not None]
    UploadFile.objects.filter(pk__in=[row.pk for row in rows]).update(file=None, found=None)
    used = set(UploadFile.objects.filter(file__in=ids).order_by().values_list("file_id", flat=True))
    files.forget_unread(actor_id=actor_id, file_ids=[one for one in ids if one not in used], at=at)


def make_room(*, actor_id: int, at: datetime) -> None:
    """Let the oldest of too many unread files go; part of the caller's operation."""
    old = [kept.file_id for kept in queries.unread_of_person(actor_id)[MOST_KEPT:]]
    if old:
        UploadFile.objects.filter(file__in=old).update(file=None, found=None)
        files.forget_unread(actor_id=actor_id, file_ids=old, at=at)


def _person(actor: orgs.Actor) -> int:
    """Whoever sends has a list of his own; the console reads at once. Raises NotAllowed."""
    if actor.person_id is None:
        raise NotAllowed
    queries.lock_source(f"uploads of {actor.person_id}")
    return actor.person_id


def may_send(actor: orgs.Actor, plan: Plan | None, on: date) -> Verdict:
    """Whether files of the actor are read: plans, or annexes of `plan`."""
    if plan is None:
        return policies.can_import(actor, on)
    return policies.can_annex(actor, plan, on)


def _open_one(person_id: int, key: str) -> Upload | None:
    rows = Upload.objects.filter(person_id=person_id, key=key, state=UploadState.OPEN.value)
    return rows.first()


def _failed_with(person_id: int, file_id: int) -> Upload | None:
    """The upload with which a person last sent a file, if nothing came of it."""
    rows = UploadFile.objects.filter(file=file_id, upload__person_id=person_id).order_by("-pk")
    row = rows.select_related("upload__plan").first()
    return row.upload if row and row.upload.state == UploadState.FAILED else None


def _opened_again(upload: Upload) -> tuple[Upload, list[UploadFile]]:
    """A failed upload, open as at first, and what of it is to be read."""
    compare_and_set(
        upload, upload.version, state=UploadState.OPEN.value, ended_at=None, message="", attempts=0
    )
    return upload, list(upload.files.filter(state=FileState.FAILED.value).exclude(file=None))


def _opened_alone(
    actor: orgs.Actor, person_id: int, key: str, kept: queries.UnreadUpload, at: datetime
) -> tuple[Upload, list[UploadFile]]:
    """An upload of one kept file."""
    upload = Upload.objects.create(person_id=person_id, unit_id=actor.unit_id, key=key, sent_at=at)
    row = UploadFile(
        ordinal=1, file_id=kept.file_id, name=kept.name, sha256=kept.sha256, size=kept.size
    )
    return upload, [row]


def _store(person_id: int, name: str, data: bytes, at: datetime) -> int:
    purpose = files.Purpose.UNREAD
    return files.store(actor_id=person_id, name=name, data=data, at=at, purpose=purpose).id


def _are_quick(rows: Sequence[UploadFile]) -> bool:
    refs = files.refs([row.file_id for row in rows if row.file_id])
    return rules.are_quick((ref.media_type.value, ref.size) for ref in refs.values())


def _begin(upload: Upload, rows: Sequence[UploadFile], at: datetime, *, is_at_once: bool) -> None:
    """Let the reading of each begin now, by whoever called, or when its job comes."""
    for row in rows:
        row.upload = upload
        row.state = (FileState.READING if is_at_once else FileState.WAITING).value
        row.is_at_once = is_at_once
        row.attempts = 1 if is_at_once else 0
        row.begun_at = at if is_at_once else None
        row.pages_read, row.pages, row.message = 0, 0, ""
        row.version += 1
        row.save()
        if not is_at_once:
            announce(FileReceived(row.pk, at), rank=row.ordinal)


def _record(actor: orgs.Actor, upload: Upload, change: Change, at: datetime) -> None:
    audit.record(
        actor=actor,
        verb=Verb.IMPORT if upload.plan_id is None else Verb.EDIT,
        thing=upload.ref,
        change=change,
        at=at,
        unit_id=actor.unit_id,
    )
