"""The head of a document: parent and issuer, number and notation, place and date, kind, subject.

Layout of NĐ 30/2020/NĐ-CP, annex I. The two columns of the head come side by side, one after the
other or mixed by a scanner; the national title is cut out first, then each field is found by form.
"""

import re
import tomllib
from datetime import date
from importlib.resources import files

from loa.foundation.documents.parse.dates import date_of
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.head_sheet import Sheet, sheet_of
from loa.foundation.documents.parse.letters import CAPITALS, however_marked
from loa.foundation.documents.parse.lines import Line, Style
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import Found
from loa.foundation.documents.parse.subject import AUTHOR, GREETING, OPENING, read_subject
from loa.foundation.documents.parse.values import value

_DATA = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
KINDS: dict[str, str] = _DATA["kinds"]
_ABBREVIATIONS = frozenset(KINDS.values())
_ISSUERS = tuple(_DATA["issuers"]["heads"])
_CHILDREN = tuple(_DATA["issuers"]["children"])

# Kinds that name their author between the subject and the legal bases.
_WITH_AUTHOR = frozenset({"QĐ", "NQ", "NĐ", "TT", "CĐ", "CT", "QC", "QyĐ"})

_SCAN = 70
_MOTTO = re.compile(
    rf"{however_marked('CONG HOA XA HOI CHU NGHIA VIET NAM')}"
    r"|Độc\s+lập\s*[-–—.]{0,3}\s*Tự\s+do\s*[-–—.]{0,3}\s*Hạnh\s+phúc"
    r"|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM",
    re.IGNORECASE,
)
_SPECKS = " *-_\"'“”`~|.,"
# «GIẤY MỜI HỌP», «CÔNG ĐIỆN KHẨN», «QUY CHẾ PHỐI HỢP»: the kind with a word more.
_JOINT = re.compile(r" (?:hop|khan|khan cap|lien tich|lien nganh|phoi hop|phoi hop lien nganh)$")
# Kinds whose title may run on into its subject on one line: «THÔNG BÁO KẾT LUẬN CỦA …».
_FUSED = re.compile(
    r"(?:THÔNG BÁO|QUYẾT ĐỊNH|KẾ HOẠCH|BÁO CÁO|TỜ TRÌNH|HƯỚNG DẪN|CHỈ THỊ|NGHỊ QUYẾT|CÔNG ĐIỆN)"
    r"(?=\s+[^\W\d_])"
)
_PLACE_SPECKS = " \n„“”'\"`~._-–—|*"
_NEAR = 6
_YEAR = re.compile(r"năm\s+\d{4}$")
# Marks on the sheet that name no body: drafts, urgency and secrecy (NĐ 30/2020/NĐ-CP, annex I).
_MARKS = re.compile(
    r"^[ \t]*\(?(?:BẢN\s+)?(?:DỰ THẢO|Dự thảo)"
    r"(?:\s+(?:LẦN|Lần|lần|SỐ)?\s*(?:THỨ|thứ)?\s*\d{0,2})?\)?[ \t]*$"
    r"|^[ \t]*(?:HỎA TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN|TUYỆT MẬT|TỐI MẬT|MẬT)[ \t]*$",
    re.MULTILINE,
)
# Runs of spaces are taken whole (`*+`): given back one by one, a long one costs its square.
_NUMBER = re.compile(
    r"(?<!\w)S[ốôóo](?!\w)\s*+[:.]?[ \t]*+\n?[ \t]*+"
    r"(?P<number>[^\s/]{0,9}(?:\s?[^\s/]{1,4})?(?:\s?/\s?\d{4}(?=\s?/))?)\s*+"
    r"(?P<bar>[/-])\s*+(?P<notation>[A-ZĐ][\w&.,]*(?:\s*+[-–/]\s*+(?!\d)[\w&.]+)*)"
)
# Where a machine lost «Số»: «0S /CT-UBND Đắk Nông, ngày …».
_BARE_NUMBER = re.compile(
    r"(?<![^\s:.])(?P<number>[^\s/:]{0,6})\s?/{1,2}\s?"
    r"(?P<notation>[A-ZĐ]{2,6}-[A-ZĐ][A-Za-zĐđ&]{1,11})(?=\s)"
)
_STAMPED = re.compile(r"\+07[:.]?00|Ngày ký|Thời gian ký")
_PARTY = re.compile(r"(?P<number>\d+)[-–](?P<kind>[A-ZĐ][A-Za-zĐ]{0,4})")
_PLACE = re.compile(
    r"(?P<place>[^\W\d_][^,;:\n\d]{1,40}?(?:\n[^,;:\n\d]{1,25})?)\s*+[,.]\s*+ng[àa][ywYW]"
    r"\s*+(?P<d>[^\n]{0,12}?)\s*+tháng\s*+(?P<m>[^\n]{0,10}?)\s*+năm\s*+(?P<y>\d{4})"
)
# Where a typist left out the comma, or wrote the day in figures.
_LOOSE_PLACE = re.compile(
    rf"(?:^|\n)[ \t]*(?P<place>[{CAPITALS}][^\W\d_]*\.?(?: [{CAPITALS}][^\W\d_]*){{0,5}})"
    r"(?:\s*+,\s*+|\s++)ngày\s*+(?P<d>\d{1,2})(?:\s*+tháng\s*+|[/.-])(?P<m>\d{1,2})"
    r"(?:\s*+năm\s*+|[/.-])(?P<y>\d{4})"
)
# Begins where a run of spaces and line ends begins, so that long runs are gone over once.
_ABOUT = re.compile(
    r"(?:^|(?<!\s)(?:\n|\s{2}))\s*+"
    r"(?:V/v|v/v|V/V|Về việc|VỀ VIỆC|Vv\.?|Về(?= [a-zà-ỹđ]))\s*+:?\s*+"
)


