"""A chain rewritten as a whole verifies by itself, and not against a root kept elsewhere."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from loa.foundation.audit import chain
from loa.foundation.audit import facade as audit
from loa.foundation.audit.models import JournalRow
from loa.foundation.audit.tests.factories import Somebody, as_intruder
from loa.kernel.db import Change, operation

pytestmark = pytest.mark.django_db

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)


@operation
def write(*, count: int) -> None:
    for n in range(count):
        change = Change(before={}, after={"n": n})
        audit.record(actor=Somebody(), verb="V", thing=f"t:{n}", change=change, at=AT)


def rewrite(seq: int) -> None:
    """What the owner of the database can do: change a row and make all hashes after it fit."""
    last = chain.FIRST
    for row in JournalRow.objects.order_by("seq"):
        after = '{"n":99}' if row.seq == seq else row.after
        at = chain.microseconds(row.at)
        who = (row.actor_id, row.actor_label, row.unit_id)
        what = (row.verb, row.thing, row.before, after, row.commitments)
        made = chain.link(last, row.seq, at, *who, *what)
        as_intruder(
            "UPDATE audit_journalrow SET after = convert_from(%s, 'UTF8'), prev_hash = %s,"
            " hash = %s WHERE seq = %s",
            after.encode(),
            last,
            made,
            row.seq,
        )
        last = made
    as_intruder("UPDATE audit_journalhead SET hash = %s", last)


def test_root_of_the_past_finds_a_chain_that_was_rewritten(tmp_path: Path) -> None:
    write(count=4)
    kept = audit.export_root(folders=[tmp_path], at=AT)
    assert kept is not None
    write(count=3)
    roots = audit.read_roots(tmp_path / audit.ROOTS_FILE)
    assert roots == [kept]
    assert audit.verify(roots).ok

    rewrite(seq=2)
    assert audit.verify().ok
    found = audit.verify(roots)
    assert (found.ok, found.first_bad_seq) == (False, 4)
    assert "viết lại" in found.reason_vi


def test_root_does_not_see_what_came_after_it(tmp_path: Path) -> None:
    write(count=4)
    audit.export_root(folders=[tmp_path], at=AT)
    write(count=3)
    rewrite(seq=6)
    assert audit.verify(audit.read_roots(tmp_path / audit.ROOTS_FILE)).ok


def test_root_finds_a_journal_that_was_cut_and_its_head_too() -> None:
    write(count=2)
    assert not audit.verify([audit.Root(3, "00" * 32)]).ok


def test_export_root_is_one_line_a_day_in_each_folder(tmp_path: Path) -> None:
    places = [tmp_path / "roots", tmp_path]
    assert audit.export_root(folders=places, at=AT) is None
    write(count=1)
    for hours in (0, 5, 24, 30):
        audit.export_root(folders=places, at=AT + timedelta(hours=hours))
        write(count=1)
    for place in places:
        lines = (place / audit.ROOTS_FILE).read_text().splitlines()
        assert [line.split()[:2] for line in lines] == [["2022-03-10", "1"], ["2022-03-11", "3"]]


def test_export_root_that_one_folder_refuses_is_kept_in_the_others(tmp_path: Path) -> None:
    write(count=1)
    (tmp_path / "file").touch()
    with pytest.raises(audit.RootsNotKept, match="file"):
        audit.export_root(folders=[tmp_path / "file", tmp_path], at=AT)
    assert (tmp_path / audit.ROOTS_FILE).exists()


@pytest.mark.parametrize(
    "line", ["x", "2022-03-10 1", "2022-03-10 1 zz", "2022-03-10 a " + "0" * 64]
)
def test_read_roots_refuses_what_is_none(tmp_path: Path, line: str) -> None:
    (tmp_path / "roots").write_text(f"2022-03-09 1 {'0' * 64}\n{line}\n")
    with pytest.raises(audit.RootsUnreadable, match="dòng 2"):
        audit.read_roots(tmp_path / "roots")
