"""What the programs say for whoever looks after the machine: a line per event on standard error.

A line names the event, where it happened and the request, by a number that the person on the page
reads too. It holds no value that people typed: of an error its kind and the places in the code,
never its words, for those repeat what could not be stored or read. LOA_DEBUG=1 tells all.
"""

import json
import logging
import secrets
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

_OURS = ("loa", "_granian")
_MOST = 400
"""Characters of a message."""

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request at hand, or "" outside of one."""


def new_request_id() -> str:
    """Eight letters and digits, short enough to be told by telephone."""
    return secrets.token_hex(4).upper()


def this_request() -> str:
    """The number of the request at hand; outside of one a new number."""
    return request_id.get() or new_request_id()


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, event, request, facts, error."""

    def __init__(self, *, is_debug: bool = False) -> None:
        """`is_debug`: errors with their words and a whole trace."""
        super().__init__()
        self._is_debug = is_debug

    def format(self, record: logging.LogRecord) -> str:
        """The line of an event; `extra={"facts": {...}}` of ours goes in as it is."""
        fields: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": message_of(record),
            "process": record.process,
        }
        if number := request_id.get():
            fields["request"] = number
        fields |= getattr(record, "facts", {})
        if record.exc_info and (error := record.exc_info[1]) is not None:
            fields["error"] = _whole(error) if self._is_debug else error_without_words(error)
        return json.dumps(fields, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """The same for a person at a terminal."""

    def __init__(self, *, is_debug: bool = False) -> None:
        """`is_debug`: errors with their words and a whole trace."""
        super().__init__()
        self._is_debug = is_debug

    def format(self, record: logging.LogRecord) -> str:
        """One line, and below it where an error happened."""
        facts = " ".join(f"{key}={value}" for key, value in getattr(record, "facts", {}).items())
        words = [f"{record.name}:", message_of(record), facts, request_id.get()]
        line = " ".join(filter(None, words))
        if not record.exc_info or (error := record.exc_info[1]) is None:
            return line
        if self._is_debug:
            return f"{line}\n{_whole(error)}"
        told = error_without_words(error)
        places = "".join(f"\n    {place}" for place in told.pop("places", []))  # type: ignore[attr-defined]  # a list
        return f"{line}: {' '.join(map(str, told.values()))}{places}"


def message_of(record: logging.LogRecord) -> str:
    """The words of an event on one line; what others put into theirs is left out."""
    is_ours = record.name.partition(".")[0] in _OURS
    words = record.getMessage() if is_ours else str(record.msg)
    return (words.splitlines() or [""])[0][:_MOST]


def error_without_words(error: BaseException) -> dict[str, object]:
    """The kind of an error, those it came of, and the places in the code, the innermost last.

    Of the database's also its code and the name of the constraint (psycopg's `diag`).
    """
    kinds: list[str] = []
    one, found = error, error
    while one is not None and len(kinds) < 5:  # noqa: PLR2004  deeper tells nobody anything
        kinds.append(type(one).__qualname__)
        found = one
        one = one.__cause__ or one.__context__  # type: ignore[assignment]  # None ends it
    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, object] = {"kind": " ← ".join(kinds)}
    if state := getattr(found, "sqlstate", None):
        told["sqlstate"] = state
    if constraint := getattr(getattr(found, "diag", None), "constraint_name", None):
        told["constraint"] = constraint
    told["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return told


def configuration(*, is_json: bool, is_debug: bool) -> dict[str, object]:
    """All loggers of a process, for logging.config.dictConfig; also as a JSON file for granian."""
    line = f"{__name__}.{'JsonLines' if is_json else 'TextLines'}"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": line, "is_debug": is_debug}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "loa": {"level": "INFO"},
            # At a terminal, where somebody reads along, each request would be a flood.
            "loa.request": {"level": "INFO" if is_json else "WARNING"},
            "django": {"level": "WARNING", "handlers": [], "propagate": True},
            # It tells of every request that failed; so do we, and without the address.
            "django.request": {"level": "CRITICAL"},
            # It warns of an app object in the main module; ours is made when Django is set up.
            "procrastinate.blueprints": {"level": "ERROR"},
            "_granian": {"level": "WARNING", "handlers": ["stderr"], "propagate": False},
        },
    }


def _whole(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))
