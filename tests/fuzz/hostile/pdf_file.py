"""A PDF put together from numbered objects, as hostile as asked."""

import hashlib
import zlib

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FONT = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
    b"/FirstChar 32 /LastChar 33 /Widths [500 500] >>"
)


def stream(content: bytes, extra: bytes = b"", filters: int = 1) -> bytes:
    """A stream object, packed so many times over."""
    for _ in range(filters):
        content = zlib.compress(content, 6)
    names = b" ".join([b"/FlateDecode"] * filters)
    head = b"<< /Length %d /Filter [%s] %s >>" % (len(content), names, extra)
    return head + b"\nstream\n" + content + b"\nendstream"


def page(
    content: bytes,
    *,
    box: bytes = b"[0 0 595 842]",
    resources: bytes = b"/Font << /F1 9 0 R >>",
    extra: bytes = b"",
    filters: int = 1,
) -> dict[int, bytes]:
    """The objects 1 to 4 and 9: a catalogue, one page with `content`, and its font."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << %s >> %s >>"
        % (box, resources, extra),
        4: stream(content, filters=filters),
        9: FONT,
    }


def whole(
    bodies: dict[int, bytes],
    *,
    trailer: bytes = b"",
    size: int | None = None,
    start: int | None = None,
) -> bytes:
    """The file of these objects with a cross-reference table; `size` and `start` may lie."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table, count = len(out), max(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size or count, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % (table if start is None else start)
    return bytes(out)


def updated(data: bytes, number: int, body: bytes) -> bytes:
    """`data` with one object written anew behind its end, as programs save changes."""
    before = data.rindex(b"startxref")
    previous = int(data[before:].split()[1])
    place = len(data)
    added = b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = place + len(added)
    added += b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    added += b"trailer\n<< /Size 10 /Root 1 0 R /Prev %d >>\n" % previous
    return data + added + b"startxref\n%d\n%%%%EOF\n" % table


def closed(bodies: dict[int, bytes], content: bytes, *, password: bytes = b"") -> bytes:
    """A file under a password, by RC4 of 40 bits (ISO 32000-1, 7.6); object 4 is `content`."""
    owner, rights, identity = bytes(range(32)), -4, b"0123456789abcdef"
    padded = (password + _PAD)[:32]
    told = padded + owner + (rights & 0xFFFFFFFF).to_bytes(4, "little") + identity
    key = hashlib.md5(told, usedforsecurity=False).digest()[:5]
    own = hashlib.md5(key + b"\x04\0\0\0\0", usedforsecurity=False).digest()[:10]
    sealed = _rc4(own, content)
    secret = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (
        owner.hex().encode(),
        _rc4(key, _PAD).hex().encode(),
        rights,
    )
    head = b"<< /Length %d >>\nstream\n" % len(sealed)
    objects = {**bodies, 4: head + sealed + b"\nendstream", 8: secret}
    name = identity.hex().encode()
    return whole(objects, trailer=b"/Encrypt 8 0 R /ID [<%s> <%s>]" % (name, name))


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    other = 0
    for one in range(256):
        other = (other + state[one] + key[one % len(key)]) % 256
        state[one], state[other] = state[other], state[one]
    out = bytearray()
    first = second = 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)
