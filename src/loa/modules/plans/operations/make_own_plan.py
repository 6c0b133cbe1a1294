"""A unit's own plan: a draft that holds what the unit inherits, and what keeps it whole."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.documents.facade import Kind, parse
from loa.foundation.documents.register import facade as register
from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Answer, Plan, Task, TaskActor, TaskTarget
from loa.modules.plans.operations.draft_rows import draft_for, record_edit
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.queries.letterhead import letterhead_of
from loa.modules.plans.rules import own_plan as rules
from loa.modules.plans.types import TaskRole, Verb

_FILE = "ke-hoach-cua-don-vi.txt"
_SHOWN = 3


class DutiesMissing(DomainError):
    """The unit's own plan leaves out what it was given; the message names it."""

    code = "PLANS_DUTIES_MISSING"


class UnitsNotBelow(DomainError):
    """The unit's own plan gives work to units that do not stand below it."""

    code = "PLANS_UNITS_NOT_BELOW"


class DayTooLate(DomainError):
    """The unit's own plan sets a later day than the one by which the unit owes the duty."""

    code = "PLANS_OWN_DAY_TOO_LATE"


@operation
def make_own_plan(*, actor: orgs.Actor, parent_id: int, unit_id: int, at: datetime) -> int:
    """A draft of the unit's own plan under an issued one, with every duty that it inherits.

    Asked again it answers the plan that is there. Raises NotFound, NothingInherited.
    """
    on = local_day(at)
    parent = reads.get_parent(actor, parent_id, on)

    require(policies.can(actor, Verb.OWN_PLAN, unit_id, on))
    queries.lock_source(f"own plan:{parent.pk}:{unit_id}")
    existing = reads.own_draft(parent, unit_id)
    if existing is not None:
        return existing.pk
    duties = reads.inherited_or_refused(parent, unit_id, on)

    plan = _draft(actor, parent, unit_id, at)
    write_duties(plan, duties, actor, at)

    change = Change({}, {"parent": parent.pk, "kind": plan.answer_kind, "tasks": len(duties)})
    audit.record(
        actor=actor, verb=Verb.OWN_PLAN, thing=plan.ref, change=change, at=at, unit_id=unit_id
    )
    return plan.pk


@operation
def take_up_duties(*, actor: orgs.Actor, plan_id: int, at: datetime) -> int:
    """Put back into a draft what it inherits and does not answer; how many. Twice is as once."""
    on = local_day(at)
    plan = draft_for(actor, plan_id, on)

    lacking = [one for one in reads.missing(plan, on) if not one.is_the_plan]
    if not lacking:
        return 0

    write_duties(plan, lacking, actor, at)

    change = Change({}, {"duties": [one.task.ref for one in lacking]})
    record_edit(actor, plan, plan.ref, change, at)
    return len(lacking)


def require_whole(plan: Plan, units: Iterable[int], on: date) -> None:
    """Refuse to issue a unit's own plan that drops a duty or reaches beyond the unit.

    Raises DutiesMissing, UnitsNotBelow, DayTooLate. A plan that carries out no other passes.
    """
    if plan.parent_id is None:
        return
    lacking = [one for one in reads.missing(plan, on) if not one.is_the_plan]
    if lacking:
        named = "; ".join(f"«{reads.duty_words(one.task)}»" for one in lacking[:_SHOWN])
        more = f" và {len(lacking) - _SHOWN} nhiệm vụ khác" if len(lacking) > _SHOWN else ""
        message = (
            f"Kế hoạch của đơn vị còn thiếu nhiệm vụ cấp trên giao: {named}{more}. Bấm «Lấy lại "
            "nhiệm vụ còn thiếu»; nhiệm vụ cấp trên giao được làm rõ thêm, không được bỏ."
        )
        raise DutiesMissing(message)
    beyond = set(units) - reads.reach_of(plan)
    if beyond:
        names = ", ".join(row.name for row in orgs.units_by_ids(beyond, plan.as_of).values())
        message = (
            f"Kế hoạch của đơn vị chỉ giao việc cho đơn vị mình và cấp dưới, không cho: {names}."
        )
        raise UnitsNotBelow(message)
    _require_days(plan, on)


def _require_days(plan: Plan, on: date) -> None:
    """An own day is earlier or the same; where the day above is past, any day is as good."""
    last = reads.last_days(plan)
    for task in plan.tasks.filter(pk__in=last).order_by("ordinal"):
        day = last[task.pk]
        if task.due_on is not None and task.due_on > day >= on:
            message = (
                f"Nhiệm vụ {task.ordinal} đặt hạn {short_date(task.due_on)}, sau hạn cấp trên giao "
                f"là {short_date(day)}. Đặt hạn cùng ngày hoặc sớm hơn; cần thêm thời gian thì nêu "
                "khó khăn, vướng mắc để cấp trên dời hạn."
            )
            raise DayTooLate(message)


