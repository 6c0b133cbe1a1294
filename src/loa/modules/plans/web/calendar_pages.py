"""The values of the calendar: due days of a month or a week, with the days off and why."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Link, number, state_look, weekday_words
from loa.kernel.words import capitalised, short_date, shortened
from loa.kernel.worktime import Calendar, day_reason
from loa.modules.plans.queries.due_days import due_days
from loa.modules.plans.rules.naming import head_words
from loa.modules.plans.types import Lateness, WorkState
from loa.modules.plans.types.due_days import DueDay, DueThing, Whose
from loa.modules.plans.web.progress import standing_words
from loa.modules.plans.web.reading import Moment

MONTH, WEEK = "thang", "tuan"
WHOSE_WORDS = {
    Whose.MINE: _("Của tôi"),
    Whose.UNIT: _("Đơn vị tôi"),
    Whose.BELOW: _("Các đơn vị bên dưới"),
}
_WEEK_DAYS = 7
_FEW = 4
"""Lines of one day in a month; the week shows them all."""
_TITLE = 60
_FIRST, _LAST = date(2000, 1, 31), date(2150, 1, 1)


@dataclass(frozen=True)
class Entry:
    """One line of a day. `signs` are the state and whether it is late, for its sign and words."""

    href: str
    words: str
    note: str
    state: str
    is_late: bool
    is_done_late: bool = False


@dataclass(frozen=True)
class Day:
    """One day: its number, whether it is worked and why not, its lines and how many more."""

    iso: str
    number: str
    label: str
    is_off: bool
    reason: str
    cites: str
    is_today: bool
    is_outside: bool
    entries: tuple[Entry, ...]
    more: str = ""
    more_href: str = ""


@dataclass(frozen=True)
class _Asked:
    """What the address asks for, read once; what it asks in vain counts as not asked."""

    whose: Whose
    is_week: bool
    day: date

    @classmethod
    def of(cls, query: QueryDict, today: date) -> "_Asked":
        """Read an address."""
        whose = next((one for one in Whose if one.value == query.get("cua")), Whose.MINE)
        return cls(whose, query.get("xem") == WEEK, _day(query.get("ngay", ""), today))

    @property
    def span(self) -> tuple[date, date]:
        """The whole weeks that are shown."""
        if self.is_week:
            monday = self.day - timedelta(days=self.day.weekday())
            return monday, monday + timedelta(days=_WEEK_DAYS - 1)
        first = self.day.replace(day=1)
        last = self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return (
            first - timedelta(days=first.weekday()),
            last + timedelta(days=_WEEK_DAYS - 1 - last.weekday()),
        )

    def is_inside(self, day: date) -> bool:
        """Whether the day belongs to the month; every day of a week does."""
        return self.is_week or (day.year, day.month) == (self.day.year, self.day.month)

    def href(self, *, day: date | None = None, whose: Whose | None = None, view: str = "") -> str:
        """The address of another day, of others' days, or of the other view."""
        asked = QueryDict(mutable=True)
        asked["cua"] = (whose or self.whose).value
        asked["xem"] = view or (WEEK if self.is_week else MONTH)
        asked["ngay"] = (day or self.day).isoformat()
        return f"?{asked.urlencode()}"


def calendar_page(now: Moment, query: QueryDict) -> dict[str, object]:
    """Everything that the page shows."""
    asked = _Asked.of(query, now.today)
    first, last = asked.span
    found = due_days(now.actor, asked.whose, first, last, now.today)
    shown = [one for one in found if asked.is_inside(one.due_on)]
    by_day: dict[date, list[DueDay]] = defaultdict(list)
    for one in shown:
        by_day[one.due_on].append(one)
    lines = _Lines(
        orgs.units_by_ids({one.unit_id for one in shown}, now.today),
        with_units=len({one.unit_id for one in shown}) > 1,
    )
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    working = legal.working_calendar()
    cells = [_cell(day, by_day[day], now, asked, working, lines) for day in days]
    late = sum(one.lateness is Lateness.OVERDUE for one in shown)
    return {
        "title": _title(asked),
        "lead": _lead(asked.whose, len(shown), late),
        "whose": tuple(
            Link(words, asked.href(whose=one), is_current=one is asked.whose)
            for one, words in WHOSE_WORDS.items()
        ),
        "views": (
            Link(_("Tháng"), asked.href(view=MONTH), is_current=not asked.is_week),
            Link(_("Tuần"), asked.href(view=WEEK), is_current=asked.is_week),
        ),
        "before": Link(_("Trước"), asked.href(day=_moved(asked, -1))),
        "now": Link(_("Hôm nay"), asked.href(day=now.today)),
        "after": Link(_("Sau"), asked.href(day=_moved(asked, 1))),
        "heads": tuple(capitalised(weekday_words(day)) for day in days[:_WEEK_DAYS]),
        "weeks": tuple(cells[at : at + _WEEK_DAYS] for at in range(0, len(cells), _WEEK_DAYS)),
        "is_week": asked.is_week,
        "is_empty": not shown,
        "empty": _empty(asked),
    }


def _day(words: str, today: date) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return today
    return day if _FIRST <= day < _LAST else today


def _moved(asked: _Asked, steps: int) -> date:
    if asked.is_week:
        return asked.day + timedelta(days=_WEEK_DAYS * steps)
    first = asked.day.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1) if steps < 0 else first + timedelta(days=31)


