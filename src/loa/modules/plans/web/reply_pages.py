"""What the pages of all that waits for an answer share: the clock, the steps, one line of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Due, Term
from loa.kernel.access import Allowed, Denied, Verdict
from loa.modules.plans.queries import Difficulty, Question, Remark
from loa.modules.plans.queries.replies import OPEN
from loa.modules.plans.rules.replies import Clock
from loa.modules.plans.types import DifficultyRow, Verb
from loa.modules.plans.types.guidance import QuestionRow
from loa.modules.plans.types.replies import ReplyRow
from loa.modules.plans.web import presenters
from loa.modules.plans.web.reading import DueWords, Moment

Verdicts = list[tuple[Verb, Verdict]]
Steps = Mapping[Verb, tuple[str, str]]
"""Of each step the name of its address and the words of its button."""


@dataclass(frozen=True)
class StepForms:
    """A step that is open to the actor, with its form: the main one, one without words, another."""

    href: str
    words: str
    form: Form
    is_main: bool
    is_plain: bool
    is_open: bool


@dataclass(frozen=True)
class Brief:
    """One thing in a line."""

    href: str
    words: str
    unit: str
    state: str
    is_late: bool
    due: Due


@dataclass(frozen=True)
class Offer:
    """The steps that a page offers: `main` stand open, `plain` need no words."""

    steps: Steps
    main: frozenset[Verb]
    plain: frozenset[Verb] = frozenset()

    def forms(
        self,
        pk: int,
        verdicts: Verdicts,
        blank: Callable[[Verb], Form],
        sent: Mapping[Verb, Form],
    ) -> list[StepForms]:
        """Each step that is this actor's, with what was sent or an empty form."""
        return [
            StepForms(
                reverse(self.steps[verb][0], args=[pk]),
                self.steps[verb][1],
                sent.get(verb) or blank(verb),
                is_main=verb in self.main,
                is_plain=verb in self.plain,
                is_open=verb in sent,
            )
            for verb, said in verdicts
            if said == Allowed()
        ]

    def closed(self, verdicts: Verdicts) -> tuple[Term, ...]:
        """Each step that comes next but is another's, with the reason why."""
        return tuple(
            Term(self.steps[verb][1], said.reason)
            for verb, said in verdicts
            if isinstance(said, Denied)
        )


def is_owed(row: ReplyRow) -> bool:
    """Whether it still waits although its day is past."""
    return row.state.value == OPEN and row.is_late


def waits(
    now: Moment, row: ReplyRow, since: tuple[Clock, date], sent: Mapping[Verb, Form]
) -> dict[str, object]:
    """What every page of one thing says: what it is, until when it waits, what was refused.

    `since` is its clock, with the day from which that runs.
    """
    clock, day = since
    is_open = row.state.value == OPEN
    return {
        "row": row,
        "state": row.state.value,
        "is_open": is_open,
        "is_late": is_owed(row),
        "due": DueWords(now.today)(row.due_on, is_open=is_open),
        "is_unsure": not clock.time(day).verified,
        "errors": list(sent.values()),
    }


def briefs(
    now: Moment, rows: Iterable[DifficultyRow | QuestionRow], page: str
) -> tuple[Brief, ...]:
    """Things in a list, each with the address of its page."""
    told = list(rows)
    units = orgs.units_by_ids({row.unit_id for row in told}, now.today)
    due = DueWords(now.today)
    return tuple(
        Brief(
            reverse(page, args=[row.id]),
            row.words,
            units[row.unit_id].name,
            row.state.value,
            row.is_late,
            due(row.due_on, is_open=row.state.value == OPEN),
        )
        for row in told
    )


def alike_choices(now: Moment, others: Iterable[Difficulty | Question]) -> list[tuple[str, str]]:
    """Those that one answer may be for too, as a form offers them."""
    every = list(others)
    units = orgs.units_by_ids({one.unit_id for one in every}, now.today)
    return [(str(one.pk), f"{units[one.unit_id].name}: {one.words[:120]}") for one in every]


def journal(found: Difficulty | Question | Remark) -> tuple[object, ...]:
    """What happened to it, newest first."""
    entries = audit.entries_for(found.ref)
    return presenters.happenings(
        entries, orgs.actor_words({entry.actor_label for entry in entries})
    )
