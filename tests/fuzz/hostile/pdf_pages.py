"""Pages of PDF made to hurt: sizes, pictures, operators, fonts."""

import random
from collections.abc import Callable

from tests.fuzz.hostile.pdf_file import page, stream, whole

_WORDS = b"BT /F1 12 Tf 60 700 Td (Ke hoach 26) Tj ET"
_SHOWN = b"q 595 0 0 842 0 0 cm /Im Do Q"
_NUMBERS = (
    b"0",
    b"-1",
    b"1e38",
    b"-3.4e38",
    b"1e-38",
    b"99999999999999999999",
    b"0.0000001",
    b"--5",
)


def odd_boxes(rng: random.Random) -> bytes:
    """Pages wider than the world, of no size, turned inside out; turned by odd angles."""
    four = b" ".join(rng.choice((*_NUMBERS, b"595", b"842")) for _ in range(4))
    extra = b"/Rotate %s /UserUnit %s /CropBox [%s]" % (
        rng.choice((b"90", b"45", b"-270", b"1e9", b"99999999999")),
        rng.choice(_NUMBERS),
        rng.choice((four, b"0 0 1 1", b"0 0 0 0")),
    )
    content = rng.choice((_WORDS, b"0 0 9e9 9e9 re f", b"q 1e9 0 0 1e9 0 0 cm /Im Do Q"))
    bodies = page(
        content,
        box=b"[%s]" % four,
        extra=extra,
        resources=b"/Font << /F1 9 0 R >> /XObject << /Im 5 0 R >>",
    )
    bodies[5] = stream(
        bytes(9),
        b"/Subtype /Image /Width 3 /Height 3 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    return whole(bodies)


def picture_bomb(rng: random.Random) -> bytes:
    """A page that is one picture, which unpacks to much or to less than it says."""
    side = rng.choice((b"8000", b"30000", b"65535", b"2147483647", b"0"))
    kind = rng.choice(
        (b"/DeviceRGB", b"/DeviceCMYK", b"/DeviceGray", b"[/Indexed /DeviceRGB 255 7 0 R]")
    )
    bits = rng.choice((b"8", b"1", b"16", b"99"))
    said = b"/Subtype /Image /Width %s /Height %s /BitsPerComponent %s /ColorSpace %s %s" % (
        side,
        rng.choice((side, b"1", b"60000")),
        bits,
        kind,
        rng.choice(
            (b"", b"/SMask 5 0 R", b"/Mask 5 0 R", b"/Decode [9e9 -9e9]", b"/ImageMask true")
        ),
    )
    bodies = page(_SHOWN, resources=b"/XObject << /Im 5 0 R >>")
    bodies[5] = stream(bytes(rng.choice((9, 10**6, 60 * 10**6))), said, rng.choice((1, 1, 2)))
    bodies[7] = stream(bytes(768))
    return whole(bodies)


def odd_codecs(rng: random.Random) -> bytes:
    """Pictures in the codecs of fax machines and cameras, of noise."""
    code, parms = rng.choice(
        (
            (b"/CCITTFaxDecode", b"<< /K -1 /Columns %s /Rows %s /BlackIs1 true >>"),
            (b"/CCITTFaxDecode", b"<< /K %s /Columns 1728 /Rows %s /EncodedByteAlign true >>"),
            (b"/JBIG2Decode", b"<< /JBIG2Globals 7 0 R /A %s /B %s >>"),
            (b"/DCTDecode", b"<< /ColorTransform %s /A %s >>"),
            (b"/JPXDecode", b"<< /A %s /B %s >>"),
            (b"/LZWDecode", b"<< /Predictor 15 /Columns %s /Colors %s >>"),
            (b"/RunLengthDecode", b"<< /A %s /B %s >>"),
            (b"/FlateDecode", b"<< /Predictor 12 /Columns %s /Colors %s /BitsPerComponent 16 >>"),
        )
    )
    parms %= (rng.choice((b"0", b"-1", b"65535", b"2147483647")), rng.choice((b"1", b"99999999")))
    starts = {
        b"/JBIG2Decode": b"\0\0\0\0\x30\0\1\0\0\0\x13\x7f\xff\xff\xff\x7f\xff\xff\xff" + bytes(9),
        b"/DCTDecode": b"\xff\xd8\xff\xc2\0\x11\x08\xff\xff\xff\xff\3\1\x22\0\2\x11\1\3\x11\1",
        b"/JPXDecode": b"\xff\x4f\xff\x51\0\x29\0\0\x7f\xff\xff\xff\x7f\xff\xff\xff",
    }
    data = starts.get(code, b"") + rng.randbytes(rng.choice((10, 5_000, 200_000)))
    said = b"<< /Subtype /Image /Width 20000 /Height 20000 /BitsPerComponent 1 "
    said += b"/ColorSpace /DeviceGray /Filter %s /DecodeParms %s /Length %d >>" % (
        code,
        parms,
        len(data),
    )
    bodies = page(_SHOWN, resources=b"/XObject << /Im 5 0 R >>")
    bodies[5] = said + b"\nstream\n" + data + b"\nendstream"
    bodies[7] = stream(starts[b"/JBIG2Decode"])
    return whole(bodies)


def flate_bomb(rng: random.Random) -> bytes:
    """Content that unpacks to hundreds of megabytes, once or twice over."""
    what = rng.choice((b"\0", b" ", b"q\n", b"( ", b"%", b"0 0 m "))
    size = rng.choice((20, 120)) * 10**6
    content = what * (size // len(what))
    return whole(page(content, filters=rng.choice((1, 2, 3))))


def many_operators(rng: random.Random) -> bytes:
    """A million operators: letters, strokes, boxes, turns."""
    one = rng.choice(
        (
            b"BT /F1 9 Tf 1 0 0 1 %d %d Tm (so) Tj ET ",
            b"%d %d m 300 300 l S ",
            b"%d %d 40 12 re S ",
            b"1 0 0 1 %d %d cm (a) ' ",
            b"BT /F1 9 Tf %d %d Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET ",
            b"%d %d 1 1 2 2 c B ",
        )
    )
    count = rng.choice((3_000, 30_000, 300_000))
    return whole(
        page(b"".join(one % (rng.randrange(600), rng.randrange(850)) for _ in range(count)))
    )


def many_rules(rng: random.Random) -> bytes:
    """Ruling lines as for a table of thousands of cells, words all over them."""
    across, down = rng.choice(((40, 400), (1_000, 1_000), (3, 9_000), (2_400, 90)))
    lines = [b"%.2f 0 m %.2f 842 l S" % (x * 595 / across, x * 595 / across) for x in range(across)]
    lines += [b"0 %.2f m 595 %.2f l S" % (y * 842 / down, y * 842 / down) for y in range(down)]
    if rng.random() < 0.5:
        rng.shuffle(lines)
        lines = lines[: len(lines) // 2]
    words = [
        b"BT /F1 2 Tf %d %d Td (a) Tj ET" % (rng.randrange(595), rng.randrange(842))
        for _ in range(rng.choice((1, 5_000, 40_000)))
    ]
    return whole(page(b"\n".join(lines + words)))


def odd_matrices(rng: random.Random) -> bytes:
    """Letters at infinity, of no height, turned by a hair, all on one point."""
    lines = []
    for _ in range(rng.choice((3, 500))):
        six = b" ".join(rng.choice((*_NUMBERS, b"1", b"12", b"700")) for _ in range(6))
        size = rng.choice((*_NUMBERS, b"12"))
        lines.append(
            b"BT /F1 %s Tf %s Tm %s Tw %s Tz (Ke hoach so 26) Tj ET" % (size, six, size, size)
        )
    if rng.random() < 0.5:
        lines.append(_WORDS * rng.choice((1, 20_000)))
    return whole(page(b"\n".join(lines)))


def drawn_twice(rng: random.Random) -> bytes:
    """Forms that draw the next one twice, forty deep; or themselves."""
    deep = rng.choice((1, 18, 40))
    bodies = page(b"/Fm Do " + _WORDS, resources=b"/Font << /F1 9 0 R >> /XObject << /Fm 10 0 R >>")
    for number in range(10, 10 + deep):
        following = number + 1 if number < 9 + deep else rng.choice((10, 9 + deep))
        said = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        said += b"/Resources << /Font << /F1 9 0 R >> /XObject << /Fm %d 0 R >> >>" % following
        bodies[number] = stream(b"/Fm Do /Fm Do " + _WORDS, said)
    return whole(bodies)


def tiny_tiles(rng: random.Random) -> bytes:
    """A page filled by a pattern of tiny tiles, or by a shading without end."""
    step = rng.choice((b"0.0001", b"0", b"-1", b"1e-30"))
    resources = b"/Pattern << /P 5 0 R >> /Shading << /S 7 0 R >>"
    bodies = page(b"/Pattern cs /P scn 0 0 595 842 re f /S sh", resources=resources)
    said = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep %s /YStep %s "
    bodies[5] = stream(b"/P Do 0 0 1 1 re f", said % (step, step) + b"/Resources << >>")
    bodies[7] = (
        b"<< /ShadingType %d /ColorSpace /DeviceRGB /Coords [0 0 %s 9 9 1e30] /Extend [true true] "
        b"/Function << /FunctionType 2 /Domain [0 1] /N %s /C0 [0 0 0] /C1 [1 1 1] >> >>"
    ) % (rng.choice((2, 3)), rng.choice(_NUMBERS), rng.choice(_NUMBERS))
    return whole(bodies)


def odd_fonts(rng: random.Random) -> bytes:
    """Fonts whose maps, widths and glyphs lie or lead back to themselves."""
    maps = (
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange",
        b"1 beginbfrange <00000000> <FFFFFFFF> <D800> endbfrange",
        b"1 beginbfchar <0041> <%s> endbfchar" % (b"D800DC00" * 20_000),
        b"1 beginbfrange <0000> <00FF> [%s] endbfrange" % (b"<D83D> <0000> <FFFE>" * 300),
        b"/Other usecmap " * 10_000,
        b"100000 beginbfchar " + b"<0041> <0300> " * 100_000,
        b"1 begincidrange <0000> <FFFFFFFF> 0 endcidrange",
    )
    text = b"<" + b"".join(b"%04X" % rng.randrange(65_536) for _ in range(3_000)) + b">"
    bodies = page(b"BT /F1 12 Tf 60 700 Td %s Tj ET" % text)
    bodies[9] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding %s /DescendantFonts [%s] "
        b"/ToUnicode 6 0 R >>"
    ) % (
        rng.choice((b"/Identity-H", b"6 0 R", b"/UniGB-UTF16-V", b"9 0 R")),
        rng.choice((b"10 0 R", b"9 0 R", b"")),
    )
    bodies[6] = stream(
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange %s endcmap"
        % rng.choice(maps),
        b"/UseCMap 6 0 R",
    )
    bodies[10] = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /.VnTime /DW %s "
        b"/W [0 %s 500 %s] /CIDToGIDMap 6 0 R /FontDescriptor << /FontFile2 6 0 R /Flags 4 "
        b"/Ascent %s /Descent %s /FontBBox [0 0 0 0] >> >>"
    ) % tuple(rng.choice((*_NUMBERS, b"65535")) for _ in range(5))
    return whole(bodies)


def drawn_letters(rng: random.Random) -> bytes:
    """A font of drawings (Type 3) whose letters write with the same font."""
    bodies = page(b"BT /F1 12 Tf 60 700 Td (aaaaaaaaaaaaaaaaaaaa) Tj ET")
    bodies[9] = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 %s 9] /FontMatrix [%s 0 0 1 0 0] "
        b"/CharProcs << /a 5 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 "
        b"/LastChar 97 /Widths [%s] /Resources << /Font << /F1 9 0 R >> >> >>"
    ) % tuple(rng.choice(_NUMBERS) for _ in range(3))
    bodies[5] = stream(b"500 0 d0 BT /F1 12 Tf (aa) Tj ET 0 0 500 500 re f")
    return whole(bodies)


PAGES: tuple[Callable[[random.Random], bytes], ...] = (
    odd_boxes,
    picture_bomb,
    odd_codecs,
    flate_bomb,
    many_operators,
    many_rules,
    odd_matrices,
    drawn_twice,
    tiny_tiles,
    odd_fonts,
    drawn_letters,
)
