"""How the house writes, where imports say nothing: time, transactions, operations, events."""

import ast
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

from loa.config.wiring import WIRING

from .conftest import Source

EDGES = ("loa/surfaces/", "loa/config/", "loa/kernel/")
WORKER = "loa/foundation/jobs/worker.py"
CLOCKS = {"clock.now", "date.today", "datetime.now", "timezone.now"}
BY_THE_HOUSE = {
    "announce_successions",
    "choose_password",
    "load_reference",
    "purge",
    "retry_dead_letter",
}
"""Operations without an actor: chores, the start, and a person about himself."""
BY_A_PERSON = {"accept_image", "forget_unread", "keep_evidence", "store"}
"""They take the id of a person: whoever calls has asked its own policy."""


def _written(sources: list[Source]) -> list[Source]:
    return [source for source in sources if not source.is_test and not source.is_migration]


def _calls(source: Source) -> list[tuple[str, int]]:
    return [
        (ast.unparse(node.func), node.lineno)
        for node in source.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


def test_time_enters_at_the_edge(sources: list[Source]) -> None:
    found = [
        f"{source.name}:{line}"
        for source in _written(sources)
        if not source.name.startswith((*EDGES, WORKER)) and "web" not in source.parts
        for call, line in _calls(source)
        if call in CLOCKS
    ]
    assert found == []


def test_only_operations_open_a_transaction(sources: list[Source]) -> None:
    found = {
        source.name
        for source in _written(sources)
        for call, _line in _calls(source)
        if call.endswith("transaction.atomic")
    }
    assert found - {"loa/surfaces/cli/demo/loading.py"} == {"loa/kernel/db.py"}


def test_there_are_no_signals(sources: list[Source]) -> None:
    found = [
        source.name
        for source in _written(sources)
        for node in source.nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".signals")
    ]
    assert found == []


def test_an_operation_says_who_and_when(sources: list[Source]) -> None:
    wrong = []
    for source in _written(sources):
        if not source.name.startswith(("loa/modules/", "loa/foundation/")):
            continue
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef) or not _is_operation(node):
                continue
            given = {each.arg for each in node.args.kwonlyargs}
            says_who = "actor" in given or (node.name in BY_A_PERSON and "actor_id" in given)
            says_when = "at" in given
            if node.name in BY_THE_HOUSE:
                says_who, says_when = True, True
            if "operations" not in source.parts or not says_who or not says_when:
                wrong.append(f"{source.name}: {node.name}")
    assert wrong == []


def _is_operation(node: ast.FunctionDef) -> bool:
    return any(ast.unparse(each) == "operation" for each in node.decorator_list)


def test_events_are_plain_and_past(rooms: dict[str, Path]) -> None:
    for name, folder in rooms.items():
        if not (folder / "events.py").exists():
            continue
        module = import_module(f"loa.{folder.parent.name}.{name}.events")
        for each, event in vars(module).items():
            if isinstance(event, type) and event.__module__ == module.__name__:
                assert is_dataclass(event), each
                assert "at" in event.__annotations__, f"{each} says when"
                assert each.endswith("ed"), f"{each}: what has happened"


def test_handlers_live_in_handlers() -> None:
    strangers = [
        f"{handler.__module__}.{handler.__name__}"
        for handlers in WIRING.values()
        for handler in handlers
        if not handler.__module__.endswith(".handlers")
    ]
    assert strangers == []


def test_what_the_browser_runs_asks_no_clock_but_for_kept_drafts(root: Path) -> None:
    """Hazard W09: what is late is told by the server; a phone set to 2020 changes nothing."""
    scripts = (root / "src").rglob("static/ui/js/*.js")
    asking = {file.name for file in scripts if "Date" in file.read_text(encoding="utf-8")}
    assert asking == {"draft.js"}
