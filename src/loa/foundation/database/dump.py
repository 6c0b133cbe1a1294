"""The contents of a database as one stream, and a database made of such a stream.

Both by PostgreSQL's own programs from the wheel, also where the server is an outside one: they
dump any server of their version or older.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from loa.foundation.database.binaries import own_programs
from loa.foundation.database.types import Layout
from loa.kernel.errors import DomainError

Settings = Mapping[str, object]
"""Django's settings of a database: HOST, PORT, USER, PASSWORD, NAME."""

_CHUNK = 1 << 20
_NAMES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}


class DumpFailed(DomainError):
    """PostgreSQL's program did not finish; the words are its own."""

    code = "DATABASE_DUMP_FAILED"


def dumped(settings: Settings, *, snapshot: str, without: Iterable[str]) -> Iterator[bytes]:
    """The database as a transaction that exported `snapshot` sees it, in pg_dump's custom form.

    Of the tables in `without` only the shape is in it, not the rows. Raises DumpFailed.
    """
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges"]
    command += [f"--snapshot={snapshot}", *(f"--exclude-table-data={name}" for name in without)]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603  our own words
            [*_program(command), str(settings["NAME"])],
            env=_surroundings(settings),
            stdout=subprocess.PIPE,
            stderr=said,
        ) as process,
    ):
        try:
            while process.stdout and (chunk := process.stdout.read(_CHUNK)):
                yield chunk
        except GeneratorExit:
            process.kill()
            raise
        if process.wait():
            raise _failed(said, "pg_dump")


def load_dump(settings: Settings, chunks: Iterable[bytes]) -> None:
    """Fill an empty database, all or nothing. Raises DumpFailed."""
    command = ["pg_restore", "--single-transaction", "--exit-on-error"]
    command += ["--no-owner", "--no-privileges", f"--dbname={settings['NAME']}"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603  our own words
            _program(command), env=_surroundings(settings), stdin=subprocess.PIPE, stderr=said
        ) as process,
    ):
        try:
            _feed(process, chunks)
        except BaseException:
            process.kill()
            raise
        if process.wait():
            raise _failed(said, "pg_restore")


def discard_cluster(data: Path) -> None:
    """Remove the cluster of a data folder, that another can be made in its place.

    Only a restore may ask for this, of a cluster that an earlier restore made and did not finish;
    the server is stopped.
    """
    layout = Layout(data.absolute())
    layout.stamp.unlink(missing_ok=True)
    for folder in (layout.cluster, layout.draft):
        if folder.exists():
            shutil.rmtree(folder)


def _feed(process: subprocess.Popen[bytes], chunks: Iterable[bytes]) -> None:
    """Give the stream; a program that ended early tells why by its exit code."""
    assert process.stdin  # noqa: S101  it was asked for
    try:
        with process.stdin as pipe:
            for chunk in chunks:
                pipe.write(chunk)
    except BrokenPipeError:
        return


def _program(command: list[str]) -> list[str]:
    return [str(own_programs() / command[0]), *command[1:]]


def _surroundings(settings: Settings) -> dict[str, str]:
    """The password stands in the environment of the program alone, never in its arguments."""
    words = {variable: str(settings[name]) for name, variable in _NAMES.items() if settings[name]}
    return words | {"PGCONNECT_TIMEOUT": "10", "LC_ALL": "C"}


def _failed(said: IO[bytes], program: str) -> DumpFailed:
    said.seek(0)
    words = " ".join(said.read().decode("utf-8", "replace").split())
    return DumpFailed(f"{program} không làm xong: {words or 'bị dừng giữa chừng'}")
