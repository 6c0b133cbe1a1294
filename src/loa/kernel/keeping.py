"""What was told of a short text is kept: words come again in the next document, texts do not."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_T = TypeVar("_T")
_LONGEST = 200
"""Characters. A hostile file asks about millions at once, and a site would hold them for ever."""


def kept_if_short(most: int) -> Callable[[Callable[[str], _T]], Callable[[str], _T]]:
    """Keep what the function told of the last `most` short texts."""

    def keeping(tell: Callable[[str], _T]) -> Callable[[str], _T]:
        kept = lru_cache(maxsize=most)(tell)

        def told(text: str) -> _T:
            return kept(text) if len(text) <= _LONGEST else tell(text)

        return told

    return keeping
