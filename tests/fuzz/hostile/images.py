"""Pictures made to hurt: sizes that lie, bombs, files of very many pages."""

import io
import random
import struct
import zlib
from collections.abc import Callable

from PIL import Image

_SIDES = (0, 1, 8_000, 30_000, 65_535, 2**31 - 1)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def _noise(rng: random.Random, side: int) -> Image.Image:
    return Image.frombytes("L", (side, side), rng.randbytes(side * side))


def png_bomb(rng: random.Random) -> bytes:
    """A PNG that says another size than it has, or really is as large as that."""
    width, height = rng.choice(_SIDES), rng.choice(_SIDES)
    bits, kind = rng.choice(((8, 2), (1, 0), (16, 6), (8, 3), (99, 9)))
    head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, rng.choice((0, 1)))
    pixels = zlib.compress(bytes(rng.choice((10, 10**6, 90 * 10**6))), 6)
    parts = [_chunk(b"IHDR", head)]
    if rng.random() < 0.4:
        words = zlib.compress(bytes(60 * 10**6), 6)
        parts.append(_chunk(b"zTXt", b"a\0\0" + words))
        parts.append(_chunk(b"iCCP", b"a\0\0" + words))
    parts += [_chunk(b"tEXt", b"a\0b")] * rng.choice((0, 20_000))
    parts += [_chunk(b"IDAT", pixels)] * rng.choice((1, 3))
    return b"\x89PNG\r\n\x1a\n" + b"".join([*parts, _chunk(b"IEND", b"")])


def jpeg_that_lies(rng: random.Random) -> bytes:
    """A JPEG whose frame says another size, with very many scans or cut short."""
    data = _saved(_noise(rng, 300), "JPEG", progressive=rng.random() < 0.5)
    at = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    size = struct.pack(">HH", rng.choice((0, 1, 9_000, 65_535)), rng.choice((1, 65_535)))
    data = data[: at + 5] + size + data[at + 9 :]
    if rng.random() < 0.5:
        scan = data.rfind(b"\xff\xda")
        data = data[:-2] + data[scan:-2] * rng.choice((2, 300)) + b"\xff\xd9"
    return data[: rng.randrange(50, len(data))] if rng.random() < 0.3 else data


def odd_exif(rng: random.Random) -> bytes:
    """What a camera would add: turns that do not exist, folders that hold themselves."""
    entries = [(0x0112, 3, 1, rng.choice((0, 3, 8, 9, 65_535))), (0x8769, 4, 1, 8)]
    entries += [(0x927C, 7, rng.choice((2**31, 40)), 8), (0x8825, 4, 1, 8)]
    folder = struct.pack("<H", len(entries))
    folder += b"".join(struct.pack("<HHII", *entry) for entry in entries)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + folder + struct.pack("<I", 8)
    return _saved(_noise(rng, 200), rng.choice(("JPEG", "PNG", "WEBP")), exif=exif)


def tiff_of_pages(rng: random.Random) -> bytes:
    """A TIFF of very many pages, or whose pages lead back to the first."""
    count = rng.choice((1, 3, 199, 201, 3_000))
    side = rng.choice((1, 40, 20_000, 2**31 - 1))
    code = rng.choice((1, 4, 5, 7, 8, 32_773, 34_712))
    entries = [
        (256, 4, 1, side),
        (257, 4, 1, rng.choice((side, 1))),
        (258, 3, 1, rng.choice((1, 8, 16, 99))),
        (259, 3, 1, code),
        (262, 3, 1, rng.choice((0, 1, 2, 3, 6))),
        (273, 4, rng.choice((1, 1, 10**6, 2**31)), 8),
        (277, 3, 1, rng.choice((1, 3, 9_999))),
        (278, 4, 1, rng.choice((1, side))),
        (279, 4, 1, rng.choice((100, 2**31))),
    ]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    out = bytearray(b"II*\0" + struct.pack("<I", 208) + rng.randbytes(200))
    back = rng.random() < 0.4
    for number in range(count):
        following = len(out) + 2 + len(body) + 4
        if number == count - 1:
            following = 208 if back else 0
        out += struct.pack("<H", len(entries)) + body + struct.pack("<I", following)
    return bytes(out)


def real_pages(rng: random.Random) -> bytes:
    """A TIFF of many small, or some large, pages that are what they say."""
    if rng.random() < 0.5:
        one, count = Image.new("1", (60, 80), 1), rng.choice((20, 210))
    else:
        one, count = Image.new("L", (9_000, 9_000), 255), 2
    how = rng.choice(("group4" if one.mode == "1" else "tiff_deflate", "tiff_lzw"))
    return _saved(one, "TIFF", save_all=True, append_images=[one] * (count - 1), compression=how)


def webp_that_lies(rng: random.Random) -> bytes:
    """A WebP that moves, or says that it is larger than it is."""
    small = Image.new("RGB", (30, 30), "white")
    if rng.random() < 0.5:
        frames = [Image.new("RGB", (30, 30), (n % 255, 9, 9)) for n in range(rng.choice((5, 250)))]
        return _saved(small, "WEBP", save_all=True, append_images=frames, duration=1)
    data = bytearray(_saved(small, "WEBP", lossless=rng.random() < 0.5))
    data[4:8] = struct.pack("<I", rng.choice((0, 9, 2**32 - 1)))
    for at in range(20, min(40, len(data))):
        if rng.random() < 0.2:
            data[at] = rng.randrange(256)
    return bytes(data)


def hard_to_read(rng: random.Random) -> bytes:
    """Noise, chequers and bars, from which a reader of letters makes thousands of words."""
    side = rng.choice((200, 1_500))
    match rng.randrange(3):
        case 0:
            picture = _noise(rng, side)
        case 1:
            row = bytes([0, 255]) * (side // 2)
            picture = Image.frombytes("L", (len(row), side), row * side)
        case _:
            picture = Image.new("L", (side, side), 255)
            for y in range(0, side, rng.choice((3, 9))):
                picture.paste(0, (0, y, side, y + 1))
    return _saved(picture, rng.choice(("PNG", "JPEG", "WEBP", "TIFF")))


def long_strip(rng: random.Random) -> bytes:
    """One pixel high and very wide, or the other way round."""
    size = (rng.choice((40_000, 65_000)), 1)
    picture = Image.new("L", size if rng.random() < 0.5 else size[::-1], rng.choice((0, 255)))
    return _saved(picture, rng.choice(("PNG", "JPEG", "TIFF")))


IMAGES: tuple[Callable[[random.Random], bytes], ...] = (
    png_bomb,
    jpeg_that_lies,
    odd_exif,
    tiff_of_pages,
    real_pages,
    webp_that_lies,
    hard_to_read,
    long_strip,
)
