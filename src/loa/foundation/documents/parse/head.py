"""The head of a document: parent and issuer, number and notation, place and date, kind, subject.

Layout of NĐ 30/2020/NĐ-CP, annex I. The two columns of the head come side by side, one after the
other or mixed by a scanner; the national title is cut out first, then each field is found by form.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from loa.foundation.documents.parse.dates import date_of
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.paragraphs import Line, Style, is_rule
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import Found, Span

_DATA = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
KINDS: dict[str, str] = _DATA["kinds"]
_ABBREVIATIONS = frozenset(KINDS.values())
_ISSUERS = tuple(_DATA["issuers"]["heads"])
_CHILDREN = tuple(_DATA["issuers"]["children"])

_SCAN = 70
_MOTTO = re.compile(
    r"C[ỘO]NG\s+H[ÒO][ÀA]?A?\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T\s+NAM"
    r"|Độc\s+lập\s*[-–—.]?\s*Tự\s+do\s*[-–—.]?\s*Hạnh\s+phúc"
    r"|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM",
    re.IGNORECASE,
)
# Marks on the sheet that name no body: drafts, urgency and secrecy (NĐ 30/2020/NĐ-CP, annex I).
_MARKS = re.compile(
    r"^[ \t]*\(?(?:BẢN\s+)?(?:DỰ THẢO|Dự thảo)"
    r"(?:\s+(?:LẦN|Lần|lần|SỐ)?\s*(?:THỨ|thứ)?\s*\d{0,2})?\)?[ \t]*$"
    r"|^[ \t]*(?:HỎA TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN|TUYỆT MẬT|TỐI MẬT|MẬT)[ \t]*$",
    re.MULTILINE,
)
_NUMBER = re.compile(
    r"(?<!\w)S[ốôóo]\s*[:.]?[ \t]*\n?[ \t]*"
    r"(?P<number>[^\s/]{0,9}(?:\s?[^\s/]{1,4})?(?:/\d{4}(?=/))?)\s*"
    r"(?P<bar>[/-])\s*(?P<notation>[A-ZĐ][\w&.,]*(?:\s*[-–/]\s*(?!\d)[\w&.]+)*)"
)
_PLACE = re.compile(
    r"(?P<place>[^\W\d_][^,;:\n\d]{1,40}?(?:\n[^,;:\n\d]{1,25})?)\s*,\s*ngày\s*(?P<d>[^\n]{0,12}?)\s*"
    r"tháng\s*(?P<m>[^\n]{0,10}?)\s*năm\s*(?P<y>\d{4})"
)
_ABOUT = re.compile(r"(?:^|\n|\s{2,})\s*(?:V/v|v/v|V/V|Về việc|VỀ VIỆC)\s*:?\s*")
_GREETING = re.compile(r"Kính\s+gửi|KÍNH\s+GỬI")
_OPENING = re.compile(
    r"Căn cứ\b|Thực hiện (?:Quyết|Nghị|Chỉ|Công|Kế|Thông|Chương trình|Văn|ý kiến|chức)"
    r"|Triển khai (?:Quyết|Nghị|Chỉ)"
    r"|Trong (?:thời|những|các|năm|quá)|Ngày \d|Ngày,|Để |Nhằm |Do |Sau khi |Theo |Xét |Thời gian"
    r"|Qua |Hiện nay"
    r"|Kính gửi|KÍNH GỬI|Tiếp theo |Phúc đáp |Được sự|Hôm nay|Trên cơ sở|Thủ tướng Chính phủ"
    r"|Ủy ban nhân dân|UBND"
    r"|I\s*[.)/]\s|1\s*[.)]\s|A\.\s|Điều \d|Chương [IVX\d]|PHẦN |Phần [IVX\dt]|\(Ban hành|\(Kèm"
    r"|\(kèm|[IVX]+\.\s"
)
_AUTHOR = re.compile(
    r"(?:CHỦ TỊCH |BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|CHÍNH PHỦ"
    r"|CỤC TRƯỞNG"
    r"|VIỆN TRƯỞNG|CHÁNH VĂN PHÒNG|TỔNG GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|QUYẾT ĐỊNH\s*:?$)"
)


@dataclass(frozen=True)
class Head:
    """The fields of the head and the index of the first line after it."""

    kind: Found[str | None]
    parent_body: Found[str | None]
    issuer: Found[str | None]
    number: Found[str | None]
    notation: Found[str | None]
    place: Found[str | None]
    issued_on: Found[date | None]
    subject: Found[str | None]
    body_at: int


ABSENT: Found[str | None] = Found(None, None, 1.0)


@dataclass(frozen=True)
class _Cell:
    """A piece of a head line: words and where they stand."""

    text: str
    start: int


class _Sheet:
    """Cells laid one under another as one searchable text that knows its places."""

    def __init__(self, source: Source, cells: list[list[_Cell]]) -> None:
        self.source = source
        self.text = ""
        self.marks: list[tuple[int, int]] = []
        for row in cells:
            for cell in row:
                self.marks.append((len(self.text), cell.start))
                self.text += cell.text + "\n"
            self.text += "\n"

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the sheet."""
        return self.source.span(self._place(start), self._place(max(end - 1, start)) + 1)

    def _place(self, at: int) -> int:
        begin, start = max((mark for mark in self.marks if mark[0] <= at), default=(0, 0))
        return start + at - begin


