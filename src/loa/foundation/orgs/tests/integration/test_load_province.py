"""One installation is one province: another one is loaded while nothing hangs on this one."""

from datetime import UTC, date, datetime

import pytest

from loa.foundation.audit.facade import entries_for, verify
from loa.foundation.orgs import facade
from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.models import Person, Post, Unit, UnitState
from loa.foundation.orgs.provinces import NoSuchProvince
from loa.foundation.orgs.tests.factories import load_tree, make_actor, make_person, unit_named
from loa.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db

AT = datetime(2025, 11, 20, 2, 0, tzinfo=UTC)
ON = date(2025, 11, 20)


def console() -> facade.Actor:
    return facade.cli_actor("thu", ON)


def test_load_province_puts_its_tree_in_place() -> None:
    load_tree()
    found = facade.load_province(actor=console(), province="Cần Thơ", at=AT)
    assert (found.slug, found.is_new) == ("can-tho", True)
    rows = facade.tree(ON)
    assert rows[0].name == facade.root_row(ON).name == "UBND thành phố Cần Thơ"
    assert facade.office_row(ON).name == "Văn phòng UBND thành phố"
    assert sum(row.level is facade.Level.COMMUNE for row in rows) == 103
    assert not Unit.objects.filter(key__startswith="~").exists()
    assert not UnitState.objects.filter(name__contains="Tuyên Quang").exists()
    (entry,) = [each for each in entries_for("orgs.reference") if each.verb == "PROVINCE_LOAD"]
    assert (entry.before, entry.after) == ({"province": "tuyen-quang"}, {"province": "can-tho"})
    assert verify().ok


def test_load_province_twice_changes_nothing() -> None:
    load_tree()
    facade.load_province(actor=console(), province="92", at=AT)
    before = set(UnitState.objects.values_list("id", flat=True))
    again = facade.load_province(actor=console(), province="can tho", at=AT)
    assert again.is_new is False
    assert facade.load_reference(at=AT) is False
    assert set(UnitState.objects.values_list("id", flat=True)) == before
    assert facade.announce_successions(at=AT) == 0


def test_load_province_of_the_same_province_of_today() -> None:
    """Hà Giang and Tuyên Quang share communes and keys; the line changes all the same."""
    load_tree()
    facade.load_province(actor=console(), province="Hà Giang", at=AT)
    assert facade.root_row(date(2022, 3, 1)).name == "UBND tỉnh Hà Giang"
    assert facade.root_row(ON).name == "UBND tỉnh Tuyên Quang"
    facade.load_province(actor=console(), province="Tuyên Quang", at=AT)
    assert facade.root_row(date(2022, 3, 1)).name == "UBND tỉnh Tuyên Quang"


def test_load_province_keeps_people_in_the_same_bodies() -> None:
    load_tree()
    at_root = make_person(unit_id=facade.root_row(ON).id, role=Role.ADMINISTRATOR)
    in_department = make_person(unit_id=unit_named("Sở Tư pháp", ON).id)
    facade.load_province(actor=console(), province="dong thap", at=AT)
    held = dict(Post.objects.values_list("person_id", "unit_id"))
    assert held == {
        at_root.pk: facade.root_row(ON).id,
        in_department.pk: unit_named("Sở Tư pháp", ON).id,
    }


def test_load_province_refused_for_people_of_a_commune() -> None:
    load_tree()
    make_person(unit_id=unit_named("Xã Trung Hà", ON).id)
    with pytest.raises(facade.ProvinceInUse, match="chức vụ"):
        facade.load_province(actor=console(), province="dong thap", at=AT)
    assert facade.root_row(ON).name == "UBND tỉnh Tuyên Quang"
    assert Person.objects.count() == 1


def test_load_province_refused_for_a_tree_that_people_edited() -> None:
    load_tree()
    rows = {row.name: row for row in facade.tree(ON)}
    facade.record_succession(
        actor=facade.SYSTEM,
        old_unit_id=rows["Xã Trung Hà"].id,
        new_unit_id=rows["Xã Kiên Đài"].id,
        on=ON,
        kind=facade.SuccessionKind.MERGED,
        cites="thử",
        at=AT,
    )
    with pytest.raises(facade.ProvinceInUse, match="sửa cây đơn vị"):
        facade.load_province(actor=console(), province="can-tho", at=AT)


def test_load_province_denied_and_unknown() -> None:
    load_tree()
    commune = unit_named("Xã Trung Hà", ON)
    for actor in (
        make_actor(Role.ADMINISTRATOR, commune.id),
        make_actor(Role.PLAN_OFFICER, facade.office_row(ON).id),
    ):
        with pytest.raises(NotAllowed):
            facade.load_province(actor=actor, province="can-tho", at=AT)
    with pytest.raises(NoSuchProvince, match="An Giang"):
        facade.load_province(actor=console(), province="Atlantis", at=AT)
