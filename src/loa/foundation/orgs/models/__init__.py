"""Tables of units and people."""

from loa.foundation.orgs.models.account import Account
from loa.foundation.orgs.models.person import Person, Post
from loa.foundation.orgs.models.unit import ReferenceMark, Unit, UnitState, UnitSuccession

__all__ = ["Account", "Person", "Post", "ReferenceMark", "Unit", "UnitState", "UnitSuccession"]
