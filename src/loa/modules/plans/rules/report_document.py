"""The period report as an official document: words, figures, and who has not reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loa.foundation.documents.facade import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Kind,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    SignatureBlock,
    Table,
)
from loa.kernel.words import capitalised, format_number, short_date
from loa.modules.plans.rules.reporting import SECTIONS, Figures
from loa.modules.plans.rules.vocabulary import Vocabulary

_DEMO_NOTE = "Dữ liệu minh họa: tên người, số liệu là giả định"


@dataclass(frozen=True)
class ReportHead:
    """Who reports what to whom: `parent_body`, `issuer` as printed, `speaker` in running text."""

    parent_body: str
    issuer: str
    speaker: str
    notation_body: str
    place: str
    plan_words: str
    plan_subject: str
    period_words: str
    first: date
    last: date
    number: str | None
    signed_on: date | None
    signer: SignatureBlock
    recipients: tuple[str, ...]
    is_draft: bool
    is_demo: bool


@dataclass(frozen=True)
class UnitWords:
    """A unit as a line of the annex."""

    id: int
    name: str
    group: str


def compose(
    head: ReportHead,
    texts: Mapping[str, str],
    figures: Figures,
    units: Sequence[UnitWords],
    words: Vocabulary,
) -> OfficialDocument:
    """The whole document. `units` are all that the report covers, in the tree's order."""
    return OfficialDocument(
        kind=Kind.REPORT,
        parent_body=head.parent_body or None,
        issuer=head.issuer,
        issuer_in_text=head.speaker,
        notation=Kind.REPORT.notation(head.notation_body),
        place=head.place,
        number=head.number,
        day=head.signed_on,
        month=head.last.month,
        year=head.last.year,
        subject=f"Kết quả thực hiện {head.plan_words} {head.period_words}",
        blocks=tuple(_body(head, texts, figures, words)),
        signer=head.signer,
        recipients=head.recipients,
        annexes=tuple(_annexes(figures, units, words)),
        is_draft=head.is_draft,
        demo_note=_DEMO_NOTE if head.is_demo else None,
    )


def _body(
    head: ReportHead, texts: Mapping[str, str], figures: Figures, words: Vocabulary
) -> list[Block]:
    opening = (
        f"Thực hiện {head.plan_words}, {head.speaker} báo cáo kết quả "
        f"{head.period_words} (số liệu từ ngày {short_date(head.first)} đến ngày "
        f"{short_date(head.last)}) như sau:"
    )
    blocks: list[Block] = [Paragraph.of(opening)]
    for section in SECTIONS:
        blocks.append(Heading(section.level, section.title, section.label))
        if section.code == "results":
            continue
        blocks += [Paragraph.of(line) for line in texts.get(section.code, "").splitlines() if line]
        if section.code == "direction" and figures.missing:
            left = format_number(len(figures.missing))
            blocks.append(
                Paragraph.of(f"Còn {left} cơ quan, đơn vị chưa gửi báo cáo (danh sách kèm theo).")
            )
    table = _measure_table(figures, words)
    if table.rows:
        blocks.insert(_place_of_table(blocks), table)
    blocks.append(
        Paragraph.of(f"Trên đây là báo cáo kết quả {head.period_words} của {head.speaker}")
    )
    return blocks


def _place_of_table(blocks: list[Block]) -> int:
    """Before the second part: the table closes «I. Kết quả thực hiện»."""
    return next(
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.label == "II."
    )


def _measure_table(figures: Figures, words: Vocabulary) -> Table:
    rows: list[Row] = []
    for code, measure in words.measures.items():
        reported, recorded = figures.total(code), figures.total_recorded(code)
        if not reported and not recorded:
            continue
        rows.append(
            Row(
                (
                    str(len(rows) + 1),
                    measure.total_label,
                    measure.unit,
                    format_number(reported),
                    format_number(recorded) if recorded else "",
                )
            )
        )
    columns = (
        Column("TT", 0.6, Align.CENTER),
        Column("Nội dung", 4.0),
        Column("Đơn vị tính", 1.4, Align.CENTER),
        Column("Theo báo cáo", 1.5, Align.RIGHT),
        Column("Đã ghi nhận, chưa báo cáo", 1.8, Align.RIGHT),
    )
    return Table(columns, tuple(rows), caption="Kết quả hoạt động truyền thông trong kỳ", number=1)


def _annexes(figures: Figures, units: Sequence[UnitWords], words: Vocabulary) -> list[Annex]:
    annexes = []
    used = [code for code in words.measures if figures.total(code)]
    if len(units) > 1 and used:
        annexes.append(
            Annex(
                "Số liệu theo đơn vị", (_unit_table(figures, units, used, words),), landscape=True
            )
        )
    if len(units) > 1 and figures.difficulties:
        table = _difficulty_table(figures, units)
        annexes.append(Annex("Khó khăn, vướng mắc của cơ quan, đơn vị", (table,), landscape=True))
    missing = set(figures.missing)
    if missing:
        annexes.append(
            Annex(
                "Danh sách cơ quan, đơn vị chưa gửi báo cáo",
                (_missing_table([unit for unit in units if unit.id in missing]),),
            )
        )
    return annexes


def _unit_table(
    figures: Figures, units: Sequence[UnitWords], used: list[str], words: Vocabulary
) -> Table:
    columns = [Column("TT", 0.6, Align.CENTER), Column("Cơ quan, đơn vị", 4.0)]
    columns += [
        Column(
            f"{words.measures[code].total_label} ({words.measures[code].unit})", 1.2, Align.RIGHT
        )
        for code in used
    ]
    rows: list[Row] = []
    group, n = "", 0
    for unit in units:
        measured = figures.by_unit.get(unit.id)
        if measured is None:
            continue
        if unit.group != group:
            group = unit.group
            rows.append(Row((group,), RowKind.GROUP))
        n += 1
        amounts = [format_number(measured[code]) if measured.get(code) else "" for code in used]
        rows.append(Row((str(n), unit.name, *amounts)))
    totals = [format_number(figures.total(code)) for code in used]
    rows.append(Row(("", "Tổng cộng", *totals), RowKind.TOTAL))
    return Table(tuple(columns), tuple(rows))


def _difficulty_table(figures: Figures, units: Sequence[UnitWords]) -> Table:
    columns = (
        Column("TT", 0.6, Align.CENTER),
        Column("Cơ quan, đơn vị", 2.4),
        Column("Khó khăn, vướng mắc", 4.0),
        Column("Về nội dung", 3.0),
        Column("Tình trạng", 3.0),
    )
    names = {unit.id: unit.name for unit in units}
    order = {unit.id: place for place, unit in enumerate(units)}
    ordered = sorted(figures.difficulties, key=lambda one: order.get(one.unit, len(order)))
    rows = [
        Row((str(n), names.get(one.unit, ""), one.words, one.about, capitalised(one.state_words)))
        for n, one in enumerate(ordered, 1)
    ]
    return Table(columns, tuple(rows))


def _missing_table(units: Sequence[UnitWords]) -> Table:
    columns = (Column("TT", 0.6, Align.CENTER), Column("Cơ quan, đơn vị", 6.0))
    rows: list[Row] = []
    group = ""
    for n, unit in enumerate(units, 1):
        if unit.group != group:
            group = unit.group
            rows.append(Row((group,), RowKind.GROUP))
        rows.append(Row((str(n), unit.name)))
    return Table(columns, tuple(rows))
