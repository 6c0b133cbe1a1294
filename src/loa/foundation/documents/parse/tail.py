"""The tail: who receives the document, on whose authority it is signed, by which post and name."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.letters import holds_any
from loa.foundation.documents.parse.lines import Line, Style, is_rule
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import Found, Signer, Span
from loa.foundation.documents.parse.zones import AUTHORITY, POST

_HEADING = re.compile(r"N[ơo]i\s+nh[ậâa]n\s*[:.]*", re.IGNORECASE)
# Under «Nơi» on a line of its own.
_REST = re.compile(r"nh[ậâa]n\s*:\Z", re.IGNORECASE)
_BULLET = re.compile(r"[-–—+•*~]\s*(?=\S)")
_GAP = re.compile(r"\S(?:\s{0,2}\S)*")
_NAME = re.compile(r"(?:[HK][’'] ?)?[A-ZĐÀ-Ỹ][a-zà-ỹđ]{0,6}(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]{0,6}){1,5}\Z")
_RANK = re.compile(
    r"(?:ThS|TS|PGS|GS|BS|KS|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|[úu][ýy])|Đ/c)\.?\s+"
)
_STAMP = re.compile(r"\(?(?:[Đđ]ã ký|[Kk]ý tên|Chữ ký)")
_MIX = re.compile(r"\s+(?:[^\s\w]\s){0,9}(?=(?:TM|KT|TL|TUQ)\.\s?[A-ZĐ])")
_SIGNS = ("TM.", "KT.", "TL.", "TUQ.")
_SHOUT_TAIL = re.compile(
    r"\s+(?=(?:PHÓ|PHO)\s+CH[ÁA]NH|PHÓ CHỦ TỊCH|CHÁNH VĂN PHÒNG|CH[ỦU]\s?T[ỊI]CH\W*$)"
)
_SIGN = re.compile(r"(?<=\s)(?:KT|TL|TUQ)\.\s?(?=[A-ZĐ])")
# The next bullet of a list on one line; «Thường trực Tỉnh ủy; (báo cáo)» keeps its brackets.
_NEXT_BULLET = re.compile(r";\s*(?:\([^()]*\)\s*)?(?=[-–+]\s)|\s(?=[-–]\sLưu\b)")
_LONGEST = 6
_SIGN_ALONE = re.compile(r"(?:T/?M|K/?T|T/?L|TUQ)\.?\Z")
# A post broken by a narrow column: how its first half ends, how the second begins.
_HALVES = tuple(
    (half, rest.split("|"))
    for half, rest in (
        ("BỘ", "TRƯỞNG"), ("CỤC", "TRƯỞNG"), ("VỤ", "TRƯỞNG"), ("VIỆN", "TRƯỞNG"),
        ("THỨ", "TRƯỞNG"), ("HIỆU", "TRƯỞNG"), ("CHỦ", "TỊCH|NHIỆM"), ("GIÁM", "ĐỐC"),
        ("THỦ", "TƯỚNG|TRƯỞNG"), ("CHÁNH", "VĂN|THANH|ÁN"), ("ỦY", "BAN"), ("UỶ", "BAN"),
        ("PHÓ", "CHỦ|GIÁM|CHÁNH|TRƯỞNG|CỤC|THỦ|TỔNG|HIỆU|VIỆN|VỤ|BÍ"),
    )
)  # fmt: skip
# Family names, so that a name a scanner put beside or under the recipients is told from them.
_FAMILIES = frozenset(
    {
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
        "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Đoàn", "Trịnh", "Trương", "Lương", "Mai", "Đào", "Hà",
        "Cao", "Lâm", "Phùng", "Tạ", "Tô", "Tống", "Thái", "Triệu", "Chu", "Châu", "Vương", "Lò",
        "Quách", "Kiều", "Bế", "Nông", "Ma", "Giàng", "Thào", "Vi", "Sùng", "Doãn", "Từ", "Hứa",
        "Đàm", "Tăng", "Thạch", "Nghiêm", "Thân", "Quàng", "Cầm", "Hầu", "Vàng", "Khuất", "Mạc",
    }
)  # fmt: skip
_BESIDE = re.compile(r";\s+(?=[^\W\d_]+(?:\s+[^\W\d_]+){2,4}$)")
# Words after the archive line that are no recipient any more: a form or an annex begins.
_SLIP = 12
_PLAIN = re.compile(r"[^\W\d_]{2,}")

# Apart, for each begins with one class of letters and is sought by it.
_ODD = re.compile(r"[^\w\s.,;:/()&+\-–—'\"“”%]")
_MIXED = re.compile(r"\d[^\W\d_]{2,}\d")
_SPECKS = " *_`~'="
_LONG_LINE = 45
# Words of a post; more are a sentence or a line of recipients.
_MILD = 5
# A bullet and one word beside «Nơi nhận:» are a scanner's speck.
_SPECK = 2
# «Hà Giang», «Thái Bình»: two words may name a place.
_OF_A_BODY = 2
# A word beside its place: start and end in the clean text.
Cell = tuple[str, int, int]


def read_tail(
    source: Source, lines: list[Line], style: Style
) -> tuple[tuple[Found[str], ...], Signer]:
    """Recipients in order and the signer, from the lines of the tail."""
    left, right = _columns(lines, style)
    recipients = _recipients(source, left)
    return recipients, _signer(source, _after_secretary(right))


def _columns(lines: list[Line], style: Style) -> tuple[list[Cell], list[Cell]]:
    """The recipients' column and the signature's, told by place, bullet or capitals."""
    left: list[Cell] = []
    right: list[Cell] = []
    open_list = False
    signed = False
    whole = lines if style is Style.LAID_OUT else _unbroken(lines)
    for line, after in pairwise([*whole, Line("", 0, 0, 0, 0)]):
        if is_rule(line.text):
            continue
        for text, start, end, column in _cells(line, style):
            if text in {"Nơi", "NƠI"}:
                continue
            heading = text[0] in "Nn" and (
                _HEADING.match(text) or (None if open_list else _REST.match(text))
            )
            if heading:
                open_list = True
                rest = text[heading.end() :].strip(" :'`.")
                if ";" in rest or (_BULLET.match(rest) and len(rest.split()) > _SPECK):
                    left.extend(_in_line(rest, end - len(rest)))
                elif rest:
                    right.append((rest, end - len(rest), end))
                continue
            bullet = _BULLET.match(text)
            beside = style is Style.LAID_OUT and column >= 36
            shout = text[0].isupper() and _shouts(text, after)
            shout = shout or (bool(line.blanks) and _is_mild_post(text))
            if shout or beside or _is_person(text):
                signed = signed or shout
                open_list = open_list and (beside or style is Style.LAID_OUT or line.text != text)
                right.append((text, start, end))
            elif (
                bullet
                or (open_list and not signed)
                or (open_list and left and (column or style is Style.LAID_OUT))
                or (left and left[-1][0].endswith(","))
            ):
                left.append((text, start, end))
            else:
                right.append((text, start, end))
    return left, right


def _shouts(text: str, after: Line) -> bool:
    """Whether the cell says, in capitals, on whose authority or by which post one signs."""
    # A narrow column breaks «CHỦ | TỊCH».
    broken = f"{text} {after.text}" if " " not in text and not after.blanks else text
    return broken.isupper() and bool(AUTHORITY.match(text) or POST.match(broken))


def _unbroken(lines: list[Line]) -> list[Line]:
    """Lines of capitals put together where a narrow column broke a post: «TL. | CỤC | TRƯỞNG»."""
    found: list[Line] = []
    for line in lines:
        above = found[-1] if found else None
        if above and line.text.isupper() and above.text.isupper() and _goes_on(above.text, line):
            words = f"{above.text} {line.text}"
            found[-1] = Line(words, above.start, line.end, above.indent, above.blanks)
        else:
            found.append(line)
    return found


def _goes_on(above: str, line: Line) -> bool:
    if line.blanks:
        return False
    if _SIGN_ALONE.match(above):
        return True
    last, first = above.rsplit(maxsplit=1)[-1], line.text.split(maxsplit=1)[0]
    return any(last == half and first in rest for half, rest in _HALVES)


def _in_line(text: str, start: int) -> list[Cell]:
    """Recipients that follow «Nơi nhận:» on its line, parted by semicolons."""
    found: list[Cell] = []
    begins = [0]
    if _BULLET.match(text):
        begins += [piece.end() for piece in _NEXT_BULLET.finditer(text)]
    else:
        begins += [piece.end() for piece in re.finditer(r";\s*", text)]
    for begin, end in pairwise([*begins, len(text)]):
        words = text[begin:end].rstrip()
        if words:
            found.append((words, start + begin, start + begin + len(words)))
    return found


def _signed_in_line(line: Line) -> list[tuple[str, int, int, int]]:
    """«KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A», on one line, by what each part says."""
    words = list(re.finditer(r"\S+", line.text))
    loud = next((i for i, word in enumerate(words) if not word.group().isupper()), len(words))
    name = words[loud:]
    if not name or len(name) > _LONGEST or not all(word.group().istitle() for word in name):
        return []
    begins = [0]
    for post in POST.finditer(line.text):
        opened = AUTHORITY.match(line.text, begins[-1])
        apart = post.start() > begins[-1] and line.text[post.start() - 1] == " "
        apart = apart and not line.text.endswith(" BAN ", 0, post.start())
        if apart and (not opened or opened.end() < post.start()):
            begins.append(post.start())
    begins += [sign.start() for sign in _SIGN.finditer(line.text) if sign.start()]
    ends = [*sorted(begins), name[0].start(), len(line.text)]
    cells = [(line.text[a:b].strip(), line.start + a, line.start + b, 0) for a, b in pairwise(ends)]
    return cells if len(cells) > 1 else []


def _cells(line: Line, style: Style) -> list[tuple[str, int, int, int]]:
    if style is Style.LAID_OUT or "    " in line.text:
        return [
            (
                found.group(),
                line.start + found.start(),
                line.start + found.end(),
                line.indent + found.start(),
            )
            for found in _GAP.finditer(line.text)
        ]
    if line.text[:2].isupper() and (AUTHORITY.match(line.text) or POST.match(line.text)):
        parts = _signed_in_line(line)
        if parts:
            return parts
    mixed = _MIX.search(line.text) if holds_any(line.text, _SIGNS) else None
    if mixed is None and ("PH" in line.text or "CH" in line.text) and not line.text.isupper():
        mixed = _SHOUT_TAIL.search(line.text)
    beside = _BESIDE.search(line.text)
    if beside and _is_person(line.text[beside.end() :]):
        mixed = beside
    if mixed and mixed.start() > 0:
        at = line.start + mixed.end()
        before = line.text[: mixed.start()]
        return [
            (before, line.start, line.start + mixed.start(), 0),
            (line.text[mixed.end() :], at, line.end, 40),
        ]
    return [(line.text, line.start, line.end, 0)]


def _recipients(source: Source, cells: list[Cell]) -> tuple[Found[str], ...]:
    found: list[_Recipient] = []
    closed = plain = False
    for text, start, end in cells:
        bullet = _BULLET.match(text)
        words = " ".join(text[bullet.end() if bullet else 0 :].split())
        if not _PLAIN.search(words) and not (found and found[-1].open_brackets > 0):
            continue
        if bullet and found and found[-1].is_archive and len(words.split()) > _SLIP:
            break
        if text.startswith("+") and found and found[-1].is_group:
            # «Văn phòng UBND tỉnh: + Lãnh đạo; + Phòng Tổng hợp»: parts of one recipient.
            found[-1].add(f"+ {words}", end)
            continue
        if bullet:
            closed = False
            found.append(_Recipient(start + bullet.end()))
            found[-1].add(words, end)
        elif found and not closed:
            found[-1].add(words, end)
        elif words[0].isupper() and (
            not found or (plain and not found[-1].is_archive and len(words.split()) > 1)
        ):
            # A list without bullets: a semicolon ends each.
            plain = True
            found.append(_Recipient(start))
            found[-1].add(words, end)
        # After the archive line only slips follow ("08 KH"): nothing is added to it.
        closed = bool(found) and found[-1].open_brackets <= 0
        closed = closed and (found[-1].is_archive or text.rstrip().endswith(";"))
    return tuple(
        Found(words.rstrip(" ;.,"), source.span(one.start, one.end), *_sureness(words))
        for one in found
        for words in (" ".join(one.words),)
    )


@dataclass(slots=True)
class _Recipient:
    """One who receives the document: the words of its lines; an open bracket waits for its end."""

    start: int
    end: int = 0
    words: list[str] = field(default_factory=list)
    open_brackets: int = 0

    @property
    def is_archive(self) -> bool:
        """«Lưu: VT»: the line of the archive, the last."""
        return self.words[0].startswith("Lưu")

    @property
    def is_group(self) -> bool:
        """«Văn phòng UBND tỉnh:», with its parts below."""
        return self.words[0].endswith(":")

    def add(self, words: str, end: int) -> None:
        """Another line of it."""
        self.words.append(words)
        self.end = end
        self.open_brackets += words.count("(") - words.count(")")


def _sureness(words: str) -> tuple[float, tuple[str, ...]]:
    """Confidence of a recipient's line and why to look at it."""
    if _ODD.search(words) or _MIXED.search(words):
        return 0.6, ("Dòng nơi nhận có ký tự lạ, có thể do quét; hãy so với bản gốc.",)
    if len(words.split()) > _LONG_LINE:
        return 0.75, ("Dòng nơi nhận dài bất thường; hãy xem có phải hai dòng.",)
    return 0.95, ()


