"""Mergers told once, and what they leave to whom."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.jobs.tests.factories import announced_names
from loa.foundation.orgs import facade
from loa.foundation.orgs.facade import SYSTEM, Role, SuccessionKind
from loa.foundation.orgs.models import UnitState, UnitSuccession
from loa.foundation.orgs.tests.factories import load_tree, make_actor, make_province, make_unit
from loa.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def asked(**more: object) -> dict[str, Any]:
    usual = {"kind": SuccessionKind.MERGED, "cites": "Nghị quyết mẫu", "on": TODAY, "at": AT}
    return usual | more


def test_record_succession_ends_the_old_unit_and_tells() -> None:
    province = make_province()
    old, new = (make_unit(name, parent_id=province.pk) for name in ("Xã Cũ", "Xã Mới"))
    actor = make_actor(Role.ADMINISTRATOR, province.pk)
    ids = {
        facade.record_succession(actor=actor, old_unit_id=old.pk, new_unit_id=new.pk, **asked())
        for _ in range(2)
    }
    assert len(ids) == 1
    assert [row.unit_id for row in facade.successors_of(old.pk, TODAY)] == [new.pk]
    assert old.pk in {row.id for row in facade.tree(date(2026, 3, 1))}
    assert old.pk not in {row.id for row in facade.tree(TODAY)}
    assert [name.rsplit(".", 1)[-1] for name in announced_names()] == ["UnitMerged"]
    assert recorded_verbs(f"orgs.succession:{ids.pop()}") == ["UNIT_SUCCESSION"]


def test_record_succession_of_tomorrow_is_told_tomorrow() -> None:
    province = make_province()
    old, new = (make_unit(name, parent_id=province.pk) for name in ("Xã Cũ", "Xã Mới"))
    tomorrow = date(2026, 3, 3)
    facade.record_succession(
        actor=SYSTEM, old_unit_id=old.pk, new_unit_id=new.pk, **asked(on=tomorrow)
    )
    assert announced_names() == []
    for _ in range(2):
        facade.announce_successions(at=datetime(2026, 3, 2, 17, 0, tzinfo=UTC))
    assert len(announced_names()) == 1


def test_record_succession_denied_and_impossible() -> None:
    province = make_province()
    old, new = (make_unit(name, parent_id=province.pk) for name in ("Xã Cũ", "Xã Mới"))
    later = make_unit("Xã Sau Này", parent_id=province.pk, valid_from=date(2027, 1, 1))
    make_unit("Thôn", parent_id=new.pk)
    with pytest.raises(NotAllowed):
        facade.record_succession(
            actor=make_actor(Role.ADMINISTRATOR, old.pk),
            old_unit_id=old.pk,
            new_unit_id=new.pk,
            **asked(),
        )
    for old_id, new_id in (
        (old.pk, old.pk),
        (old.pk, later.pk),
        (later.pk, new.pk),
        (new.pk, old.pk),
    ):
        with pytest.raises(facade.NotASuccession):
            facade.record_succession(
                actor=SYSTEM, old_unit_id=old_id, new_unit_id=new_id, **asked()
            )


def test_reference_successions_are_told_when_their_day_comes() -> None:
    load_tree()
    assert facade.announce_successions(at=datetime(2022, 3, 1, tzinfo=UTC)) == 0
    assert facade.announce_successions(at=datetime(2024, 9, 1, tzinfo=UTC)) == 2
    assert facade.announce_successions(at=datetime(2024, 9, 2, tzinfo=UTC)) == 0
    assert facade.announce_successions(at=datetime(2025, 3, 1, tzinfo=UTC)) == 7


def test_first_loading_tells_nothing_of_the_past() -> None:
    facade.load_reference(at=AT)
    assert facade.announce_successions(at=AT) == 0
    assert announced_names() == []


def test_reference_loaded_anew_keeps_what_people_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    load_tree()
    day = date(2022, 5, 4)
    rows = {row.name: row for row in facade.tree(day)}
    old, new = rows["Xã Sinh Long"], rows["Xã Thượng Giáp"]
    at = datetime(2022, 5, 4, 2, 0, tzinfo=UTC)
    facade.record_succession(
        actor=SYSTEM, old_unit_id=old.id, new_unit_id=new.id, **asked(on=day, at=at)
    )
    monkeypatch.setattr(
        "loa.foundation.orgs.reference.content_hash", lambda _folder, _line: "changed"
    )
    assert facade.load_reference(at=at) is True
    assert old.id not in {row.id for row in facade.tree(day)}
    assert UnitState.objects.filter(unit=old.id).get().valid_to == day
    assert UnitSuccession.objects.filter(is_reference=False).count() == 1
