"""The door of plans to what people say to each other about work and difficulties."""

from loa.modules.plans.operations.comment import comment_on, withdraw_comment
from loa.modules.plans.queries.comments import (
    About,
    CommentRow,
    about_difficulty,
    about_work,
    comments_of,
    readers_of,
)
from loa.modules.plans.rules.mentions import Mention, mentions_of

__all__ = [
    "About",
    "CommentRow",
    "Mention",
    "about_difficulty",
    "about_work",
    "comment_on",
    "comments_of",
    "mentions_of",
    "readers_of",
    "withdraw_comment",
]
