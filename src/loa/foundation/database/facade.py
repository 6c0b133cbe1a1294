"""The door of the embedded database."""

from loa.foundation.database.account import Account, closed_folder
from loa.foundation.database.binaries import SYSTEM_HOME, own_programs
from loa.foundation.database.server import (
    connection_settings,
    ensure_running,
    prepare_folders,
    running_pid,
    site_secret,
    stop,
)
from loa.foundation.database.snapshot import go_back, is_kept, keep
from loa.foundation.database.types import (
    CannotStart,
    DataRefused,
    FolderClosed,
    FolderUnsafe,
    ServerHandle,
)

__all__ = [
    "SYSTEM_HOME",
    "Account",
    "CannotStart",
    "DataRefused",
    "FolderClosed",
    "FolderUnsafe",
    "ServerHandle",
    "closed_folder",
    "connection_settings",
    "ensure_running",
    "go_back",
    "is_kept",
    "keep",
    "own_programs",
    "prepare_folders",
    "running_pid",
    "site_secret",
    "stop",
]
