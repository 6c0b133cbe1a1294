"""A phrase cut into pieces: each some words, and what they may mean."""

from dataclasses import dataclass

from loa.foundation.orgs.phrases.lexicon import Entry, Lexicon, Sort
from loa.foundation.orgs.phrases.words import Word
from loa.foundation.orgs.types import Level


@dataclass(frozen=True)
class Piece:
    """Words [first, last) of the phrase: what they may mean; unknown without entries."""

    first: int
    last: int
    entries: tuple[Entry, ...] = ()
    confidence: float = 1.0
    is_all: bool = False
    """Every entry is meant (communes of a district), not one of them."""
    near: str = ""
    """In which way the words differ from the name, in Vietnamese; empty where they do not."""

    @property
    def sort(self) -> Sort | None:
        """What the piece is; None where unknown."""
        return self.entries[0].sort if self.entries else None


def level_of(piece: Piece, lexicon: Lexicon) -> Level | None:
    """District or commune, where the piece is such a unit of the day."""
    if piece.sort is not Sort.UNIT:
        return None
    row = lexicon.tree.by_id.get(piece.entries[0].unit_id)
    return row.level if row is not None and row.level is not Level.PROVINCE else None


def folded(piece: Piece, found: list[Word]) -> str:
    """The words of the piece, folded, with single spaces."""
    return " ".join(word.folded for word in found[piece.first : piece.last])
