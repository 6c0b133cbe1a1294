"""Dated law parameters as their files hold them: one reader for the database and for commands.

A file of data/law/ holds `[[parameter]]` tables: `code`, `in_force_from`, `value` (a table; left
out where the parameter is repealed), `cites`, `verified`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


class ReferenceBroken(ValueError):
    """A reference file does not say what it must; names the file and what is wrong."""


@dataclass(frozen=True)
class ParameterRow:
    """One value of one parameter from one day on; `value` None repeals it."""

    code: str
    in_force_from: date
    value: Mapping[str, object] | None
    cites: str
    verified: bool


def parameter_rows(folder: Path) -> list[ParameterRow]:
    """Every row of the files in `folder` (data/law), by code and day.

    Raises ReferenceBroken for a row without its fields, or for two rows of one code and day.
    """
    rows: dict[tuple[str, date], ParameterRow] = {}
    for path in sorted(folder.glob("*.toml")):
        for table in read_toml(path).get("parameter", []):
            row = _row(path, table)
            if (row.code, row.in_force_from) in rows:
                message = f"{path.name}: {row.code} stands twice on {row.in_force_from}"
                raise ReferenceBroken(message)
            rows[row.code, row.in_force_from] = row
    return [rows[key] for key in sorted(rows)]


def row_in_force(rows: list[ParameterRow], code: str, on: date) -> ParameterRow | None:
    """The row of `code` that holds on a day; None before the first."""
    held = [row for row in rows if row.code == code and row.in_force_from <= on]
    return max(held, key=lambda row: row.in_force_from, default=None)


def read_toml(path: Path) -> dict[str, list[dict[str, object]]]:
    """The tables of a file. Raises ReferenceBroken where it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name}: {error}"
        raise ReferenceBroken(message) from error


def _row(path: Path, table: Mapping[str, object]) -> ParameterRow:
    code, from_, cites = (table.get(name) for name in ("code", "in_force_from", "cites"))
    value, verified = table.get("value"), table.get("verified")
    if not (
        isinstance(code, str)
        and isinstance(from_, date)
        and isinstance(cites, str)
        and cites.strip()
        and isinstance(verified, bool)
        and (value is None or isinstance(value, dict))
    ):
        message = f"{path.name}: a parameter lacks a field or has it in the wrong shape: {table}"
        raise ReferenceBroken(message)
    return ParameterRow(code, from_, value, cites, verified)
