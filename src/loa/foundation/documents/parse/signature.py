"""Who signs: on whose authority, by which post and by which name, from the lines of that column."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.lines import Line
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import Found, Signer, Span
from loa.foundation.documents.parse.zones import AUTHORITY, POST

_NAME = re.compile(r"(?:[HK][’'] ?)?[A-ZĐÀ-Ỹ][a-zà-ỹđ]{0,6}(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]{0,6}){1,5}\Z")
_RANK = re.compile(
    r"(?:ThS|TS|PGS|GS|BS|KS|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|[úu][ýy])|Đ/c)\.?\s+"
)
_STAMP = re.compile(r"\(?(?:[Đđ]ã ký|[Kk]ý tên|Chữ ký)")
_LONGEST = 6
_SIGN_ALONE = re.compile(r"(?:T/?M|K/?T|T/?L|TUQ)\.?\Z")
# A post broken by a narrow column: how its first half ends, how the second begins.
_HALVES = {
    half: rest.split("|")
    for half, rest in (
        ("BỘ", "TRƯỞNG"), ("CỤC", "TRƯỞNG"), ("VỤ", "TRƯỞNG"), ("VIỆN", "TRƯỞNG"),
        ("THỨ", "TRƯỞNG"), ("HIỆU", "TRƯỞNG"), ("CHỦ", "TỊCH|NHIỆM"), ("GIÁM", "ĐỐC"),
        ("THỦ", "TƯỚNG|TRƯỞNG"), ("CHÁNH", "VĂN|THANH|ÁN"), ("ỦY", "BAN"), ("UỶ", "BAN"),
        ("PHÓ", "CHỦ|GIÁM|CHÁNH|TRƯỞNG|CỤC|THỦ|TỔNG|HIỆU|VIỆN|VỤ|BÍ"),
    )
}  # fmt: skip
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
_JOINT_POST = re.compile(r"\b(?:BAN|HỘI ĐỒNG|TỔ TRƯỞNG|ĐOÀN)\b")
_OFFICE = re.compile(r"\b(?:UBND|[ỦU][ỶY] BAN|SỞ|GIÁM ĐỐC|BỘ TRƯỞNG)\b")
_PLAIN = re.compile(r"[^\W\d_]{2,}")
_STRANGE = re.compile(r"[^\w\s.,&\-–]")
_SPECKS = " *_`~'="
# Words of a post; more are a sentence or a line of recipients.
_MILD = 5
# «Hà Giang», «Thái Bình»: two words may name a place.
_OF_A_BODY = 2
# A word beside its place: start and end in the clean text.
Cell = tuple[str, int, int]
_SIGN = re.compile(r"(?<=\s)(?:KT|TL|TUQ)\.\s?(?=[A-ZĐ])")


def unbroken(lines: list[Line]) -> list[Line]:
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
    return first in _HALVES.get(last, ())


def signed_in_line(line: Line) -> list[tuple[str, int, int, int]]:
    """«KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A», on one line, by what each part says."""
    words = list(re.finditer(r"\S+", line.text))
    loud = next((i for i, word in enumerate(words) if not word.group().isupper()), len(words))
    name = words[loud:]
    if not name or len(name) > _LONGEST or not all(word.group().istitle() for word in name):
        return []
    begins = [0, *(sign.start() for sign in _SIGN.finditer(line.text))]
    for start, end in pairwise([*begins, name[0].start()]):
        opened = AUTHORITY.match(line.text, start)
        for post in POST.finditer(line.text, opened.end() if opened else start, end):
            apart = line.text[post.start() - 1 : post.start()] == " " and post.start() > start
            of_name = post.group() == "BÍ THƯ" and line.text.endswith(" BAN ", 0, post.start())
            if apart and not of_name and not (opened and opened.end() == post.start()):
                begins.append(post.start())
    ends = [*sorted(begins), name[0].start(), len(line.text)]
    cells = [(line.text[a:b].strip(), line.start + a, line.start + b, 0) for a, b in pairwise(ends)]
    return cells if len(cells) > 1 else []


def after_secretary(cells: list[Cell]) -> list[Cell]:
    """In minutes the chair signs after the secretary: his part of the cells, else all."""
    if not cells or cells[0][0].strip() != "THƯ KÝ":
        return cells
    posts = (i for i, cell in enumerate(cells) if i and POST.match(cell[0]) and cell[0].isupper())
    return cells[next(posts, 0) :]


def signer_of(source: Source, cells: list[Cell]) -> Signer:
    """The signer that the cells of the signature's column name, in order."""
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
            if is_mild_post(text) and not (self.authority or self.posts or self.names):
                self.posts.append(piece)
            elif _looks_like_name(text):
                self.names.append(piece)
            return False
        if self.posts and is_person(text.title()):
            self.names.append((text.title(), piece[1], piece[2]))
        elif AUTHORITY.match(text):
            self.authority.append(piece)
        elif self.authority and self.authority[-1][0].endswith(",") and not self.posts:
            _extend(self.authority, self.posts, piece)
        elif POST.match(text):
            self.posts.append(piece)
        elif len(text) > 1 and _PLAIN.search(text) and not _STRANGE.search(text):
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
    # «PHÓ TRƯỞNG BAN | PHÓ CHỦ TỊCH UBND TỈNH»: the second is who he is besides.
    is_joint = len(posts) > 1 and _JOINT_POST.search(posts[0][0]) and _OFFICE.search(posts[-1][0])
    text, start, end = posts[0] if is_joint else posts[-1]
    return Found(text, source.span(start, end), 0.95)


def is_mild_post(text: str) -> bool:
    """«Giám đốc», «KT. Chủ tịch» as a Word file shows what is capitals by its format alone."""
    if text.isupper() or not text[:1].isupper() or len(text.split()) > _MILD:
        return False
    loud = text.upper()
    return text[-1].isalpha() and bool(POST.match(loud) or AUTHORITY.match(loud))


def _looks_like_name(text: str) -> bool:
    text = _RANK.sub("", text)
    return bool(_NAME.match(text)) or (len(text.split()) == 1 and text.istitle() and text.isalpha())


def is_person(text: str) -> bool:
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
