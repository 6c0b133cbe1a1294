"""A document as it was read, to be written again: the way from `ParsedDocument` to the composer.

What was read keeps its words and order; fixed words, dashes and closing marks are the composer's.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loa.foundation.documents.compose.kinds import Kind
from loa.foundation.documents.compose.structure import (
    Align,
    Annex,
    Block,
    Bullet,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    Run,
    SignatureBlock,
    Table,
)
from loa.foundation.documents.parse.bases import is_basis
from loa.foundation.documents.parse.labels import BULLETS
from loa.foundation.documents.parse.paragraphs import Paragraph as Read
from loa.foundation.documents.parse.passages import in_greeting, passages_of
from loa.foundation.documents.parse.structure import (
    AnnexTable,
    ColumnRole,
    LineKind,
    ParsedDocument,
    Section,
    SectionStyle,
)
from loa.foundation.documents.parse.table_grids import GivenTable

_LEVELS = {
    SectionStyle.PART: 0,
    SectionStyle.CHAPTER: 0,
    SectionStyle.DIVISION: 0,
    SectionStyle.ARTICLE: 2,
    SectionStyle.CAPITAL: 1,
    SectionStyle.ROMAN: 1,
    SectionStyle.NUMBER: 2,
    SectionStyle.DECIMAL: 3,
    SectionStyle.LETTER: 4,
}
_KINDS = {kind.code: kind for kind in Kind}
_TITLES = {kind.title: kind for kind in Kind if kind.title}
_RESOLVES = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT)\s*:?\Z")
_ANNEX_LABEL = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU|Biểu)(?:\s+(?:SỐ|số))?\s*[\dIVX.]*\s*:?\s*"
)
_REFERENCE = re.compile(r"\(?(?:Ban hành )?[Kk]èm theo|\(Ban hành")
_REFERENCE_AT_END = re.compile(r"\s*\((?:Ban hành )?[Kk]èm theo [^()]*\)?\Z")
_GREETING = re.compile(r"K[íÍ][nN][hH]\s+[gG][ửỬ][iI]\s*:?\s*")
_CLOSED = "./."
_WIDE = 6  # columns from which a table wants a landscape page
_AFTER_TITLE = (":", ".", "")


def official_of(
    parsed: ParsedDocument, grids: Sequence[GivenTable] = (), *, is_laid_out: bool = False
) -> OfficialDocument:
    """What was read as a document to compose; `grids` and `is_laid_out` as `parse` had them."""
    cut = passages_of(parsed.text, is_laid_out=is_laid_out)
    sections = {section.span.start: section for section in parsed.sections}
    tables = sorted(parsed.annex_tables, key=lambda table: table.span.start)
    opening = _opening(_outside(cut.opening, tables))
    rest = _outside(cut.body[len(cut.opening) :], tables)
    annex_at = cut.annex[0].span().start if cut.annex else len(parsed.text)
    tail_at = cut.source.span(cut.tail[0].start, cut.tail[0].end).start if cut.tail else annex_at
    inner = [table for table in tables if table.span.start < tail_at]
    blocks = (*opening.blocks, *_blocks(rest, inner, sections, grids))
    annexes = _annexes(_outside(cut.annex, tables), tables[len(inner) :], sections, grids)
    last = cut.body[-1].text if cut.body else ""
    return _with_head(
        parsed,
        OfficialDocument(
            kind=_KINDS.get(parsed.kind.value or "", Kind.LETTER),
            issuer=parsed.issuer.value or "",
            notation=parsed.notation.value or "",
            place=parsed.place.value or "",
            subject=parsed.subject.value or "",
            blocks=blocks,
            signer=SignatureBlock(
                tuple(line.value for line in parsed.signer.authority),
                parsed.signer.post.value or "",
                parsed.signer.name.value,
            ),
            recipients=tuple(line.value for line in parsed.recipients),
            addressees=opening.addressees,
            decider=opening.decider,
            resolves=opening.resolves,
            legal_bases=opening.bases,
            annexes=annexes,
            adds_as_above=False,
            is_closed_by_mark=last.rstrip().endswith(_CLOSED),
        ),
    )


def _with_head(parsed: ParsedDocument, document: OfficialDocument) -> OfficialDocument:
    day = parsed.issued_on.value
    return replace(
        document,
        parent_body=parsed.parent_body.value,
        number=parsed.number.value,
        day=day,
        year=None if day else _year_of(parsed),
    )


def _year_of(parsed: ParsedDocument) -> int | None:
    """The year beside a blank day: «ngày      tháng      năm 2026»."""
    span = parsed.issued_on.span
    found = re.search(r"năm\s*(\d{4})", parsed.text[span.start : span.end]) if span else None
    return int(found[1]) if found else None


@dataclass
class _Opening:
    """What stands before the orders."""

    addressees: tuple[str, ...] = ()
    decider: str = ""
    bases: tuple[str, ...] = ()
    resolves: str = ""
    blocks: tuple[Block, ...] = ()


def _opening(paragraphs: Sequence[Read]) -> _Opening:
    found = _Opening()
    rest = list(paragraphs)
    found.addressees, rest = _addressees(rest)
    while rest and rest[0].text.isupper() and not _RESOLVES.match(rest[0].text):
        found.decider = f"{found.decider} {rest.pop(0).text}".strip()
    while rest and is_basis(rest[0].text) and not rest[0].text.endswith(":"):
        found.bases += (rest.pop(0).text,)
    if rest and _RESOLVES.match(rest[0].text):
        found.resolves = rest.pop(0).text
    found.blocks = tuple(Paragraph.of(each.text) for each in rest)
    return found


def _addressees(paragraphs: list[Read]) -> tuple[tuple[str, ...], list[Read]]:
    """Whom a document greets, and the paragraphs after that."""
    if not paragraphs or not (greeting := _GREETING.match(paragraphs[0].text)):
        return (), paragraphs
    first = paragraphs[0].text[greeting.end() :].strip(" -–;.,")
    names = [first] if first else []
    at = 1
    while at < len(paragraphs) and _greets_on(paragraphs, at, is_open=not first):
        names.append(paragraphs[at].text.lstrip("-–+• ").rstrip(" ;.,"))
        at += 1
    return tuple(names), paragraphs[at:]


def _greets_on(paragraphs: list[Read], at: int, *, is_open: bool) -> bool:
    """Whether one more name follows: with a dash, or bare under a «Kính gửi:» alone on its line."""
    if in_greeting(paragraphs, at):
        return True
    before = paragraphs[at - 1].text
    return is_open and not is_basis(paragraphs[at].text) and (at == 1 or before.endswith(";"))


def _outside(paragraphs: Sequence[Read], tables: Sequence[AnnexTable]) -> list[Read]:
    """The paragraphs that are no cells of a table."""
    spans = [table.span for table in tables]
    kept = []
    for paragraph in paragraphs:
        here = paragraph.span()
        if not any(span.start <= here.start and here.end <= span.end for span in spans):
            kept.append(paragraph)
    return kept


def _blocks(
    paragraphs: Sequence[Read],
    tables: Sequence[AnnexTable],
    sections: dict[int, Section],
    grids: Sequence[GivenTable],
) -> list[Block]:
    """Paragraphs and tables in their order."""
    found: list[tuple[int, Block]] = [
        (table.span.start, table_of(table, grids)) for table in tables
    ]
    is_taken = False
    for paragraph, after in pairwise([*paragraphs, None]):
        if is_taken or paragraph is None:
            is_taken = False
            continue
        section = sections.get(paragraph.span().start)
        block, is_taken = _block(paragraph, after, section)
        found.append((paragraph.span().start, block))
    return [block for _, block in sorted(found, key=lambda pair: pair[0])]


def _block(paragraph: Read, after: Read | None, section: Section | None) -> tuple[Block, bool]:
    """One paragraph as a block, and whether the next one was its title."""
    label = paragraph.label
    if label is None or section is None:
        return Paragraph.of(paragraph.text), False
    mark, words = paragraph.text[: label.end].strip(), paragraph.text[label.end :]
    if label.style in BULLETS:
        return Bullet.of(words, mark), False
    if not section.is_titled:
        return Paragraph.of(paragraph.text), False
    level = _LEVELS[label.style]
    end = paragraph.span().end
    if not words and after is not None and section.title_span.end > end:
        return Heading(level, after.text, mark), True
    title = _title_in(paragraph, section)
    if paragraph.text[len(title) : len(title) + 1] not in _AFTER_TITLE:  # the first words only
        title = mark
    if len(title.strip(" :.")) >= len(paragraph.text.strip(" :.")):
        return Heading(level, words, mark), False
    return Paragraph((Run(title, bold=True), Run(paragraph.text[len(title) :]))), False


def _title_in(paragraph: Read, section: Section) -> str:
    """Label and title at the beginning of a paragraph that goes on: «2. Địa điểm»."""
    wanted = section.title.split()
    mark = paragraph.label.end if paragraph.label else 0
    at = mark
    for word in wanted:
        found = paragraph.text.find(word, at)
        if found < 0:
            return paragraph.text[:mark]
        at = found + len(word)
    return paragraph.text[:at]


def _annexes(
    paragraphs: Sequence[Read],
    tables: Sequence[AnnexTable],
    sections: dict[int, Section],
    grids: Sequence[GivenTable],
) -> tuple[Annex, ...]:
    """What is attached, cut where a label or the title of an attached document stands."""
    starts = [i for i, p in enumerate(paragraphs) if i == 0 or _begins_annex(paragraphs, i)]
    found: list[Annex] = []
    for start, stop in pairwise([*starts, len(paragraphs)]):
        part = paragraphs[start:stop]
        begin = 0 if start == 0 else part[0].span().start
        end = paragraphs[stop].span().start if stop < len(paragraphs) else None
        inside = [
            table
            for table in tables
            if begin <= table.span.start and (end is None or table.span.start < end)
        ]
        found.append(_annex(part, inside, sections, grids))
    if not paragraphs and tables:
        found.append(_annex((), tables, sections, grids))
    return tuple(found)


def _begins_annex(paragraphs: Sequence[Read], at: int) -> bool:
    text = paragraphs[at].text
    label = _ANNEX_LABEL.match(text)
    return bool(label) and (label.end() == len(text) or text.isupper()) if label else False


def _annex(
    paragraphs: Sequence[Read],
    tables: Sequence[AnnexTable],
    sections: dict[int, Section],
    grids: Sequence[GivenTable],
) -> Annex:
    rest = list(paragraphs)
    kind: Kind | None = None
    if rest and (label := _ANNEX_LABEL.match(rest[0].text)):
        title = [rest.pop(0).text[label.end() :].strip(" :.-–")]
    else:
        title = []
    if rest and rest[0].text.strip(" :") in _TITLES and not any(title):
        kind = _TITLES[rest.pop(0).text.strip(" :")]
    while rest and len(title) < 4 and _is_title(rest, is_first=not any(title), kind=kind):  # noqa: PLR2004 lines
        title.append(rest.pop(0).text)
    rest = [each for each in rest if not _REFERENCE.match(each.text)]
    blocks = _blocks(rest, tables, sections, grids)
    is_wide = is_wide_table(*tables)
    whole = _REFERENCE_AT_END.sub("", " ".join(filter(None, title)))
    return Annex(whole, tuple(blocks), landscape=is_wide, kind=kind)


def is_wide_table(*tables: AnnexTable) -> bool:
    """Whether one of the tables wants a page turned on its side."""
    return any(len(table.columns) >= _WIDE for table in tables)


def _is_title(rest: Sequence[Read], *, is_first: bool, kind: Kind | None) -> bool:
    """Whether the next line is of the title: capitals, or a subject under the kind."""
    paragraph = rest[0]
    if _REFERENCE.match(paragraph.text) or paragraph.label is not None:
        return False
    return paragraph.text.isupper() or (is_first and kind is not None)


def table_of(table: AnnexTable, grids: Sequence[GivenTable] = ()) -> Table:
    """A table as read: its columns with their group titles, group rows before their rows.

    Totals stand in the grid it was read of, where that is among `grids`.
    """
    width = len(table.columns)
    rows: list[Row] = []
    group: tuple[str, ...] = ()
    totals = _totals(table, grids)
    for row in table.rows:
        rows += _before(totals, row.line)
        if row.group != group:
            group = row.group
            rows += [Row((title,), RowKind.GROUP) for title in group if title]
        cells = (*row.cells[:width], *[""] * (width - len(row.cells)))
        rows.append(Row(cells))
    rows += _before(totals, None)
    return Table(
        _columns(table, rows),
        tuple(rows),
    )


def _totals(table: AnnexTable, grids: Sequence[GivenTable]) -> list[tuple[int, Row]]:
    """The totals of a table with their lines in its grid, in order."""
    if table.grid is None or table.grid >= len(grids):
        return []
    width = len(table.columns)
    grid = grids[table.grid].rows
    return [
        (line, Row(tuple(" ".join(cell.split()) for cell in grid[line]), RowKind.TOTAL))
        for line, kind in table.lines
        if kind is LineKind.TOTAL and line < len(grid) and len(grid[line]) == width
    ]


def _before(totals: list[tuple[int, Row]], line: int | None) -> list[Row]:
    """Take out of `totals` those that stand before a line; all of them before None."""
    found = [row for at, row in totals if line is None or at < line]
    del totals[: len(found)]
    return found


def _columns(table: AnnexTable, rows: Sequence[Row]) -> tuple[Column, ...]:
    """Columns as wide as their words ask for; a title over several becomes their group."""
    heads = [_head_of(column) for column in table.columns]
    groups = [group for group, _ in heads]
    found = []
    for place, (group, title) in enumerate(heads):
        beside = groups[place - 1 : place] + groups[place + 1 : place + 2]
        is_group = bool(group) and group in beside
        cells = [row.cells[place] for row in rows if row.kind is not RowKind.GROUP]
        is_ordinal = place < len(table.roles) and table.roles[place] is ColumnRole.ORDINAL
        found.append(
            Column(
                title if is_group else table.columns[place],
                _share(title, cells),
                Align.CENTER if is_ordinal else Align.LEFT,
                group if is_group else "",
            )
        )
    return tuple(found)


def _head_of(column: str) -> tuple[str, str]:
    group, bar, title = column.partition(" – ")
    return (group, title) if bar else ("", column)


def _share(title: str, cells: Iterable[str]) -> float:
    """The share of a column: by its longest word, and by the root of how much it holds."""
    texts = [title, *cells]
    word = max((len(word) for text in texts for word in text.split()), default=1)
    held = sorted(len(text) for text in texts)
    most = held[int(len(held) * 0.9)] if held else 1
    return max(3.0, word + 1.0, math.sqrt(most) * 3)
