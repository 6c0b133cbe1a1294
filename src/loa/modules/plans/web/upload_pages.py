"""The values of the page of an upload, and of the list of those that are being read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Link, number
from loa.kernel.clock import TZ
from loa.modules.plans import queries
from loa.modules.plans.operations.receive_files import MOST_KEPT
from loa.modules.plans.queries import Sent, UnreadUpload, UploadFile
from loa.modules.plans.types import FileState, UploadState
from loa.modules.plans.web.reading import Moment

_STATES = {
    FileState.WAITING: (_("Chờ đến lượt"), "grey"),
    FileState.READING: (_("Đang đọc"), "blue"),
    FileState.READ: (_("Đã đọc"), "green"),
    FileState.FAILED: (_("Chưa đọc được"), "red"),
}


@dataclass(frozen=True)
class FileView:
    """One file of an upload; `pages` is 0 where the reading counts none, as of a Word file."""

    name: str
    state: str
    tone: str
    message: str
    is_reading: bool
    pages_read: int
    pages: int
    words: str
    source_href: str
    made: Link | None


@dataclass(frozen=True)
class ReadingLine:
    """One upload in the list of those that are being read."""

    href: str
    name: str
    words: str


def import_page(now: Moment, form: object, imported: int) -> dict[str, object]:
    """The page on which a file is taken in, with those of before that could not be read."""
    return {
        "title": _("Nhập kế hoạch"),
        "links": (Link(_("Kế hoạch"), reverse("plans:plan-list")), Link(_("Nhập kế hoạch"))),
        "form": form,
        "imported": imported,
        "most_kept": MOST_KEPT,
        "reading": reading_lines(queries.open_uploads(now.actor)),
        "unread": unread_lines(queries.unread_uploads(now.actor)),
    }


def unread_lines(uploads: Iterable[UnreadUpload]) -> list[dict[str, str]]:
    """The list of files that could not be read."""
    return [
        {
            "name": upload.name,
            "message": upload.message,
            "sent_at": f"{upload.sent_at.astimezone(TZ):%H:%M ngày %d/%m/%Y}",
            "reread_href": reverse("plans:upload-reread", args=[upload.file_id]),
            "source_href": reverse("plans:upload-source", args=[upload.file_id]),
            "forget_href": reverse("plans:upload-forget", args=[upload.file_id]),
        }
        for upload in uploads
    ]


def forget_page(names: list[str], back: str) -> dict[str, object]:
    """The question whether files that were kept are let go of."""
    title = _("Xóa tệp đã gửi")
    return {
        "title": title,
        "links": (
            Link(_("Kế hoạch"), reverse("plans:plan-list")),
            Link(_("Nhập kế hoạch"), reverse("plans:plan-import")),
            Link(title),
        ),
        "names": names,
        "words": _("Tệp bị xóa hẳn khỏi Loa, không lấy lại được. Tệp ở máy bạn vẫn còn."),
        "button": _("Xóa tệp"),
        "action": "",
        "cancel_href": back,
    }


def detail_page(sent: Sent) -> dict[str, object]:
    """How far an upload is, or what became of it."""
    is_failed = sent.upload.state == UploadState.FAILED
    kept = next((file.file_id for file in sent.files if file.file_id and is_failed), None)
    titles = {UploadState.OPEN: _("Đang đọc tệp"), UploadState.DONE: _("Đã đọc xong")}
    return {
        "title": titles.get(UploadState(sent.upload.state), _("Chưa nhập được hết")),
        "links": _trail(sent),
        "href": reverse("plans:upload-detail", args=[sent.upload.pk]),
        "is_open": sent.is_open,
        "is_failed": is_failed,
        "progress": _progress(sent) if len(sent.files) > 1 or not sent.left else "",
        "files_read": str(len(sent.files) - sent.left),
        "file_count": str(len(sent.files)) if sent.is_open and len(sent.files) > 1 else "",
        "ahead": _("Trước đó còn %(n)s tệp chờ đọc.") % {"n": number(sent.ahead)}
        if sent.ahead
        else "",
        "message": sent.upload.message,
        "files": [_file(file) for file in sent.files],
        "back": _trail(sent)[-2],
        "reread_href": reverse("plans:upload-reread", args=[kept]) if kept else "",
        "drop_href": reverse("plans:upload-drop", args=[sent.upload.pk]) if is_failed else "",
    }


def reading_lines(uploads: Iterable[Sent]) -> list[ReadingLine]:
    """The list «Đang đọc»."""
    return [
        ReadingLine(
            reverse("plans:upload-detail", args=[sent.upload.pk]),
            _names(sent),
            _("gửi lúc %(at)s · %(progress)s") % {"at": _when(sent), "progress": _progress(sent)},
        )
        for sent in uploads
    ]


def _when(sent: Sent) -> str:
    return f"{sent.upload.sent_at.astimezone(TZ):%H:%M %d/%m}"


def _names(sent: Sent) -> str:
    first, more = sent.files[0].name, len(sent.files) - 1
    return _("%(name)s và %(n)d tệp nữa") % {"name": first, "n": more} if more else first


def _progress(sent: Sent) -> str:
    """«đã đọc 1/3 tệp», of one file its pages."""
    if not sent.left:
        return _("đã đọc xong, đang lập bản nháp")
    if len(sent.files) > 1:
        done = number(len(sent.files) - sent.left)
        return _("đã đọc %(n)s/%(all)s tệp") % {"n": done, "all": number(len(sent.files))}
    return _words(sent.files[0]) or _STATES[FileState(sent.files[0].state)][0].lower()


def _file(file: UploadFile) -> FileView:
    words, tone = _STATES[FileState(file.state)]
    made = None
    if file.made_plan_id:
        made = Link(_("Mở bản nháp"), reverse("plans:draft-check", args=[file.made_plan_id]))
    elif file.made_annex:
        address = [file.made_annex.plan_id, file.made_annex_id]
        made = Link(_("Kiểm tra biểu"), reverse("plans:annex-check", args=address))
    return FileView(
        name=file.name,
        state=words,
        tone=tone,
        message=file.message,
        is_reading=file.state == FileState.READING,
        pages_read=file.pages_read,
        pages=file.pages if file.state == FileState.READING else 0,
        words=_words(file),
        source_href=reverse("plans:upload-source", args=[file.file_id]) if file.file_id else "",
        made=made,
    )


def _words(file: UploadFile) -> str:
    if file.state != FileState.READING or not (file.pages or file.pages_read):
        return ""
    if not file.pages:
        return _("đã đọc %(n)s trang") % {"n": number(file.pages_read)}
    return _("đã đọc %(n)s/%(all)s trang") % {
        "n": number(file.pages_read),
        "all": number(file.pages),
    }


def _trail(sent: Sent) -> tuple[Link, ...]:
    first = Link(_("Kế hoạch"), reverse("plans:plan-list"))
    if sent.upload.plan_id is None:
        before = Link(_("Nhập kế hoạch"), reverse("plans:plan-import"))
    else:
        address = reverse("plans:annex-add", args=[sent.upload.plan_id])
        before = Link(_("Thêm biểu kèm theo"), address)
    return (first, before, Link(_("Tệp đã gửi")))
