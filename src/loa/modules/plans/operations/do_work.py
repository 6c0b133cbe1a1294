"""What a unit does with its work: acknowledge, propose, approve, finish, ask to be exempt."""

from dataclasses import dataclass
from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Activity, Occurrence
from loa.modules.plans.operations.tell_units import tell_superior, tell_unit
from loa.modules.plans.queries.by_document import day_of_documents
from loa.modules.plans.rules import work as rules
from loa.modules.plans.types import TaskRole, Verb, WorkState


class AlreadyProposed(DomainError):
    """The officer has handed it to the head already."""

    code = "PLANS_ALREADY_PROPOSED"
    message_vi = "Việc này đã trình lãnh đạo, đang chờ duyệt."


@dataclass(frozen=True)
class _Loaded:
    occurrence: Occurrence
    role: TaskRole
    state: WorkState
    unit_id: int
    on: date


@operation
def acknowledge(*, actor: orgs.Actor, occurrence_id: int, version: int, at: datetime) -> None:
    """Say that the unit has received the work; a second time changes nothing.

    Each period of a rhythm is acknowledged by itself; the first time is the assignment's.
    """
    work = _load(actor, occurrence_id, at)

    require(policies.can(actor, Verb.ACKNOWLEDGE, work.unit_id, work.on))
    is_known = work.occurrence.assignment.acknowledged_at is not None
    if is_known and work.state is not WorkState.NOT_STARTED:
        return

    state = rules.next_state(work.role, work.state, Verb.ACKNOWLEDGE)

    mark_acknowledged(work.occurrence, actor, at)
    change = compare_and_set(work.occurrence, version, state=state)

    _record(actor, Verb.ACKNOWLEDGE, work, change, at)


@operation
def propose(*, actor: orgs.Actor, occurrence_id: int, version: int, at: datetime) -> None:
    """The focal officer hands the work to the head; needs at least one activity."""
    work = _load(actor, occurrence_id, at)

    require(policies.can(actor, Verb.PROPOSE, work.unit_id, work.on))
    if work.occurrence.is_repeat(version, proposed_by=actor.label):
        return

    rules.next_state(work.role, work.state, Verb.PROPOSE)
    if work.occurrence.proposed_at is not None:
        raise AlreadyProposed
    _require_activity(work.occurrence)

    change = compare_and_set(work.occurrence, version, proposed_at=at, proposed_by=actor.label)

    _record(actor, Verb.PROPOSE, work, change, at)


@operation
def send_back(
    *, actor: orgs.Actor, occurrence_id: int, version: int, reason: str, at: datetime
) -> None:
    """The head gives a proposal back to the officer with a remark; the state stays."""
    work = _load(actor, occurrence_id, at)

    require(policies.can(actor, Verb.APPROVE, work.unit_id, work.on))
    reason = rules.needs_reason(reason)
    if work.occurrence.is_repeat(version, proposed_at=None, reason=reason):
        return

    rules.next_state(work.role, work.state, Verb.APPROVE)
    if work.occurrence.proposed_at is None:
        raise rules.WrongState

    change = compare_and_set(
        work.occurrence, version, proposed_at=None, proposed_by="", reason=reason
    )

    _record(actor, Verb.SEND_BACK, work, change, at)
    tell_unit(
        work.unit_id, Verb.SEND_BACK, f"Lãnh đạo đơn vị yêu cầu sửa: {reason}", at, work.occurrence
    )


@operation
def approve(*, actor: orgs.Actor, occurrence_id: int, version: int, at: datetime) -> None:
    """The head approves, which submits the work to the superior.

    The office of the provincial committee, and the committee itself, have no superior unit to
    accept it: their own head's approval makes it done.
    """
    work = _load(actor, occurrence_id, at)

    require(policies.can(actor, Verb.APPROVE, work.unit_id, work.on))
    submitted_on = day_of_documents(work.occurrence) or work.on
    if work.occurrence.is_repeat(version, submitted_on=submitted_on, proposed_at=None):
        return

    rules.next_state(work.role, work.state, Verb.APPROVE)
    _require_activity(work.occurrence)

    change = compare_and_set(work.occurrence, version, **handed_in(work.occurrence, work.on))

    _record(actor, Verb.APPROVE, work, change, at)


@operation
def finish(*, actor: orgs.Actor, occurrence_id: int, version: int, at: datetime) -> None:
    """A coordinating unit says that its part is done."""
    work = _load(actor, occurrence_id, at)

    require(policies.can(actor, Verb.FINISH, work.unit_id, work.on))
    if work.occurrence.is_repeat(version, state=WorkState.DONE):
        return

    state = rules.next_state(work.role, work.state, Verb.FINISH)

    change = compare_and_set(
        work.occurrence,
        version,
        state=state,
        submitted_on=work.on,
        closed_on=work.on,
        exempt_reason="",
    )

    _record(actor, Verb.FINISH, work, change, at)


@operation
def ask_exempt(
    *, actor: orgs.Actor, occurrence_id: int, version: int, reason: str, at: datetime
) -> None:
    """The unit says why the work does not apply to it; the superior confirms or not."""
    work = _load(actor, occurrence_id, at)

    require(policies.can(actor, Verb.ASK_EXEMPT, work.unit_id, work.on))
    reason = rules.needs_reason(reason)
    if work.occurrence.is_repeat(version, exempt_reason=reason):
        return

    rules.next_state(work.role, work.state, Verb.ASK_EXEMPT)

    change = compare_and_set(work.occurrence, version, exempt_reason=reason)

    _record(actor, Verb.ASK_EXEMPT, work, change, at)
    tell_superior(
        work.unit_id, Verb.ASK_EXEMPT, f"đề nghị không áp dụng: {reason}", at, work.occurrence
    )


def handed_in(occurrence: Occurrence, on: date) -> dict[str, object]:
    """What the head's approval of a day makes of work; done by a document, by the document's day.

    Raises WrongState.
    """
    given = occurrence.assignment
    state = rules.next_state(TaskRole(given.role), WorkState(occurrence.state), Verb.APPROVE)
    fields: dict[str, object] = {
        "state": state,
        "submitted_on": day_of_documents(occurrence) or on,
        "reason": "",
        "proposed_at": None,
        "proposed_by": "",
        "exempt_reason": "",
    }
    if given.unit_id in {orgs.office_row(on).id, orgs.root_row(on).id}:
        fields |= {"state": WorkState.DONE, "closed_on": on}
    return fields


def mark_acknowledged(occurrence: Occurrence, actor: orgs.Actor, at: datetime) -> None:
    """Note on the assignment that its unit knows of it, unless that is known."""
    assignment = occurrence.assignment
    if assignment.acknowledged_at is None:
        compare_and_set(
            assignment, assignment.version, acknowledged_at=at, acknowledged_by=actor.label
        )


def _load(actor: orgs.Actor, occurrence_id: int, at: datetime) -> _Loaded:
    on = local_day(at)
    occurrence = queries.get_occurrence(actor, occurrence_id, on)
    assignment = occurrence.assignment
    return _Loaded(
        occurrence,
        TaskRole(assignment.role),
        WorkState(occurrence.state),
        assignment.unit_id,
        on,
    )


def _require_activity(occurrence: Occurrence) -> None:
    if not Activity.objects.filter(occurrence=occurrence, withdrawn_at=None).exists():
        raise rules.NothingDone


def _record(actor: orgs.Actor, verb: Verb, work: _Loaded, change: Change, at: datetime) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        thing=work.occurrence.ref,
        change=change,
        at=at,
        unit_id=work.unit_id,
    )
