"""What an officer makes of the sentences of his units in a consolidated report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies
from loa.modules.plans.models import PeriodReport
from loa.modules.plans.operations.report_period import ReportFrozen, UnknownSection
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.queries.report_passages import said_to
from loa.modules.plans.rules import passages as rules
from loa.modules.plans.rules.passages import Kept
from loa.modules.plans.rules.reporting import EDITABLE
from loa.modules.plans.rules.sentences import Sentence
from loa.modules.plans.types import FROZEN_REPORTS, Verb

_MOST_LETTERS = 4000
Rule = Callable[[tuple[Kept, ...]], tuple[Kept, ...]]


@dataclass(frozen=True)
class Place:
    """A section of a report, at the version that the page showed."""

    report_id: int
    version: int
    section: str


class PassageEmpty(DomainError):
    """A passage was rewritten as nothing, or as more than a passage."""

    code = "PLANS_PASSAGE_EMPTY"
    message_vi = "Viết lời của ý này (không quá 4.000 ký tự), hoặc bấm «Bỏ khỏi báo cáo»."


@operation
def rewrite_passage(
    *, actor: orgs.Actor, place: Place, passage: str, text: str, at: datetime
) -> None:
    """Say in the officer's own words what units said; theirs stay behind it."""
    words = " ".join(text.split())
    if not 0 < len(words) <= _MOST_LETTERS:
        raise PassageEmpty
    _change(actor, place, at, lambda kept: rules.rewritten(kept, passage, words))


@operation
def drop_passage(
    *, actor: orgs.Actor, place: Place, passage: str, is_dropped: bool, at: datetime
) -> None:
    """Leave a passage out of the report, or take it back; what was left out stays on record."""
    _change(actor, place, at, lambda kept: rules.dropped(kept, passage, is_dropped=is_dropped))


@operation
def move_passage(*, actor: orgs.Actor, place: Place, passage: str, to: int, at: datetime) -> None:
    """Put a passage somewhere else in its section, counted from 0."""
    _change(actor, place, at, lambda kept: rules.moved(kept, passage, to))


@operation
def take_in_new(*, actor: orgs.Actor, place: Place, at: datetime) -> None:
    """Take in all that units said since the section was edited; its words stay as they are."""
    _change(actor, place, at, None)


def _change(actor: orgs.Actor, place: Place, at: datetime, rule: Rule | None) -> None:
    """One step on the passages of a section, without a rule that of taking in what is new."""
    on, section = local_day(at), place.section
    report = reads.get_report(actor, place.report_id, on)

    require(policies.can(actor, policies.draft_verb(report), report.unit_id, on))
    if section not in EDITABLE or not report.is_consolidated:
        raise UnknownSection
    if report.state in FROZEN_REPORTS:
        raise ReportFrozen
    said = _said(report, section)
    is_settled = section in report.passages
    before = rules.kept_of(report.passages[section]) if is_settled else rules.settled(said)
    after = rule(before) if rule else rules.taken_in(before, rules.merged(said, before).new)
    if is_settled and report.version == place.version + 1 and after == before:
        return

    kept = {**report.passages, section: rules.as_json(after)}
    compare_and_set(report, place.version, passages=kept)

    audit.record(
        actor=actor,
        verb=Verb.REPORT_DRAFT,
        thing=report.ref,
        change=_told(section, before, after),
        at=at,
        unit_id=report.unit_id,
    )


def _said(report: PeriodReport, section: str) -> list[Sentence]:
    period = reads.period_of(report.plan, report.period)
    return said_to(report.plan, report.unit_id, period).get(section, [])


def _told(section: str, before: Sequence[Kept], after: Sequence[Kept]) -> Change:
    """What the journal tells of it: the passages that changed, not the whole section."""
    was, now = set(before), set(after)
    is_move = was == now and tuple(before) != tuple(after)
    return Change(
        {"passages": rules.as_json(one for one in before if one not in now)},
        {
            "section": section,
            "passages": rules.as_json(one for one in after if one not in was),
            **({"order": [one.id for one in after]} if is_move else {}),
        },
    )
