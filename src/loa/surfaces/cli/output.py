"""What commands print: results on stdout, everything said on the way on stderr."""

import io
import json
import logging
import sys

log = logging.getLogger("loa.site")
_as_events = False


def use_utf8() -> None:
    """Write UTF-8 whatever the machine's locale, so that Vietnamese never becomes marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(words: str) -> None:
    """One line for the person; never on stdout, which belongs to results."""
    if _as_events:
        log.info(words)
        return
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def say_as_events() -> None:
    """From now on what is said goes into the log: a service has no person who reads along."""
    global _as_events  # noqa: PLW0603  the one switch, set once by a process that serves
    _as_events = True


def emit(value: object, text: str, *, as_json: bool) -> None:
    """The result of a command: `value` as one JSON document, or `text` for a person."""
    shown = json.dumps(value, ensure_ascii=False, default=str) if as_json else text
    sys.stdout.write(f"{shown}\n")


def write(data: bytes) -> None:
    """A whole file on stdout, in the encoding it names itself."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.write(b"\n")
    sys.stdout.flush()
