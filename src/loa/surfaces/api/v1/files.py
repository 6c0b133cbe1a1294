"""Files as they come in a form."""

from collections.abc import Iterable
from hashlib import sha256

from ninja.files import UploadedFile

Sent = list[tuple[str, bytes]]


def taken_in(documents: Iterable[UploadedFile]) -> Sent:
    """(name, bytes) of each; a name without what no table can hold."""
    return [((one.name or "tep").replace("\x00", ""), one.read()) for one in documents]


def prints_of(sent: Sent) -> list[list[str]]:
    """By which a repeat is known to be one: the name and the SHA-256 of each."""
    return [[name, sha256(data).hexdigest()] for name, data in sent]
