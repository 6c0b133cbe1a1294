"""What was told of a short text is kept: words come again in the next document, texts do not."""

from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")
_LONGEST = 200
"""Characters. A hostile file asks about millions at once, and a site would hold them for ever."""


class _Kept(dict[str, _T]):
    """What `tell` told of at most so many texts; full, it is emptied, and common words come back.

    Looked up as a table: of the many questions nearly all are answered without a call of Python.
    """

    def __init__(self, tell: Callable[[str], _T], most: int) -> None:
        """Begin empty."""
        super().__init__()
        self._tell = tell
        self._most = most

    def __missing__(self, text: str) -> _T:
        """What is told of a text that comes for the first time."""
        told = self._tell(text)
        if len(text) <= _LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[text] = told
        return told


def kept_if_short(most: int) -> Callable[[Callable[[str], _T]], Callable[[str], _T]]:
    """Keep what the function told of up to `most` short texts."""

    def keeping(tell: Callable[[str], _T]) -> Callable[[str], _T]:
        return _Kept(tell, most).__getitem__

    return keeping
