"""What concerns the person, in words with a link: the newest beside his work, all on a page."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from django.http import HttpRequest
from django.urls import reverse

from loa.foundation.orgs.facade import Actor
from loa.foundation.ui.facade import day_words, number
from loa.kernel.clock import TZ, local_day
from loa.modules.plans import facade as plans

_MOST = 10
_COUNTED = "unseen_notices"
"""On the request: how many the list beside the work was made of."""
PAGE = 50
_PAGES = (
    ("plan_id", "plans:plan-overview"),
    ("difficulty_id", "plans:difficulty-detail"),
    ("question_id", "plans:question-detail"),
    ("guidance_id", "plans:guidance-detail"),
    ("remark_id", "plans:remark-detail"),
    ("report_id", "plans:report-detail"),
    ("occurrence_id", "plans:work-detail"),
    ("upload_id", "plans:upload-detail"),
)
"""What a line may be about, and the page of that."""


@dataclass(frozen=True)
class NoticeView:
    """One line of news."""

    id: int
    words: str
    href: str
    when: str
    is_new: bool


@dataclass(frozen=True)
class NoticeDay:
    """The news of one day."""

    words: str
    notices: tuple[NoticeView, ...]


def unseen(request: HttpRequest, actor: Actor, on: date) -> list[NoticeView]:
    """The newest lines that the person has not taken off the list; the bell shows how many."""
    found = plans.unseen_notices(actor, on, most=_MOST)
    setattr(request, _COUNTED, found.total)
    return [_view(row, f"{row.at.astimezone(TZ):%d/%m %H:%M}") for row in found.newest]


def bell_count(request: HttpRequest, actor: Actor, on: date) -> str:
    """The number on the bell; nothing where there is nothing new. Asks where no list was read."""
    counted: int | None = getattr(request, _COUNTED, None)
    count = plans.unseen_count(actor, on) if counted is None else counted
    if count >= plans.MOST_COUNTED:
        return f"{plans.MOST_COUNTED - 1}+"
    return number(count) if count else ""


def of_page(rows: list[plans.NoticeRow], page: int) -> tuple[tuple[NoticeDay, ...], int]:
    """The days of one page, newest first, and which page of the rows that is."""
    page = min(max(page, 1), max(1, ceil(len(rows) / PAGE)))
    days: dict[date, list[NoticeView]] = {}
    for row in rows[(page - 1) * PAGE : page * PAGE]:
        view = _view(row, f"{row.at.astimezone(TZ):%H:%M}")
        days.setdefault(local_day(row.at), []).append(view)
    return tuple(NoticeDay(day_words(day), tuple(views)) for day, views in days.items()), page


def kept_since(at: datetime) -> str:
    """The day from which news are still there."""
    return day_words(local_day(at - plans.NEWS_KEPT))


def _view(row: plans.NoticeRow, when: str) -> NoticeView:
    return NoticeView(row.id, row.text, _href(row), when, row.is_new)


def _href(row: plans.NoticeRow) -> str:
    for number_of, page in _PAGES:
        if about := getattr(row, number_of):
            return reverse(page, args=[about])
    if row.kind == plans.NoticeKind.DUE_SOON:
        return f"{reverse('desk:my-work')}?muc=sap-den-han"
    if row.kind in {plans.NoticeKind.DELEGATION_BEGUN, plans.NoticeKind.DELEGATION_ENDED}:
        return reverse("orgs:delegation-list")
    if row.kind == plans.NoticeKind.MONDAY_PAGE:
        return reverse("plans:oversight")
    return reverse("desk:my-work")
