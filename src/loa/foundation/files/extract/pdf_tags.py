"""The structure that a tagged PDF carries: which words belong to one paragraph.

Word, LibreOffice and Loa write such tags (ISO 32000-2, section 14.8); scans have none.
"""

import ctypes
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

Path = tuple[int, ...]


class Block(NamedTuple):
    """A paragraph: its path in the tree of tags, the same on each page it runs over."""

    path: Path
    is_heading: bool


_MAX_DEPTH = 40
_MAX_ELEMENTS = 300_000
_TYPE_BYTES = 64
_INSIDE = frozenset(
    {"Span", "Link", "Lbl", "LBody", "Em", "Strong", "Quote", "Reference", "Code", "Annot", "Sub"}
)
_HEADINGS = frozenset({"Title", "H", *(f"H{level}" for level in range(1, 7))})
_HOLDERS = frozenset(
    {"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "NonStruct", "Private"}
    | {"BlockQuote", "TOC", "Index", "L", "Table", "THead", "TBody", "TFoot", "TR", "Figure"}
)


@dataclass
class TagReader:
    """Reads the tags of the pages of one file, as far as its tree is of a sane size."""

    left: int = _MAX_ELEMENTS

    def blocks(self, page: pdfium.PdfPage) -> dict[int, Block]:
        """The paragraph of each marked content of `page`; empty where the page has no tags."""
        tree = raw.FPDF_StructTree_GetForPage(page.raw) if self.left > 0 else None
        if not tree:
            return {}
        try:
            return self._walked(tree)
        finally:
            raw.FPDF_StructTree_Close(tree)

    def _walked(self, tree: object) -> dict[int, Block]:
        found: dict[int, Block] = {}
        waiting: list[tuple[object, Path, Block | None]] = [
            (raw.FPDF_StructTree_GetChildAtIndex(tree, at), (at,), None)
            for at in range(raw.FPDF_StructTree_CountChildren(tree))
        ]
        while waiting:
            element, path, holder = waiting.pop()
            if not element or len(path) > _MAX_DEPTH:
                continue
            kind = _kind_of(element)
            own = holder if kind in _INSIDE and holder else Block(path, kind in _HEADINGS)
            under = None if kind in _HOLDERS else own
            count = raw.FPDF_StructElement_CountChildren(element)
            self.left -= count + 1
            if self.left < 0:
                return {}
            for at in range(count):
                mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
                if mark >= 0:
                    found[mark] = own
                else:
                    child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
                    waiting.append((child, (*path, at), under))
        return found


def block_at(handle: object, index: int, blocks: dict[int, Block]) -> Block | None:
    """The paragraph that a letter of the text page `handle` belongs to."""
    part = raw.FPDFText_GetTextObject(handle, index) if blocks else None
    return blocks.get(raw.FPDFPageObj_GetMarkedContentID(part)) if part else None


def _kind_of(element: object) -> str:
    buffer = ctypes.create_string_buffer(_TYPE_BYTES)
    length = raw.FPDF_StructElement_GetType(element, buffer, _TYPE_BYTES)
    return buffer.raw[: max(min(length, _TYPE_BYTES) - 2, 0)].decode("utf-16-le", "replace")
