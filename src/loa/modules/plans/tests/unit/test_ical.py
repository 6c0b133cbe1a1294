"""The calendar that other programs subscribe to, read back by another hand."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules.ical import Event, calendar_text, escaped, folded

icalendar = pytest.importorskip("icalendar")
_AT = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def _event(summary: str = "Việc", *, is_cancelled: bool = False, sequence: int = 0) -> Event:
    return Event(
        "viec-1-2@loa", date(2022, 3, 31), summary, "Đang làm", "https://x/viec/1/", is_cancelled,
        sequence, _AT,
    )  # fmt: skip


def _printable(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign == "\n" or sign.isprintable())


@given(summary=_TEXT)
def test_another_reader_finds_the_words_again(summary: str) -> None:
    text = calendar_text(summary, [_event(summary)])
    read = icalendar.Calendar.from_ical(text)
    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == _printable(summary)
    assert event["DTSTART"].dt == date(2022, 3, 31)
    assert event["DTEND"].dt == date(2022, 4, 1)
    assert event["LAST-MODIFIED"].dt == _AT


@given(summary=_TEXT)
def test_no_line_is_longer_than_75_octets_and_each_ends_in_crlf(summary: str) -> None:
    data = calendar_text(summary, [_event(summary)]).encode()
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode() or line == lines[-1] for line in lines)


@given(line=_TEXT.filter(lambda text: "\r" not in text and "\n" not in text))
def test_folding_is_undone_by_taking_the_folds_away(line: str) -> None:
    assert folded(line).replace("\r\n ", "") == line


def test_text_is_escaped() -> None:
    assert escaped("a;b,c\\d\r\ne\x00\x1b") == "a\\;b\\,c\\\\d\\ne"


def test_what_was_taken_away_is_cancelled_and_no_alarm_is_set() -> None:
    text = calendar_text("Lịch", [_event(is_cancelled=True, sequence=3), _event()])
    gone, live = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (str(gone["STATUS"]), gone["SEQUENCE"]) == ("CANCELLED", 3)
    assert (str(live["STATUS"]), str(live["TRANSP"])) == ("CONFIRMED", "TRANSPARENT")
    assert "VALARM" not in text
