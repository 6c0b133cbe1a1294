"""Which files are taken, and under what name they are kept: no database, no disk."""

import re
import unicodedata

from loa.foundation.files.extract.errors import EmptyFile
from loa.foundation.files.extract.media import MediaType, has_macros, media_type_of
from loa.foundation.files.types import IMAGES, UPLOAD_LIMITS, Purpose
from loa.kernel.errors import DomainError
from loa.kernel.text import nfc

_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 150
_EXTENSIONS = {
    MediaType.TXT: (".txt", ".md", ".csv"),
    MediaType.PDF: (".pdf",),
    MediaType.DOCX: (".docx",),
    MediaType.XLSX: (".xlsx",),
    MediaType.XLS: (".xls",),
    MediaType.ODS: (".ods",),
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.WEBP: (".webp",),
    MediaType.TIFF: (".tif", ".tiff"),
    MediaType.DOC: (".doc",),
    MediaType.OLD_OFFICE: (".bin",),
    MediaType.OTHER: (".bin",),
}
_WORDS = {
    MediaType.TXT: "văn bản thuần (.txt)",
    MediaType.PDF: "PDF (.pdf)",
    MediaType.DOCX: "Word (.docx)",
    MediaType.XLSX: "Excel (.xlsx)",
    MediaType.XLS: "Excel cũ (.xls)",
    MediaType.ODS: "LibreOffice (.ods)",
    MediaType.JPEG: "ảnh .jpg",
    MediaType.PNG: "ảnh .png",
    MediaType.WEBP: "ảnh .webp",
    MediaType.TIFF: "ảnh .tif",
    MediaType.DOC: "Word đời cũ (.doc)",
}
_ACCEPTED = {
    Purpose.PLAN_SOURCE: (
        *(MediaType.DOCX, MediaType.DOC, MediaType.PDF),
        *(MediaType.XLSX, MediaType.XLS, MediaType.ODS),
        *(MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.TIFF),
        MediaType.TXT,
    ),
    Purpose.EVIDENCE: (
        *(MediaType.JPEG, MediaType.PNG, MediaType.WEBP),
        *(MediaType.PDF, MediaType.DOCX, MediaType.XLSX),
    ),
    Purpose.SIGNED_COPY: (MediaType.PDF,),
    Purpose.OUTPUT: (MediaType.DOCX, MediaType.PDF, MediaType.XLSX),
    Purpose.THUMBNAIL: (MediaType.JPEG,),
}
_WITH_PROGRAMS = frozenset(
    {MediaType.DOCX, MediaType.DOC, MediaType.XLSX, MediaType.XLS, MediaType.ODS}
)
_FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class FileKindRefused(DomainError):
    """A kind that is not taken here; the words name those that are."""

    code = "FILES_KIND_REFUSED"


class FileHasMacros(FileKindRefused):
    """A Word or Excel file with a program inside, which would be handed on to others."""

    code = "FILES_HAS_MACROS"
    message_vi = (
        "Tệp này có macro (chương trình nhúng) nên không nhận, để tránh lây mã độc. Hãy mở bằng "
        "Word hoặc Excel, lưu thành .docx hoặc .xlsx không macro rồi tải lên lại."
    )


class FileTooLarge(DomainError):
    """Over the limit; the words give both sizes."""

    code = "FILES_TOO_LARGE"


def check_upload(data: bytes, purpose: Purpose) -> MediaType:
    """The kind of an upload, told by its bytes.

    Raises EmptyFile, FileTooLarge, FileKindRefused, FileHasMacros.
    """
    if not data:
        raise EmptyFile
    media_type = media_type_of(data)
    # A photographed plan is read, not shown in lists: it may be as large as a scan.
    is_photo = media_type in IMAGES and purpose not in {Purpose.PLAN_SOURCE, Purpose.UNREAD}
    check_size(len(data), is_image=is_photo)
    if purpose is Purpose.UNREAD:
        return media_type or MediaType.OTHER
    if media_type is None or media_type not in _ACCEPTED[purpose]:
        *most, last = (_WORDS[kind] for kind in _ACCEPTED[purpose])
        kinds = f"{', '.join(most)} và {last}" if most else last
        message = f"Chỗ này nhận tệp {kinds}. Hãy chuyển tệp sang loại đó rồi tải lên lại."
        raise FileKindRefused(message)
    if media_type in _WITH_PROGRAMS and has_macros(data):
        raise FileHasMacros
    return media_type


def check_image(data: bytes) -> MediaType:
    """The kind of a photo of evidence. Raises EmptyFile, FileTooLarge, FileKindRefused."""
    media_type = check_upload(data, Purpose.EVIDENCE)
    if media_type not in IMAGES:
        message = "Chỗ này nhận ảnh .jpg, .png và .webp. Hãy chọn một tấm ảnh."
        raise FileKindRefused(message)
    return media_type


def check_size(size: int, *, is_image: bool) -> None:
    """Refuse what is over the limit; `size` is in bytes. Raises FileTooLarge."""
    most = UPLOAD_LIMITS.image if is_image else UPLOAD_LIMITS.document
    if size <= most:
        return
    what = "Ảnh" if is_image else "Tệp"
    way = (
        "Hãy chụp ở cỡ nhỏ hơn hoặc nén ảnh rồi tải lên lại."
        if is_image
        else "Hãy nén ảnh trong tệp hoặc tách thành nhiều tệp rồi tải lên lại."
    )
    message = f"{what} nặng {_megabytes(size)} MB, tối đa {most // _MEGABYTE} MB. {way}"
    raise FileTooLarge(message)


def _megabytes(size: int) -> str:
    """One decimal, rounded up so that a refused file never seems to fit: «10,1»."""
    tenths = -(-size * 10 // _MEGABYTE)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)


def clean_name(name: str, media_type: MediaType) -> str:
    """`name` as it may be offered for download: NFC, no folder, no control or direction signs.

    The ending always agrees with the bytes, so that «a.html» that is a picture goes out as
    «a.html.jpg». At most 150 characters.
    """
    last = nfc(name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(
        " " if c.isspace() else c
        for c in last
        if c not in _DIRECTIONS and (c.isspace() or unicodedata.category(c)[0] != "C")
    )
    stem = re.sub(r" {2,}", " ", _FORBIDDEN.sub("_", shown)).strip(" .")
    endings = _EXTENSIONS[media_type]
    ending = next((e for e in endings if stem.casefold().endswith(e)), None)
    if ending is None:
        ending = endings[0]
    else:
        ending = stem[-len(ending) :]
        stem = stem[: -len(ending)]
    return (stem.rstrip(" .")[: _LONGEST_NAME - len(ending)] or "tep") + ending
