"""What is written beside the code stays true: data have sources, documents name what exists."""

import csv
import json
import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from loa.modules.plans.types import WorkState
from loa.surfaces.cli.main import build_app

from .conftest import Source

LOCKS = ("locks", "package-lock.json")
TYPES_OF_TEXT = {
    "",
    ".css",
    ".html",
    ".in",
    ".js",
    ".json",
    ".md",
    ".py",
    ".svg",
    ".toml",
    ".txt",
    ".typ",
}
_FOLDERS = "work|root|home/[a-z]+|Users|mnt|tmp/[a-z]+"
MACHINE = re.compile(rf"(?<![\w./~$}}-])/(?:{_FOLDERS})/")
"""A path that is true on one machine only; `/root` in prose has no slash after it."""
REGISTRY = re.compile(
    r"pypi\.org/simple|files\.pythonhosted\.org|registry\.npmjs|artifactory|proxy\.golang|nexus\."
)
ENVIRONMENT = re.compile(r"environ(?:\.get\(|\[)\s*\"((?:LOA_[A-Z_]+|DATABASE_URL))\"")
MAKE = re.compile(r"`make ([a-z-]+)`")
COMMAND = re.compile(r"(?:`|^)(?:\.venv/bin/)?loa ((?:[a-z]+ ?){1,2})", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.fixture(scope="module")
def papers(root: Path) -> dict[str, str]:
    """Every document for people, by its path in the checkout."""
    found = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "src").rglob("*.md")]
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(found)
        if "node_modules" not in path.parts and "vendor" not in path.parts
    }


def test_nothing_of_one_machine_is_kept(tracked: list[Path], root: Path) -> None:
    found = []
    for path in tracked:
        name = path.relative_to(root).as_posix()
        if path.suffix not in TYPES_OF_TEXT or name.startswith(LOCKS) or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        is_test = "tests" in path.parts
        for number, line in enumerate(text.splitlines(), 1):
            if REGISTRY.search(line) or (MACHINE.search(line) and not is_test):
                found.append(f"{name}:{number}")
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("cd /mnt/disk/loa", True),
        ('path = "/home/someone/x"', True),
        ("var/root/ in the checkout", False),
        ("behind /root binaries", False),
        ("~/.local/share/loa", False),
    ],
)
def test_machine_finds_paths(line: str, *, is_found: bool) -> None:
    assert bool(MACHINE.search(line)) is is_found


def test_locks_name_no_place(tracked: list[Path], root: Path) -> None:
    for path in tracked:
        if path.relative_to(root).as_posix().startswith(LOCKS):
            assert "://" not in re.sub(r'"url": "https://[^"]+"', "", path.read_text("utf-8")), path


def test_data_name_their_source(root: Path) -> None:
    lacking = [
        path.relative_to(root).as_posix()
        for path in sorted((root / "data").rglob("*"))
        if path.is_file() and not _has_source(path, root)
    ]
    assert lacking == []


