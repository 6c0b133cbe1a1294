"""Reads of annexes: the rows as a person checks them, and the files as received."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from loa.foundation.documents.facade import AnnexTable, ColumnRole, LineKind, TableRow
from loa.foundation.files import facade as files
from loa.foundation.files.extract.facade import ExtractedText, SheetPlace, SourceFormat
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.modules.plans.models import Annex, Plan
from loa.modules.plans.queries.plans import plan_for
from loa.modules.plans.rules import annex as rules
from loa.modules.plans.rules.annex import AnnexReading
from loa.modules.plans.rules.own_plan import verb_on
from loa.modules.plans.types import AnnexState, Verb

_NOBODY = "Dòng không nêu đơn vị chủ trì. Ghi tên đơn vị."
_NOTHING = "Dòng không nêu nội dung việc. Ghi nội dung."


@dataclass(frozen=True)
class AnnexCell:
    """One cell: `key` names it in a correction, `address` is how Excel names it."""

    key: str
    address: str
    words: str
    printed: str
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnnexLine:
    """One row of a table of the annex, whatever it is."""

    number: int
    kind: LineKind | None
    cells: tuple[AnnexCell, ...]

    @property
    def errors(self) -> int:
        """How many things are to be looked at."""
        return sum(len(cell.errors) for cell in self.cells)


@dataclass(frozen=True)
class AnnexSheet:
    """One table of the annex; `hidden` rows and columns are those that its file hides."""

    name: str
    letters: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[AnnexLine, ...]
    tasks: int
    orders_work: bool
    hidden_rows: int
    hidden_columns: int


def annexes_of(plan: Plan) -> list[Annex]:
    """The annexes of a plan that were not put aside, in the order in which they came."""
    return list(plan.annexes.exclude(state=AnnexState.DROPPED).order_by("ordinal"))


def annex_for(plan: Plan, annex_id: int) -> Annex:
    """One annex of the plan to show. Raises NotFound."""
    return get_one(plan.annexes.filter(pk=annex_id))


def annexes_for(actor: orgs.Actor, plan: Plan, on: date) -> list[Annex]:
    """The annexes that were not put aside and whose file the actor may have, as they came."""
    return list(_readable(actor, plan, on).exclude(state=AnnexState.DROPPED))


def annex_file(actor: orgs.Actor, plan: Plan, annex_id: int, on: date) -> files.StoredFileRef:
    """The file of one annex, for whoever may have it. Raises NotFound."""
    return files.ref(get_one(_readable(actor, plan, on).filter(pk=annex_id)).file_id)


def _readable(actor: orgs.Actor, plan: Plan, on: date) -> QuerySet[Annex]:
    """Only annexes that joined are part of the plan that everybody reads.

    What waits or was put aside, such as a wrong file, is for whoever works on the plan.
    """
    rows = plan.annexes.order_by("ordinal")
    verb = verb_on(Verb.EDIT, is_own=plan.parent_id is not None)
    if orgs.may(actor, verb, plan.issuer_id, on):
        return rows
    return rows.filter(state=AnnexState.JOINED)


def annex_bytes(actor: orgs.Actor, plan_id: int, ordinal: int, on: date) -> tuple[str, bytes]:
    """The name and the bytes of the n-th annex, as received. Raises NotFound."""
    rows = _readable(actor, plan_for(actor, plan_id, on), on)
    annex = get_one(rows.filter(ordinal=ordinal))
    return annex.name, files.open_bytes(annex.file_id)


def reading_of(annex: Annex) -> AnnexReading:
    """The annex as it stands with its corrections."""
    found = found_in(annex)
    return rules.read(found, annex.fixes, with_hidden=annex.with_hidden, year=annex.plan.year)


def cells_of(annex: Annex) -> frozenset[str]:
    """The keys of all cells of the annex, hidden ones too."""
    return frozenset(
        rules.cell_key(grid, row, column)
        for grid, table in enumerate(rules.of_json(annex.grids))
        if table.sheet
        for row in table.sheet.rows
        for column in table.sheet.columns
    )


def found_in(annex: Annex) -> ExtractedText:
    """What was read of the file, hidden parts included."""
    return ExtractedText(annex.text, SourceFormat.XLSX, rules.of_json(annex.grids))


def joined_annexes(plan: Plan) -> list[tuple[Annex, AnnexReading]]:
    """The annexes whose text stands behind the plan's, with what joined of each."""
    rows = plan.annexes.filter(state=AnnexState.JOINED).order_by("start")
    return [
        (annex, rules.joining(found_in(annex), reading_of(annex), annex.fixes, plan.year))
        for annex in rows
    ]


