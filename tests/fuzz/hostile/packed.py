"""Packed XML files made to hurt, whatever program they are of: bombs, lies, entities."""

import io
import random
import zipfile

BILLION = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
_PARAMETER = '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p; <!ENTITY i "x">]>'


def zipped(parts: dict[str, bytes], *, stored: bool = False) -> bytes:
    """These parts as one packed file."""
    out = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", how, compresslevel=1) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def with_entities(rng: random.Random, part: bytes) -> bytes:
    """An XML part with a document type before it whose entities it uses."""
    head = rng.choice((BILLION, OUTSIDE, _PARAMETER))
    text = part.decode()
    at = text.find("</", len(text) // 2)
    used = text[:at] + "&i;" * rng.choice((1, 50)) + text[at:] if at > 0 else text
    whole = head + used
    return whole.encode("utf-16") if rng.random() < 0.3 else whole.encode()


def bombed(rng: random.Random, parts: dict[str, bytes], main: str) -> bytes:
    """One of the parts unpacks to hundreds of megabytes, openly or behind a lie."""
    filling = rng.choice((b" ", b"\0", b"<a/>", b"<!-- -->", b"<a>"))
    size = rng.choice((60, 150)) * 10**6
    big = filling * (size // len(filling))
    chosen = rng.choice((main, *parts))
    old = parts[chosen]
    at = old.rfind(b"</")
    data = zipped({**parts, chosen: old[:at] + big + old[at:]})
    if rng.random() < 0.5:
        return data
    said = (len(old) + len(big)).to_bytes(4, "little")
    return data.replace(said, rng.choice((1_000, 5)).to_bytes(4, "little"))


def odd_directory(rng: random.Random, parts: dict[str, bytes], main: str) -> bytes:
    """Very many members, members of one name, members that overlap, a password's mark."""
    match rng.randrange(4):
        case 0:
            return zipped({**parts, **{f"word/{n}.xml": b"" for n in range(20_000)}})
        case 1:
            out = io.BytesIO(zipped(parts))
            with zipfile.ZipFile(out, "a") as packed:
                for _ in range(9):
                    packed.writestr(zipfile.ZipInfo(main.upper()), b"<a/>")
                    packed.writestr(zipfile.ZipInfo("../" + main), b"<a/>")
            return out.getvalue()
        case 2:
            data = bytearray(zipped(parts))
            at = data.find(b"PK\1\2")
            while at >= 0:  # every member begins where the first one does
                data[at + 42 : at + 46] = bytes(4)
                at = data.find(b"PK\1\2", at + 4)
            return bytes(data)
        case _:
            data = bytearray(zipped(parts))
            at = data.find(b"PK\1\2")
            data[at + 8] |= 1
            data[at + 10] = rng.choice((0, 8, 12, 14, 99))
            return bytes(data)
