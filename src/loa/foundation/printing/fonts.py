"""The typefaces Loa prints with: where they lie, which letters they hold, how wide a text runs.

Tinos has the metrics of Times New Roman, which NĐ 30/2020/NĐ-CP (annex I, part I, section I.4)
prescribes, and may be passed on (OFL-1.1). `build_fonts` makes the files at setup.
"""

import json
from functools import cache
from pathlib import Path

from loa.kernel.errors import DomainError

FAMILY = "Tinos"
WIDTHS = "widths.json"
FACES = ("400-normal", "400-italic", "700-normal", "700-italic")

# Signs that Tinos lacks and offices type. The pinned Typst carries fonts that hold them, and the
# templates name those fonts after Tinos; a test prints every sign.
SPARE_FAMILIES = ("New Computer Modern", "DejaVu Sans Mono")
SPARE_SIGNS = frozenset("≥≤≈≠→←↔∞√‰†‡✓✔☐☑●○■□▪")


class FontsMissing(DomainError):
    """The setup step that fetches and joins the fonts has not run."""

    code = "FONTS_MISSING"
    message_vi = "Máy chưa có phông chữ để in. Chạy lệnh «make setup» rồi thử lại."


def file_name(face: str) -> str:
    """The font file of a face such as "700-italic"."""
    return f"tinos-{face}.ttf"


def font_dir() -> Path:
    """The folder of the built fonts. Raises FontsMissing where a face is absent."""
    folder = Path(__file__).parent / "font_files"
    if not all((folder / name).is_file() for name in (WIDTHS, *map(file_name, FACES))):
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
    widths = _widths(face)
    return size * sum(widths.get(ord(letter), 0.5) for letter in text)


@cache
def _letters_in_every_face() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(_widths(face)) for face in FACES))


@cache
def _widths(face: str) -> dict[int, float]:
    """Advance widths by code point, in units of the em; read from a table, which is quick."""
    table = json.loads((font_dir() / WIDTHS).read_text("utf-8"))
    return {int(code): width for code, width in table[face].items()}
