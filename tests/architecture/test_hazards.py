"""Every hazard has its tests, and they are there."""

import ast
import re
from pathlib import Path

ROW = re.compile(r"^\| ([A-Z]\d\d) \|.*\|$", re.MULTILINE)
TEST = re.compile(r"`((?:src|tests)/[\w/]+\.py)(?:::(\w+))?`")
UNDER = {
    "ui": "U01 U03 U04 U06 U09 U10",
    "jobs": "J01 J02 J04 J06 J07 J09 J10 J12",
    "audit": "A01 A02 A04",
    "orgs": "O01 O02 O04 O06",
    "plans": "L01 L02 L03 L05 L07 L08 L11",
    "worktime": "W01 W02 W04 W06 W07 W09 W12",
    "reports": "R01 R03 R05 R06 R09",
    "search": "S01 S02 S04 S08 S09",
    "messaging": "G01 G03 G08 G09",
}
"""What the house promises to have mended, row by row."""


def test_every_row_names_tests_that_exist_and_name_it(root: Path) -> None:
    page = (root / "docs" / "hazards.md").read_text(encoding="utf-8")
    rows = {found[1]: TEST.findall(found[0]) for found in ROW.finditer(page)}
    assert set(" ".join(UNDER.values()).split()) <= set(rows)
    wrong = []
    for row, tests in rows.items():
        if not tests:
            wrong.append(f"{row}: no test")
        for file, name in tests:
            source = (root / file).read_text(encoding="utf-8") if (root / file).exists() else ""
            if name and name not in _functions(source):
                wrong.append(f"{row}: {file} has no {name}")
            if not re.search(rf"\b{row}\b", source, re.IGNORECASE):
                wrong.append(f"{row}: {file} does not name it")
    assert wrong == []


def _functions(source: str) -> set[str]:
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
