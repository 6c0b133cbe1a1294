"""What commands print: results on stdout, everything said on the way on stderr."""

import io
import json
import sys


def use_utf8() -> None:
    """Write UTF-8 whatever the machine's locale, so that Vietnamese never becomes marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(words: str) -> None:
    """One line for the person; never on stdout, which belongs to results."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def emit(value: object, text: str, *, as_json: bool) -> None:
    """The result of a command: `value` as one JSON document, or `text` for a person."""
    shown = json.dumps(value, ensure_ascii=False, default=str) if as_json else text
    sys.stdout.write(f"{shown}\n")


def write(data: bytes) -> None:
    """A whole file on stdout, in the encoding it names itself."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.write(b"\n")
    sys.stdout.flush()
