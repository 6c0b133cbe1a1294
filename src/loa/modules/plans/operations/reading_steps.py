"""The steps of a reading as rows keep them: begun, so many pages, read or failed, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.jobs.facade import announce
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import Denied, require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, get_one, operation
from loa.modules.plans import policies
from loa.modules.plans.events import FileReceived
from loa.modules.plans.models import Upload, UploadFile
from loa.modules.plans.operations.receive_files import make_room, may_send, release
from loa.modules.plans.operations.tell_units import tell_sender
from loa.modules.plans.rules import uploading as rules
from loa.modules.plans.types import FileState, UploadState, Verb

_UNREAD = (FileState.WAITING.value, FileState.READING.value)
_BROKEN_OFF = (
    f"Máy đọc tệp này {rules.MOST_ATTEMPTS} lần đều dừng giữa chừng. Tệp vẫn được giữ: bấm «Đọc "
    "lại», hoặc gửi bản Word của văn bản. Nếu vẫn vậy, báo người quản trị."
)
_NO_LONGER = (
    "{} Người gửi không còn quyền này nên tệp chưa được đọc. Tệp vẫn được giữ: khi được giao lại "
    "vai trò, bấm «Đọc lại»; nếu không, nhờ người có quyền gửi tệp."
)
_NO_DRAFT = (
    "Đã đọc xong các tệp nhưng máy không lập được bản nháp. Tệp vẫn được giữ: bấm «Đọc lại». Nếu "
    "vẫn vậy, báo người quản trị."
)


@dataclass(frozen=True)
class Made:
    """What became of one file; `message` is why nothing did."""

    upload_file_id: int
    plan_id: int | None = None
    annex_id: int | None = None
    is_new: bool = True
    message: str = ""


@operation
def begin_reading(*, actor: orgs.Actor, upload_file_id: int, at: datetime) -> UploadFile | None:
    """Take a file up; None where it is not to be read: read already, put aside, or by a page now.

    A job that comes a second time has lost its first worker, so it takes the file over; after
    too many attempts the sender is told, and so where he may no longer send it.
    """
    row = _locked(actor, upload_file_id, at)
    if row.state not in _UNREAD or row.upload.state != UploadState.OPEN:
        return None
    if row.is_at_once and row.begun_at and at < row.begun_at + rules.LEFT_LYING:
        return None

    on, upload = local_day(at), row.upload
    sender = orgs.actor_of(upload.person_id, on, upload.unit_id)
    verdict = may_send(sender, upload.plan, on)
    if isinstance(verdict, Denied):
        _fail(row, _NO_LONGER.format(verdict.reason))
        return None
    if row.attempts >= rules.MOST_ATTEMPTS:
        _fail(row, _BROKEN_OFF)
        return None
    compare_and_set(
        row,
        row.version,
        state=FileState.READING.value,
        attempts=row.attempts + 1,
        is_at_once=False,
        begun_at=at,
    )
    return UploadFile.objects.get(pk=row.pk)


@operation
def count_pages(
    *, actor: orgs.Actor, upload_file_id: int, read: int, pages: int, at: datetime
) -> None:
    """Tell whoever waits how far the reading is; nothing is journaled for that."""
    require(policies.can(actor, Verb.READ_UPLOAD, 0, local_day(at)))
    rows = UploadFile.objects.filter(pk=upload_file_id, state=FileState.READING.value)
    rows.update(pages_read=read, pages=pages)


@operation
def keep_reading(
    *, actor: orgs.Actor, upload_file_id: int, version: int, found: bytes, at: datetime
) -> bool:
    """Keep the text that was read; whether that ended the reading of the whole upload.

    Who comes second with it changes nothing.
    """
    row = _locked(actor, upload_file_id, at)
    if row.state != FileState.READING or row.version != version:
        return False
    compare_and_set(row, version, state=FileState.READ.value, found=found, message="")
    return _is_last(row)


@operation
def fail_reading(
    *, actor: orgs.Actor, upload_file_id: int, version: int, message: str, at: datetime
) -> bool:
    """Keep why a file could not be read, in words for its sender; answers as `keep_reading`."""
    row = _locked(actor, upload_file_id, at)
    if row.state != FileState.READING or row.version != version:
        return False
    _fail(row, message)
    return _is_last(row)


@operation
def wait_turn(*, actor: orgs.Actor, upload_file_id: int, version: int, at: datetime) -> None:
    """Leave a file to a job: its page has waited long enough, or the worker ends."""
    row = _locked(actor, upload_file_id, at)
    if row.state != FileState.READING or row.version != version:
        return
    is_at_once, attempts = row.is_at_once, max(row.attempts - 1, 0)
    compare_and_set(
        row, version, state=FileState.WAITING.value, is_at_once=False, attempts=attempts
    )
    if is_at_once:
        announce(FileReceived(row.pk, at), rank=row.ordinal)


@operation
def begin_draft(*, actor: orgs.Actor, upload_id: int, at: datetime) -> bool:
    """Whether a draft is to be made of an upload now; after too many attempts it has failed."""
    require(policies.can(actor, Verb.READ_UPLOAD, 0, local_day(at)))
    upload = get_one(Upload.objects.select_for_update(no_key=True).filter(pk=upload_id))
    if upload.state != UploadState.OPEN:
        return False
    if upload.attempts >= rules.MOST_ATTEMPTS:
        _end(actor, upload, [], _NO_DRAFT, at)
        return False
    compare_and_set(upload, upload.version, attempts=upload.attempts + 1)
    return True


@operation
def end_upload(
    *, actor: orgs.Actor, upload_id: int, made: Sequence[Made], message: str, at: datetime
) -> None:
    """Keep what became of the files of an upload; a second time finds it so."""
    require(policies.can(actor, Verb.READ_UPLOAD, 0, local_day(at)))
    upload = get_one(Upload.objects.select_for_update(no_key=True).filter(pk=upload_id))
    if upload.state == UploadState.OPEN:
        _end(actor, upload, made, message, at)


@operation
def take_up_left(*, actor: orgs.Actor, at: datetime) -> int:
    """Let jobs take up what broke off where no job would: a page that died, a lost draft; how many.

    Comes round; a second time finds nothing.
    """
    require(policies.can(actor, Verb.READ_UPLOAD, 0, local_day(at)))
    long_ago = at - rules.LEFT_LYING
    open_rows = UploadFile.objects.filter(upload__state=UploadState.OPEN.value)
    left = open_rows.filter(state=FileState.READING.value, begun_at__lt=long_ago).order_by("pk")
    taken = list(left.select_for_update(of=("self",), no_key=True, skip_locked=True))
    for row in taken:
        compare_and_set(row, row.version, state=FileState.WAITING.value, is_at_once=False)
    reading = open_rows.filter(state__in=_UNREAD).values("upload")
    ended = open_rows.exclude(upload__in=reading).filter(ordinal=1, upload__sent_at__lt=long_ago)
    taken += list(ended.order_by("pk"))
    for row in taken:
        announce(FileReceived(row.pk, at))
    return len(taken)


@operation
def forget_uploads(*, actor: orgs.Actor, at: datetime) -> int:
    """Forget uploads that ended long ago as drafts, or were put aside; how many.

    Their plans and annexes have the files; the journal has who sent what.
    """
    require(policies.can(actor, Verb.READ_UPLOAD, 0, local_day(at)))
    states = (UploadState.DONE.value, UploadState.DROPPED.value)
    old = Upload.objects.filter(state__in=states, ended_at__lt=at - rules.REMEMBERED)
    return old.delete()[1].get("plans.Upload", 0)


def _told(rows: Sequence[UploadFile], *, is_done: bool) -> str:
    names = ", ".join(row.name for row in rows)
    return f"Đã đọc xong: {names}" if is_done else f"Chưa nhập được hết: {names}. Mở để xem vì sao."


def _locked(actor: orgs.Actor, upload_file_id: int, at: datetime) -> UploadFile:
    require(policies.can(actor, Verb.READ_UPLOAD, 0, local_day(at)))
    rows = UploadFile.objects.select_for_update(of=("self", "upload"), no_key=True)
    return get_one(rows.select_related("upload").filter(pk=upload_file_id))


def _is_last(row: UploadFile) -> bool:
    """Whether no other file of the upload, which is locked, is left to be read."""
    return not row.upload.files.filter(state__in=_UNREAD).exists()


def _fail(row: UploadFile, message: str) -> None:
    compare_and_set(row, row.version, state=FileState.FAILED.value, message=message)


def _end(
    actor: orgs.Actor, upload: Upload, made: Sequence[Made], message: str, at: datetime
) -> None:
    for one in made:
        UploadFile.objects.filter(pk=one.upload_file_id).update(
            made_plan=one.plan_id,
            made_annex=one.annex_id,
            is_new=one.is_new,
            message=one.message,
        )
    rows = list(upload.files.order_by("ordinal"))
    is_done = not message and all(row.made_plan_id or row.made_annex_id for row in rows)
    state = UploadState.DONE if is_done else UploadState.FAILED
    change = compare_and_set(
        upload, upload.version, state=state.value, message=message, ended_at=at
    )
    if is_done:
        release(actor_id=upload.person_id, rows=rows, at=at)
    else:
        make_room(actor_id=upload.person_id, at=at)

    if not all(row.is_at_once for row in rows):
        tell_sender(upload, _told(rows, is_done=is_done), at)

    # The words for the sender may name his files; the journal knows those by what they hold.
    failed = [row.sha256 for row in rows if row.message]
    kept = Change({"state": change.before["state"]}, {"state": state.value, "failed": failed})
    audit.record(
        actor=actor,
        verb=Verb.READ_UPLOAD,
        thing=upload.ref,
        change=kept,
        at=at,
        unit_id=upload.unit_id,
    )
