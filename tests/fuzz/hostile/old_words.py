"""Word 97–2003 files made to hurt: the container ([MS-CFB]) and what it holds ([MS-DOC])."""

import random
import struct
from collections.abc import Callable

from tests.fuzz.hostile.packed import zipped

from loa.foundation.files.tests.old_word_builder import (
    CLX,
    DIFAT,
    END,
    FIRST_PAIR,
    FREE,
    MAGIC,
    PAIRS,
    SECTOR,
    TEXT_AT,
    WORDS,
    container,
    piece_table,
    word,
)
from loa.foundation.files.tests.word_builder import docx, paragraph

_HUGE = (0, 1, 2, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)


def _set(data: bytearray, at: int, value: int, form: str = "<I") -> None:
    struct.pack_into(form, data, at, value)


def loops(rng: random.Random) -> bytes:
    """Chains of sectors that lead back, to nowhere, or into one another."""
    data = container(word(WORDS * rng.choice((1, 400))))
    sectors = len(data) // SECTOR - 1
    for _ in range(rng.choice((1, 1, 3, 40))):
        to = rng.choice((0, 1, 2, rng.randrange(sectors), FREE, END, DIFAT, 0xFFFFFFF0))
        _set(data, SECTOR + 4 * rng.randrange(sectors), to)
    return bytes(data)


def lists_of_lists(rng: random.Random) -> bytes:
    """The list of the FAT's sectors goes on in itself, in the text, or beyond the end."""
    data = container(word())
    sectors = len(data) // SECTOR - 1
    start = rng.choice((0, 1, rng.randrange(sectors), sectors, 0x7FFFFFFF, FREE))
    _set(data, 68, start)
    _set(data, 72, rng.choice(_HUGE))
    if rng.random() < 0.7:
        _set(data, 44, rng.choice((2, 109, 110, *_HUGE)))
    if start < sectors and rng.random() < 0.7:  # its last number names the next: itself
        _set(data, (start + 1) * SECTOR + 508, start)
    if rng.random() < 0.3:
        _set(data, 76 + 4 * rng.randrange(109), rng.choice((0, sectors + 9, 0x7FFFFFFF)))
    return bytes(data)


def sizes(rng: random.Random) -> bytes:
    """A head that lies about its sectors; streams of more bytes than there are."""
    data = container(word())
    for _ in range(rng.choice((1, 2, 4))):
        at, form = rng.choice(
            (
                *((30, "<H"), (32, "<H"), (28, "<H"), (26, "<H"), (40, "<I"), (44, "<I")),
                *((48, "<I"), (56, "<I"), (60, "<I"), (64, "<I"), (76, "<I")),
            )
        )
        _set(data, at, rng.choice(_HUGE) & (0xFFFF if form == "<H" else FREE), form)
    if rng.random() < 0.6:
        row = data.find("WordDocument".encode("utf-16-le"))
        _set(data, row + 120, rng.choice((0, 1, 4095, 2**31, 2**40, 2**63)), "<Q")
        _set(data, row + 116, rng.choice((0, 1, 9999, END, FREE)))
    return bytes(data)


def cut(rng: random.Random) -> bytes:
    """A sound file that ends too soon, or whose middle is gone."""
    data = bytes(container(word(WORDS * rng.choice((1, 300)))))
    at = rng.randrange(1, len(data))
    return data[:at] if rng.random() < 0.6 else data[:at] + data[at + rng.choice((1, 512, 4096)) :]


def directory(rng: random.Random) -> bytes:
    """Thousands of names, names twice, names that are their own neighbours, or have no end."""
    many = rng.choice((1, 50, 4_000))
    named = rng.choice(("WordDocument", "1Table", "Macros", "x" * 31, "", "../a"))
    extra = [(named, rng.choice((0, 1, 2, 5, 9)), rng.choice(_HUGE), rng.choice(_HUGE))] * many
    data = container(word(), entries=extra)
    row = data.find("Root Entry".encode("utf-16-le"))
    for _ in range(rng.choice((0, 3, 30))):
        line = row + 128 * rng.randrange(3 + many)
        _set(data, line + rng.choice((68, 72, 76)), rng.choice((0, 1, 2, 3 + many, 0x7FFFFFFF)))
    if rng.random() < 0.3:
        _set(data, row + 128 + 64, rng.choice((0, 1, 65, 0xFFFF)), "<H")
    return bytes(data)


def information(rng: random.Random) -> bytes:
    """Word's own table of places: figures beyond the file, of negative length, of other kinds."""
    streams = word(ident=rng.choice((0xA5EC, 0xA5EC, 0xA5EC, 0xA5DC, 0xA59B, 0, 0xFFFF)))
    fib = bytearray(streams["WordDocument"])
    for _ in range(rng.choice((1, 2, 8, 60))):
        at = FIRST_PAIR + 8 * rng.randrange(PAIRS)
        _set(fib, at, rng.choice((0, 16, *_HUGE)))
        _set(fib, at + 4, rng.choice((4, 22, 512, *_HUGE)))
    if rng.random() < 0.5:
        at, form = rng.choice(((2, "<H"), (32, "<H"), (62, "<H"), (152, "<H"), (0x4C, "<i")))
        _set(fib, at, rng.choice((0, 1, 101, 0x7FFF)), form)
    if rng.random() < 0.7:  # the piece table stays, so that the rest is looked at
        _set(fib, CLX, 0)
        _set(fib, CLX + 4, len(streams["1Table"]))
    return bytes(container({**streams, "WordDocument": bytes(fib)}))


