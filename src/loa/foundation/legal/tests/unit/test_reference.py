"""The reference files: every code has a reader, every value the shape that readers want."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

import loa
from loa.foundation.legal import reference
from loa.foundation.legal.types import PeriodKind
from loa.kernel.places import data_dir
from loa.kernel.reference import ParameterRow
from loa.kernel.worktime.data import week_from

ROWS = reference.read(data_dir()).parameters


@pytest.mark.parametrize("code", sorted({row.code for row in ROWS}))
def test_no_code_is_orphaned(code: str) -> None:
    house = Path(loa.__file__).parent
    sources = [path for path in house.rglob("*.py") if "tests" not in path.parts]
    family = code.rpartition(".")[0] + "."
    wanted = (f'"{code}"', f'"{family}"')
    assert any(word in path.read_text(encoding="utf-8") for path in sources for word in wanted)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.code}@{row.in_force_from}")
def test_values_have_their_shape(row: ParameterRow) -> None:
    assert row.value is not None
    if row.code == "office.hours":
        assert len(week_from(row.value)) == 7
    elif row.code == "reports.due_days":
        assert all(isinstance(days, int) and days > 0 for days in row.value.values())
        assert ("district" in row.value) is (row.in_force_from < date(2025, 7, 1))
    elif row.code.startswith("reports.period_rule."):
        assert {PeriodKind(str(kind)) for kind in row.value["kinds"]}  # type: ignore[attr-defined]  # JSON


def test_content_hash_moves_with_any_byte_and_any_name(tmp_path: Path) -> None:
    for name in ("law", "calendar"):
        copytree(data_dir() / name, tmp_path / name)
    first = reference.content_hash(tmp_path)
    assert first == reference.content_hash(data_dir())
    path = tmp_path / "calendar" / "2022.toml"
    path.write_bytes(path.read_bytes() + b"\n")
    second = reference.content_hash(tmp_path)
    path.rename(path.with_name("2022a.toml"))
    assert len({first, second, reference.content_hash(tmp_path)}) == 3
