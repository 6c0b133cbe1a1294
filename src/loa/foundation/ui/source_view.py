"""Values of a source text with marks, and of a page as it will be printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A run of text; with `id` it is marked, and `ref` in a circle leads to `href`.

    `joins` are the anchors, apart by spaces, of what was read of it; a press leads to the last.
    """

    words: str
    id: str = ""
    ref: str = ""
    href: str = ""
    is_doubt: bool = False
    joins: str = ""


@dataclass(frozen=True)
class SourceParagraph:
    """One paragraph; a gap is a place where something is missing, told in `pieces`.

    `at` is where it begins in the text, in letters, for whoever takes a passage out of it.
    """

    pieces: tuple[Piece, ...]
    is_heading: bool = False
    is_centred: bool = False
    is_gap: bool = False
    at: str = ""


@dataclass(frozen=True)
class PaperLine:
    """One paragraph of the printed page."""

    words: str
    is_heading: bool = False


@dataclass(frozen=True)
class Paper:
    """The first page of an official document in the layout of NĐ 30/2020.

    A letter has no kind and subject in the middle but says under its number what it is `about`.
    """

    parent: str
    body: str
    number: str
    place_and_date: str
    kind: str
    subject: str
    lines: tuple[PaperLine, ...]
    note: str = ""
    about: str = ""
    addressees: tuple[str, ...] = ()
