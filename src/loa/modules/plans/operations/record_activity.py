"""Activities with quantities and evidence: recorded, entered for a unit, withdrawn."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Activity, Occurrence
from loa.modules.plans.operations.do_work import mark_acknowledged
from loa.modules.plans.operations.tell_units import tell_unit
from loa.modules.plans.rules import activity as rules
from loa.modules.plans.rules import work
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import ActivityFacts, NoticeKind, TaskRole, Verb, WorkState

# What comes in most often, from thousands of units on the same days: one message instead of three.
_PUT = """
    WITH activity AS (
        INSERT INTO plans_activity (
            occurrence_id, unit_id, plan_id, done_on, title, form, audience, place, cost, material,
            note, recorded_at, recorded_by, entered_for_by, paper_id, withdrawn_reason, version)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', 1)
        RETURNING id
    ), quantity AS (
        INSERT INTO plans_activityquantity (activity_id, measure, amount)
        SELECT activity.id, measure, amount
        FROM activity, unnest(%s::text[], %s::integer[]) AS reached (measure, amount)
    ), evidence AS (
        INSERT INTO plans_evidence (activity_id, file_id, thumbnail_id, url, caption)
        SELECT activity.id, file, thumbnail, url, caption
        FROM activity, unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[])
            AS shown (file, thumbnail, url, caption)
    )
    SELECT id FROM activity
"""


class PaperMissing(DomainError):
    """Entered for a unit without the document it came on."""

    code = "PLANS_PAPER_MISSING"
    message_vi = "Đính kèm văn bản hoặc thư điện tử của đơn vị khi nhập thay."


class Submitted(DomainError):
    """The work lies with the superior; what was handed in is not changed behind his back."""

    code = "PLANS_SUBMITTED"
    message_vi = "Việc đã nộp. Muốn sửa, đề nghị cấp trên trả lại."


@operation
def record_activity(
    *, actor: orgs.Actor, key: UUID, occurrence_id: int, facts: ActivityFacts, at: datetime
) -> int:
    """Record what the unit did; it counts at once. The same key gives the same activity."""
    on = local_day(at)
    occurrence = queries.get_occurrence(actor, occurrence_id, on)

    require(policies.can(actor, Verb.RECORD, occurrence.assignment.unit_id, on))

    rules.check(facts, vocabulary(), on)
    return answer_once(
        key=key,
        actor=actor,
        verb=Verb.RECORD,
        asked={"occurrence_id": occurrence_id, **rules.as_asked(facts)},
        at=at,
        give=lambda: _record(actor, occurrence, facts, at),
    )


@operation
def record_activity_for(
    *,
    actor: orgs.Actor,
    key: UUID,
    occurrence_id: int,
    facts: ActivityFacts,
    paper_id: int | None,
    submit: bool,
    at: datetime,
) -> int:
    """Enter for a unit what came on paper or by e-mail («nhập thay»), the document attached.

    With `submit` the work is handed in as well, as the paper is signed by the unit's head.
    """
    on = local_day(at)
    occurrence = queries.get_occurrence(actor, occurrence_id, on)
    unit_id = occurrence.assignment.unit_id

    require(policies.can(actor, Verb.RECORD_FOR, unit_id, on))

    rules.check(facts, vocabulary(), on)
    if paper_id is None:
        raise PaperMissing

    def give() -> int:
        activity_id = _record(actor, occurrence, facts, at, paper_id)
        if submit:
            _submit_for(actor, occurrence, on, at)
        tell_unit(unit_id, Verb.RECORD_FOR, f"Cấp trên nhập thay: {facts.title}", at, occurrence)
        return activity_id

    return answer_once(
        key=key,
        actor=actor,
        verb=Verb.RECORD_FOR,
        asked={
            "occurrence_id": occurrence_id,
            "submit": submit,
            "paper_id": paper_id,
            **rules.as_asked(facts),
        },
        at=at,
        give=give,
    )


@operation
def withdraw_activity(
    *, actor: orgs.Actor, activity_id: int, version: int, reason: str, at: datetime
) -> None:
    """Take an activity out of every total, for a reason; its row and evidence stay."""
    on = local_day(at)
    activity = queries.get_activity(actor, activity_id, on)

    verb = policies.withdraw_verb(activity)
    unit_id = activity.occurrence.assignment.unit_id
    require(policies.can(actor, verb, unit_id, on))
    reason = work.needs_reason(reason)
    if activity.version == version + 1 and activity.withdrawn_reason == reason:
        return
    if activity.occurrence.state in {WorkState.SUBMITTED, WorkState.DONE}:
        raise Submitted

    change = compare_and_set(activity, version, withdrawn_at=at, withdrawn_reason=reason)

    audit.record(
        actor=actor,
        verb=verb,
        thing=activity.ref,
        change=change,
        at=at,
        unit_id=unit_id,
    )
    if activity.entered_for_by:
        words = f"Cấp trên rút lại hoạt động nhập thay «{activity.title}»: {reason}"
        tell_unit(unit_id, NoticeKind.TAKEN_BACK, words, at, activity.occurrence)


def _record(
    actor: orgs.Actor,
    occurrence: Occurrence,
    facts: ActivityFacts,
    at: datetime,
    paper_id: int | None = None,
) -> int:
    assignment = occurrence.assignment
    role, state = TaskRole(assignment.role), WorkState(occurrence.state)
    after = work.next_state(role, state, Verb.RECORD)
    activity_id = _put(actor, occurrence, facts, at, paper_id)
    if after != state:
        compare_and_set(occurrence, occurrence.version, state=after)
        occurrence.refresh_from_db(fields=["state", "version"])
    mark_acknowledged(occurrence, actor, at)
    audit.record(
        actor=actor,
        verb=Verb.RECORD_FOR if paper_id else Verb.RECORD,
        thing=Activity(pk=activity_id).ref,
        change=Change(before={}, after={"occurrence": occurrence.ref, **rules.as_asked(facts)}),
        at=at,
        unit_id=assignment.unit_id,
    )
    return activity_id


def _put(
    actor: orgs.Actor,
    occurrence: Occurrence,
    facts: ActivityFacts,
    at: datetime,
    paper_id: int | None,
) -> int:
    """Write the activity with its quantities and evidence by one statement; its id."""
    assignment, who = occurrence.assignment, actor.label
    shown = facts.evidence
    row: list[Any] = [
        occurrence.pk, assignment.unit_id, assignment.plan_id, facts.done_on, facts.title,
        facts.form, facts.audience, facts.place, facts.cost, facts.material, facts.note,
        at, who, who if paper_id else "", paper_id,
        [one.measure for one in facts.quantities], [one.amount for one in facts.quantities],
        [one.file_id for one in shown], [one.thumbnail_id for one in shown],
        [one.url for one in shown], [one.caption for one in shown],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_PUT, row)
        return int(cursor.fetchone()[0])


def _submit_for(actor: orgs.Actor, occurrence: Occurrence, on: date, at: datetime) -> None:
    role, state = TaskRole(occurrence.assignment.role), WorkState(occurrence.state)
    is_lead = role is TaskRole.LEAD
    after = work.next_state(role, state, Verb.APPROVE if is_lead else Verb.FINISH)
    change = compare_and_set(
        occurrence,
        occurrence.version,
        state=after,
        submitted_on=on,
        closed_on=None if is_lead else on,
        reason="",
        proposed_at=None,
        proposed_by="",
        entered_for_by=actor.label,
    )
    audit.record(
        actor=actor,
        verb=Verb.RECORD_FOR,
        thing=occurrence.ref,
        change=change,
        at=at,
        unit_id=occurrence.assignment.unit_id,
    )
