"""What falls due for somebody on coming days."""

from loa.modules.plans.queries.due_days import due_days
from loa.modules.plans.types.due_days import DueDay, DueThing, Whose

__all__ = ["DueDay", "DueThing", "Whose", "due_days"]
