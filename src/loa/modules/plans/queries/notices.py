"""Reads of notices."""

from datetime import date

from django.db.models import QuerySet

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Notice


def notices_for(actor: orgs.Actor, on: date) -> QuerySet[Notice]:
    """The notices of the actor's own units, newest first."""
    return Notice.objects.filter(unit__in=orgs.unit_ids(actor, on)).order_by("-at", "-id")
