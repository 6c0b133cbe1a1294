"""The list of where a document was sent, as a paper for the file: a «Phiếu gửi».

One of the kinds of Decree 30/2020/NĐ-CP, article 7; who gets the paper signs in the last column.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from loa.foundation.documents.facade import (
    Align,
    Block,
    Column,
    Kind,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    SignatureBlock,
    Table,
)
from loa.kernel.words import format_number
from loa.modules.plans.rules.own_plan import Letterhead

_DEMO_NOTE = "Dữ liệu minh họa: tên người, số liệu là giả định"
_COLUMNS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Nơi nhận", 2.6),
    Column("Cách gửi, thời gian", 2.8),
    Column("Đã mở, đã nhận", 2.4),
    Column("Ký nhận", 1.4),
)


@dataclass(frozen=True)
class SlipRow:
    """One recipient in words: how it went, and by what it is known to have arrived."""

    name: str
    roads: str
    received: str


@dataclass(frozen=True)
class SlipLine:
    """A line of «Nơi nhận» with its recipients."""

    words: str
    rows: tuple[SlipRow, ...]


@dataclass(frozen=True)
class Counted:
    """How many recipients there are, to how many it went, how many are known to have it."""

    every: int
    sent: int
    received: int


def compose(
    head: Letterhead, document: str, lines: Sequence[SlipLine], counted: Counted, *,
    month: int, year: int, until: str, is_demo: bool,
) -> OfficialDocument:  # fmt: skip
    """The slip; `document` names what was sent, `until` the moment of which it tells."""
    sums = (
        f"Tính đến {until}: {format_number(counted.every)} nơi nhận, đã gửi "
        f"{format_number(counted.sent)}, đã mở hoặc đã nhận {format_number(counted.received)}."
    )
    rows: list[Row] = []
    for line in lines:
        if not line.rows:
            continue
        rows.append(Row((line.words,), RowKind.GROUP))
        start = sum(one.kind is RowKind.DATA for one in rows)
        rows += [
            Row((format_number(start + place), one.name, one.roads, one.received, ""))
            for place, one in enumerate(line.rows, 1)
        ]
    table: list[Block] = [Table(_COLUMNS, tuple(rows))] if rows else []
    return OfficialDocument(
        kind=Kind.DISPATCH_SLIP,
        parent_body=head.parent_body or None,
        issuer=head.issuer,
        issuer_in_text=head.in_text,
        notation=Kind.DISPATCH_SLIP.notation(head.notation_body),
        place=head.place,
        month=month,
        year=year,
        subject=f"{document} đến các nơi nhận",
        blocks=(Paragraph.of(sums), *table),
        signer=SignatureBlock(authority=head.authority, post=head.post),
        recipients=("Lưu: VT.",),
        is_closed_by_mark=False,
        demo_note=_DEMO_NOTE if is_demo else None,
    )
