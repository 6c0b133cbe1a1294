"""The typefaces Loa prints with: where they lie, which letters they hold, how wide a text runs.

Tinos has the metrics of Times New Roman, which NĐ 30/2020/NĐ-CP (annex I, part I, section I.4)
prescribes, and may be passed on (OFL-1.1). `build_fonts` makes the files at setup.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

from loa.kernel.errors import DomainError

FAMILY = "Tinos"
FACES = ("400-normal", "400-italic", "700-normal", "700-italic")

# Signs that Tinos lacks and offices type. The pinned Typst carries fonts that hold them, and the
# templates name those fonts after Tinos; a test prints every sign.
SPARE_FAMILIES = ("New Computer Modern", "DejaVu Sans Mono")
SPARE_SIGNS = frozenset("≥≤≈≠→←↔∞√‰✓✔☐☑●○■□▪")


class FontsMissing(DomainError):
    """The setup step that fetches and joins the fonts has not run."""

    code = "FONTS_MISSING"
    message_vi = "Máy chưa có phông chữ để in. Chạy lệnh «make setup» rồi thử lại."


class Shape(NamedTuple):
    """What one face holds: code points, and advance widths in units of the em."""

    letters: frozenset[int]
    widths: dict[int, float]


def font_dir() -> Path:
    """The folder of the built fonts. Raises FontsMissing where a face is absent."""
    folder = Path(__file__).parent / "font_files"
    if not all(_file(folder, face).is_file() for face in FACES):
        raise FontsMissing
    return folder


def missing_letters(text: str) -> list[str]:
    """Letters of `text` that some face of Tinos and the spare fonts cannot show, each once."""
    held = _letters_in_every_face()
    seen = dict.fromkeys(text)
    return [
        letter
        for letter in seen
        if ord(letter) not in held and letter not in SPARE_SIGNS and letter not in "\n\t"
    ]


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """How far `text` runs on one line, in points, at `size` points; kerning is left out."""
    face = f"{700 if bold else 400}-{'italic' if italic else 'normal'}"
    widths = _shape(font_dir(), face).widths
    return size * sum(widths.get(ord(letter), 0.5) for letter in text)


@cache
def _letters_in_every_face() -> frozenset[int]:
    folder = font_dir()
    return frozenset.intersection(*(_shape(folder, face).letters for face in FACES))


@cache
def _shape(folder: Path, face: str) -> Shape:
    with TTFont(_file(folder, face), lazy=True) as font:
        cmap: dict[int, str] = font.getBestCmap()
        advances = font["hmtx"].metrics
        em = font["head"].unitsPerEm
        widths = {code: advances[name][0] / em for code, name in cmap.items()}
    return Shape(frozenset(cmap), widths)


def _file(folder: Path, face: str) -> Path:
    return folder / f"tinos-{face}.ttf"
