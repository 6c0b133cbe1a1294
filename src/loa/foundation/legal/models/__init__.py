"""The tables of legal."""

from loa.foundation.legal.models.calendar import CalendarDay, CalendarDoubt
from loa.foundation.legal.models.parameter import LegalParameter, ReferenceMark

__all__ = ["CalendarDay", "CalendarDoubt", "LegalParameter", "ReferenceMark"]
