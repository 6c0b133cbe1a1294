"""What systemd hears."""

import socket
from pathlib import Path

import pytest

from loa.surfaces.cli import service_manager

pytestmark = pytest.mark.enable_socket


def test_tell_reaches_the_service_manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(address)
        monkeypatch.setenv(service_manager.SOCKET, address)
        service_manager.tell(service_manager.READY)
        assert manager.recv(100) == b"READY=1"


def test_tell_reaches_a_name_in_the_kernels_own_space(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("")  # Linux chooses one
        name: bytes = manager.getsockname()
        monkeypatch.setenv(service_manager.SOCKET, f"@{name[1:].decode()}")
        service_manager.tell(service_manager.STOPPING)
        assert manager.recv(100) == b"STOPPING=1"


@pytest.mark.parametrize("name", ["", "/no/such/socket"])
def test_tell_without_a_manager_does_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(service_manager.SOCKET, name)
    service_manager.tell(service_manager.READY)
