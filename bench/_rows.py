"""What a benchmark prints: rows with Loa's figure beside a reference, as a table or as JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One measured workload; `ratio` = loa / reference, `goal` in words, `holds` its answer."""

    workload: str
    loa: float
    reference: float
    ratio: float
    unit: str
    goal: str
    holds: bool


class NothingToMeasure(Exception):
    """What the benchmark needs is not on this machine; the words say what and where."""


def at_least(workload: str, loa: float, reference: float, goal: float, unit: str) -> Row:
    """A row whose figure should reach `goal`."""
    return Row(
        workload, round(loa, 4), round(reference, 4), _ratio(loa, reference), unit,
        f"≥ {goal:g}", loa >= goal,
    )  # fmt: skip


def at_most(workload: str, loa: float, reference: float, goal: float, unit: str) -> Row:
    """A row whose figure should not pass `goal`."""
    return Row(
        workload, round(loa, 4), round(reference, 4), _ratio(loa, reference), unit,
        f"≤ {goal:g}", loa <= goal,
    )  # fmt: skip


def _ratio(loa: float, reference: float) -> float:
    return round(loa / reference, 4) if reference else 0.0


def run(
    measure: Callable[[], Iterable[Row]], *, show: Callable[[list[Row]], str] | None = None
) -> int:
    """Measure and print; exit code 0 also where a goal is missed, for a figure is no failure.

    Where nothing can be measured the reason stands on stderr and the JSON is empty.
    """
    as_json = "--json" in sys.argv[1:]
    try:
        rows = list(measure())
    except NothingToMeasure as reason:
        print(f"skipped: {reason}", file=sys.stderr)
        rows = []
    if as_json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
    elif rows:
        print((show or table)(rows))
    return 0


def table(rows: list[Row]) -> str:
    """The rows in columns."""
    cells = [("workload", "loa", "reference", "ratio", "unit", "goal", "holds")]
    cells += [
        (
            row.workload,
            _figure(row.loa),
            _figure(row.reference),
            f"{row.ratio:.3f}",
            row.unit,
            row.goal,
            "yes" if row.holds else "no",
        )
        for row in rows
    ]
    return columns(cells)


def columns(cells: Sequence[tuple[str, ...]]) -> str:
    """Lines of cells, the first column to the left, the others to the right."""
    widths = [max(len(line[i]) for line in cells) for i in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.4g}"  # noqa: PLR2004  from there whole numbers tell enough
