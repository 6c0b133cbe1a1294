"""Encryption under a passphrase: scrypt makes the key, AES-256-GCM seals and shows any change.

Sealed bytes: salt (16) ‖ nonce (12) ‖ ciphertext with tag. The cost of scrypt is N = 2^16, r = 8,
p = 1 (64 MiB; OWASP Password Storage Cheat Sheet, 2^17 to 2^13 are its equals with more rounds).
"""

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from loa.foundation.backups.types import WrongPassphrase

_SALT, _NONCE = 16, 12
_N, _R, _P = 2**16, 8, 1
_MEMORY = 2**27
_BOUND = b"loa backup 1"


def seal(data: bytes, passphrase: str) -> bytes:
    """`data` in a form that only the passphrase opens."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    return salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, data, _BOUND)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """What was sealed. Raises WrongPassphrase, also where a byte was changed."""
    salt, nonce = sealed[:_SALT], sealed[_SALT : _SALT + _NONCE]
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed[_SALT + _NONCE :], _BOUND)
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase from error


def _key(passphrase: str, salt: bytes) -> bytes:
    words = passphrase.encode()
    return hashlib.scrypt(words, salt=salt, n=_N, r=_R, p=_P, dklen=32, maxmem=_MEMORY)
