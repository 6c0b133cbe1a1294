"""Luck that is the same wherever it is asked again: drawn from a seed and from what it is about.

Nothing is drawn in a row, so it does not matter what was asked before, nor in which process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_WHOLE = 2**64


@dataclass(frozen=True)
class Luck:
    """The luck of one seed."""

    seed: int

    def share(self, *about: object) -> float:
        """A share of [0, 1) for these plain values."""
        words = "\x1f".join(map(str, (self.seed, *about)))
        drawn = blake2b(words.encode(), digest_size=8).digest()
        return int.from_bytes(drawn, "big") / _WHOLE

    def befalls(self, share: float, *about: object) -> bool:
        """Whether something of that likelihood happens to these."""
        return self.share(*about) < share

    def number(self, least: int, most: int, *about: object) -> int:
        """A whole number from the least to the most, both possible."""
        return least + int(self.share(*about) * (most - least + 1))

    def one_of(self, choice: Sequence[T], *about: object) -> T:
        """One of several."""
        return choice[self.number(0, len(choice) - 1, *about)]
