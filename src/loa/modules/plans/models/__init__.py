"""Tables of plans."""

from loa.modules.plans.models.activity import Activity, ActivityQuantity, Evidence
from loa.modules.plans.models.annex import Annex
from loa.modules.plans.models.answer import Answer
from loa.modules.plans.models.assignment import Assignment, Occurrence
from loa.modules.plans.models.checking import DraftStep, Presence
from loa.modules.plans.models.comment import Comment
from loa.modules.plans.models.delivery import Delivery, Opening
from loa.modules.plans.models.difficulty import Difficulty, DifficultyStep, Direction
from loa.modules.plans.models.dispatch import Dispatch
from loa.modules.plans.models.feed import CalendarFeed
from loa.modules.plans.models.guidance import (
    Guidance,
    GuidanceAbout,
    GuidanceEdition,
    Question,
)
from loa.modules.plans.models.monday import MondayPage
from loa.modules.plans.models.notice import Notice, NoticeSeen
from loa.modules.plans.models.plan import Clause, Doubt, Plan
from loa.modules.plans.models.publication import Publication, ShownActivity
from loa.modules.plans.models.remark import Remark, RemarkContact
from loa.modules.plans.models.report import PeriodReport
from loa.modules.plans.models.saved_view import SavedView
from loa.modules.plans.models.task import Task, TaskActor, TaskTarget
from loa.modules.plans.models.upload import Upload, UploadFile
from loa.modules.plans.models.urging import UrgedWork, Urging, UrgingRound
from loa.modules.plans.models.visit import Visit

__all__ = [
    "Activity",
    "ActivityQuantity",
    "Annex",
    "Answer",
    "Assignment",
    "CalendarFeed",
    "Clause",
    "Comment",
    "Delivery",
    "Difficulty",
    "DifficultyStep",
    "Direction",
    "Dispatch",
    "Doubt",
    "DraftStep",
    "Evidence",
    "Guidance",
    "GuidanceAbout",
    "GuidanceEdition",
    "MondayPage",
    "Notice",
    "NoticeSeen",
    "Occurrence",
    "Opening",
    "PeriodReport",
    "Plan",
    "Presence",
    "Publication",
    "Question",
    "Remark",
    "RemarkContact",
    "SavedView",
    "ShownActivity",
    "Task",
    "TaskActor",
    "TaskTarget",
    "Upload",
    "UploadFile",
    "UrgedWork",
    "Urging",
    "UrgingRound",
    "Visit",
]
