"""Stored files for the tests of rooms above, and pictures to store."""

import io
from datetime import UTC, datetime

from PIL import Image

from loa.foundation.files.facade import Purpose, StoredFileRef, store
from loa.foundation.files.tests.scan_builder import scan_pdf, sheet
from loa.foundation.files.tests.word_builder import docx, paragraph

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
GPS = {1: "N", 2: (21.0, 49.0, 0.0), 3: "E", 4: (105.0, 13.0, 0.0)}
_GPS_TAG, _MAKER_TAG, _TURN_TAG = 0x8825, 0x010F, 0x0112


def make_file(name: str = "kế hoạch.docx", data: bytes | None = None) -> StoredFileRef:
    """A stored Word file."""
    content = docx(paragraph(name)) if data is None else data
    return store(actor_id=None, name=name, data=content, at=AT, purpose=Purpose.EVIDENCE)


def make_unread(data: bytes, person_id: int | None = 0) -> int:
    """The id of an upload that this person sent and could not be read."""
    sent = store(actor_id=person_id, name="hỏng.pdf", data=data, at=AT, purpose=Purpose.UNREAD)
    return sent.id


def scanned(*lines: str | tuple[str, str]) -> bytes:
    """A PDF of one scanned page; a pair of texts stands side by side."""
    return scan_pdf(sheet(*lines))


def picture(
    width: int = 60, height: int = 40, kind: str = "JPEG", *, mode: str = "RGB", turn: int = 1
) -> bytes:
    """A picture whose left half is red, taken by a named camera at a known place."""
    image = Image.new(mode, (width, height), (0, 0, 255) + (128,) * (len(mode) - 3))
    image.paste((255, 0, 0) + (255,) * (len(mode) - 3), (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[_MAKER_TAG] = "Camera bí mật"
    exif[_TURN_TAG] = turn
    exif.get_ifd(_GPS_TAG).update(GPS)
    exif[_GPS_TAG] = GPS
    out = io.BytesIO()
    image.save(out, kind, exif=exif, quality=95)
    return out.getvalue()
