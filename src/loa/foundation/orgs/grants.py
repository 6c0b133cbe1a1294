"""Who may do what: one table from verb to the roles that have it and how far each reaches.

Least privilege: a verb that is not in the table is nobody's. A right comes from a post held on the
day, in a unit that stands on the day, so a merger gives nobody anything.
"""

from enum import StrEnum

from loa.foundation.orgs.types import Role


class Scope(StrEnum):
    """How far a role reaches from the unit in which it is held."""

    OWN = "OWN"
    """The unit itself."""
    SEAT = "SEAT"
    """The unit itself; for the office of a committee (Văn phòng UBND tỉnh) its committee too."""
    BELOW = "BELOW"
    """The units for which the unit, or the committee of that office, is the direct superior."""
    PROVINCE = "PROVINCE"
    """Any unit, for a post at the People's Committee of the province or in its office."""
    MEMBER = "MEMBER"
    """Any unit, for any post in the province."""


Grant = tuple[Role, Scope]

_PLANNING = frozenset({(Role.PLAN_OFFICER, Scope.SEAT)})
_READING = frozenset((role, Scope.MEMBER) for role in Role)
_DOING = frozenset({(Role.FOCAL_OFFICER, Scope.OWN), (Role.HEAD, Scope.OWN)})
_PUBLISHING = frozenset({(Role.PLAN_OFFICER, Scope.SEAT), (Role.HEAD, Scope.SEAT)})
_REPLYING = frozenset(
    {
        (Role.PLAN_OFFICER, Scope.SEAT),
        (Role.HEAD, Scope.SEAT),
        (Role.DISTRICT_OFFICER, Scope.OWN),
        (Role.FOCAL_OFFICER, Scope.OWN),
    }
)
_FOLLOWING = frozenset(
    {
        (Role.DISTRICT_OFFICER, Scope.BELOW),
        (Role.PLAN_OFFICER, Scope.BELOW),
        (Role.HEAD, Scope.BELOW),
    }
)
_URGING = frozenset({(Role.PLAN_OFFICER, Scope.PROVINCE), (Role.DISTRICT_OFFICER, Scope.BELOW)})
_DIRECTING = frozenset(
    {(Role.DISTRICT_OFFICER, Scope.OWN), (Role.PLAN_OFFICER, Scope.OWN), (Role.HEAD, Scope.OWN)}
)
_CONSOLIDATING = frozenset({(Role.DISTRICT_OFFICER, Scope.OWN), (Role.PLAN_OFFICER, Scope.SEAT)})
_REGISTERING = frozenset({(Role.CLERK, Scope.SEAT)})
_ADMINISTERING = frozenset({(Role.ADMINISTRATOR, Scope.OWN), (Role.ADMINISTRATOR, Scope.PROVINCE)})

GRANTS: dict[str, frozenset[Grant]] = {
    # Plans
    "PLAN_IMPORT": _PLANNING,
    "PLAN_EDIT": _PLANNING,
    "PLAN_ISSUE": _PLANNING,
    "PLAN_AMEND": _PLANNING,
    "PLAN_CLOSE": _PLANNING,
    "ASSIGNMENT_SHIFT_DUE": _PLANNING,
    "PLAN_READ": _READING,
    # What everybody may read
    "PLAN_PUBLISH": _PUBLISHING,
    "PLAN_UNPUBLISH": _PUBLISHING,
    "ACTIVITY_SHOW": _DOING,
    "ACTIVITY_HIDE": _DOING,
    # The unit's own plan under the one that it was given
    "PLAN_OWN": _DOING,
    "PLAN_OWN_ISSUE": frozenset({(Role.HEAD, Scope.OWN)}),
    # An issued document goes to its recipients, who open it
    "PLAN_DELIVER": _DOING | _REGISTERING | _PLANNING,
    "DELIVERY_OPEN": _READING,
    # What a unit does with what it was given
    "ASSIGNMENT_ACKNOWLEDGE": _DOING,
    "ACTIVITY_RECORD": _DOING,
    "ASSIGNMENT_PROPOSE": _DOING,
    "ASSIGNMENT_FINISH": _DOING,
    "ASSIGNMENT_ASK_EXEMPT": _DOING,
    "ASSIGNMENT_APPROVE": frozenset({(Role.HEAD, Scope.OWN)}),
    # What its superior does with it
    "ASSIGNMENT_ACCEPT": _FOLLOWING,
    "ASSIGNMENT_RETURN": _FOLLOWING,
    "ASSIGNMENT_EXEMPT": _FOLLOWING,
    "ACTIVITY_RECORD_FOR": _FOLLOWING,
    "WORK_OVERSEE": frozenset({(Role.HEAD, Scope.SEAT), (Role.PLAN_OFFICER, Scope.SEAT)}),
    "WORK_URGE": _URGING,
    "URGING_ACKNOWLEDGE": frozenset({(Role.HEAD, Scope.OWN)}),
    "DISPATCH_EDIT": _CONSOLIDATING,
    # Difficulties: who raises them, and who holds them
    "DIFFICULTY_RAISE": _DOING,
    "DIFFICULTY_WITHDRAW": _DOING,
    "DIFFICULTY_REOPEN": _DOING,
    "DIFFICULTY_PASS_UP": _DIRECTING,
    "DIFFICULTY_ANSWER": _DIRECTING,
    # Questions and the guidance that answers them
    "QUESTION_ASK": _DOING,
    "QUESTION_WITHDRAW": _DOING,
    "QUESTION_PASS_UP": _DIRECTING,
    "QUESTION_ANSWER": _DIRECTING,
    "QUESTION_TURN": _DIRECTING,
    "GUIDANCE_PUBLISH": _DIRECTING,
    "GUIDANCE_REVISE": _DIRECTING,
    "GUIDANCE_WITHDRAW": _DIRECTING,
    # What citizens say of public plans
    "REMARK_ANSWER": _REPLYING,
    "REMARK_PASS": _REPLYING,
    "REMARK_HIDE": _REPLYING,
    "REMARK_PUBLISH": _PUBLISHING,
    # Periodic reports
    "REPORT_DRAFT": _DOING | _CONSOLIDATING,
    "REPORT_APPROVE": frozenset({(Role.HEAD, Scope.SEAT)}),
    "REPORT_ACCEPT": _FOLLOWING,
    "REPORT_RETURN": _FOLLOWING,
    "REPORT_CONSOLIDATE": _CONSOLIDATING,
    # The register of outgoing documents
    "DOCUMENT_NUMBER": _REGISTERING,
    "DOCUMENT_NUMBER_CANCEL": _REGISTERING,
    "REGISTER_READ": _REGISTERING | {(Role.HEAD, Scope.SEAT)},
    "REGISTER_CHOOSE": frozenset({(Role.HEAD, Scope.SEAT)}),
    # The house itself
    "PEOPLE_MANAGE": _ADMINISTERING,
    "PEOPLE_IMPORT": frozenset({(Role.ADMINISTRATOR, Scope.PROVINCE)}),
    "UNIT_CHANGE": frozenset({(Role.ADMINISTRATOR, Scope.PROVINCE)}),
    "PROVINCE_LOAD": frozenset({(Role.ADMINISTRATOR, Scope.PROVINCE)}),
    "UNIT_SUCCESSION": frozenset({(Role.ADMINISTRATOR, Scope.PROVINCE)}),
    "CALENDAR_RECORD": frozenset({(Role.ADMINISTRATOR, Scope.PROVINCE)}),
}
