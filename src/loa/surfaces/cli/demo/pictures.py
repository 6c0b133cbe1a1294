"""Pictures for the evidence of the demonstration: drawn, so that nobody real is in them."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

_SIZE = (960, 600)


@cache
def leaflets() -> bytes:
    """A tray of leaflets on a desk."""
    image = Image.new("RGB", _SIZE, "#F1ECE3")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 400, 960, 600), fill="#B98F63")
    for left, top, colour in ((200, 180, "#A3161E"), (360, 200, "#0B5CAD"), (520, 170, "#1F7A53")):
        draw.rectangle((left, top, left + 200, top + 270), fill="#FFFFFF", outline="#C3CBD3")
        draw.rectangle((left, top, left + 200, top + 70), fill=colour)
        for line in range(4):
            y = top + 110 + 35 * line
            draw.line((left + 30, y, left + 170, y), fill="#7E8B97", width=8)
    return _jpeg(image)


@cache
def meeting() -> bytes:
    """People at a village meeting, as heads and shoulders."""
    image = Image.new("RGB", _SIZE, "#EDE4D6")
    draw = ImageDraw.Draw(image)
    draw.rectangle((280, 70, 680, 220), fill="#A3161E")
    draw.line((330, 130, 630, 130), fill="#FFD43B", width=14)
    draw.line((370, 175, 590, 175), fill="#FFD43B", width=14)
    colours = ("#2F74C0", "#1F7A53", "#6A45B0", "#B86E00", "#0B5CAD")
    for n, colour in enumerate(colours):
        x = 170 + 155 * n
        draw.ellipse((x - 42, 330, x + 42, 414), fill="#3A2A1E")
        draw.pieslice((x - 80, 420, x + 80, 620), 180, 360, fill=colour)
    return _jpeg(image)


@cache
def board() -> bytes:
    """A notice board."""
    image = Image.new("RGB", _SIZE, "#F3F1EA")
    draw = ImageDraw.Draw(image)
    draw.rectangle((130, 70, 830, 490), fill="#FFFFFF", outline="#8A5A3B", width=22)
    for n, colour in enumerate(("#DDEBFA", "#FFF1CC", "#FBE3E1", "#DDF3E7")):
        left = 180 + 160 * n
        draw.rectangle((left, 130, left + 130, 340), fill=colour, outline="#7E8B97")
        for line in range(4):
            draw.line((left + 20, 170 + 40 * line, left + 110, 170 + 40 * line), "#7E8B97", 6)
    draw.line((190, 410, 770, 410), fill="#C3CBD3", width=14)
    return _jpeg(image)


def _jpeg(image: Image.Image) -> bytes:
    ImageDraw.Draw(image).text((24, 560), "Anh minh hoa", fill="#4A5560")
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
