"""The door of plans to what a plan would leave open if its year ended today."""

from loa.modules.plans.operations.close_plan import CloseResult, would_close

__all__ = ["CloseResult", "would_close"]
