"""What Loa composes it reads back: the corpus's documents composed anew, extracted and parsed.

Each document of the corpus is parsed, made an OfficialDocument, written as Word and as PDF, taken
apart again and parsed; what was read first is compared with what is read then. A figure is the F1
of the two readings: 1 = every value came back. With `--lost` what did not is listed on stderr.
"""

import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from bench._corpus import plans, seed
from bench._rows import Row, at_least, run
from loa.foundation.documents.facade import (
    Duty,
    OfficialDocument,
    ParsedDocument,
    SectionStyle,
    gold_of,
    official_of,
    parse,
    to_pdf,
    to_word,
)
from loa.foundation.files.extract.facade import extract
from loa.foundation.printing.facade import MissingGlyph
from loa.kernel.text import fold

HEAD = (
    "kind", "parent_body", "issuer", "number", "notation", "place", "date", "subject",
    "purposes", "requirements", "money_clause", "difficulty_clause", "annex_missing",
)  # fmt: skip
AIMS = {
    "header": 0.99, "bases": 0.99, "sections": 0.99, "recipients": 0.99, "signer": 0.99,
    "duties": 0.99, "leads": 0.99, "partners": 0.99, "deadlines": 0.99, "annex tables": 0.97,
}  # fmt: skip
WRITERS: dict[str, Callable[[OfficialDocument], bytes]] = {"docx": to_word, "pdf": to_pdf}


@dataclass
class Tally:
    """Values of the first reading, of the second, and in both; `lost` are examples."""

    first: int = 0
    second: int = 0
    both: int = 0
    lost: list[str] = field(default_factory=list)

    def add(self, name: str, first: Iterable[Hashable], second: Iterable[Hashable]) -> None:
        """Count two lists of values, whatever their order."""
        a, b = Counter(first), Counter(second)
        self.first += a.total()
        self.second += b.total()
        self.both += (a & b).total()
        self.lost += [f"{name}: − {value}" for value in (a - b)]
        self.lost += [f"{name}: + {value}" for value in (b - a)]

    def join(self, other: "Tally") -> None:
        """Add another document's."""
        self.first += other.first
        self.second += other.second
        self.both += other.both
        self.lost += other.lost

    @property
    def share(self) -> float:
        """F1: 1 where both readings say the same."""
        return 2 * self.both / (self.first + self.second) if self.first + self.second else 1.0


def compare(name: str, first: ParsedDocument, second: ParsedDocument) -> dict[str, Tally]:
    """The two readings of one document, by kind of value."""
    tallies = {kind: Tally() for kind in AIMS}
    for kind in AIMS:
        tallies[kind].add(name, values(first, kind), values(second, kind))
    return tallies


def values(document: ParsedDocument, kind: str) -> list[Hashable]:
    """What a reading says, regular: small letters, no marks, no punctuation."""
    return VALUES[kind](document)


def _header(document: ParsedDocument) -> list[Hashable]:
    found = gold_of(document, "")
    return [(key, fold(str(found[key]))) for key in HEAD]


def _sections(document: ParsedDocument) -> list[Hashable]:
    """Those with a heading, as the gold files count them: no dashes."""
    dashes = (SectionStyle.DASH, SectionStyle.PLUS)
    return [
        (section.path, fold(section.title))
        for section in document.sections
        if section.is_titled and section.style not in dashes
    ]


def _signer(document: ParsedDocument) -> list[Hashable]:
    signer = document.signer
    lines = [fold(line.value) for line in signer.authority]
    return [*lines, fold(signer.post.value or ""), fold(signer.name.value or "")]


def _rows(document: ParsedDocument) -> list[Hashable]:
    return [
        tuple(fold(cell) for cell in row)
        for table in document.annex_tables
        for row in (table.columns, *(each.cells for each in table.rows))
    ]


def _key(duty: Duty) -> str:
    """By which duties are told apart when their units and days are compared."""
    return fold(duty.text[:80])


VALUES: dict[str, Callable[[ParsedDocument], list[Hashable]]] = {
    "header": _header,
    "bases": lambda d: [(fold(b.number or b.title or ""), b.issued_on) for b in d.legal_bases],
    "sections": _sections,
    "recipients": lambda d: [fold(line.value) for line in d.recipients],
    "signer": _signer,
    "duties": lambda d: [fold(duty.text) for duty in d.duties],
    "leads": lambda d: [(_key(duty), fold(a.name)) for duty in d.duties for a in duty.leads],
    "partners": lambda d: [(_key(duty), fold(a.name)) for duty in d.duties for a in duty.partners],
    "deadlines": lambda d: [
        (_key(duty), fold(duty.timing.verbatim), duty.timing.due_on)
        for duty in d.duties
        if duty.timing.verbatim
    ],
    "annex tables": _rows,
}


def totals_of(documents: Iterable[tuple[str, str]]) -> dict[str, dict[str, Tally]]:
    """The tallies of every writer over all documents; what a font cannot print is left out."""
    totals = {suffix: {kind: Tally() for kind in AIMS} for suffix in WRITERS}
    for name, text in documents:
        first = parse(text)
        document = official_of(first)
        for suffix, write in WRITERS.items():
            try:
                data = write(document)
            except MissingGlyph as refusal:
                totals[suffix]["header"].lost.append(f"{name}: not printed: {refusal}")
                continue
            file = extract(data, f"x.{suffix}")
            second = parse(file.text, file.tables, is_laid_out=file.is_laid_out)
            for kind, tally in compare(name, first, second).items():
                totals[suffix][kind].join(tally)
    return totals


def measure() -> Iterator[Row]:
    """A row for each kind of value and each writer."""
    totals = totals_of([*plans(), seed()])
    for suffix in WRITERS:
        for kind, tally in totals[suffix].items():
            workload = f"round trip {suffix}: {kind} ({tally.first} values)"
            yield at_least(workload, tally.share, 1.0, AIMS[kind], "F1")
    if "--lost" in sys.argv[1:]:
        for suffix, tallies in totals.items():
            for kind, tally in tallies.items():
                sys.stderr.writelines(f"{suffix} {kind} {each}\n" for each in tally.lost)


if __name__ == "__main__":
    sys.exit(run(measure))
