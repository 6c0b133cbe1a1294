"""The source of a draft in paragraphs, with its marks."""

import re
from dataclasses import dataclass
from itertools import pairwise

from loa.foundation.ui.facade import Piece, SourceParagraph

_WRAPPED = 60  # letters; a shorter line was ended by its author
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


def source_paragraphs(text: str, places: list[Place]) -> tuple[SourceParagraph, ...]:
    """The text in paragraphs, its places marked; where places overlap the earlier one stands."""
    spans = _disjoint(sorted(places, key=lambda place: (place.start, -place.end)))
    paragraphs = []
    for start, end in _paragraphs(text):
        pieces = tuple(_pieces(text, start, end, spans))
        paragraphs.append(SourceParagraph(pieces, is_heading=_is_heading(text[start:end])))
    return tuple(paragraphs)


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


def _pieces(text: str, start: int, end: int, spans: list[Place]) -> list[Piece]:
    inside = [place for place in spans if place.start < end and place.end > start]
    cuts = sorted(
        {start, end}
        | {max(place.start, start) for place in inside}
        | {min(place.end, end) for place in inside}
    )
    pieces = []
    for left, right in pairwise(cuts):
        place = next((one for one in inside if one.start <= left < one.end), None)
        if place is None:
            pieces.append(Piece(text[left:right]))
            continue
        is_last = right == place.end
        pieces.append(
            Piece(
                text[left:right],
                id=f"s-{place.anchor}" if left == place.start else f"s-{place.anchor}-{left}",
                ref=place.ref if is_last else "",
                href=f"#f-{place.anchor}" if is_last else "",
                is_doubt=place.is_doubt,
            )
        )
    return pieces