_PARENT_FIRST = re.compile(
    r"(?P<parent>(?:[ỦU][ỶY] BAN NHÂN DÂN|UBND|[ỦU][ỶY] BAN BẦU CỬ|BỘ(?! CHỈ| TƯ LỆNH))\s\S.+?)\s"
    r"(?P<child>(?:SỞ|VĂN PHÒNG|BAN QUẢN LÝ|CHI CỤC|PHÒNG|THANH TRA|TIỂU BAN|TRUNG TÂM|CỤC"
    r"|TỔNG CỤC)\s\S.*)"
)
# Nor do strokes that a scanner made of the rule under a name.
_NO_NAME = re.compile(r"(?<!\w)S[ốôóo]\s?:|(?<!\s)\s++[—–=_~*]{2}")
# «KHÓA XIX, KỲ HỌP THỨ 5» under a council's name says when it sat.
_TERM = re.compile(r"(?:KH[OÓ][AÁ]|KỲ HỌP|NHIỆM KỲ)\b")


# «ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH | SỐ 1050/QĐ-SCT»: the number is of the name.
_OF_NUMBER = re.compile(r"SỐ\s*:?\s*\d")


@value(frozen=True, slots=True)
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


@value(frozen=True, slots=True)
class _Title:
    """The line of the title, that at which the subject begins, and the kind it names."""

    at: int
    subject_at: int
    kind: Found[str | None]


def read_head(source: Source, lines: list[Line], style: Style) -> Head:
    """Every field of the head; a blank number or day is None with a doubt."""
    title, lines = _title(source, lines)
    # A title tells the kind and ends the head: whom a letter greets is asked without one.
    greeting_at = None if title else _greeting_line(lines)
    stop = title.at if title else greeting_at
    top = lines[: stop if stop is not None else _head_without_title(lines)]
    top = top[_after_stamp(top) :]
    sheet = sheet_of(source, top, style)
    rest = _blank_out(_blank_out(sheet.text, _MOTTO), _MARKS)
    whole = rest
    number, notation, rest = _number(sheet, rest)
    cut = (at for at, pair in enumerate(zip(whole, rest, strict=True)) if pair[0] != pair[1])
    numbered_at = next(cut, len(whole))
    place, issued_on, rest = _place_and_date(sheet, rest)
    about, rest = _about(sheet, rest)
    parent, issuer = _issuer(sheet, rest, numbered_at)
    greeted = greeting_at is not None or about.value is not None
    kind = title.kind if title else _kind(notation, greeted=greeted)
    body_at = stop if stop is not None else len(top)
    subject = about
    if title is not None:
        names_author = kind.value in _WITH_AUTHOR
        subject, body_at = read_subject(source, lines, title.subject_at, names_author=names_author)
    return Head(kind, parent, issuer, number, notation, place, issued_on, subject, body_at)


def _blank_out(text: str, pattern: re.Pattern[str]) -> str:
    """`text` with every match turned into line ends, so that places stay."""
    return pattern.sub(lambda found: "\n" * len(found.group()), text)


def _title_key(line: str) -> str:
    return _JOINT.sub("", fold(line.strip(" :*-_.|'`~#")))


