"""Who counts as somebody at this machine."""

import pytest

from loa.kernel.nearness import is_of_this_machine


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "LOCALHOST:80"])
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.8.8.8"])
def test_somebody_at_this_machine(address: str, host: str) -> None:
    assert is_of_this_machine(address=address, host=host, headers={})


@pytest.mark.parametrize(
    ("address", "host", "headers"),
    [
        ("10.0.0.7", "127.0.0.1:8000", {}),
        ("", "127.0.0.1:8000", {}),
        ("not an address", "127.0.0.1:8000", {}),
        ("127.0.0.1", "loa.example.vn", {}),
        ("127.0.0.1", "[", {}),
        ("127.0.0.1", "127.0.0.1.example.vn", {}),
        ("127.0.0.1", "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", "127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", "127.0.0.1", {"Via": "1.1 proxy"}),
        ("127.0.0.1", "127.0.0.1", {"X-Real-IP": "127.0.0.1"}),
    ],
)
def test_somebody_elsewhere(address: str, host: str, headers: dict[str, str]) -> None:
    assert not is_of_this_machine(address=address, host=host, headers=headers)
