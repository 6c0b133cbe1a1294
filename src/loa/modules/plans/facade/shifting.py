"""The door of plans to moving the due days of many pieces of work at once."""

from loa.modules.plans.operations.shift_due import Weighed, shift_due, weighed
from loa.modules.plans.rules.shifting import MOST_DAYS, Shift, Shifted, print_of

__all__ = ["MOST_DAYS", "Shift", "Shifted", "Weighed", "print_of", "shift_due", "weighed"]