def _after_secretary(cells: list[Cell]) -> list[Cell]:
    """In minutes the chair signs after the secretary: his part of the cells, else all."""
    if not cells or cells[0][0].strip() != "THƯ KÝ":
        return cells
    posts = (i for i, cell in enumerate(cells) if i and POST.match(cell[0]) and cell[0].isupper())
    return cells[next(posts, 0) :]


def _signer(source: Source, cells: list[Cell]) -> Signer:
    block = _Block()
    first: Cell | None = None
    for cell in cells:
        text = " ".join(cell[0].split()).strip(_SPECKS).lstrip(" :;.+-")
        piece = (text, cell[1], cell[2])
        if first is not None and text.isupper() and POST.match(f"{first[0]} {text}"):
            # «CHỦ | TỊCH»: a narrow column breaks the post.
            piece = (f"{first[0]} {text}", first[1], cell[2])
        first = None
        if not text or _STAMP.match(text):
            continue
        if block.take(piece) and len(text.split()) == 1:
            first = piece
    lines = tuple(Found(c[0], source.span(c[1], c[2]), 0.95) for c in block.authority)
    return Signer(lines, _post(source, block.posts), _name(source, block.names))


@dataclass(slots=True)
class _Block:
    """The signature's lines by what they say."""

    authority: list[Cell] = field(default_factory=list)
    posts: list[Cell] = field(default_factory=list)
    names: list[Cell] = field(default_factory=list)

    def take(self, piece: Cell) -> bool:
        """Put a line where it belongs; true if it is capitals before any authority or post."""
        text = piece[0]
        if not text.isupper() or self.names:
            if _is_mild_post(text) and not (self.authority or self.posts or self.names):
                self.posts.append(piece)
            elif _looks_like_name(text):
                self.names.append(piece)
            return False
        if self.posts and _is_person(text.title()):
            self.names.append((text.title(), piece[1], piece[2]))
        elif AUTHORITY.match(text):
            self.authority.append(piece)
        elif self.authority and self.authority[-1][0].endswith(",") and not self.posts:
            _extend(self.authority, self.posts, piece)
        elif POST.match(text):
            self.posts.append(piece)
        elif len(text) > 1 and _PLAIN.search(text) and not re.search(r"[^\w\s.,&\-–]", text):
            _extend(self.authority, self.posts, piece)
            return not (self.authority or self.posts)
        elif _looks_like_name(text):
            self.names.append(piece)
        return False


