"""What is recorded, read back and verified in the same test."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries

from loa.foundation.audit import facade as audit
from loa.foundation.audit.models import JournalRow
from loa.foundation.audit.tests.factories import Somebody, recorded_verbs
from loa.kernel.db import Change, OutsideOperation, operation
from loa.kernel.errors import DomainError

pytestmark = pytest.mark.django_db

AT = datetime(2022, 3, 10, 2, 0, 0, 123456, tzinfo=UTC)
NOTHING = Change(before={}, after={})


@operation
def do(
    *,
    thing: str = "plans.task:1",
    change: Change = NOTHING,
    personal: audit.Personal = (),
    verb: str = "PLANS_EDIT",
    at: datetime = AT,
) -> None:
    audit.record(actor=Somebody(), verb=verb, thing=thing, change=change, at=at, personal=personal)


def test_record_keeps_who_for_whom_what_before_and_after() -> None:
    do(change=Change(before={"due_on": date(2022, 3, 14)}, after={"due_on": date(2022, 3, 15)}))
    (entry,) = audit.entries_for("plans.task:1")
    assert entry == audit.Entry(
        seq=1,
        at=AT,
        actor_id=7,
        actor_label="HEAD",
        unit_id=3,
        verb="PLANS_EDIT",
        thing="plans.task:1",
        before={"due_on": "2022-03-14"},
        after={"due_on": "2022-03-15"},
        personal={},
    )


def test_record_unit_given_wins_over_the_actors() -> None:
    @operation
    def for_another_unit() -> None:
        audit.record(actor=Somebody(), verb="V", thing="t:1", change=NOTHING, at=AT, unit_id=99)

    for_another_unit()
    assert [entry.unit_id for entry in audit.entries_for("t:1")] == [99]


def test_record_outside_an_operation() -> None:
    with pytest.raises(OutsideOperation):
        audit.record(actor=Somebody(), verb="V", thing="t:1", change=NOTHING, at=AT)


def test_record_in_a_savepoint_that_could_roll_back_alone() -> None:
    @operation
    def with_savepoint() -> None:
        with transaction.atomic():
            audit.record(actor=Somebody(), verb="V", thing="t:1", change=NOTHING, at=AT)

    with pytest.raises(OutsideOperation):
        with_savepoint()


def test_record_of_a_failed_operation_is_gone_with_it() -> None:
    @operation
    def fails() -> None:
        do(thing="t:1")
        raise DomainError

    with pytest.raises(DomainError):
        fails()
    assert recorded_verbs("t:1") == []
    do(thing="t:2")
    assert audit.verify().rows == 1


def test_record_that_cannot_be_written_undoes_the_operation() -> None:
    """Hazard L03: step and row are one transaction."""

    @operation
    def writes_then_records_the_unwritable() -> None:
        do(thing="t:1")
        do(thing="t:2", change=Change(before={}, after={"odd": object()}))

    with pytest.raises(TypeError, match="cannot keep a object"):
        writes_then_records_the_unwritable()
    assert recorded_verbs("t:1") == []


def test_record_one_transaction_keeps_the_order_of_the_calls() -> None:
    @operation
    def several() -> None:
        for verb in ("A", "B", "C"):
            do(thing="t:1", verb=verb)

    several()
    assert recorded_verbs("t:1") == ["A", "B", "C"]


def test_record_same_instant_is_ordered_by_number_only() -> None:
    """A04."""
    for verb in ("LATER", "SAME", "EARLIER"):
        do(verb=verb, at=AT - timedelta(days=1) if verb == "EARLIER" else AT)
    assert recorded_verbs("plans.task:1") == ["LATER", "SAME", "EARLIER"]
    assert audit.verify().ok


ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | ODD
    | st.dates()
    | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.uuids()
)
VALUES = st.dictionaries(ODD, PLAIN | st.lists(PLAIN, max_size=3), max_size=4)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    before=VALUES,
    after=VALUES,
    at=st.datetimes(
        datetime(1990, 1, 1),  # noqa: DTZ001  hypothesis wants its bounds without a zone
        datetime(2100, 1, 1),  # noqa: DTZ001  as above
        timezones=st.just(UTC),
    ),
)
def test_record_hashes_exactly_what_the_database_gives_back(
    before: dict[str, object], after: dict[str, object], at: datetime
) -> None:
    """A01: written and verified in the same test."""
    do(change=Change(before=before, after=after), at=at)
    assert audit.verify().ok


def test_record_plain_forms() -> None:
    key = UUID("0190a5c2-7f2c-7abc-8def-0123456789ab")
    after = {
        "b": Decimal("1.50"),
        "a": key,
        "units": {3, 1, 2},
        "nested": {"day": date(2022, 1, 4)},
    }
    do(change=Change(before={}, after=after))
    row = JournalRow.objects.get()
    assert row.after == (
        '{"a":"0190a5c2-7f2c-7abc-8def-0123456789ab","b":"1.50",'
        '"nested":{"day":"2022-01-04"},"units":[1,2,3]}'
    )


def test_record_personal_fields_leave_only_commitments() -> None:
    change = Change(
        before={"name": "Nguyễn Văn Mẫu", "unit": 3}, after={"name": "Trần Thị Mẫu", "unit": 4}
    )
    do(thing="orgs.person:5", change=change, personal=["name"])
    row = JournalRow.objects.get()
    assert (row.before, row.after) == ('{"unit":3}', '{"unit":4}')
    assert set(json.loads(row.commitments)) == {"before.name", "after.name"}
    (entry,) = audit.entries_for("orgs.person:5")
    assert entry.personal == {"before.name": "Nguyễn Văn Mẫu", "after.name": "Trần Thị Mẫu"}


def test_record_same_personal_value_never_looks_the_same() -> None:
    for _ in range(2):
        do(thing="orgs.person:5", personal={"phone": "0900000000"})
    first, second = JournalRow.objects.order_by("seq").values_list("commitments", flat=True)
    assert first != second


def test_erase_personal_empties_values_and_the_chain_still_holds() -> None:
    do(thing="orgs.person:5", personal={"phone": "0900000000"})
    do(thing="orgs.person:6", personal={"phone": "0911111111"})
    assert audit.erase_personal(actor=Somebody(), thing="orgs.person:5", at=AT) == 1
    assert audit.erase_personal(actor=Somebody(), thing="orgs.person:5", at=AT) == 0
    first, erasure = audit.entries_for("orgs.person:5")
    assert first.personal == {"phone": None}
    assert erasure.after == {"erased": [[1, "phone"]]}
    (other,) = audit.entries_for("orgs.person:6")
    assert other.personal == {"phone": "0911111111"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(salt), value FROM audit_personalvalue WHERE seq = 1")
        assert cursor.fetchone() == (0, "")
    assert audit.verify().ok


def test_erase_personal_only_the_fields_named() -> None:
    do(thing="orgs.person:5", personal={"phone": "0900000000", "note": "Đi vắng"})
    audit.erase_personal(actor=Somebody(), thing="orgs.person:5", at=AT, fields=["note"])
    entry = audit.entries_for("orgs.person:5")[0]
    assert entry.personal == {"phone": "0900000000", "note": None}


def test_entries_for_many_costs_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(5):
        do(thing=f"t:{n}", personal={"note": str(n)})
    with django_assert_num_queries(2):
        entries = audit.entries_for_many([f"t:{n}" for n in range(3)])
    assert [entry.personal["note"] for entry in entries] == ["0", "1", "2"]


@pytest.mark.parametrize("count", [1, 32, 33, 70])
def test_rows_with_personal_values_are_chained_alike_however_many(count: int) -> None:
    """Few by the database's own function, many by COPY: one chain, verified in one way."""
    do(thing="t:before")
    lines = [
        audit.Line(
            thing=f"orgs.person:{n}",
            change=Change(before={}, after={"name": f"Người {n}", "unit": n}),
            personal=["name"],
        )
        for n in range(count)
    ]

    @operation
    def many() -> None:
        audit.record_many(actor=Somebody(), verb="V", lines=lines, at=AT)

    many()
    do(thing="t:after")
    assert audit.verify().ok
    assert audit.verify().rows == count + 2
    (last,) = audit.entries_for(f"orgs.person:{count - 1}")
    assert last.personal == {"after.name": f"Người {count - 1}"}
    assert last.seq == count + 1
