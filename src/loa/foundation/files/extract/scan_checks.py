"""What is doubtful in a line that a machine read from a picture, and the slips it is known for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loa.foundation.files.extract.pdf_lines import Word
from loa.foundation.files.extract.types import DoubtfulSpan

_SURE = 0.6
_SURE_OF_FIGURES = 0.85
_KINDS = (
    *("NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB"),
    *("TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "NĐ", "TT"),
    *("TTLT", "KL", "UBND", "HĐND", "VPCP", "VPUBND", "STP", "SNV", "STC", "BTP", "BTC", "BNV"),
)
"""Short names of kinds of document (NĐ 30/2020/NĐ-CP, annex III; NĐ and TT by Luật 80/2015), and
of bodies that stand first in the symbol of an official dispatch."""
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_NO_SLASH = re.compile(rf"(?<![\w/])(\d{{1,5}})[ ,.]?({_KIND})(-[A-ZĐ]{{2,}})")
_SYMBOL = re.compile(r"(?<![\w/])(\d{1,5}(?:/\d{4})?)/([A-ZĐÑa-z]{1,7})-([A-ZĐ]{2,})")
_HEAD_NUMBER = re.compile(r"^\W*S[ốôóỐÔ]\s?[:;.,]?\s*(?P<number>[^/\n]{0,14}?)\s*/(?=[A-ZĐÐ])")
_DAY = re.compile(
    r"ng[àa]y\s*(?P<day>\S{0,4}?)\s*th[áa]ng\s*(?P<month>\S{0,4}?)\s*n[ăa]m\s*(?P<year>\S{4})"
)
_RANGES = {"day": (1, 31), "month": (1, 12), "year": (1945, 2100)}


@dataclass(frozen=True)
class _Change:
    start: int
    end: int
    to: str
    message_vi: str


def checked(
    line: str, words: Sequence[Word], *, is_after_roman: bool = False, number_before: int = 0
) -> tuple[str, list[DoubtfulSpan]]:
    """`line` with known slips in symbols mended, and its doubtful places; `words` are its words.

    `is_after_roman`: the headings before it count «I.», «II.», so that «H.» stands for «II.».
    `number_before`: the numbered item before it, so that «9, Sở …» behind 8 stands for «9. Sở …».

    Every mended place is doubtful too: the picture alone says what is right.
    """
    line = line.replace("Ð", "Đ")
    slips = [*_slips_in(line), *_roman(line, is_after_roman=is_after_roman)]
    slips += _comma_for_dot(line, number_before)
    changes = sorted(slips, key=lambda change: change.start)
    unsure = _unsure_words(line, words)
    pieces: list[str] = []
    doubts: list[DoubtfulSpan] = []
    at = shift = 0
    moved: list[tuple[int, int]] = []
    for change in changes:
        if change.start < at:
            continue
        pieces += [line[at : change.start], change.to]
        begin = change.start + shift
        doubts.append(DoubtfulSpan(begin, begin + len(change.to), change.message_vi))
        moved.append((change.start, change.end))
        shift += len(change.to) - (change.end - change.start)
        at = change.end
    pieces.append(line[at:])
    mended = "".join(pieces)
    for start, end, message in [*unsure, *_odd_figures(line)]:
        if any(start < last and end > first for first, last in moved):
            continue
        by = sum(len(c.to) - (c.end - c.start) for c in changes if c.end <= start)
        doubts.append(DoubtfulSpan(start + by, end + by, message))
    return mended, _apart(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end)))


def _apart(doubts: list[DoubtfulSpan]) -> list[DoubtfulSpan]:
    """Each place once, by what was said of it first."""
    kept: list[DoubtfulSpan] = []
    for doubt in doubts:
        if not kept or doubt.start >= kept[-1].end:
            kept.append(doubt)
    return kept


def _slips_in(line: str) -> Iterator[_Change]:
    for found in _NO_SLASH.finditer(line):
        to = f"{found[1]}/{found[2]}{found[3]}"
        yield _Change(found.start(), found.end(), to, _mended(found[0], to))
    for found in _SYMBOL.finditer(line):
        kind = _kind_like(found[2])
        if kind is not None:
            to = f"{found[1]}/{kind}-{found[3]}"
            yield _Change(found.start(), found.end(), to, _mended(found[0], to))


def _roman(line: str, *, is_after_roman: bool) -> Iterator[_Change]:
    found = _LIKE_ROMAN.match(line) if is_after_roman else None
    if found is None or not found[2].isupper() or found[1].isdigit():
        return
    to = found[1].translate(_STROKES).replace("H", "II")
    if to != found[1]:
        message = f"Máy đọc số mục là «{found[1]}», Loa sửa thành «{to}». Đối chiếu với bản gốc."
        yield _Change(found.start(1), found.end(1), to, message)


def number_of(line: str, number_before: int) -> int:
    """The number that a line begins an item with, where it counts on; else the one before it."""
    found = _ITEM.match(line)
    number = int(found[1]) if found else 0
    return number if number in {1, number_before + 1} else number_before


def _comma_for_dot(line: str, number_before: int) -> Iterator[_Change]:
    found = _ITEM_BY_COMMA.match(line) if number_before else None
    if found is None or not found[3].isupper() or int(found[1]) != number_before + 1:
        return
    to = f"{found[1]}."
    message = (
        f"Máy đọc số mục là «{found[1]}{found[2]}», Loa sửa thành «{to}». Đối chiếu với bản gốc."
    )
    yield _Change(found.start(1), found.end(2), to, message)


def _mended(read: str, to: str) -> str:
    return f"Máy đọc ký hiệu là «{read}», Loa sửa thành «{to}» theo mẫu. Đối chiếu với bản gốc."


def _kind_like(read: str) -> str | None:
    """The kind that `read` must have been, where it is none and only one is a slip away."""
    if read in _KINDS:
        return None
    near = {kind for kind in _KINDS if _is_one_slip(read, kind)}
    return near.pop() if len(near) == 1 else None


def _is_one_slip(read: str, kind: str) -> bool:
    """One letter too many, or one of the letters that machines confuse with Đ."""
    if len(read) == len(kind) + 1:
        return any(read[:n] + read[n + 1 :] == kind for n in range(len(read)))
    return len(read) == len(kind) and read.translate(_LIKE) == kind.translate(_LIKE)


_LIKE_ROMAN = re.compile(r"\s*([HIl1]{1,3}|[lI1]?V[lI1]{0,3})\.\s*(\S{2,})")
_ITEM = re.compile(r"\s*(\d{1,2})\.\s")
# «khoản 8,» at the end of a line, «9, Điều 20» at the next: no item.
_ITEM_BY_COMMA = re.compile(r"\s*(\d{1,2})([,;:])\s+(?!Điều\b|Khoản\b)(\w)")
_STROKES = str.maketrans("l1", "II")
_LIKE = str.maketrans("ÑDĐ0O", "ĐĐĐQQ")


def _unsure_words(line: str, words: Sequence[Word]) -> list[tuple[int, int, str]]:
    """Runs of neighbouring words that the machine was not sure of."""
    runs: list[tuple[int, int]] = []
    at = 0
    was_unsure = False
    for word in words:
        text = word.text.replace("Ð", "Đ")
        start = line.find(text, at)
        if start < 0:
            continue
        at = start + len(text)
        least = _SURE_OF_FIGURES if any(map(str.isdigit, text)) else _SURE
        is_unsure = word.confidence < least and any(map(str.isalnum, text))
        if is_unsure and was_unsure:
            runs[-1] = (runs[-1][0], at)
        elif is_unsure:
            runs.append((start, at))
        was_unsure = is_unsure
    return [
        (start, end, f"Máy đọc chưa chắc «{line[start:end]}». Đối chiếu với bản gốc.")
        for start, end in runs
    ]


def _odd_figures(line: str) -> Iterator[tuple[int, int, str]]:
    """The number of the document, and days, that are no figures or out of range."""
    head = _HEAD_NUMBER.match(line)
    if head and head["number"].strip() and not re.fullmatch(r"\d{1,6}[a-z]?", head["number"]):
        yield (*head.span("number"), f"Chưa đọc rõ số văn bản «{head['number']}». Nhập lại số.")
    for found in _DAY.finditer(line):
        for name, (least, most) in _RANGES.items():
            read = found[name]
            if read and not (read.isdecimal() and least <= int(read) <= most):
                yield (*found.span(name), f"Chưa đọc rõ ngày tháng «{read}». Nhập lại ngày.")
