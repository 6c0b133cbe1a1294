"""The door of plans to the page of a head: its figures, and the rows behind each of them."""

from loa.modules.plans.policies import can_oversee
from loa.modules.plans.queries.oversight import counted, overview
from loa.modules.plans.queries.oversight_rows import Behind, BehindRow, counts_behind, rows_behind
from loa.modules.plans.rules.oversight import Figures, OnTime, Overview

__all__ = [
    "Behind",
    "BehindRow",
    "Figures",
    "OnTime",
    "Overview",
    "can_oversee",
    "counted",
    "counts_behind",
    "overview",
    "rows_behind",
]
