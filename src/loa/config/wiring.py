"""Who hears what, and what comes round: every event, handler and chore on one screen."""

from datetime import datetime, timedelta

from django.conf import settings
from procrastinate import App

from loa.foundation.audit import facade as audit
from loa.foundation.documents.register import facade as register
from loa.foundation.files import facade as files
from loa.foundation.idempotency import facade as idempotency
from loa.foundation.jobs import facade as jobs
from loa.foundation.legal import facade as legal
from loa.foundation.messaging import handlers as messaging
from loa.foundation.messaging.facade import MessageQueued
from loa.foundation.orgs import facade as orgs
from loa.kernel import demo_clock, installation
from loa.modules.plans import handlers as plans
from loa.modules.plans.facade import FileReceived, PlanIssued

WIRING: jobs.Wiring = {
    FileReceived: (plans.on_file_received,),
    MessageQueued: (messaging.on_message_queued,),
    PlanIssued: (plans.on_plan_issued,),
    orgs.UnitMerged: (plans.on_unit_merged,),
    register.NumberCancelled: (plans.on_number_cancelled,),
    legal.CalendarDayRecorded: (plans.on_calendar_day_recorded,),
}
"""Event → the handlers that hear it; each runs in a job of its own."""

SLOW = (plans.on_file_received,)
"""Handlers that take minutes: they have a lane of their own, so that no other waits for them."""


def _forget_old_keys(at: datetime) -> None:
    idempotency.purge(older_than=at - timedelta(days=30))


def _forget_old_announcements(at: datetime) -> None:
    jobs.purge(older_than=at - timedelta(days=90))


def _sweep_files(at: datetime) -> None:
    files.sweep_orphans(older_than=at - timedelta(days=1))


def _export_root(at: datetime) -> None:
    """Not of a demonstration, whose journal begins anew with «Làm lại từ đầu»."""
    found = installation.read(settings.LOA_DATA)
    if found is not None and found.kind is installation.Kind.REAL:
        named = settings.ENV.root_copy
        folders = [settings.LOA_DATA / "roots", *([named] if named else [])]
        audit.export_root(folders=folders, at=at)


def _tell_of_successions(at: datetime) -> None:
    orgs.announce_successions(at=at)


CHORES = (
    jobs.Chore("tell of successions", _tell_of_successions, timedelta(minutes=1)),
    jobs.Chore("take up readings that broke off", plans.take_up_readings, timedelta(minutes=1)),
    jobs.Chore("export the root of the journal", _export_root, timedelta(hours=1)),
    jobs.Chore("settle work of ended units", plans.settle_ended, timedelta(hours=6)),
    jobs.Chore("sweep files without a row", _sweep_files, timedelta(hours=6)),
    jobs.Chore("tell of delegations", plans.tell_of_the_day, timedelta(hours=1)),
    jobs.Chore("send urgings that waited", plans.send_urgings, timedelta(minutes=1)),
    jobs.Chore("urge by the ladder", plans.urge_by_ladder, timedelta(minutes=15)),
    jobs.Chore("keep the pages of Mondays", plans.keep_mondays, timedelta(minutes=15)),
    jobs.Chore("remind of late replies", plans.remind_of_late_replies, timedelta(minutes=15)),
    jobs.Chore("forget old notices", plans.forget_old_notices, timedelta(hours=6)),
    jobs.Chore("forget who sent remarks", plans.forget_remark_senders, timedelta(hours=6)),
    jobs.Chore("forget old uploads", plans.forget_old_uploads, timedelta(hours=6)),
    jobs.Chore("forget old keys", _forget_old_keys, timedelta(hours=6)),
    jobs.Chore("forget old announcements", _forget_old_announcements, timedelta(hours=6)),
)
"""What comes round; each asks the data what is due."""


def connect(app: App) -> None:
    """Called once in every process when Django is ready (setting PROCRASTINATE_ON_APP_READY)."""
    demo_clock.install(settings.LOA_DATA, settings.ENV.today)
    jobs.connect(app, WIRING, CHORES, SLOW)
