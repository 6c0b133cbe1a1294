"""Law parameters as their files hold them."""

from datetime import date
from pathlib import Path

import pytest

from loa.kernel.places import data_dir
from loa.kernel.reference import ReferenceBroken, parameter_rows, row_in_force

ROW = (
    '[[parameter]]\ncode = "fee"\nin_force_from = 2022-01-01\n'
    'cites = "luật"\nverified = true\nvalue = { dong = 5 }\n'
)


def test_house_files_are_whole_and_cited() -> None:
    rows = parameter_rows(data_dir() / "law")
    assert {row.code for row in rows} >= {"office.hours", "reports.due_days"}
    assert [(row.code, row.in_force_from) for row in rows] == sorted(
        (row.code, row.in_force_from) for row in rows
    )


def test_row_in_force_changes_on_its_day(tmp_path: Path) -> None:
    repeal = ROW.replace("2022", "2023").replace("value = { dong = 5 }\n", "")
    (tmp_path / "fees.toml").write_text(ROW + repeal)
    rows = parameter_rows(tmp_path)
    assert row_in_force(rows, "fee", date(2021, 12, 31)) is None
    first, last = (row_in_force(rows, "fee", date(year, 1, 1)) for year in (2022, 2023))
    assert first is not None
    assert first.value == {"dong": 5}
    assert last is not None
    assert last.value is None
    assert row_in_force(rows, "fine", date(2022, 1, 1)) is None


@pytest.mark.parametrize(
    "content",
    [
        ROW + ROW,
        ROW.replace('cites = "luật"', 'cites = " "'),
        ROW.replace("verified = true\n", ""),
        ROW.replace("2022-01-01", '"2022"'),
        ROW.replace("{ dong = 5 }", "5"),
        "[[parameter]\n",
    ],
)
def test_broken_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "fees.toml").write_text(content)
    with pytest.raises(ReferenceBroken, match=r"fees\.toml"):
        parameter_rows(tmp_path)
