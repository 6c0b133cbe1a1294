"""`akn_of`: a parsed document as one Akoma Ntoso 3.0 file, with every word of its text."""

from datetime import date

from lxml import etree

from loa.foundation.documents.akn.addresses import Identifiers, kind_slug, slug, work_of
from loa.foundation.documents.akn.blocks import Block, blocks_of, outermost
from loa.foundation.documents.akn.branches import tree_of
from loa.foundation.documents.akn.closing import Closing
from loa.foundation.documents.akn.elements import Element, add, root
from loa.foundation.documents.akn.hierarchy import Hierarchy
from loa.foundation.documents.akn.marks import Marks
from loa.foundation.documents.akn.metadata import (
    write_analysis,
    write_identification,
    write_notes,
    write_period,
)
from loa.foundation.documents.akn.opening import head_paragraphs, write_preamble, write_preface
from loa.foundation.documents.akn.page import Page, Place
from loa.foundation.documents.akn.register import Register
from loa.foundation.documents.akn.tables import Tables
from loa.foundation.documents.parse.structure import ParsedDocument, Section


def akn_of(document: ParsedDocument, *, made_on: date) -> bytes:
    """The document as UTF-8 XML, valid against the schema of the standard; takes any text.

    `made_on` is the day on which the file is made: the date of the manifestation, and of the work
    where the document prints none.
    """
    return _Writer(document, made_on).write()


def akn_name(document: ParsedDocument) -> str:
    """A name for the file: kind, number and day; XML programs know its end."""
    work = work_of(document)
    return f"{slug(f'{work.kind} {work.number} {work.day}')}.akn.xml"


class _Writer:
    def __init__(self, document: ParsedDocument, made_on: date) -> None:
        self._document = document
        self._made_on = made_on
        self._work = work_of(document)
        self._ids = Identifiers()
        self._register = Register(self._ids)
        self._page = Page(document.text)
        self._marks = Marks(self._page, self._register, self._ids)
        self._marks.set_all(document)
        self._tables = Tables(self._page, self._marks, self._ids)
        self._plain = Hierarchy(self._page, self._ids, self._tables)
        place = self._page.place
        self._grids = [(place(table.span), table) for table in document.annex_tables]
        self._paragraphs = sorted(place(span) for span in document.layout.paragraphs)

    def write(self) -> bytes:
        """Parts in the order of the text; the meta is filled last, when all is known."""
        page, layout = self._page, self._document.layout
        opening, body, tail, annex = _ascending(
            page.position(layout.opening),
            page.position(layout.body),
            page.position(layout.tail),
            page.position(layout.annex),
        )
        top = root()
        kind = "act" if self._work.doctype == "act" else "doc"
        main = add(top, kind, name=self._work.kind)
        meta = add(main, "meta")
        heads = head_paragraphs(page, self._document)
        write_preface(main, self._plain, blocks_of(page, (0, opening), heads, self._grids))
        blocks = self._blocks((opening, body))
        write_preamble(main, page, self._ids, self._plain, blocks)
        self._body(main, (body, tail))
        closing = Closing(page, self._register, self._ids, self._tables)
        closing.write(main, self._document, (tail, annex))
        self._attachment(main, (annex, len(page.text)))
        self._meta(meta)
        etree.cleanup_namespaces(top, keep_ns_prefixes=["loa"])
        return etree.tostring(top, xml_declaration=True, encoding="UTF-8", pretty_print=False)

    def _blocks(self, within: Place, sections: dict[int, Section] | None = None) -> list[Block]:
        cuts = [self._page.place(found.span)[0] for found in (sections or {}).values()]
        return blocks_of(self._page, within, self._paragraphs, self._grids, cuts)

    def _sections(self, within: Place) -> dict[int, Section]:
        """Sections that begin in a place; what a table holds is a table and no section."""
        holes = [place for place, _ in outermost(self._grids, within)]
        found: dict[int, Section] = {}
        for index, section in enumerate(self._document.sections):
            start = self._page.place(section.span)[0]
            while holes and holes[0][1] <= start and index:
                holes.pop(0)
            if within[0] <= start < within[1] and not any(a <= start < b for a, b in holes):
                found[index] = section
        return found

    def _body(self, main: Element, within: Place) -> None:
        is_act = main.tag.endswith("}act")
        box = add(main, "body" if is_act else "mainBody")
        sections = self._sections(within)
        tree = tree_of(self._page, self._blocks(within, sections), sections)
        self._plain.write(box, tree, hierarchy_only=is_act)

    def _attachment(self, main: Element, within: Place) -> None:
        """What is attached, as a document of its own inside this one."""
        sections = self._sections(within)
        blocks = self._blocks(within, sections)
        if not blocks:
            return
        attachment = add(add(main, "attachments"), "attachment", eId=self._ids.named("att_1"))
        document = add(attachment, "doc", name=kind_slug("phu luc"))
        write_identification(
            add(document, "meta"),
            self._document,
            self._work,
            register=self._register,
            made_on=self._made_on,
            part="att_1",
        )
        box = add(document, "mainBody")
        hierarchy = Hierarchy(self._page, self._ids, self._tables, "att_1")
        hierarchy.write(box, tree_of(self._page, blocks, sections), hierarchy_only=False)

    def _meta(self, meta: Element) -> None:
        write_identification(
            meta, self._document, self._work, register=self._register, made_on=self._made_on
        )
        rows, marks = self._tables.rows, self._marks
        write_analysis(meta, self._document, marks=marks, rows=rows, register=self._register)
        self._register.write(meta)
        write_notes(meta, self._document, marks=marks, rows=rows)
        write_period(meta, self._document)


def _ascending(*places: int) -> list[int]:
    """The places, each at least as far as the one before."""
    found: list[int] = []
    for place in places:
        found.append(max([place, *found[-1:]]))
    return found
