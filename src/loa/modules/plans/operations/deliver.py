"""Delivery of an issued document: to desks, by e-mail, on paper; who opened it; reminders."""

from datetime import date, datetime

from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.foundation.files import facade as files
from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.modules.plans import policies
from loa.modules.plans.models import Delivery, Notice, Opening, Plan
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries import delivery as reads
from loa.modules.plans.queries.plan_files import plan_document_of, plan_file
from loa.modules.plans.queries.plans import plan_for
from loa.modules.plans.queries.urgings import site_link
from loa.modules.plans.rules import delivery as rules
from loa.modules.plans.rules.own_plan import named_document
from loa.modules.plans.types import NoticeKind, Road, Verb


@operation
def deliver_to_desks(*, actor: orgs.Actor, plan_id: int, at: datetime) -> int:
    """Lay the document on the desk of every unit of its lines that works here; how many are new."""
    on = local_day(at)
    plan = reads.get_delivered(actor, plan_id, on)

    require(policies.can(actor, Verb.DELIVER, plan.issuer_id, on))
    found = [
        one
        for one in reads.recipients_of(plan, on).values()
        if one.unit_id is not None and one.has_desk and not _went(one, Road.DESK)
    ]

    for one in found:
        row = Delivery(plan=plan, unit_id=one.unit_id, road=Road.DESK, sent_at=at)
        _keep(row, actor, at)
    name = _name(plan)
    tell(*(_notice(plan, one.unit_id, NoticeKind.DELIVERED, f"Nhận {name}", at) for one in found))
    return len(found)


@operation
def deliver_by_email(
    *, actor: orgs.Actor, plan_id: int, key: str, email: str, is_demo: bool, at: datetime
) -> None:
    """Send it to one recipient; the address is remembered for the next document. Again: nothing.

    A letter that did not arrive goes once more, to the address given now. Raises NoSuchRecipient,
    MailNotSetUp.
    """
    on = local_day(at)
    plan = reads.get_delivered(actor, plan_id, on)

    require(policies.can(actor, Verb.DELIVER, plan.issuer_id, on))
    one = _recipient(plan, key, on)
    if _went(one, Road.EMAIL) and one.failed_letter is None:
        return
    if not messaging.is_on(messaging.Channel.EMAIL):
        raise rules.MailNotSetUp
    if one.failed_letter is not None:
        messaging.remember_contact(actor, one.name, email, at)
        _again(actor, plan, [one], at)
        return

    row = Delivery(plan=plan, unit_id=one.unit_id, body=_body(one), road=Road.EMAIL, sent_at=at)
    _keep(row, actor, at)
    name = _name(plan)
    letter = messaging.Letter(
        contact_id=messaging.remember_contact(actor, one.name, email, at),
        subject=f"Gửi {name}",
        text=f"Kính gửi: {one.name}\n\nXin gửi {name}: {' '.join(plan.subject.split())}.\n",
        thing=row.ref,
        file_id=_file(plan, actor, is_demo=is_demo, at=at),
    )
    messaging.queue_letters(messaging.Channel.EMAIL, [letter], at)


@operation
def send_again(*, actor: orgs.Actor, plan_id: int, at: datetime) -> int:
    """Every letter of the document that did not arrive, once more; how many. Again: none.

    Each to the address that is known now. Raises NotFound, MailNotSetUp.
    """
    on = local_day(at)
    plan = reads.get_delivered(actor, plan_id, on)

    require(policies.can(actor, Verb.DELIVER, plan.issuer_id, on))
    failed = [one for one in reads.recipients_of(plan, on).values() if one.failed_letter]
    if not failed:
        return 0
    if not messaging.is_on(messaging.Channel.EMAIL):
        raise rules.MailNotSetUp

    return _again(actor, plan, failed, at)


@operation
def deliver_on_paper(
    *,
    actor: orgs.Actor,
    plan_id: int,
    key: str,
    handed_to: str,
    handed_on: date,
    at: datetime,
) -> None:
    """Note that the paper was handed over: to whom, on which day. Again: nothing.

    Raises NoSuchRecipient, HandedWrong.
    """
    on = local_day(at)
    plan = reads.get_delivered(actor, plan_id, on)

    require(policies.can(actor, Verb.DELIVER, plan.issuer_id, on))
    one = _recipient(plan, key, on)
    if _went(one, Road.PAPER):
        return
    if not handed_to.strip() or handed_on > on:
        raise rules.HandedWrong

    row = Delivery(
        plan=plan,
        unit_id=one.unit_id,
        body=_body(one),
        road=Road.PAPER,
        sent_at=at,
        handed_on=handed_on,
        handed_to=handed_to.strip(),
    )
    _keep(row, actor, at)


