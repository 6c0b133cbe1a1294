"""The values of the feed and of the page on which a person makes his address."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Link, day_words, state_look
from loa.kernel.clock import local_day
from loa.kernel.words import capitalised, shortened
from loa.modules.plans.queries import feeds
from loa.modules.plans.queries.feeds import FeedDay
from loa.modules.plans.rules.ical import Event, calendar_text
from loa.modules.plans.types.due_days import DueDay, DueThing
from loa.modules.plans.web.calendar_pages import ANSWERS, due_href
from loa.modules.plans.web.reading import Moment

_TITLE = 120


def feed_text(request: HttpRequest, secret: str, now: Moment) -> str:
    """The file of whoever's address it is. Raises NotFound, TooOften."""
    feed, actor = feeds.feed_of(secret, now.at)
    orgs.count_use(actor, "export.files", now.today)
    days = feeds.feed_days(feed, actor, now.today)
    units = orgs.units_by_ids({day.due.unit_id for day in days}, now.today)
    with_units = len(units) > 1
    events = [
        _event(request, day, units[day.due.unit_id].short_name if with_units else "")
        for day in days
    ]
    return calendar_text(_("Việc đến hạn (Loa)"), events)


def _event(request: HttpRequest, day: FeedDay, unit: str) -> Event:
    due = day.due
    title = _title(due)
    if due.is_over and not day.is_cancelled:
        title = _("Đã nộp: %(title)s") % {"title": title}
    words = _("Việc này không còn phải làm") if day.is_cancelled else state_look(due.state).words
    return Event(
        uid=f"{day.key}@loa",
        day=due.due_on,
        summary=f"{title} ({unit})" if unit else title,
        description=words,
        url=request.build_absolute_uri(due_href(due)),
        is_cancelled=day.is_cancelled,
        sequence=day.sequence,
        changed_at=day.changed_at,
    )


def _title(due: DueDay) -> str:
    if due.thing in {DueThing.REPORT, DueThing.REPORTS}:
        return _("Nộp báo cáo %(period)s") % {"period": legal.period_label_vi(due.period)}
    title = shortened(capitalised(" ".join(due.title.split())), _TITLE)
    if due.thing in ANSWERS:
        return ANSWERS[due.thing][0] % {"words": title}
    return title


def account_page(now: Moment, address: str) -> dict[str, object]:
    """The page of one's own feed; `address` is the one just made, told this once."""
    feed = feeds.feed_of_person(now.actor)
    is_open = feed is not None and feed.secret_hash is not None
    return {
        "title": _("Lịch trên điện thoại"),
        "links": (
            Link(_("Lịch"), reverse("plans:calendar")),
            Link(_("Lịch trên điện thoại")),
        ),
        "address": address,
        "since": day_words(local_day(feed.made_at)) if feed and is_open else "",
        "version": feed.version if feed else 0,
    }
