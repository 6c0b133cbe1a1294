"""Lines of the log: one JSON object each, with the request, without what people typed."""

import json
import logging
import sys
from collections.abc import Callable

import pytest

from loa.kernel import logs

TYPED = "Nguyễn Thị Mẫu, 0912 345 678"


def failing() -> None:
    try:
        int(TYPED)
    except ValueError as error:
        message = f"cannot store {TYPED}"
        raise RuntimeError(message) from error


def record_of(
    name: str, message: str, *arguments: object, fails: bool = False
) -> logging.LogRecord:
    caught = None
    if fails:
        try:
            failing()
        except RuntimeError:
            caught = sys.exc_info()
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, caught)


def test_json_line_is_one_object_with_the_request() -> None:
    token = logs.request_id.set("7F3A91C2")
    try:
        record = record_of("loa.request", "request")
        record.facts = {"route": "plans:matrix", "status": 200}
        line = logs.JsonLines().format(record)
    finally:
        logs.request_id.reset(token)
    assert "\n" not in line
    found = json.loads(line)
    assert found["request"] == "7F3A91C2"
    assert (found["event"], found["level"], found["route"]) == ("request", "error", "plans:matrix")


@pytest.mark.parametrize("kind", [logs.JsonLines, logs.TextLines])
def test_error_is_told_by_kind_and_place_not_by_its_words(
    kind: Callable[[], logging.Formatter],
) -> None:
    line = kind().format(record_of("loa.foundation.ui.errors", "unexpected", fails=True))
    assert TYPED not in line
    assert "RuntimeError ← ValueError" in line
    assert "failing" in line


@pytest.mark.parametrize("kind", [logs.JsonLines, logs.TextLines])
def test_debugging_tells_all(kind: type[logs.JsonLines | logs.TextLines]) -> None:
    record = record_of("loa.foundation.ui.errors", "unexpected", fails=True)
    assert "345 678" in kind(is_debug=True).format(record)


@pytest.mark.parametrize("kind", [logs.JsonLines, logs.TextLines])
def test_what_others_put_into_their_words_is_left_out(
    kind: Callable[[], logging.Formatter],
) -> None:
    line = kind().format(record_of("some.library", "could not parse %s\nof %s", TYPED, TYPED))
    assert TYPED not in line
    assert "could not parse" in line


def test_error_of_the_database_names_code_and_constraint() -> None:
    class Diag:
        constraint_name = "orgs_account_username_key"

    class UniqueViolation(Exception):
        sqlstate = "23505"
        diag = Diag()

    told = logs.error_without_words(UniqueViolation(TYPED))
    assert (told["sqlstate"], told["constraint"]) == ("23505", "orgs_account_username_key")
    assert TYPED not in json.dumps(told, ensure_ascii=False)


def test_configuration_goes_through_a_file() -> None:
    """The web server reads it as JSON."""
    made = logs.configuration(is_json=True, is_debug=False)
    assert json.loads(json.dumps(made)) == made


def test_numbers_are_short_enough_for_a_telephone() -> None:
    numbers = {logs.new_request_id() for _ in range(100)}
    assert len(numbers) == 100
    assert {len(number) for number in numbers} == {8}