def read_head(source: Source, lines: list[Line], style: Style) -> Head:
    """Every field of the head; a blank number or day is None with a doubt."""
    title_at = _title_line(lines)
    greeting_at = _greeting_line(lines)
    stop = title_at if title_at is not None else greeting_at
    top = lines[: stop if stop is not None else _head_without_title(lines)]
    top = top[_after_stamp(top) :]
    sheet = _sheet(source, top, style)
    rest = _blank_out(_blank_out(sheet.text, _MOTTO), _MARKS)
    number, notation, rest = _number(sheet, rest)
    place, issued_on, rest = _place_and_date(sheet, rest)
    about, rest = _about(sheet, rest)
    parent, issuer = _issuer(sheet, rest)
    kind = _kind(source, lines, title_at, notation)
    body_at = stop if stop is not None else len(top)
    subject = about
    if title_at is not None:
        subject, body_at = _subject(source, lines, title_at)
    return Head(kind, parent, issuer, number, notation, place, issued_on, subject, body_at)


def _blank_out(text: str, pattern: re.Pattern[str]) -> str:
    """`text` with every match turned into line ends, so that places stay."""
    return pattern.sub(lambda found: "\n" * len(found.group()), text)


def _title_key(line: str) -> str:
    return fold(line.strip(" :*-_.|'`~")).removesuffix(" hop")


def _title_line(lines: list[Line]) -> int | None:
    for i, line in enumerate(lines[:_SCAN]):
        if line.text.isupper() and _title_key(line.text) in KINDS:
            return i
        if re.match(r"(?:Căn cứ |Điều 1|I\. )", line.text):
            return None
    return None


def _greeting_line(lines: list[Line]) -> int | None:
    return next((i for i, line in enumerate(lines[:_SCAN]) if _GREETING.match(line.text)), None)


def _head_without_title(lines: list[Line]) -> int:
    for i, line in enumerate(lines[:_SCAN]):
        if _OPENING.match(line.text) and not _AUTHOR.match(line.text):
            return i
    return min(len(lines), 12)


def _after_stamp(lines: list[Line]) -> int:
    """Lines of a gazette or signature stamp before the head: all up to the one with its hour."""
    for i in range(min(len(lines), 15) - 1, -1, -1):
        if re.search(r"\+07[:.]?00|Ngày ký|Thời gian ký", lines[i].text):
            return i + 1
    return 0


