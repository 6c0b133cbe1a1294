"""The frame: what each person finds in the masthead."""

from loa.foundation.orgs.facade import Actor, Held, Kind, Level, Role, UnitRow
from loa.surfaces.desk.shell import role_words, shell_of


def unit(unit_id: int, name: str) -> UnitRow:
    is_commune = name.startswith("Xã")
    return UnitRow(
        id=unit_id,
        code=f"U{unit_id}",
        name=name,
        short_name=name,
        level=Level.COMMUNE,
        kind=Kind.PEOPLES_COMMITTEE if is_commune else Kind.DEPARTMENT,
        parent_id=None,
        parent_code=None,
        order=unit_id,
        verified=True,
    )


def actor(*posts: Held) -> Actor:
    return Actor(7, "person:7", posts[0].unit_id, frozenset(posts), "Ma Thị Minh Họa")


HEAD, OFFICER = Held(1, Role.HEAD), Held(1, Role.FOCAL_OFFICER)
ELSEWHERE = Held(2, Role.READER)
UNITS = {1: unit(1, "Xã Minh Họa"), 2: unit(2, "Sở Minh Họa")}


def test_one_unit_offers_no_switch() -> None:
    shell = shell_of(actor(HEAD), {1: UNITS[1]}, "/", None)
    assert shell.unit == "UBND xã Minh Họa"
    assert shell.units == ()
    assert shell.initials == "MH"
    assert shell.sign_out_href


def test_two_units_offer_a_switch_with_the_roles_held() -> None:
    shell = shell_of(actor(HEAD, ELSEWHERE), UNITS, "/", None)
    assert [choice.words for choice in shell.units] == ["UBND xã Minh Họa", "Sở Minh Họa"]
    assert [choice.note for choice in shell.units] == ["Lãnh đạo đơn vị", "Người xem"]
    assert [choice.is_current for choice in shell.units] == [True, False]


def test_two_hats_in_one_unit_are_both_told() -> None:
    assert role_words(frozenset({HEAD, OFFICER, ELSEWHERE}), 1) == "Cán bộ đầu mối, Lãnh đạo đơn vị"


def test_every_role_has_words() -> None:
    for role in Role:
        assert role_words(frozenset({Held(1, role)}), 1)


def test_every_area_leads_somewhere_and_at_most_one_is_current() -> None:
    for path in ("/", "/ke-hoach/", "/ke-hoach/12/ma-tran/"):
        shell = shell_of(actor(Held(1, Role.ADMINISTRATOR)), {1: UNITS[1]}, path, None)
        assert all(link.href for link in shell.nav)
        assert sum(link.is_current for link in shell.nav) <= 1


def test_somebody_unknown_can_only_sign_in() -> None:
    shell = shell_of(None, {}, "/", None)
    assert shell.nav == ()
    assert shell.sign_in_href
    assert shell.sign_out_href == ""


def test_key_of_drafts_names_nobody() -> None:
    assert shell_of(actor(HEAD), UNITS, "/", None).person_key == "7"
