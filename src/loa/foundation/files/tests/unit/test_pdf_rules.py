"""Grids of ruling lines: the cell around a point, also where thousands of lines are drawn."""

from hypothesis import given, settings
from hypothesis import strategies as st

from loa.foundation.files.extract.pdf_rules import Grid, Rule, grids_of


def _ruled(columns: int, rows: int) -> list[Rule]:
    standing = [Rule(10.0 * x, 0, 10.0 * rows, is_lying=False) for x in range(columns + 1)]
    lying = [Rule(10.0 * y, 0, 10.0 * columns, is_lying=True) for y in range(rows + 1)]
    return standing + lying


def _without(rules: list[Rule], gone: set[int]) -> list[Rule]:
    """The lines but some of the inner ones."""
    inner = [n for n, rule in enumerate(rules) if 0 < rule.at < max(r.at for r in rules)]
    dropped = {inner[n % len(inner)] for n in gone} if inner else set()
    return [rule for n, rule in enumerate(rules) if n not in dropped]


@settings(max_examples=60, deadline=None)
@given(
    columns=st.integers(2, 6),
    rows=st.integers(2, 6),
    gone=st.sets(st.integers(0, 20), max_size=3),
    x=st.floats(-5, 65),
    y=st.floats(-5, 65),
)
def test_cell_at_is_the_first_cell_whose_edges_hold_the_point(
    columns: int, rows: int, gone: set[int], x: float, y: float
) -> None:
    for grid in grids_of(_without(_ruled(columns, rows), gone)):
        column = sum(1 for edge in grid.xs[1:-1] if edge < x)
        row = sum(1 for edge in grid.ys[1:-1] if edge > y)
        around = [
            cell
            for cell in grid.cells
            if cell.row <= row <= cell.last_row and cell.column <= column <= cell.last_column
        ]
        assert grid.cell_at(x, y) == (around[0] if around else None)


def test_every_square_of_a_large_grid_is_a_cell_of_its_own() -> None:
    """P20: as many lines as a page may have are a table, not a reader that hangs."""
    (grid,) = grids_of(_ruled(100, 190))
    assert isinstance(grid, Grid)
    assert len(grid.cells) == 100 * 190
    assert {grid.cell_at(10 * x + 5, 1895 - 10 * y) for x in range(100) for y in range(190)} == set(
        grid.cells
    )
