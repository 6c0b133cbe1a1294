"""By what each doubt of a draft is mended: the same on the screen and for other programs."""

from enum import StrEnum

from loa.modules.plans.types import DoubtCode

HEAD = frozenset(
    {
        "issuer_words",
        "number",
        "notation",
        "place",
        "signed_on",
        "subject",
        "signer_post",
        "signer_name",
        "year",
        "as_of",
        "period_rule",
    }
)
"""Fields of the document's head that a person corrects."""

ALSO = {"issuer": "issuer_words", "issued_on": "signed_on"}
"""Where a field of the document has another name in its form, or its doubt another target."""

MISSING = frozenset({DoubtCode.ANNEX_MISSING, DoubtCode.NO_TASK})
DUE = frozenset({DoubtCode.DUE_GUESSED, DoubtCode.DUE_RELATIVE})
ACTORS = frozenset({DoubtCode.ACTOR_MISSING, DoubtCode.ACTOR_UNSURE})


class Mend(StrEnum):
    """What is corrected; NOTHING can only be looked at and kept."""

    HEAD = "HEAD"
    BASIS = "BASIS"
    DUE = "DUE"
    ACTORS = "ACTORS"
    TASK = "TASK"
    ADD = "ADD"
    NOTHING = "NOTHING"


def mended_by(code: DoubtCode, target: str, *, is_of_task: bool) -> Mend:
    """By which correction the doubt goes away."""
    if is_of_task:
        return Mend.DUE if code in DUE else Mend.ACTORS if code in ACTORS else Mend.TASK
    if ALSO.get(target, target) in HEAD:
        return Mend.HEAD
    if target == "legal_bases":
        return Mend.BASIS
    return Mend.ADD if code in MISSING or code is DoubtCode.TASK_UNSURE else Mend.NOTHING


def settled_by(changed: frozenset[str]) -> frozenset[DoubtCode]:
    """The doubts about a task that somebody has answered who wrote these fields of TaskFacts.

    Whoever writes the day has looked at the day, not at the units.
    """
    about = {
        "schedule": DUE,
        "due_on": DUE,
        "groups": ACTORS,
        "units": ACTORS,
        "excluded_units": ACTORS,
    }
    found = [about.get(name, frozenset({DoubtCode.TASK_UNSURE})) for name in changed]
    return frozenset().union(*found)