@cache
def _sources(root: Path) -> frozenset[str]:
    """The short names of sources that rows of units may give."""
    with (root / "data/units/sources.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["source"] for row in csv.DictReader(lines))


def _has_source(path: Path, root: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        rows = list(csv.DictReader(text.splitlines()))
        named = _sources(root)
        return bool(rows) and all(row.get("cites") or row.get("source") in named for row in rows)
    if path.suffix == ".toml":
        tomllib.loads(text)
        return bool(
            re.search(
                r"^cites = |^# .*\bsource\b|invented|do not exist",
                text,
                re.MULTILINE | re.IGNORECASE,
            )
        )
    return path.suffix == ".md" or path.parent.name == "demo"


def test_what_is_unsure_says_so(root: Path) -> None:
    """A row of the units is either sure or not; nothing between."""
    for path in (root / "data/units").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            said = {row.get("verified", "false") for row in csv.DictReader(lines)}
        assert said <= {"true", "false"}, path


def test_settings_are_described(sources: list[Source], papers: dict[str, str]) -> None:
    names = {
        name
        for source in sources
        if not source.is_test
        for name in ENVIRONMENT.findall(source.text)
    }
    assert "LOA_DATA" in names
    told = papers["README.md"] + papers["docs/howto/start.md"]
    inner = {"LOA_REFERENCE", "LOA_STOP_WITH_PARENT"}  # set by Loa for its own processes
    assert {name for name in names - inner if name not in told} == set()


def test_events_are_described(rooms: dict[str, Path]) -> None:
    silent = []
    for name, folder in rooms.items():
        if not (folder / "events.py").exists():
            continue
        events = import_module(f"loa.{folder.parent.name}.{name}.events")
        page = (folder / "README.md").read_text(encoding="utf-8")
        silent += [
            f"{name}: {each}"
            for each, value in vars(events).items()
            if isinstance(value, type) and value.__module__ == events.__name__ and each not in page
        ]
    assert silent == []


def test_make_knows_what_documents_tell(root: Path, papers: dict[str, str]) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    unknown = {
        f"{name}: make {target}"
        for name, text in papers.items()
        for target in MAKE.findall(text)
        if target not in targets
    }
    assert unknown == set()


def test_the_command_line_knows_what_documents_tell(papers: dict[str, str]) -> None:
    groups = _commands()
    unknown = set()
    for name, text in papers.items():
        for words in COMMAND.findall(text):
            first, *rest = words.split()
            if first not in groups or (groups[first] and rest and rest[0] not in groups[first]):
                unknown.add(f"{name}: loa {words}")
    assert unknown == set()


def _commands() -> dict[str, set[str]]:
    """Every command, and of a group its own."""
    command: Any = typer.main.get_command(build_app())
    return {name: set(getattr(one, "commands", {})) for name, one in command.commands.items()}


def test_links_between_documents_lead_somewhere(root: Path, papers: dict[str, str]) -> None:
    lost = [
        f"{name} → {target}"
        for name, text in papers.items()
        for target in LINK.findall(text)
        if not (root / name).parent.joinpath(target).exists()
    ]
    assert lost == []


def test_rooms_stand_in_the_architecture(rooms: dict[str, Path], papers: dict[str, str]) -> None:
    page = papers["docs/architecture.md"]
    assert [name for name in rooms if f"`{name}`" not in page] == []


def test_rooms_stand_in_the_glossary(rooms: dict[str, Path], papers: dict[str, str]) -> None:
    page = papers["docs/glossary.md"]
    assert [name for name in rooms if f"| `{name}` |" not in page] == []


def test_every_package_that_runs_is_named_with_its_licence(
    root: Path, papers: dict[str, str]
) -> None:
    lock = (root / "locks/runtime.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    web = set(json.loads((root / "package.json").read_text(encoding="utf-8"))["dependencies"])
    told = set(re.findall(r"@?[a-z0-9][a-z0-9._/-]*[a-z0-9]", papers["THIRD_PARTY_NOTICES.md"]))
    assert names
    assert (names | web) - told == set()


def test_glossary_knows_the_states_and_each_word_once(papers: dict[str, str]) -> None:
    glossary = papers["docs/glossary.md"]
    assert [state for state in WorkState if f"`{state.value}`" not in glossary] == []
    terms = re.findall(r"^\| ([^|`]+?) \|", glossary, re.MULTILINE)
    words = [term for term in terms if term not in {"English", "---"}]
    assert words
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_decisions_are_numbered_and_short(root: Path) -> None:
    decisions = sorted((root / "docs/adr").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        for heading in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert heading in text, path.name
        assert len(text.split()) < 600, f"{path.name}: a page at most"


def test_changes_stand_under_known_headings(papers: dict[str, str]) -> None:
    headings = set(re.findall(r"^### (.+)$", papers["CHANGELOG.md"], re.MULTILINE))
    assert headings <= {"Thêm mới", "Thay đổi", "Sửa lỗi", "Pháp luật"}


def test_the_licence_is_whole(root: Path) -> None:
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_nobody_else_reads_the_environment(sources: list[Source]) -> None:
    """Settings come through env.py; the rest is for processes of their own and the console."""
    allowed = {
        "loa/config/env.py",
        "loa/kernel/places.py",
        "loa/foundation/database/folders.py",
        "loa/surfaces/cli/main.py",
        "loa/surfaces/cli/supervisor.py",
        "loa/surfaces/cli/service_manager.py",
    }
    readers = {
        source.name
        for source in sources
        if not source.is_test and re.search(r"os\.environ(?:\.get\(|\[\")", source.text)
    }
    assert readers - allowed == set()
