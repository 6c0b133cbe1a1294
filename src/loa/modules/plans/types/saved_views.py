"""Named sets of filters that may leave the room."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_QUERY = 1000
"""Characters of an address that are kept."""


class ListPage(StrEnum):
    """The list that the filters are of; the values stand in addresses and are stored."""

    MATRIX = "ma-tran"
    WORK = "viec"


@dataclass(frozen=True)
class ViewRow:
    """One named set of filters; `query` is what stands behind the question mark."""

    id: int
    name: str
    query: str
    is_own: bool
    is_shared: bool
    is_default: bool
    page: ListPage
    plan_id: int | None = None
