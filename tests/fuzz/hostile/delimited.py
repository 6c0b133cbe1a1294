"""Tables as text made to hurt: ragged, endless, with quotes that never close."""

import random
from collections.abc import Callable

_SIGNS = ";,\t|"
_CELLS = ("", "a", "TT", '"', '""', '"a""', "Sở Tư pháp", "=1+1", "\0", "\r", "\u0301", "9" * 400)


def ragged(rng: random.Random) -> bytes:
    """One very wide row among very many narrow ones: as a full grid it would be immense."""
    sign = rng.choice(_SIGNS)
    wide = sign * rng.choice((200, 20_000, 2_000_000))
    narrow = "a\n" * rng.choice((10, 3_000, 1_000_000))
    return _encoded(rng, rng.choice((f"TT{wide}b\n{narrow}", f"TT{sign}b\n{narrow}a{wide}b\n")))


def open_quote(rng: random.Random) -> bytes:
    """A quote that begins a cell and never ends it."""
    sign = rng.choice(_SIGNS)
    row = sign.join(("1", "Tổ chức hội nghị", "nt")) + "\n"
    many = row * rng.choice((3, 20_000))
    return _encoded(rng, f'TT{sign}"Nội dung{sign}{many}')


def mixed(rng: random.Random) -> bytes:
    """Cells, signs and line ends in any order."""
    pieces = (*_CELLS, *_SIGNS, "\n", "\r\n", "\r")
    return _encoded(rng, "TT;b\n" + "".join(rng.choices(pieces, k=rng.choice((50, 40_000)))))


def long_cell(rng: random.Random) -> bytes:
    """A cell of millions of letters, or thousands of long ones."""
    length = rng.choice((1_000, 999_999, 1_000_001, 6_000_000))
    filling = rng.choice(("a", "Sở ", "\n", '""')) * length
    row = f'1;"{filling}";b\n'
    return _encoded(rng, "TT;b;c\n" + row * rng.choice((1, max(1, 200_000 // length))))


def _encoded(rng: random.Random, text: str) -> bytes:
    return text.encode(rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")))


DELIMITED: tuple[Callable[[random.Random], bytes], ...] = (ragged, open_quote, mixed, long_cell)
