"""The two prints of an official document."""

import hashlib
from functools import cache
from pathlib import Path

from loa.foundation.documents.compose.structure import OfficialDocument


def to_word(document: OfficialDocument) -> bytes:
    """The document as an editable .docx. Raises FontsMissing of printing."""
    # Loaded when asked for: python-docx takes a third of a second, and most who come through the
    # room's door only read documents.
    from loa.foundation.documents.compose.word import write_word  # noqa: PLC0415 said above

    return write_word(document)


def to_pdf(document: OfficialDocument) -> bytes:
    """The document as tagged PDF/UA-1; the same document gives the same bytes.

    Takes 0.2 s and more: call it outside transactions. Raises MissingGlyph (a letter that the
    font lacks; the words name it and its place), FontsMissing and PrintFailed of printing.
    """
    from loa.foundation.documents.compose.pdf import write_pdf  # noqa: PLC0415 as in `to_word`

    return write_pdf(document)


@cache
def composer_hash() -> str:
    """A hash of the composer itself: what was made by another may look otherwise."""
    files = sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in _SOURCES)
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


_SOURCES = frozenset({".py", ".typ"})
