"""Join the web subsets of Tinos into the TrueType files that Typst reads.

    python -m loa.foundation.printing.build_fonts NODE_MODULES [OUT]

Run at setup. NODE_MODULES holds @fontsource/tinos; OUT is by default where `fonts.font_dir` looks.
"""

import json
import sys
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from loa.foundation.printing.fonts import FACES, WIDTHS, file_name

SUBSETS = ("latin", "latin-ext", "vietnamese")
VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
SIGNS = "“”‘’«»–—…₫§/%°²³×±•€()[]{}<>&\"'#$@\\^~`_*+=|;:!?,.-0123456789"


def main(arguments: list[str]) -> int:
    """Build every face; the exit code is 0 when each holds all Vietnamese letters."""
    if not arguments:
        print(__doc__, file=sys.stderr)  # noqa: T201 the words of a command that was misused
        return 2
    default = Path(__file__).parent / "font_files"
    build(Path(arguments[0]), Path(arguments[1]) if len(arguments) > 1 else default)
    return 0


def build(node_modules: Path, out: Path) -> None:
    """Write one TrueType file a face into `out`, last the table of widths; each appears whole.

    Raises ValueError where a letter of Vietnamese, or a sign that offices use, is absent.
    """
    files = node_modules / "@fontsource" / "tinos" / "files"
    out.mkdir(parents=True, exist_ok=True)
    widths = {}
    for face in FACES:
        with TemporaryDirectory(dir=out) as folder:
            joined = _join([files / f"tinos-{s}-{face}.woff2" for s in SUBSETS], Path(folder))
            absent = absent_letters(joined)
            if absent:
                message = f"tinos {face} lacks {absent}"
                raise ValueError(message)
            widths[face] = advance_widths(joined)
            joined.replace(out / file_name(face))
    table = out / f"{WIDTHS}.part"
    table.write_text(json.dumps(widths), "utf-8")
    table.replace(out / WIDTHS)


def absent_letters(font: Path) -> str:
    """Letters of Vietnamese and office signs that the font file does not hold."""
    with TTFont(font, lazy=True) as opened:
        held = opened.getBestCmap()
    return "".join(letter for letter in VIETNAMESE + SIGNS if ord(letter) not in held)


def advance_widths(font: Path) -> dict[int, float]:
    """How far each code point of the font file moves the pen, in units of the em."""
    with TTFont(font, lazy=True) as opened:
        advances, em = opened["hmtx"].metrics, opened["head"].unitsPerEm
        return {code: advances[name][0] / em for code, name in opened.getBestCmap().items()}


def _join(subsets: list[Path], folder: Path) -> Path:
    parts = []
    for number, subset in enumerate(subsets):
        with TTFont(subset) as font:
            font.flavor = None
            parts.append(folder / f"part-{number}.ttf")
            font.save(parts[-1])
    joined = folder / "joined.ttf"
    Merger().merge([str(part) for part in parts]).save(joined)
    return joined


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
