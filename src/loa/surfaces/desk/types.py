"""Values of the workplace's own pages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoRole:
    """A person of the demonstration whom one press of a button signs in."""

    key: str
    label: str
    unit: str
    note: str
