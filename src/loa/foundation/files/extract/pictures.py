"""Pictures of pages made fit to be read: upright, straight, grey, without stamps' ink."""

import io
import warnings
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageSequence

from loa.foundation.files.extract.errors import BrokenFile, FileTooComplex
from loa.foundation.files.extract.media import image_type_of
from loa.foundation.files.extract.ocr import DPI
from loa.foundation.files.extract.photos import FORMATS, MAX_PIXELS_PACKED, UNREADABLE

_MAX_PIXELS = 24_000_000
_A4_WIDTH, _A4_HEIGHT = 2480, 3508
_MAX_GROWTH = 2.5
_MAX_FRAMES = 200
_SMALL = 700
_WIDEST_TURN = 8.0
_STEPS = ((_WIDEST_TURN, 1.0), (1.0, 0.25), (0.25, 0.05))
_LEAST_TURN = 0.15
_BACKGROUND = 16
_DARK = 160
_INK = 0.0005


def rendered(document: pdfium.PdfDocument, number: int) -> Image.Image:
    """A page of a PDF at DPI, less where the page is larger than a poster."""
    page = document[number]
    try:
        width, height = page.get_size()
        scale = DPI / 72
        wanted = width * height * scale * scale
        if wanted > _MAX_PIXELS:
            scale *= (_MAX_PIXELS / wanted) ** 0.5
        picture: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
        return picture.convert("RGB")
    finally:
        page.close()


def photographed(data: bytes) -> Iterator[Image.Image]:
    """Each page of a picture file, upright as the camera says, brought to the size of A4 at DPI.

    Raises BrokenFile, FileTooComplex.
    """
    media_type = image_type_of(data)
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures and of odd metadata; our own limits decide.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[FORMATS[media_type]]) as opened:
                for number, frame in enumerate(ImageSequence.Iterator(opened)):
                    if number >= _MAX_FRAMES:
                        raise FileTooComplex
                    if frame.width * frame.height > MAX_PIXELS_PACKED * 2:
                        raise FileTooComplex
                    turned = ImageOps.exif_transpose(frame)
                    yield _page_sized(_on_white(turned))
    except Image.DecompressionBombError:
        raise FileTooComplex from None
    except UNREADABLE:
        raise BrokenFile from None


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGB", whole.size, "white")
        ground.paste(whole, mask=whole.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _page_sized(picture: Image.Image) -> Image.Image:
    """Scaled as if the picture's long side were that of A4."""
    growth = _A4_HEIGHT / max(picture.size)
    growth = min(growth, _MAX_GROWTH)
    size = (max(round(picture.width * growth), 1), max(round(picture.height * growth), 1))
    return picture.resize(size, Image.Resampling.LANCZOS)


def legible(picture: Image.Image) -> Image.Image:
    """Black on white and straight: coloured ink and uneven light taken out, skew turned back."""
    grey = _lit_evenly(_without_coloured_ink(picture))
    turn = skew_of(grey)
    if abs(turn) < _LEAST_TURN:
        return grey
    return grey.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)


def _without_coloured_ink(picture: Image.Image) -> Image.Image:
    """Grey by the lightest of the three colours: black letters stay, red and blue ink fades."""
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _lit_evenly(grey: Image.Image) -> Image.Image:
    """Shadows and yellowed paper become white; nothing changes on an evenly white page."""
    small = grey.resize(
        (max(grey.width // _BACKGROUND, 1), max(grey.height // _BACKGROUND, 1)),
        Image.Resampling.BOX,
    )
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    if paper.getextrema()[0] > 235:  # type: ignore[operator]  # one band  # noqa: PLR2004
        return grey
    ground = paper.resize(grey.size, Image.Resampling.BILINEAR)
    return ImageOps.autocontrast(ImageChops.invert(ImageChops.subtract(ground, grey)), (0.5, 0))


def has_ink(grey: Image.Image) -> bool:
    """Whether a page shows more than the specks of an empty sheet."""
    small = grey.resize((_SMALL, _SMALL), Image.Resampling.BOX)
    return sum(small.histogram()[:_DARK]) > _INK * _SMALL * _SMALL


def skew_of(grey: Image.Image) -> float:
    """Degrees to turn counter-clockwise so that the lines of text lie level.

    The turn whose rows differ most from their neighbours: a row of text is dark, the gap between
    two lines is light.
    """
    small = grey.copy()
    small.thumbnail((_SMALL, _SMALL), Image.Resampling.BOX)
    dark = ImageChops.invert(small)
    best = 0.0
    for reach, step in _STEPS:
        count = round(reach / step)
        turns = [best + n * step for n in range(-count, count + 1)]
        best = max(turns, key=lambda turn: (_contrast(dark, turn), -abs(turn)))
    return best


def _contrast(dark: Image.Image, turn: float) -> int:
    level = dark.rotate(turn, Image.Resampling.BILINEAR, fillcolor=0)
    rows = level.resize((1, level.height), Image.Resampling.BOX).tobytes()
    return sum((a - b) ** 2 for a, b in pairwise(rows))
