"""What plans do when something was announced, by other rooms or by themselves."""

from contextlib import suppress
from datetime import datetime

from loa.foundation.documents.register.facade import NumberCancelled
from loa.foundation.legal.facade import CalendarDayRecorded
from loa.foundation.orgs.facade import SYSTEM, UnitMerged
from loa.kernel import clock
from loa.kernel.errors import NotFound
from loa.modules.plans import queries
from loa.modules.plans.events import FileReceived, PlanIssued
from loa.modules.plans.operations.answer_remark import forget_senders
from loa.modules.plans.operations.climb_ladder import climb_ladder
from loa.modules.plans.operations.follow_above import gather_work
from loa.modules.plans.operations.hand_replies import hand_replies
from loa.modules.plans.operations.keep_mondays import keep_monday_pages
from loa.modules.plans.operations.move_due_days import move_due_days
from loa.modules.plans.operations.number_own_plan import forget_plan_number
from loa.modules.plans.operations.read_upload import read_file
from loa.modules.plans.operations.reading_steps import forget_uploads, take_up_left
from loa.modules.plans.operations.remind_replies import remind_of_replies
from loa.modules.plans.operations.report_period import forget_number
from loa.modules.plans.operations.send_urgings import send_queued
from loa.modules.plans.operations.tell_units import forget_notices, tell_of_days, tell_of_issue
from loa.modules.plans.operations.transfer_work import settle_ended_units, transfer_work
from loa.modules.plans.operations.write_dispatch import forget_dispatch_number
from loa.modules.plans.queries.urgings import due_urgings, plans_at_work


def on_plan_issued(event: PlanIssued) -> None:
    """Let every unit find the news of what it was given."""
    tell_of_issue(actor=SYSTEM, plan_id=event.plan_id, at=event.at)


def on_file_received(event: FileReceived) -> None:
    """Read what was sent; it takes minutes, so it reads the clock as it goes."""
    upload_id = queries.upload_of(event.upload_file_id)
    read_file(upload_file_id=event.upload_file_id, upload_id=upload_id, now=clock.now)


def take_up_readings(at: datetime) -> None:
    """Leave no upload lying whose reading broke off; what comes round finds what no job has."""
    take_up_left(actor=SYSTEM, at=at)


def forget_remark_senders(at: datetime) -> None:
    """Let go of who sent remarks, once the days of keeping that are over."""
    forget_senders(actor=SYSTEM, at=at)


def forget_old_uploads(at: datetime) -> None:
    """Let go of what uploads were once, when nobody looks any more."""
    forget_uploads(actor=SYSTEM, at=at)


def on_unit_merged(event: UnitMerged) -> None:
    """Let the open work of a unit that ended follow its duties.

    To whom is read from the tree of the day, not from the event: of a chain of mergers, and of
    a unit that was split, each event then says the same, in whatever order they come.
    """
    transfer_work(actor=SYSTEM, old_unit_id=event.old_unit_id, at=event.at)
    hand_replies(actor=SYSTEM, at=event.at)


def on_calendar_day_recorded(event: CalendarDayRecorded) -> None:
    """Let due days follow the calendar."""
    move_due_days(actor=SYSTEM, day=event.day, at=event.at)


def on_number_cancelled(event: NumberCancelled) -> None:
    """Let a report, a plan or a dispatch be blank again whose number was taken back."""
    forget_number(actor=SYSTEM, thing=event.thing, at=event.at)
    forget_plan_number(actor=SYSTEM, thing=event.thing, at=event.at)
    forget_dispatch_number(actor=SYSTEM, thing=event.thing, at=event.at)


def tell_of_the_day(at: datetime) -> None:
    """Tell of delegations; what comes round finds what was not told yet."""
    tell_of_days(actor=SYSTEM, at=at)


def send_urgings(at: datetime) -> None:
    """Send the urgings that waited for working hours, each in an operation of its own."""
    for urging_id in due_urgings(at):
        with suppress(NotFound):  # another process was faster
            send_queued(actor=SYSTEM, urging_id=urging_id, at=at)


def urge_by_ladder(at: datetime) -> None:
    """Remind and urge by the ladder, plan by plan; what comes round finds what was not told yet."""
    for plan_id in plans_at_work():
        with suppress(NotFound):  # superseded meanwhile
            climb_ladder(actor=SYSTEM, plan_id=plan_id, at=at)


def keep_mondays(at: datetime) -> None:
    """Keep the page of every head as this Monday finds it; what comes round finds what is kept."""
    keep_monday_pages(actor=SYSTEM, at=at)


def remind_of_late_replies(at: datetime) -> None:
    """Tell of answers that are overdue; what comes round finds what was not told."""
    remind_of_replies(actor=SYSTEM, at=at)


def forget_old_notices(at: datetime) -> None:
    """Let go of news that are past their time."""
    forget_notices(actor=SYSTEM, at=at)


def settle_ended(at: datetime) -> None:
    """Leave no open work with a unit that ended, none twice; it finds what no event told."""
    settle_ended_units(actor=SYSTEM, at=at)
    gather_work(actor=SYSTEM, at=at)
    hand_replies(actor=SYSTEM, at=at)
