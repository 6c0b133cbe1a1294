"""Reads of remarks: who may see which, where one stands, what everybody reads of them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.modules.plans.models import Assignment, Plan, Remark, RemarkContact
from loa.modules.plans.queries.abouts import about_words
from loa.modules.plans.queries.lineage import family, holder, predecessors, revisions
from loa.modules.plans.queries.replies import Kind
from loa.modules.plans.rules import remark as rules
from loa.modules.plans.types import (
    PublicRemark,
    RemarkCounts,
    RemarkRow,
    RemarkSender,
    RemarkStanding,
    RemarkState,
    TaskRole,
    Verb,
)


def answering_units(actor: orgs.Actor, on: date) -> frozenset[int]:
    """The units whose remarks the actor answers, with those that have become one of them."""
    own = frozenset(unit_id for unit_id, _name in orgs.units_where(actor, Verb.REMARK_ANSWER, on))
    return own | predecessors(own, on) if own else own


def _sees(actor: orgs.Actor, on: date) -> Q:
    """Those that wait for the actor's units, and all on plans that these issued."""
    units = answering_units(actor, on)
    return Q(holder__in=units) | Q(plan__issuer__in=units)


def _since(one: Remark) -> tuple[date, int]:
    """Its clock runs from when it was sent, whoever holds it, as for the issuer."""
    return local_day(one.sent_at), one.plan.issuer_id


def holder_of(remark: Remark, on: date) -> int:
    """Who answers it on the day: the holder, or who came after it."""
    if any(row.id == remark.holder_id for row in orgs.tree(on)):
        return remark.holder_id
    return holder(remark.holder_id, on)


def sender_of(remark: Remark) -> RemarkSender | None:
    """Who sent it, as long as that is kept; only for whoever answers it."""
    known = RemarkContact.objects.filter(remark=remark).first()
    return None if known is None else RemarkSender(known.name, known.email, known.phone)


def _row(one: Remark, due_on: date, on: date) -> RemarkRow:
    state = RemarkState(one.state)
    settled_on = local_day(one.settled_at) if one.settled_at else None
    return RemarkRow(
        id=one.pk,
        plan_id=one.plan_id,
        task_id=one.task_id,
        about=about_words(one.task, None),
        holder_id=one.holder_id,
        words=one.words,
        state=state,
        sent_on=local_day(one.sent_at),
        due_on=due_on,
        is_late=rules.is_late(state, due_on, settled_on, on),
        answered_on=settled_on if state is RemarkState.ANSWERED else None,
        answer=one.answer,
        is_published=one.published_at is not None,
        version=one.version,
    )


KIND = Kind(
    model=Remark,
    clock=rules.CLOCK,
    sees=_sees,
    since=_since,
    row=_row,
    answering=answering_units,
    asks=None,
    began="sent_at",
    beside=("plan", "task"),
    ends_with_plan=False,
)
visible_remarks = KIND.visible
remark_for = KIND.shown
rows_of = KIND.rows_of


def remarks_on(actor: orgs.Actor, on: date, plan: Plan | None = None) -> list[RemarkRow]:
    """All that the actor may see, newest first; of one plan in all its revisions."""
    rows = KIND.visible(actor, on)
    return rows_of(rows if plan is None else rows.filter(plan__in=family(plan)), on)


def readable_of(actor: orgs.Actor, remark_ids: Collection[int], on: date) -> set[int]:
    """Those of them that the actor may read."""
    rows = KIND.visible(actor, on).filter(pk__in=remark_ids)
    return set(rows.order_by().values_list("pk", flat=True))


def open_on(plan: Plan) -> int:
    """How many on the plan, in all its revisions, nobody has answered or put aside."""
    return Remark.objects.filter(plan__in=family(plan), state=RemarkState.OPEN).count()


def remark_counts(rows: Iterable[RemarkRow]) -> RemarkCounts:
    """How many of them stand where; late are those that still wait."""
    every = list(rows)
    waiting = [row for row in every if row.state is RemarkState.OPEN]
    return RemarkCounts(
        open=len(waiting),
        late=sum(row.is_late for row in waiting),
        answered=sum(row.state is RemarkState.ANSWERED for row in every),
        hidden=sum(row.state is RemarkState.HIDDEN for row in every),
    )


def leads_of(remark: Remark) -> list[int]:
    """To whom it may go: who leads its task, or any task where it is about the whole plan."""
    given = Assignment.objects.filter(plan=remark.plan_id, role=TaskRole.LEAD)
    if remark.task_id is not None:
        given = given.filter(task=remark.task_id)
    units = set(given.order_by().values_list("unit_id", flat=True)) | {remark.plan.issuer_id}
    return sorted(units - {remark.holder_id})


def standing_of(code: str, on: date) -> RemarkStanding | None:
    """What whoever has the code is told; None for a code that nobody was given."""
    found = Remark.objects.filter(code=code).select_related("plan", "task").first()
    if found is None:
        return None
    row = KIND.row_of(found, on)
    return RemarkStanding(
        about=row.about,
        sent_on=row.sent_on,
        due_on=row.due_on,
        holder=orgs.last_row(holder_of(found, on), on).body_name,
        state=row.state,
        is_late=row.is_late,
        answered_on=row.answered_on,
        answer=row.answer,
        words=row.words,
    )


def public_remarks(plan: Plan, on: date) -> tuple[PublicRemark, ...]:
    """Questions with answers that were made public, newest first, without who asked."""
    rows = Remark.objects.filter(plan__in=revisions(plan), published_at__isnull=False)
    found = list(rows.select_related("plan", "task").order_by("-settled_at", "-id"))
    return tuple(public_remark(one, on) for one in found)


def public_remark(remark: Remark, on: date) -> PublicRemark:
    """One of them, or as it would be."""
    row = KIND.row_of(remark, on)
    return PublicRemark(
        id=row.id,
        about=row.about,
        words=rules.masked(row.words),
        answer=row.answer,
        holder=orgs.last_row(remark.holder_id, on).body_name,
        sent_on=row.sent_on,
        answered_on=row.answered_on or row.sent_on,
    )


def contacts_to_forget(on: date) -> list[RemarkContact]:
    """Who sent remarks that are past the last day of keeping that, locked."""
    rows = RemarkContact.objects.select_related("remark").order_by("pk")
    due = [one.pk for one in rows if _last_day(one.remark) < on]
    locked = RemarkContact.objects.filter(pk__in=due).select_for_update(of=("self",))
    return list(locked.select_related("remark").order_by("pk"))


def kept_until(remark: Remark) -> date:
    """The last day on which who sent it is kept."""
    return _last_day(remark)


def _last_day(remark: Remark) -> date:
    settled_on = local_day(remark.settled_at) if remark.settled_at else None
    return rules.forgotten_after(local_day(remark.sent_at), settled_on)


def counts_for(actor: orgs.Actor, plan: Plan, on: date) -> RemarkCounts | None:
    """The counts of a plan, for whoever answers for it; None for others."""
    units: Collection[int] = answering_units(actor, on)
    if plan.issuer_id not in units:
        return None
    return remark_counts(remarks_on(actor, on, plan))
