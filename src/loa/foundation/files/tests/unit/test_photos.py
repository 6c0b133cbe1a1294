"""Photos: hidden data gone, pixels upright, limits held."""

import io
import zlib

import pytest
from PIL import Image

from loa.foundation.files.extract import photos
from loa.foundation.files.extract.facade import MediaType
from loa.foundation.files.extract.photos import ImageTooLarge, ImageUnreadable, clean_image
from loa.foundation.files.tests.factories import picture

KINDS = [("JPEG", MediaType.JPEG), ("PNG", MediaType.PNG), ("WEBP", MediaType.WEBP)]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def colour(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def is_red(image: Image.Image, x: int, y: int) -> bool:
    red, _, blue = colour(image, x, y)
    return red > 200 and blue < 60


@pytest.mark.parametrize(("kind", "media_type"), KINDS)
def test_clean_image_takes_camera_and_place_away(kind: str, media_type: MediaType) -> None:
    data = picture(kind=kind)
    assert opened(data).getexif().get_ifd(0x8825)
    clean = clean_image(data, media_type)
    for kept in (clean.data, clean.thumbnail):
        assert not opened(kept).getexif()
        assert "exif" not in opened(kept).info
        assert b"Camera" not in kept
    assert opened(clean.data).format == kind
    assert (clean.width, clean.height) == (60, 40)


@pytest.mark.parametrize(("kind", "media_type"), KINDS)
def test_clean_image_turned_as_the_camera_says(kind: str, media_type: MediaType) -> None:
    """Turn 6: the camera was held upright; the red left half is the top."""
    clean = clean_image(picture(kind=kind, turn=6), media_type)
    shown = opened(clean.data).convert("RGB")
    assert shown.size == (clean.width, clean.height) == (40, 60)
    assert is_red(shown, 20, 5)
    assert not is_red(shown, 20, 55)


def test_clean_image_thumbnail_fits_and_keeps_its_shape() -> None:
    thumbnail = opened(clean_image(picture(1200, 600), MediaType.JPEG).thumbnail)
    assert thumbnail.size == (480, 240)
    assert thumbnail.format == "JPEG"


def test_clean_image_small_picture_is_not_blown_up() -> None:
    assert opened(clean_image(picture(), MediaType.JPEG).thumbnail).size == (60, 40)


def test_clean_image_clear_parts_kept_and_white_in_the_thumbnail() -> None:
    clean = clean_image(picture(kind="PNG", mode="RGBA"), MediaType.PNG)
    assert opened(clean.data).mode == "RGBA"
    assert opened(clean.thumbnail).mode == "RGB"
    assert colour(opened(clean.thumbnail), 55, 20)[0] > 100


def test_clean_image_long_side_brought_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "LONG_SIDE", 30)
    clean = clean_image(picture(), MediaType.JPEG)
    assert (clean.width, clean.height) == (30, 20)


@pytest.mark.parametrize(("kind", "media_type"), KINDS)
def test_clean_image_too_many_pixels(
    monkeypatch: pytest.MonkeyPatch, kind: str, media_type: MediaType
) -> None:
    data = picture(kind=kind)
    monkeypatch.setattr(photos, "MAX_PIXELS", 2399)
    monkeypatch.setattr(photos, "MAX_PIXELS_PACKED", 2399)
    with pytest.raises(ImageTooLarge):
        clean_image(data, media_type)


def test_clean_image_bomb_is_never_unpacked() -> None:
    """A PNG of a few bytes that says it is 50 000 × 50 000."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    crc = zlib.crc32(data[12:29])
    data[29:33] = crc.to_bytes(4, "big")
    with pytest.raises(ImageTooLarge):
        clean_image(bytes(data), MediaType.PNG)


@pytest.mark.parametrize(("kind", "media_type"), KINDS)
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.8])
def test_clean_image_cut_short(kind: str, media_type: MediaType, kept: float) -> None:
    data = picture(kind=kind)
    with pytest.raises(ImageUnreadable, match="bị hỏng"):
        clean_image(data[: int(len(data) * kept)], media_type)


def test_clean_image_of_another_kind_than_said() -> None:
    with pytest.raises(ImageUnreadable):
        clean_image(picture(kind="PNG"), MediaType.JPEG)