def sheets_of(annex: Annex, unsure: "UnitWords") -> list[AnnexSheet]:
    """Every row of the annex with what is wrong in the cell in which it is."""
    found, reading = found_in(annex), reading_of(annex)
    return [_sheet(found, reading, index, unsure) for index in range(len(reading.grids))]


class UnitWords:
    """What a person should look at in the words of actors, each phrase resolved once."""

    def __init__(self, on: date) -> None:
        """`on` is the plan's day."""
        self._on = on
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, words: str) -> tuple[str, ...]:
        """Why these words are not surely known units; empty where they are."""
        if words not in self._known:
            match = orgs.resolve_phrase(words, self._on)
            self._known[words] = tuple(unsure_of(match, words))
        return self._known[words]


def unsure_of(match: orgs.PhraseMatch, words: str) -> list[str]:
    """What a person should look at in how an actor's words were understood."""
    messages = list(match.doubts_vi)
    if not match.units and not messages:
        messages = [f"Không tìm thấy đơn vị «{words}». Chọn đơn vị trong danh sách."]
    return messages


def _sheet(
    found: ExtractedText, reading: AnnexReading, index: int, unsure: UnitWords
) -> AnnexSheet:
    printed, fixed, number = reading.grids[index], reading.fixed[index], reading.numbers[index]
    place = printed.sheet or SheetPlace("", (), ())
    whole = found.tables[number].sheet or place
    tables = [table for table in reading.tables if table.grid == index]
    errors = {
        (row.line, column): words
        for table in tables
        if table.orders_work
        for row in table.rows
        for column, words in _errors(table, row, unsure)
    }
    kinds = reading.kinds(index)
    lines = tuple(
        AnnexLine(
            place.rows[i],
            kinds.get(i),
            tuple(
                AnnexCell(
                    rules.cell_key(number, place.rows[i], place.columns[j]),
                    place.cell(i, j),
                    cell,
                    printed.rows[i][j],
                    errors.get((i, j), ()),
                )
                for j, cell in enumerate(row)
            ),
        )
        for i, row in enumerate(fixed.rows)
    )
    letters = tuple(
        SheetPlace("", (1,), (column,)).cell(0, 0).removesuffix("1") for column in place.columns
    )
    headings = next((table.columns for table in tables if table.orders_work), letters)
    return AnnexSheet(
        place.name,
        letters,
        headings,
        lines,
        sum(len(table.rows) for table in tables if table.orders_work),
        any(table.orders_work for table in tables),
        len(whole.hidden_rows),
        len(whole.hidden_columns),
    )


def _errors(
    table: AnnexTable, row: TableRow, unsure: UnitWords
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What to look at in each column of a task row."""
    found: dict[int, list[str]] = {}
    for doubt in row.cell_doubts:
        found.setdefault(doubt.column, []).append(doubt.message)
    for role, actors in ((ColumnRole.LEAD, row.leads), (ColumnRole.PARTNER, row.partners)):
        column = _column(table, role)
        messages = [words for actor in actors for words in unsure(actor.name)]
        if column is not None and messages:
            found.setdefault(column, []).extend(messages)
    for role, value, words in (
        (ColumnRole.LEAD, bool(row.leads), _NOBODY),
        (ColumnRole.CONTENT, bool(row.content), _NOTHING),
    ):
        column = _column(table, role)
        if column is not None and not value:
            found.setdefault(column, []).append(words)
    for column, messages in found.items():
        yield column, tuple(dict.fromkeys(messages))


def _column(table: AnnexTable, role: ColumnRole) -> int | None:
    return next((i for i, of in enumerate(table.roles) if of is role), None)
