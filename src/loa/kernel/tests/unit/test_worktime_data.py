"""The calendar by notice (hazards W01, W02, W04), read from the reference files."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from loa.kernel.places import ReferenceMissing, data_dir
from loa.kernel.reference import ReferenceBroken
from loa.kernel.worktime import CIVIL_SERVICE_WEEK, Calendar, DayKind, DaySchedule
from loa.kernel.worktime.data import CalendarFiles, civil_service, edge_doubts, read_files

SHARED = Path(os.environ.get("LOA_SHARED", Path(__file__).resolve().parents[6] / "shared"))
WEEKDAYS_OFF = {
    2022: "03/01 31/01 01/02 02/02 03/02 04/02 11/04 02/05 03/05 01/09 02/09",
    2023: "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09",
    2024: "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09",
    2025: "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09",
    2026: "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11",
}
SATURDAYS_WORKED = {2022: "", 2023: "", 2024: "04/05", 2025: "26/04", 2026: "10/01 22/08"}


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return civil_service()


@pytest.fixture(scope="module")
def files() -> CalendarFiles:
    return read_files(data_dir() / "calendar")


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_year_differs_from_its_weeks_on_these_days_only(calendar: Calendar, year: int) -> None:
    off = [d for d in days_of(year) if d.weekday() < 5 and not calendar.is_working_day(d)]
    worked = [d for d in days_of(year) if d.weekday() >= 5 and calendar.is_working_day(d)]
    assert " ".join(f"{day:%d/%m}" for day in off) == WEEKDAYS_OFF[year]
    assert " ".join(f"{day:%d/%m}" for day in worked) == SATURDAYS_WORKED[year]
    # An exchange moves work, it takes none away.
    exchanged = [d for d in off if "hoán đổi" in calendar.special[d].name]
    assert len(exchanged) == len(worked)


def test_hung_kings_day_2026_is_made_up_on_monday(calendar: Calendar) -> None:
    assert calendar.is_working_day(date(2026, 4, 2))
    assert calendar.is_working_day(date(2026, 4, 10))
    assert not calendar.is_working_day(date(2026, 4, 27))


def test_each_year_has_two_national_days(files: CalendarFiles) -> None:
    for year in WEEKDAYS_OFF:
        named = [day for day in files.days if day.day.year == year and "Quốc khánh" in day.name]
        assert len(named) == 2, year


def test_every_day_is_cited(files: CalendarFiles) -> None:
    assert len(files.days) > 60
    assert all(day.cites.strip() and day.name.strip() for day in files.days)
    assert {day.kind for day in files.days} == set(DayKind)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2021, 12, 1), date(2026, 11, 13), ""),
        (date(2021, 11, 30), date(2021, 12, 1), "chỉ có từ ngày 01/12/2021"),
        (date(2026, 11, 20), date(2026, 11, 20), "hoán đổi"),
        (date(2026, 12, 31), date(2027, 1, 1), "Chưa có thông báo nghỉ lễ năm 2027"),
        (date(2028, 1, 1), date(2028, 1, 1), "Chưa có lịch nghỉ lễ từ ngày 01/01/2028"),
    ],
)
def test_what_is_not_known_is_said(calendar: Calendar, first: date, last: date, words: str) -> None:
    found = calendar.warnings_for(first, last)
    assert len(found) == bool(words)
    assert words in " ".join(found)


def test_2027_holds_only_what_the_law_names(files: CalendarFiles) -> None:
    unsure = [day for day in files.days if day.day.year == 2027]
    assert unsure
    assert not any(day.verified or "Tết Âm" in day.name for day in unsure)


def test_office_hours_of_the_civil_service(calendar: Calendar) -> None:
    assert calendar.weekly == CIVIL_SERVICE_WEEK


def test_statutory_days_agree_with_a_public_list(calendar: Calendar) -> None:
    path = SHARED / "corpus" / "holidays" / "VN_COMMON.vacanza-holidays.json"
    if not path.exists():
        pytest.skip("the shared corpus is not on this machine")
    known = {date.fromisoformat(day): name for day, name in json.loads(path.read_text()).items()}
    worked = [d for d in known if 2022 <= d.year <= 2026 and calendar.is_working_day(d)]
    assert worked == []


def test_folder_is_named_or_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LOA_REFERENCE", raising=False)
    found = data_dir()
    monkeypatch.setenv("LOA_REFERENCE", str(found))
    assert data_dir() == found
    monkeypatch.setenv("LOA_REFERENCE", str(tmp_path))
    with pytest.raises(ReferenceMissing, match="LOA_REFERENCE"):
        data_dir()


HEAD = "from = 2022-01-01\nto = 2023-01-01\nannounced = true\n"
DAY = '[[day]]\nday = 2022-01-03\nkind = "OFF"\nname = "nghỉ bù"\ncites = "luật"\n'


@pytest.mark.parametrize(
    "content",
    [
        "from = ",
        "announced = true\n",
        HEAD + DAY + DAY,
        HEAD + DAY.replace("2022", "2021"),
        HEAD + DAY.replace("OFF", "MAYBE"),
        HEAD + DAY.replace('cites = "luật"\n', ""),
        HEAD + DAY + 'sessions = ["11:00-07:00"]\n',
    ],
)
def test_broken_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "2022.toml").write_text(content)
    with pytest.raises(ReferenceBroken, match=r"2022\.toml"):
        read_files(tmp_path)


def test_half_day_and_gap_between_files(tmp_path: Path) -> None:
    half = DAY.replace("OFF", "WORKED") + 'sessions = ["07:30-11:30"]\n'
    (tmp_path / "a.toml").write_text(HEAD + half)
    (tmp_path / "b.toml").write_text(HEAD.replace("2022", "2024").replace("2023", "2025"))
    found = read_files(tmp_path)
    assert found.days[0].schedule == DaySchedule.of("07:30-11:30")
    assert [(d.from_.year, d.to.year) for d in found.doubts] == [
        (1, 2022),
        (2023, 2024),
        (2025, 9999),
    ]


def test_overlapping_files_are_refused() -> None:
    with pytest.raises(ReferenceBroken, match="overlap"):
        edge_doubts([(date(2022, 1, 1), date(2023, 1, 1)), (date(2022, 6, 1), date(2023, 6, 1))])
