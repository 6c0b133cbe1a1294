"""The number of a unit's own plan where it follows later, and what its being taken back undoes."""

from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.documents.register import facade as register
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import compare_and_set, operation
from loa.modules.plans import policies
from loa.modules.plans.operations.do_by_document import settle
from loa.modules.plans.operations.keep_evidence import keep_signed_copy
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.types import Verb


@operation
def number_own_plan(
    *,
    actor: orgs.Actor,
    plan_id: int,
    version: int,
    number: str,
    signed_on: date,
    official: tuple[str, bytes] | None,
    at: datetime,
) -> None:
    """Enter the number given elsewhere, "" = the next one of Loa's, the day and the signed copy.

    By văn thư or the head who issued it. The number stands in the register of the unit. Raises
    NotFound for what is no issued plan of a unit, and what `register.give_number` raises.
    """
    on = local_day(at)
    plan = reads.get_issued_own(actor, plan_id, on)

    require(policies.can_number(actor, plan, on))
    given = register.give_number(
        actor=orgs.SYSTEM,
        unit_id=plan.issuer_id,
        outgoing=reads.outgoing_of(plan, signed_on, plan.signer_name or actor.name),
        number=number,
        thing=plan.ref,
        at=at,
    )
    fields: dict[str, object] = {"number": given.number, "signed_on": signed_on}
    is_same = all(getattr(plan, name) == value for name, value in fields.items())
    if is_same and plan.version == version + 1:
        return
    if official is not None:
        fields["official_file_id"] = keep_signed_copy(actor.person_id, official, at)

    change = compare_and_set(plan, version, **fields)
    plan.refresh_from_db()
    settle(plan, actor, at)

    audit.record(
        actor=actor, verb=Verb.NUMBER, thing=plan.ref, change=change, at=at, unit_id=plan.issuer_id
    )


@operation
def forget_plan_number(*, actor: orgs.Actor, thing: str, at: datetime) -> None:
    """Leave a unit's own plan without number and day where its number was cancelled.

    It answers nothing until it has a new one, and the duty to make it is owed again.
    """
    plan = reads.own_by_ref(thing)
    if plan is None:
        return

    require(policies.can(actor, Verb.FORGET_NUMBER, plan.issuer_id, local_day(at)))
    if not plan.number or register.number_of(thing):
        return

    change = compare_and_set(plan, plan.version, number="", signed_on=None, official_file=None)
    plan.refresh_from_db()
    settle(plan, actor, at)

    audit.record(
        actor=actor,
        verb=Verb.FORGET_NUMBER,
        thing=plan.ref,
        change=change,
        at=at,
        unit_id=plan.issuer_id,
    )
