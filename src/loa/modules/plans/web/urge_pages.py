"""The values of the pages of urging."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import number
from loa.kernel.access import Allowed
from loa.kernel.clock import TZ, local_day
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Occurrence, Plan, Urging, UrgingRound, dispatches
from loa.modules.plans.queries import urgings as reads
from loa.modules.plans.queries.urgings import LateUnit
from loa.modules.plans.rules import urging as rules
from loa.modules.plans.rules.urging import UrgingState, Way, when_words
from loa.modules.plans.types import Verb
from loa.modules.plans.web import dispatch_list_pages
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.urge_forms import ChooseForm, UrgeForm

CALL_WAYS = ((Way.PHONE.value, _("Đã gọi điện")), (Way.ZALO.value, _("Đã nhắn Zalo")))
WAY_WORDS = {Way.HOUSE: _("trên Loa"), Way.PHONE: _("gọi điện"), Way.ZALO: _("nhắn Zalo")}


@dataclass(frozen=True)
class CalleeView:
    """Somebody to call: his post and name, his number in words and as an address."""

    name: str
    phone: str
    href: str


@dataclass(frozen=True)
class UnitView:
    """One late unit: what it owes, the text for it, whom to call, where a call is noted."""

    id: int
    name: str
    href: str
    late: str
    longest: str
    text: str
    call_href: str
    callees: tuple[CalleeView, ...] = ()
    is_ticked: bool = True


@dataclass(frozen=True)
class UrgingView:
    """One urging as the page of the work shows it; `text` is empty where it is not his to read."""

    who: str
    when: str
    how: str
    state: str
    text: str
    acknowledged: str
    acknowledge_href: str
    mails: tuple[str, ...] = ()


def urge_page(now: Moment, plan: Plan, wanted: ChooseForm, form: UrgeForm) -> dict[str, object]:
    """The late units, those that can be told first."""
    seen = reads.preview(now.actor, plan, reads.Chosen(wanted.tasks()), now.at)
    ticked = form.ticked() if form.is_bound else None
    people = orgs.callees({one.unit.id for one in seen.units}, reads.TOLD_ROLES, now.today)
    return {
        "plan": plan,
        "title": _("Đôn đốc"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Đôn đốc")),
        "filter_form": wanted,
        "filter_words": "",
        "form": form,
        "ready": _views(plan, seen.urged, people, ticked),
        "already": _views(plan, seen.already, people),
        "unreachable": _views(plan, seen.unreachable, people),
        "dispatches": dispatch_list_pages.overview_link(now, plan),
        "button": _("Gửi đôn đốc"),
        "queued": _("Đang ngoài giờ làm việc: lời đôn đốc được gửi lúc %(when)s.")
        % {"when": when_words(seen.send_at)}
        if seen.is_queued
        else "",
        "call_ways": CALL_WAYS,
        "ladder": _ladder_words(now),
        "mail_is_off": not messaging.is_on(messaging.Channel.EMAIL),
    }


def _ladder_words(now: Moment) -> str:
    """When the house itself reminds and urges, and whose choice that is."""
    ladder = rules.ladder_on(now.today)
    if ladder is None:
        return ""
    days = [
        _("trước hạn %(n)d ngày") % {"n": -step.days}
        if step.days < 0
        else _("quá hạn %(n)d ngày") % {"n": step.days}
        for step in ladder.steps
    ]
    source = "" if ladder.verified else f" ({ladder.cites})"
    return _("Loa tự nhắc và đôn đốc khi: %(days)s làm việc, trong giờ làm việc%(source)s.") % {
        "days": ", ".join(days),
        "source": source,
    }


def round_page(plan: Plan, act: UrgingRound) -> dict[str, object]:
    """What came of one act."""
    urgings = list(act.urgings.all())
    ids = {urging.unit_id for urging in urgings} | {*act.already, *act.unreachable}
    rows = orgs.units_by_ids(ids, local_day(act.at))
    waiting = sum(urging.state == UrgingState.QUEUED for urging in urgings)
    return {
        "plan": plan,
        "title": _("Đôn đốc ngày %(day)s") % {"day": short_date(local_day(act.at))},
        "name": short_plan_name(plan),
        "links": trail(plan, _("Đôn đốc")),
        "lead": _("Đã đôn đốc %(n)s đơn vị.") % {"n": number(len(urgings))},
        "queued": _("%(n)s đơn vị nhận lúc %(when)s, khi vào giờ làm việc.")
        % {"n": number(waiting), "when": when_words(act.send_at)}
        if waiting
        else "",
        "urged": _names(rows[urging.unit_id] for urging in urgings),
        "already": _names(rows[unit_id] for unit_id in act.already),
        "unreachable": [
            (rows[unit_id].body_name, reverse("plans:unit-tasks", args=[plan.pk, unit_id]))
            for unit_id in act.unreachable
        ],
        "again_href": reverse("plans:urge", args=[plan.pk]),
        "dispatch_href": reverse("plans:dispatch-detail", args=[plan.pk, act.pk])
        if dispatches.has_dispatch(act)
        else "",
    }


def call_page(now: Moment, plan: Plan, unit_id: int) -> dict[str, object]:
    """What stands on the page of one unit for who may urge it; empty for everybody else."""
    if policies.can(now.actor, Verb.URGE, unit_id, now.today) != Allowed():
        return {}
    late = reads.late_unit_today(now.actor, plan, unit_id, now.at)
    if late is None:
        return {}
    people = orgs.callees({unit_id}, reads.TOLD_ROLES, now.today)
    (view,) = _views(plan, [late], people)
    return {"late_unit": view, "is_told": not late.works, "call_ways": CALL_WAYS}


def urgings_page(now: Moment, occurrence: Occurrence) -> dict[str, object]:
    """Everything that was told about one assignment, newest first."""
    found = reads.urgings_of(occurrence.assignment)
    if not found:
        return {"urgings": ()}
    readable = queries.readable_units(now.actor, now.today)
    labels = {urging.sender for urging in found} | {urging.acknowledged_by for urging in found}
    people = orgs.actor_words({label for label in labels if label})
    rows = orgs.units_by_ids({urging.unit_id for urging in found}, now.today)
    own = occurrence.assignment.unit_id
    mails = _mails(found)
    return {
        "urgings": [
            replace(
                _urging_view(now, urging, people, _other(rows, urging.unit_id, own)),
                mails=tuple(mails.get(urging.ref, ())),
            )
            if urging.unit_id in readable
            else UrgingView(
                _("Đã báo cơ quan cấp trên"), when_words(urging.send_at), "", "", "", "", ""
            )
            for urging in found
        ]
    }


def _other(rows: dict[int, orgs.UnitRow], unit_id: int, own: int) -> str:
    """The name of a unit, unless the page is about it."""
    return "" if unit_id == own else rows[unit_id].body_name


def _mails(found: list[Urging]) -> dict[str, list[str]]:
    """What became of the e-mails of each urging, by its address, with the names of people."""
    rows = messaging.messages_about([urging.ref for urging in found])
    names = orgs.person_names({row.person_id for row in rows if row.person_id})
    words: dict[str, list[str]] = {}
    for row in rows:
        told = {
            messaging.MessageState.SENT: _("đã gửi"),
            messaging.MessageState.QUEUED: _("đang gửi"),
            messaging.MessageState.FAILED: _("không gửi được"),
        }[row.state]
        why = f": {row.words}" if row.words else ""
        words.setdefault(row.thing, []).append(
            _("Thư điện tử tới %(who)s: %(told)s%(why)s")
            % {"who": names.get(row.person_id or 0, ""), "told": told, "why": why}
        )
    return words


def _urging_view(now: Moment, urging: Urging, people: dict[str, str], told_unit: str) -> UrgingView:
    by_house = _("Loa nhắc trước hạn") if _is_reminder(urging) else _("Loa tự gửi theo lịch")
    sender = people.get(urging.sender, "") or by_house
    by_head = policies.can(now.actor, Verb.URGING_ACKNOWLEDGE, urging.unit_id, now.today)
    is_open = urging.state == UrgingState.SENT and urging.acknowledged_at is None
    told = ""
    if urging.acknowledged_at is not None:
        told = _("%(who)s đã nhận, %(when)s") % {
            "who": people.get(urging.acknowledged_by, "") or _("Lãnh đạo đơn vị"),
            "when": f"{urging.acknowledged_at.astimezone(TZ):%H:%M %d/%m/%Y}",
        }
    return UrgingView(
        who=_("%(who)s báo %(unit)s") % {"who": sender, "unit": told_unit} if told_unit else sender,
        when=when_words(urging.sent_at or urging.send_at),
        how=WAY_WORDS[Way(urging.way)],
        state={
            UrgingState.QUEUED: _("chờ vào giờ làm việc"),
            UrgingState.SETTLED: _("không gửi nữa: việc đã xong trước giờ gửi"),
        }.get(UrgingState(urging.state), ""),
        text=urging.text,
        acknowledged=told,
        acknowledge_href=reverse("plans:urging-acknowledge", args=[urging.pk])
        if is_open and by_head == Allowed()
        else "",
    )


def _is_reminder(urging: Urging) -> bool:
    """Whether the house told of it before its day."""
    ladder = rules.ladder_on(urging.day)
    steps = ladder.steps if ladder is not None else ()
    return any(step.code == urging.step and step.days < 0 for step in steps)


def _views(
    plan: Plan,
    units: Iterable[LateUnit],
    people: Mapping[int, list[orgs.Callee]],
    ticked: set[str] | None = None,
) -> list[UnitView]:
    views = []
    for one in units:
        works = one.works or one.told
        unit_id = one.unit.id
        longest = max(work.days_late for work in works)
        views.append(
            UnitView(
                id=unit_id,
                name=one.unit.body_name,
                href=reverse("plans:unit-tasks", args=[plan.pk, unit_id]),
                late=_("%(n)s việc quá hạn") % {"n": number(len(works))},
                longest=_("lâu nhất %(n)s ngày làm việc") % {"n": number(longest)},
                text=one.text,
                call_href=reverse("plans:urge-call", args=[plan.pk, unit_id]),
                callees=tuple(map(_callee, people.get(unit_id, ()))),
                is_ticked=ticked is None or str(unit_id) in ticked,
            )
        )
    return views


def _callee(one: orgs.Callee) -> CalleeView:
    role = _("đầu mối") if one.role is orgs.Role.FOCAL_OFFICER else _("lãnh đạo")
    href = f"tel:{one.phone}" if one.phone else ""
    return CalleeView(f"{one.name}, {role}", one.phone or _("chưa ghi số điện thoại"), href)


def _names(rows: Iterable[orgs.UnitRow]) -> list[str]:
    return [row.body_name for row in sorted(rows, key=lambda row: row.order)]
