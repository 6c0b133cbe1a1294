"""Runs the programs of a site until it is told to stop, and leaves none of them behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

from loa.foundation.database.facade import Account
from loa.surfaces.cli.output import say

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PAUSE_S = 0.2
_PATIENCE_S = 10
_RESTARTS, _WITHIN_S = 3, 60
_PARENT_DIES = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


@dataclass
class Program:
    """One program of the site, with the starts it had."""

    name: str
    command: Sequence[str]
    when_orphaned: signal.Signals = signal.SIGTERM
    """What it gets when the supervisor is killed without a chance to stop it."""
    process: subprocess.Popen[bytes] | None = None
    started: list[float] = field(default_factory=list)


class Supervisor:
    """Starts programs, starts one anew that died, stops all of them together."""

    def __init__(
        self, programs: Sequence[Program], *, account: Account, surroundings: Mapping[str, str]
    ) -> None:
        """Keep the programs; each runs under the account, in a session of its own."""
        self._programs = programs
        self._account = account
        self._surroundings = surroundings
        self._sign: signal.Signals | None = None
        self._parent = os.getppid() if os.environ.get("LOA_STOP_WITH_PARENT") == "1" else None

    def listen(self) -> None:
        """Hear the signals that stop the site; also where a shell told us to ignore them."""
        for sign in STOPPING:
            signal.signal(sign, self._hear)

    def start(self) -> None:
        """Start every program."""
        for program in self._programs:
            self._start(program)

    def is_told_to_stop(self) -> bool:
        """Whether a signal came, or whoever started us is gone or waits for our end."""
        return self._sign is not None or (self._parent is not None and _has_left(self._parent))

    def watch(self, look_after: Callable[[], None]) -> int:
        """Go on until told to stop; the exit code. `look_after` is called at each turn."""
        while not self.is_told_to_stop():
            for program in self._programs:
                if not self._revive(program):
                    return 1
            look_after()
            time.sleep(_PAUSE_S)
        return 0

    def restart(self, name: str) -> None:
        """End a program that lost its footing; the watch starts it anew."""
        for program in self._programs:
            if program.name == name:
                program.started.clear()
                _signal_session(program, signal.SIGKILL)

    def first_dead(self) -> str | None:
        """The name of a program that ended, or None while all live."""
        dead = (p.name for p in self._programs if p.process and p.process.poll() is not None)
        return next(dead, None)

    def stop(self) -> None:
        """Ask every program to end, in its own way; then make what is left of it end."""
        for program in self._programs:
            if program.process is not None and program.process.poll() is None:
                program.process.terminate()
        self._wait(lambda program: program.process is None or program.process.poll() is not None)
        for program in self._programs:
            _signal_session(program, signal.SIGKILL)
        self._wait(lambda program: not _session_lives(program))

    def _wait(self, is_done: Callable[[Program], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not all(map(is_done, self._programs)) and time.monotonic() < end:
            time.sleep(_PAUSE_S / 4)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self._sign = signal.Signals(number)

    def _start(self, program: Program) -> None:
        program.started.append(time.monotonic())
        program.process = subprocess.Popen(  # noqa: S603  our own words
            program.command,
            cwd="/",
            env=dict(self._surroundings),
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
            start_new_session=True,
            preexec_fn=partial(_end_with_parent, program.when_orphaned),  # noqa: PLW1509  this process has one thread
            **self._account.run_as(),
        )

    def _revive(self, program: Program) -> bool:
        """Start a program anew that died; False where it dies again and again."""
        if program.process is None or program.process.poll() is None:
            return True
        code = program.process.returncode
        _signal_session(program, signal.SIGKILL)
        recent = [at for at in program.started if time.monotonic() - at < _WITHIN_S]
        if len(recent) > _RESTARTS:
            say(f"{program.name} dừng liên tục (mã {code}): dừng tất cả. Xem: loa doctor")
            return False
        say(f"{program.name} vừa dừng (mã {code}): khởi động lại.")
        self._start(program)
        return True


def _end_with_parent(sign: signal.Signals) -> None:
    """In the child, before it begins: end when the supervisor is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PARENT_DIES, sign)


def _signal_session(program: Program, sign: signal.Signals) -> None:
    if program.process is None:
        return
    try:
        os.killpg(program.process.pid, sign)
    except (ProcessLookupError, PermissionError):
        return


def _session_lives(program: Program) -> bool:
    """Whether the program or a child of its group lives."""
    if program.process is None:
        return False
    program.process.poll()
    try:
        os.killpg(program.process.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return any(_is_of_group(entry, program.process.pid) for entry in Path("/proc").glob("[0-9]*"))


def _is_of_group(entry: Path, group: int) -> bool:
    """Whether a live process belongs to the group; one that ended and waits for burial does not."""
    try:
        fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return False
    return fields[0] not in {"Z", "X"} and int(fields[2]) == group


def _has_left(parent: int) -> bool:
    """Whether the make that started us has ended, or was told to end and now waits for us.

    Make passes SIGTERM on, but neither SIGINT nor SIGHUP: it blocks the signal and waits. Only a
    terminal sends those to the whole group; `kill` and other programs do not.
    """
    if os.getppid() != parent:
        return True
    try:
        state = Path(f"/proc/{parent}/status").read_text(encoding="utf-8")
    except OSError:
        return False
    blocked = next(line for line in state.splitlines() if line.startswith("SigBlk:"))
    mask = int(blocked.split()[1], 16)
    return any(mask >> (sign - 1) & 1 for sign in STOPPING)
