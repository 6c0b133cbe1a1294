"""What a Word 97–2003 file says of itself, asked before LibreOffice is started for it.

The container is that of [MS-CFB]: sectors in chains, a directory of streams. Word's stream begins
with a table of places, [MS-DOC] 2.5.1. Refused is only what no program could read.
"""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from loa.foundation.files.extract.errors import BrokenFile, EncryptedFile, UnsupportedFile

_NO_SECTOR = 0xFFFFFFFA
"""From here on a number names no sector: the end of a chain, a free one, one of the tables."""
_SHIFTS = {3: 9, 4: 12}
"""How long a sector is, as a power of two, by the version of the container."""
_LITTLE_FIRST, _LARGE = 0xFFFE, 4
_HEAD = struct.Struct("<26xHHH8xIII4xI8xII")
"""Version, byte order, sector shift, counts of directory and FAT sectors, first directory sector,
the least bytes of a stream with sectors of its own, first sector and count of the FAT's list."""
_IN_HEAD = 109
_ROW, _ROW_BYTES = struct.Struct("<64sHBxIII36xIQ"), 128
_STREAM, _ROOT = 2, 5
_WORD_97 = 0xC1
_LOCKED, _SECOND_TABLE = 0x0100, 0x0200
_PIECES_AT = 0x1A2
"""Where Word 97 and later say in which bytes of their table the pieces of the text are."""


@dataclass(frozen=True)
class _Stream:
    first: int
    size: int


def refuse_hopeless(data: bytes) -> None:
    """Return where LibreOffice may find a text in this container.

    Raises BrokenFile, EncryptedFile, or UnsupportedFile where the text is another program's.
    """
    try:
        _examine(_Container(data))
    except (struct.error, ValueError):
        raise BrokenFile from None


def _examine(file: "_Container") -> None:
    streams = file.streams()
    main = streams.get("worddocument")
    if main is None:
        raise UnsupportedFile
    if main.size < file.least:
        return
    begins = file.begins(main)
    identity, version = struct.unpack_from("<HH", begins)
    (flags,) = struct.unpack_from("<H", begins, 10)
    if identity >> 8 not in {0xA5, 0xA6}:
        raise BrokenFile
    if flags & _LOCKED:
        raise EncryptedFile
    if version < _WORD_97:
        return
    table = streams.get("1table" if flags & _SECOND_TABLE else "0table")
    at, length = struct.unpack_from("<II", begins, _PIECES_AT)
    if table is None or not length or at + length > table.size:
        raise BrokenFile
    if table.size >= file.least:
        file.begins(table)


class _Container:
    """The sectors of a file and how they follow one another."""

    def __init__(self, data: bytes) -> None:
        version, order, shift, _, fats, self._first, self.least, list_at, _ = _HEAD.unpack_from(
            data
        )
        if order != _LITTLE_FIRST or _SHIFTS.get(version) != shift:
            raise BrokenFile
        self._data, self._size, self._wide = data, 1 << shift, version == _LARGE
        self._count = -(-len(data) // self._size) - 1
        if fats > self._count:
            raise BrokenFile
        self._next = array("I")
        for sector in self._places_of_fat(list_at, fats):
            whole = self._sector(sector)
            self._next.frombytes(whole[: len(whole) // 4 * 4])

    def streams(self) -> dict[str, _Stream]:
        """The streams that lie in the root itself, by their names in small letters."""
        rows = b"".join(self._sector(sector) for sector in self._chain(self._first))
        found: dict[str, _Stream] = {}
        root = _ROW.unpack_from(rows)
        if root[2] != _ROOT:
            raise BrokenFile
        waiting, seen = [root[5]], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or (number + 1) * _ROW_BYTES > len(rows):
                continue
            seen.add(number)
            name, letters, kind, left, right, _, first, size = _ROW.unpack_from(
                rows, number * _ROW_BYTES
            )
            waiting += (left, right)
            if kind == _STREAM:
                told = name[: max(letters - 2, 0)].decode("utf-16-le", "replace").lower()
                found[told] = _Stream(first, size if self._wide else size & 0xFFFFFFFF)
        return found

    def begins(self, stream: _Stream) -> bytes:
        """The first sector of a stream with sectors of its own; BrokenFile where some are gone."""
        has = sum(1 for _ in self._chain(stream.first)) * self._size
        if has < stream.size:
            raise BrokenFile
        return self._sector(stream.first)

    def _chain(self, sector: int) -> Iterator[int]:
        """The sectors from this one on, to the last that is in the file."""
        seen = bytearray(self._count)
        while sector < self._count:
            if seen[sector]:
                raise BrokenFile
            seen[sector] = 1
            yield sector
            sector = self._next[sector] if sector < len(self._next) else _NO_SECTOR

    def _places_of_fat(self, list_at: int, fats: int) -> list[int]:
        """The sectors of the FAT: 109 are named in the head, the others in a list of sectors."""
        numbers = list(struct.unpack_from(f"<{_IN_HEAD}I", self._data, 76))
        steps = 0
        while len(numbers) < fats and list_at < self._count and steps <= self._count:
            whole = self._sector(list_at)
            *more, list_at = struct.unpack(f"<{len(whole) // 4}I", whole)
            numbers += more
            steps += 1
        return [number for number in numbers[:fats] if number < self._count]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]
