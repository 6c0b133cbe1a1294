"""Lines of a tagged PDF that make up one paragraph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from loa.foundation.files.extract.pdf_lines import Line, Word
from loa.foundation.files.extract.pdf_tags import Block

_SPACE = 0.25
_SAME = 2.0
_MARKS = frozenset("-–+•*")
_ENDS = ".,;:!?/"
_TAGGED = 0.9
_AGREE = 0.8
_ENOUGH = 3
_LONGEST = 60


class Paragraphs:
    """Tells whether a line goes on with the paragraph of the line before it."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Measure how far to the right the `words` of each paragraph reach, over all pages."""
        self._right: dict[Block, float] = {}
        for word in words:
            if word.block is None:
                continue
            self._right[word.block] = max(self._right.get(word.block, word.right), word.right)

    def goes_on(self, before: Line, line: Line, *, is_cell: bool = False) -> bool:
        """Same paragraph, and no word more had room on the line before: else a break was meant.

        So were the breaks of centred lines (issuer, signature) that are no heading and no cell of
        a table, unless a small letter follows, and those before the next item of a list.
        """
        last, first = before.words[-1], line.words[0]
        if last.block is None or last.block != first.block:
            return False
        if first.text in _MARKS and last.text[-1] in _ENDS:
            return False
        is_centred = abs(_middle(before) - _middle(line)) < _SAME < abs(before.left - line.left)
        flows = is_cell or last.block.is_heading or first.text[0].islower()
        if is_centred and not flows:
            return False
        reach = last.right + _SPACE * last.size + first.right - first.left
        return reach > self._right[last.block] - _SAME / 2


def are_tagged(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether the tags of a file can be believed: nearly all lines have one, and sentences agree.

    `pages` are the lines of each page. A sentence that goes on in small letters on the next line
    must be one paragraph by the tags too; some converters make each line or page a paragraph.
    """
    lines = [line for page in pages for line in page]
    tagged = [line for line in lines if line.words[0].block and line.words[-1].block]
    if not lines or len(tagged) < _TAGGED * len(lines):
        return False
    sizes = Counter(line.words[0].block for line in tagged)
    if max(sizes.values()) > _LONGEST:
        return False
    running = [
        (before.words[-1].block, line.words[0].block)
        for page in pages
        for before, line in pairwise(page)
        if line.text[0].islower() and line.text[1:2].isalpha() and before.text[-1] not in _ENDS
    ]
    agreed = sum(above == below for above, below in running)
    return len(running) < _ENOUGH or agreed >= _AGREE * len(running)


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2
