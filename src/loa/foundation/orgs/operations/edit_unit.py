"""One unit changed or ended on a day, as the page asks for it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from loa.foundation.orgs import policies
from loa.foundation.orgs.lines import StateLine
from loa.foundation.orgs.operations.change_units import change_units
from loa.foundation.orgs.queries import unit_lines
from loa.foundation.orgs.types import Actor
from loa.foundation.orgs.units_rows import LONGEST, UnitDraft
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.kernel.errors import DomainError


class UnitNotStandingThen(DomainError):
    """The unit does not stand on the day."""

    code = "ORGS_UNIT_NOT_STANDING_THEN"
    message_vi = "Đơn vị không hoạt động vào ngày này: hãy chọn ngày khác."


class UnitChangesLater(DomainError):
    """The unit has another name or superior after the day on which it would end."""

    code = "ORGS_UNIT_CHANGES_LATER"
    message_vi = (
        "Sau ngày này đơn vị còn một lần đổi tên hoặc đổi cấp trên: hãy sửa bằng bảng tải về."
    )


@operation
def rename_unit(
    *,
    actor: Actor,
    unit_id: int,
    name: str,
    short_name: str,
    code: str,
    parent_code: str,
    on: date,
    cites: str,
    at: datetime,
) -> int:
    """From the day the unit bears the name and code and stands under the parent; how many changed.

    On the first day of a name it is that name that is corrected. Raises UnitNotStandingThen,
    UnitsFaulty.
    """
    require(policies.can_change_units(actor, local_day(at)))
    line = _line(unit_id, on)
    draft = replace(
        _draft(line, parent_code, cites),
        name=name,
        short_name=short_name or name[: LONGEST["short_name"]],
        code=code,
        valid_from=on,
        verified=True,
    )
    return len(change_units(actor=actor, drafts=[draft], at=at))


@operation
def end_unit(*, actor: Actor, unit_id: int, last_day: date, cites: str, at: datetime) -> int:
    """The unit stands to the end of the day and nobody takes over; how many changed.

    Its open work ends with that reason. Raises UnitNotStandingThen, UnitChangesLater, UnitsFaulty.
    """
    require(policies.can_change_units(actor, local_day(at)))
    end = last_day + timedelta(days=1)
    line = _line(unit_id, last_day)
    if line.valid_to == end:
        return 0
    if any(each.valid_from > last_day for each in unit_lines.lines_of(unit_id)):
        raise UnitChangesLater
    words = f"{line.cites}; kết thúc: {cites}"
    draft = _draft(line, unit_lines.code_of_parent(line), words[-LONGEST["cites"] :])
    return len(change_units(actor=actor, drafts=[replace(draft, valid_to=end)], at=at))


def _line(unit_id: int, on: date) -> StateLine:
    for line in unit_lines.lines_of(unit_id):
        if line.valid_from <= on and (line.valid_to is None or on < line.valid_to):
            return line
    raise UnitNotStandingThen


def _draft(line: StateLine, parent_code: str, cites: str) -> UnitDraft:
    return UnitDraft(
        row=1,
        key=line.key,
        code=line.code,
        name=line.name,
        short_name=line.short_name,
        kind=line.kind,
        level=line.level,
        parent_code=parent_code,
        valid_from=line.valid_from,
        valid_to=line.valid_to,
        verified=line.verified,
        cites=cites,
    )
