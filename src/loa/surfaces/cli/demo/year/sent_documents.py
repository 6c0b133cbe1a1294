"""Documents that units issued on paper: sent afterwards, read, and said what they carry out."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import own_documents as own
from loa.surfaces.cli.demo.year.day import Act, Day

_FOLLOWED = 150
"""Days after the day of the plan until which somebody looks which units show no document."""
_KINDS = (
    (0.55, own.AnswerKind.OWN_PLAN),
    (0.8, own.AnswerKind.DISPATCH),
    (1.0, own.AnswerKind.WORKED_INTO),
)
"""What units issue: the share of units below which it is each kind."""
_WORKED_INTO = 0.6
"""The share of duties that a plan about more has a word for."""
_Duties = list[tuple[int, str]]


def sending(day: Day, rows: Iterable[plans.BegunWork]) -> list[Act]:
    """Units that reported their document made before there was a place for it send it now."""
    officer = day.cast.plan_officer
    if officer is None:
        return []
    plan = plans.plan_for(officer, day.plan_id, day.on)
    if day.on > plan.as_of + timedelta(days=_FOLLOWED) or plan.issued_at is None:
        return []
    waiting = {row.unit_id for row in rows if not row.activities and _share(day, row.title)}
    acts = []
    for duty in plans.coverage(officer, plan, day.on, day.on):
        share = _share(day, duty.text)
        for unit in duty.missing if share else ():
            about = ("sends", unit.code)
            is_done = unit.id in day.cast.officers and unit.id not in waiting
            is_one = day.luck.befalls(share, "own plan", unit.code)
            if is_done and is_one and day.happens(0.02 + 0.16 * day.zeal(unit.id), *about):
                signed = _signed(day, unit.code, local_day(plan.issued_at))
                order = day.luck.share(day.on, "order", *about)
                acts.append(Act(order, partial(send, day, unit.id, signed)))
    return acts


def send(day: Day, unit_id: int, signed_on: date, at: datetime) -> None:
    """One unit's document: kept, read, and confirmed by its officer."""
    officer, code = day.cast.officers[unit_id], day.code(unit_id)
    kind = next(kind for share, kind in _KINDS if day.luck.share("document", code) < share)
    symbol, words = _document(day, officer, unit_id, kind, signed_on)
    data, name = words.encode(), f"van-ban-trien-khai-{code}.txt"
    plan_id = own.link_document(
        actor=officer,
        parent_id=day.plan_id,
        unit_id=unit_id,
        file=(name, data),
        read=own.read_or_not(data, name),
        said=own.IssuedElsewhere(kind, symbol, signed_on),
        at=at,
    )
    _found, plan = own.own_document(officer, plan_id, day.on)
    own.confirm_answers(
        actor=officer,
        plan_id=plan_id,
        version=plan.version,
        answers=_answers(day, own.answers_in(plan, day.on), kind, code),
        at=at,
    )


def _share(day: Day, title: str) -> float:
    act = day.script.act_for(title)
    return act.own_plans + act.elsewhere


def _signed(day: Day, code: str, issued_on: date) -> date:
    """A day soon after the plan came, as the units reported it; some signed late."""
    is_late = day.luck.befalls(0.08, "signed late", code)
    after = day.luck.number(14, 20, "signed", code) if is_late else 0
    signed = day.calendar.nth_after(issued_on, after or day.luck.number(4, 11, "signed", code))
    return min(signed, day.on)


def _answers(
    day: Day, said: list[own.Answered], kind: own.AnswerKind, code: str
) -> dict[int, int | None]:
    """A plan or dispatch does all that the unit owes; one that is about more has gaps."""
    return {
        one.duty: one.task
        for place, one in enumerate(said)
        if kind is not own.AnswerKind.WORKED_INTO
        or (one.is_answered and one.task is None)
        or day.luck.befalls(_WORKED_INTO, "worked into", code, place)
    }


def _document(
    day: Day, officer: orgs.Actor, unit_id: int, kind: own.AnswerKind, signed_on: date
) -> tuple[str, str]:
    """Its symbol and its words, as the script has them for the kind."""
    unit, root = day.units[unit_id], orgs.root_row(day.on)
    head = own.letterhead_of(unit, root)
    sort = "" if kind is own.AnswerKind.DISPATCH else "KH-"
    number = day.luck.number(6, 140, "symbol", unit.code)
    symbol = f"{number:02d}/{sort}{head.notation_body}"
    plan = plans.plan_for(officer, day.plan_id, day.on)
    duties = [row for row in plans.coverage(officer, plan, day.on, day.on) if unit in row.units]
    titles = [row.text for row in duties if not _share(day, row.text)]
    lines = [f"{place}. {title}." for place, title in enumerate(titles, 1)]
    words = day.script.documents[kind.value].format(
        parent_body=head.parent_body or "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        issuer=head.issuer,
        symbol=symbol,
        place=head.place,
        day=f"ngày {signed_on:%d} tháng {signed_on:%m} năm {signed_on.year}",
        unit=head.in_text,
        above=f"Kế hoạch số {plan.number}/{plan.notation} của {root.body_name}",
        duties="\n\n".join(lines),
        authority="\n".join(head.authority),
        post=head.post,
        signer=day.cast.heads[unit_id].name or officer.name,
    )
    return symbol, words
