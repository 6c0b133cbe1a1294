"""The longest known phrases, from left to right."""

from loa.foundation.orgs.phrases.lexicon import Entry, Lexicon, Sort
from loa.foundation.orgs.phrases.pieces import Piece, level_of
from loa.foundation.orgs.phrases.words import Word
from loa.foundation.orgs.types import Level

_LEVEL_WORDS = frozenset({"xa", "phuong", "huyen", "thanhpho", "thitran", "thixa", "cap", "quan"})
_UNMARKED, _OTHER_MARKS = 0.95, 0.85
_PREFERRED = (Sort.UNIT, Sort.GROUP, Sort.VAGUE, Sort.AROUND)


def cut(found: list[Word], lexicon: Lexicon) -> list[Piece]:
    """Known pieces and the unknown between them; after a commune, bare names go on its list."""
    pieces: list[Piece] = []
    at, level = 0, None
    while at < len(found):
        piece = _longest(found, at, lexicon)
        if level is not None and found[at].is_after_break:
            listed = _listed(found, at, level, lexicon)
            if listed is not None and (piece is None or listed.last > piece.last):
                piece = listed
        pieces.append(piece or Piece(at, at + 1))
        at = pieces[-1].last
        level = level_of(pieces[-1], lexicon)
    return _joined(pieces, found)


def _longest(found: list[Word], at: int, lexicon: Lexicon) -> Piece | None:
    for last in range(min(len(found), at + lexicon.longest), at, -1):
        entries = lexicon.entries.get(tuple(word.folded for word in found[at:last]))
        if entries and not _is_cut(entries, found, last, lexicon):
            return _chosen(entries, found, at, last)
    return None


def _is_cut(entries: list[Entry], found: list[Word], last: int, lexicon: Lexicon) -> bool:
    """Whether the name goes on after the match: «UBND huyện | Minh Họa», «Công an | xã»."""
    if last == len(found) or found[last].is_after_break:
        return False
    after = found[last].folded
    if entries[0].sort is Sort.UNIT:
        row = lexicon.tree.by_id.get(entries[0].unit_id)
        return after in _LEVEL_WORDS and row is not None and row.level is Level.PROVINCE
    return entries[0].is_weak and (after,) not in lexicon.entries


def _listed(found: list[Word], at: int, level: Level, lexicon: Lexicon) -> Piece | None:
    for last in range(min(len(found), at + lexicon.longest), at, -1):
        entries = lexicon.bare[level].get(tuple(word.folded for word in found[at:last]))
        if entries and (last == len(found) or found[last].is_after_break):
            return _chosen(entries, found, at, last)
    return None


def _chosen(entries: list[Entry], found: list[Word], first: int, last: int) -> Piece:
    """The meanings whose tones agree; all of them where the phrase is written without marks."""
    sort = next(sort for sort in _PREFERRED if any(entry.sort is sort for entry in entries))
    meant = tuple(entry for entry in entries if entry.sort is sort)
    toned = tuple(word.toned for word in found[first:last])
    agreeing = tuple(entry for entry in meant if entry.toned == toned)
    if agreeing:
        return Piece(first, last, agreeing)
    if all(word.toned == word.folded for word in found[first:last]) or sort is not Sort.UNIT:
        return Piece(first, last, meant, _UNMARKED)
    return Piece(first, last, meant, _OTHER_MARKS, ("viết khác dấu so với tên đã biết",))


def _joined(pieces: list[Piece], found: list[Word]) -> list[Piece]:
    """Unknown words side by side are one unknown piece, up to a comma or «và»."""
    out: list[Piece] = []
    for piece in pieces:
        goes_on = bool(out) and out[-1].sort is None and not found[piece.first].is_after_break
        if piece.sort is None and goes_on:
            out[-1] = Piece(out[-1].first, piece.last)
        else:
            out.append(piece)
    return out
