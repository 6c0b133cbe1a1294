"""Elements of the standard's namespace, and the only text they may hold."""

import re
from typing import NewType

from lxml import etree

from loa.foundation.documents.parse.letters import CAPITALS

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# What the standard has no element for: how sure a reading is, whom a duty binds. It lets any
# element carry attributes of another namespace, and `otherAnalysis` elements of one.
LOA = "urn:x-loa:documents:1"
Element = etree._Element  # noqa: SLF001  lxml's public functions give and take it under this name
Id = NewType("Id", str)

# The types of lxml do not know that None names the namespace without a prefix.
_NAMESPACES: dict[str, str] = {None: NAMESPACE, "loa": LOA}  # type: ignore[dict-item]
# Characters that XML 1.0 (5th edition, production 2) does not allow.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BROKEN_NOTATION = re.compile(rf"(?<=[{CAPITALS}]-)[ ]*\n\s*(?=[{CAPITALS}])")


def root() -> Element:
    """The element that holds one document."""
    return etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=_NAMESPACES)


def detached(tag: str, **attributes: str) -> Element:
    """A new element without a parent yet."""
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=_NAMESPACES)
    _set(made, attributes)
    return made


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child; `text` is made fit for XML."""
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    _set(made, attributes)
    if text is not None:
        made.text = line(text)
    return made


def add_own(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child in Loa's namespace."""
    made = etree.SubElement(parent, f"{{{LOA}}}{tag}")
    _set(made, attributes)
    if text is not None:
        made.text = line(text)
    return made


def append_text(element: Element, text: str) -> None:
    """Add `text`, already fit for XML, after everything `element` holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def fit(text: str) -> str:
    """The text without what XML forbids, white space as single spaces; ends keep theirs.

    A notation broken over two lines after its hyphen («UBND-» / «KGVX») is closed up.
    """
    kept = _BROKEN_NOTATION.sub("", _FORBIDDEN.sub("", text))
    return re.sub(r"\s+", " ", kept)


def line(text: str) -> str:
    """The text as one line of XML."""
    return fit(text).strip()


def _set(element: Element, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        # `class_`, `for_` and `as_` are Python's words.
        element.set(name.rstrip("_"), line(value))