def _title(source: Source, lines: list[Line]) -> tuple[_Title | None, list[Line]]:
    """The title, and the lines as they are to be read: one that also opens the subject is cut."""
    found = _title_lines(lines)
    if found:
        words = " ".join(line.text for line in lines[found[0] : found[1]])
        spot = source.span(lines[found[0]].start, lines[found[1] - 1].end)
        return _Title(*found, Found(KINDS[_title_key(words)], spot, 0.99)), lines
    dated = next((i for i, line in enumerate(lines[:_SCAN]) if _YEAR.search(line.text)), _SCAN)
    for i, line in enumerate(lines[dated : dated + _NEAR], dated):
        fused = _FUSED.match(line.text) if line.text.isupper() else None
        if fused:
            spot = source.span(line.start, line.start + fused.end())
            kind = Found[str | None](KINDS[fold(fused.group())], spot, 0.9)
            rest = line.text[fused.end() :].lstrip()
            begins = Line(rest, line.end - len(rest), line.end, line.indent, 0, line.has_gaps)
            return _Title(i, i, kind), [*lines[:i], begins, *lines[i + 1 :]]
    return None, lines


def _title_lines(lines: list[Line]) -> tuple[int, int] | None:
    """First line of the title and the one after it; a narrow column may break «QUYẾT | ĐỊNH»."""
    for i, line in enumerate(lines[:_SCAN]):
        if line.text.isupper():
            if _title_key(line.text) in KINDS:
                return i, i + 1
            after = lines[i + 1 : i + 2]
            joined = f"{line.text} {after[0].text}" if after and not after[0].blanks else ""
            if joined.isupper() and _title_key(joined) in KINDS:
                return i, i + 2
        if line.words.startswith(("Căn cứ ", "Điều 1", "I. ")):
            return None
    return None


def _greeting_line(lines: list[Line]) -> int | None:
    for i in [i for i, line in enumerate(lines[:_SCAN]) if line.text[0] == "K"]:
        line = lines[i]
        # A narrow column may break «Kính | gửi».
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        if GREETING.match(line.text) or (
            line.text in {"Kính", "KÍNH"} and after.lower().startswith("gửi")
        ):
            return i
    return None


def _head_without_title(lines: list[Line]) -> int:
    for i, line in enumerate(lines[:_SCAN]):
        if OPENING.match(line.words) and not AUTHOR.match(line.words):
            return i
    return min(len(lines), 12)


def _after_stamp(lines: list[Line]) -> int:
    """Lines of a gazette or signature stamp before the head: all up to the one with its hour."""
    for i in range(min(len(lines), 15) - 1, -1, -1):
        if _STAMPED.search(lines[i].text):
            return i + 1
    return 0


def _number(sheet: Sheet, text: str) -> tuple[Found[str | None], Found[str | None], str]:
    for found in _NUMBER.finditer(text):
        raw = "".join(found["number"].split()).strip("….:_")
        notation = "".join(found["notation"].split()).strip(".,–-").replace("–", "-")
        if len(notation) < 2 or "\n\n" in found.group():
            continue
        party = _PARTY.fullmatch(raw)
        if party:
            # «212-KL/TW»: in papers of the Party the kind stands before the stroke.
            raw, notation = party["number"], f"{party['kind']}/{notation}"
        spot = sheet.span(found.start(), found.end())
        doubts: tuple[str, ...] = ()
        if not raw:
            doubts = ("Chưa có số: chỗ ghi số để trống.",)
        elif not re.fullmatch(r"\d+[a-z]?(?:/\d{4})?", raw):
            doubts = ("Số đọc không rõ, có ký tự lạ.",)
        number = Found(raw or None, spot, 0.5 if doubts else 0.99, doubts)
        sign: Found[str | None] = Found(notation, sheet.span(*found.span("notation")), 0.97)
        return number, sign, _cut(text, found.start(), found.end())
    bare = _BARE_NUMBER.search(text)
    if bare and not text[: bare.start()].rstrip(" ").endswith(("số", "Số")):
        unsure = ("Dòng số, ký hiệu không có chữ «Số»; hãy đối chiếu với bản ký.",)
        raw = bare["number"].strip("….:_")
        number = Found(raw or None, sheet.span(bare.start(), bare.end()), 0.5, unsure)
        sign = Found(bare["notation"], sheet.span(*bare.span("notation")), 0.5, unsure)
        return number, sign, _cut(text, bare.start(), bare.end())
    missing = ("Không thấy dòng số, ký hiệu.",)
    return Found(None, None, 0.5, missing), Found(None, None, 0.5, missing), text


