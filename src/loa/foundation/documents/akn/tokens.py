"""Words of a stretch of the page, taken one by one by what is written of them; the rest is told.

Cells of a table and columns of a signature do not stand in the order of the text. Words are taken
by what they say, so no word is lost and none that was written stays behind.
"""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable

from loa.foundation.documents.akn.page import Page, Place

_TOKEN = re.compile(r"\S+")
_ENDS = ".,;:()[]“”\"'–—-*•+|/…"


class Tokens:
    """The words at a place, less those in `holes`."""

    def __init__(self, page: Page, within: Place, holes: Iterable[Place] = ()) -> None:
        """Every word is there to be taken."""
        self._page = page
        self._places: list[Place] = []
        inside = sorted(holes)
        for found in _TOKEN.finditer(page.text, *within):
            while inside and inside[0][1] <= found.start():
                inside.pop(0)
            if not (inside and inside[0][0] <= found.start()):
                self._places.append(found.span())
        self._left = [True] * len(self._places)
        self._at: dict[str, deque[int]] = defaultdict(deque)
        for i, place in enumerate(self._places):
            self._at[_core(page.text[slice(*place)])].append(i)

    def take(self, words: str) -> None:
        """Each word of `words` once, the first that is left; what is not there is passed over."""
        for word in words.split():
            waiting = self._at.get(_core(word))
            while waiting:
                i = waiting.popleft()
                if self._left[i]:
                    self._left[i] = False
                    break

    def take_at(self, words: str, within: Place) -> str:
        """Each word of `words` in its order inside a place, as printed; `words` where they differ.

        Words of another column between them are stepped over.
        """
        wanted = deque(_core(word) for word in words.split())
        taken: list[int] = []
        for i in range(bisect_left(self._places, (within[0], 0)), len(self._places)):
            start, end = self._places[i]
            if not wanted or start >= within[1]:
                break
            if self._left[i] and _core(self._page.text[start:end]) == wanted[0]:
                wanted.popleft()
                taken.append(i)
        if wanted or not taken:
            return words
        for i in taken:
            self._left[i] = False
        return " ".join(self._page.text[slice(*self._places[i])] for i in taken)

    def left(self) -> list[tuple[int, str]]:
        """Lines of words that nobody took, with where each begins; bare punctuation is passed."""
        lines: list[tuple[int, list[str]]] = []
        before = -1
        for place, is_left in zip(self._places, self._left, strict=True):
            word = self._page.text[slice(*place)]
            if not is_left or not _core(word):
                continue
            if before < 0 or "\n" in self._page.text[before : place[0]]:
                lines.append((place[0], []))
            lines[-1][1].append(word)
            before = place[1]
        return [(start, " ".join(words)) for start, words in lines]

    def first_taken(self) -> int:
        """Where the first word that was taken stands; the end of all where none was."""
        return next(
            (place[0] for place, left in zip(self._places, self._left, strict=True) if not left),
            self._places[-1][1] if self._places else 0,
        )


def _core(word: str) -> str:
    return word.strip(_ENDS)
