"""Stored bytes on their way into a backup and back, by their hash."""

from collections.abc import Iterator
from contextlib import contextmanager

from loa.foundation.files import blobs
from loa.foundation.files.queries import uploads


@contextmanager
def nothing_swept() -> Iterator[None]:
    """While this is held no stored bytes go; storing goes on. Take it before the rows are read."""
    with blobs.held(uploads()):
        yield


def kept_bytes(sha256: str) -> bytes:
    """The bytes with this hash. Raises FileDamaged."""
    return blobs.read(uploads(), sha256)


def put_back(data: bytes) -> str:
    """Keep bytes whose row is there already; their hash."""
    return blobs.write(uploads(), data)
