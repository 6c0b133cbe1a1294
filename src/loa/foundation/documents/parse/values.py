"""Values: frozen for whoever writes code, plain while it runs.

The type checker refuses to assign to a field of a value. Were Python to refuse it as well, every
field would be set by a call of its own, at several times the cost, and a document is read into
hundreds of values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """A dataclass that compares and hashes as a frozen one does."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["value"]
