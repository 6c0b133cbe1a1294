"""What of an address narrows a list, and so may be kept under a name."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from loa.modules.plans.types.saved_views import ListPage, ViewRow

_LONGEST = 100
NARROWING: Mapping[ListPage, tuple[str, ...]] = MappingProxyType(
    {
        ListPage.MATRIX: ("q", "khoi", "nhiem_vu", "trang_thai", "muon"),
        ListPage.WORK: ("muc", "loai", "don_vi", "muon"),
    }
)


def narrowing(page: ListPage, asked: Mapping[str, str]) -> dict[str, str]:
    """Only what narrows the list, in one order, so that the same filters are the same words."""
    named = ((name, asked.get(name, "").strip()[:_LONGEST]) for name in NARROWING[page])
    return {name: value for name, value in named if value}


def opening_query(views: Iterable[ViewRow]) -> str:
    """The filters with which the list opens for its owner; empty where he chose none."""
    return next((view.query for view in views if view.is_default and view.query), "")
