"""The wing of the door for questions and guidance."""

from loa.modules.plans.operations.answer_question import (
    answer_by_guidance,
    answer_question,
    pass_question_up,
    turn_into_difficulty,
)
from loa.modules.plans.operations.ask_question import ask_question, withdraw_question
from loa.modules.plans.operations.keep_guidance import (
    publish_guidance,
    revise_guidance,
    withdraw_guidance,
)
from loa.modules.plans.policies import guidance_steps, question_steps
from loa.modules.plans.queries import Guidance, Question
from loa.modules.plans.queries.guidance import guidance_for, resembling, searched
from loa.modules.plans.queries.guidance import place_of as guidance_place
from loa.modules.plans.queries.guidance import row_of as guidance_row
from loa.modules.plans.queries.questions import counts_of as question_counts
from loa.modules.plans.queries.questions import question_for, questions_of
from loa.modules.plans.queries.questions import row_of as question_row
from loa.modules.plans.types.guidance import (
    GuidanceFacts,
    GuidanceRow,
    QuestionCounts,
    QuestionRow,
    QuestionState,
)

__all__ = [
    "Guidance",
    "GuidanceFacts",
    "GuidanceRow",
    "Question",
    "QuestionCounts",
    "QuestionRow",
    "QuestionState",
    "answer_by_guidance",
    "answer_question",
    "ask_question",
    "guidance_for",
    "guidance_place",
    "guidance_row",
    "guidance_steps",
    "pass_question_up",
    "publish_guidance",
    "question_counts",
    "question_for",
    "question_row",
    "question_steps",
    "questions_of",
    "resembling",
    "revise_guidance",
    "searched",
    "turn_into_difficulty",
    "withdraw_guidance",
    "withdraw_question",
]
