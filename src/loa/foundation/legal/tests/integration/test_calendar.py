"""Entering announced days (hazard W06): what is derived moves, with its reason."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.legal.models import CalendarDay, CalendarDoubt
from loa.foundation.legal.tests.factories import RECORDED_AT, load_law
from loa.foundation.orgs.facade import SYSTEM, Actor, Role
from loa.foundation.orgs.tests.factories import make_actor, make_province, make_unit
from loa.kernel.clock import TZ
from loa.kernel.errors import NotAllowed, NotFound
from loa.kernel.worktime import DayKind, DaySchedule, explain_add

pytestmark = pytest.mark.django_db

SATURDAY, MONDAY = date(2027, 2, 13), date(2027, 2, 8)
BEFORE = datetime(2027, 2, 5, 9, tzinfo=TZ)


@pytest.fixture
def administrator() -> Actor:
    """An administrator of the province; the law is loaded."""
    load_law()
    return make_actor(Role.ADMINISTRATOR, make_province().pk)


def enter(actor: Actor, day: date = MONDAY, **told: Any) -> int:  # noqa: ANN401  fields of a day
    usual = {"kind": DayKind.OFF, "name": "Tết Âm lịch", "cites": "Thông báo thử 1/TB"}
    return legal.record_calendar_day(actor=actor, day=day, **{"at": RECORDED_AT} | usual | told)


def test_entered_day_moves_what_is_derived_and_says_why(administrator: Actor) -> None:
    before = legal.working_calendar().add(BEFORE, days=1).at.date()
    enter(administrator)
    told = explain_add(legal.working_calendar(), BEFORE, days=1)
    assert (before, told.reached.at.date()) == (MONDAY, MONDAY + timedelta(days=1))
    assert any("Tết Âm lịch (Thông báo thử 1/TB)" in words for words in told.words)


def test_worked_saturday_with_hours_of_its_own(administrator: Actor) -> None:
    enter(
        administrator,
        SATURDAY,
        kind=DayKind.WORKED,
        name="làm bù",
        sessions=("07:30-11:30",),
    )
    schedule = legal.working_calendar().schedule(SATURDAY)
    assert schedule == DaySchedule.of("07:30-11:30")


def test_same_day_again_changes_nothing_and_differently_supersedes(administrator: Actor) -> None:
    first = enter(administrator)
    assert enter(administrator) == first
    second = enter(administrator, name="Tết Nguyên đán", at=RECORDED_AT + timedelta(days=1))
    assert second != first
    old = CalendarDay.objects.get(pk=first)
    assert (old.name, old.superseded_at) == ("Tết Âm lịch", RECORDED_AT + timedelta(days=1))
    entries = audit.entries_for(f"legal.calendar:{MONDAY}")
    assert sorted(str(entry.after["name"]) for entry in entries) == [
        "Tết Nguyên đán",
        "Tết Âm lịch",
    ]


def test_reference_loaded_later_keeps_what_people_entered(
    administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(administrator, date(2027, 1, 1), name="Tết Dương lịch, theo thông báo")
    monkeypatch.setattr("loa.foundation.legal.reference.content_hash", lambda _folder: "other")
    assert legal.load_reference(at=RECORDED_AT)
    assert legal.working_calendar().special[date(2027, 1, 1)].name.endswith("theo thông báo")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"cites": ""},
        {"sessions": ("07:30-11:30",)},
        {"kind": DayKind.WORKED, "sessions": ("11:30-07:30",)},
        {"kind": DayKind.WORKED, "sessions": ("sáng",)},
    ],
)
def test_incomplete_day_is_refused(administrator: Actor, wrong: dict[str, Any]) -> None:
    with pytest.raises(legal.DayIncomplete):
        enter(administrator, **wrong)


def test_only_the_administrator_of_the_province_and_the_house_enter(administrator: Actor) -> None:
    commune = make_unit("Xã Minh Họa")
    for actor in (
        make_actor(Role.ADMINISTRATOR, commune.pk),
        make_actor(Role.HEAD, commune.pk),
        make_actor(Role.PLAN_OFFICER, commune.pk),
    ):
        with pytest.raises(NotAllowed):
            enter(actor)
    assert enter(SYSTEM) == enter(administrator)


def test_doubt_is_settled_by_a_document(administrator: Actor) -> None:
    doubt = next(each for each in legal.open_doubts() if each.first_day == date(2027, 1, 1))
    assert doubt.last_day == date(2027, 12, 31)
    assert legal.working_calendar().add(BEFORE, days=1).warnings == (doubt.words,)
    with pytest.raises(legal.DayIncomplete):
        settle(administrator, doubt.id, cites=" ")
    settle(administrator, doubt.id)
    settle(administrator, doubt.id)
    assert legal.working_calendar().add(BEFORE, days=1).warnings == ()
    assert doubt not in legal.open_doubts()
    assert len(audit.entries_for(f"legal.doubt:{doubt.id}")) == 1
    with pytest.raises(NotFound):
        settle(administrator, 0)
    with pytest.raises(NotAllowed):
        settle(make_actor(Role.HEAD, make_unit().pk), doubt.id)


def settle(actor: Actor, doubt_id: int, cites: str = "Thông báo thử 1/TB") -> None:
    legal.settle_calendar_doubt(actor=actor, doubt_id=doubt_id, cites=cites, at=RECORDED_AT)


def test_settled_doubt_stays_settled_when_files_change(
    administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt = next(each for each in legal.open_doubts() if each.first_day == date(2027, 1, 1))
    settle(administrator, doubt.id)
    monkeypatch.setattr("loa.foundation.legal.reference.content_hash", lambda _folder: "other")
    assert legal.load_reference(at=RECORDED_AT)
    assert doubt.id not in {each.id for each in legal.open_doubts()}


def test_calendar_in_hand_costs_one_query(administrator: Actor) -> None:
    known = legal.working_calendar()
    with CaptureQueriesContext(connection) as asked:
        assert legal.working_calendar() is known
    assert len(asked) == 1
    assert administrator


def test_page_tells_one_law_and_asks_for_it_once(administrator: Actor) -> None:
    before = legal.working_calendar()
    with CaptureQueriesContext(connection) as asked, legal.one_law():
        legal.working_calendar()
        legal.due_days(MONDAY)
        legal.period_rule("CONTROL_REPORT", on=MONDAY)
        enter(administrator)
        within = legal.working_calendar()
    assert within is before
    assert legal.working_calendar() is not before
    assert sum("max(superseded_at)" in query["sql"] for query in asked.captured_queries) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "MAYBE"},
        {"name": ""},
        {"cites": ""},
        {"sessions": ["07:30-11:30"]},
    ],
)
def test_table_refuses_what_must_never_be(wrong: dict[str, object]) -> None:
    row = {
        "day": MONDAY,
        "kind": "OFF",
        "name": "nghỉ",
        "cites": "văn bản",
        "verified": True,
        "is_reference": False,
        "recorded_at": RECORDED_AT,
    }
    CalendarDay.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(**row)
    with pytest.raises(IntegrityError):
        CalendarDay.objects.create(**row | {"day": SATURDAY} | wrong)


def test_table_refuses_a_backward_doubt() -> None:
    with pytest.raises(IntegrityError):
        CalendarDoubt.objects.create(
            not_known_from=MONDAY, not_known_to=MONDAY, words="?", recorded_at=RECORDED_AT
        )
