"""What happens to the work of the units on a day: done, handed in, returned, taken."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.year.day import Act, Day, step
from loa.surfaces.cli.demo.year.own_plans import is_done_by_document
from loa.surfaces.cli.demo.year.script import Act as Way

_LATE_AT_LEAST = 3
"""So many units are late on every day: the last ones by their luck are held back."""
_LAST_OF_ALL = 0.18
"""Units of less zeal leave some work lying for weeks."""
_LAST_DAYS = 2
_HURRY = 0.95
"""How likely somebody who hurries does what is his to do today."""
_WEEKEND = 5
_OPEN = frozenset(
    {plans.WorkState.NOT_STARTED, plans.WorkState.IN_PROGRESS, plans.WorkState.RETURNED}
)


def reviewing(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Superiors take or return what lies with them since yesterday or longer."""
    acts = []
    for row in rows:
        above, about = day.superior(row.unit_id), _about(day, row)
        if above is None:
            continue
        wait = 0.3 + 0.4 * day.zeal(row.unit_id)
        is_in = row.state is plans.WorkState.SUBMITTED and row.submitted_on != day.on
        if (is_in or row.asks_exempt) and day.happens(wait, "review", *about):
            order = day.luck.share(day.on, "order", *about)
            acts.append(Act(order, partial(_review, day, row)))
    return acts


