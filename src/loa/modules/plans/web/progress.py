"""How far the work of some units is: shares, bars, and words of what is late or was done late."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Bar, Share, number, shown_look, state_look
from loa.modules.plans.queries.matrix import UnitSet
from loa.modules.plans.queries.plan_counts import PlanTally, Tally
from loa.modules.plans.types import CLOSED_STATES, Lateness, WorkState, late_of

LATE_BUT_IN = _("Nộp, xong muộn")
"""What was handed in or done after its day, together."""


def standing_words(state: WorkState, lateness: Lateness) -> str:
    """«Đang làm (quá hạn)», «Chờ duyệt (nộp muộn)», «Xong muộn», else only the state."""
    words = state_look(state.value).words
    if lateness is Lateness.OVERDUE:
        return _("%(state)s (quá hạn)") % {"state": words}
    if lateness is Lateness.NONE:
        return words
    if state is WorkState.SUBMITTED:
        return _("%(state)s (nộp muộn)") % {"state": words}
    return shown_look(state.value, done_late=True).words


def closed_of(work: Tally) -> int:
    """How much is over: done, or found not to apply."""
    return sum(count for (state, _lateness), count in work.items() if state in CLOSED_STATES)


def done_late_of(work: Tally) -> int:
    """How much of what is over was done after its day."""
    return work[WorkState.DONE, Lateness.DONE_LATE]


def handed_in_late_of(work: Tally) -> int:
    """How much was handed in after its day and waits to be looked at."""
    return work[WorkState.SUBMITTED, Lateness.DONE_LATE]


def waiting_of(work: Tally) -> int:
    """How much was handed in and waits to be looked at."""
    return sum(count for (state, _l), count in work.items() if state is WorkState.SUBMITTED)


def overdue_of(work: Tally) -> int:
    """How much is owed past its day."""
    return late_of(work, Lateness.OVERDUE)


def share_words(work: Tally) -> str:
    """How much is over, in whole per cent."""
    total = work.total()
    return f"{round(100 * closed_of(work) / total)} %" if total else _("Chưa có số liệu")


def tally_of_units(units: Iterable[orgs.UnitRow], found: PlanTally) -> Tally:
    """The work of the units together."""
    return sum((found.by_unit[unit.id] for unit in units), Counter())


def level_bars(groups: Iterable[UnitSet], found: PlanTally) -> list[Bar]:
    """One bar for each level of units."""
    labels = {"PROVINCE": _("Cấp tỉnh"), "DISTRICT": _("Cấp huyện"), "COMMUNE": _("Cấp xã")}
    units = [unit for group in groups for unit in group.units]
    at = {level: [unit for unit in units if unit.level == level] for level in labels}
    return [
        bar_of(labels[level], tally_of_units(at[level], found)) for level in labels if at[level]
    ]


def bar_of(words: str, work: Tally) -> Bar:
    """The work in parts that sum to it: what is overdue first, then by what it shows."""
    late = overdue_of(work)
    shown = Counter[WorkState]()
    for (state, lateness), count in work.items():
        if lateness is not Lateness.OVERDUE:
            shown[state] += count
    done_late = done_late_of(work)
    in_time = shown[WorkState.DONE] + shown[WorkState.NOT_APPLICABLE] - done_late
    return Bar(
        words=words,
        shares=(
            Share("late", _("Quá hạn"), late),
            Share("done", _("Hoàn thành"), in_time),
            Share("done-late", _("Xong muộn"), done_late),
            Share("wait", _("Chờ duyệt"), shown[WorkState.SUBMITTED]),
            Share("doing", _("Đang làm"), shown[WorkState.IN_PROGRESS] + shown[WorkState.RETURNED]),
            Share("none", _("Chưa bắt đầu"), shown[WorkState.NOT_STARTED]),
        ),
        note=_("%(n)s quá hạn") % {"n": number(late)},
        is_alert=bool(late),
    )
