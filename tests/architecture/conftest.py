"""What the tests of the house read: its source files, parsed once."""

import ast
import gc
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "loa"


@dataclass(frozen=True)
class Source:
    """One Python file of the house; `name` is its path below src/, with slashes."""

    name: str
    text: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything in it, walked once."""
        return list(ast.walk(self.tree))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Folders and the name of the file without ".py"."""
        return tuple(self.name.removesuffix(".py").split("/"))

    @property
    def is_test(self) -> bool:
        """Whether it lies in the tests of a room."""
        return "tests" in self.parts

    @property
    def is_migration(self) -> bool:
        """Whether it is the history of a table."""
        return "migrations" in self.parts


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def sources() -> list[Source]:
    """Every Python file under src/loa, with the tests of the rooms."""
    found = []
    gc.disable()  # half a million small objects, none of them garbage: a third of the time
    try:
        for path in sorted(PACKAGE.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            name = path.relative_to(PACKAGE.parent).as_posix()
            source = Source(name, text, ast.parse(text, filename=name))
            found.append(source)
            assert source.nodes
    finally:
        gc.enable()
    return found


@pytest.fixture(scope="session")
def rooms() -> dict[str, Path]:
    """Every room of modules and foundation by its name."""
    floors = (PACKAGE / "modules", PACKAGE / "foundation")
    return {
        folder.name: folder
        for floor in floors
        for folder in sorted(floor.iterdir())
        if (folder / "__init__.py").exists()
    }


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[Path]:
    """Every file of the history's newest state and of the index, as paths on disk."""
    listed = subprocess.run(  # noqa: S603  our own command
        ["git", "-c", f"safe.directory={root}", "ls-files", "-z"],  # noqa: S607  git of the machine
        cwd=root,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("no checkout of git: there is no list of tracked files")
    names = listed.stdout.decode("utf-8").split("\0")
    return [path for name in names if name and (path := root / name).is_file()]
