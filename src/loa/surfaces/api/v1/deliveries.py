"""Delivery of an issued document to the lines of «Nơi nhận»: read, send, remind."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from loa.modules.plans import facade as plans
from loa.modules.plans.facade import delivery
from loa.surfaces.api.v1.bearer import PLANS, READS, Call, call_of
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.shapes import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    Day,
    Id,
    Key,
    Sending,
)

_EMAIL = r"^[^\s@\x00]+@[^\s@\x00]+\.[^\s@\x00]+$"
router = Router(tags=["deliveries"])
_Name = Annotated[str, Field(min_length=1, max_length=301, pattern=r"^[^\x00]+$")]


class ToDesks(Sending):
    """To the desk of every unit that has none yet."""

    road: Literal["DESK"]


class ByEmail(Sending):
    """To one recipient by e-mail, with the document; `recipient` is its key."""

    road: Literal["EMAIL"]
    recipient: _Name
    email: Annotated[str, Field(max_length=254, pattern=_EMAIL)]


class OnPaper(Sending):
    """The paper was handed to somebody on a day; `recipient` is its key."""

    road: Literal["PAPER"]
    recipient: _Name
    handed_to: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
    handed_on: Day


class Remind(Sending):
    """Only units to whose desk it came so many working days ago."""

    after_days: Annotated[int, Field(ge=0, le=1000)] = 0


class SentShape(Schema):
    """One road that was taken; `state` is that of the e-mail, `words` say why it failed."""

    road: str
    at: datetime
    handed_on: date | None
    handed_to: str
    state: str
    words: str


class RecipientShape(Schema):
    """A recipient: `has_desk` says whether somebody of it works here."""

    key: str
    name: str
    has_desk: bool
    sent: list[SentShape]
    opened_at: datetime | None
    is_received: bool


class LineShape(Schema):
    """A line of «Nơi nhận»; `kind` KEPT is the copy for the files."""

    words: str
    kind: str
    recipients: list[RecipientShape]


class DeliveriesShape(Schema):
    """Every line of a document; `count` is how many the write has reached."""

    plan: int
    lines: list[LineShape]
    count: int = 0


@router.get(
    "/plans/{plan_id}/deliveries",
    url_name="plan-deliveries",
    operation_id="readDeliveries",
    auth=READS,
    response={200: DeliveriesShape, **READ_PROBLEMS},
    summary="Từng dòng nơi nhận của văn bản: gửi bằng cách nào, lúc nào, ai đã mở",
)
def read_deliveries(request: HttpRequest, plan_id: Path[Id]) -> DeliveriesShape:
    """As the page of deliveries has it."""
    return _read(call_of(request), plan_id)


@router.post(
    "/plans/{plan_id}/deliveries",
    url_name="plan-deliveries",
    operation_id="deliver",
    auth=PLANS,
    response={200: DeliveriesShape, **WRITE_PROBLEMS},
    summary="Gửi văn bản: đến bàn làm việc của các đơn vị, thư điện tử, hoặc ghi đã giao bản giấy",
)
def deliver(
    request: HttpRequest, plan_id: Path[Id], sent: ToDesks | ByEmail | OnPaper, key: Key
) -> HttpResponse:
    """Nothing goes to anybody twice over the same road."""
    call = call_of(request)

    def make() -> Made:
        count = _deliver(call, plan_id, sent)
        return Made(_read(call, plan_id, count))

    return once(call, key, "deliver", {"plan": plan_id, **sent.dict()}, make)


@router.post(
    "/plans/{plan_id}/deliveries/remind",
    url_name="plan-deliveries-remind",
    operation_id="remindUnopened",
    auth=PLANS,
    response={200: DeliveriesShape, **WRITE_PROBLEMS},
    summary="Nhắc lại các đơn vị chưa mở văn bản sau một số ngày làm việc, mỗi ngày một lần",
)
def remind(
    request: HttpRequest, plan_id: Path[Id], *, sent: Remind | None = None, key: Key
) -> HttpResponse:
    """`count` says how many were told."""
    call = call_of(request)
    after = sent.after_days if sent else 0

    def make() -> Made:
        count = delivery.remind_unopened(
            actor=call.actor, plan_id=plan_id, after_days=after, at=call.at
        )
        return Made(_read(call, plan_id, count))

    return once(call, key, "remind unopened", {"plan": plan_id, "after_days": after}, make)


@router.post(
    "/plans/{plan_id}/deliveries/again",
    url_name="plan-deliveries-again",
    operation_id="sendAgain",
    auth=PLANS,
    response={200: DeliveriesShape, **WRITE_PROBLEMS},
    summary="Gửi lại mọi thư không đi được; sửa địa chỉ thì gửi lại riêng bằng deliver",
)
def send_again(request: HttpRequest, plan_id: Path[Id], key: Key) -> HttpResponse:
    """`count` says how many letters go once more."""
    call = call_of(request)

    def make() -> Made:
        count = delivery.send_again(actor=call.actor, plan_id=plan_id, at=call.at)
        return Made(_read(call, plan_id, count))

    return once(call, key, "send again", {"plan": plan_id}, make)


def _deliver(call: Call, plan_id: int, sent: ToDesks | ByEmail | OnPaper) -> int:
    if isinstance(sent, ToDesks):
        return delivery.deliver_to_desks(actor=call.actor, plan_id=plan_id, at=call.at)
    if isinstance(sent, ByEmail):
        delivery.deliver_by_email(
            actor=call.actor,
            plan_id=plan_id,
            key=sent.recipient,
            email=sent.email,
            is_demo=False,
            at=call.at,
        )
        return 1
    delivery.deliver_on_paper(
        actor=call.actor,
        plan_id=plan_id,
        key=sent.recipient,
        handed_to=sent.handed_to,
        handed_on=sent.handed_on,
        at=call.at,
    )
    return 1


def _read(call: Call, plan_id: int, count: int = 0) -> DeliveriesShape:
    plan = plans.plan_for(call.actor, plan_id, call.today)
    lines = [
        LineShape(
            words=line.words,
            kind=line.kind.value,
            recipients=[_recipient(one) for one in line.recipients],
        )
        for line in delivery.lines_of(plan, call.today)
    ]
    return DeliveriesShape(plan=plan_id, lines=lines, count=count)


def _recipient(one: delivery.Recipient) -> RecipientShape:
    sent = [
        SentShape(
            road=road.road.value,
            at=road.at,
            handed_on=road.handed_on,
            handed_to=road.handed_to,
            state=road.state.value if road.state else "",
            words=road.words,
        )
        for road in one.sent
    ]
    return RecipientShape(
        key=one.key,
        name=one.name,
        has_desk=one.has_desk,
        sent=sent,
        opened_at=one.opened_at,
        is_received=one.is_received,
    )
