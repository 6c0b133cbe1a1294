"""The door of plans for how work and reports stand to their day."""

from loa.modules.plans.types import Lateness, Standing, late_of, standing_of

__all__ = ["Lateness", "Standing", "late_of", "standing_of"]
