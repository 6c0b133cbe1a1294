"""The end of a document: who receives it, and who signs on whose authority as which post."""

import re

from loa.foundation.documents.akn.addresses import Identifiers
from loa.foundation.documents.akn.blocks import outermost
from loa.foundation.documents.akn.elements import Element, add, append_text, detached, line
from loa.foundation.documents.akn.page import Page, Place
from loa.foundation.documents.akn.register import Register
from loa.foundation.documents.akn.tables import Tables
from loa.foundation.documents.akn.tokens import Tokens
from loa.foundation.documents.parse.structure import Found, ParsedDocument

_HEADING = re.compile(r"N[ơo]i\s+nh[ậâa]n\s*[:.]?", re.IGNORECASE)
_BULLET = re.compile(r"[-–—+•*]")


class Closing:
    """Writes `conclusions` out of one stretch of the page."""

    def __init__(self, page: Page, register: Register, ids: Identifiers, tables: Tables) -> None:
        """Nothing written yet."""
        self._page = page
        self._register = register
        self._ids = ids
        self._tables = tables

    def write(self, parent: Element, document: ParsedDocument, within: Place) -> None:
        """Recipients as a list, the signature with its role and person, then what is left."""
        inner = [(self._page.place(table.span), table) for table in document.annex_tables]
        tables = outermost(inner, within)
        tokens = Tokens(self._page, within, [place for place, _ in tables])
        recipients = self._recipients(document, tokens, within)
        signature = self._signature(document, tokens)
        known = [element for element in (recipients, signature) if element is not None]
        first = tokens.first_taken() if known else within[0]
        left = tokens.left()
        if not (known or left or tables):
            return
        box = add(parent, "conclusions")
        for start, words in left:
            if start < first:
                add(box, "p", words)
        box.extend(known)
        for start, words in left:
            if start >= first:
                add(box, "p", words)
        for place, table in tables:
            self._tables.write(box, table, place)

    def _recipients(
        self, document: ParsedDocument, tokens: Tokens, within: Place
    ) -> Element | None:
        if not document.recipients:
            return None
        box = detached("blockList", eId=self._ids.named("recipients"))
        heading = _HEADING.search(self._page.text, *within)
        if heading:
            add(box, "listIntroduction", tokens.take_at(heading.group(), heading.span()))
        for recipient in document.recipients:
            item = add(box, "item", eId=self._ids.numbered("recipients__item"))
            bullet = self._bullet_before(recipient)
            if bullet:
                add(item, "num", bullet)
            add(item, "p", self._taken(tokens, recipient, recipient.value))
        return box

    def _bullet_before(self, found: Found[str]) -> str | None:
        if found.span is None:
            return None
        before = self._page.text[: self._page.place(found.span)[0]][-3:].rstrip()
        return before[-1] if before and _BULLET.match(before[-1]) else None

    def _signature(self, document: ParsedDocument, tokens: Tokens) -> Element | None:
        signer = document.signer
        lines: list[tuple[str, str, Found[str] | Found[str | None]]] = [
            ("role", authority.value, authority) for authority in signer.authority
        ]
        if signer.post.value:
            lines.append(("role", signer.post.value, signer.post))
        if signer.name.value:
            lines.append(("person", signer.name.value, signer.name))
        if not lines:
            return None
        paragraph = detached("p")
        box = add(paragraph, "signature", eId=self._ids.numbered("signature"))
        for place, (tag, words, found) in enumerate(lines):
            if place:
                add(box, "eol")
            kind = "TLCPerson" if tag == "person" else "TLCRole"
            about = {"eId": self._ids.numbered(tag), "refersTo": self._register.refer(kind, words)}
            if tag == "person" and signer.post.value:
                about["as"] = self._register.refer("TLCRole", signer.post.value)
            shown = add(box, tag, **about)
            append_text(shown, line(self._taken(tokens, found, words)))
        return paragraph

    def _taken(self, tokens: Tokens, found: Found[str] | Found[str | None], words: str) -> str:
        if found.span is None:
            return words
        return tokens.take_at(words, self._page.place(found.span))
