"""The door of the embedded database."""

from loa.foundation.database.server import (
    connection_settings,
    ensure_running,
    running_pid,
    stop,
)
from loa.foundation.database.types import (
    CannotStart,
    DataRefused,
    FolderClosed,
    FolderUnsafe,
    ServerHandle,
)

__all__ = [
    "CannotStart",
    "DataRefused",
    "FolderClosed",
    "FolderUnsafe",
    "ServerHandle",
    "connection_settings",
    "ensure_running",
    "running_pid",
    "stop",
]