def _title(asked: _Asked) -> str:
    if not asked.is_week:
        return _("Lịch tháng %(month)d/%(year)d") % {
            "month": asked.day.month,
            "year": asked.day.year,
        }
    first, last = asked.span
    return _("Lịch tuần %(first)s – %(last)s") % {
        "first": short_date(first)[:5],
        "last": short_date(last),
    }


def _lead(whose: Whose, count: int, late: int) -> str:
    if not count:
        return ""
    told = {"whose": WHOSE_WORDS[whose], "n": number(count), "late": number(late)}
    if late:
        return _("%(whose)s: %(n)s việc đến hạn, %(late)s việc đang quá hạn") % told
    return _("%(whose)s: %(n)s việc đến hạn") % told


def _empty(asked: _Asked) -> str:
    if asked.whose is Whose.BELOW:
        return _("Các đơn vị bên dưới không có việc nào đến hạn trong những ngày này.")
    return _("Không có việc nào đến hạn trong những ngày này. Bấm «Trước», «Sau» để xem ngày khác.")


def _cell(  # noqa: PLR0917  what a day is made of
    day: date,
    due: list[DueDay],
    now: Moment,
    asked: _Asked,
    working: Calendar,
    lines: "_Lines",
) -> Day:
    entries = tuple(lines.of(due, is_folded=asked.whose is Whose.BELOW))
    most = len(entries) if asked.is_week or len(entries) == _FEW + 1 else _FEW
    reason, cites = day_reason(working, day)
    left = len(entries) - most
    is_weekly = day not in working.special
    return Day(
        iso=day.isoformat(),
        number=str(day.day) if day.day > 1 else f"{day.day}/{day.month}",
        label=f"{capitalised(weekday_words(day))}, {short_date(day)}",
        is_off=not working.is_working_day(day),
        reason="" if is_weekly else capitalised(reason),
        cites=cites,
        is_today=day == now.today,
        is_outside=not asked.is_inside(day),
        entries=entries[:most],
        more=_("và %(n)s dòng khác") % {"n": number(left)} if left > 0 else "",
        more_href=asked.href(day=day, view=WEEK),
    )


@dataclass(frozen=True)
class _Lines:
    """What all lines share."""

    units: Mapping[int, orgs.UnitRow]
    with_units: bool

    def of(self, due: Iterable[DueDay], *, is_folded: bool) -> Iterable[Entry]:
        """The lines of a day; folded, one line stands for a task of many units."""
        groups: dict[tuple[object, ...], list[DueDay]] = defaultdict(list)
        for one in due:
            key = (
                (one.plan_id, one.task_id, one.period)
                if is_folded
                else (one.thing, one.id, one.unit_id)
            )
            groups[key].append(one)
        for group in groups.values():
            yield self._one(group[0]) if len(group) == 1 else _many(group)

    def _one(self, one: DueDay) -> Entry:
        is_late, is_after = one.lateness is Lateness.OVERDUE, one.lateness is Lateness.DONE_LATE
        words = _("quá hạn") if is_late else state_look(one.state.value).words
        if is_after and isinstance(one.state, WorkState):
            is_work = one.thing is DueThing.WORK
            words = standing_words(one.state, one.lateness) if is_work else _("Nộp muộn")
        unit = self.units[one.unit_id].short_name
        note = f"{unit}: {words}" if self.with_units else words
        return Entry(due_href(one), _words(one), note, one.state.value, is_late, is_after)


def _many(group: list[DueDay]) -> Entry:
    first = group[0]
    late = sum(one.lateness is Lateness.OVERDUE for one in group)
    after = sum(one.lateness is Lateness.DONE_LATE for one in group)
    over = sum(one.is_over for one in group)
    told = [_("%(n)s đơn vị") % {"n": number(len(group))}]
    if over:
        told.append(_("%(n)s đã nộp") % {"n": number(over)})
    if after:
        told.append(_("trong đó %(n)s nộp muộn") % {"n": number(after)})
    if late:
        told.append(_("%(n)s quá hạn") % {"n": number(late)})
    states = Counter(one.state.value for one in group)
    state = max(states, key=lambda code: states[code])
    if first.thing is DueThing.WORK:
        href = reverse("plans:task-units", args=[first.plan_id, first.task_id])
    else:
        href = f"{reverse('plans:report-list', args=[first.plan_id])}?ky={first.period}"
    return Entry(href, _words(first), ", ".join(told), state, late > 0)


ANSWERS = {
    DueThing.DIFFICULTY: (_("Trả lời vướng mắc: %(words)s"), "plans:difficulty-detail"),
    DueThing.QUESTION: (_("Trả lời câu hỏi: %(words)s"), "plans:question-detail"),
    DueThing.REMARK: (_("Trả lời góp ý về: %(words)s"), "plans:remark-detail"),
}
"""Of each thing that is to be answered how it is called, and its page."""


def _words(one: DueDay) -> str:
    if one.thing in {DueThing.REPORT, DueThing.REPORTS}:
        return _("Báo cáo %(period)s") % {"period": legal.period_label_vi(one.period)}
    if one.thing in ANSWERS:
        return ANSWERS[one.thing][0] % {"words": shortened(one.title, _TITLE)}
    return head_words(one.title)


def due_href(one: DueDay) -> str:
    """The page of one thing that falls due."""
    if one.thing is DueThing.REPORT:
        return reverse("plans:report-detail", args=[one.id])
    if one.thing is DueThing.REPORTS:
        return f"{reverse('plans:report-list', args=[one.plan_id])}?ky={one.period}"
    if one.thing in ANSWERS:
        return reverse(ANSWERS[one.thing][1], args=[one.id])
    return reverse("plans:work-detail", args=[one.id])
