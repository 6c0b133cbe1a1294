"""A document that a unit issued elsewhere: kept, read, and linked to the plan that it answers."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.documents.facade import Kind
from loa.foundation.files import facade as files
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Answer, Plan, Task
from loa.modules.plans.operations.do_by_document import settle
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.queries.reading import ReadDocument
from loa.modules.plans.rules import drafting
from loa.modules.plans.rules import own_plan as rules
from loa.modules.plans.rules.own_plan import AnswerKind
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import PlanState, Verb


class LinkedElsewhere(DomainError):
    """The same file was sent as another document."""

    code = "PLANS_LINKED_ELSEWHERE"
    message_vi = (
        "Tệp này đã có trong Loa, là văn bản khác. Chọn đúng tệp văn bản đơn vị đã ban hành."
    )


class DayWrong(DomainError):
    """A document that bears a day to come."""

    code = "PLANS_LINK_DAY_WRONG"


class UnknownDuty(DomainError):
    """A duty that the unit does not owe."""

    code = "PLANS_UNKNOWN_DUTY"
    message_vi = "Nhiệm vụ đã chọn không phải của đơn vị. Tải lại trang rồi chọn lại."


@dataclass(frozen=True)
class IssuedElsewhere:
    """What a unit says of its document. `symbol` as printed: "15/KH-UBND"."""

    kind: AnswerKind
    symbol: str
    signed_on: date


@operation
def link_document(
    *,
    actor: orgs.Actor,
    parent_id: int,
    unit_id: int,
    file: tuple[str, bytes],
    read: ReadDocument | None,
    said: IssuedElsewhere,
    at: datetime,
) -> int:
    """Keep a unit's document under the plan above, with what it probably answers as proposals.

    `read` is None where the file has no words to read (a scan). Loa gives no work by it. The same
    file again answers the document that is there. Raises NotFound, NothingInherited,
    LinkedElsewhere, DayWrong, SymbolUnreadable.
    """
    on = local_day(at)
    parent = reads.get_parent(actor, parent_id, on)
    sha256 = hashlib.sha256(file[1]).hexdigest()

    require(policies.can(actor, Verb.OWN_PLAN, unit_id, on))
    queries.lock_source(sha256)
    existing = Plan.objects.filter(source_sha256=sha256).order_by("-revision").first()
    if existing is not None:
        if existing.issuer_id != unit_id or existing.parent_id != parent.pk:
            raise LinkedElsewhere
        return existing.pk
    duties = reads.inherited_or_refused(parent, unit_id, on)
    if said.signed_on > on:
        message = f"Ngày văn bản {short_date(said.signed_on)} chưa tới. Ghi ngày đã ban hành."
        raise DayWrong(message)

    plan = _kept(actor, parent, unit_id, file=file, read=read, said=said, at=at)
    tasks = _tasks(plan, read, on) if read else []
    _propose(plan, duties, tasks)

    after: dict[str, object] = {"parent": parent.pk, "kind": said.kind.value, "symbol": said.symbol}
    audit.record(
        actor=actor,
        verb=Verb.OWN_PLAN,
        thing=plan.ref,
        change=Change({}, {**after, "sha256": sha256}),
        at=at,
        unit_id=unit_id,
    )
    return plan.pk


@operation
def confirm_answers(
    *,
    actor: orgs.Actor,
    plan_id: int,
    version: int,
    answers: Mapping[int, int | None],
    at: datetime,
) -> None:
    """Say which duties a linked document answers, each with a task of it or with the whole (None).

    Raises NotFound, UnknownDuty, Stale.
    """
    on = local_day(at)
    plan = reads.linked_document(actor, plan_id, on)

    require(policies.can(actor, Verb.OWN_PLAN, plan.issuer_id, on))
    owed = {one.task.pk: one for one in reads.inherited(reads.parent_of(plan), plan.issuer_id, on)}
    own = set(plan.tasks.values_list("pk", flat=True))
    if set(answers) - set(owed) or {one for one in answers.values() if one} - own:
        raise UnknownDuty
    before = _said(plan)
    after = {
        duty: answers[one.task.pk]
        for one in owed.values()
        if one.task.pk in answers
        for duty in one.ids
    }
    if before == after and plan.version == version + 1:
        return

    compare_and_set(plan, version)
    plan.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(plan=plan, task_id=task, duty_id=duty, confirmed_at=at, confirmed_by=actor.label)
        for duty, task in after.items()
    )
    plan.refresh_from_db()
    settle(plan, actor, at)

    change = Change(_as_words(before), _as_words(after))
    audit.record(
        actor=actor,
        verb=Verb.OWN_PLAN,
        thing=plan.ref,
        change=change,
        at=at,
        unit_id=plan.issuer_id,
    )


def _kept(
    actor: orgs.Actor,
    parent: Plan,
    unit_id: int,
    *,
    file: tuple[str, bytes],
    read: ReadDocument | None,
    said: IssuedElsewhere,
    at: datetime,
) -> Plan:
    """The document as a plan of the unit that was issued."""
    name, data = file
    stored = files.store(
        actor_id=actor.person_id, name=name, data=data, at=at, purpose=files.Purpose.PLAN_SOURCE
    )
    number, notation = rules.symbol_parts(said.symbol)
    return Plan.objects.create(
        parent=parent,
        answer_kind=said.kind.value,
        state=PlanState.ISSUED,
        issued_at=at,
        issued_by=actor.label,
        issuer_id=unit_id,
        source_file_id=stored.id,
        source_name=name[:255],
        source_sha256=hashlib.sha256(data).hexdigest(),
        number=number,
        notation=notation,
        signed_on=said.signed_on,
        year=parent.year,
        as_of=max(said.signed_on, orgs.first_day() or said.signed_on),
        period_rule=parent.period_rule,
        imported_at=at,
        imported_by=actor.label,
        **_read(read, said),
    )


def _said(plan: Plan) -> dict[int, int | None]:
    rows = plan.answers.exclude(confirmed_at=None)
    return dict(rows.values_list("duty", "task"))


def _as_words(answers: Mapping[int, int | None]) -> dict[str, object]:
    return {f"duty:{duty}": task for duty, task in answers.items()}


def _read(read: ReadDocument | None, said: IssuedElsewhere) -> dict[str, object]:
    """The head as it was read; what could not be read is what the unit says."""
    is_letter = said.kind is AnswerKind.DISPATCH
    kind = Kind.LETTER.code if is_letter else Kind.PLAN.code
    if read is None:
        return {"text": "", "kind": kind, "subject": ""}
    found = read.document
    return {
        "text": found.text,
        "kind": kind,
        "is_laid_out": read.is_laid_out,
        "parent_body": (found.parent_body.value or "")[:500],
        "issuer_words": (found.issuer.value or "")[:500],
        "place": (found.place.value or "")[:200],
        "subject": found.subject.value or "",
        "signer_post": (found.signer.post.value or "")[:200],
        "signer_name": (found.signer.name.value or "")[:200],
    }


def _tasks(plan: Plan, read: ReadDocument, on: date) -> list[Task]:
    """What the document orders, as it was read; nobody is given work by it."""
    draft = drafting.draft(
        read.document,
        as_of=plan.as_of,
        today=on,
        calendar=legal.working_calendar(),
        words=vocabulary(),
    )
    return Task.objects.bulk_create(
        Task(
            plan=plan,
            ordinal=ordinal,
            title=one.title,
            content=one.content,
            start=one.span.start,
            end=one.span.end,
            place=one.place[:200],
            forms=list(one.forms),
            audiences=list(one.audiences),
            product=one.product,
            deadline_words=one.deadline_words[:300],
            schedule=one.schedule,
            due_on=one.due_on,
        )
        for ordinal, one in enumerate(draft.tasks, 1)
    )


def _propose(plan: Plan, duties: Collection[reads.Inherited], tasks: Collection[Task]) -> None:
    """What the words of the document resemble; that a plan be made is answered by the whole."""
    wanted = {one.task.pk: one.task.content for one in duties if not one.is_the_plan}
    found: dict[int, int | None] = dict(
        rules.proposed(wanted, {task.pk: task.content for task in tasks})
    )
    found |= dict.fromkeys((one.task.pk for one in duties if one.is_the_plan), None)
    Answer.objects.bulk_create(
        Answer(plan=plan, task_id=task, duty_id=duty) for duty, task in found.items()
    )
