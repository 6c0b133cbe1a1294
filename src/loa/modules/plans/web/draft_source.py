"""The source of a draft in paragraphs, with its marks."""

import re
from dataclasses import dataclass
from itertools import pairwise

from loa.foundation.ui.facade import Piece, SourceParagraph

_WRAPPED = 60  # letters; a shorter line was ended by its author
_AROUND = 90  # letters shown on each side of a doubtful place
_LONGEST = 320  # letters of a doubtful place that are shown
_PREAMBLES = ("Thực hiện ", "Căn cứ ", "Để ", "Nhằm ")  # behind a subject without a full stop
_OPENS = re.compile(
    r"(?:phần|chương|điều|mục)\s|[ivx]+\.|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–+•]", re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """A stretch of the source with the number that joins it to its field."""

    start: int
    end: int
    ref: str
    anchor: str
    is_doubt: bool = False


@dataclass(frozen=True)
class Passage:
    """Words of the source with what stands around them, to be read where the source is not."""

    before: str
    words: str
    after: str


def source_paragraphs(
    text: str, places: list[Place], doubts: list[Place]
) -> tuple[SourceParagraph, ...]:
    """The text in paragraphs, its places marked; where places overlap the earlier one stands.

    Doubts lie inside places or apart from them; each is marked for itself.
    """
    spans = _disjoint(sorted(places, key=lambda place: (place.start, -place.end)))
    paragraphs = []
    for start, end in _paragraphs(text):
        here = [one for one in doubts if one.start < end and one.end > start]
        pieces = tuple(_pieces(text, start, end, spans, here))
        heading = _is_heading(text[start:end])
        paragraphs.append(SourceParagraph(pieces, is_heading=heading, at=str(start)))
    return tuple(paragraphs)


def stretch(asked: str, length: int) -> tuple[int | None, int | None]:
    """Start and end of a passage that an address names, «120-245»; nothing where it is none."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", asked)
    if found is None:
        return None, None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end <= length else (None, None)


def passage(text: str, start: int, end: int) -> Passage:
    """The words from start to end with half a sentence on each side, cut between words."""
    before = text[max(0, start - _AROUND) : start]
    if start > _AROUND:
        before = "…" + before.partition(" ")[2]
    after = text[end : end + _AROUND]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    words = text[start:end]
    if len(words) > _LONGEST:
        words, after = words[:_LONGEST].rpartition(" ")[0] + " …", ""
    return Passage(_near(before, -1), " ".join(words.split()), _near(after, 0))


def _near(words: str, side: int) -> str:
    """What of the words stands in the same paragraph."""
    own = re.split(r"\n\s*\n", words)[side]
    joined = " ".join(own.split())
    return f"{joined} " if side and own[-1:].isspace() else joined


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph; a wrapped line belongs to the one before it."""
    found: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        end = offset + len(line)
        words = line.strip()
        if words:
            before = text[found[-1][0] : found[-1][1]].strip() if found else ""
            if before and _goes_on(before, words):
                found[-1] = (found[-1][0], end)
            else:
                found.append((offset, end))
        offset = end + 1
    return found


def _goes_on(before: str, line: str) -> bool:
    """Whether the line is the rest of a wrapped one rather than a paragraph of its own."""
    if (
        line.startswith(_PREAMBLES)
        or _OPENS.match(line)
        or _is_heading(before)
        or _is_heading(line)
    ):
        return False
    if before[-1] in ".;:!?/" or _is_listed(before):
        return False
    return line[0].islower() or len(before.rsplit("\n", 1)[-1]) >= _WRAPPED


def _is_heading(words: str) -> bool:
    return words.strip() == words.strip().upper() and any(map(str.isalpha, words))


def _is_listed(words: str) -> bool:
    """A short line of its own, such as a recipient or a heading with a number."""
    return bool(_OPENS.match(words)) and len(words) < _WRAPPED


def _disjoint(places: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if place.end > place.start and (not kept or place.start >= kept[-1].end):
            kept.append(place)
    return kept


def _pieces(
    text: str, start: int, end: int, spans: list[Place], doubts: list[Place]
) -> list[Piece]:
    inside = [place for place in spans if place.start < end and place.end > start]
    cuts = sorted(
        {start, end}
        | {max(place.start, start) for place in (*inside, *doubts)}
        | {min(place.end, end) for place in (*inside, *doubts)}
    )
    return [_piece(text, left, right, inside, doubts) for left, right in pairwise(cuts)]


def _piece(text: str, left: int, right: int, inside: list[Place], doubts: list[Place]) -> Piece:
    place = next((one for one in inside if one.start <= left < one.end), None)
    mine = [one for one in doubts if one.start <= left < one.end]
    if place is None and not mine:
        return Piece(text[left:right])
    first = place or mine[0]
    is_last = place is not None and right == place.end
    return Piece(
        text[left:right],
        id=f"s-{first.anchor}" if left == first.start else f"s-{first.anchor}-{left}",
        ref=place.ref if place and is_last else "",
        href=f"#f-{place.anchor}" if place and is_last else "",
        is_doubt=bool(mine) or first.is_doubt,
        joins=" ".join([*([place.anchor] if place else []), *(one.anchor for one in mine)]),
    )
