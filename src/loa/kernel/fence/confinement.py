"""Shutting the reading process in: no network, no files of the house, nothing left running.

Three fences, each used where the kernel has it (ADR 8): name spaces of Linux (network, processes,
mounts), Landlock (files, and TCP once more), and the limits of `limits`. What holds is answered.
"""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from loa.kernel.fence import landlock

_NEW_USER, _NEW_NET, _NEW_MOUNTS, _NEW_PROCESSES, _NEW_IPC = (
    0x10000000,
    0x40000000,
    0x00020000,
    0x20000000,
    0x08000000,
)
_PRIVATE = (1 << 14) | (1 << 18)
_NO_DEVICES_NO_PROGRAMS = 2 | 4 | 8
_DIE_WITH_PARENT = 1
_SCRATCH = Path("/tmp")  # noqa: S108  covered by a memory file system of this process alone
_TCP_SINCE = 4
SIGNALLED = 128
"""An exit code over this names the signal that ended the reader."""

_SYSTEM = tuple(
    map(
        Path,
        (
            *("/usr/bin", "/usr/lib", "/usr/lib64", "/usr/libexec", "/usr/share"),
            *("/usr/local/bin", "/usr/local/lib", "/usr/local/share"),
            *("/bin", "/lib", "/lib64", "/opt/libreoffice"),
            *("/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache", "/etc/locale.alias"),
            *("/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/etc/localtime"),
            *("/var/cache/fontconfig", "/var/spool/libreoffice", "/var/lib/libreoffice"),
            *("/dev/urandom", "/dev/zero"),
        ),
    )
)


@dataclass(frozen=True)
class Fences:
    """What this machine's kernel lets a process do to itself."""

    network: bool
    files: bool
    processes: bool


def confine(*, scratch: Path | None = None, megabytes: int = 0) -> tuple[Fences, Path]:
    """Shut this process in and go on as its child; answers what holds and the folder to write in.

    `scratch` is the only folder that may be written in; where the kernel allows, a memory file
    system of `megabytes` takes its place. None: nothing may be written. Returns in a new process:
    the one that called waits for it, kills what it left, and ends as it ended.
    """
    spaces = _new_spaces()
    _end_with_parent()  # not before: entering a name space of users would undo it
    if spaces & _NEW_PROCESSES:
        _go_on_as_child()
    folder = Path.cwd() if scratch is None else scratch
    if scratch is not None and spaces & _NEW_MOUNTS and _has_own_scratch(megabytes):
        folder = _SCRATCH
        os.chdir(folder)
    # LibreOffice keeps a socket in /tmp and does not start without.
    written = () if scratch is None else (folder, _SCRATCH)
    known = landlock.fence(
        readable=(*_SYSTEM, *_own_code()), writable=(*written, Path("/dev/null"))
    )
    fences = Fences(
        network=bool(spaces & _NEW_NET) or known >= _TCP_SINCE,
        files=known > 0,
        processes=bool(spaces & _NEW_PROCESSES),
    )
    return fences, folder


def _own_code() -> list[Path]:
    """Where Python and this program lie: never the folder of the house's data.

    The packages stand where Python looks for them, which a `.pth` file may say; libraries of wheels
    lie beside them, the interpreter's own beside its `bin`.
    """
    interpreter = [Path(sys.base_prefix, name) for name in ("lib", "bin")]
    sources = Path(__file__).parents[3]
    return [*interpreter, sources, *(Path(entry) for entry in sys.path if entry)]


def _new_spaces() -> int:
    """Leave the network and the processes of the machine; the flags that the kernel granted."""
    try:
        kernel = ctypes.CDLL(None, use_errno=True)
        unshare = kernel.unshare
    except (OSError, AttributeError, TypeError):
        return 0
    user, group = os.getuid(), os.getgid()
    rest = _NEW_NET | _NEW_IPC
    for wanted in (rest | _NEW_PROCESSES | _NEW_MOUNTS, rest | _NEW_PROCESSES, rest, _NEW_NET):
        if unshare(_NEW_USER | wanted) == 0:
            with suppress(OSError):
                Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
                Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
                Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
            return wanted
    return 0


def _go_on_as_child() -> None:
    """Return in a grandchild; the first child is the new space's init, whose end ends all in it."""
    first = os.fork()
    if first:
        os._exit(_code_of(os.waitpid(first, 0)[1]))
    _end_with_parent()
    reader = os.fork()
    while reader:
        ended, status = os.wait()
        if ended == reader:
            os._exit(_code_of(status))


def _end_with_parent() -> None:
    """Be killed when whoever started this process ends, a worker killed in the middle too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def _code_of(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return SIGNALLED - code if code < 0 else code


def _has_own_scratch(megabytes: int) -> bool:
    """Cover /tmp with a small memory file system that only this process and its children see."""
    if any(_SCRATCH in path.resolve().parents for path in _own_code()):
        return False  # a trial from a checkout in /tmp must still find its own code
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.mount(b"none", b"/", None, _PRIVATE, None):
        return False
    options = f"size={megabytes}m,nr_inodes=8k,mode=700".encode()
    mounted = kernel.mount(b"tmpfs", bytes(_SCRATCH), b"tmpfs", _NO_DEVICES_NO_PROGRAMS, options)
    return bool(mounted == 0)
