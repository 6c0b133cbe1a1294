"""What every view reads of its request: who acts, when, on which day."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from loa.foundation.legal import facade as legal
from loa.foundation.orgs.facade import Actor
from loa.foundation.ui.facade import Due, due
from loa.kernel import clock, installation
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan
from loa.modules.plans.types import PlanState


class Moment(NamedTuple):
    """The actor and the clock, read once at the edge."""

    actor: Actor
    at: datetime
    today: date


def moment(request: HttpRequest) -> Moment:
    """Who acts and when."""
    at = clock.now()
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the actor middleware
    return Moment(actor, at, clock.local_day(at))


def of_issued_plan(
    page: Callable[[HttpRequest, Moment, Plan], HttpResponse],
) -> Callable[[HttpRequest, int], HttpResponse]:
    """A page about a plan at work; whoever asks for it of a draft is led to the draft's check."""

    @wraps(page)
    def view(request: HttpRequest, plan_id: int) -> HttpResponse:
        now = moment(request)
        plan = queries.plan_for(now.actor, plan_id, now.today)
        if plan.state == PlanState.DRAFT:
            return redirect("plans:draft-check", plan_id)
        return page(request, now, plan)

    return view


class DueWords:
    """Due days as one day sees them; a list reads the calendar once for all its rows."""

    def __init__(self, today: date) -> None:
        """Read the calendar."""
        self._today = today
        self._calendar = legal.working_calendar()

    def __call__(self, due_on: date, *, is_open: bool = True) -> Due:
        """A due day with the working days to it or past it."""
        days = self._calendar.working_days_between(self._today, due_on)
        return due(due_on, days, is_open=is_open)


def due_words(due_on: date, today: date, *, is_open: bool = True) -> Due:
    """The due day of one thing."""
    return DueWords(today)(due_on, is_open=is_open)


def is_demo() -> bool:
    """Whether this installation is a demonstration."""
    return installation.is_demo(settings.LOA_DATA)
