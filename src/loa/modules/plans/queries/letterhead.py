"""How the head and the foot of a document name the unit that issues it."""

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.rules.own_plan import Letterhead

_POSTS = {
    orgs.Kind.OFFICE: "CHÁNH VĂN PHÒNG",
    orgs.Kind.PEOPLES_COMMITTEE: "CHỦ TỊCH",
}
_TYPES = ("xã ", "phường ", "thị trấn ", "huyện ", "thành phố ", "thị xã ")


def letterhead_of(unit: orgs.UnitRow, root: orgs.UnitRow) -> Letterhead:
    """The unit as issuer; `root` is the committee of the province on the same day."""
    is_committee = unit.kind is orgs.Kind.PEOPLES_COMMITTEE
    issuer = _committee(unit.name) if is_committee else unit.name.upper()
    if unit.kind is orgs.Kind.OFFICE:
        issuer = "VĂN PHÒNG"
    return Letterhead(
        parent_body="" if is_committee else root.name.upper(),
        issuer=issuer,
        in_text=unit.body_name,
        notation_body=_notation(unit),
        place=_place(unit, root),
        authority=("TM. ỦY BAN NHÂN DÂN",) if is_committee else (),
        post=_POSTS.get(unit.kind, "GIÁM ĐỐC" if "Sở" in unit.name else "THỦ TRƯỞNG"),
    )


def _committee(name: str) -> str:
    return f"ỦY BAN NHÂN DÂN {name.removeprefix('UBND').strip()}".upper()


def _notation(unit: orgs.UnitRow) -> str:
    if unit.kind is orgs.Kind.PEOPLES_COMMITTEE:
        return "UBND"
    if unit.kind is orgs.Kind.OFFICE:
        return "VP"
    return unit.code.rsplit(".", 1)[-1]


def _place(unit: orgs.UnitRow, root: orgs.UnitRow) -> str:
    """The địa danh: the unit's own name for a committee, else the province's."""
    is_below = unit.level is not orgs.Level.PROVINCE
    name = (unit if is_below else root).name
    bare = name.removeprefix("UBND").strip().removeprefix("tỉnh").strip()
    for kind in _TYPES:
        bare = bare.removeprefix(kind).removeprefix(kind.capitalize())
    return bare[:1].upper() + bare[1:]
