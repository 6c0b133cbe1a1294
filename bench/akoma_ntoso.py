"""Every document of the corpus as Akoma Ntoso: valid by the standard's schema, no word lost."""

import sys
from collections.abc import Iterator
from datetime import date

from bench._corpus import plans
from bench._rows import Row, at_least, at_most, run
from loa.foundation.documents.facade import akn_of, parse
from loa.foundation.documents.tests.akn_words import faults, lost_words, words_of_text


def measure() -> Iterator[Row]:
    """Shares of documents and of words."""
    valid = whole = words = lost = 0
    documents = plans()
    for name, text in documents:
        xml = akn_of(parse(text), made_on=date(2026, 1, 1))
        wrong = faults(xml)
        missing = lost_words(text, xml)
        valid += not wrong
        whole += not missing
        words += len(words_of_text(text))
        lost += missing.total()
        for line in (*wrong[:3], *list(missing)[:5]):
            print(f"{name}: {line}", file=sys.stderr)
    count = len(documents)
    yield at_least("valid by the schema", valid, count, count, "documents")
    yield at_least("with every word of the text", whole, count, count, "documents")
    yield at_most("words lost", lost, words, 0, "words")


if __name__ == "__main__":
    sys.exit(run(measure))
