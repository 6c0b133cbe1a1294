"""Scans for tests: pages of text drawn as pictures, as a scanner or a telephone would give them."""

import io
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

import loa

_FONTS = Path(loa.__file__).parent / "foundation" / "printing" / "font_files"
FONT = next(_FONTS.glob("tinos-400-normal.ttf"))
_DPI = 150


def sheet(*lines: str | tuple[str, str], size: int = 13) -> Image.Image:
    """A page as wide as A4 and as high as its lines; a pair of texts stands side by side."""
    page = Image.new("RGB", (round(8.27 * _DPI), round((1.2 + 0.3 * len(lines)) * _DPI)), "white")
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(FONT, size * _DPI / 72)
    for number, line in enumerate(lines):
        height = _DPI * (0.8 + 0.3 * number)
        pair = (line, "") if isinstance(line, str) else line
        for place, text in zip((0.9, 4.3), pair, strict=True):
            draw.text((place * _DPI, height), text, "black", font, anchor="ls")
    return page


def scan_pdf(*pages: Image.Image) -> bytes:
    """A PDF of pictures without any letter."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=_DPI, save_all=True, append_images=pages[1:])
    return out.getvalue()


def joined(*files: bytes) -> bytes:
    """One PDF of the pages of several."""
    whole = pdfium.PdfDocument.new()
    for data in files:
        whole.import_pages(pdfium.PdfDocument(data))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def saved(page: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:  # noqa: ANN401  options of Pillow
    """A picture file."""
    out = io.BytesIO()
    page.save(out, kind, **more)
    return out.getvalue()
