"""The values of the pages of remarks, for those who answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Column,
    Link,
    Row,
    Term,
    number,
    page_asked,
    pages_of,
)
from loa.kernel.access import Allowed, Verdict
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Plan, Remark
from loa.modules.plans.queries import remarks as reads
from loa.modules.plans.rules import remark as rules
from loa.modules.plans.types import RemarkRow, RemarkState, Verb
from loa.modules.plans.web import presenters
from loa.modules.plans.web.forms import ReasonForm
from loa.modules.plans.web.reading import DueWords, Moment
from loa.modules.plans.web.remark_forms import (
    AnswerRemarkForm,
    PassRemarkForm,
    PublishRemarkForm,
)

PAGE = 50
OPEN, LATE, ANSWERED, HIDDEN = "mo", "qua-han", "da-tra-loi", "da-cat"
_TABS = {
    OPEN: _("Chờ trả lời"),
    LATE: _("Quá hạn trả lời"),
    ANSWERED: _("Đã trả lời"),
    HIDDEN: _("Đã cất đi"),
}
_STATES = {
    RemarkState.OPEN: _("Chờ trả lời"),
    RemarkState.ANSWERED: _("Đã trả lời"),
    RemarkState.HIDDEN: _("Đã cất đi"),
}
STEPS = {
    Verb.REMARK_ANSWER: ("plans:remark-answer", _("Gửi câu trả lời")),
    Verb.REMARK_PASS: ("plans:remark-pass", _("Chuyển đơn vị khác trả lời")),
    Verb.REMARK_HIDE: ("plans:remark-hide", _("Cất đi: thư rác, lăng mạ")),
    Verb.REMARK_PUBLISH: ("plans:remark-publish", _("Công khai câu hỏi và trả lời")),
}


@dataclass(frozen=True)
class StepView:
    """A step that is open to the actor, with its form."""

    href: str
    words: str
    form: Form
    is_main: bool
    is_open: bool


def list_page(now: Moment, plan: Plan | None, query: QueryDict) -> dict[str, object]:
    """All that the actor may see; what narrows them stands in the address."""
    every = reads.remarks_on(now.actor, now.today, plan)
    tab = query.get("muc", OPEN)
    tab = tab if tab in _TABS else OPEN
    shown = [row for row in every if fits(row, tab)]
    page = page_asked(query.get("trang", ""), ceil(len(shown) / PAGE))
    more = f"&ke-hoach={plan.pk}" if plan else ""
    return {
        "title": _("Góp ý của người dân"),
        "name": presenters.short_plan_name(plan) if plan else _("Mọi kế hoạch đã công khai"),
        "links": (*_trail(plan), Link(_("Góp ý"))),
        "state_tabs": tuple(
            Link(
                words,
                f"?muc={code}{more}",
                is_current=code == tab,
                count=number(sum(fits(row, code) for row in every)),
                is_alert=code == LATE and any(fits(row, LATE) for row in every),
            )
            for code, words in _TABS.items()
        ),
        "columns": (
            Column(_("Góp ý")),
            Column(_("Nơi trả lời")),
            Column(_("Ngày gửi")),
            Column(_("Hạn trả lời")),
            Column(_("Tình trạng")),
        ),
        "rows": _table(now, shown[(page - 1) * PAGE : page * PAGE]),
        "pages": pages_of(query, page, len(shown), PAGE, _("góp ý")),
        "is_unsure": not rules.terms(now.today).verified,
        "days": rules.terms(now.today).days,
    }


def fits(row: RemarkRow, tab: str) -> bool:
    """Whether the row stands under that tab."""
    if tab == LATE:
        return row.state is RemarkState.OPEN and row.is_late
    wanted = {OPEN: RemarkState.OPEN, ANSWERED: RemarkState.ANSWERED, HIDDEN: RemarkState.HIDDEN}
    return row.state is wanted[tab]


def _trail(plan: Plan | None) -> tuple[Link, ...]:
    first = Link(_("Kế hoạch"), reverse("plans:plan-list"))
    if plan is None:
        return (first,)
    href = reverse("plans:plan-overview", args=[plan.pk])
    return (first, Link(presenters.short_plan_name(plan, 40), href))


def _table(now: Moment, rows: list[RemarkRow]) -> tuple[Row, ...]:
    units = orgs.units_by_ids({row.holder_id for row in rows}, now.today)
    due = DueWords(now.today)
    found = []
    for row in rows:
        is_open = row.state is RemarkState.OPEN
        day = due(row.due_on, is_open=is_open)
        is_alert = is_open and row.is_late
        state = _("Quá hạn trả lời") if is_alert else _STATES[row.state]
        answered = short_date(row.answered_on) if row.answered_on else ""
        href = reverse("plans:remark-detail", args=[row.id])
        found.append(
            Row(
                (
                    Cell(_first_words(row.words), href=href, note=row.about),
                    Cell(units[row.holder_id].body_name),
                    Cell(short_date(row.sent_on)),
                    Cell(day.day, note=day.note if is_open else "", is_alert=is_alert),
                    Cell(state, note=answered, is_alert=is_alert),
                )
            )
        )
    return tuple(found)


def _first_words(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 120 else f"{plain[:120].rsplit(' ', 1)[0]} …"  # noqa: PLR2004  a line


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
    open_to = [verb for verb, said in verdicts if said == Allowed()]
    is_open = row.state is RemarkState.OPEN
    list_href = reverse("plans:remark-list")
    return {
        "title": _("Góp ý của người dân"),
        "remark": row,
        "links": (
            *_trail(found.plan),
            Link(_("Góp ý"), f"{list_href}?ke-hoach={found.plan_id}"),
            Link(_("Góp ý %(n)s") % {"n": number(found.pk)}),
        ),
        "is_open": is_open,
        "is_late": is_open and row.is_late,
        "state_words": _STATES[row.state],
        "due": DueWords(now.today)(row.due_on, is_open=is_open),
        "is_unsure": not rules.CLOCK.time(row.sent_on).verified,
        "terms": _terms(now, found, row),
        "sender": _sender(found),
        "kept_until": short_date(reads.kept_until(found)),
        "reason": found.reason,
        "public": reads.public_remark(found, now.today) if Verb.REMARK_PUBLISH in open_to else None,
        "steps": [_step(now, found, verb, sent) for verb in open_to],
        "happenings": presenters.happenings(*_journal(found)),
        "errors": list(sent.values()),
    }


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


def _step(now: Moment, found: Remark, verb: Verb, sent: Mapping[Verb, Form]) -> StepView:
    name, words = STEPS[verb]
    if verb is Verb.REMARK_PUBLISH and found.published_at is not None:
        words = _("Thôi công khai")
    form = sent.get(verb) or blank_form(now, found, verb)
    is_main = verb in {Verb.REMARK_ANSWER, Verb.REMARK_PUBLISH}
    return StepView(reverse(name, args=[found.pk]), words, form, is_main, verb in sent)


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


def _journal(found: Remark) -> tuple[list[audit.Entry], dict[str, str]]:
    entries = audit.entries_for(found.ref)
    return entries, orgs.actor_words({entry.actor_label for entry in entries})


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
