"""The tail: who receives the document, on whose authority it is signed, by which post and name."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from loa.foundation.documents.parse.letters import holds_any, sought
from loa.foundation.documents.parse.lines import Line, Style, is_rule
from loa.foundation.documents.parse.signature import (
    Cell,
    after_secretary,
    is_mild_post,
    is_person,
    signed_in_line,
    signer_of,
    unbroken,
)
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import Found, Signer
from loa.foundation.documents.parse.zones import AUTHORITY, POST
from loa.kernel.keeping import kept_if_short

_HEADING = re.compile(r"N[ơo]i\s+nh[ậâa]n\s*[:.]*", re.IGNORECASE)
# Under «Nơi» on a line of its own.
_REST = re.compile(r"nh[ậâa]n\s*:\Z", re.IGNORECASE)
_BULLET = re.compile(r"[-–—+•*~]\s*(?=\S)")
_DASHES = "-–—+•"
_GAP = re.compile(r"\S(?:\s{0,2}\S)*")
_MIX = re.compile(r"\s+(?:[^\s\w]\s){0,9}(?=(?:TM|KT|TL|TUQ)\.\s?[A-ZĐ])")
_SIGNS = sought("TM.", "KT.", "TL.", "TUQ.")
_SHOUT_TAIL = re.compile(
    r"\s+(?=(?:PHÓ|PHO)\s+CH[ÁA]NH|PHÓ CHỦ TỊCH|CHÁNH VĂN PHÒNG|CH[ỦU]\s?T[ỊI]CH\W*$)"
)
# The next bullet of a list on one line; «Thường trực Tỉnh ủy; (báo cáo)» keeps its brackets.
_NEXT_BULLET = re.compile(r";\s*(?:\([^()]*\)\s*)?(?=[-–+]\s)|\s(?=[-–]\sLưu\b)")
_SEMICOLON = re.compile(r";\s*")
_BESIDE = re.compile(r";\s+(?=[^\W\d_]+(?:\s+[^\W\d_]+){2,4}$)")
# Words after the archive line that are no recipient any more: a form or an annex begins.
_SLIP = 12
_PLAIN = re.compile(r"[^\W\d_]{2,}")

# Apart, for each begins with one class of letters and is sought by it.
_ODD = re.compile(r"[^\w\s.,;:/()&+\-–—'\"“”%]")
_MIXED = re.compile(r"\d[^\W\d_]{2,}\d")
_LONG_LINE = 45
# A bullet and one word beside «Nơi nhận:» are a scanner's speck.
_SPECK = 2


def read_tail(
    source: Source, lines: list[Line], style: Style
) -> tuple[tuple[Found[str], ...], Signer]:
    """Recipients in order and the signer, from the lines of the tail."""
    left, right = _columns(lines, style)
    recipients = _recipients(source, left)
    return recipients, signer_of(source, after_secretary(right))


def _columns(lines: list[Line], style: Style) -> tuple[list[Cell], list[Cell]]:
    """The recipients' column and the signature's, told by place, bullet or capitals."""
    left: list[Cell] = []
    right: list[Cell] = []
    open_list = False
    signed = False
    is_laid_out = style is Style.LAID_OUT
    whole = lines if is_laid_out else unbroken(lines)
    for line, after in pairwise([*whole, Line("", 0, 0, 0, 0)]):
        if is_rule(line.text):
            continue
        for text, start, end, column in _cells(line, is_laid_out=is_laid_out):
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
            bullet = _entry(text)[0]
            beside = is_laid_out and column >= 36
            shout = text[0].isupper() and _shouts(text, after)
            shout = shout or (bool(line.blanks) and is_mild_post(text))
            if shout or beside or (text[0] not in _DASHES and is_person(text)):
                signed = signed or shout
                open_list = open_list and (beside or is_laid_out or line.text != text)
                right.append((text, start, end))
            elif (
                bullet
                or (open_list and not signed)
                or (open_list and left and (column or is_laid_out))
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


def _in_line(text: str, start: int) -> list[Cell]:
    """Recipients that follow «Nơi nhận:» on its line, parted by semicolons."""
    found: list[Cell] = []
    begins = [0]
    if _BULLET.match(text):
        begins += [piece.end() for piece in _NEXT_BULLET.finditer(text)]
    else:
        begins += [piece.end() for piece in _SEMICOLON.finditer(text)]
    for begin, end in pairwise([*begins, len(text)]):
        words = text[begin:end].rstrip()
        if words:
            found.append((words, start + begin, start + begin + len(words)))
    return found


def _cells(line: Line, *, is_laid_out: bool) -> list[tuple[str, int, int, int]]:
    if is_laid_out or "    " in line.text:
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
        parts = signed_in_line(line)
        if parts:
            return parts
    apart = _gap_in(line.text)
    if apart is None:
        return [(line.text, line.start, line.end, 0)]
    first, second = apart
    return [
        (line.text[:first], line.start, line.start + first, 0),
        (line.text[second:], line.start + second, line.end, 40),
    ]


@kept_if_short(4096)
def _gap_in(text: str) -> tuple[int, int] | None:
    """Where a line parts into a recipient and who signs; papers of one office name the same."""
    # Hardly a line of recipients has a stop before its end.
    signed = "." in text and holds_any(text, _SIGNS)
    mixed = _MIX.search(text) if signed else None
    if mixed is None and ("PH" in text or "CH" in text) and not text.isupper():
        mixed = _SHOUT_TAIL.search(text)
    beside = _BESIDE.search(text) if ";" in text[:-1] else None
    if beside and is_person(text[beside.end() :]):
        mixed = beside
    return mixed.span() if mixed and mixed.start() > 0 else None


@kept_if_short(4096)
def _entry(text: str) -> tuple[int, str, bool]:
    """Where a recipient's words begin behind a bullet, the words, and whether any is a word."""
    bullet = _BULLET.match(text)
    begin = bullet.end() if bullet else 0
    words = " ".join(text[begin:].split())
    return begin, words, bool(_PLAIN.search(words))


