"""The door of plans for named filters: the list of one's own work offers them too."""

from loa.modules.plans.queries.saved_views import views_of
from loa.modules.plans.types.saved_views import ListPage, ViewRow

__all__ = ["ListPage", "ViewRow", "views_of"]
