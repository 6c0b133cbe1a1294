"""What the person's units were told, in words with a link."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from loa.foundation.orgs.facade import Actor
from loa.kernel.clock import TZ
from loa.modules.plans import facade as plans

_MOST = 10


@dataclass(frozen=True)
class NoticeView:
    """One line of news."""

    id: int
    words: str
    href: str
    when: str


def unseen(actor: Actor, on: date) -> list[NoticeView]:
    """The newest lines that nobody of the unit has taken off the list."""
    return [
        NoticeView(row.id, row.text, _href(row), f"{row.at.astimezone(TZ):%d/%m %H:%M}")
        for row in plans.unseen_notices(actor, on, most=_MOST)
    ]


def _href(row: plans.NoticeRow) -> str:
    if row.report_id:
        return reverse("plans:report-detail", args=[row.report_id])
    if row.occurrence_id:
        return reverse("plans:work-detail", args=[row.occurrence_id])
    return ""
