"""Tables of units and people."""

from loa.foundation.orgs.models.account import Account
from loa.foundation.orgs.models.delegation import Delegation
from loa.foundation.orgs.models.person import Person, Post
from loa.foundation.orgs.models.security import OpenSession, RecoveryCode, SecondFactor
from loa.foundation.orgs.models.unit import ReferenceMark, Unit, UnitState, UnitSuccession

__all__ = [
    "Account",
    "Delegation",
    "OpenSession",
    "Person",
    "Post",
    "RecoveryCode",
    "ReferenceMark",
    "SecondFactor",
    "Unit",
    "UnitState",
    "UnitSuccession",
]
