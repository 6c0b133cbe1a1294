"""Reading an uploaded file: slow work in a process of its own, before any transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loa.foundation.documents.facade import AnnexTable, Duty, ParsedDocument, parse
from loa.foundation.files.extract.facade import (
    ExtractedTable,
    ExtractedText,
    ExtractTimedOut,
    SourceFormat,
    Watch,
    extract_isolated,
)
from loa.kernel.errors import DomainError

_SHEETS = frozenset({SourceFormat.XLSX, SourceFormat.XLS, SourceFormat.ODS, SourceFormat.CSV})
_WHILE_A_PAGE_WAITS = 20
_OF_DUTIES = ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian")


@dataclass(frozen=True)
class ReadDocument:
    """A file with what was read from it, before anything is written."""

    name: str
    data: bytes
    document: ParsedDocument
    notes: tuple[str, ...]
    tables: tuple[ExtractedTable, ...] = ()
    is_laid_out: bool = False


@dataclass(frozen=True)
class ReadAnnex:
    """An annex with its text and tables, before anything is written."""

    name: str
    data: bytes
    found: ExtractedText

    @property
    def notes(self) -> tuple[str, ...]:
        """What the officer should know of the file."""
        return tuple(note.message_vi for note in self.found.notes)


class NoText(DomainError):
    """A file whose text could not be read."""

    code = "PLANS_NO_TEXT"


class OnlyAnAnnex(DomainError):
    """A table without the plan that it belongs to."""

    code = "PLANS_ONLY_AN_ANNEX"
    message_vi = (
        "Tệp này là biểu, không phải văn bản kế hoạch. Hãy chọn cả tệp kế hoạch cùng lúc, hoặc mở "
        "kế hoạch đã nhập rồi chọn «Thêm biểu kèm theo»."
    )


def read_document(data: bytes, name: str) -> ReadDocument:
    """What the file says. Raises a DomainError that tells the officer what to do instead.

    Errors: NoText for a scan, OnlyAnAnnex for a sheet, UnsupportedFile and the other refusals of
    files.extract.
    """
    return _document(extracted(data, name), data, name)


def read_or_not(data: bytes, name: str) -> ReadDocument | None:
    """What the file says, if that can be known while a page waits; None for a scan, or no words.

    Raises UnsupportedFile.
    """
    try:
        return _document(extracted(data, name, seconds=_WHILE_A_PAGE_WAITS), data, name)
    except (NoText, OnlyAnAnnex, ExtractTimedOut):
        return None


def read_files(files: Sequence[tuple[bytes, str]]) -> list[tuple[ReadDocument, list[ReadAnnex]]]:
    """Files sent together: each plan with its annexes. Raises what reading and joining raise."""
    return together([read_upload(*file, is_alone=len(files) == 1) for file in files])


def read_upload(data: bytes, name: str, *, is_alone: bool) -> ReadDocument | ReadAnnex:
    """One of the files sent together, or the only one, which must be a plan.

    A sheet is an annex, and so is a document without a head of its own that brings tables.
    """
    return understood(extracted(data, name), data, name, is_alone=is_alone)


def understood(
    found: ExtractedText, data: bytes, name: str, *, is_alone: bool
) -> ReadDocument | ReadAnnex:
    """What `read_upload` makes of the text of a file that was read already."""
    if found.format in _SHEETS and not is_alone:
        return annex_of(found, data, name)
    read = _document(found, data, name)
    return annex_of(found, data, name) if not is_alone and is_annex(read.document) else read


def together(
    read: Sequence[ReadDocument | ReadAnnex],
) -> list[tuple[ReadDocument, list[ReadAnnex]]]:
    """Each plan with its annexes: the only plan takes them all.

    Raises OnlyAnAnnex, AnnexesOfSeveralPlans.
    """
    plans = [one for one in read if isinstance(one, ReadDocument)]
    annexes = [one for one in read if isinstance(one, ReadAnnex)]
    if annexes and len(plans) != 1:
        raise OnlyAnAnnex if not plans else AnnexesOfSeveralPlans
    return [(plan, annexes) for plan in plans]


class AnnexesOfSeveralPlans(DomainError):
    """Several plans and an annex: nobody can tell whose it is."""

    code = "PLANS_ANNEXES_OF_SEVERAL"
    message_vi = (
        "Trong các tệp đã chọn có nhiều kế hoạch và cả biểu kèm theo, không biết biểu thuộc kế "
        "hoạch nào. Hãy nhập từng kế hoạch cùng biểu của nó."
    )


def is_annex(document: ParsedDocument) -> bool:
    """Whether a document is attached to another: tables or tasks, but nobody who issues it."""
    has_head = document.issuer.value and document.issuer.confidence > _GUESSED
    brings = document.annex_tables or document.duties or document.orders_without_actor
    return bool(brings) and not has_head and not document.notation.value


_GUESSED = 0.7


def read_annex(data: bytes, name: str) -> ReadAnnex:
    """An annex as it came. Raises NoText and the refusals of files.extract."""
    return annex_of(extracted(data, name), data, name)


def extracted(
    data: bytes, name: str, *, seconds: int | None = None, watch: Watch | None = None
) -> ExtractedText:
    """The text of an uploaded file, which takes from tenths of a second to minutes.

    `seconds` and `watch` as `extract_isolated` has them; who watches is patient. Raises NoText, the
    refusals of files.extract and what `watch` raises.
    """
    is_patient = watch is not None
    found = extract_isolated(data, name, seconds=seconds, is_patient=is_patient, watch=watch)
    if not found.text.strip():
        words = " ".join(note.message_vi for note in found.notes)
        raise NoText(words or "Tệp không có chữ để đọc. Tải lên bản Word hoặc PDF có chữ.")
    return found


def _document(found: ExtractedText, data: bytes, name: str) -> ReadDocument:
    if found.format in _SHEETS:
        raise OnlyAnAnnex
    document = parse(
        found.text, found.tables, is_laid_out=found.is_laid_out, doubtful=found.doubtful
    )
    notes = tuple(note.message_vi for note in found.notes)
    return ReadDocument(name, data, document, notes, found.tables, found.is_laid_out)


def annex_of(found: ExtractedText, data: bytes, name: str) -> ReadAnnex:
    """An annex of the text of a file that was read already.

    A document without grids is put into one: its stacked tables, else its sentences.
    """
    if found.format in _SHEETS:
        return ReadAnnex(name, data, found)
    document = parse(
        found.text, found.tables, is_laid_out=found.is_laid_out, doubtful=found.doubtful
    )
    if any(table.grid is not None for table in document.annex_tables):
        return ReadAnnex(name, data, found)
    tables = [_grid_of_stack(table) for table in document.annex_tables]
    if not any(table.orders_work for table in document.annex_tables):
        duties = [*document.duties, *document.orders_without_actor]
        tables += [_grid_of_duties(duties)] if duties else []
    return ReadAnnex(name, data, replace(found, tables=tuple(tables)))


def _grid_of_stack(table: AnnexTable) -> ExtractedTable:
    """A table whose cells stood one under another, as rows again with the titles of its groups."""
    rows = [table.columns]
    above: tuple[str, ...] = ()
    for row in table.rows:
        new = row.group[len(above) if row.group[: len(above)] == above else 0 :]
        rows += [(title, *[""] * (len(table.columns) - 1)) for title in new]
        above = row.group
        rows.append(row.cells)
    return ExtractedTable(tuple(rows), table.span.start, table.span.end)


def _grid_of_duties(duties: Sequence[Duty]) -> ExtractedTable:
    """Sentences that order work, as the rows of a table."""
    rows = [_OF_DUTIES]
    rows += [
        (
            str(number),
            duty.text,
            "; ".join(actor.name for actor in duty.leads),
            "; ".join(actor.name for actor in duty.partners),
            duty.timing.verbatim or "",
        )
        for number, duty in enumerate(duties, 1)
    ]
    start = min(duty.span.start for duty in duties)
    return ExtractedTable(tuple(rows), start, max(duty.span.end for duty in duties))
