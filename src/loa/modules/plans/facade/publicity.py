"""The door of plans for what everybody may read: public plans, their files and pictures."""

from loa.modules.plans.operations.publish_plan import (
    hide_activity,
    publish_plan,
    show_activity,
    unpublish_plan,
)
from loa.modules.plans.queries.publications import (
    listed_publicly,
    public_file,
    public_picture,
    public_plan,
)
from loa.modules.plans.rules.publicity import publicity_basis
from loa.modules.plans.types import (
    PublicActivity,
    PublicFile,
    PublicHead,
    PublicLinks,
    PublicPlan,
    PublicTask,
)

__all__ = [
    "PublicActivity",
    "PublicFile",
    "PublicHead",
    "PublicLinks",
    "PublicPlan",
    "PublicTask",
    "hide_activity",
    "listed_publicly",
    "public_file",
    "public_picture",
    "public_plan",
    "publicity_basis",
    "publish_plan",
    "show_activity",
    "unpublish_plan",
]
