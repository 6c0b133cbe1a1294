"""The door of plans to units' own documents: listed, linked, numbered later, revised."""

from loa.modules.plans.operations.link_document import (
    IssuedElsewhere,
    confirm_answers,
    link_document,
)
from loa.modules.plans.operations.make_own_plan import take_up_duties
from loa.modules.plans.operations.number_own_plan import number_own_plan
from loa.modules.plans.operations.propose_own_plan import ask_back_own_plan, propose_own_plan
from loa.modules.plans.operations.revise_own_plan import revise_own_plan
from loa.modules.plans.queries.letterhead import letterhead_of
from loa.modules.plans.queries.own_listing import (
    Answered,
    OwnDocument,
    answers_in,
    own_document,
    own_documents_under,
    task_words,
)
from loa.modules.plans.queries.reading import read_or_not
from loa.modules.plans.rules.own_plan import AnswerKind

__all__ = [
    "AnswerKind",
    "Answered",
    "IssuedElsewhere",
    "OwnDocument",
    "answers_in",
    "ask_back_own_plan",
    "confirm_answers",
    "letterhead_of",
    "link_document",
    "number_own_plan",
    "own_document",
    "own_documents_under",
    "propose_own_plan",
    "read_or_not",
    "revise_own_plan",
    "take_up_duties",
    "task_words",
]
