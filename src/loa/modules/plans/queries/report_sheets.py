"""The sheets of a report's workbook behind its sums: difficulties, who reported when, charts."""

from collections.abc import Sequence

from loa.foundation.documents.facade import Chart
from loa.foundation.printing.facade import Cell, CellKind, Sheet, SheetColumn
from loa.kernel.words import capitalised
from loa.modules.plans.rules.report_charts import charts_of
from loa.modules.plans.rules.report_document import UnitWords
from loa.modules.plans.rules.reporting import Figures
from loa.modules.plans.rules.vocabulary import vocabulary


def more_sheets(
    figures: Figures, units: Sequence[UnitWords], heading: tuple[str, ...]
) -> list[Sheet]:
    """Those that have rows."""
    return [
        *_difficulty_sheet(figures, units, heading),
        *_arrival_sheet(figures, units, heading),
        *_chart_sheets(figures, heading),
    ]


def _difficulty_sheet(
    figures: Figures, units: Sequence[UnitWords], heading: tuple[str, ...]
) -> list[Sheet]:
    """What units raised, with how it stands; no sheet where nobody raised anything."""
    if not figures.difficulties:
        return []
    names = {unit.id: unit.name for unit in units}
    columns = (
        SheetColumn("Cơ quan, đơn vị", width=36),
        SheetColumn("Khó khăn, vướng mắc", width=60),
        SheetColumn("Về nội dung", width=40),
        SheetColumn("Tình trạng", width=40),
    )
    rows: list[tuple[Cell, ...]] = [
        (names.get(one.unit, ""), one.words, one.about, capitalised(one.state_words))
        for one in figures.difficulties
    ]
    return [Sheet(title="Khó khăn, vướng mắc", columns=columns, rows=rows, heading=heading)]


def _arrival_sheet(
    figures: Figures, units: Sequence[UnitWords], heading: tuple[str, ...]
) -> list[Sheet]:
    """Who handed in when, and what was given back with which remark."""
    if not figures.arrivals:
        return []
    by_unit = {one.unit: one for one in figures.arrivals}
    columns = (
        SheetColumn("Nhóm", width=32),
        SheetColumn("Cơ quan, đơn vị", width=36),
        SheetColumn("Hạn", CellKind.DATE, 14),
        SheetColumn("Ngày gửi", CellKind.DATE, 14),
        SheetColumn("Gửi lần đầu", CellKind.DATE, 14),
        SheetColumn("Tình trạng", width=28),
        SheetColumn("Trả lại, lý do", width=60),
    )
    rows: list[tuple[Cell, ...]] = [
        (unit.group, unit.name, one.due, one.came, one.first, one.state_words, one.returns_words)
        for unit in units
        if (one := by_unit.get(unit.id))
    ]
    return [Sheet(title="Tình hình gửi báo cáo", columns=columns, rows=rows, heading=heading)]


def _chart_sheets(figures: Figures, heading: tuple[str, ...]) -> list[Sheet]:
    """The figures of each chart."""
    return [_chart_sheet(chart, heading) for chart in charts_of(figures, vocabulary())]


def _chart_sheet(chart: Chart, heading: tuple[str, ...]) -> Sheet:
    columns = (
        SheetColumn("Nội dung", width=40),
        *(SheetColumn(words, CellKind.NUMBER, 14) for words in chart.series),
        SheetColumn("Đơn vị tính", width=16),
    )
    rows: list[tuple[Cell, ...]] = [(row.label, *row.values, row.unit) for row in chart.rows]
    title = chart.caption[:31]
    return Sheet(title=title, columns=columns, rows=rows, heading=heading, is_landscape=False)