def _extend(authority: list[Cell], posts: list[Cell], piece: Cell) -> None:
    """A line of capitals that is no post of its own continues the line above."""
    target = posts if posts and (not authority or posts[-1][1] > authority[-1][1]) else authority
    if target:
        before = target[-1]
        target[-1] = (f"{before[0]} {piece[0]}", before[1], piece[2])


def _post(source: Source, posts: list[Cell]) -> Found[str | None]:
    if not posts:
        return Found(None, None, 0.5, ("Không thấy chức vụ người ký.",))
    text, start, end = posts[-1]
    return Found(text, source.span(start, end), 0.95)


def _is_mild_post(text: str) -> bool:
    """«Giám đốc», «KT. Chủ tịch» as a Word file shows what is capitals by its format alone."""
    if text.isupper() or not text[:1].isupper() or len(text.split()) > _MILD:
        return False
    loud = text.upper()
    return text[-1].isalpha() and bool(POST.match(loud) or AUTHORITY.match(loud))


def _looks_like_name(text: str) -> bool:
    text = _RANK.sub("", text)
    return bool(_NAME.match(text)) or (len(text.split()) == 1 and text.istitle() and text.isalpha())


def _is_person(text: str) -> bool:
    """Whether the words are a person's name of three parts or more, by its family name."""
    text = text.strip(_SPECKS)
    words = text.split()
    return len(words) > _OF_A_BODY and words[0] in _FAMILIES and bool(_NAME.match(text))


