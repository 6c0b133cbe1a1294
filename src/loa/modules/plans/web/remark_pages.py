"""The values of the pages of remarks, for those who answer."""

from collections.abc import Mapping

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Link,
    Term,
    number,
)
from loa.kernel.access import Allowed, Verdict
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Plan, Remark
from loa.modules.plans.queries import remarks as reads
from loa.modules.plans.rules import remark as rules
from loa.modules.plans.types import RemarkRow, RemarkState, Verb
from loa.modules.plans.web import presenters
from loa.modules.plans.web import reply_list_pages as lists
from loa.modules.plans.web.forms import ReasonForm
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.remark_forms import (
    AnswerRemarkForm,
    PassRemarkForm,
    PublishRemarkForm,
)
from loa.modules.plans.web.reply_pages import Offer, is_owed, journal, waits

OPEN, LATE, ANSWERED, HIDDEN = "mo", "qua-han", "da-tra-loi", "da-cat"
PAGE = "plans:remark-detail"
_OF_TAB = {OPEN: RemarkState.OPEN, ANSWERED: RemarkState.ANSWERED, HIDDEN: RemarkState.HIDDEN}


def fits(row: RemarkRow, tab: str) -> bool:
    """Whether the row stands under that tab."""
    return is_owed(row) if tab == LATE else row.state is _OF_TAB[tab]


_TABS = lists.Tabs(
    {
        OPEN: _("Chờ trả lời"),
        LATE: _("Quá hạn trả lời"),
        ANSWERED: _("Đã trả lời"),
        HIDDEN: _("Đã cất đi"),
    },
    LATE,
    fits,
)
STEPS = {
    Verb.REMARK_ANSWER: ("plans:remark-answer", _("Gửi câu trả lời")),
    Verb.REMARK_PASS: ("plans:remark-pass", _("Chuyển đơn vị khác trả lời")),
    Verb.REMARK_HIDE: ("plans:remark-hide", _("Cất đi: thư rác, lăng mạ")),
    Verb.REMARK_PUBLISH: ("plans:remark-publish", _("Công khai câu hỏi và trả lời")),
}


def list_page(now: Moment, plan: Plan | None, query: QueryDict) -> dict[str, object]:
    """All that the actor may see; what narrows them stands in the address."""
    every = reads.remarks_on(now.actor, now.today, plan)
    tab = _TABS.chosen(query.get("muc", OPEN), OPEN)
    shown, pages = lists.stretch(query, [row for row in every if fits(row, tab)], _("góp ý"))
    more = f"&ke-hoach={plan.pk}" if plan else ""
    terms = rules.terms(now.today)
    return {
        "title": _("Góp ý của người dân"),
        "name": presenters.short_plan_name(plan) if plan else _("Mọi kế hoạch đã công khai"),
        "links": (*_trail(plan), Link(_("Góp ý"))),
        "state_tabs": _TABS.links(every, tab, lambda code: f"?muc={code}{more}"),
        "columns": lists.columns(_("Góp ý"), _("Nơi trả lời"), _("Ngày gửi")),
        "rows": lists.table(now, shown, PAGE, _holder_and_day, lambda row: row.answered_on),
        "pages": pages,
        "is_unsure": not terms.verified,
        "days": terms.days,
    }


def _holder_and_day(row: RemarkRow, units: lists.Units) -> tuple[Cell, ...]:
    return Cell(units[row.holder_id].body_name), Cell(short_date(row.sent_on))


def _trail(plan: Plan | None) -> tuple[Link, ...]:
    first = Link(_("Kế hoạch"), reverse("plans:plan-list"))
    if plan is None:
        return (first,)
    href = reverse("plans:plan-overview", args=[plan.pk])
    return (first, Link(presenters.short_plan_name(plan, 40), href))


def steps_of(now: Moment, found: Remark) -> list[tuple[Verb, Verdict]]:
    """The steps that a remark is at, each with whether it is this actor's and why not."""
    holder = reads.holder_of(found, now.today)
    state = RemarkState(found.state)
    if state is RemarkState.OPEN:
        verbs = (Verb.REMARK_ANSWER, Verb.REMARK_PASS, Verb.REMARK_HIDE)
        return [(verb, policies.can(now.actor, verb, holder, now.today)) for verb in verbs]
    if state is RemarkState.ANSWERED:
        verb, issuer = Verb.REMARK_PUBLISH, found.plan.issuer_id
        return [(verb, policies.can(now.actor, verb, issuer, now.today))]
    return []