def approving(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Heads hand in what their officers proposed, or want it better."""
    held = _held_back(day, rows)
    acts = []
    for row in rows:
        about = _about(day, row)
        eager = _HURRY if _is_last_days(day, row) else 0.45 + 0.5 * day.zeal(row.unit_id)
        if not row.is_proposed or row.state not in _OPEN or row.occurrence_id in held:
            continue
        if day.happens(eager, "approve", *about):
            order = day.luck.share(day.on, "order", *about)
            acts.append(Act(order, partial(_approve, day, row)))
    return acts


def doing(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Officers do their work: more of it the nearer its day, little on a Saturday."""
    held = _held_back(day, rows)
    acts = []
    for row in rows:
        if row.state not in _OPEN or row.is_proposed or row.asks_exempt:
            continue
        if is_done_by_document(day, row) and not _is_to_mend(day, row):
            continue
        plan = _Intent.of(day, row, is_held=row.occurrence_id in held)
        if plan.has_anything:
            order = day.luck.share(day.on, "order", *_about(day, row))
            acts.append(Act(order, plan.carry_out))
    return acts


def _is_to_mend(day: Day, row: plans.BegunWork) -> bool:
    """Whether it came back, and no document that was sent this morning has proposed it since."""
    officer = day.cast.officers[row.unit_id]
    return row.state is plans.WorkState.RETURNED and (
        plans.occurrence_for(officer, row.occurrence_id, day.on).proposed_at is None
    )


def ready(day: Day, rows: list[plans.BegunWork]) -> frozenset[int]:
    """The work that its unit hands in from today on, by its luck and the days that are left."""
    held = _held_back(day, rows)
    return frozenset(
        row.occurrence_id for row in rows if _is_time(day, row) and row.occurrence_id not in held
    )


def _is_last_days(day: Day, row: plans.BegunWork) -> bool:
    """Whether who means to be in time must hurry."""
    left = day.calendar.working_days_between(day.on, row.due_on)
    return day.on <= row.due_on and left <= _LAST_DAYS


def _is_time(day: Day, row: plans.BegunWork) -> bool:
    return day.calendar.working_days_between(day.on, row.due_on) + _offset(day, row) <= 0


class _Intent:
    """What the officer of one unit means to do about one piece of work today."""

    def __init__(self, day: Day, row: plans.BegunWork) -> None:
        self._day, self._row = day, row
        self._way = day.script.act_for(row.title)
        self.acknowledges = self.records = self.hands_in = self.asks = False

    @classmethod
    def of(cls, day: Day, row: plans.BegunWork, *, is_held: bool) -> "_Intent":
        """By luck, zeal and the days that are left."""
        found, about = cls(day, row), _about(day, row)
        if not day.is_worked:
            likely = 0.012 if day.on.weekday() >= _WEEKEND and row.activities else 0.0
            found.records = day.happens(likely, "weekend", *about)
            return found
        left = day.calendar.working_days_between(day.on, row.due_on)
        done = day.calendar.working_days_between(row.starts_on, day.on)
        slack = _offset(day, row)
        is_time = left + slack <= 0
        if row.state is plans.WorkState.RETURNED:
            found.records = found.hands_in = day.happens(0.35, "mend", *about) and not is_held
            return found
        wanted = day.luck.number(*found._way.times, "times", *about)
        share = min(1.0, max(0, done) / max(3, done + left + slack))
        is_behind = row.activities < max(1 if is_time else 0, int(wanted * share))
        is_lead = row.role is plans.TaskRole.LEAD
        hurries = is_time and _is_last_days(day, row)
        writes, hands_in = (_HURRY, _HURRY) if hurries else (0.5, 0.6)
        found.records = is_behind and day.happens(writes, "record", *about) and (is_lead or is_time)
        has_some = bool(row.activities or found.records)
        found.hands_in = (
            is_time and has_some and not is_held and day.happens(hands_in, "in", *about)
        )
        is_new = row.state is plans.WorkState.NOT_STARTED
        found.acknowledges = is_new and not found.records and day.happens(0.15, "read", *about)
        asks = day.luck.befalls(0.006, "exempt", *about)
        found.asks = (
            is_lead and asks and done == day.luck.number(4, 9, *about) and not found.hands_in
        )
        return found

    @property
    def has_anything(self) -> bool:
        """Whether something happens at all."""
        return self.acknowledges or self.records or self.hands_in or self.asks

    def carry_out(self, at: datetime) -> None:
        """Do it, as the officer."""
        day, row = self._day, self._row
        officer = day.cast.officers[row.unit_id]
        work = row.occurrence_id
        if self.acknowledges:
            step(plans.acknowledge, officer, work, at)
        if self.records:
            facts = _facts(day, row, self._way)
            key = day.key("activity", *_about(day, row))
            plans.record_activity(actor=officer, key=key, occurrence_id=work, facts=facts, at=at)
        if self.hands_in and row.role is plans.TaskRole.LEAD:
            step(plans.propose, officer, work, at + timedelta(minutes=4))
        elif self.hands_in:
            step(plans.finish, officer, work, at + timedelta(minutes=4))
        if self.asks:
            reason = day.pick("exempt", *_about(day, row))
            step(plans.ask_exempt, officer, work, at, reason=reason)


def _about(day: Day, row: plans.BegunWork) -> tuple[object, ...]:
    """What luck knows a piece of work by."""
    return day.code(row.unit_id), row.ordinal, row.period


def _offset(day: Day, row: plans.BegunWork) -> int:
    """Working days after its due day on which the unit hands the work in; negative before."""
    zeal, about = day.zeal(row.unit_id), _about(day, row)
    days = 8 * (0.5 - zeal) + 6 * day.luck.share("offset", *about) - 8
    if zeal < _LAST_OF_ALL or day.luck.befalls(0.01, "forgotten", *about):
        days += day.luck.number(5, 45, "lying", *about)
    return round(days)


def _held_back(day: Day, rows: list[plans.BegunWork]) -> frozenset[int]:
    """Work that stays late, so that on every day some unit is: of those with the least luck."""
    late = [
        row
        for row in rows
        if row.due_on < day.on and row.state in _OPEN and row.role is plans.TaskRole.LEAD
    ]
    units = sorted(
        {row.unit_id for row in late}, key=lambda unit: day.luck.share("held", day.code(unit))
    )
    last = set(units[:_LATE_AT_LEAST])
    return frozenset(row.occurrence_id for row in late if row.unit_id in last)


def _review(day: Day, row: plans.BegunWork, at: datetime) -> None:
    above, about = day.superior(row.unit_id), _about(day, row)
    if above is None:
        return
    work = row.occurrence_id
    if row.asks_exempt:
        if day.luck.befalls(0.7, "granted", *about):
            step(plans.exempt, above, work, at, reason=day.pick("exempted", *about))
        else:
            step(plans.refuse_exempt, above, work, at, reason=day.pick("still_applies", *about))
    elif day.luck.befalls(0.06, "returned", row.submitted_on, *about):
        step(plans.return_work, above, work, at, reason=day.pick("returned", *about))
    else:
        step(plans.accept, above, work, at)


def _approve(day: Day, row: plans.BegunWork, at: datetime) -> None:
    head, about = day.cast.heads[row.unit_id], _about(day, row)
    if day.happens(0.03, "back", *about):
        reason = day.pick("sent_back", *about)
        step(plans.send_back, head, row.occurrence_id, at, reason=reason)
    else:
        step(plans.approve, head, row.occurrence_id, at)


def _facts(day: Day, row: plans.BegunWork, way: Way) -> plans.ActivityFacts:
    about = (day.on, *_about(day, row))
    luck, unit = day.luck, day.units[row.unit_id]
    place = luck.one_of(day.script.places[unit.level.value.lower()], "place", *about)
    is_mended = row.state is plans.WorkState.RETURNED
    titles = day.script.words["mended"] if is_mended else way.titles
    title = luck.one_of(titles, "title", *about)
    notes = luck.befalls(0.3, "note", *about)
    return plans.ActivityFacts(
        done_on=_done_on(day, row),
        title=title.format(place=place),
        form=way.form,
        audience=luck.one_of(way.audiences, "audience", *about),
        place=f"{place[:1].upper()}{place[1:]}" if "{place}" in title else "",
        quantities=() if is_mended else _amounts(day, row, way),
        cost=_cost(day, row, way),
        note=luck.one_of(way.notes, "words", *about) if notes else "",
        evidence=_evidence(day, row, way),
    )


def _done_on(day: Day, row: plans.BegunWork) -> date:
    """Mostly today; some write down what they did some days ago."""
    about = _about(day, row)
    ago = day.luck.number(1, 4, "ago", day.on, *about) if day.happens(0.25, "ago", *about) else 0
    return max(day.on - timedelta(days=ago), min(row.starts_on, day.on))


def _amounts(day: Day, row: plans.BegunWork, way: Way) -> tuple[plans.Quantity, ...]:
    about = (day.on, *_about(day, row))
    return tuple(
        plans.Quantity(measure, day.luck.number(least, most, measure, *about))
        for measure, (least, most) in way.amounts.items()
    )


def _cost(day: Day, row: plans.BegunWork, way: Way) -> Decimal | None:
    if way.cost is None or not day.happens(0.5, "paid", *_about(day, row)):
        return None
    least, most = (amount // 1000 for amount in way.cost)
    return Decimal(day.luck.number(least, most, "cost", day.on, *_about(day, row)) * 1000)


def _evidence(day: Day, row: plans.BegunWork, way: Way) -> tuple[plans.NewEvidence, ...]:
    """A picture of the demonstration, a page that nobody can open, or nothing."""
    about = _about(day, row)
    if not day.happens(0.55, "evidence", *about):
        return ()
    if way.form in {"CONG_TTDT", "BAO_CHI"}:
        number = day.luck.number(10_000, 99_999, "page", day.on, *about)
        return (plans.NewEvidence(url=f"https://trang-minh-hoa.example/tin/{number}"),)
    picture = day.pictures.get(way.form)
    if picture is None:
        return ()
    return (plans.NewEvidence(picture[0], picture[1], caption="Ảnh minh họa"),)
