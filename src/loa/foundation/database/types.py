"""Values and refusals of the embedded database."""

from dataclasses import dataclass
from pathlib import Path

from loa.kernel.errors import DomainError

PORT = 5432
"""Names the socket file only: the server listens on no network address."""

SUPERUSER = "postgres"
OWNER = "loa"
DATABASE = "loa"
MAJOR_VERSION = 18


@dataclass(frozen=True)
class ServerHandle:
    """A server that accepts connections."""

    socket: Path
    pid: int
    was_started: bool
    """Whether this call started it; False where it ran already."""


@dataclass(frozen=True)
class Layout:
    """Where the parts of an installation lie below LOA_DATA."""

    data: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.data / "postgres"

    @property
    def draft(self) -> Path:
        """Where a cluster is made; it takes its name only once it is whole."""
        return self.data / "postgres.part"

    @property
    def stamp(self) -> Path:
        """Says that a cluster was made here, so that its absence is a loss and not a beginning."""
        return self.data / "run" / "postgres.made"

    @property
    def keys(self) -> Path:
        """Passwords and the site's secret, readable by the owner only."""
        return self.data / "keys"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "log"

    @property
    def run(self) -> Path:
        """Locks, process numbers, and the socket where the path is short enough for one."""
        return self.data / "run"

    @property
    def uploads(self) -> Path:
        """Files that people brought."""
        return self.data / "uploads"

    @property
    def site_secret(self) -> Path:
        """With what the site signs its cookies."""
        return self.keys / "site"

    def password_file(self, role: str) -> Path:
        """Where the password of a role lies."""
        return self.keys / f"postgres-{role}"


class CannotStart(DomainError):
    """The embedded database does not start; the words say what to do."""

    code = "DATABASE_CANNOT_START"


class DataRefused(CannotStart):
    """The folder holds something that must not be touched or cannot be used."""

    code = "DATABASE_DATA_REFUSED"


class FolderClosed(CannotStart):
    """The account of the server cannot reach a folder; the words hold the command that opens it."""

    code = "DATABASE_FOLDER_CLOSED"


class FolderUnsafe(CannotStart):
    """A folder that must be private belongs to somebody else or is open to others."""

    code = "DATABASE_FOLDER_UNSAFE"
