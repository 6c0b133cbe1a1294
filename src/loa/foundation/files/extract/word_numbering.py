"""The numbers that Word prints before list paragraphs, computed from the numbering part.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

import re
from dataclasses import dataclass, replace

from lxml import etree

from loa.foundation.files.extract.names import W
from loa.foundation.files.extract.word_styles import Styles, is_on, number_of, value_of

_LEVELS = 9
_MARK = re.compile(r"%([1-9])")
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "o": "o"}
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ROMAN_MAX = 3999
_LETTERS_MAX = 780
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True)
class Level:
    """One level of a list."""

    start: int = 1
    fmt: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    is_legal: bool = False
    style_id: str | None = None


@dataclass(frozen=True)
class _Instance:
    """A w:num: the list it counts in, its levels, and where it starts anew."""

    abstract_id: int
    levels: tuple[Level, ...]
    starts: dict[int, int]


class Numbering:
    """Counts list paragraphs in document order and gives the label of each."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """`root` is the w:numbering element, or None when the file has no such part."""
        self._styles = styles
        self._abstracts: dict[int, etree._Element] = {}
        self._nums: dict[int, etree._Element] = {}
        for child in [] if root is None else root:
            if child.tag == f"{W}abstractNum":
                self._abstracts[_id(child, "abstractNumId")] = child
            elif child.tag == f"{W}num":
                self._nums[_id(child, "numId")] = child
        self._instances: dict[int, _Instance | None] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def label(self, properties: etree._Element | None) -> str:
        """The number or bullet before the next paragraph, with its space, or ""; it counts on."""
        place, said_by = self._styles.list_place(properties)
        instance = None if place is None or not place.num_id else self._instance(place.num_id)
        if place is None or place.num_id is None or instance is None:
            return ""
        level = place.level
        if level is None:
            level = _level_of_style(instance.levels, said_by)
        if not 0 <= level < _LEVELS:
            return ""
        self._count(place.num_id, instance, level)
        return self._printed(instance, level)

    def _count(self, num_id: int, instance: _Instance, level: int) -> None:
        counts = self._counts.setdefault(instance.abstract_id, [None] * _LEVELS)
        start = instance.levels[level].start
        if level in instance.starts and (num_id, level) not in self._started:
            self._started.add((num_id, level))
            start = instance.starts[level]
            counts[level] = None
        current = counts[level]
        counts[level] = start if current is None else current + 1
        for deeper in range(level + 1, _LEVELS):
            after = instance.levels[deeper].restart
            if after is None or level < after:
                counts[deeper] = None

    def _printed(self, instance: _Instance, level: int) -> str:
        counts = self._counts[instance.abstract_id]
        shown = instance.levels[level]
        if shown.fmt == "bullet":
            return "".join(_BULLETS.get(c, "•" if c >= "\ue000" else c) for c in shown.text) + " "

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            named = instance.levels[at]
            count = counts[at]
            fmt = "decimal" if shown.is_legal and at <= level else named.fmt
            return format_number(named.start if count is None else count, fmt)

        text = _MARK.sub(number, shown.text)
        return text + ("" if shown.suffix == "nothing" or not text else " ")

    def _instance(self, num_id: int) -> _Instance | None:
        if num_id not in self._instances:
            self._instances[num_id] = self._read_instance(num_id, depth=0)
        return self._instances[num_id]

    def _read_instance(self, num_id: int, depth: int) -> _Instance | None:
        num = self._nums.get(num_id)
        abstract_id = None if num is None else number_of(num, "abstractNumId")
        abstract = None if abstract_id is None else self._abstracts.get(abstract_id)
        if num is None or abstract_id is None or abstract is None:
            return None
        link = value_of(abstract, "numStyleLink")
        if link is not None and depth == 0:
            linked = self._styles.numbering_style(link)
            base = None if linked is None else self._read_instance(linked, depth=1)
            if base is not None:
                return base
        levels = [Level() for _ in range(_LEVELS)]
        for element in abstract.findall(f"{W}lvl"):
            _place_level(levels, element)
        starts: dict[int, int] = {}
        for override in num.findall(f"{W}lvlOverride"):
            own = override.find(f"{W}lvl")
            if own is not None:
                _place_level(levels, own)
            at, start = _id(override, "ilvl"), number_of(override, "startOverride")
            if start is not None and 0 <= at < _LEVELS:
                starts[at] = start
                levels[at] = replace(levels[at], start=start)
        return _Instance(abstract_id, tuple(levels), starts)


def _id(element: etree._Element, name: str) -> int:
    try:
        return int(element.get(f"{W}{name}") or "")
    except ValueError:
        return -1


def _place_level(levels: list[Level], element: etree._Element) -> None:
    at = _id(element, "ilvl")
    if 0 <= at < len(levels):
        start = number_of(element, "start")
        levels[at] = Level(
            start=0 if start is None else start,
            fmt=value_of(element, "numFmt") or "decimal",
            text=value_of(element, "lvlText") or "",
            suffix=value_of(element, "suff") or "tab",
            restart=number_of(element, "lvlRestart"),
            is_legal=bool(is_on(element.find(f"{W}isLgl"))),
            style_id=value_of(element, "pStyle"),
        )


def _level_of_style(levels: tuple[Level, ...], style_id: str | None) -> int:
    """The level that names the paragraph's style as its own, else the first."""
    if style_id is not None:
        for at, level in enumerate(levels):
            if level.style_id == style_id:
                return at
    return 0


def format_number(number: int, fmt: str) -> str:
    """`number` as a w:numFmt value prints it; unknown formats print decimal.

    Letters are Latin a to z and repeat after z (aa, bb), as the standard has it.
    """
    if fmt in {"none", "bullet"}:
        return ""
    if fmt in {"upperRoman", "lowerRoman"} and 0 < number <= _ROMAN_MAX:
        roman = _roman(number)
        return roman if fmt == "upperRoman" else roman.lower()
    if fmt in {"upperLetter", "lowerLetter"} and 0 < number <= _LETTERS_MAX:
        times, at = divmod(number - 1, 26)
        return chr(ord("A" if fmt == "upperLetter" else "a") + at) * (times + 1)
    if fmt == "decimalZero":
        return f"{number:02d}"
    if fmt in {"cardinalText", "vietnameseCounting"} and 0 <= number < len(_WORDS):
        word = _WORDS[number]
        return word.capitalize() if fmt == "cardinalText" else word
    return str(number)


def _roman(number: int) -> str:
    letters = []
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        letters.append(letter * times)
    return "".join(letters)
