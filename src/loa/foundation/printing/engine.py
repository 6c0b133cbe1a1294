"""One way to a PDF: a Typst template and plain data, compiled in a process of its own.

The data reaches the template as JSON (`json(bytes(sys.inputs.data))`), never as Typst source, so
no text can become markup. Files are tagged PDF/UA-1; the same data gives the same bytes.
"""

import base64
import json
import logging
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from loa.foundation.printing.fonts import font_dir, missing_letters
from loa.foundation.printing.texts import clean_data
from loa.kernel.errors import DomainError

log = logging.getLogger(__name__)

TIME_LIMIT_SECONDS = 120.0
WORKER = Path(__file__).parent / "typst_worker.py"
EXCERPT = 30


class MissingGlyph(DomainError):
    """A letter that the print fonts do not hold; the words name it and where it stands."""

    code = "MISSING_GLYPH"


class PrintFailed(DomainError):
    """The engine refused the template, ran too long or died; the log holds its words."""

    code = "PRINT_FAILED"
    message_vi = "Không tạo được tệp PDF. Thử lại; nếu vẫn không được, báo quản trị hệ thống."


def render(
    template: Path, data: Mapping[str, object], *, time_limit: float = TIME_LIMIT_SECONDS
) -> bytes:
    """The PDF that `template` makes of `data` (JSON-like); the template's folder is its root.

    Text is composed (NFC) and freed of control characters first. Takes 0.2 s and more: call it
    outside transactions. Raises MissingGlyph, FontsMissing, PrintFailed.
    """
    return _compile(_request(template, data), WORKER, time_limit)


def render_pages(template: Path, data: Mapping[str, object]) -> list[bytes]:
    """The same as pictures, a PNG for each page. Raises as `render`."""
    request = {**_request(template, data), "format": "png"}
    pages = json.loads(_compile(request, WORKER, TIME_LIMIT_SECONDS))
    return [base64.b64decode(page) for page in pages]


def _request(template: Path, data: Mapping[str, object]) -> dict[str, str]:
    cleaned = clean_data(dict(data))
    _require_letters(cleaned)
    return {
        "template": str(template),
        "root": str(template.parent),
        "fonts": str(font_dir()),
        "data": json.dumps(cleaned, ensure_ascii=False),
    }


def _require_letters(data: object) -> None:
    """Raise MissingGlyph for the first letter that cannot be printed."""
    for text in _texts(data):
        missing = missing_letters(text)
        if not missing:
            continue
        at = text.index(missing[0])
        excerpt = text[max(0, at - EXCERPT) : at + EXCERPT].strip()
        names = ", ".join(
            f"«{letter}» (U+{ord(letter):04X} {unicodedata.name(letter, '')})".replace(" )", ")")
            for letter in missing
        )
        message = f"Phông chữ in không có ký tự {names} trong: «{excerpt}». Thay ký tự rồi in lại."
        raise MissingGlyph(message)


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for item in data.values():
            yield from _texts(item)
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)


def _compile(request: dict[str, str], worker: Path, time_limit: float) -> bytes:
    """Run the worker; every way in which it can end badly is one PrintFailed."""
    template = Path(request["template"]).name
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter and worker, no shell
            [sys.executable, "-P", str(worker)],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=time_limit,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        log.exception("typst %s: no answer in %s s", template, time_limit)
        raise PrintFailed from late
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip()
        log.error("typst %s: exit %s: %s", template, done.returncode, words)
        raise PrintFailed
    return done.stdout
