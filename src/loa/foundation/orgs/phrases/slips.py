"""One slip of the pen in a long name: a letter wrong, missing, too many, or two changed over."""

from loa.foundation.orgs.phrases.lexicon import Entry, Lexicon, Sort
from loa.foundation.orgs.phrases.pieces import Piece
from loa.foundation.orgs.phrases.words import Word

_SHORTEST = 8
_NEAR = 0.75


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


def is_one_slip(typed: str, known: str) -> bool:
    """Whether one insertion, deletion, change or exchange of neighbours makes one of the other."""
    if typed == known or abs(len(typed) - len(known)) > 1:
        return False
    same = next(
        (n for n, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b),
        min(len(typed), len(known)),
    )
    left, right = typed[same:], known[same:]
    is_exchanged = left[:2] == right[1::-1] and left[2:] == right[2:] and len(left) > 1
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or is_exchanged


def _read(pieces: list[Piece], at: int, found: list[Word], lexicon: Lexicon) -> Piece | None:
    """The widest stretch around the unknown piece that is one slip away from a known name."""
    here, longest = pieces[at], lexicon.longest
    firsts = [piece.first for piece in pieces[: at + 1] if here.last - piece.first <= longest]
    lasts = [piece.last for piece in pieces[at:] if piece.last - here.first <= longest]
    for first in firsts:
        for last in reversed(lasts):
            near = _nearest(" ".join(word.folded for word in found[first:last]), lexicon)
            if near:
                return Piece(first, last, near, _NEAR, is_slip=True)
    return None


def _is_another(typed: str, known: str) -> bool:
    """«Phường 11» is no slip of «Phường 1», nor a ministry («Bộ Y tế») one of a department."""
    digits = ["".join(filter(str.isdigit, text)) for text in (typed, known)]
    is_ministry = typed.startswith("bo ") and not known.startswith("bo ")
    return digits[0] != digits[1] or is_ministry


def _nearest(typed: str, lexicon: Lexicon) -> tuple[Entry, ...]:
    if len(typed) < _SHORTEST:
        return ()
    lengths = range(len(typed) - 1, len(typed) + 2)
    near = [
        entry
        for length in lengths
        for known, entries in lexicon.by_length.get(length, ())
        if is_one_slip(typed, known) and not _is_another(typed, known)
        for entry in entries
        if entry.sort in {Sort.UNIT, Sort.GROUP}
    ]
    return tuple(near) if len({(entry.unit_id, entry.groups) for entry in near}) == 1 else ()
