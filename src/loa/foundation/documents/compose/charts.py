"""A chart of horizontal bars as SVG: what paper, Word and screen show is one drawing.

Labels stand over their bars, so that it reads on a telephone; every bar has its figures beside it,
so that nothing hangs on colour. Plain text in, markup out: labels are escaped.
"""

from xml.sax.saxutils import escape, quoteattr

from loa.foundation.documents.compose.structure import Chart, ChartRow

WIDTH = 400
"""Units of the drawing; its height follows from its rows."""

_INK, _RULE = "#17202a", "#ffffff"
_STACKED = ("#1f7a53", "#e0a100", "#c3cbd3", "#2f74c0")
_PAIRED = ("#1f7a53", "#aab4bd", "#2f74c0", "#e0a100")
_TEXT, _LINE, _BAR, _GAP = 13, 18, 12, 8
_LETTER = 6.6  # width of a letter on the average, at the size of the text


def chart_svg(chart: Chart, name: str = "chart", family: str = "Tinos, serif") -> str:
    """The drawing, with its title and what it says in words inside. `name` begins its ids."""
    body: list[str] = []
    top = _legend(chart, body)
    bars = _LINE + (_BAR + 2) * (1 if chart.is_stacked else len(chart.series))
    for row in chart.rows:
        _row(chart, row, top, body)
        top += bars + _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" '
        f'height="{top}" role="img" aria-labelledby="{name}-t {name}-d" '
        f'font-family={quoteattr(family)} font-size="{_TEXT}" fill="{_INK}">'
        f'<title id="{name}-t">{escape(chart.heading)}</title>'
        f'<desc id="{name}-d">{escape(chart.words)}</desc>{"".join(body)}</svg>'
    )


def _legend(chart: Chart, body: list[str]) -> int:
    """What each shade means, where there is more than one; how much room it took."""
    if len(chart.series) == 1:
        return 0
    left = 0.0
    for shade, words in zip(_shades(chart), chart.series, strict=False):
        body.append(_rect(left, 3, 11, 11, shade))
        body.append(_text(left + 16, 13, words))
        left += 16 + len(words) * _LETTER + 14
    return _LINE + _GAP


def _row(chart: Chart, row: ChartRow, top: int, body: list[str]) -> None:
    figures = row.figures
    room = int((WIDTH - len(figures) * _LETTER) / _LETTER) - 2
    label = row.label if len(row.label) <= room else f"{row.label[: room - 1]}…"
    body.append(_text(0, top + _TEXT, label))
    body.append(_text(WIDTH, top + _TEXT, figures, ' text-anchor="end" font-weight="bold"'))
    whole = chart.scale_of(row) or 1
    left, down = 0.0, top + _LINE
    for shade, value in zip(_shades(chart), row.values, strict=False):
        width = WIDTH * value / whole
        body.append(_rect(left, down, width, _BAR, shade))
        if chart.is_stacked:
            left += width
        else:
            down += _BAR + 2


def _shades(chart: Chart) -> tuple[str, ...]:
    return _STACKED if chart.is_stacked else _PAIRED


def _rect(left: float, top: float, width: float, height: float, shade: str) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{shade}" stroke="{_RULE}" stroke-width="0.6"/>'
    )


def _text(left: float, base: float, words: str, more: str = "") -> str:
    return f'<text x="{left:.1f}" y="{base:.1f}"{more}>{escape(words)}</text>'
