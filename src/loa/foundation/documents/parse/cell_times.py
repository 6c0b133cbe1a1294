"""By when, as cells of a table say it: shorter than sentences do, and sometimes a bare number."""

import re
from dataclasses import replace
from datetime import date, timedelta

from loa.foundation.documents.parse.structure import NO_TIMING, Rhythm, Timing, TimingKind
from loa.foundation.documents.parse.timing import timing_of

_SERIAL = re.compile(r"[2-6]\d{4}\Z")
# Day 0 of Excel's calendar of 1900 as it counts days after February 1900.
_DAY_ZERO = date(1899, 12, 30)
_DASH = r"\s*(?:-|–|—|đến|,|và)\s*"
_AS_SENTENCES = (
    (re.compile(r"\bqu[íý]\b", re.IGNORECASE), "quý"),
    (re.compile(r"\A(0?[1-9]|1[0-2])\s*[/-]\s*(20\d\d)\Z"), r"tháng \1/\2"),
    (re.compile(r"\A(IV|I{1,3})\s*[/-]\s*(20\d\d)\Z"), r"quý \1/\2"),
    (re.compile(rf"\btháng\s+\d{{1,2}}(?:{_DASH}(?:tháng\s+)?\d{{1,2}})*{_DASH}(?:tháng\s+)?"
                r"(\d{1,2})\b(?!\s*tháng)", re.IGNORECASE), r"tháng \1"),
    (re.compile(r"\A20\d\d\s*[-–]\s*(20\d\d)\Z"), r"năm \1"),
    (re.compile(r"\A(20\d\d)\Z"), r"năm \1"),
    (re.compile(r"\b0?1\s+tháng/lần|\b12\s+lần/năm|01 lần/tháng", re.IGNORECASE), "hằng tháng"),
    (re.compile(r"\b0?3\s+tháng/lần|\b0?4\s+lần/năm|các quý", re.IGNORECASE), "hằng quý"),
    (re.compile(r"\b0?2\s+lần/năm", re.IGNORECASE), "6 tháng"),
)  # fmt: skip
_WHOLE_YEAR = re.compile(
    r"(?:trong|cả|hết|cuối|đến hết|đến cuối)?\s*năm(?:\s+học)?(?:\s+20\d\d.*)?\Z", re.IGNORECASE
)
_NO_YEAR = "Thời hạn không ghi năm"
_POINTS = re.compile(r"(?:\btháng\s+\d{1,2}\b|\bquý\s+(?:IV|I{1,3}|[1-4])\b)", re.IGNORECASE)


def cell_timing(cell: str, year: int | None) -> Timing:
    """What a cell of a column of time says; verbatim are its words as they stand.

    A bare number that Excel would show as a day is not taken for one: it asks.
    """
    words = " ".join(cell.split())
    if not words:
        return NO_TIMING
    if _SERIAL.match(words):
        day = _DAY_ZERO + timedelta(days=int(words))
        doubt = (
            f"Ô ghi số {words}, không phải ngày. Nếu là ngày của Excel thì đó là {day:%d/%m/%Y}; "
            "hãy ghi lại ngày."
        )
        return Timing(TimingKind.RELATIVE, words, doubts=(doubt,))
    plain = words
    for pattern, sentence in _AS_SENTENCES:
        plain = pattern.sub(sentence, plain)
    timing = replace(timing_of(plain, year), verbatim=words)
    if timing.kind is TimingKind.DATE and _WHOLE_YEAR.match(words):
        timing = replace(timing, kind=TimingKind.PERIOD)
    # A table stands in a plan of a year: a quarter of it needs no year of its own.
    told = tuple(words for words in timing.doubts if not words.startswith(_NO_YEAR))
    timing = replace(timing, doubts=told)
    points = {point.lower() for point in _POINTS.findall(words)}
    if len(points) > 1 and timing.rhythm is None and re.search(r",|;|\bvà\b", words):
        doubt = f"Ô ghi nhiều mốc «{words}»; tạm lấy mốc cuối."
        timing = replace(timing, doubts=(*timing.doubts, doubt))
    if timing.rhythm is Rhythm.ONGOING and timing.due_on is not None:
        timing = replace(timing, due_on=None)
    return timing
