"""Many at the door of one site: browsers that only hold the line, files that come slowly."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

IDLE = 1_200
"""More than granian's own 512 for each of two workers, and than 165 units with six tabs each."""
SLOW = 20
"""More than the processors and than eight threads."""
BYTES = 200 * 1024 * 1024
_PATIENCE_S = 20
_PIECE = b"x" * (1024 * 1024)
_ASK = b"GET /healthz/web HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def _send(port: int, length: int) -> bytes:
    """The head of a form of so many bytes, from somebody who shows a session."""
    return (
        f"POST /dang-nhap/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: sessionid=x\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def _opened(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_S)


@contextmanager
def crowd(port: int, idle: int = IDLE) -> Iterator[None]:
    """Idle browsers, each answered once, and forms that stop after their first bytes."""
    with ExitStack() as stack:
        lines = [stack.enter_context(closing(_opened(port))) for _ in range(idle)]
        for line in lines:
            line.sendall(_ASK)
        for line in lines:
            assert line.recv(4096).startswith(b"HTTP/1.1 200"), "an idle browser keeps others out"
        for _ in range(SLOW):
            line = stack.enter_context(closing(_opened(port)))
            line.sendall(_send(port, 5_000_000) + b"--b\r\n")
        yield


def answered_within(port: int) -> float:
    """Seconds until somebody new has his answer. Raises TimeoutError.

    A line that breaks before the answer is taken up anew, as browsers do with what they read.
    """
    began = time.monotonic()
    while True:
        with suppress(ConnectionError), closing(_opened(port)) as line:
            line.sendall(_ASK)
            if line.recv(4096).startswith(b"HTTP/1.1 200"):
                return time.monotonic() - began
        assert time.monotonic() - began < _PATIENCE_S


def upload(port: int) -> bytes:
    """Send more than any page takes; the head of the answer."""
    with closing(_opened(port)) as line:
        line.sendall(_send(port, BYTES))
        for _ in range(BYTES // len(_PIECE)):
            line.sendall(_PIECE)
        return line.recv(4096)


def megabytes_of(pids: set[int]) -> int:
    """The memory of processes together, resident."""
    lines = [
        line
        for pid in pids
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        if line.startswith("VmRSS")
    ]
    return sum(int(line.split()[1]) for line in lines) // 1024
