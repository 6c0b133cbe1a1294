"""What the superior does with the work of a unit: accept, return, exempt."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Occurrence
from loa.modules.plans.operations.tell_units import tell_unit
from loa.modules.plans.rules import work as rules
from loa.modules.plans.types import NoticeKind, TaskRole, Verb, WorkState


@operation
def accept(*, actor: orgs.Actor, occurrence_id: int, version: int, at: datetime) -> None:
    """Take the submitted work as done."""
    on = local_day(at)
    occurrence = queries.get_occurrence(actor, occurrence_id, on)
    unit_id = occurrence.assignment.unit_id

    require(policies.can(actor, Verb.ACCEPT, unit_id, on))
    if occurrence.is_repeat(version, state=WorkState.DONE):
        return

    state = _next(occurrence, Verb.ACCEPT)

    change = compare_and_set(occurrence, version, state=state, closed_on=on)

    _record(actor, Verb.ACCEPT, occurrence, change, at)
    tell_unit(unit_id, Verb.ACCEPT, f"Đã chấp nhận: {_title(occurrence)}", at, occurrence)


@operation
def return_work(
    *, actor: orgs.Actor, occurrence_id: int, version: int, reason: str, at: datetime
) -> None:
    """Send the submitted work back; the reason says what is still to be done."""
    on = local_day(at)
    occurrence = queries.get_occurrence(actor, occurrence_id, on)
    unit_id = occurrence.assignment.unit_id

    require(policies.can(actor, Verb.RETURN, unit_id, on))
    reason = rules.needs_reason(reason)
    if occurrence.is_repeat(version, state=WorkState.RETURNED, reason=reason):
        return

    state = _next(occurrence, Verb.RETURN)

    change = compare_and_set(occurrence, version, state=state, reason=reason, submitted_on=None)

    _record(actor, Verb.RETURN, occurrence, change, at)
    tell_unit(unit_id, Verb.RETURN, f"Trả lại «{_title(occurrence)}»: {reason}", at, occurrence)


@operation
def exempt(
    *, actor: orgs.Actor, occurrence_id: int, version: int, reason: str, at: datetime
) -> None:
    """Say, or confirm what the unit asked, that the work does not apply to it."""
    on = local_day(at)
    occurrence = queries.get_occurrence(actor, occurrence_id, on)
    unit_id = occurrence.assignment.unit_id

    require(policies.can(actor, Verb.EXEMPT, unit_id, on))
    reason = rules.needs_reason(reason or occurrence.exempt_reason)
    if occurrence.is_repeat(version, state=WorkState.NOT_APPLICABLE, reason=reason):
        return

    state = _next(occurrence, Verb.EXEMPT)

    change = compare_and_set(
        occurrence,
        version,
        state=state,
        reason=reason,
        closed_on=on,
        submitted_on=None,
        proposed_at=None,
        proposed_by="",
    )

    _record(actor, Verb.EXEMPT, occurrence, change, at)
    tell_unit(
        unit_id, Verb.EXEMPT, f"Không áp dụng «{_title(occurrence)}»: {reason}", at, occurrence
    )


@operation
def refuse_exempt(
    *, actor: orgs.Actor, occurrence_id: int, version: int, reason: str, at: datetime
) -> None:
    """Answer a request to be exempt with no; the work stays where it was."""
    on = local_day(at)
    occurrence = queries.get_occurrence(actor, occurrence_id, on)
    unit_id = occurrence.assignment.unit_id

    require(policies.can(actor, Verb.EXEMPT, unit_id, on))
    reason = rules.needs_reason(reason)
    if occurrence.is_repeat(version, exempt_reason=""):
        return
    if not occurrence.exempt_reason:
        raise rules.WrongState

    change = compare_and_set(occurrence, version, exempt_reason="")

    _record(actor, Verb.EXEMPT, occurrence, change, at)
    tell_unit(
        unit_id,
        NoticeKind.STILL_APPLIES,
        f"Vẫn áp dụng «{_title(occurrence)}»: {reason}",
        at,
        occurrence,
    )


def _next(occurrence: Occurrence, verb: Verb) -> WorkState:
    role, state = TaskRole(occurrence.assignment.role), WorkState(occurrence.state)
    return rules.next_state(role, state, verb)


def _title(occurrence: Occurrence) -> str:
    return occurrence.assignment.task.title


def _record(
    actor: orgs.Actor, verb: Verb, occurrence: Occurrence, change: Change, at: datetime
) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        thing=occurrence.ref,
        change=change,
        at=at,
        unit_id=occurrence.assignment.unit_id,
    )