def _sheet(source: Source, lines: list[Line], style: Style) -> _Sheet:
    if style is Style.LAID_OUT:
        left: list[_Cell] = []
        right: list[_Cell] = []
        for line in lines:
            for found in re.finditer(r"\S(?:\s{0,2}\S)*", line.text):
                column = line.indent + found.start()
                blank_number = re.match(r"/\s*[A-ZĐ]", found.group())
                cell = _Cell(found.group(), line.start + found.start())
                if right and re.match(r"tháng|năm \d", cell.text) and right[-1].start >= line.start:
                    before = right.pop()
                    right.append(
                        _Cell(source.text[before.start : cell.start] + cell.text, before.start)
                    )
                elif blank_number and left and left[-1].text.startswith("Số"):
                    # "Số: 565    /TB-UBND": the gap belongs to the number.
                    before = left.pop()
                    words = source.text[before.start : cell.start] + cell.text
                    left.append(_Cell(words, before.start))
                elif column < 28 or blank_number:
                    left.append(cell)
                else:
                    right.append(cell)
        return _Sheet(source, [left, right])
    rows: list[list[_Cell]] = []
    for line in lines:
        if not rows or line.blanks or is_rule(line.text):
            rows.append([])
        if not is_rule(line.text):
            rows[-1].append(_Cell(line.text, line.start))
    return _Sheet(source, rows)


def _number(sheet: _Sheet, text: str) -> tuple[Found[str | None], Found[str | None], str]:
    for found in _NUMBER.finditer(text):
        raw = "".join(found["number"].split()).strip("….:_")
        notation = re.sub(r"\s+", "", found["notation"]).strip(".,–-").replace("–", "-")
        if len(notation) < 2 or "\n\n" in found.group():
            continue
        spot = sheet.span(found.start(), found.end())
        doubts: tuple[str, ...] = ()
        if not raw:
            doubts = ("Chưa có số: chỗ ghi số để trống.",)
        elif not re.fullmatch(r"\d+[a-z]?(?:/\d{4})?", raw):
            doubts = ("Số đọc không rõ, có ký tự lạ.",)
        number = Found(raw or None, spot, 0.5 if doubts else 0.99, doubts)
        sign = Found[str | None](notation, sheet.span(*found.span("notation")), 0.97)
        return number, sign, _cut(text, found.start(), found.end())
    missing = ("Không thấy dòng số, ký hiệu.",)
    return Found(None, None, 0.5, missing), Found(None, None, 0.5, missing), text