def pieces(rng: random.Random) -> bytes:
    """A piece table past the end, backwards, of a million pieces that are all one."""
    match rng.randrange(5):
        case 0:
            made = piece_table([0, rng.choice(_HUGE)], [rng.choice(_HUGE)])
        case 1:
            made = piece_table([9, 3, 0], [TEXT_AT, TEXT_AT])
        case 2:
            many = rng.choice((100, 20_000))
            made = piece_table([20 * n for n in range(many + 1)], [TEXT_AT] * many)
        case 3:
            made = b"\x01" + struct.pack("<H", rng.choice((0, 9, 0xFFFF))) * rng.choice((1, 5_000))
        case _:
            made = b"\x02" + struct.pack("<I", rng.choice(_HUGE)) + bytes(rng.choice((0, 8, 900)))
    streams = word(pieces=made)
    fib = bytearray(streams["WordDocument"])
    _set(fib, 0x4C, rng.choice((20, 400_000, 0x7FFFFFFF)))
    if rng.random() < 0.3:
        _set(fib, CLX, rng.choice(_HUGE))
        _set(fib, CLX + 4, rng.choice(_HUGE))
    return bytes(container({**streams, "WordDocument": bytes(fib)}))


def locked(rng: random.Random) -> bytes:
    """A password's mark, with a key or with nonsense; a container of a locked .docx."""
    if rng.random() < 0.2:
        return bytes(container({"EncryptedPackage": rng.randbytes(9_000), "EncryptionInfo": b"x"}))
    streams = word(flags=0x0200 | rng.choice((0x0100, 0x8100)))
    table = rng.choice((b"", struct.pack("<HH", 1, 1), struct.pack("<HHI", 4, 2, 0xFFFFFFFF)))
    return bytes(container({**streams, "1Table": table + rng.randbytes(5_000)}))


def macros(rng: random.Random) -> bytes:
    """Programs, linked and embedded objects beside a sound text."""
    hidden = rng.choice(
        (b"Attribute VB_Name", rng.randbytes(9_000), b"\x01" + b"\xff" * 4_000, b"http://127.0.0.1")
    )
    extra = {"_VBA_PROJECT": hidden, "dir": hidden, "\x01Ole10Native": hidden, "\x03ObjInfo": b"\0"}
    field = "\x13 " + rng.choice(
        ("INCLUDETEXT", "LINK", "DDEAUTO", "INCLUDEPICTURE", "MACROBUTTON")
    )
    field += ' "file:///etc/passwd" \x14a\x15\r'
    text = WORDS + field * rng.choice((1, 900))
    kept = dict(rng.sample(sorted(extra.items()), rng.choice((1, 4))))
    return bytes(container({**word(text), **kept}, storages=("Macros", "VBA", "ObjectPool")))


def marks(rng: random.Random) -> bytes:
    """A text of nothing but the signs that stand for cells, fields, notes and pictures."""
    signs = "\x01\x02\x05\x07\x08\x0b\x0c\x0d\x0e\x13\x14\x15\x1e\x1f\u00a0\ud7ffẾ"
    once = "".join(rng.choices(signs, k=rng.choice((1, 3, 30))))
    return bytes(container(word(once * (rng.choice((90, 60_000)) // len(once)))))


def renamed(rng: random.Random) -> bytes:
    """Another kind of file under the name .doc, bare or behind the container's first bytes."""
    nest = rng.choice((3, 9_000))
    body = rng.choice(
        (
            b"{\\rtf1 " + b"{" * nest + b"K\\u7871? ho\\u7841?ch" + b"}" * nest + b"}",
            "<html><body><p>Kế hoạch</p>".encode() + b"<table><tr><td>" * nest,
            b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--a" + b"=" * nest,
            docx(paragraph("Kế hoạch")),
            zipped({"word/document.xml": b" " * 1_000 * nest}),
            zipped({"a.txt": b"x"}),
            "Kế hoạch số 26 ".encode() * nest,
            b"\x31\xbe\0\0" + rng.randbytes(3_000),  # Word for DOS
            b"\xdb\xa5\x2d\0" + rng.randbytes(3_000),  # Word 2
        )
    )
    behind = MAGIC + bytes(504) + "WordDocument".encode("utf-16-le")
    return rng.choice((b"", b"", b"", MAGIC, behind)) + body


OLD_WORDS: tuple[Callable[[random.Random], bytes], ...] = (
    loops,
    lists_of_lists,
    sizes,
    cut,
    directory,
    information,
    pieces,
    locked,
    macros,
    marks,
    renamed,
)
