"""Words of a picture, read by tesseract with its Vietnamese (Debian: tesseract-ocr-vie)."""

import csv
import io
import re
import shutil
import subprocess
import unicodedata
from collections import defaultdict
from functools import cache
from statistics import median

from PIL import Image

from loa.foundation.files.extract.pdf_lines import Word

DPI = 300
POINTS = 72 / DPI
"""Points in a pixel of a picture that is read."""
_PATH = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"
_LANGUAGE = "vie"
_ENVIRONMENT = {"PATH": _PATH, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
"""One thread each: pages are read side by side."""
_COLUMN = ("--psm", "4")
"""One column of text of any sizes."""
_WORD_LEVEL = "5"
_HANGING = frozenset("gjpqyQ,;()[]/|{}")
_DOT_BELOW = "\u0323"
_EM_OF_WORD = 1.3
"""A word's box, cap or letters with marks, times this is about the size of its font."""
_RULES = frozenset("|¦_—–-=~‘’'`.,·•:;\"“”«»*°\\^<>")
_KEPT_SIGNS = frozenset({"-", "–", "+", "./.", "/.", ":", ";", ".", ",", "*", "•", "…"})
_SURE_SIGN = 0.4
_STROKE = re.compile(r"[_—=~-]{3}")


def tesseract() -> str | None:
    """The program, where it is installed together with Vietnamese."""
    program = shutil.which("tesseract", path=_PATH)
    return program if program and _LANGUAGE in _languages(program) else None


@cache
def _languages(program: str) -> frozenset[str]:
    listed = subprocess.run(  # noqa: S603  (a program of the machine, no shell)
        [program, "--list-langs"], capture_output=True, check=False, text=True, env=_ENVIRONMENT
    )
    return frozenset(listed.stdout.split())


def lines_in(
    picture: Image.Image, *, seconds: float, options: tuple[str, ...] = _COLUMN
) -> list[list[Word]]:
    """The lines of a grey picture of DPI pixels an inch; places in points, y upwards.

    Raises subprocess.TimeoutExpired after `seconds`; a page that the program fails on has none.
    """
    program = tesseract()
    if program is None:
        return []
    wire = io.BytesIO()
    picture.save(wire, "PPM")
    read = subprocess.run(  # noqa: S603  (a program of the machine, no shell)
        [
            *(program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(DPI)),
            *options,
            *("-c", "tessedit_create_tsv=1"),
        ],
        input=wire.getvalue(),
        capture_output=True,
        check=False,
        timeout=max(seconds, 0.1),
        env=_ENVIRONMENT,
    )
    return _lines(read.stdout.decode("utf-8", "replace"), picture.height)


def _lines(table: str, height: int) -> list[list[Word]]:
    lines: defaultdict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        if row.get("level") == _WORD_LEVEL and (row.get("text") or "").strip():
            lines[row["block_num"], row["par_num"], row["line_num"]].append(row)
    return [words for line in lines.values() if (words := _line_words(line, height))]


def _line_words(line: list[dict[str, str]], height: int) -> list[Word]:
    """The words of one line on one baseline; signs that are scratches and rules left out."""
    boxes = [tuple(int(row[name]) for name in ("left", "top", "width", "height")) for row in line]
    standing = [
        top + tall
        for (_, top, _, tall), row in zip(boxes, line, strict=True)
        if _stands(row["text"])
    ]
    foot = median(standing or [top + 0.85 * tall for _, top, _, tall in boxes])
    size = max(_EM_OF_WORD * POINTS * median(tall for *_, tall in boxes), 1.0)
    return [
        Word(
            unicodedata.normalize("NFC", row["text"].strip()),
            left=left * POINTS,
            right=(left + wide) * POINTS,
            baseline=(height - foot) * POINTS,
            size=size,
            confidence=min(max(float(row["conf"]) / 100, 0.0), 1.0),
        )
        for (left, _, wide, _), row in zip(boxes, line, strict=True)
        if not _is_scratch(row["text"].strip(), float(row["conf"]) / 100)
    ]


def _stands(text: str) -> bool:
    """Whether no letter of `text` reaches below its line."""
    marks = unicodedata.normalize("NFD", text)
    return _HANGING.isdisjoint(marks) and _DOT_BELOW not in marks and any(map(str.isalnum, text))


def _is_scratch(text: str, confidence: float) -> bool:
    """Whether a sign is dust, a ruling line or the stroke of a signature."""
    if _STROKE.search(text) and confidence < _SURE_SIGN:
        return True
    if not _RULES.issuperset(text):
        return False
    return text not in _KEPT_SIGNS or confidence < _SURE_SIGN
