"""The values of the page of deliveries: each line of «Nơi nhận», how it went, who has opened it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Kpi, Link, number
from loa.kernel.access import Allowed
from loa.kernel.clock import TZ
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import delivery as reads
from loa.modules.plans.queries.delivery import Line, Recipient, Sent
from loa.modules.plans.rules.delivery import REMINDED_AFTER, ROAD_WORDS, LineKind
from loa.modules.plans.types import Road, Verb
from loa.modules.plans.web.delivery_forms import MailForm, PaperForm
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.reading import Moment

_OPEN_UP_TO = 6
_FILES = (
    ("xlsx", _("Tải Excel")),
    ("csv", _("Tải CSV")),
    ("docx", _("Phiếu gửi, Word")),
    ("pdf", _("Phiếu gửi, PDF")),
)
_BY_HAND = (Road.EMAIL, Road.PAPER)
MAIL_WORDS = {
    messaging.MessageState.QUEUED: _("đang gửi"),
    messaging.MessageState.SENT: _("máy chủ thư đã nhận"),
    messaging.MessageState.FAILED: _("không gửi được"),
}


@dataclass(frozen=True)
class RecipientView:
    """One recipient: by which roads it went, whether it is received, and what may still be done."""

    name: str
    roads: tuple[str, ...]
    received: str
    is_missing: bool
    href: str


@dataclass(frozen=True)
class LineView:
    """A line with its recipients; folded where they are many."""

    words: str
    note: str
    is_open: bool
    recipients: tuple[RecipientView, ...]


@dataclass(frozen=True)
class ChosenView:
    """The recipient to whom something is to be sent by hand, with the forms of the roads left.

    `failed` says why the letter to it did not arrive; the form of the mail then sends it again.
    """

    name: str
    mail: Form | None
    paper: Form | None
    failed: str


@dataclass(frozen=True)
class FailedView:
    """A letter that did not arrive: to whom, why, and where its address is mended."""

    name: str
    why: str
    href: str


@dataclass(frozen=True)
class WaitView:
    """A choice of who is told again: after how many working days, and how many units that is."""

    value: str
    words: str


def delivery_page(
    now: Moment, plan: Plan, wanted: str = "", refused: Form | None = None
) -> dict[str, object]:
    """Everything that the page shows, with the forms for the recipient of key `wanted`.

    `refused` is one of them that came back.
    """
    lines = reads.lines_of(plan, now.today)
    every = [one for line in lines for one in line.recipients]
    may = policies.can(now.actor, Verb.DELIVER, plan.issuer_id, now.today) == Allowed()
    by = orgs.actor_words({one.opened_by for one in every if one.opened_by})
    to_lay = [one for one in every if one.has_desk and not one.sent]
    failed = [one for one in every if one.failed_letter]
    chosen = next((one for one in every if one.key == wanted), None) if may else None
    title = _("Gửi đến nơi nhận")
    return {
        "plan": plan,
        "title": title,
        "name": short_plan_name(plan),
        "links": trail(plan, title),
        "kpis": _kpis(every),
        "lines": tuple(_line(line, by, may=may) for line in lines),
        "chosen": _chosen(chosen, now, refused) if chosen else None,
        "may": may,
        "to_lay": number(len(to_lay)) if to_lay else "",
        "waits": _waits(plan, now) if may else (),
        "failed": tuple(_failed(one, may=may) for one in failed),
        "to_send_again": number(len(failed)) if failed and may else "",
        "files": tuple(
            Link(words, reverse("plans:delivery-file", args=[plan.pk, kind]))
            for kind, words in _FILES
        ),
        "errors": refused,
    }


def _waits(plan: Plan, now: Moment) -> tuple[WaitView, ...]:
    """Each choice that means fewer units than the one before it, and at least one."""
    waiting = [one.days for one in reads.unopened(plan, now.today)]
    found: dict[int, WaitView] = {}
    for days in REMINDED_AFTER:
        count = sum(one >= days for one in waiting)
        words = _("chưa mở sau %(days)s ngày làm việc") % {"days": days} if days else _("chưa mở")
        if count and count not in found:
            found[count] = WaitView(str(days), f"{number(count)} {_('đơn vị')} {words}")
    return tuple(found.values())


def _failed(one: Recipient, *, may: bool) -> FailedView:
    letter = one.failed_letter
    why = letter.words if letter and letter.words else _("máy chủ thư không nhận")
    return FailedView(one.name, why, _href(one) if may else "")


def _href(one: Recipient) -> str:
    return f"?{urlencode({'nhan': one.key})}#gui"


def _kpis(every: list[Recipient]) -> tuple[Kpi, ...]:
    sent = sum(one.is_sent for one in every)
    received = sum(one.is_received for one in every)
    waiting = sum(one.is_sent and not one.is_received for one in every)
    failed = sum(one.failed_letter is not None for one in every)
    whole = f"/{number(len(every))} {_('nơi nhận')}"
    return (
        Kpi(_("Đã gửi"), number(sent), unit=whole),
        Kpi(_("Đã mở hoặc đã nhận"), number(received), unit=whole),
        Kpi(_("Đã gửi, chưa mở"), number(waiting), is_alert=bool(waiting)),
        Kpi(_("Thư không đi được"), number(failed), is_alert=bool(failed)),
    )


def _line(line: Line, by: dict[str, str], *, may: bool) -> LineView:
    return LineView(
        line.words,
        _note(line),
        len(line.recipients) <= _OPEN_UP_TO,
        tuple(_recipient(one, by, may=may) for one in line.recipients),
    )


def _note(line: Line) -> str:
    if line.kind is LineKind.KEPT:
        return _("bản lưu, không gửi")
    if line.kind is LineKind.INSIDE:
        return _("trong đơn vị, không gửi")
    if not line.recipients:
        return _("đã nêu ở dòng trên, hoặc là nơi ban hành")
    received = sum(one.is_received for one in line.recipients)
    words = _("%(n)s/%(all)s đã mở hoặc đã nhận")
    return words % {"n": number(received), "all": number(len(line.recipients))}


def _recipient(one: Recipient, by: dict[str, str], *, may: bool) -> RecipientView:
    is_left = len({sent.road for sent in one.sent}) < len(_BY_HAND) or one.failed_letter
    nothing = _("chưa gửi") if one.has_desk else _no_desk(one)
    return RecipientView(
        one.name,
        tuple(map(road_words, one.sent)) or (nothing,),
        received_words(one, by),
        not one.is_received,
        _href(one) if may and not one.has_desk and is_left else "",
    )


def _chosen(one: Recipient, now: Moment, refused: Form | None) -> ChosenView:
    taken = {sent.road for sent in one.sent if not sent.has_failed}
    mail: Form = MailForm(initial={"noi_nhan": one.key, "email": one.email}, auto_id="thu_%s")
    paper: Form = PaperForm(
        initial={"noi_nhan": one.key, "handed_on": now.today}, auto_id="giay_%s"
    )
    if isinstance(refused, MailForm):
        mail = refused
    if isinstance(refused, PaperForm):
        paper = refused
    return ChosenView(
        one.name,
        None if Road.EMAIL in taken else mail,
        None if Road.PAPER in taken else paper,
        one.failed_letter.words if one.failed_letter else "",
    )


def _no_desk(one: Recipient) -> str:
    if one.unit_id is None:
        return _("chưa gửi; gửi thư điện tử hoặc bản giấy")
    return _("chưa gửi; đơn vị chưa có người dùng Loa")


def road_words(sent: Sent) -> str:
    """By which road it went, when, and what became of it."""
    if sent.road is Road.PAPER and sent.handed_on is not None:
        words = _("bản giấy, giao %(day)s cho %(who)s")
        return words % {"day": short_date(sent.handed_on), "who": sent.handed_to}
    when = f"{sent.at.astimezone(TZ):%d/%m/%Y %H:%M}"
    state = f", {MAIL_WORDS[sent.state]}" if sent.state else ""
    why = f": {sent.words}" if sent.words else ""
    return f"{ROAD_WORDS[sent.road]}, {when}{state}{why}"


def received_words(one: Recipient, by: dict[str, str]) -> str:
    """When it was opened and by whom; empty where it was not. `by` are names by labels."""
    if one.opened_at is None:
        return ""
    who = by.get(one.opened_by, "")
    words = _("đã mở %(when)s") % {"when": f"{one.opened_at.astimezone(TZ):%d/%m/%Y %H:%M}"}
    return f"{words} ({who})" if who else words
