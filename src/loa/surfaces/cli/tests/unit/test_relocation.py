"""Copies of the code for the site's own account: made once, held while in use, then removed."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loa.surfaces.cli import relocation

HOLD = """
import sys
from pathlib import Path
from loa.surfaces.cli import relocation
relocation.SYSTEM_HOME = Path(sys.argv[1])
print(relocation._copied("code", sys.argv[2], lambda draft: None), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(relocation, "SYSTEM_HOME", tmp_path)
    return tmp_path / "site"


@contextmanager
def another_serves(place: Path, wanted: str) -> Iterator[None]:
    """Another Loa in a process of its own, which ends at the end."""
    command = [sys.executable, "-c", HOLD, str(place), wanted]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603  our own words
        assert other.stdout is not None
        assert other.stdout.readline()
        yield
        other.kill()


def made(home: Path, wanted: str, *, age: int) -> Path:
    """A copy that nobody holds, as if made so many seconds ago."""
    home = home / f"code-{wanted}"
    home.mkdir(parents=True)
    (home / "file").write_text(wanted, encoding="utf-8")
    os.utime(home, (1_000_000 - age, 1_000_000 - age))
    return home


def take(wanted: str) -> Path:
    return relocation._copied("code", wanted, lambda draft: (draft / "file").touch())  # noqa: SLF001  the part under test


def test_only_the_newest_copies_are_kept(home: Path) -> None:
    for age in range(5):
        made(home, f"old-{age}", age=age)
    take("new")
    assert {path.name for path in home.iterdir()} == {"code-new", "code-old-0", "code-old-1"}


def test_a_copy_from_which_another_serves_is_spared(home: Path) -> None:
    """J09: a site whose programs all died a moment ago starts them again from its copy."""
    with another_serves(home.parent, "theirs"):
        os.utime(home / "code-theirs", (1, 1))
        for age in range(4):
            made(home, f"old-{age}", age=age)
        take("new")
        assert (home / "code-theirs").is_dir()
    made(home, "old-9", age=9)
    take("newer")
    assert not (home / "code-theirs").exists()
    assert not any(path.name.startswith(".") for path in home.iterdir())


def test_a_copy_is_made_once_and_held(home: Path) -> None:
    first = take("same")
    assert take("same") == first == home / "code-same"
    descriptor = os.open(first, os.O_RDONLY)
    with pytest.raises(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(descriptor)