def detail_page(now: Moment, found: Remark, sent: Mapping[Verb, Form]) -> dict[str, object]:
    """One remark: its words, who sent it as long as that is kept, what may be done."""
    row = reads.KIND.row_of(found, now.today)
    verdicts = steps_of(now, found)
    may_publish = (Verb.REMARK_PUBLISH, Allowed()) in verdicts

    def blank(verb: Verb) -> Form:
        return blank_form(now, found, verb)

    return {
        **waits(now, row, (rules.CLOCK, row.sent_on), sent),
        "title": _("Góp ý của người dân"),
        "links": (
            *_trail(found.plan),
            Link(_("Góp ý"), f"{reverse('plans:remark-list')}?ke-hoach={found.plan_id}"),
            Link(_("Góp ý %(n)s") % {"n": number(found.pk)}),
        ),
        "terms": _terms(now, found, row),
        "sender": _sender(found),
        "kept_until": short_date(reads.kept_until(found)),
        "reason": found.reason,
        "public": reads.public_remark(found, now.today) if may_publish else None,
        "steps": _offer(found).forms(found.pk, verdicts, blank, sent),
        "happenings": journal(found),
    }


def _offer(found: Remark) -> Offer:
    words = STEPS
    if found.published_at is not None:
        words = {**STEPS, Verb.REMARK_PUBLISH: ("plans:remark-publish", _("Thôi công khai"))}
    return Offer(words, frozenset({Verb.REMARK_ANSWER, Verb.REMARK_PUBLISH}))


def _terms(now: Moment, found: Remark, row: RemarkRow) -> tuple[Term, ...]:
    holder = orgs.last_row(reads.holder_of(found, now.today), now.today).body_name
    answered = short_date(row.answered_on) if row.answered_on else ""
    rows = (
        Term(_("Về"), row.about),
        Term(_("Kế hoạch"), presenters.short_plan_name(found.plan)),
        Term(_("Ngày gửi"), short_date(row.sent_on)),
        Term(_("Nơi trả lời"), holder),
        Term(_("Ngày trả lời"), answered),
    )
    return tuple(term for term in rows if term.words)


def _sender(found: Remark) -> tuple[Term, ...]:
    who = reads.sender_of(found)
    if who is None:
        return ()
    rows = (
        Term(_("Tên"), who.name),
        Term(_("Thư điện tử"), who.email),
        Term(_("Điện thoại"), who.phone),
    )
    return tuple(term for term in rows if term.words)


def blank_form(now: Moment, found: Remark, verb: Verb, data: object = None) -> Form:
    """The form of a step, with what was sent or empty."""
    initial: dict[str, object] = {"version": found.version}
    if verb is Verb.REMARK_ANSWER:
        return AnswerRemarkForm(data, initial=initial, auto_id="answer_%s")  # type: ignore[arg-type]  # what was posted
    if verb is Verb.REMARK_PASS:
        ids = reads.leads_of(found)
        units = orgs.units_by_ids(ids, now.today)
        choices = [(one, units[one].body_name) for one in sorted(ids, key=lambda i: units[i].order)]
        return PassRemarkForm(data, units=choices, initial=initial)
    if verb is Verb.REMARK_PUBLISH:
        initial["is_public"] = found.published_at is None
        return PublishRemarkForm(data, initial=initial, auto_id="publish_%s")  # type: ignore[arg-type]  # as above
    return ReasonForm(data, initial=initial, auto_id="hide_%s")  # type: ignore[arg-type]  # as above


def overview_link(now: Moment, plan: Plan) -> Link | None:
    """How many remarks on the plan wait, for whoever answers for it."""
    counts = reads.counts_for(now.actor, plan, now.today)
    if counts is None or not (counts.open or counts.answered or counts.hidden):
        return None
    words = _("Góp ý của người dân: %(open)s chờ trả lời, %(late)s quá hạn, %(done)s đã trả lời")
    told = {
        "open": number(counts.open),
        "late": number(counts.late),
        "done": number(counts.answered),
    }
    return Link(words % told, f"{reverse('plans:remark-list')}?ke-hoach={plan.pk}")
