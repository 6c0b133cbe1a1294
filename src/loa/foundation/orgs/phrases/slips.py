"""Slips in a name: letters wrong, missing, too many, or two changed over; never more than two.

Compared are folded names, so a mark that a scanner changed is no slip here. What is one or two
letters away is near, never sure; what is another's whole name is that other.
"""

from loa.foundation.orgs.phrases.lexicon import Entry, Lexicon, Sort, letters_of
from loa.foundation.orgs.phrases.pieces import Piece
from loa.foundation.orgs.phrases.words import Word
from loa.foundation.orgs.types import Level
from loa.kernel.text import slips_between

_SHORTEST = (8, 14)
"""How long a folded name must be to be known with one slip, and with two."""
_SCORES = (0.75, 0.6)
_WORDS = ("khác một chữ cái", "khác hai chữ cái")
_MOST = len(_WORDS)


def corrected(pieces: list[Piece], found: list[Word], lexicon: Lexicon) -> list[Piece]:
    """The pieces, unknown ones read with one slip together with what they hang on."""
    out: list[Piece] = []
    done = 0
    for at, piece in enumerate(pieces):
        if piece.first < done:
            continue
        near = _read(pieces, at, found, lexicon) if piece.sort is None else None
        if near is None:
            out.append(piece)
            continue
        out = [before for before in out if before.last <= near.first]
        out.append(near)
        done = near.last
    return out


def _read(pieces: list[Piece], at: int, found: list[Word], lexicon: Lexicon) -> Piece | None:
    """The widest stretch around the unknown piece that is one slip away from a known name."""
    here, longest = pieces[at], lexicon.longest
    firsts = [piece.first for piece in pieces[: at + 1] if here.last - piece.first <= longest]
    lasts = [piece.last for piece in pieces[at:] if piece.last - here.first <= longest]
    for first in firsts:
        for last in reversed(lasts):
            typed = " ".join(word.folded for word in found[first:last])
            near, slips = _nearest(typed, lexicon)
            if near:
                return Piece(first, last, near, _SCORES[slips - 1], near=_WORDS[slips - 1])
    return None


def _is_another(typed: str, known: str) -> bool:
    """«Phường 11» is no slip of «Phường 1», nor a ministry («Bộ Y tế») one of a department."""
    digits = ["".join(filter(str.isdigit, text)) for text in (typed, known)]
    is_ministry = typed.startswith("bo ") and not known.startswith("bo ")
    return digits[0] != digits[1] or is_ministry


def _nearest(typed: str, lexicon: Lexicon) -> tuple[tuple[Entry, ...], int]:
    """The one unit or group that is fewest letters away, and how many; nothing for several."""
    most = sum(len(typed) >= shortest for shortest in _SHORTEST)
    letters = letters_of(typed)
    near: dict[int, list[Entry]] = {}
    for length in range(len(typed) - most, len(typed) + most + 1) if most else ():
        for known, mask, entries in lexicon.by_length.get(length, ()):
            if (letters ^ mask).bit_count() > 2 * most or _is_another(typed, known):
                continue
            slips = slips_between(typed, known, most)
            if slips:
                near.setdefault(slips, []).extend(_meant(entries, slips, lexicon))
    for slips in range(1, most + 1):
        found = near.get(slips)
        if found:
            is_one = len({(entry.unit_id, entry.groups) for entry in found}) == 1
            return (tuple(found), slips) if is_one else ((), 0)
    return (), 0


def _meant(entries: list[Entry], slips: int, lexicon: Lexicon) -> list[Entry]:
    """Places differ by a letter or two from each other: they are known with one slip only."""
    return [
        entry
        for entry in entries
        if entry.sort in {Sort.UNIT, Sort.GROUP}
        and (slips < _MOST or not _is_place(entry, lexicon))
    ]


def _is_place(entry: Entry, lexicon: Lexicon) -> bool:
    if entry.sort is not Sort.UNIT:
        return False
    return lexicon.forest.spans[entry.unit_id][-1].level is not Level.PROVINCE
