"""Tables of the register."""

from loa.foundation.documents.register.models.entry import Entry, Register, Series
from loa.foundation.documents.register.models.way import NumberingWay

__all__ = ["Entry", "NumberingWay", "Register", "Series"]
