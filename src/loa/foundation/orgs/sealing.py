"""What lies sealed in the tables: opened only with the site's secret, which is not in them.

AES-256-GCM with a key that HKDF derives from SECRET_KEY; a copy of the tables without that key
says nothing. After a restoration with another secret nothing opens, and people enrol anew.
"""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE_BYTES = 12
_KEY_BYTES = 32
_SECOND_FACTOR, _RECOVERY = b"loa second factor", b"loa recovery code"


def seal(plain: bytes, *, owner: str) -> bytes:
    """Closed for one owner: moved to another's row it does not open."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_key(_SECOND_FACTOR)).encrypt(nonce, plain, owner.encode())


def unseal(sealed: bytes, *, owner: str) -> bytes | None:
    """What was closed, or None where this site's secret does not open it."""
    nonce, closed = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(_key(_SECOND_FACTOR)).decrypt(nonce, closed, owner.encode())
    except (InvalidTag, ValueError):
        return None


def digest_of(code: str, *, owner: str) -> str:
    """By what a recovery code is known again; the code itself is kept nowhere."""
    return hmac.new(_key(_RECOVERY), f"{owner}:{code}".encode(), "sha256").hexdigest()


def _key(purpose: bytes) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=purpose)
    return derive.derive(settings.SECRET_KEY.encode())
