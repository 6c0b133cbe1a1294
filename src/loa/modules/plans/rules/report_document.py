"""The period report as an official document: words, figures, and who has not reported."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from loa.foundation.documents.facade import (
    Align,
    Annex,
    Block,
    Bullet,
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
from loa.modules.plans.rules.report_charts import charts_of
from loa.modules.plans.rules.report_difficulties import alike_difficulties
from loa.modules.plans.rules.reporting import SECTIONS, Figures
from loa.modules.plans.rules.vocabulary import Vocabulary

FEW_UNITS = 3
"""So many are named where they said something; the names of more stand in an annex."""
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


@dataclass(frozen=True)
class Voice:
    """A passage that units said, with their names in official order."""

    text: str
    units: tuple[str, ...]

    @property
    def words(self) -> str:
        """As the document says it: who said it in brackets, a longer list only counted."""
        if not self.units:
            return self.text
        by = f"{format_number(len(self.units))} cơ quan, đơn vị"
        if len(self.units) <= FEW_UNITS:
            by = ", ".join(self.units)
        said = self.text.rstrip()
        mark = said[-1:] if said.endswith((".", ";")) else "."
        return f"{said.removesuffix(mark)} ({by}){mark}"


@dataclass(frozen=True)
class Told:
    """What the report says, section by section: its own texts, then what its units said."""

    texts: Mapping[str, str]
    voices: Mapping[str, Sequence[Voice]] = field(default_factory=dict)


def compose(
    head: ReportHead,
    told: Told,
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
        subject=f"Kết quả thực hiện {head.plan_words}, {head.period_words}",
        blocks=tuple(_body(head, told, figures, words)),
        signer=head.signer,
        recipients=head.recipients,
        annexes=tuple(_annexes(told, figures, units, words)),
        is_draft=head.is_draft,
        demo_note=_DEMO_NOTE if head.is_demo else None,
    )


def _body(head: ReportHead, told: Told, figures: Figures, words: Vocabulary) -> list[Block]:
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
        lines = told.texts.get(section.code, "").splitlines()
        blocks += [Paragraph.of(line) for line in lines if line]
        if section.code == "direction" and figures.missing:
            left = format_number(len(figures.missing))
            blocks.append(
                Paragraph.of(f"Còn {left} cơ quan, đơn vị chưa gửi báo cáo (danh sách kèm theo).")
            )
        blocks += [Bullet.of(voice.words) for voice in told.voices.get(section.code, ())]
    table = _measure_table(figures, words)
    place = _place_of_table(blocks)
    charts = [replace(chart, number=n) for n, chart in enumerate(charts_of(figures, words), 1)]
    blocks[place:place] = [*([table] if table.rows else ()), *charts]
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
        Column("Đã ghi nhận, chưa vào báo cáo", 1.8, Align.RIGHT),
    )
    return Table(columns, tuple(rows), caption="Kết quả hoạt động truyền thông trong kỳ", number=1)


def _annexes(
    told: Told, figures: Figures, units: Sequence[UnitWords], words: Vocabulary
) -> list[Annex]:
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
    if (table := _voice_table(told)).rows:
        annexes.append(Annex("Cơ quan, đơn vị nêu từng nội dung", (table,), landscape=True))
    if len(figures.arrivals) > 1:
        table = _arrival_table(figures, units)
        annexes.append(Annex("Tình hình gửi báo cáo", (table,), landscape=True))
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
    by_id = {one.id: one for one in figures.difficulties}
    rows: list[Row] = []
    for group in alike_difficulties(figures.difficulties):
        by_state: dict[str, set[int]] = defaultdict(set)
        for one in sorted((by_id[pk] for pk in group.ids), key=lambda one: one.id):
            by_state[one.state_words].add(one.unit)
        for state, who in by_state.items():
            told = ", ".join(
                names.get(unit, "")
                for unit in sorted(who, key=lambda unit: order.get(unit, len(order)))
            )
            rows.append(
                Row((str(len(rows) + 1), told, group.words, group.about, capitalised(state)))
            )
    return Table(columns, tuple(rows))


def _voice_table(told: Told) -> Table:
    """Who said what so many said that the text only counts them."""
    columns = (
        Column("TT", 0.6, Align.CENTER),
        Column("Nội dung", 4.0),
        Column("Số đơn vị", 0.8, Align.RIGHT),
        Column("Cơ quan, đơn vị", 6.0),
    )
    rows: list[Row] = []
    n = 0
    for section in SECTIONS:
        counted = [one for one in told.voices.get(section.code, ()) if len(one.units) > FEW_UNITS]
        if counted:
            rows.append(Row((f"{section.label} {section.title}",), RowKind.GROUP))
        for voice in counted:
            n += 1
            many = format_number(len(voice.units))
            rows.append(Row((str(n), voice.text, many, ", ".join(voice.units))))
    return Table(columns, tuple(rows))


def _arrival_table(figures: Figures, units: Sequence[UnitWords]) -> Table:
    """Who handed in when, in the order of the units."""
    columns = (
        Column("TT", 0.6, Align.CENTER),
        Column("Cơ quan, đơn vị", 3.0),
        Column("Hạn", 1.3, Align.CENTER),
        Column("Ngày gửi", 1.8, Align.CENTER),
        Column("Tình trạng", 2.0),
        Column("Trả lại, lý do", 3.4),
    )
    by_unit = {one.unit: one for one in figures.arrivals}
    rows: list[Row] = []
    group, n = "", 0
    for unit in units:
        if (one := by_unit.get(unit.id)) is None:
            continue
        if unit.group != group:
            group = unit.group
            rows.append(Row((group,), RowKind.GROUP))
        n += 1
        due = short_date(one.due)
        cells = (str(n), unit.name, due, one.days_words, one.state_words, one.returns_words)
        rows.append(Row(cells))
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
