"""Every document of the corpus as Akoma Ntoso: valid by the standard's schema, no word lost."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bench._corpus import plans, word_files
from bench._rows import Row, at_least, at_most, run
from loa.foundation.documents.facade import ParsedDocument, akn_of, parse
from loa.foundation.documents.tests.akn_words import faults, lost_words, words_of_text
from loa.foundation.files.extract.facade import extract


def measure() -> Iterator[Row]:
    """Texts, then Word files with their grids: shares of documents and of words."""
    yield from _shares("texts", ((name, text, parse(text)) for name, text in plans()))
    yield from _shares("Word files", map(_read, word_files()))


def _read(path: Path) -> tuple[str, str, ParsedDocument]:
    found = extract(path.read_bytes(), path.name)
    return path.name, found.text, parse(found.text, found.tables, is_laid_out=found.is_laid_out)


def _shares(kind: str, documents: Iterable[tuple[str, str, ParsedDocument]]) -> Iterator[Row]:
    count = valid = whole = words = lost = 0
    for name, text, document in documents:
        xml = akn_of(document, made_on=date(2026, 1, 1))
        wrong = faults(xml)
        missing = lost_words(text, xml)
        count += 1
        valid += not wrong
        whole += not missing
        words += len(words_of_text(text))
        lost += missing.total()
        for line in (*wrong[:3], *list(missing)[:5]):
            print(f"{name}: {line}", file=sys.stderr)
    yield at_least(f"{kind}: valid by the schema", valid, count, count, "documents")
    yield at_least(f"{kind}: with every word", whole, count, count, "documents")
    yield at_most(f"{kind}: words lost", lost, words, 0, "words")


if __name__ == "__main__":
    sys.exit(run(measure))
