"""The ways in which documents write the name of a unit."""

from loa.foundation.orgs.types import Kind, Level

_OURS = ("tỉnh Tuyên Quang", "Tuyên Quang", "tỉnh")


def spellings(name: str, short_name: str, kind: Kind, level: Level) -> set[str]:
    """Names under which a unit is called: with and without UBND, tỉnh, the short form."""
    if kind is Kind.PEOPLES_COMMITTEE and level is not Level.PROVINCE:
        return {form for base in (name, short_name) for form in (base, f"UBND {base}")}
    forms = {name, short_name}
    for form in (name, short_name):
        base = _base(form)
        forms |= {f"{base} {ending}" for ending in _OURS}
        if kind in {Kind.DEPARTMENT, Kind.OFFICE} and " " in base:
            forms.add(base)
    return forms


def with_endings(alias: str) -> set[str]:
    """Another name of a body of the province, with and without tỉnh Tuyên Quang after it."""
    base = _base(alias)
    return {alias, f"{base} tỉnh", f"{base} tỉnh Tuyên Quang"}


def bare_name(name: str) -> str:
    """The name without its class: «Xã Hồng Thái» → «Hồng Thái»."""
    for kind in ("Thị trấn ", "Thành phố ", "Phường ", "Huyện ", "Xã "):
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def _base(name: str) -> str:
    for ending in _OURS:
        if name.endswith(f" {ending}"):
            return name.removesuffix(f" {ending}")
    return name
