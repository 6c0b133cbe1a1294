"""The door of plans to what units were told: all of a plan, one text with its works."""

from loa.modules.plans.queries.urged import Urged, urged_in, urged_one

__all__ = ["Urged", "urged_in", "urged_one"]
