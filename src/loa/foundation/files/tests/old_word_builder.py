"""Word 97–2003 files built by hand: the container ([MS-CFB]) and a plain text in it ([MS-DOC])."""

import struct
from collections.abc import Sequence

SECTOR = 512
FREE, END, DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFC
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRST_PAIR, PAIRS, CLX = 0x9A, 93, 0x1A2
"""Where Word's table of places begins, how many it has, and where that of the pieces stands."""
TEXT_AT = 0x800
WORDS = "KẾ HOẠCH số 26\rSở Tư pháp chủ trì, báo cáo hằng quý.\rNơi nhận:\r"
_FAT = 0xFFFFFFFD
Entry = tuple[str, int, int, int]
"""Name, kind (1 storage, 2 stream, 5 root), first sector, bytes."""


def container(
    streams: dict[str, bytes], *, storages: Sequence[str] = (), entries: Sequence[Entry] = ()
) -> bytearray:
    """A file of 512-byte sectors: FAT, directory, then the streams one after another."""
    listed: list[Entry] = [("Root Entry", 5, END, 0)]
    filled = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors = {name: -(-len(data) // SECTOR) for name, data in filled.items()}
    rows = 1 + len(streams) + len(storages) + len(entries)
    folder = -(-rows // 4)
    used = folder + sum(sectors.values())
    fats = 1
    while fats * 128 < used + fats:
        fats += 1
    fat = [_FAT] * fats + [*range(fats + 1, fats + folder), END]
    body = b""
    for name, data in filled.items():
        first = len(fat)
        fat += [*range(first + 1, first + sectors[name]), END]
        listed.append((name, 2, first, len(data)))
        body += data.ljust(sectors[name] * SECTOR, b"\0")
    listed += [(name, 1, 0, 0) for name in storages]
    listed += entries
    fat += [FREE] * (fats * 128 - len(fat))
    table = b"".join(_row(n, one, len(listed)) for n, one in enumerate(listed))
    head = struct.pack("<8s16xHHHHH6x", MAGIC, 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fats, fats, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *range(fats), *[FREE] * (109 - fats))
    table = table.ljust(folder * SECTOR, b"\0")
    return bytearray(head + struct.pack(f"<{len(fat)}I", *fat) + table + body)


def _row(number: int, entry: Entry, rows: int) -> bytes:
    """One line of the directory; each stands right of the one before, all under the root."""
    name, kind, first, size = entry
    letters = name.encode("utf-16-le")[:62] + b"\0\0"
    right = number + 1 if 0 < number < rows - 1 else FREE
    child = 1 if number == 0 and rows > 1 else FREE
    head = struct.pack("<64sHBBIII", letters, len(letters), kind, 1, FREE, right, child)
    return head + struct.pack("<16xI16xIQ", 0, first, size)


def word(
    text: str = WORDS, *, pieces: bytes | None = None, flags: int = 0x0200, ident: int = 0xA5EC
) -> dict[str, bytes]:
    """The streams of a plain Word 97 file with this text."""
    letters = text.encode("utf-16-le")
    table = piece_table([0, len(text)], [TEXT_AT]) if pieces is None else pieces
    end = TEXT_AT + len(letters)
    head = struct.pack("<7H10xII", ident, 0xC1, 0, 0x42A, 0, flags, 0xBF, TEXT_AT, end)
    long = [end, 0, 0, len(text), *[0] * 18]
    pairs = [0] * (2 * PAIRS)
    pairs[66:68] = [0, len(table)]
    fib = head + struct.pack("<H28xH", 14, 22) + struct.pack("<22I", *long)
    fib += struct.pack(f"<H{2 * PAIRS}IH", PAIRS, *pairs, 0)
    return {"WordDocument": fib.ljust(TEXT_AT, b"\0") + letters, "1Table": table}


def piece_table(places: Sequence[int], offsets: Sequence[int]) -> bytes:
    """A piece table: where each piece begins in the text, and in the stream."""
    inner = struct.pack(f"<{len(places)}I", *places)
    inner += b"".join(struct.pack("<HIH", 0, offset, 0) for offset in offsets)
    return b"\x02" + struct.pack("<I", len(inner)) + inner
