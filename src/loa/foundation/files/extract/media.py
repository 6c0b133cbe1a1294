"""What a file is, by its first bytes and its parts, never by its name."""

import io
import zipfile
from enum import StrEnum

_PDF_HEAD = 1024
_SNIFF = 4096
_MAX_DIRECTORY = 2 * 1024 * 1024
_LAST_RECORD = 22 + 0xFFFF
_NOT_TEXT = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1a\x1b")


class MediaType(StrEnum):
    """The kinds of file that the house knows, as media types (IANA)."""

    TXT = "text/plain"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    DOC = "application/msword"
    OLD_OFFICE = "application/x-ole-storage"
    OTHER = "application/octet-stream"
    """What the house does not know; kept for whoever sent it, never opened."""


PICTURES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.TIFF})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODF_PROGRAMS = ("basic/", "scripts/")
"""Folders of macros in an OpenDocument file (ODF 1.2, part 3)."""
_MARKUP = (b"{\\rtf", b"<!doctype", b"<html", b"<?xml", b"mime-version:", b"%!ps")
_STARTS = (
    (b"II*\0", MediaType.TIFF),
    (b"MM\0*", MediaType.TIFF),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
)


def media_type_of(data: bytes) -> MediaType | None:
    """The kind of `data`, or None when it is none that we know."""
    for start, media_type in _STARTS:
        if data.startswith(start):
            return media_type
    if data.startswith(_OLE):
        return _old_type_of(data)
    if data.startswith(b"PK"):
        return _office_type_of(data)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return MediaType.PDF
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return MediaType.WEBP
    return MediaType.TXT if _looks_like_text(data) else None


def image_type_of(data: bytes) -> MediaType:
    """The kind of a picture; JPEG for what is none, whose reader then says so."""
    found = media_type_of(data)
    return found if found in PICTURES else MediaType.JPEG


def has_macros(data: bytes) -> bool:
    """Whether an Office file carries a program of its own."""
    if data.startswith(_OLE):
        return "_VBA_PROJECT".encode("utf-16-le") in data
    names = _part_names(data)
    return any(n.endswith("vbaproject.bin") or n.startswith(_ODF_PROGRAMS) for n in names)


def _office_type_of(data: bytes) -> MediaType | None:
    """DOCX or XLSX by the main part; a packed file too broken to list goes by its part names."""
    names = _part_names(data)
    if MediaType.ODS.encode() in data[:_SNIFF]:  # its first part, never packed: ODF 1.2, part 3
        return MediaType.ODS
    for folder, media_type in (("word/", MediaType.DOCX), ("xl/", MediaType.XLSX)):
        if any(name.startswith(folder) for name in names):
            return media_type
        if not names and folder.encode() in data:
            return media_type
    return None


def _old_type_of(data: bytes) -> MediaType:
    """DOC or XLS by the name of its stream, unless a password holds the container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return MediaType.OLD_OFFICE
    for stream, media_type in (("WordDocument", MediaType.DOC), ("Workbook\0", MediaType.XLS)):
        if stream.encode("utf-16-le") in data:
            return media_type
    return MediaType.OLD_OFFICE


def _part_names(data: bytes) -> set[str]:
    """The names in a packed file's directory; none when it cannot be listed."""
    if _directory_size(data) > _MAX_DIRECTORY:
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return {name.lower().replace("\\", "/") for name in packed.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return set()


def _directory_size(data: bytes) -> int:
    """Bytes of the list of parts, as the packed file's last record has it (APPNOTE 4.3.16)."""
    at = data.rfind(b"PK\5\6", -_LAST_RECORD)
    return int.from_bytes(data[at + 12 : at + 16], "little") if at >= 0 else 0


def _looks_like_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:_SNIFF]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return False
    if b"\0" in head:
        return _is_bare_utf16(head)
    return _NOT_TEXT.isdisjoint(head)


def _is_bare_utf16(head: bytes) -> bool:
    """UTF-16 without its mark: one byte of each pair is zero for plain letters, the other never."""
    even, odd = head[::2], head[1::2]
    if (0 in even) == (0 in odd):
        return False
    low, high = (even, odd) if 0 in odd else (odd, even)
    return not any(h == 0 and c in _NOT_TEXT for c, h in zip(low, high, strict=False))
