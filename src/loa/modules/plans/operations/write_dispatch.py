"""Official dispatches of urging: drafted with the act, fitted by who urges, numbered by văn thư."""

from collections.abc import Collection
from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.documents.register import facade as register
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.modules.plans import policies
from loa.modules.plans.models import Dispatch, UrgingRound
from loa.modules.plans.operations.keep_evidence import keep_signed_copy
from loa.modules.plans.queries import dispatches as reads
from loa.modules.plans.queries.urgings import LateUnit
from loa.modules.plans.rules import urging as rules
from loa.modules.plans.types import Verb


def draft_dispatch(
    act: UrgingRound, units: Collection[LateUnit], counted_on: date, on: date
) -> None:
    """Draft the dispatch of an act to late units; part of the caller's transaction.

    That journals the act. The notation of the drafting desk is that of the issuer's last dispatch.
    """
    issuer_id = reads.issuer_of(act, on)
    lines = reads.lines_of(units, issuer_id)
    if not lines:
        return
    before = Dispatch.objects.filter(issuer=issuer_id).order_by("-pk")
    Dispatch.objects.create(
        round=act,
        issuer_id=issuer_id,
        counted_on=counted_on,
        reply_by=rules.reply_by(counted_on, legal.working_calendar()),
        drafting=before.values_list("drafting", flat=True).first() or "",
        lines=lines,
    )


@operation
def edit_dispatch(
    *,
    actor: orgs.Actor,
    round_id: int,
    version: int,
    reply_by: date,
    drafting: str,
    at: datetime,
) -> None:
    """Set by when units are to be done, and the notation of who drafts, until it has a number."""
    on = local_day(at)
    dispatch = reads.get_dispatch(actor, round_id, on)

    require(policies.can(actor, Verb.DISPATCH_EDIT, dispatch.issuer_id, on))
    fields = {"reply_by": reply_by, "drafting": rules.drafting_notation(drafting)}
    if dispatch.is_repeat(version, **fields):
        return
    if dispatch.number:
        raise rules.DispatchNumbered
    rules.require_reply_day(reply_by, dispatch.counted_on)

    change = compare_and_set(dispatch, version, **fields)

    _record(actor, Verb.DISPATCH_EDIT, dispatch, change, at)


@operation
def number_dispatch(
    *,
    actor: orgs.Actor,
    round_id: int,
    version: int,
    number: str,
    signed_on: date,
    official: tuple[str, bytes] | None,
    at: datetime,
) -> None:
    """Văn thư enters the number given elsewhere, "" = the next one of Loa's, with its day.

    The number stands in the register of the issuer; a signed copy becomes the official one.
    """
    on = local_day(at)
    dispatch = reads.get_dispatch(actor, round_id, on)

    require(policies.can(actor, Verb.NUMBER, dispatch.issuer_id, on))

    given = register.give_number(
        actor=actor,
        unit_id=dispatch.issuer_id,
        outgoing=reads.outgoing_of(dispatch, signed_on),
        number=number,
        thing=dispatch.ref,
        at=at,
    )
    fields: dict[str, object] = {"number": given.number, "signed_on": signed_on}
    if dispatch.is_repeat(version, **fields):
        return
    if official is not None:
        fields["official_file_id"] = keep_signed_copy(actor.person_id, official, at)

    change = compare_and_set(dispatch, version, **fields)

    _record(actor, Verb.NUMBER, dispatch, change, at)


@operation
def forget_dispatch_number(*, actor: orgs.Actor, thing: str, at: datetime) -> None:
    """Leave a dispatch blank again whose number was cancelled, unless it has a new one by now."""
    dispatch = reads.dispatch_by_ref(thing)
    if dispatch is None:
        return

    require(policies.can(actor, Verb.FORGET_NUMBER, dispatch.issuer_id, local_day(at)))
    if not dispatch.number or register.number_of(thing):
        return

    change = compare_and_set(
        dispatch, dispatch.version, number="", signed_on=None, official_file=None
    )

    _record(actor, Verb.FORGET_NUMBER, dispatch, change, at)


def _record(
    actor: orgs.Actor, verb: Verb, dispatch: Dispatch, change: Change, at: datetime
) -> None:
    audit.record(
        actor=actor, verb=verb, thing=dispatch.ref, change=change, at=at, unit_id=dispatch.issuer_id
    )
