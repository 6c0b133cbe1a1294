"""How documents name the unit that issues them and the plan that they are about."""

from loa.foundation.documents.facade import Kind
from loa.foundation.orgs import facade as orgs
from loa.kernel.words import short_date
from loa.modules.plans.models import Plan
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


def plan_name(plan: Plan) -> str:
    """«Kế hoạch số 12/KH-UBND ngày 24/01/2022 của UBND tỉnh … về …»."""
    number = f"số {plan.number}/{plan.notation}" if plan.number else ""
    signed = f"ngày {short_date(plan.signed_on)}" if plan.signed_on else ""
    issuer = orgs.root_row(plan.as_of).body_name
    parts = (_kind(plan), number, signed, f"của {issuer}", _subject(plan))
    return " ".join(part for part in parts if part)


def _kind(plan: Plan) -> str:
    """What the document is called in running text."""
    titles = {kind.code: kind.title.capitalize() for kind in Kind}
    return titles.get(plan.kind) or ("Công văn" if plan.kind == Kind.LETTER.code else "Kế hoạch")


def _subject(plan: Plan) -> str:
    """«về …»; a subject in capitals only where no number names the document.

    Its words are not made small: which of them are names is not known.
    """
    subject = " ".join(plan.subject.split())
    if subject.isupper():
        return "" if plan.number else f"«{subject}»"
    return f"về {subject[:1].lower()}{subject[1:]}" if subject else ""


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
