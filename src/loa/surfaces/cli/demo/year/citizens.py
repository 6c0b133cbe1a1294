"""The plan is public, citizens say something of it, the office and communes answer."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import publicity, remarks
from loa.surfaces.cli.demo.year.day import Act, Day
from loa.surfaces.cli.demo.year.script import Remark

_A_DAY = 0.25
"""How likely a day has a remark; more than one a day nobody sends."""
_UNFIT = 0.05
_SHOWN = 0.6


def publishing(day: Day, at: datetime) -> None:
    """On the first working day the head of the office lets everybody read the plan."""
    head = day.cast.heads.get(day.office_id)
    if head is not None and not _is_public(day):
        publicity.publish_plan(
            actor=head, plan_id=day.plan_id, file=publicity.PublicFile.COMPOSED, at=at
        )


def remarking(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Somebody says something of a task on which work is going on."""
    tasks = sorted({(row.ordinal, row.title) for row in rows if _said_of(day, row.title)})
    if not tasks or not day.happens(_A_DAY, "remark") or not _is_public(day):
        return []
    ordinal, title = day.luck.one_of(tasks, day.on, "remark task")
    return [Act(0.5, partial(_send, day, ordinal, title))]


def replying(day: Day) -> list[Act]:
    """Whoever holds a remark answers it, passes it to the commune it names, or puts it aside."""
    officer = day.cast.plan_officer
    if officer is None:
        return []
    plan = plans.plan_for(officer, day.plan_id, day.on)
    acts = []
    for row in remarks.remarks_on(officer, day.on, plan):
        waited = day.calendar.working_days_between(row.sent_on, day.on)
        likely = 0.1 + 0.08 * waited if waited > 0 else 0.0
        is_time = row.state is remarks.RemarkState.OPEN and day.happens(likely, "said", row.sent_on)
        order = day.luck.share(day.on, "order", "said", row.sent_on)
        if is_time:
            acts.append(Act(order, partial(_reply, day, row)))
        elif _is_to_be_shown(day, row):
            acts.append(Act(order, partial(_show, day, row)))
    return acts


def _is_public(day: Day) -> bool:
    return any(head.id == day.plan_id for head in publicity.listed_publicly(day.on))


def _said_of(day: Day, title: str) -> tuple[Remark, ...]:
    return day.script.act_for(title).remarks


def _words(day: Day, sent_on: date, title: str) -> Remark:
    """What was said on that day of that task; the same whenever it is asked."""
    return day.luck.one_of(_said_of(day, title), sent_on, "remark words", title)


def _commune(day: Day, sent_on: date) -> orgs.UnitRow:
    """Of which commune it was said."""
    units = (day.units[unit] for unit in day.cast.officers)
    communes = [unit for unit in units if unit.level is orgs.Level.COMMUNE]
    return day.luck.one_of(sorted(communes, key=lambda unit: unit.code), sent_on, "remark of")


def _is_unfit(day: Day, sent_on: date) -> bool:
    return day.luck.befalls(_UNFIT, "unfit", sent_on)


def _send(day: Day, ordinal: int, title: str, at: datetime) -> None:
    if _is_unfit(day, day.on):
        words = day.pick("unfit")
    else:
        unit = _commune(day, day.on).name
        words = _words(day, day.on, title).words.format(unit=f"{unit[:1].lower()}{unit[1:]}")
    remarks.send_remark(
        actor=remarks.CITIZEN,
        key=day.key("remark"),
        plan_id=day.plan_id,
        task=ordinal,
        words=words,
        sender=remarks.checked_sender("", ""),
        at=at,
    )


def _reply(day: Day, row: remarks.RemarkRow, at: datetime) -> None:
    officer = day.cast.plan_officer
    at_office = row.holder_id == day.office_id or row.holder_id not in day.cast.officers
    who = officer if at_office else day.cast.officers[row.holder_id]
    if who is None:
        return
    step = partial(_step, who, row, at)
    if _is_unfit(day, row.sent_on):
        step(remarks.hide_remark, reason=day.pick("put_aside"))
        return
    said, commune = _words(day, row.sent_on, row.about), _commune(day, row.sent_on)
    if at_office and "{unit}" in said.words and day.luck.befalls(0.6, "passed on", row.sent_on):
        step(remarks.pass_remark, unit_id=commune.id, reason=day.pick("passed_on"))
    else:
        step(remarks.answer_remark, words=said.answer)


def _step(
    who: orgs.Actor,
    row: remarks.RemarkRow,
    at: datetime,
    operation: Callable[..., None],
    **more: object,
) -> None:
    operation(actor=who, remark_id=row.id, version=row.version, at=at, **more)


def _is_to_be_shown(day: Day, row: remarks.RemarkRow) -> bool:
    is_old = row.answered_on is not None and row.answered_on < day.on
    is_chosen = day.luck.befalls(_SHOWN, "shown", row.sent_on)
    return is_old and is_chosen and not row.is_published and day.happens(0.5, "shows", row.sent_on)


def _show(day: Day, row: remarks.RemarkRow, at: datetime) -> None:
    officer = day.cast.plan_officer
    if officer is not None:
        remarks.publish_remark(
            actor=officer, remark_id=row.id, version=row.version, is_public=True, at=at
        )
