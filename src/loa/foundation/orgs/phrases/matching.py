"""The longest known phrases, from left to right."""

from loa.foundation.orgs.phrases.lexicon import Entry, Lexicon, Sort
from loa.foundation.orgs.phrases.pieces import Piece, level_of
from loa.foundation.orgs.phrases.words import Word
from loa.foundation.orgs.types import Group, Level

_LEVEL_WORDS = frozenset(
    {"xa", "phuong", "huyen", "thanhpho", "thitran", "thixa", "cap", "quan", "dackhu"}
)
_UNMARKED, _OTHER_MARKS = 0.95, 0.85
_BEGINS_ANOTHER = frozenset({"thuoc", "cua", "truc", "la", "tai"})
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
        if not entries or _is_cut(entries, found, last, lexicon):
            continue
        piece = _chosen(entries, found, at, last)
        if piece.sort is not Sort.AROUND or piece.confidence >= _UNMARKED:
            return piece
    return None


def _is_cut(entries: list[Entry], found: list[Word], last: int, lexicon: Lexicon) -> bool:
    """Whether the name goes on after the match: «UBND huyện | Minh Họa», «Công an | xã»."""
    is_bare = len(entries[0].toned) == 1 and entries[0].sort is Sort.GROUP
    if is_bare and not found[last - 1].has_article:
        return True  # «cơ sở», «hồ sơ» are no «các sở»
    if last == len(found) or found[last].is_after_break:
        return False
    after = found[last].folded
    if entries[0].sort is Sort.UNIT:
        row = lexicon.tree.by_id.get(entries[0].unit_id)
        return after in _LEVEL_WORDS and row is not None and row.level is Level.PROVINCE
    return entries[0].is_weak and not _closes(entries[0], found, last, lexicon)


def _closes(entry: Entry, found: list[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether what follows closes a general phrase: «tỉnh», «trên địa bàn», «có trách nhiệm».

    «cơ quan thuộc …» begins another name; «UBND các xã thuộc huyện …» does not.
    """
    piece = _longest(found, at, lexicon)
    is_known = piece is not None and piece.sort is Sort.AROUND
    is_local = set(entry.groups) <= {Group.DISTRICTS, Group.COMMUNES}
    return is_known and (is_local or found[at].folded not in _BEGINS_ANOTHER)


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
    if all(word.toned == word.folded for word in found[first:last]):
        return Piece(first, last, meant, _UNMARKED)
    if sort is not Sort.UNIT:
        return Piece(first, last, meant, _OTHER_MARKS)
    return Piece(first, last, meant, _OTHER_MARKS, near="khác dấu")


def _joined(pieces: list[Piece], found: list[Word]) -> list[Piece]:
    """Unknown words side by side are one unknown piece, also over small words, up to a break."""
    out: list[Piece] = []
    for piece in pieces:
        before = _unknown_before(out, piece, found) if piece.sort is None else None
        if before is None:
            out.append(piece)
        else:
            out[before:] = [Piece(out[before].first, piece.last)]
    return out


def _unknown_before(out: list[Piece], piece: Piece, found: list[Word]) -> int | None:
    """The place of the unknown piece that this one goes on, if no break stands between."""
    at = piece.first
    for place in range(len(out) - 1, -1, -1):
        if found[at].is_after_break:
            return None
        if out[place].sort is None:
            return place
        if out[place].sort is not Sort.AROUND:
            return None
        at = out[place].first
    return None
