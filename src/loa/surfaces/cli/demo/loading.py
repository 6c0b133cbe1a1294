"""Making the demonstration once, and going back to how it began."""

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from loa.foundation.database import facade as database
from loa.foundation.orgs import facade as orgs
from loa.kernel import demo_clock, installation
from loa.kernel.db import operation
from loa.kernel.demo_clock import NotADemonstration
from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.people import TREE_DAY, people_of_all_units
from loa.surfaces.cli.demo.story import play

_NOT_COPIED = ("django_", "auth_permission", "procrastinate_")
"""Sessions and jobs go on; what the framework keeps of itself does not change."""


def load(*, at: datetime) -> None:
    """Make the demonstration in an empty demonstration folder; a second time does nothing."""
    _require_demo()
    with connection.cursor() as cursor:
        if database.is_kept(cursor):
            return
    if not plans.plan_rows(orgs.cli_actor("demo", TREE_DAY), TREE_DAY):
        _make()
    del at  # the story has days of its own, up to the first day of the clock
    with transaction.atomic(), connection.cursor() as cursor:
        database.keep(cursor, _NOT_COPIED)


@operation
def _make() -> None:
    """All of it in one transaction: a start that is broken off leaves an empty province."""
    with orgs.one_forest():
        play(people_of_all_units())


def restart(*, at: datetime) -> None:
    """Make every table what it was on the first day; what was uploaded since is swept later."""
    _require_demo()
    del at
    with transaction.atomic(), connection.cursor() as cursor:
        database.go_back(cursor)


def _require_demo() -> None:
    if not installation.is_demo(settings.LOA_DATA) or demo_clock.current() is None:
        raise NotADemonstration
