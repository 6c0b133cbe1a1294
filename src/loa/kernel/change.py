"""What one write replaced. Plain, so that values which carry it know no database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """What one write replaced, field by field, as the journal wants it."""

    before: dict[str, object]
    after: dict[str, object]
