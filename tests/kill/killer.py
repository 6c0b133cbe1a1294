"""kill -9 at random moments, of one process of the site after another."""

import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

from loa.foundation.database import facade as database

_APART_S = {"web": 31.0, "worker": 31.0, "web child": 12.0, "database": 8.0}
"""Least seconds between two kills of one kind. The supervisor gives up what dies four times within
a minute, and granian a child that dies as soon as it begins, so that a broken program does not turn
for ever; that rule has a test of its own."""


class Killer(threading.Thread):
    """Kills until told to stop; `killed` counts by kind."""

    def __init__(self, data: Path, pause: tuple[float, float]) -> None:
        """`pause` is the least and the most time between two kills, in seconds."""
        super().__init__(daemon=True)
        self._data, self._pause = data, pause
        self._over = threading.Event()
        self._last: dict[str, float] = {}
        self.killed: Counter[str] = Counter()

    def stop(self) -> None:
        """Kill no more."""
        self._over.set()
        self.join()

    def run(self) -> None:
        """Kill, wait, kill."""
        draw = random.Random()  # noqa: S311  moments of a test
        while not self._over.wait(draw.uniform(*self._pause)):
            now = time.monotonic()
            ready = [k for k, s in _APART_S.items() if now - self._last.get(k, -s) >= s]
            fewest = min((self.killed[kind] for kind in ready), default=0)
            kinds = [kind for kind in ready if self.killed[kind] <= fewest + 2]
            if kinds:
                self._kill(draw.choice(kinds), draw)

    def _kill(self, kind: str, draw: random.Random) -> None:
        pids = self._pids(kind)
        if not pids:
            return
        try:
            os.kill(draw.choice(pids), signal.SIGKILL)
        except ProcessLookupError:
            return
        self._last[kind] = time.monotonic()
        self.killed[kind] += 1

    def _pids(self, kind: str) -> list[int]:
        if kind == "database":
            pid = database.running_pid(self._data)
            return [pid] if pid else []
        if kind == "worker":
            return [pid for pid, words, _ in self._ours() if "loa.foundation.jobs.worker" in words]
        web = {pid: parent for pid, words, parent in self._ours() if "granian" in words}
        if kind == "web":
            return [pid for pid, parent in web.items() if parent not in web]
        return [pid for pid, parent in web.items() if parent in web]

    def _ours(self) -> list[tuple[int, str, int]]:
        """Live processes of this data folder: number, command line, parent."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if os.fsencode(self._data) not in (entry / "environ").read_bytes():
                    continue
                words = (entry / "cmdline").read_text(errors="replace").replace("\0", " ")
                fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] not in {"Z", "X"}:
                found.append((int(entry.name), words, int(fields[1])))
        return found
