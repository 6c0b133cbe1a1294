"""The door of plans to official dispatches of urging: of a plan, one, its words, its steps."""

from loa.modules.plans.models import Dispatch
from loa.modules.plans.operations.write_dispatch import edit_dispatch, number_dispatch
from loa.modules.plans.queries.dispatches import (
    dispatch_by_id,
    dispatch_file,
    dispatches_in,
    document_of,
    notation_of,
)
from loa.modules.plans.rules.dispatch_document import words_of

__all__ = [
    "Dispatch",
    "dispatch_by_id",
    "dispatch_file",
    "dispatches_in",
    "document_of",
    "edit_dispatch",
    "notation_of",
    "number_dispatch",
    "words_of",
]
