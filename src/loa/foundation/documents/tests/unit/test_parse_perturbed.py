"""The same document written otherwise: what typists and converters vary changes nothing read."""

import random
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.tests.plan_text import Plan, text_of

Change = Callable[[str, random.Random], str]
TEXT = text_of(Plan())


def _some(text: str, rng: random.Random, pattern: str, new: str, share: float = 0.3) -> str:
    """Some of the places of `pattern` exchanged for `new`."""
    return re.sub(pattern, lambda found: new if rng.random() < share else found.group(), text)


def _pages(text: str, rng: random.Random) -> str:
    """Numbers of pages on lines of their own, in the body."""
    lines = text.split("\n")
    first, last = lines.index("1. Mục đích"), lines.index("Nơi nhận:")
    for page, at in enumerate(sorted(rng.sample(range(first, last), 2), reverse=True)):
        lines[at:at] = ["", str(3 - page), ""] if rng.random() < 0.5 else [str(3 - page)]
    return "\n".join(lines)


def _small_heads(text: str, _rng: random.Random) -> str:
    """«I. Mục đích, yêu cầu» for «I. MỤC ĐÍCH, YÊU CẦU»."""
    return re.sub(
        r"^([IVX]+\. )(.+)$", lambda m: m[1] + m[2].capitalize(), text, flags=re.MULTILINE
    )


CHANGES: dict[str, Change] = {
    "CRLF": lambda text, _: text.replace("\n", "\r\n"),
    "CR": lambda text, _: text.replace("\n", "\r"),
    "line separators": lambda text, rng: _some(text, rng, "\n", "\u2028"),
    "form feeds": lambda text, rng: _some(text, rng, "\n", "\n\f", 0.1),
    "NFD": lambda text, _: unicodedata.normalize("NFD", text),
    "doubled spaces": lambda text, rng: _some(text, rng, r"(?<=\w) (?=\w)", "  "),
    "hard spaces": lambda text, rng: _some(text, rng, " ", "\u00a0"),
    "zero widths": lambda text, rng: _some(text, rng, r"(?<=\w) ", "\u200b "),
    "byte-order mark": lambda text, _: "\ufeff" + text,
    "trailing spaces": lambda text, rng: _some(text, rng, "\n", "  \n", 0.5),
    "brackets after numbers": lambda text, _: re.sub(r"(?m)^(\d)\. ", r"\1) ", text),
    "en dashes": lambda text, _: re.sub("(?m)^- ", "– ", text),
    "dots as bullets": lambda text, _: re.sub("(?m)^- ", "• ", text),
    "tabs after marks": lambda text, _: re.sub(r"(?m)^(-|\d\.|[IVX]+\.) ", "\\1\t", text),
    "small heads": _small_heads,
    "page numbers": _pages,
    "blank lines": lambda text, _: text.replace("\n", "\n\n"),
    "late tone marks": lambda text, _: text.replace("Ủy", "Uỷ").replace("hóa", "hoá"),
}


def structure(text: str) -> dict[str, object]:
    """What was read, without places and sureness; case and way of tone marks do not count."""
    found = parse(text)

    def same(words: str | None) -> str:
        even = (words or "").replace("Uỷ", "Ủy").replace("hoá", "hóa")
        return " ".join(even.casefold().split())

    return {
        "head": [
            same(str(one.value))
            for one in (
                found.kind, found.parent_body, found.issuer, found.number, found.notation,
                found.place, found.issued_on, found.subject, found.year,
            )
        ],
        "bases": [(basis.number, basis.issued_on) for basis in found.legal_bases],
        "sections": [(one.path, same(one.title)) for one in found.sections if one.is_titled],
        "purposes": [same(one.text) for one in found.purposes or ()],
        "requirements": [same(one.text) for one in found.requirements or ()],
        "duties": [
            (
                same(duty.text),
                [same(actor.name) for actor in duty.leads],
                [same(actor.name) for actor in duty.partners],
                same(duty.timing.verbatim),
                duty.timing.due_on,
                duty.timing.rhythm,
                duty.section_path,
            )
            for duty in found.duties
        ],
        "missing": [same(one.phrase) for one in found.missing],
        "recipients": [same(one.value) for one in found.recipients],
        "signer": [same(found.signer.post.value), same(found.signer.name.value)],
        "authority": [same(one.value) for one in found.signer.authority],
    }  # fmt: skip


READ = structure(TEXT)
NAMES = st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=4, unique=True)


def test_the_document_itself_is_read_whole() -> None:
    assert all(READ.values())
    assert len(READ["duties"]) == 4  # type: ignore[arg-type]  # a list


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_of_writing_changes_nothing_read(name: str) -> None:
    assert structure(CHANGES[name](TEXT, random.Random(name))) == READ  # noqa: S311  places to change


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=4, unique=True), st.integers()
)
def test_changes_of_writing_together_change_nothing_read(names: list[str], seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  places to change
    text = TEXT
    # Whole paragraphs are changed before their letters, as a typist comes before a converter.
    for name in sorted(names, key=lambda name: list(CHANGES).index(name), reverse=True):
        text = CHANGES[name](text, rng)
    assert structure(text) == READ
