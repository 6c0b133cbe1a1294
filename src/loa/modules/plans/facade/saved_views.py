"""The door of plans for named filters: the list of one's own work offers them too."""

from loa.modules.plans.operations.keep_views import change_view, drop_view, save_view
from loa.modules.plans.queries.saved_views import own_view, own_views, views_of
from loa.modules.plans.rules.saved_views import NARROWING, narrowing, opening_query
from loa.modules.plans.types.saved_views import ListPage, ViewRow

__all__ = [
    "NARROWING",
    "ListPage",
    "ViewRow",
    "change_view",
    "drop_view",
    "narrowing",
    "opening_query",
    "own_view",
    "own_views",
    "save_view",
    "views_of",
]
