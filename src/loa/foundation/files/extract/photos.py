"""Photos: opened within limits, stripped of hidden data, made small."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from loa.foundation.files.extract.media import MediaType
from loa.kernel.errors import DomainError

MAX_PIXELS = 120_000_000
MAX_PIXELS_PACKED = 40_000_000
LONG_SIDE = 4096
THUMBNAIL_SIDE = 480
_QUALITY = 88
_THUMBNAIL_QUALITY = 78
FORMATS = {
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.WEBP: "WEBP",
    MediaType.TIFF: "TIFF",
}
_WITH_ALPHA = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError)


class ImageUnreadable(DomainError):
    """Not a whole picture."""

    code = "FILES_IMAGEUNREADABLE"
    message_vi = (
        "Không mở được ảnh này vì ảnh bị hỏng hoặc tải lên chưa hết. Hãy chụp hoặc gửi lại."
    )


class ImageTooLarge(DomainError):
    """Too many pixels to open safely."""

    code = "FILES_IMAGE_TOO_LARGE"
    message_vi = "Ảnh có quá nhiều điểm ảnh. Hãy giảm kích thước ảnh rồi tải lên lại."


@dataclass(frozen=True)
class CleanImage:
    """A picture drawn anew, upright; the thumbnail is a JPEG of at most 480 pixels a side."""

    data: bytes
    media_type: MediaType
    thumbnail: bytes
    width: int
    height: int


def clean_image(data: bytes, media_type: MediaType) -> CleanImage:
    """`data` without EXIF, place, comments or whatever else was hidden; pixels stay upright.

    A longest side over 4096 pixels is brought down to that. Raises ImageUnreadable, ImageTooLarge.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures and of odd metadata; our own limits decide.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[FORMATS[media_type]]) as opened:
                picture = _upright(opened, media_type)
    except Image.DecompressionBombError:
        raise ImageTooLarge from None
    except UNREADABLE:
        raise ImageUnreadable from None
    small = _on_white(picture)
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return CleanImage(
        data=_written(picture, media_type),
        media_type=media_type,
        thumbnail=_written(small, MediaType.JPEG, quality=_THUMBNAIL_QUALITY),
        width=picture.width,
        height=picture.height,
    )


def _upright(opened: Image.Image, media_type: MediaType) -> Image.Image:
    """The first frame, turned as the camera says, in plain colours, with no metadata."""
    most = MAX_PIXELS if media_type is MediaType.JPEG else MAX_PIXELS_PACKED
    if opened.width * opened.height > most:
        raise ImageTooLarge
    if media_type is MediaType.JPEG:
        opened.draft("RGB", (LONG_SIDE, LONG_SIDE))
    opened.load()
    turned = ImageOps.exif_transpose(opened)
    is_clear = turned.mode in _WITH_ALPHA or "transparency" in turned.info
    plain = turned.convert("RGBA" if is_clear and media_type is not MediaType.JPEG else "RGB")
    plain.thumbnail((LONG_SIDE, LONG_SIDE))
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.copy()
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _written(picture: Image.Image, media_type: MediaType, quality: int = _QUALITY) -> bytes:
    out = io.BytesIO()
    if media_type is MediaType.PNG:
        picture.save(out, "PNG", optimize=False)
    else:
        picture.save(out, FORMATS[media_type], quality=quality)
    return out.getvalue()
