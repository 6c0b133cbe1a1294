"""An official document as tagged PDF, by the Typst template `print/nd30.typ`."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from loa.foundation.documents.compose import measures, table_measures, wording
from loa.foundation.documents.compose.charts import chart_svg
from loa.foundation.documents.compose.structure import (
    Annex,
    Block,
    Bullet,
    Chart,
    Heading,
    Note,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    Run,
    SignatureBlock,
    Table,
)
from loa.foundation.documents.compose.table_measures import TableMeasures
from loa.foundation.printing.facade import FAMILY, SPARE_FAMILIES, render, text_width

TEMPLATE = Path(__file__).parent / "print" / "nd30.typ"
BREAK_HERE = "\u200b"
TAIL_OF_LONG_LIST = 35

Data = dict[str, object]


def write_pdf(document: OfficialDocument) -> bytes:
    """The document as PDF/UA-1; the same document gives the same bytes.

    Raises MissingGlyph, FontsMissing, PrintFailed of printing.
    """
    return render(TEMPLATE, _page_data(document))


def _page_data(document: OfficialDocument) -> Data:
    """What the template prints: every word ready, so that the template only lays out."""
    outline = _Outline(1 if document.kind.title else 0)
    recipients = wording.recipient_lines(document)
    return {
        "fonts": [FAMILY, *SPARE_FAMILIES],
        "title": _title(document),
        "issuer_name": " ".join(document.issuer.split()),
        "nation": wording.NATION,
        "motto": wording.MOTTO,
        "motto_rule": measures.motto_rule(),
        "parent": "\n".join(measures.parent_set(document)),
        "parent_size": measures.parent_size(document),
        "annex_rule": measures.ANNEX_RULE,
        "issuer": measures.issuer_set(document),
        "issuer_size": measures.issuer_size(document),
        "issuer_rule": measures.issuer_rule(document),
        "number": wording.number_line(document),
        "date": wording.date_line(document),
        "date_size": measures.date_size(document),
        "kind": document.kind.title,
        "subject": wording.subject_line(document),
        "letter_subject": measures.letter_subject_set(document),
        "subject_rule": measures.subject_rule(document),
        "draft": wording.DRAFT if document.is_draft else "",
        "address_mm": measures.ADDRESS_MM,
        "addressees": wording.addressee_lines(document),
        "decider": "\n".join(measures.decider_set(document)),
        "resolves": document.resolves,
        "legal_bases": wording.legal_basis_lines(document),
        "blocks": _blocks(wording.closed_blocks(document), measures.PORTRAIT_MM, outline),
        "recipients_title": wording.RECIPIENTS,
        "recipients": recipients,
        "tail_may_break": len(recipients) > TAIL_OF_LONG_LIST,
        "signer": _signature(document.signer),
        "secretary": _signature(document.secretary) if document.secretary else None,
        "annexes": [
            _annex(document, place, annex, outline) for place, annex in enumerate(document.annexes)
        ],
        "demo_note": document.demo_note or "",
    }


def _title(document: OfficialDocument) -> str:
    """Kind and subject as the file's title, which PDF/UA wants of every file."""
    kind = document.kind.title.capitalize()
    return f"{kind} {wording.subject_line(document)}".strip() or "Văn bản"


class _Outline:
    """Levels of the bookmarks: PDF/UA wants none skipped on the way down."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.last = base

    def level(self, wanted: int) -> int:
        """`wanted` (0 = top of the body) as a level at most one deeper than the one before."""
        self.last = min(self.base + max(wanted, 1), self.last + 1)
        return self.last

    def restart(self) -> int:
        """The level of an annex: a sibling of the body's top sections."""
        self.last = self.base + 1
        return self.last


def _signature(signer: SignatureBlock) -> Data:
    lines = [line for line in (*signer.authority, signer.post) if line]
    return {"lines": lines, "name": signer.name or ""}


def _annex(document: OfficialDocument, place: int, annex: Annex, outline: _Outline) -> Data:
    total = measures.LANDSCAPE_MM if annex.landscape else measures.PORTRAIT_MM
    return {
        "kind": annex.kind.title if annex.kind else "",
        "label": wording.annex_label(document, place),
        "title": annex.title if annex.kind else annex.title.upper(),
        "reference": wording.annex_reference(document),
        "landscape": annex.landscape,
        "outline": outline.restart(),
        "blocks": _blocks(annex.blocks, total, outline),
    }


def _blocks(blocks: Iterable[Block], total_mm: float, outline: _Outline) -> list[Data]:
    return [_block(block, total_mm, outline) for block in blocks]


def _block(block: Block, total_mm: float, outline: _Outline) -> Data:
    match block:
        case Heading():
            return {
                "type": "heading",
                "level": block.level,
                "outline": outline.level(block.level),
                "label": block.label,
                "text": wording.heading_words(block),
            }
        case Paragraph():
            return {"type": "paragraph", "indent": block.indent, "runs": _runs(block.runs)}
        case Bullet():
            runs = (Run(f"{block.mark} "), *block.runs)
            return {"type": "paragraph", "indent": True, "runs": _runs(runs)}
        case Table():
            return _table(block, total_mm)
        case Note():
            return {"type": "note", "text": block.text}
        case Chart():
            return {
                "type": "chart",
                "caption": block.heading,
                "svg": chart_svg(block),
                "alt": f"{block.heading}. {block.words}",
            }


def _runs(runs: tuple[Run, ...]) -> list[Data]:
    return [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in runs]


def _table(table: Table, total_mm: float) -> Data:
    measured = table_measures.measured(table, total_mm)
    return {
        "type": "table",
        "caption": table.heading,
        "size": measured.size,
        "padding": table_measures.cell_padding_mm(len(table.rows)),
        "widths": measured.widths_mm,
        "aligns": [column.align.value for column in table.columns],
        "header": _header(table),
        "repeat": table.header_repeat,
        "rows": [_row(row, measured) for row in table.rows],
    }


def _header(table: Table) -> list[Data]:
    """Cells of the heading in reading order; groups span their columns, others both rows."""
    columns = table.columns
    if not any(column.group for column in columns):
        return [{"text": column.title, "across": 1, "down": 1} for column in columns]
    upper: list[Data] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        under = list(members)
        if group:
            upper.append({"text": group, "across": len(under), "down": 1})
        else:
            upper += [{"text": column.title, "across": 1, "down": 2} for column in under]
    lower: list[Data] = [
        {"text": column.title, "across": 1, "down": 1} for column in columns if column.group
    ]
    return upper + lower


def _row(row: Row, measured: TableMeasures) -> Data:
    widths = measured.widths_mm
    spans = len(row.cells) != len(widths)
    room = [sum(widths)] if spans else widths
    return {
        "cells": [
            _breakable_words(cell, width, measured.size)
            for cell, width in zip(row.cells, room, strict=True)
        ],
        "across": len(widths) if spans else 1,
        "bold": row.kind is not RowKind.DATA,
        "breakable": table_measures.may_break(row, measured),
    }


def _breakable_words(text: str, width_mm: float, size: float) -> str:
    """`text` with invisible break marks in words wider than the cell, such as links."""
    room = (width_mm - 2 * measures.CELL_PADDING_MM) / measures.POINT_MM
    words = []
    for word in text.split(" "):
        if text_width(word, size, bold=True) <= room:
            words.append(word)
            continue
        words.append(BREAK_HERE.join(word))
    return " ".join(words)
