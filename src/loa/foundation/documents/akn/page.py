"""The text of a document made regular, and runs of it written as mixed content with their marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from loa.foundation.documents.akn.elements import Element, add, append_text, fit
from loa.foundation.documents.parse.source import regular
from loa.foundation.documents.parse.structure import Span

Place = tuple[int, int]


@dataclass
class Mark:
    """An inline element over a place; `is_written` once a run that holds it was written."""

    start: int
    end: int
    tag: str
    attributes: Mapping[str, str]
    is_written: bool = field(default=False, compare=False)


class Page:
    """Clean text (NFC, plain spaces, nothing invisible); all places count its characters."""

    def __init__(self, raw: str) -> None:
        """Make `raw` regular once; spans of the reader are led here by `place`."""
        self._source = regular(raw)
        self.text = self._source.text
        self._marks: list[Mark] = []
        self._starts: list[int] = []
        self._longest = 0

    def place(self, span: Span) -> Place:
        """Where a span of the given text lies in the clean text."""
        start = self.position(span.start)
        return start, max(self.position(span.end), start)

    def position(self, raw: int) -> int:
        """One character of the given text in the clean text."""
        source = self._source
        if not source.clean_marks:
            return min(max(raw, 0), len(self.text))
        at = max(bisect_right(source.raw_marks, raw) - 1, 0)
        found = source.clean_marks[at] + raw - source.raw_marks[at]
        after = source.clean_marks[at + 1 : at + 2]
        return min(max(found, 0), after[0] if after else len(self.text))

    def words(self, place: Place) -> str:
        """What stands at a place, single-spaced."""
        return " ".join(self.text[place[0] : place[1]].split())

    def inked(self, place: Place) -> Place:
        """The place without white space at its ends."""
        start, end = place
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def mark(self, place: Place, tag: str, attributes: Mapping[str, str]) -> Mark | None:
        """Ask for an element around a place; None where nothing stands there."""
        start, end = self.inked(place)
        if start >= end:
            return None
        made = Mark(start, end, tag, attributes)
        self._marks.append(made)
        return made

    def close(self) -> None:
        """All marks are known: sort them, outer ones first."""
        self._marks.sort(key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def write(self, element: Element, place: Place) -> None:
        """The run at `place` as the content of `element`, with every mark that lies in it.

        A mark is written once: cut to the first run that holds ink of it.
        """
        start, end = self.inked(place)
        self._run(element, start, end, self._marks_in(start, end))

    def _marks_in(self, start: int, end: int) -> list[Mark]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        found: list[Mark] = []
        for mark in self._marks[first:last]:
            if mark.is_written or mark.end <= start:
                continue
            cut = self.inked((max(mark.start, start), min(mark.end, end)))
            if cut[0] < cut[1]:
                mark.start, mark.end = cut
                found.append(mark)
        return sorted(found, key=lambda mark: (mark.start, -mark.end))

    def _run(self, element: Element, start: int, end: int, marks: list[Mark]) -> None:
        at, i = start, 0
        while i < len(marks):
            mark = marks[i]
            i += 1
            inner: list[Mark] = []
            while i < len(marks) and marks[i].start < mark.end:
                # Two marks that cross cannot both stand in a tree: the later one is left out.
                if marks[i].end <= mark.end:
                    inner.append(marks[i])
                i += 1
            append_text(element, fit(self.text[at : mark.start]))
            mark.is_written = True
            child = add(element, mark.tag, **mark.attributes)
            self._run(child, mark.start, mark.end, inner)
            at = mark.end
        append_text(element, fit(self.text[at:end]))
