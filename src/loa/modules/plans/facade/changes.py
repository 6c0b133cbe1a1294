"""The door of plans to what changed between two days."""

from loa.modules.plans.queries.changes import Window, changes_of, cut_off_before
from loa.modules.plans.types.changes import Changed, ChangeKind, Changes, Sums

__all__ = ["ChangeKind", "Changed", "Changes", "Sums", "Window", "changes_of", "cut_off_before"]
