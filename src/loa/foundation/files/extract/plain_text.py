"""Plain text in the encodings that Vietnamese offices still send."""

import re

from loa.foundation.files.extract.errors import BrokenFile
from loa.foundation.files.extract.types import (
    ExtractedText,
    ExtractNote,
    NoteCode,
    SourceFormat,
)
from loa.kernel.text import nfc

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")

# A letter whose UTF-8 bytes were shown as Windows-1252 starts with «áº», «á»» or «Ã», «Ä», «Æ» and
# goes on with a sign that no Vietnamese word has there. Quotes and spaces that may rightly follow a
# word («khá», «ĐÃ ») do not count as such signs.
_TAIL_LATIN = "\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf"
_TAIL = _TAIL_LATIN + "\u0152-\u0178\u0192\u02c6\u02dc\u20ac\u2122"
_SURELY_TORN = re.compile("á[º¼]")
_TORN = re.compile(rf"á[º¼]|á[»\"][{_TAIL}]|[ÃÄÆÅ][{_TAIL}]")
_MIN_TORN = 2
_PLACES_NAMED = 3


def extract_plain_text(data: bytes) -> ExtractedText:
    """The text of a .txt file: NFC, line feeds, every other character kept.

    Raises BrokenFile when the bytes are text in no encoding that we know.
    """
    text, legacy = _decoded(data)
    text = normalised(text)
    notes = [] if legacy is None else [_legacy_note(legacy)]
    notes.extend(lost_bytes_notes(text))
    return ExtractedText(text=text, format=SourceFormat.TXT, notes=tuple(notes))


def normalised(text: str) -> str:
    """`text` in NFC with line feeds: the only two changes ever made to a source."""
    return nfc(_LINE_ENDS.sub("\n", text))


def lost_bytes_notes(text: str) -> list[ExtractNote]:
    """A note that names the places where letters were destroyed before the file reached us."""
    places = _lost_places(text)
    if not places:
        return []
    lines = text.split("\n")
    named = "; ".join(
        f"dòng {line} («{lines[line - 1].strip()[:40]}»)" for line in places[:_PLACES_NAMED]
    )
    more = f" và {len(places) - _PLACES_NAMED} dòng khác" if len(places) > _PLACES_NAMED else ""
    message = (
        f"Có chữ đã hỏng từ trước khi tải lên, không đọc được: {named}{more}. Loa không đoán chữ; "
        "hãy tải lên bản gốc, hoặc sửa các chỗ này khi kiểm tra."
    )
    return [ExtractNote(NoteCode.LOST_BYTES, message)]


def _decoded(data: bytes) -> tuple[str, str | None]:
    """The text and, when it was not Unicode, the name of the code page used."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), None
    if b"\0" in data:
        return _bare_utf16(data), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as failure:
        if _is_mostly_utf8(data):
            return data.decode("utf-8", errors="replace"), None
        try:
            return data.decode("cp1258"), "Windows-1258"
        except UnicodeDecodeError:
            raise BrokenFile(_UNKNOWN_ENCODING) from failure


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without its mark; the zero bytes of its spaces and digits tell which half is high."""
    low_first = data[::2].count(0) < data[1::2].count(0)
    text = data.decode("utf-16-le" if low_first else "utf-16-be", errors="replace")
    if "\0" in text:
        raise BrokenFile(_UNKNOWN_ENCODING)
    return text


_UNKNOWN_ENCODING = (
    "Không nhận ra bảng mã của tệp văn bản này. Hãy mở bằng Notepad, chọn «Lưu thành», "
    "mã hóa UTF-8, rồi tải lên lại."
)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether the non-ASCII bytes are UTF-8 but for a few that were damaged or cut off."""
    text = data.decode("utf-8", errors="replace")
    good = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return good > text.count("\ufffd")


def _lost_places(text: str) -> list[int]:
    """Numbers of the lines, from 1, that hold a replacement sign or torn letters."""
    torn = bool(_SURELY_TORN.search(text)) or len(_TORN.findall(text)) >= _MIN_TORN
    return [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if "\ufffd" in line or (torn and _TORN.search(line))
    ]


def _legacy_note(code_page: str) -> ExtractNote:
    return ExtractNote(
        NoteCode.LEGACY_ENCODING,
        f"Tệp không dùng Unicode; đã đọc theo bảng mã {code_page}. Hãy xem kỹ dấu của chữ.",
    )
