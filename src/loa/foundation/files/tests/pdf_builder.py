"""PDF files for tests, written by hand: letters and lines at given places."""

from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont

from loa.foundation.files.tests.scan_builder import FONT

_FINE = 48
"""Dots to the size of a drawn letter."""
_DARK = 128
_WIDTH = 500  # of every letter, in thousandths of its size


@dataclass
class PdfPage:
    """One page of 595 × 842 points."""

    content: list[str] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    stamps: list[tuple[float, float, str]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 12) -> "PdfPage":
        """Write `text` from (x, y) on; each letter is half its size wide."""
        self.letters.update(text)
        codes = "".join(f"{ord(letter):04X}" for letter in text)
        self.content.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET")
        return self

    def stamp(self, x: float, y: float, text: str) -> "PdfPage":
        """Lay `text` over the page as an annotation, the way numbers and signatures are set."""
        self.letters.update(text)
        self.stamps.append((x, y, text))
        return self

    def drawn(self, x: float, y: float, text: str, size: float = 12) -> "PdfPage":
        """Draw `text` as shapes without letters, one for each, as a printed stamp becomes."""
        font = ImageFont.truetype(FONT, _FINE)
        for place, letter in enumerate(text):
            look = Image.new("L", (_FINE, 2 * _FINE), 0)
            ImageDraw.Draw(look).text((0, _FINE), letter, 255, font, anchor="ls")
            unit = size / _FINE
            left = x + place * size / 2
            dots = [
                f"{left + column * unit:.3f} {y + (_FINE - row - 1) * unit:.3f} {unit} {unit} re"
                for row in range(2 * _FINE)
                for column in range(_FINE)
                if look.getpixel((column, row)) > _DARK  # type: ignore[operator]  # one band
            ]
            self.content.append(f"{' '.join(dots)} f")
        return self

    def kerned(self, x: float, y: float, *parts: str | int) -> "PdfPage":
        """Write in one go; a number moves back by that many thousandths of the size."""
        shown = []
        for part in parts:
            if isinstance(part, str):
                self.letters.update(part)
            shown.append(
                f"{part}"
                if isinstance(part, int)
                else f"<{''.join(f'{ord(c):04X}' for c in part)}>"
            )
        self.content.append(f"BT /F1 12 Tf 1 0 0 1 {x} {y} Tm [{' '.join(shown)}] TJ ET")
        return self

    def upward(self, x: float, y: float, text: str) -> "PdfPage":
        """Write `text` upwards, as on a page turned by a quarter."""
        self.letters.update(text)
        codes = "".join(f"{ord(letter):04X}" for letter in text)
        self.content.append(f"BT /F1 12 Tf 0 1 -1 0 {x} {y} Tm <{codes}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "PdfPage":
        """Draw a straight line."""
        self.content.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def picture(self) -> "PdfPage":
        """A grey picture over the page, as of a scan."""
        self.content.append(
            "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q",
        )
        return self


def grid(page: PdfPage, xs: list[float], ys: list[float]) -> PdfPage:
    """Rule a whole grid."""
    for x in xs:
        page.line(x, min(ys), x, max(ys))
    for y in ys:
        page.line(min(xs), y, max(xs), y)
    return page


def pdf(*pages: PdfPage, base_font: str = "Test") -> bytes:
    """A PDF of these pages; letters carry their Unicode by a map, as Word exports them."""
    letters = sorted(set().union(*(page.letters for page in pages)))
    numbers = [8 + 2 * n for n in range(len(pages))]
    bodies: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: (
            f"<< /Type /Pages /Count {len(pages)} /Kids "
            f"[{' '.join(f'{n} 0 R' for n in numbers)}] >>"
        ).encode(),
        3: (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base_font} /Encoding /Identity-H "
            "/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>"
        ).encode(),
        4: (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base_font} /DW {_WIDTH} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            "/FontDescriptor 5 0 R >>"
        ).encode(),
        5: (
            f"<< /Type /FontDescriptor /FontName /{base_font} /Flags 4 /Ascent 800 /Descent -200 "
            "/CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -200 1000 800] >>"
        ).encode(),
        6: _stream(_unicode_map(letters)),
    }
    for number, page in zip(numbers, pages, strict=True):
        bodies[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            f"/Annots [{_annotations(page, bodies, 1000 * number)}] "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        bodies[number + 1] = _stream("\n".join(page.content))
    return _file(bodies)


def _annotations(page: PdfPage, bodies: dict[int, bytes], first: int) -> str:
    """The page's stamps; the look of each goes into `bodies` from number `first` on."""
    found = []
    for number, (x, y, text) in enumerate(page.stamps, start=first):
        codes = "".join(f"{ord(letter):04X}" for letter in text)
        content = f"BT /F1 12 Tf 1 0 0 1 0 4 Tm <{codes}> Tj ET".encode()
        bodies[number] = (
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 300 20] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
            % (len(content), content)
        )
        found.append(
            f"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [{x} {y - 4} {x + 300} {y + 16}] "
            f"/AP << /N {number} 0 R >> >>"
        )
    return " ".join(found)


def _unicode_map(letters: list[str]) -> str:
    pairs = "\n".join(f"<{ord(c):04X}> <{ord(c):04X}>" for c in letters)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def "
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(letters)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )


def _stream(content: str) -> bytes:
    data = content.encode("latin-1")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(bodies: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in sorted(bodies.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)
