"""The law of a day, from the reference files and from tables."""

from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from django.db import IntegrityError

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.legal.models import CalendarDay, LegalParameter
from loa.foundation.legal.tests.factories import RECORDED_AT, load_law, put_in_force
from loa.kernel.places import data_dir
from loa.kernel.worktime.data import civil_service

pytestmark = pytest.mark.django_db

REFORM = date(2025, 7, 1)
DAY = timedelta(days=1)
CODE = "test.fee"


def edit_reference(folder: Path, name: str, old: str, new: str) -> None:
    """Change the words of one file of a copy."""
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the reference files that a test may change."""
    for name in ("law", "calendar"):
        copytree(data_dir() / name, tmp_path / name)
    monkeypatch.setenv("LOA_REFERENCE", str(tmp_path))
    return tmp_path


def test_load_reference_once() -> None:
    assert legal.load_reference(at=RECORDED_AT)
    rows = LegalParameter.objects.count(), CalendarDay.objects.count()
    assert not legal.load_reference(at=RECORDED_AT + DAY)
    assert rows == (LegalParameter.objects.count(), CalendarDay.objects.count())
    assert len(audit.entries_for("legal.reference")) == 1


def test_working_calendar_of_the_table_is_that_of_the_files() -> None:
    load_law()
    table, files = legal.working_calendar(), civil_service()
    assert (table.weekly, table.special) == (files.weekly, files.special)
    assert set(table.doubts) == set(files.doubts)
    assert legal.working_calendar() is table


def test_changed_file_supersedes_and_keeps_the_rest(copied: Path) -> None:
    load_law()
    before = legal.working_calendar()
    edit_reference(copied, "calendar/2025.toml", 'name = "Giỗ Tổ Hùng Vương"', 'name = "Giỗ Tổ"')
    edit_reference(copied, "calendar/2027.toml", "announced = false", "announced = true")
    edit_reference(copied, "law/reports.toml", "commune = 2", "commune = 3")
    count = CalendarDay.objects.count()
    assert legal.load_reference(at=RECORDED_AT + DAY)
    assert CalendarDay.objects.count() == count + 1
    after = legal.working_calendar()
    assert after.special[date(2025, 4, 7)].name == "Giỗ Tổ"
    assert len(after.doubts) == len(before.doubts) - 1
    assert legal.due_days(date(2022, 3, 15))["commune"] == 3
    assert legal.due_days(REFORM)["commune"] == 2


def test_row_taken_out_of_the_files_is_no_law_any_more(copied: Path) -> None:
    load_law()
    (copied / "law" / "reports.toml").unlink()
    legal.load_reference(at=RECORDED_AT + DAY)
    with pytest.raises(legal.NotInForce, match=r"reports\.due_days"):
        legal.due_days(REFORM)


def test_value_changes_on_its_day_and_can_be_repealed() -> None:
    put_in_force(CODE, {"dong": 1}, from_=date(2022, 1, 1))
    put_in_force(CODE, {"dong": 2}, from_=date(2023, 1, 1), verified=False)
    put_in_force(CODE, None, from_=date(2024, 1, 1))
    with pytest.raises(legal.NotInForce, match="31/12/2021"):
        legal.value(CODE, on=date(2021, 12, 31))
    assert legal.value(CODE, on=date(2022, 1, 1)) == {"dong": 1}
    assert legal.value(CODE, on=date(2022, 12, 31)) == {"dong": 1}
    assert legal.value(CODE, on=date(2023, 1, 1)) == {"dong": 2}
    assert legal.in_force(CODE, on=date(2022, 5, 1)).last_day == date(2022, 12, 31)
    assert legal.is_verified(CODE, date(2022, 5, 1))
    assert not legal.is_verified(CODE, on=date(2023, 12, 31))
    assert legal.cites(CODE, on=date(2023, 1, 1)) == "made for a test"
    with pytest.raises(legal.NotInForce):
        legal.value(CODE, on=date(2024, 1, 1))


def test_last_value_has_no_last_day() -> None:
    put_in_force(CODE, {"dong": 1}, from_=date(2022, 1, 1))
    assert legal.in_force(CODE, on=date(2030, 1, 1)).last_day is None


def test_two_values_of_one_day_are_impossible() -> None:
    put_in_force(CODE, {"dong": 1}, from_=REFORM)
    with pytest.raises(IntegrityError):
        put_in_force(CODE, {"dong": 2}, from_=REFORM)


def test_calendar_before_anything_is_loaded() -> None:
    with pytest.raises(legal.NotInForce, match="nạp"):
        legal.working_calendar()


@pytest.mark.parametrize(
    ("on", "has_district"), [(REFORM - DAY, True), (REFORM, False), (REFORM + DAY, False)]
)
def test_due_days_know_the_reform(on: date, has_district: bool) -> None:  # noqa: FBT001  a case
    load_law()
    assert ("district" in legal.due_days(on)) is has_district


def test_report_due_on_by_the_real_law() -> None:
    load_law()
    plan_day = date(2022, 1, 18)
    first = legal.period("CONTROL_REPORT", "2022-Q1", on=plan_day)
    assert (first.first, first.last) == (date(2021, 12, 15), date(2022, 3, 14))
    dues = [legal.report_due_on(first, level) for level in ("commune", "district", "province")]
    assert dues == [date(2022, 3, 16), date(2022, 3, 18), date(2022, 3, 22)]
    # The second quarter of 2025 is cut off before the reform, the third after it.
    second, third = (
        legal.period("CONTROL_REPORT", f"2025-Q{quarter}", on=plan_day) for quarter in (2, 3)
    )
    assert legal.report_due_on(second, "district") == date(2025, 6, 19)
    with pytest.raises(legal.NoDueDays):
        legal.report_due_on(third, "district")


@pytest.mark.parametrize(
    ("code", "report_kind", "first"),
    [
        ("CONTROL_REPORT", legal.PeriodKind.QUARTER, date(2021, 12, 15)),
        ("CALENDAR_QUARTER", legal.PeriodKind.QUARTER, date(2022, 1, 1)),
        ("CALENDAR_MONTH", legal.PeriodKind.MONTH, date(2022, 1, 1)),
    ],
)
def test_every_rule_cuts_the_year_of_the_seed(
    code: str, report_kind: legal.PeriodKind, first: date
) -> None:
    load_law()
    on = date(2022, 1, 18)
    rule = legal.period_rule(code, on=on)
    assert rule.report_kind is report_kind
    assert rule.cites
    for kind in legal.PeriodKind:
        tiles = legal.periods_of_year(code, 2022, kind, on=on)
        assert tiles[0].first == first
        assert legal.period_containing(code, str(kind), first, on=on) == tiles[0]
    with pytest.raises(legal.UnknownPeriod):
        legal.period(code, "2022-Q9", on=on)


def test_unknown_rule() -> None:
    load_law()
    with pytest.raises(legal.NotInForce, match="LUNAR"):
        legal.period_rule("LUNAR", on=REFORM)
