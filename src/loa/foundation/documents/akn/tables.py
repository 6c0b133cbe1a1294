"""Tables: a heading row, group rows, a row for each task, and what stands in no cell."""

from collections.abc import Iterable

from loa.foundation.documents.akn.addresses import Identifiers
from loa.foundation.documents.akn.elements import Element, Id, add, append_text, fit
from loa.foundation.documents.akn.marks import Marks
from loa.foundation.documents.akn.page import Page, Place
from loa.foundation.documents.akn.tokens import Tokens
from loa.foundation.documents.parse.structure import Actor, AnnexTable, ColumnRole, TableRow

Row = tuple[Id, TableRow]


class Tables:
    """Writes tables; `rows` are the task rows written so far with their identifiers."""

    def __init__(self, page: Page, marks: Marks, ids: Identifiers) -> None:
        """None written yet."""
        self._page = page
        self._marks = marks
        self._ids = ids
        self.rows: list[Row] = []

    def write(self, parent: Element, table: AnnexTable, within: Place) -> None:
        """The table as the last child of `parent`; `within` is its place on the page."""
        tokens = Tokens(self._page, within)
        width = max([len(table.columns), *(len(row.cells) for row in table.rows), 1])
        eid = self._ids.numbered("table")
        box = add(parent, "table", eId=eid)
        if table.title:
            add(box, "caption", table.title)
            tokens.take(table.title)
        if table.columns:
            head = add(box, "tr", class_="head")
            for column in table.columns:
                _cell(head, "th", column)
                tokens.take(column)
        group: tuple[str, ...] = ()
        for number, row in enumerate(table.rows, 1):
            for title in _new_groups(group, row.group):
                _whole(box, title, width, "group")
                tokens.take(title)
            group = row.group
            self._row(box, table, row, Id(f"{eid}__row_{number}"))
            for cell in row.cells:
                tokens.take(cell)
        left = [line for _, line in tokens.left()]
        for line in left:
            _whole(box, line, width, "unplaced")
        if not (table.columns or table.rows or left):
            _whole(box, "", width, "unplaced")

    def _row(self, box: Element, table: AnnexTable, row: TableRow, eid: Id) -> None:
        shown = add(box, "tr", eId=eid)
        if table.orders_work:
            self.rows.append((eid, row))
        for i, cell in enumerate(row.cells):
            role = table.roles[i] if i < len(table.roles) else ColumnRole.OTHER
            paragraph = add(add(shown, "td"), "p")
            if role is ColumnRole.LEAD:
                self._actors(paragraph, cell, row.leads, "lead")
            elif role is ColumnRole.PARTNER:
                self._actors(paragraph, cell, row.partners, "partner")
            elif role is ColumnRole.TIME and row.timing.verbatim:
                self._time(paragraph, cell, row)
            else:
                append_text(paragraph, fit(cell))
        if not row.cells:
            add(add(shown, "td"), "p")

    def _actors(self, box: Element, cell: str, actors: Iterable[Actor], role: str) -> None:
        at = 0
        for actor in actors:
            start = cell.find(actor.name, at)
            if start < 0 or not actor.name:
                continue
            append_text(box, fit(cell[at:start]))
            about = {"refersTo": self._marks.organization(actor.name), "class": role}
            add(box, "organization", actor.name, eId=self._ids.numbered("org"), **about)
            at = start + len(actor.name)
        append_text(box, fit(cell[at:]))

    def _time(self, box: Element, cell: str, row: TableRow) -> None:
        words = row.timing.verbatim or ""
        start = cell.find(words)
        found = self._marks.timing(row.timing) if start >= 0 else None
        if found is None:
            append_text(box, fit(cell))
            return
        append_text(box, fit(cell[:start]))
        add(box, found[0], words, **found[1])
        append_text(box, fit(cell[start + len(words) :]))


def _new_groups(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """The titles of `now` from where they part from `before`."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    return now[same:]


def _cell(row: Element, tag: str, text: str) -> None:
    add(add(row, tag), "p", text)


def _whole(box: Element, text: str, width: int, kind: str) -> None:
    """A row of one cell over all columns."""
    add(add(add(box, "tr", class_=kind), "td", colspan=str(width)), "p", text)
