"""Reading the whole journal back and finding the first place where it was touched."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from loa.foundation.audit import chain
from loa.foundation.audit.models import JournalHead
from loa.foundation.audit.types import Root, VerifyResult

ERASE = "AUDIT_ERASE"
"""The verb under which an erasure of personal values stands in the journal."""

_BATCH = 5_000

_ROWS = """
    SELECT prev_hash, seq, (extract(epoch FROM at) * 1000000)::bigint, actor_id, actor_label,
           unit_id, verb, thing, before, after, commitments, hash
    FROM audit_journalrow ORDER BY seq
"""
_VALUES = """
    SELECT coalesce(v.seq, r.seq), r.commitments, v.field, v.salt, v.value, v.erased_at IS NOT NULL
    FROM (SELECT seq, commitments FROM audit_journalrow WHERE commitments <> '{}') AS r
    FULL JOIN audit_personalvalue AS v ON v.seq = r.seq ORDER BY 1, 3
"""

_GAP = "Thiếu hoặc xáo trộn dòng: số thứ tự không liền nhau."
_LINK = "Dòng không nối với dòng đứng trước nó."
_BYTES = "Nội dung dòng đã bị sửa: mã băm không khớp."
_SHORT = "Mất dòng ở cuối sổ: sổ ngắn hơn số dòng đã ghi."
_LONG = "Có dòng ở cuối sổ không do hệ thống ghi."
_END = "Dòng cuối không khớp với mã băm đã ghi ở đầu sổ."
_ROOT = "Sổ đã bị viết lại: dòng này không còn mang mã băm đã xuất ra ngoài cơ sở dữ liệu."
_VALUE = "Giá trị cá nhân không khớp với cam kết trong sổ."
_LOST = "Giá trị cá nhân bị mất hoặc bị xóa mà không có dòng ghi việc xóa."


class _Touched(Exception):
    """Where and how; stays inside this file."""

    def __init__(self, seq: int, reason_vi: str) -> None:
        super().__init__(reason_vi)
        self.seq, self.reason_vi = seq, reason_vi


@dataclass
class _Reading:
    """How far the reading has come."""

    rows: int = 0
    last: bytes = chain.FIRST


def verify(roots: Iterable[Root] = ()) -> VerifyResult:
    """Read every row by number, recompute the chain, and compare head and personal values.

    Finds a changed byte, a row taken out of the middle or the end, rows put in another order, a
    changed or lost personal value, an erasure that nobody recorded; with `roots` that were kept
    outside the database also a chain that was rewritten as a whole. Runs beside writers: what is
    appended while it reads is read as well. `rows` counts the rows found sound.
    """
    reading, erased = _Reading(), set[tuple[int, str]]()
    before = _head()
    marks = {root.rows: (root.hash, _ROOT) for root in roots}
    if before[0] not in marks:
        marks[before[0]] = (before[1].hex(), _END)
    try:
        _check_chain(reading, marks, erased)
        _check_end(reading, before, _head())
        _check_values(reading.rows, erased)
    except _Touched as touched:
        return VerifyResult(reading.rows, False, touched.seq, touched.reason_vi, reading.last.hex())  # noqa: FBT003  a result, not a switch
    return VerifyResult(reading.rows, True, None, "", reading.last.hex())  # noqa: FBT003  as above


def _check_chain(
    reading: _Reading, marks: dict[int, tuple[str, str]], erased: set[tuple[int, str]]
) -> None:
    """The rows one after another; at each of `marks` the chain must end in that hash."""
    rows, last, link = 0, chain.FIRST, chain.link
    ahead = sorted((number for number in marks if number > 0), reverse=True)
    mark = ahead.pop() if ahead else -1
    for batch in _batches(_ROWS):
        for row in batch:
            if row[1] != rows + 1:
                raise _Touched(rows + 1, _GAP)
            if row[0] != last:
                raise _Touched(row[1], _LINK)
            last = link(*row[:-1])
            if last != row[-1]:
                raise _Touched(row[1], _BYTES)
            rows += 1
            reading.rows, reading.last = rows, last
            if rows == mark:
                if last.hex() != marks[mark][0]:
                    raise _Touched(rows, marks[mark][1])
                mark = ahead.pop() if ahead else -1
            if row[6] == ERASE:
                erased |= {(seq, name) for seq, name in json.loads(row[9])["erased"]}
    if mark > rows:
        raise _Touched(rows + 1, _SHORT)


def _check_end(reading: _Reading, before: tuple[int, bytes], after: tuple[int, bytes]) -> None:
    if reading.rows < before[0]:
        raise _Touched(reading.rows + 1, _SHORT)
    if reading.rows > after[0]:
        raise _Touched(after[0] + 1, _LONG)
    if reading.rows == after[0] and reading.last != after[1]:
        raise _Touched(reading.rows, _END)


def _check_values(rows: int, erased: set[tuple[int, str]]) -> None:
    current, expected = 0, dict[str, str]()
    for batch in _batches(_VALUES):
        for seq, commitments, name, salt, value, is_erased in batch:
            if seq > rows:  # written after the chain was read
                break
            if seq != current:
                if expected:
                    raise _Touched(current, _LOST)
                current, expected = seq, json.loads(commitments or "{}")
            committed = expected.pop(name, None)
            if committed is None:
                raise _Touched(seq, _LOST)
            if is_erased and (seq, name) not in erased:
                raise _Touched(seq, _LOST)
            if not is_erased and chain.commitment(salt, value) != committed:
                raise _Touched(seq, _VALUE)
    if expected:
        raise _Touched(current, _LOST)


def _head() -> tuple[int, bytes]:
    head = JournalHead.objects.filter(pk=1).first()
    return (head.rows, bytes(head.hash)) if head else (0, chain.FIRST)


def _batches(query: str) -> Iterator[list[tuple[Any, ...]]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while batch := cursor.fetchmany(_BATCH):
            yield batch