def _is_next(source: Source, end: int, begin: int) -> bool:
    """Whether `begin` stands on the line right after `end`, or on the same."""
    return source.text.count("\n", end, begin) <= 1


def _name(source: Source, names: list[Cell]) -> Found[str | None]:
    missing: Found[str | None] = Found(None, None, 0.5, ("Không thấy họ tên người ký.",))
    if not names:
        return missing
    words, start, end = names[0]
    if len(words.split()) == 1 and len(names) > 1 and _is_next(source, end, names[1][1]):
        names = [(f"{words} {names[1][0]}", start, names[1][2]), *names[2:]]
        words, start, end = names[0]
    if not _NAME.match(_RANK.sub("", words)):
        full = [cell for cell in names if _NAME.match(_RANK.sub("", cell[0]))]
        if not full:
            return missing
        words, start, end = full[-1]
    for text, begin, finish in names[names.index((words, start, end)) + 1 :]:
        if _is_next(source, end, begin) and len(words.split()) <= 3 and len(text.split()) <= 2:
            words, end = f"{words} {text}", finish
            continue
        break
    words = _RANK.sub("", words)
    span: Span = source.span(end - len(words) if "\n" not in source.text[start:end] else start, end)
    doubts = () if len(fold(words)) > 5 else ("Họ tên người ký đọc không chắc.",)
    return Found(words, span, 0.6 if doubts else 0.93, doubts)
