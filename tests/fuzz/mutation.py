"""Damage to files: of single bytes, of stretches, and of the parts inside packed files."""

import io
import random
import zipfile

_NUMBERS = (b"-1", b"0", b"1", b"255", b"65536", b"2147483648", b"99999999999999999999")
_MARKS = (b"\0", b"\xff", b"<", b">", b"/", b'"', b"&", b"\n", b"\xcc\x81", b"\xe1\xbb\x87", b"%")
_MOST = 4_000_000


def mutated(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """`data` damaged a few times; sometimes inside one part of a packed file, packed anew."""
    if data.startswith(b"PK") and rng.random() < 0.8:
        return _inside(rng, data)
    return _damaged(rng, data, other)


def _damaged(rng: random.Random, data: bytes, other: bytes) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 3, 8, 20))):
        data = _once(rng, data, other)[:_MOST]
    return data


def _once(rng: random.Random, data: bytes, other: bytes) -> bytes:  # noqa: PLR0911
    if not data:
        return other
    at = rng.randrange(len(data))
    end = min(at + rng.choice((1, 2, 4, 16, 64, 512, 4096)), len(data))
    match rng.randrange(9):
        case 0:
            return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
        case 1:
            return data[:at] + rng.randbytes(end - at) + data[end:]
        case 2:
            return data[:at] + data[end:]
        case 3:
            return data[:end] + data[at:end] * rng.choice((1, 1, 2, 50)) + data[end:]
        case 4:
            return data[:at] + rng.choice(_NUMBERS) + data[end:]
        case 5:
            return data[:at] + rng.choice(_MARKS) * rng.choice((1, 1, 9)) + data[at:]
        case 6:
            start = rng.randrange(len(other) or 1)
            return data[:at] + other[start : start + end - at] + data[end:]
        case 7:
            to = rng.randrange(len(data))
            return data[:to] + data[at:end] + data[to:]
        case _:
            return data[: max(at, 1)] if rng.random() < 0.3 else data


def _inside(rng: random.Random, data: bytes) -> bytes:
    """One part damaged or exchanged for another; names, order and packing as they were."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [(info, packed.read(info)) for info in packed.infolist()]
    hurt = rng.randrange(len(parts))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, (info, content) in enumerate(parts):
            if number == hurt:
                packed.writestr(info, _damaged(rng, content, rng.choice(parts)[1]))
            else:
                packed.writestr(info, content)
    return out.getvalue()
