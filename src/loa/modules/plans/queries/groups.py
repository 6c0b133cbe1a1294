"""Named groups of units: their words on screen and their members on a day."""

from datetime import date

from loa.foundation.orgs import facade as orgs

_LABELS = {
    orgs.Group.DEPARTMENTS: "Sở, ban, ngành",
    orgs.Group.VERTICALS: "Cơ quan ngành dọc",
    orgs.Group.DISTRICTS: "UBND cấp huyện",
    orgs.Group.COMMUNES: "UBND cấp xã",
    orgs.Group.PRESS: "Báo, đài",
    orgs.Group.PARTNERS: "Đoàn thể, đơn vị phối hợp",
}


def group_label(group: orgs.Group) -> str:
    """How a group is called on screen."""
    return _LABELS[group]


def level_label(unit: orgs.UnitRow, parent: orgs.UnitRow | None) -> str:
    """Under which title a unit stands in the lists of documents."""
    if unit.level is orgs.Level.DISTRICT:
        return "Cấp huyện"
    if unit.level is orgs.Level.COMMUNE:
        is_in_district = parent is not None and parent.level is orgs.Level.DISTRICT
        return f"Cấp xã: {parent.name}" if parent and is_in_district else "Cấp xã"
    return "Cơ quan, đơn vị cấp tỉnh"


def group_ids(group: orgs.Group, on: date) -> tuple[int, ...]:
    """The units of the group on the day, in official order."""
    return tuple(unit.id for unit in orgs.group_members(group, on))
