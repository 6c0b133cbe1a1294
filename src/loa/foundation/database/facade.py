"""The door of the embedded database."""

from loa.foundation.database.account import Account, closed_folder
from loa.foundation.database.binaries import SYSTEM_HOME, own_programs
from loa.foundation.database.dump import DumpFailed, discard_cluster, dumped, load_dump
from loa.foundation.database.server import (
    connection_settings,
    ensure_running,
    key_files,
    prepare_folders,
    put_key_files,
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
    "DumpFailed",
    "FolderClosed",
    "FolderUnsafe",
    "ServerHandle",
    "closed_folder",
    "connection_settings",
    "discard_cluster",
    "dumped",
    "ensure_running",
    "go_back",
    "is_kept",
    "keep",
    "key_files",
    "load_dump",
    "own_programs",
    "prepare_folders",
    "put_key_files",
    "running_pid",
    "site_secret",
    "stop",
]
