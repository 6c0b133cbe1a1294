"""The CSV files of data/units: rows with their fields, days and sources."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from loa.kernel.reference import ReferenceBroken

SOURCES = "sources.csv"


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file. Raises ReferenceBroken for a row with too many or too few fields."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row or None in row.values():
                message = f"{path.name}, line {number}: a field is missing"
                raise ReferenceBroken(message)
            yield row


def cited(folder: Path) -> dict[str, str]:
    """What each source is, by the short name under which rows give it."""
    return {row["source"]: row["cites"] for row in rows_of(folder / SOURCES)}


def span(row: dict[str, str]) -> tuple[date, date | None]:
    """[valid_from, valid_to) of a row."""
    return day(row["valid_from"]), day(row["valid_to"]) if row["valid_to"] else None


def day(words: str) -> date:
    """A day as the files write it: 2025-07-01."""
    return date.fromisoformat(words)
