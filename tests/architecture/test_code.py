"""What imports cannot see in the code: sizes, names, and who touches tables."""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .conftest import Source

MOST_LINES = 400
MOST_TEST_LINES = 800
MOST_FUNCTION_LINES = 60
PILES = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
TABLE_FILES = {"facts", "models", "operations", "queries"}
BUILDERS = {"annotate", "exclude", "filter", "order_by", "prefetch_related", "select_related"}
GATES = {"_base_manager", "_default_manager", "objects"}


def test_files_are_small(sources: list[Source], root: Path) -> None:
    found = {}
    for source in sources:
        most = MOST_TEST_LINES if source.is_test else MOST_LINES
        lines = source.text.count("\n")
        if lines > most and not source.is_migration:
            found[source.name] = lines
    _only_shrinks(root, "file_lines", found)


def test_functions_are_small(sources: list[Source], root: Path) -> None:
    found = {}
    for source, function in _functions(sources):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > MOST_FUNCTION_LINES:
            found[f"{source.name}::{function.name}"] = lines
    _only_shrinks(root, "function_lines", found)


def test_tables_are_asked_in_their_places(sources: list[Source], root: Path) -> None:
    found: Counter[str] = Counter()
    for source in sources:
        if source.is_test or source.is_migration or TABLE_FILES & set(source.parts):
            continue
        found[source.name] += sum(
            isinstance(node, ast.Attribute) and node.attr in GATES for node in source.nodes
        )
    _only_shrinks(root, "table_access", +found)


def test_pages_build_no_queries(sources: list[Source]) -> None:
    """A page asks a query by its name; what it shows and who may see it is decided there."""
    found = [
        f"{source.name}:{node.lineno}"
        for source in sources
        if "web" in source.parts and not source.is_test
        for node in source.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in BUILDERS
    ]
    assert found == []


def test_imports_stand_at_the_top(sources: list[Source], root: Path) -> None:
    found: Counter[str] = Counter()
    for source in sources:
        if source.is_test or source.is_migration or source.name.startswith("loa/surfaces/cli/"):
            continue
        at_the_top = {
            part
            for node in source.tree.body
            if isinstance(node, ast.If)  # of TYPE_CHECKING
            for part in node.body
        }
        found[source.name] += sum(
            isinstance(node, ast.Import | ast.ImportFrom)
            and node.col_offset > 0
            and node not in at_the_top
            for node in source.nodes
        )
    _only_shrinks(root, "late_imports", +found)


def test_no_file_is_a_pile(sources: list[Source]) -> None:
    assert [source.name for source in sources if PILES & set(source.parts)] == []


def test_only_migrations_ask_for_models_by_name(sources: list[Source]) -> None:
    found = [
        f"{source.name}:{node.lineno}"
        for source in sources
        if not source.is_migration
        for node in source.nodes
        if isinstance(node, ast.Attribute) and node.attr == "get_model"
    ]
    assert found == []


def test_migrations_import_nothing_of_the_house(sources: list[Source]) -> None:
    found = [
        f"{source.name}:{node.lineno}"
        for source in sources
        if source.is_migration
        for node in source.nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(name.split(".")[0] == "loa" for name in _imported(node))
    ]
    assert found == []


def test_names_are_ascii(sources: list[Source]) -> None:
    found = []
    for source in sources:
        for node in source.nodes:
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                    is_ascii = name.isascii()
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    is_ascii = name.isascii()
                case _:
                    continue
            if not is_ascii:
                found.append(f"{source.name}:{node.lineno}")
    assert found == []


def test_a_facade_is_a_list_of_names(sources: list[Source]) -> None:
    found = []
    for source in sources:
        if "facade" not in source.parts[-2:]:
            continue
        allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
        has_logic = any(not isinstance(node, allowed) for node in source.tree.body)
        assigned = {
            target.id
            for node in source.tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        if has_logic or "__all__" not in assigned:
            found.append(source.name)
    assert found == []


def test_every_room_has_its_door_and_its_page(rooms: dict[str, Path]) -> None:
    lacking = [
        f"{name}: {doors[0]}"
        for name, folder in rooms.items()
        for doors in (("facade.py", "facade/__init__.py"), ("README.md",))
        if not any((folder / file).exists() for file in doors)
    ]
    assert lacking == []


def _functions(
    sources: list[Source],
) -> Iterator[tuple[Source, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for source in sources:
        if source.is_migration:
            continue
        for node in source.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield source, node


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]


def _only_shrinks(root: Path, rule: str, found: dict[str, int]) -> None:
    """What was found is what the baseline allows, file by file, and no line of it is idle."""
    path = root / "tests" / "architecture" / "baseline.toml"
    allowed: dict[str, int] = tomllib.loads(path.read_text(encoding="utf-8"))[rule]
    worse = {name: number for name, number in found.items() if number > allowed.get(name, 0)}
    assert worse == {}, f"{rule}: split or move these"
    paid = set(allowed) - set(found)
    assert paid == set(), f"{rule}: these are mended, so drop their lines"


def test_scripts_of_the_start_are_ascii(root: Path) -> None:
    """J12: shells that expect another encoding read them as well."""
    scripts = [root / "Makefile", *(path for path in (root / "bin").iterdir() if path.is_file())]
    shells = [path for path in scripts if path.suffix != ".py"]
    assert len(shells) > 4
    assert [path.name for path in shells if not path.read_bytes().isascii()] == []
