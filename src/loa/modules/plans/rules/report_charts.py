"""The charts of a report, from the figures of its tables and from nothing else."""

from loa.foundation.documents.facade import Chart, ChartRow
from loa.modules.plans.rules import report_arrivals
from loa.modules.plans.rules.reporting import Figures
from loa.modules.plans.rules.vocabulary import Vocabulary


def charts_of(figures: Figures, words: Vocabulary) -> list[Chart]:
    """Those that have something to show: who reported when, what was done, against last period."""
    found = []
    if len(figures.arrivals) > 1:
        found.append(report_arrivals.chart_of(figures.arrivals))
    if forms := forms_of(figures):
        rows = tuple(
            ChartRow(words.forms[code].label if code in words.forms else code, (n,), "hoạt động")
            for code, n in forms.items()
        )
        found.append(Chart("Số hoạt động theo hình thức", ("Hoạt động",), rows))
    if compared := compared_of(figures, words):
        rows = tuple(
            ChartRow(words.measures[code].total_label, pair, words.measures[code].unit)
            for code, pair in compared.items()
        )
        series = ("Kỳ này", "Kỳ trước")
        chart = Chart("Kết quả kỳ này và kỳ trước", series, rows, is_each_its_own=True)
        found.append(chart)
    return found


def forms_of(figures: Figures) -> dict[str, int]:
    """Form → activities of the units that reported, the most first."""
    sums: dict[str, int] = {}
    for row in figures.forms.values():
        for code, n in row.items():
            sums[code] = sums.get(code, 0) + n
    return dict(sorted(sums.items(), key=lambda one: (-one[1], one[0])))


def compared_of(figures: Figures, words: Vocabulary) -> dict[str, tuple[int, int]]:
    """Measure → (this period, the last); nothing where the last period has no report."""
    if not figures.before:
        return {}
    pairs = {code: (figures.total(code), figures.before.get(code, 0)) for code in words.measures}
    return {code: pair for code, pair in pairs.items() if any(pair)}