@operation
def note_opening(*, actor: orgs.Actor, plan_id: int, at: datetime) -> None:
    """Somebody of a unit has opened what was delivered to it; the first time is the receipt."""
    on = local_day(at)
    plan = plan_for(actor, plan_id, on)

    units = reads.not_opened_by(plan, orgs.unit_ids(actor, on))
    if not units or actor.person_id is None:
        return

    Opening.objects.bulk_create(
        (Opening(plan=plan, unit_id=unit, opened_at=at, opened_by=actor.label) for unit in units),
        ignore_conflicts=True,
    )

    for unit in units:
        audit.record(
            actor=actor, verb=Verb.DELIVERY_OPEN, thing=plan.ref, change=Change({}, {"unit": unit}),
            at=at, unit_id=unit,
        )  # fmt: skip


@operation
def remind_unopened(*, actor: orgs.Actor, plan_id: int, after_days: int = 0, at: datetime) -> int:
    """Tell the units that have not opened it, each once a day; how many.

    Only where it came to the desk so many working days ago. On the desk, and by e-mail to whoever
    in the unit has an address, where that goes.
    """
    on = local_day(at)
    plan = reads.get_delivered(actor, plan_id, on)

    require(policies.can(actor, Verb.DELIVER, plan.issuer_id, on))
    units = [one.unit_id for one in reads.unopened(plan, on) if one.days >= after_days]
    if not units:
        return 0

    text = f"Chưa mở {_name(plan)}, mở để xác nhận đã nhận"
    tell(*(_notice(plan, unit, NoticeKind.DELIVERY_REMINDED, text, at) for unit in units))
    if messaging.is_on(messaging.Channel.EMAIL):
        messaging.queue_messages(messaging.Channel.EMAIL, _mail_to(plan, units, text, on), at)
    change = Change({}, {"reminded": units})
    audit.record(
        actor=actor, verb=Verb.DELIVER, thing=plan.ref, change=change, at=at,
        unit_id=plan.issuer_id,
    )  # fmt: skip
    return len(units)


def _mail_to(plan: Plan, units: list[int], text: str, on: date) -> list[messaging.NewMessage]:
    link = site_link(reverse("plans:plan-overview", args=[plan.pk]))
    return [
        messaging.NewMessage(
            person_id,
            subject=f"Chưa mở {_name(plan)}",
            text=f"{text}.\n\n{link}\n",
            thing=f"{plan.ref}:{unit}:{on.isoformat()}",
        )
        for unit, people in reads.desk_people(units, on).items()
        for person_id in people
    ]


def _again(actor: orgs.Actor, plan: Plan, failed: list[reads.Recipient], at: datetime) -> int:
    refs = {one.failed_letter.ref: one.name for one in failed if one.failed_letter}
    sent = messaging.queue_again(messaging.Channel.EMAIL, list(refs), at)
    if sent:
        after: dict[str, object] = {"road": Road.EMAIL.value, "again": [refs[one] for one in sent]}
        audit.record(
            actor=actor, verb=Verb.DELIVER, thing=plan.ref, change=Change({}, after), at=at,
            unit_id=plan.issuer_id,
        )  # fmt: skip
    return len(sent)


def _recipient(plan: Plan, key: str, on: date) -> reads.Recipient:
    try:
        return reads.recipients_of(plan, on)[key]
    except KeyError:
        raise rules.NoSuchRecipient from None


def _went(one: reads.Recipient, road: Road) -> bool:
    return any(sent.road is road for sent in one.sent)


def _body(one: reads.Recipient) -> str:
    return "" if one.unit_id is not None else one.name


def _keep(row: Delivery, actor: orgs.Actor, at: datetime) -> None:
    row.sent_by = actor.label
    row.save(force_insert=True)
    after: dict[str, object] = {"road": row.road, "unit": row.unit_id, "body": row.body}
    audit.record(
        actor=actor, verb=Verb.DELIVER, thing=row.plan.ref, change=Change({}, after), at=at,
        unit_id=row.plan.issuer_id,
    )  # fmt: skip


def _notice(plan: Plan, unit_id: int | None, kind: NoticeKind, text: str, at: datetime) -> Notice:
    return Notice(
        unit_id=unit_id, kind=kind.value, thing=plan.ref, day=local_day(at), at=at, text=text
    )


def _name(plan: Plan) -> str:
    return named_document(plan.kind, plan.number, plan.notation, plan.signed_on)


def _file(plan: Plan, actor: orgs.Actor, *, is_demo: bool, at: datetime) -> int:
    """The signed copy; of a document as received its file; else the plan in the official layout."""
    if plan.official_file_id is not None:
        return plan.official_file_id
    if plan.parent_id is None or not plan.assignments.exists():
        return plan.source_file_id
    data = plan_file(plan_document_of(plan, is_demo=is_demo), "pdf")
    stored = files.store(
        actor_id=actor.person_id,
        name=f"ke-hoach-{plan.pk}.pdf",
        data=data,
        at=at,
        purpose=files.Purpose.OUTPUT,
    )
    return stored.id
