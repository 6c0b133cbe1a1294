"""What is sealed opens with its passphrase and with nothing else."""

import pytest

from loa.foundation.backups import sealing
from loa.foundation.backups.types import WrongPassphrase


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is slow on purpose is not what is asked here."""
    monkeypatch.setattr(sealing, "_N", 2)


def test_seal_opens_with_its_passphrase_only() -> None:
    sealed = sealing.seal(b"secret", "mật khẩu")
    assert b"secret" not in sealed
    assert sealing.unseal(sealed, "mật khẩu") == b"secret"
    with pytest.raises(WrongPassphrase):
        sealing.unseal(sealed, "mat khau")


def test_seal_is_never_the_same_twice() -> None:
    assert sealing.seal(b"secret", "a") != sealing.seal(b"secret", "a")


@pytest.mark.parametrize("place", [0, 16, 28, -1])
def test_unseal_refuses_a_changed_byte(place: int) -> None:
    sealed = bytearray(sealing.seal(b"secret", "a"))
    sealed[place] ^= 1
    with pytest.raises(WrongPassphrase):
        sealing.unseal(bytes(sealed), "a")


def test_unseal_refuses_what_is_too_short() -> None:
    with pytest.raises(WrongPassphrase):
        sealing.unseal(b"short", "a")