def sign(plan: Plan, actor: orgs.Actor, number: str, at: datetime) -> dict[str, object]:
    """What the head's signature makes of a unit's own plan: day, name of who signs, number.

    The number is the next of the unit's register; where the unit gets its numbers elsewhere it is
    `number`, or waits for whoever keeps the register. What the document itself answers is answered.
    """
    on = local_day(at)
    signed: dict[str, object] = {
        "number": "",
        "signed_on": on,
        "signer_name": plan.signer_name or actor.name,
    }
    is_ours = register.way_of(plan.issuer_id, on).source is register.Source.LOA
    if is_ours or number.strip():
        outgoing = reads.outgoing_of(plan, on, plan.signer_name or actor.name)
        signed["number"] = register.give_number(
            actor=orgs.SYSTEM,
            unit_id=plan.issuer_id,
            outgoing=outgoing,
            number=number,
            thing=plan.ref,
            at=at,
        ).number
    whole = [one for one in reads.missing(plan, on) if one.is_the_plan]
    _answer(plan, None, whole, actor, at)
    return signed


def _draft(actor: orgs.Actor, parent: Plan, unit_id: int, at: datetime) -> Plan:
    on = local_day(at)
    unit, root = orgs.last_row(unit_id, on), orgs.root_row(on)
    head = letterhead_of(unit, root)
    above = reads.words_of_plan(parent)
    recipients = _recipients(unit_id, on)
    text = rules.own_text(head, above, on, recipients)
    data = text.encode()
    stored = files.store(
        actor_id=actor.person_id, name=_FILE, data=data, at=at, purpose=files.Purpose.PLAN_SOURCE
    )
    return Plan.objects.create(
        parent=parent,
        answer_kind=rules.AnswerKind.OWN_PLAN.value,
        issuer_id=unit_id,
        source_file_id=stored.id,
        source_name=_FILE,
        source_sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        kind=Kind.PLAN.code,
        parent_body=head.parent_body,
        issuer_words=head.issuer,
        notation=rules.own_notation(head),
        place=head.place,
        subject=rules.own_subject(above, head.in_text),
        signer_authority=list(head.authority),
        signer_post=head.post,
        recipients=_places(text),
        year=parent.year,
        as_of=on,
        period_rule=parent.period_rule,
        imported_at=at,
        imported_by=actor.label,
    )


def _recipients(unit_id: int, on: date) -> tuple[str, ...]:
    """Whoever is above, who is told, and those below to whom it may give work."""
    superior = orgs.superior_of(unit_id, on)
    above = orgs.last_row(superior, on) if superior else orgs.root_row(on)
    below = [row for row in orgs.tree(on) if row.parent_id == unit_id]
    communes = ["UBND các xã, phường, thị trấn"] if below else []
    return (above.body_name, "Lãnh đạo, công chức của đơn vị", *communes)


def _places(text: str) -> list[dict[str, object]]:
    """The lines of «Nơi nhận» with where they stand, as the reader of documents finds them."""
    return [
        {
            "text": line.value,
            "start": line.span.start if line.span else None,
            "end": line.span.end if line.span else None,
        }
        for line in parse(text).recipients
    ]


def write_duties(
    plan: Plan, duties: Iterable[reads.Inherited], actor: orgs.Actor, at: datetime
) -> None:
    """A task for each duty, as it is worded above, with the unit itself to do it."""
    ordinal = plan.tasks.count()
    for one in duties:
        if one.is_the_plan:
            continue
        ordinal += 1
        task = _task(plan, one.task, ordinal)
        _answer(plan, task, [one], actor, at)


def _task(plan: Plan, duty: Task, ordinal: int) -> Task:
    task = Task.objects.create(
        plan=plan,
        ordinal=ordinal,
        title=duty.title,
        content=duty.content,
        forms=duty.forms,
        audiences=duty.audiences,
        product=duty.product,
        deadline_words=duty.deadline_words,
        schedule=duty.schedule,
        due_on=duty.due_on,
    )
    TaskActor.objects.create(task=task, role=TaskRole.LEAD.value, unit_id=plan.issuer_id)
    TaskTarget.objects.bulk_create(
        TaskTarget(task=task, measure=target.measure, amount=target.amount)
        for target in duty.targets.all()
    )
    return task


def _answer(
    plan: Plan,
    task: Task | None,
    duties: Iterable[reads.Inherited],
    actor: orgs.Actor,
    at: datetime,
) -> None:
    Answer.objects.bulk_create(
        (
            Answer(plan=plan, task=task, duty_id=duty, confirmed_at=at, confirmed_by=actor.label)
            for one in duties
            for duty in one.ids
        ),
        ignore_conflicts=True,
    )
