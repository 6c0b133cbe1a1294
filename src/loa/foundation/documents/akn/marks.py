"""What was read in running text, as marks on the page: head, legal bases, duties, clauses.

A mark is set only where its place says what the value says: in a head that a scanner mixed, a span
may cover words of the column beside it.
"""

from collections.abc import Iterable
from typing import TypeVar

from loa.foundation.documents.akn.addresses import Identifiers, cited
from loa.foundation.documents.akn.elements import Id
from loa.foundation.documents.akn.page import Mark, Page, Place
from loa.foundation.documents.akn.register import Register
from loa.foundation.documents.parse.structure import (
    Actor,
    Duty,
    Found,
    ParsedDocument,
    Passage,
    Rhythm,
    Timing,
    TimingKind,
)

T = TypeVar("T")

DUTY = "nhiệm vụ"
DEADLINE = "thời hạn"
PRODUCT = "sản phẩm"
_RHYTHMS = {
    Rhythm.WEEKLY: "hằng tuần",
    Rhythm.MONTHLY: "hằng tháng",
    Rhythm.QUARTERLY: "hằng quý",
    Rhythm.HALF_YEARLY: "sáu tháng một lần",
    Rhythm.YEARLY: "hằng năm",
    Rhythm.ONGOING: "thường xuyên",
    Rhythm.REPORTING: "theo kỳ báo cáo",
}
_NEAR = 12
_DATE_LINE = 40


class Marks:
    """Sets marks on a page; `duties` are those of the document's duties, in their order."""

    def __init__(self, page: Page, register: Register, ids: Identifiers) -> None:
        """Set none yet."""
        self._page = page
        self._register = register
        self._ids = ids
        self._actors: set[tuple[int, int]] = set()
        self.duties: list[Mark | None] = []
        self.orders: list[Mark | None] = []

    def set_all(self, document: ParsedDocument) -> None:
        """Every mark of the document, then close the page."""
        self._head(document)
        for basis in document.legal_bases:
            address = cited(basis, document.issuer.value).address
            mark = {"eId": self._ids.numbered("ref"), "href": address}
            self._page.mark(self._page.place(basis.span), "ref", mark)
        for duty in document.duties:
            self.duties.append(self._duty(duty, "duty"))
        for duty in document.orders_without_actor:
            self.orders.append(self._duty(duty, "orderWithoutActor"))
        self._passages(document.purposes or (), "purpose")
        self._passages(document.requirements or (), "requirement")
        self._passages(document.money, "funding")
        self._passages(document.difficulties, "difficulty")
        for missing in document.missing:
            self._page.mark(self._page.place(missing.span), "inline", {"name": "missingAnnex"})
        self._page.close()

    def organization(self, name: str) -> str:
        """The reference to a body."""
        return self._register.refer("TLCOrganization", name)

    def timing(self, timing: Timing) -> tuple[str, dict[str, str]] | None:
        """The element that says a time limit; None where there is none."""
        if timing.kind is TimingKind.NONE or not timing.verbatim:
            return None
        about = self._register.refer("TLCConcept", DEADLINE)
        eid = self._ids.numbered("deadline")
        if timing.due_on:
            return "date", {"eId": eid, "date": timing.due_on.isoformat(), "refersTo": about}
        if timing.rhythm:
            rhythm = self._register.refer("TLCConcept", _RHYTHMS[timing.rhythm])
            return "concept", {"eId": eid, "refersTo": f"{about} {rhythm}"}
        event = self._register.refer("TLCEvent", timing.verbatim)
        return "event", {"eId": eid, "refersTo": event}

    def _head(self, document: ParsedDocument) -> None:
        for body in (document.parent_body, document.issuer):
            if body.value:
                about = {"refersTo": self.organization(body.value)}
                self._value(body, body.value, "docAuthority", about)
        if document.place.value:
            where = self._register.refer("TLCLocation", document.place.value)
            place = {"eId": self._ids.numbered("place"), "refersTo": where}
            self._value(document.place, document.place.value, "location", place)
        self._value(document.kind, None, "docType", {})
        self._value(document.subject, document.subject.value, "docTitle", {})
        if document.number.value:
            number = f"{document.number.value}/{document.notation.value or ''}"
            self._value(document.number, number, "docNumber", {})
        day = document.issued_on.value
        if day and document.issued_on.span:
            place_of_day = self._page.place(document.issued_on.span)
            if len(self._page.words(place_of_day)) <= _DATE_LINE:
                place_of_day = self._from_word(place_of_day)
                self._page.mark(place_of_day, "docDate", {"date": day.isoformat()})

    def _from_word(self, place: Place) -> Place:
        """The place from its first letter on: the comma after the name of the town is left out."""
        start, end = place
        while start < end and not self._page.text[start].isalnum():
            start += 1
        return start, end

    def _value(self, found: Found[T], words: str | None, tag: str, about: dict[str, str]) -> None:
        if found.value is None or found.span is None:
            return
        place = self._page.place(found.span)
        printed = "".join(self._page.words(place).split())
        wanted = "".join((words or "").split())
        if words is None and "\n" in self._page.text[slice(*place)].strip():
            return
        if wanted in printed and (words is None or len(printed) <= len(wanted) + _NEAR):
            self._page.mark(place, tag, about)

    def _duty(self, duty: Duty, name: str) -> Mark | None:
        stem = "duty" if name == "duty" else "order"
        about = self._register.refer("TLCConcept", DUTY)
        attributes = {"name": name, "eId": self._ids.numbered(stem), "refersTo": about}
        mark = self._page.mark(self._page.place(duty.span), "inline", attributes)
        self._named(duty.leads, "lead")
        self._named(duty.partners, "partner")
        found = self.timing(duty.timing)
        if found and duty.timing.span:
            self._page.mark(self._page.place(duty.timing.span), *found)
        for product in duty.products:
            about = self._register.refer("TLCConcept", PRODUCT)
            thing = {"eId": self._ids.numbered("product"), "refersTo": about}
            self._page.mark(self._page.place(product.span), "object", thing)
        return mark

    def _named(self, actors: Iterable[Actor], role: str) -> None:
        """Each printed name once, whoever inherits it; its first reader gives its role."""
        for actor in actors:
            place = self._page.place(actor.span)
            if place in self._actors:
                continue
            self._actors.add(place)
            attributes = {
                "eId": self._ids.numbered("org"),
                "refersTo": self.organization(actor.name),
                "class": role,
            }
            self._page.mark(place, "organization", attributes)

    def _passages(self, passages: Iterable[Passage], name: str) -> None:
        for passage in passages:
            self._page.mark(self._page.place(passage.span), "inline", {"name": name})


def id_of(mark: Mark | None) -> Id | None:
    """The `eId` of a mark that was written."""
    return Id(mark.attributes["eId"]) if mark and mark.is_written else None
