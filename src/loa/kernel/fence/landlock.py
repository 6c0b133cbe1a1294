"""Landlock, Linux's own fence for a process: which folders it may read or write, no TCP.

It needs no right and binds whatever the process starts. Source: the kernel's
Documentation/userspace-api/landlock.rst; numbers are those of include/uapi/linux/landlock.h.
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = (1 << n for n in range(4))
_TRUNCATE = 1 << 14
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1}
_ALL_FILE_RIGHTS = (1 << 15) - 1
_NETWORK_FROM, _TCP = 4, 0b11
_SCOPES_FROM, _SCOPES = 6, 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The kernel's version of Landlock; 0 where there is none. TCP is fenced from 4 on."""
    try:
        return int(max(_kernel().syscall(_CREATE_RULESET, None, 0, _ASK_VERSION), 0))
    except (OSError, AttributeError, TypeError):
        return 0


def fence(*, readable: Iterable[Path], writable: Iterable[Path]) -> int:
    """Shut this process in for good; what does not exist is passed over.

    Answers the version in force, 0 when the kernel has none or refuses.
    """
    known = version()
    if not known:
        return 0
    kernel = _kernel()
    rights = _FILE_RIGHTS.get(known, _ALL_FILE_RIGHTS)
    rules = _Ruleset(
        rights,
        _TCP if known >= _NETWORK_FROM else 0,
        _SCOPES if known >= _SCOPES_FROM else 0,
    )
    ruleset = kernel.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.sizeof(rules), 0)
    if ruleset < 0:
        return 0
    try:
        for folders, allowed in ((readable, _READ), (writable, rights & ~_EXECUTE)):
            for folder in folders:
                _allow(kernel, ruleset, folder, allowed & rights)
        kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return known if kernel.syscall(_RESTRICT_SELF, ruleset, 0) == 0 else 0
    finally:
        os.close(ruleset)


def _allow(kernel: ctypes.CDLL, ruleset: int, path: Path, allowed: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        only = allowed if path.is_dir() else allowed & _ON_FILES
        rule = _PathRule(only, place)
        kernel.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(place)


def _kernel() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
