"""How many text documents a second one core reads, and how time grows with length.

The reference is what any reader must do at least: compose the same text (NFC), cut it into lines
and find its words by one regular expression. Before each reading the reader forgets the sentences
it read last: documents that come one after another share names, not sentences.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date

from bench._clock import medians
from bench._corpus import seed
from bench._rows import Row, at_least, at_most, run
from loa.foundation.documents.facade import ParsedDocument, akn_of, parse
from loa.foundation.documents.parse.actor_words import tokens_of

_WORD = re.compile(r"\w+|[^\w\s]")
_AT_ONCE = 5
_TIMES = 10


def measure() -> Iterator[Row]:
    """Reading, writing as Akoma Ntoso, and ten times the text."""
    name, text = seed()
    longer = stretched(text, _TIMES)
    document = parse(text)
    made_on = date(2026, 1, 1)
    loa, words, grown, written, grown_words = medians(
        [
            lambda: [read_afresh(text) for _ in range(_AT_ONCE)],
            lambda: [tokens(text) for _ in range(_AT_ONCE)],
            lambda: read_afresh(longer),
            lambda: [akn_of(document, made_on=made_on) for _ in range(_AT_ONCE)],
            lambda: [tokens(longer) for _ in range(_AT_ONCE)],
        ]
    )
    size = f"{len(text):,} characters"
    unit = "documents/s"
    yield at_least(f"read the {name}, {size}", _AT_ONCE / loa, _AT_ONCE / words, 250, unit)
    yield at_least("write it as Akoma Ntoso", _AT_ONCE / written, _AT_ONCE / words, 100, unit)
    growth = len(longer) / len(text)
    took = grown * _AT_ONCE / loa * _TIMES / growth
    yield at_most(
        f"time for {growth:.1f} times the text, as if {_TIMES}",
        took,
        grown_words / words * _TIMES / growth,
        12,
        "times as long",
    )


def read_afresh(text: str) -> ParsedDocument:
    """`text` read as if no sentence of it had been read before."""
    tokens_of.cache_clear()
    return parse(text)


def stretched(text: str, times: int) -> str:
    """The text with its body `times` over; head, recipients, signature and annex stay single."""
    layout = parse(text).layout
    body = text[layout.body : layout.tail]
    return text[: layout.body] + body * times + text[layout.tail :]


def tokens(text: str) -> int:
    """Compose, cut into lines, find words: how many there are."""
    return sum(len(_WORD.findall(line)) for line in unicodedata.normalize("NFC", text).splitlines())


if __name__ == "__main__":
    sys.exit(run(measure))
