"""The charts of a report on screen, each with the table that says the same; who reported when."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loa.foundation.documents.facade import Chart, chart_svg
from loa.foundation.ui.facade import Cell, Column, Row, number
from loa.kernel.words import short_date
from loa.modules.plans.queries import report_files
from loa.modules.plans.rules.report_arrivals import summary
from loa.modules.plans.rules.report_charts import charts_of
from loa.modules.plans.rules.vocabulary import vocabulary

_FAMILY = "inherit"


@dataclass(frozen=True)
class ChartView:
    """A drawing and its figures as a table."""

    heading: str
    drawing: SafeString
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def chart_views(view: report_files.ReportView) -> list[ChartView]:
    """The charts of the report, as its document has them."""
    charts = charts_of(view.figures, vocabulary())
    return [_chart_view(chart, n) for n, chart in enumerate(charts, 1)]


def _chart_view(chart: Chart, n: int) -> ChartView:
    # The drawing escapes every word of its own: test_charts.
    drawing = SafeString(chart_svg(chart, f"hinh-{n}", _FAMILY))
    has_units = any(row.unit for row in chart.rows)
    columns = (
        Column(_("Nội dung")),
        *(Column(words, is_number=True) for words in chart.series),
        *([Column(_("Đơn vị tính"))] if has_units else []),
    )
    rows = tuple(
        Row(
            (
                Cell(row.label),
                *(Cell(number(value)) for value in row.values),
                *([Cell(row.unit)] if has_units else []),
            )
        )
        for row in chart.rows
    )
    return ChartView(chart.heading, drawing, columns, rows)


def arrivals(view: report_files.ReportView) -> dict[str, object] | None:
    """Who handed in when; None of a report that sums up nobody."""
    if not view.figures.arrivals:
        return None
    names = report_files.unit_names(view)
    place = {unit: n for n, unit in enumerate(names)}
    every = sorted(view.figures.arrivals, key=lambda one: place.get(one.unit, len(place)))
    return {
        "summary": summary(every),
        "columns": (
            Column(_("Đơn vị")),
            Column(_("Hạn")),
            Column(_("Ngày gửi")),
            Column(_("Tình trạng")),
            Column(_("Trả lại, lý do")),
        ),
        "rows": tuple(
            Row(
                (
                    Cell(
                        names.get(one.unit, ""),
                        href=reverse("plans:report-detail", args=[one.report])
                        if one.report
                        else "",
                    ),
                    Cell(short_date(one.due)),
                    Cell(one.days_words),
                    Cell(one.state_words, is_alert=one.is_late and one.came is None),
                    Cell(one.returns_words),
                )
            )
            for one in every
        ),
    }
