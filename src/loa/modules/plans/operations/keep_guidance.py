"""Guidance of an office: given without a question, in a new edition, or taken back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import NotFound
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Guidance, GuidanceAbout, GuidanceEdition, Notice, Plan
from loa.modules.plans.operations import question_steps as steps
from loa.modules.plans.operations import reply_steps as frame
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries import guidance as reads
from loa.modules.plans.queries.lineage import refuse_closed, revision_in_force
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.rules.work import needs_reason
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.types.guidance import GuidanceFacts

About = tuple[int | None, int | None]
"""(task, clause), one of them or neither."""


@operation
def publish_guidance(
    *,
    actor: orgs.Actor,
    key: UUID,
    plan_id: int,
    unit_id: int,
    task_id: int | None,
    clause_id: int | None,
    facts: GuidanceFacts,
    at: datetime,
) -> int:
    """Guide without having been asked; all that have the task or clause are told.

    The same key gives the same guidance.
    """
    on = local_day(at)
    plan = queries.plan_for(actor, plan_id, on)

    require(policies.can_publish(actor, unit_id, on))

    facts = rules.checked(facts, on)
    asked = {
        "plan_id": plan_id,
        "unit_id": unit_id,
        "task_id": task_id,
        "clause_id": clause_id,
        **as_asked(facts),
    }

    def give() -> int:
        refuse_closed(plan)
        if plan.state != PlanState.ISSUED:
            raise rules.NotAskable
        _require_there(plan, task_id, clause_id)
        abouts = [(task_id, clause_id)]
        given = make(actor, plan=plan, unit_id=unit_id, abouts=abouts, facts=facts, at=at)
        steps.tell_concerned(given, Verb.GUIDANCE_PUBLISH, at, but=set())
        return given.pk

    return answer_once(
        key=key, actor=actor, verb=Verb.GUIDANCE_PUBLISH, asked=asked, at=at, give=give
    )


@operation
def revise_guidance(
    *,
    actor: orgs.Actor,
    guidance_id: int,
    version: int,
    reason: str,
    facts: GuidanceFacts,
    at: datetime,
) -> None:
    """Put a new edition beside the old, saying why; readers see the newest and are told.

    Without a file of its own it keeps that of the edition before.
    """
    on = local_day(at)
    found = reads.get_guidance(actor, guidance_id, on)

    require(policies.can(actor, Verb.GUIDANCE_REVISE, found.unit_id, on))
    reason = needs_reason(reason)
    facts = rules.checked(facts, on)
    last = reads.newest(found)
    file_id = facts.file_id or last.file_id
    is_same = _said(last) == (facts.title, facts.words, facts.basis, facts.in_force_from)
    is_same = is_same and file_id == last.file_id
    if found.version == version + 1 and is_same and (last.by, last.reason) == (actor.label, reason):
        return
    if found.withdrawn_at is not None:
        raise rules.GuidanceWithdrawn
    if is_same and found.version == version:
        raise rules.NothingRevised

    key = rules.search_key(facts.title, facts.words, facts.basis)
    compare_and_set(found, version, search_key=key)
    edition = _edition(found, last.ordinal + 1, facts, actor.label, at)
    edition.file_id, edition.reason = file_id, reason
    edition.save(force_insert=True)

    after: dict[str, object] = {
        "edition": edition.ordinal,
        "title": facts.title,
        "in_force_from": facts.in_force_from,
        "reason": reason,
    }
    change = Change({"edition": last.ordinal, "title": last.title}, after)
    line = audit.Line(thing=found.ref, change=change, unit_id=found.unit_id)
    frame.record(actor, Verb.GUIDANCE_REVISE, line, at)
    fresh = Guidance.objects.get(pk=found.pk)
    steps.tell_concerned(fresh, Verb.GUIDANCE_REVISE, at, but=set())


@operation
def withdraw_guidance(
    *, actor: orgs.Actor, guidance_id: int, version: int, reason: str, at: datetime
) -> None:
    """Take it back, saying why: it is found no more, its page says so, and units are told."""
    on = local_day(at)
    found = reads.get_guidance(actor, guidance_id, on)

    require(policies.can(actor, Verb.GUIDANCE_WITHDRAW, found.unit_id, on))
    reason = needs_reason(reason)
    is_over = found.withdrawn_at is not None
    if is_over and found.version == version + 1 and found.withdrawn_reason == reason:
        return
    if is_over:
        raise rules.GuidanceWithdrawn

    change = compare_and_set(found, version, withdrawn_at=at, withdrawn_reason=reason)

    whole = Change(change.before, {**change.after, "reason": reason})
    line = audit.Line(thing=found.ref, change=whole, unit_id=found.unit_id)
    frame.record(actor, Verb.GUIDANCE_WITHDRAW, line, at)
    who = orgs.last_row(found.unit_id, on).body_name
    title = frame.short(reads.newest(found).title)
    text = f"{who} thu hồi hướng dẫn «{title}»: {frame.short(reason)}"
    asked = found.questions.values_list("unit_id", flat=True)
    units = {*reads.units_concerned(found, on), *asked} - {found.unit_id}
    lines = [
        Notice(
            unit_id=unit,
            kind=Verb.GUIDANCE_WITHDRAW.value,
            thing=found.ref,
            day=on,
            at=at,
            text=text,
        )
        for unit in sorted(units)
    ]
    if lines:
        tell(*lines)


def make(
    actor: orgs.Actor,
    *,
    plan: Plan,
    unit_id: int,
    abouts: Iterable[About],
    facts: GuidanceFacts,
    at: datetime,
) -> Guidance:
    """Keep guidance in its first edition; part of the caller's transaction and rights."""
    given = Guidance.objects.create(
        plan=revision_in_force(plan),
        unit_id=unit_id,
        search_key=rules.search_key(facts.title, facts.words, facts.basis),
        given_at=at,
        given_by=actor.label,
    )
    _edition(given, 1, facts, actor.label, at).save(force_insert=True)
    named = {(task, clause) for task, clause in abouts if task is not None or clause is not None}
    ordered = sorted(named, key=lambda one: (one[0] or 0, one[1] or 0))
    GuidanceAbout.objects.bulk_create(
        GuidanceAbout(guidance=given, task_id=task, clause_id=clause) for task, clause in ordered
    )

    after: dict[str, object] = {"title": facts.title, "in_force_from": facts.in_force_from}
    line = audit.Line(thing=given.ref, change=Change({}, after), unit_id=unit_id)
    frame.record(actor, Verb.GUIDANCE_PUBLISH, line, at)
    return given


def as_asked(facts: GuidanceFacts) -> dict[str, object]:
    """The facts as a key of idempotency compares them; a file is stored anew by every try."""
    return {
        "title": facts.title,
        "words": facts.words,
        "basis": facts.basis,
        "in_force_from": facts.in_force_from,
    }


def _edition(
    given: Guidance, ordinal: int, facts: GuidanceFacts, by: str, at: datetime
) -> GuidanceEdition:
    return GuidanceEdition(
        guidance=given,
        ordinal=ordinal,
        title=facts.title,
        words=facts.words,
        basis=facts.basis,
        in_force_from=facts.in_force_from or local_day(at),
        file_id=facts.file_id,
        at=at,
        by=by,
    )


def _said(edition: GuidanceEdition) -> tuple[object, ...]:
    return edition.title, edition.words, edition.basis, edition.in_force_from


def _require_there(plan: Plan, task_id: int | None, clause_id: int | None) -> None:
    """Raises NotFound for both at once, and for what is not of the plan."""
    if task_id is not None and clause_id is not None:
        raise NotFound
    if task_id is not None and not plan.tasks.filter(pk=task_id).exists():
        raise NotFound
    if clause_id is not None and not plan.clauses.filter(pk=clause_id).exists():
        raise NotFound