def _cut(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * (end - start) + text[end:]


def _place_and_date(sheet: _Sheet, text: str) -> tuple[Found[str | None], Found[date | None], str]:
    found = _PLACE.search(text)
    if not found:
        missing = ("Không thấy địa danh và ngày ký.",)
        return Found(None, None, 0.5, missing), Found(None, None, 0.5, missing), text
    start = found.start("place")
    words = found["place"]
    if "\n" in words:
        first, _, second = words.partition("\n")
        # The line above belongs to the place only if both are capitalised words side by side.
        if not first.strip() or first.isupper() or not first[0].isupper() or not second.strip():
            start += len(first) + 1
            words = second
    place = Found[str | None](" ".join(words.split()), sheet.span(start, found.end("place")), 0.97)
    spot = sheet.span(found.end("place"), found.end())
    raw_day, raw_month = found["d"].strip(" ./…_"), found["m"].strip(" ./…_")
    doubts: tuple[str, ...] = ()
    day: date | None = None
    if not raw_day or not raw_month:
        doubts = ("Chưa có ngày: chỗ ghi ngày hoặc tháng để trống.",)
    elif not (raw_day.isdigit() and raw_month.isdigit()):
        doubts = (f"Ngày đọc không rõ: «{raw_day}» tháng «{raw_month}».",)
    else:
        day = date_of(raw_day, raw_month, found["y"])
        if day is None:
            doubts = (f"Không có ngày {raw_day} tháng {raw_month}; hãy xem lại bản gốc.",)
    issued_on = Found(day, spot, 0.4 if doubts else 0.98, doubts)
    return place, issued_on, _cut(text, start, found.end())


def _about(sheet: _Sheet, text: str) -> tuple[Found[str | None], str]:
    found = _ABOUT.search(text)
    if not found:
        return Found(None, None, 0.5, ("Không thấy trích yếu.",)), text
    end = text.find("\n\n", found.end())
    end = len(text) if end < 0 else end
    words = " ".join(text[found.end() : end].split()).strip(" .;")
    spot = sheet.span(found.end(), end)
    return Found(words or None, spot, 0.95), _cut(text, found.start(), end)


def _issuer(sheet: _Sheet, text: str) -> tuple[Found[str | None], Found[str | None]]:
    pieces: list[tuple[str, int, int]] = []
    for found in re.finditer(r"[^\n]+", text):
        words = re.split(r"\s{3,}", found.group().strip(" *-_"))
        if words[0] and sum(c.isupper() for c in words[0]) * 2 > sum(c.isalpha() for c in words[0]):
            pieces.append((" ".join(w for w in words if w), found.start(), found.end()))
    while pieces and not _begins_body(pieces):
        pieces.pop(0)
    if not pieces:
        return ABSENT, Found(None, None, 0.5, ("Không thấy tên cơ quan ban hành.",))
    groups: list[list[tuple[str, int, int]]] = []
    for piece in pieces:
        key = fold(piece[0] + " ")
        whole = groups and len(fold(" ".join(p[0] for p in groups[-1])).split()) >= 2
        if groups and not (whole and key.startswith(_CHILDREN) and _is_whole(groups[-1])):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    issuer = _joined(sheet, groups[-1][:4])
    parent = _joined(sheet, groups[-2]) if len(groups) > 1 else ABSENT
    return parent, issuer


def _begins_body(pieces: list[tuple[str, int, int]]) -> bool:
    """Whether a body's name begins here; it may be broken after its first syllable."""
    words = " ".join(piece[0] for piece in pieces[:2])
    return fold(words + " ").startswith(_ISSUERS)


def _is_whole(group: list[tuple[str, int, int]]) -> bool:
    """Whether the lines so far name a complete body: "ỦY BAN NHÂN DÂN" alone lacks its place."""
    words = fold(" ".join(piece[0] for piece in group))
    return words not in {
        "uy ban nhan",
        "uy ban",
        "uy ban nhan dan",
        "ubnd",
        "chu tich uy ban",
        "bo",
    }


def _joined(sheet: _Sheet, group: list[tuple[str, int, int]]) -> Found[str | None]:
    words = " ".join(" ".join(piece[0].split()) for piece in group).strip(" -*")
    return Found(words, sheet.span(group[0][1], group[-1][2]), 0.95)


def _kind(
    source: Source, lines: list[Line], title_at: int | None, notation: Found[str | None]
) -> Found[str | None]:
    if title_at is not None:
        line = lines[title_at]
        spot = source.span(line.start, line.end)
        return Found(KINDS[_title_key(line.text)], spot, 0.99)
    sign = (notation.value or "").split("-")[0]
    if sign in _ABBREVIATIONS:
        return Found(sign, notation.span, 0.9)
    if notation.value:
        return Found("CV", notation.span, 0.9)
    return Found(None, None, 0.3, ("Không thấy tên loại văn bản.",))


def _subject(source: Source, lines: list[Line], title_at: int) -> tuple[Found[str | None], int]:
    taken: list[Line] = []
    at = title_at + 1
    while at < len(lines):
        line = lines[at]
        if is_rule(line.text):
            at += 1
            if taken:
                break
            continue
        if taken and _ends_subject(line, taken):
            break
        if not taken and (_GREETING.match(line.text) or re.match(r"Căn cứ ", line.text)):
            break
        taken.append(line)
        at += 1
    if not taken:
        return Found(None, None, 0.5, ("Không thấy trích yếu.",)), at
    words = " ".join(" ".join(line.text.split()) for line in taken).rstrip(" .;:")
    return Found(words, source.span(taken[0].start, taken[-1].end), 0.95), at


def _ends_subject(line: Line, taken: list[Line]) -> bool:
    if len(taken) >= 14 or _OPENING.match(line.text) or line.blanks > 1:
        return True
    shouted = taken[0].text.isupper()
    if line.blanks and (shouted != line.text.isupper() or _AUTHOR.match(line.text)):
        return True
    if shouted and not line.text.isupper() and _mostly_lower(line.text):
        return True
    return (
        bool(line.blanks)
        and not line.text[0].islower()
        and len(taken) > 0
        and (
            taken[-1].text.endswith((".", ";"))
            or (_mostly_lower(line.text) and not shouted and line.text[0].isupper())
        )
    )


def _mostly_lower(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.islower() for c in letters) * 2 > len(letters)