def _recipients(source: Source, cells: list[Cell]) -> tuple[Found[str], ...]:
    found: list[_Recipient] = []
    closed = plain = False
    for text, start, end in cells:
        bullet, words, is_plain = _entry(text)
        if not is_plain and not (found and _goes_on(words, found[-1], closed=closed)):
            continue
        if bullet and found and found[-1].is_archive and len(words.split()) > _SLIP:
            break
        if text.startswith("+") and found and found[-1].is_group:
            # «Văn phòng UBND tỉnh: + Lãnh đạo; + Phòng Tổng hợp»: parts of one recipient.
            found[-1].add(f"+ {words}", end)
            continue
        if bullet and words[0].islower() and found and not closed and not plain:
            # «Các tổ chức chính trị | - xã hội tỉnh»: a line that begins with a name's own dash.
            found[-1].add(f"- {words}", end)
        elif bullet:
            closed = False
            found.append(_Recipient(start + bullet))
            found[-1].add(words, end)
        elif found and (not closed or (not plain and _is_rest(words, found[-1]))):
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
        # «Lưu: VT, | NC»: a comma waits for the rest of the archive line.
        closed = closed and (words[-1] == ";" or (found[-1].is_archive and words[-1] != ","))
    return tuple(
        Found(words.rstrip(" ;.,"), source.span(one.start, one.end), *_sureness(words))
        for one in found
        for words in (" ".join(one.words),)
    )


def _goes_on(words: str, last: "_Recipient", *, closed: bool) -> bool:
    """Whether a piece without a word ends the recipient above: «(b/c);», «khu vực | 14;»."""
    if words[:1] == "(":
        return True
    return not closed and (last.open_brackets > 0 or (words[:1].isdigit() and words[-1] in ";)."))


def _is_rest(words: str, last: "_Recipient") -> bool:
    """«Các sở, ngành tỉnh; | UBND các xã;»: two bodies under one bullet, on two lines."""
    return words[0] == "(" or (not last.is_archive and words[-1] in ";.,")


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
        """«Văn phòng UBND tỉnh:», with its parts below or behind."""
        return self.words[0].endswith(":") or ": + " in self.words[0]

    def add(self, words: str, end: int) -> None:
        """Another line of it."""
        self.words.append(words)
        self.end = end
        self.open_brackets += words.count("(") - words.count(")")


@kept_if_short(4096)
def _sureness(words: str) -> tuple[float, tuple[str, ...]]:
    """Confidence of a recipient's line and why to look at it."""
    if _ODD.search(words) or _MIXED.search(words):
        return 0.6, ("Dòng nơi nhận có ký tự lạ, có thể do quét; hãy so với bản gốc.",)
    if words.count(" ") >= _LONG_LINE:
        return 0.75, ("Dòng nơi nhận dài bất thường; hãy xem có phải hai dòng.",)
    return 0.95, ()
