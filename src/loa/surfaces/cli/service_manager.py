"""What systemd hears of us, where it started us: see sd_notify(3)."""

import os
import socket

SOCKET = "NOTIFY_SOCKET"
READY, STOPPING = "READY=1", "STOPPING=1"


def tell(state: str) -> None:
    """One state to the service manager; nothing where there is none, or where it went away."""
    name = os.environ.get(SOCKET, "")
    if not name:
        return
    # A name in the kernel's own space is written with @ and means a zero byte.
    address = f"\0{name[1:]}" if name.startswith("@") else name
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
            door.sendto(state.encode(), address)
    except OSError:
        return
