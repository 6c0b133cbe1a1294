"""Where in a long list one stands, page by page."""

from math import ceil

from django.http import QueryDict

from loa.foundation.ui.types import Pages
from loa.foundation.ui.wording import number


def pages_of(query: QueryDict, page: int, total: int, size: int, noun: str) -> Pages:
    """The stretch shown and the ways on, which keep what the address asks besides."""
    last = max(1, ceil(total / size))
    page = min(page, last)
    return Pages(
        first=number((page - 1) * size + 1),
        last=number(min(page * size, total)),
        total=number(total),
        noun=noun,
        previous_href=page_address(query, page - 1) if page > 1 else "",
        next_href=page_address(query, page + 1) if page < last else "",
    )


def page_address(query: QueryDict, page: int) -> str:
    """The same list at another page."""
    asked = query.copy()
    asked["trang"] = str(page)
    return f"?{asked.urlencode()}"
