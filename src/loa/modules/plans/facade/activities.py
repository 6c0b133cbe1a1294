"""The door of plans to how much was done."""

from loa.modules.plans.queries.work import activity_counts

__all__ = ["activity_counts"]