def _cut(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * (end - start) + text[end:]


def _place_and_date(sheet: Sheet, text: str) -> tuple[Found[str | None], Found[date | None], str]:
    found = _PLACE.search(text) or _LOOSE_PLACE.search(text)
    if not found:
        missing = ("Không thấy địa danh và ngày ký.",)
        return Found(None, None, 0.5, missing), Found(None, None, 0.5, missing), text
    start = found.start("place")
    words = found["place"]
    if "\n" in words:
        first, _, second = words.partition("\n")
        # The line above belongs to the place only if both are capitalised words side by side.
        is_about = bool(_ABOUT.search(text[text.rfind("\n\n", 0, start) + 1 : start + len(first)]))
        loud = sum(letter.isupper() for letter in first) * 2 > sum(c.isalpha() for c in first)
        if is_about or not first.strip() or loud or not first[0].isupper() or not second:
            start += len(first) + 1
            words = second
    words = words.lstrip(_PLACE_SPECKS)
    start = found.end("place") - len(words)
    place: Found[str | None] = Found(
        " ".join(words.split()), sheet.span(start, found.end("place")), 0.97
    )
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


def _about(sheet: Sheet, text: str) -> tuple[Found[str | None], str]:
    found = _ABOUT.search(text)
    if not found:
        return Found(None, None, 0.5, ("Không thấy trích yếu.",)), text
    end = text.find("\n\n", found.end())
    end = len(text) if end < 0 else end
    words = " ".join(text[found.end() : end].split()).strip(" .;")
    spot = sheet.span(found.end(), end)
    return Found(words or None, spot, 0.95), _cut(text, found.start(), end)


def _issuer(
    sheet: Sheet, text: str, numbered_at: int
) -> tuple[Found[str | None], Found[str | None]]:
    """The bodies above the number: under it stand subjects, and stamps of whoever received it."""
    pieces: list[tuple[str, int, int]] = []
    for found in re.finditer(r"[^\n]+", text):
        # Where no number could be made of «Số: /(O», its line names no body all the same.
        words = re.split(r"\s{3,}", _NO_NAME.split(found.group(), maxsplit=1)[0].strip(_SPECKS))
        if _TERM.match(words[0]):
            continue
        if words[0] and sum(c.isupper() for c in words[0]) * 2 > sum(c.isalpha() for c in words[0]):
            pieces.append((" ".join(w for w in words if w), found.start(), found.end()))
    while pieces and not _begins_body(pieces):
        pieces.pop(0)
    pieces = [piece for piece in pieces if piece[1] < numbered_at] or pieces
    if not pieces:
        return ABSENT, Found(None, None, 0.5, ("Không thấy tên cơ quan ban hành.",))
    groups: list[list[tuple[str, int, int]]] = []
    for piece in _parted(pieces):
        key = fold(piece[0] + " ")
        whole = groups and len(fold(" ".join(p[0] for p in groups[-1])).split()) >= 2
        child = key.startswith(_CHILDREN) and not _OF_NUMBER.match(piece[0])
        if groups and not (whole and child and _is_whole(groups[-1])):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    issuer = _joined(sheet, groups[-1][:4])
    parent = _joined(sheet, groups[-2]) if len(groups) > 1 else ABSENT
    return parent, issuer


def _parted(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """A body and its parent printed on one line, as «UBND TỈNH X SỞ Y TẾ», are two pieces."""
    found: list[tuple[str, int, int]] = []
    for words, start, end in pieces:
        both = _PARENT_FIRST.match(words)
        at = start + len(both["parent"]) + 1 if both else end
        if both and at < end:
            found += [(both["parent"], start, at - 1), (both["child"], at, end)]
        else:
            found.append((words, start, end))
    return found


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
        "chu tich uy",
        "bo",
    }


def _joined(sheet: Sheet, group: list[tuple[str, int, int]]) -> Found[str | None]:
    words = " ".join(" ".join(piece[0].split()) for piece in group).strip(_SPECKS)
    return Found(words, sheet.span(group[0][1], group[-1][2]), 0.95)


def _kind(notation: Found[str | None], *, greeted: bool) -> Found[str | None]:
    sign = re.split(r"[-/]", notation.value or "")[0]
    # «5253/CT-CS» of a công văn: what stands first in its notation is the body, not a kind.
    if sign in _ABBREVIATIONS and not greeted:
        return Found(sign, notation.span, 0.7, ("Không thấy tên loại; lấy theo ký hiệu.",))
    if notation.value:
        return Found("CV", notation.span, 0.9)
    if greeted:
        doubt = "Không thấy tên loại và ký hiệu; hiểu là công văn vì có «Kính gửi»."
        return Found("CV", None, 0.6, (doubt,))
    return Found(None, None, 0.3, ("Không thấy tên loại văn bản.",))
