"""What styles say about a run or paragraph: capitals, hidden text, fonts, list membership."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loa.foundation.files.extract.names import W

_OFF = frozenset({"0", "false", "off", "none"})
_MAX_CHAIN = 32


def is_on(element: etree._Element | None) -> bool | None:
    """A toggle of Word: on, off, or not said."""
    return None if element is None else element.get(f"{W}val", "1").lower() not in _OFF


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """The w:val of a child, or None."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def number_of(parent: etree._Element | None, name: str) -> int | None:
    """The w:val of a child as a whole number, or None when absent or no number."""
    try:
        return int(value_of(parent, name) or "")
    except ValueError:
        return None


@dataclass(frozen=True)
class ListPlace:
    """The list a paragraph belongs to and its level there; either may be left unsaid."""

    num_id: int | None
    level: int | None


class Styles:
    """The styles part: answers by walking from a style to the ones it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        """`root` is the w:styles element, or None when the file has no such part."""
        found = [] if root is None else root.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId") or "": style for style in found}
        self._default = {
            style.get(f"{W}type"): style.get(f"{W}styleId")
            for style in found
            if style.get(f"{W}default", "0") not in _OFF
        }
        self._doc_run = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.root = root
        self._toggles: dict[tuple[str, str], bool | None] = {}

    def chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """The style and those it is based on, nearest first."""
        for _ in range(_MAX_CHAIN):
            style = self._by_id.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = value_of(style, "basedOn")

    def paragraph_style(self, properties: etree._Element | None) -> str | None:
        """The style of a paragraph: its own or the default one."""
        return value_of(properties, "pStyle") or self._default.get("paragraph")

    def is_toggled(
        self, name: str, run: etree._Element | None, paragraph_style: str | None
    ) -> bool:
        """Whether caps, smallCaps or vanish holds for a run with properties `run`.

        What the run says itself wins; else paragraph and character style toggle each other
        (ECMA-376 part 1, 17.7.3); else the document's default.
        """
        direct = is_on(None if run is None else run.find(f"{W}{name}"))
        if direct is not None:
            return direct
        said = [self._toggle(style, name) for style in (paragraph_style, value_of(run, "rStyle"))]
        if any(answer is not None for answer in said):
            return sum(bool(answer) for answer in said) == 1
        return bool(is_on(None if self._doc_run is None else self._doc_run.find(f"{W}{name}")))

    def _toggle(self, style_id: str | None, name: str) -> bool | None:
        if style_id is None:
            return None
        key = (style_id, name)
        if key not in self._toggles:
            said = (is_on(style.find(f"{W}rPr/{W}{name}")) for style in self.chain(style_id))
            self._toggles[key] = next((answer for answer in said if answer is not None), None)
        return self._toggles[key]

    def font(self, run: etree._Element | None, paragraph_style: str | None) -> str:
        """The font of a run's Latin letters, or "" when nothing names one."""
        sources = [run]
        for style_id in (value_of(run, "rStyle"), paragraph_style):
            sources.extend(style.find(f"{W}rPr") for style in self.chain(style_id))
        sources.append(self._doc_run)
        for source in sources:
            fonts = None if source is None else source.find(f"{W}rFonts")
            name = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
            if name:
                return name
        return ""

    def list_place(self, properties: etree._Element | None) -> tuple[ListPlace | None, str | None]:
        """The list place said by the paragraph or its styles, and the style that says the list."""
        own = _place_in(properties)
        if own is not None and own.num_id is not None:
            return own, None
        for style in self.chain(self.paragraph_style(properties)):
            place = _place_in(style.find(f"{W}pPr"))
            if place is not None and place.num_id is not None:
                level = own.level if own is not None and own.level is not None else place.level
                return ListPlace(place.num_id, level), style.get(f"{W}styleId")
        return None, None

    def numbering_style(self, style_id: str) -> int | None:
        """The w:numId that a numbering style points at."""
        for style in self.chain(style_id):
            place = _place_in(style.find(f"{W}pPr"))
            if place is not None:
                return place.num_id
        return None


def _place_in(properties: etree._Element | None) -> ListPlace | None:
    said = None if properties is None else properties.find(f"{W}numPr")
    if said is None:
        return None
    return ListPlace(number_of(said, "numId"), number_of(said, "ilvl"))
