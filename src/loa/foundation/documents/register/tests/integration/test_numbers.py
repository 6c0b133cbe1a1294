"""Numbers: the next one, those given elsewhere, cancelled ones, and who may."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from loa.foundation.audit import facade as audit
from loa.foundation.documents.register import facade
from loa.foundation.documents.register.models import Entry
from loa.foundation.documents.register.tests.factories import (
    AT,
    DAY,
    Office,
    let_loa_number,
    make_office,
    outgoing,
)
from loa.foundation.orgs.facade import (
    SYSTEM,
    Actor,
    Role,
    SuccessionKind,
    record_succession,
    superior_of,
)
from loa.foundation.orgs.tests.factories import let_end, make_actor, make_head, make_unit
from loa.kernel.errors import NotAllowed, NotFound, Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """A commune that numbers elsewhere, as the data say."""
    return make_office()


def _give(office: Office, number: str = "", thing: str = "", **changes: object) -> facade.Given:
    return facade.give_number(
        actor=office.clerk,
        unit_id=office.unit_id,
        outgoing=outgoing(**changes),
        number=number,
        thing=thing,
        at=AT,
    )


def _rows(office: Office, **wanted: Any) -> list[facade.EntryRow]:  # noqa: ANN401  fields
    asked = facade.Wanted(office.unit_id, 2022, **wanted)
    return facade.rows_for(office.head, asked, DAY)


def test_a_number_given_elsewhere_is_entered_once(office: Office) -> None:
    with pytest.raises(facade.NumberMissing):
        _give(office)
    assert _give(office, "15/BC-UBND", "plans.report:1").number == "15"
    with pytest.raises(facade.NumberTaken) as refusal:
        _give(office, "15", "plans.report:2", subject="Báo cáo khác")
    assert "15/BC-UBND" in refusal.value.message_vi
    assert "Kết quả thực hiện Quý I năm 2022" in refusal.value.message_vi
    assert _give(office, "15", kind="KH", notation="KH-UBND").number == "15"
    assert [row.name for row in _rows(office)] == ["15/BC-UBND", "15/KH-UBND"]


def test_a_slip_in_a_number_given_elsewhere_is_put_right(office: Office) -> None:
    first = _give(office, "51", "plans.report:1")
    again = _give(office, "15", "plans.report:1")
    assert (first.entry_id, again.number) == (again.entry_id, "15")
    assert _give(office, "51", "plans.report:2").number == "51"
    told = audit.entries_for(f"documents.entry:{first.entry_id}")
    assert len(told) == 2


def test_loa_gives_the_next_number_of_each_kind_and_year(office: Office) -> None:
    let_loa_number(office)
    assert [_give(office).number for _ in range(2)] == ["01", "02"]
    assert _give(office, kind="CV", notation="UBND-VP").number == "01"
    with pytest.raises(facade.NumberIsGivenHere) as refusal:
        _give(office, "9")
    assert "03" in refusal.value.message_vi
    assert _give(office, "03").number == "03"
    assert facade.next_number(office.unit_id, "BC", DAY) == "04"
    assert facade.next_number(office.unit_id, "BC", date(2023, 1, 1)) == "01"


def test_what_bears_a_number_keeps_it(office: Office) -> None:
    let_loa_number(office)
    given = [_give(office, thing="plans.report:1") for _ in range(3)]
    assert {(one.entry_id, one.number) for one in given} == {(given[0].entry_id, "01")}
    with pytest.raises(facade.NumberIsGivenHere):
        _give(office, "2", "plans.report:1")


def test_numbers_follow_the_days(office: Office) -> None:
    let_loa_number(office)
    _give(office)
    with pytest.raises(facade.DayOutOfOrder):
        _give(office, day=date(2022, 3, 14))
    with pytest.raises(facade.DayOutOfOrder):
        _give(office, day=date(2022, 3, 16))


@pytest.mark.parametrize("source", list(facade.Source))
def test_a_cancelled_number_is_never_given_again(office: Office, source: facade.Source) -> None:
    if source is facade.Source.LOA:
        let_loa_number(office)
    typed = "" if source is facade.Source.LOA else "01"
    entry = _give(office, typed, "plans.report:1").entry_id
    call: dict[str, Any] = {"actor": office.clerk, "entry_id": entry, "version": 1, "at": AT}
    with pytest.raises(facade.WordsMissing):
        facade.cancel_number(reason=" ", **call)
    for _ in range(2):
        facade.cancel_number(reason="Văn bản không ban hành", **call)
    assert facade.number_of("plans.report:1") == ""
    with pytest.raises(facade.CancelledAlready):
        facade.cancel_number(**{**call, "version": 2}, reason="Lý do khác")
    if source is facade.Source.LOA:
        assert _give(office, thing="plans.report:1").number == "02"
    else:
        with pytest.raises(facade.NumberTaken, match="đã hủy"):
            _give(office, "01", "plans.report:1")
    assert _rows(office)[0].cancel_reason == "Văn bản không ban hành"


def test_a_line_is_put_right(office: Office) -> None:
    let_loa_number(office)
    entry = _give(office).entry_id
    call: dict[str, Any] = {"actor": office.clerk, "entry_id": entry, "version": 1, "at": AT}
    better = outgoing(signer="Nguyễn Văn Mẫu", copies=5)
    with pytest.raises(facade.NumberIsGivenHere):
        facade.correct_entry(outgoing=better, number="2", **call)
    for _ in range(2):
        facade.correct_entry(outgoing=better, number="", **call)
    with pytest.raises(Stale):
        facade.correct_entry(outgoing=outgoing(), number="", **call)
    (row,) = _rows(office)
    assert (row.outgoing.signer, row.outgoing.copies, row.version) == ("Nguyễn Văn Mẫu", 5, 2)


def test_what_people_wrote_in_a_line_outlives_its_document_saved_again(office: Office) -> None:
    entry = _give(office, "51", "plans.report:1").entry_id
    facade.correct_entry(
        actor=office.clerk,
        entry_id=entry,
        version=1,
        outgoing=outgoing(signer="Nguyễn Văn Mẫu", recipients="Sở Nội vụ", copies=5),
        number="",
        at=AT,
    )
    _give(office, "15", "plans.report:1", recipients="UBND tỉnh")
    (row,) = _rows(office)
    said = row.outgoing
    assert (row.number, said.signer, said.recipients) == ("15", "Nguyễn Văn Mẫu", "Sở Nội vụ")
    assert said.copies == 5


@pytest.mark.parametrize("change", [{"day": date(2022, 3, 14)}, {"number": "15"}])
def test_number_and_day_of_a_document_in_loa_are_changed_where_it_is(
    office: Office, change: dict[str, Any]
) -> None:
    entry = _give(office, "51", "plans.report:1").entry_id
    call: dict[str, Any] = {"actor": office.clerk, "entry_id": entry, "version": 1, "at": AT}
    number = change.pop("number", "")
    with pytest.raises(facade.BornByItsDocument):
        facade.correct_entry(outgoing=outgoing(**change), number=number, **call)
    assert _rows(office)[0].name == "51/BC-UBND"


def test_a_rule_chosen_again_answers_that_rule(office: Office) -> None:
    first = _choose(office.head, office, facade.Layout.ONE, date(2022, 1, 1))
    _choose(office.head, office, facade.Layout.BY_KIND, date(2023, 1, 1))
    assert _choose(office.head, office, facade.Layout.ONE, date(2022, 1, 1)) == first


def test_a_document_of_others_is_entered_once_for_a_key(office: Office) -> None:
    let_loa_number(office)
    key = uuid4()
    call: dict[str, Any] = {"unit_id": office.unit_id, "outgoing": outgoing(), "at": AT}
    entries = {
        facade.add_document(actor=office.clerk, key=key, number="", **call) for _ in range(3)
    }
    assert len(entries) == 1
    assert Entry.objects.count() == 1


def test_who_may(office: Office) -> None:
    with pytest.raises(NotAllowed):
        facade.give_number(
            actor=office.head,
            unit_id=office.unit_id,
            outgoing=outgoing(),
            number="1",
            thing="",
            at=AT,
        )
    entry = _give(office, "1").entry_id
    call: dict[str, Any] = {"entry_id": entry, "version": 1, "reason": "Nhầm", "at": AT}
    with pytest.raises(NotFound):
        facade.cancel_number(actor=office.stranger, **call)
    with pytest.raises(NotAllowed):
        facade.cancel_number(actor=office.head, **call)
    with pytest.raises(NotFound):
        facade.rows_for(office.stranger, facade.Wanted(office.unit_id, 2022), DAY)
    with pytest.raises(NotAllowed):
        _choose(office.clerk, office, facade.Layout.ONE, DAY)


def _choose(actor: Any, office: Office, layout: facade.Layout, day: date) -> int:  # noqa: ANN401
    return facade.choose_way(
        actor=actor,
        unit_id=office.unit_id,
        in_force_from=day,
        source=facade.Source.LOA,
        layout=layout,
        cites="Quy chế văn thư",
        at=AT,
    )


def test_the_rule_of_the_day_before_the_day_and_the_day_after(office: Office) -> None:
    before, day, after = date(2022, 3, 9), date(2022, 3, 10), date(2022, 3, 11)
    row = _choose(office.head, office, facade.Layout.ONE, day)
    assert row == _choose(office.head, office, facade.Layout.ONE, day)
    sources = [facade.way_of(office.unit_id, each).source for each in (before, day, after)]
    assert sources == [facade.Source.ELSEWHERE, facade.Source.LOA, facade.Source.LOA]


def test_sequences_are_not_laid_out_anew_within_a_year(office: Office) -> None:
    _give(office, "1")
    with pytest.raises(facade.YearHasBegun, match="01/01/2023"):
        _choose(office.head, office, facade.Layout.ONE, DAY)
    _choose(office.head, office, facade.Layout.ONE, date(2023, 1, 1))
    assert facade.way_of(office.unit_id, date(2023, 1, 1)).layout is facade.Layout.ONE


def test_a_rule_of_last_year_gives_no_number_of_this_year_twice(office: Office) -> None:
    _give(office, "1")
    with pytest.raises(facade.YearHasBegun, match=r"Năm 2022 .* 01/01/2023"):
        _choose(office.head, office, facade.Layout.ONE, date(2021, 7, 1))
    assert facade.next_number(office.unit_id, "BC", DAY) == "02"


def test_a_year_has_one_layout_also_before_the_day_of_its_rule(office: Office) -> None:
    let_loa_number(office)
    _choose(office.head, office, facade.Layout.ONE, date(2022, 3, 10))
    numbers = [_give(office, day=date(2022, 3, day)).number for day in (9, 10)]
    assert numbers == ["01", "02"]


def test_a_day_put_right_stays_between_its_neighbours(office: Office) -> None:
    let_loa_number(office)
    entries = [_give(office, day=date(2022, 3, day)).entry_id for day in (8, 10, 12)]
    call: dict[str, Any] = {"actor": office.clerk, "entry_id": entries[1], "number": "", "at": AT}
    for day in (7, 13):
        with pytest.raises(facade.DayOutOfOrder):
            facade.correct_entry(outgoing=outgoing(day=date(2022, 3, day)), version=1, **call)
    facade.correct_entry(outgoing=outgoing(day=date(2022, 3, 12)), version=1, **call)


def test_the_register_is_searched_without_marks(office: Office) -> None:
    _give(office, "7", subject="Cải cách hành chính", recipients="Sở Nội vụ; UBND huyện")
    _give(office, "8", subject="Tuyên truyền")
    assert [row.number for row in _rows(office, words="noi vu cai cach")] == ["07"]
    assert [row.number for row in _rows(office, words="08/bc")] == ["08"]
    assert _rows(office, kind="KH") == []


def _read_by(actor: Actor, unit_id: int, on: date) -> list[str]:
    rows = facade.rows_for(actor, facade.Wanted(unit_id, 2022), on)
    return [row.name for row in rows]


def test_the_register_of_a_merged_unit_is_read_by_who_took_over_and_nobody_else(
    office: Office,
) -> None:
    entry = _give(office, "7").entry_id
    merged_on, at = date(2022, 7, 1), datetime(2022, 7, 2, 2, 0, tzinfo=UTC)
    province = superior_of(office.unit_id, DAY)
    heir = make_unit("Xã Mới", parent_id=province, valid_from=merged_on)
    record_succession(
        actor=SYSTEM,
        old_unit_id=office.unit_id,
        new_unit_id=heir.pk,
        on=merged_on,
        kind=SuccessionKind.MERGED,
        cites="Nghị quyết mẫu",
        at=at,
    )
    clerk, on = make_actor(Role.CLERK, heir.pk), date(2022, 7, 2)
    for actor in (clerk, make_head(heir.pk)):
        assert [name for _, name in facade.readable_units(actor, on)] == ["Xã Mới", "Xã Một"]
        assert _read_by(actor, office.unit_id, on) == ["07/BC-UBND"]
    for nobody in (office.stranger, make_actor(Role.FOCAL_OFFICER, heir.pk)):
        with pytest.raises(NotFound):
            _read_by(nobody, office.unit_id, on)
    with pytest.raises(NotFound):
        _read_by(clerk, office.unit_id, date(2022, 6, 30))
    with pytest.raises(NotAllowed):
        facade.cancel_number(actor=clerk, entry_id=entry, version=1, reason="Nhầm", at=at)


def test_the_register_of_a_unit_without_successor_is_read_above(office: Office) -> None:
    _give(office, "7")
    above = superior_of(office.unit_id, DAY)
    let_end(office.unit_id, date(2022, 7, 1))
    assert above is not None
    clerk = make_actor(Role.CLERK, above)
    assert _read_by(clerk, office.unit_id, date(2022, 7, 2)) == ["07/BC-UBND"]
    with pytest.raises(NotFound):
        _read_by(office.stranger, office.unit_id, date(2022, 7, 2))
