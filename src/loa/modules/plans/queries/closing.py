"""What of a plan is not finished, when its year is to end."""

from dataclasses import dataclass
from datetime import date

from loa.modules.plans.models import Occurrence, Plan
from loa.modules.plans.queries import difficulties, questions
from loa.modules.plans.queries.plans import report_periods
from loa.modules.plans.queries.remarks import open_on
from loa.modules.plans.queries.reports import owed, owed_by_root
from loa.modules.plans.rules.work import Timeliness, lateness
from loa.modules.plans.types import CLOSED_STATES, Lateness, ReportState, WorkState


@dataclass(frozen=True)
class LeftOpen:
    """What of a plan is not finished: work, reports owed and not taken, what nobody has answered.

    That is difficulties and questions of units, remarks of citizens. `work` is counted by the
    assignment, however often it falls due; `late`, what is owed past its day, is part of it.
    `last_report_due` is the last day for the year's last report.
    """

    work: int
    late: int
    submitted: int
    reports: int
    difficulties: int
    questions: int
    remarks: int
    last_report_due: date

    @property
    def is_nothing(self) -> bool:
        """Whether all is finished."""
        unanswered = self.difficulties + self.questions + self.remarks
        return not (self.work or self.reports or unanswered)


def left_open(plan: Plan, on: date) -> LeftOpen:
    """The work, reports and what waits for an answer that nobody has brought to an end."""
    work, late, submitted = _unfinished(plan, on)
    reports, last_due = 0, plan.as_of
    for span in report_periods(plan):
        if span.last < plan.as_of:
            continue
        every = [*owed(plan, span, on), owed_by_root(plan, span, on)]
        last_due = max(last_due, *(one.due_on for one in every))
        if span.last < on:
            taken = ReportState.ACCEPTED
            reports += sum(one.report is None or one.report.state != taken for one in every)
    return LeftOpen(
        work=work,
        late=late,
        submitted=submitted,
        reports=reports,
        difficulties=difficulties.counts_of(plan, on).open,
        questions=questions.counts_of(plan, on).open,
        remarks=open_on(plan),
        last_report_due=last_due,
    )


def _unfinished(plan: Plan, on: date) -> tuple[int, int, int]:
    """Assignments that fall due some time unfinished: all, the overdue, those handed in."""
    rows = Occurrence.objects.filter(assignment__plan=plan).exclude(state__in=CLOSED_STATES)
    columns = ("assignment_id", "due_on", "state", "submitted_on")
    times = [
        (assignment, Timeliness(due_on, WorkState(state), submitted_on))
        for assignment, due_on, state, submitted_on in rows.values_list(*columns)
    ]
    late = {one for one, time in times if lateness(time, on) is Lateness.OVERDUE}
    submitted = {one for one, time in times if time.state is WorkState.SUBMITTED}
    return len({one for one, _time in times}), len(late), len(submitted)
