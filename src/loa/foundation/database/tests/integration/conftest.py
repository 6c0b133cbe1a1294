"""A place for clusters of tests: short, and open to the account of root's server."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

from loa.foundation.database import facade as database


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that every account may enter; servers that tests leave there are stopped."""
    folder = Path(mkdtemp(prefix="loa-test-"))
    folder.chmod(0o711)
    yield folder
    for data in folder.iterdir():
        database.stop(data)
    shutil.rmtree(folder)


@pytest.fixture
def running(place: Path) -> Path:
    """The data folder of a server that runs, whatever the test before did to it."""
    data = place / "running"
    database.ensure_running(data)
    return data


def connect(
    data: Path, *, user: str | None = None, password: str | None = None
) -> psycopg.Connection[tuple[object, ...]]:
    """A connection as the owner of the tables, or as somebody else."""
    known = database.connection_settings(data)
    return psycopg.connect(
        host=str(known["HOST"]),
        port=str(known["PORT"]),
        dbname=str(known["NAME"]),
        user=str(known["USER"]) if user is None else user,
        password=str(known["PASSWORD"]) if password is None else password,
        autocommit=True,
    )
