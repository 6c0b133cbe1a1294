"""The values of the pages of difficulties, and of their part of the page of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Link,
    Term,
    number,
)
from loa.kernel.access import Allowed
from loa.kernel.clock import local_day
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Difficulty, Occurrence, Plan, abouts
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.queries.replies import route
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.types import (
    DifficultyMove,
    DifficultyRow,
    DifficultyState,
    Effect,
    PlanState,
    Verb,
)
from loa.modules.plans.web.difficulty_forms import AnswerForm, PassUpForm, RaiseForm
from loa.modules.plans.web.forms import ReasonForm, StepForm
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import period_words
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.reply_pages import Offer, alike_choices, briefs, journal, waits

STEPS = {
    Verb.DIFFICULTY_ANSWER: ("plans:difficulty-answer", _("Gửi trả lời")),
    Verb.DIFFICULTY_PASS_UP: ("plans:difficulty-pass-up", _("Chuyển lên cấp trên")),
    Verb.DIFFICULTY_WITHDRAW: ("plans:difficulty-withdraw", _("Rút khó khăn, vướng mắc này")),
    Verb.DIFFICULTY_REOPEN: ("plans:difficulty-reopen", _("Nêu lại vì chưa giải quyết được")),
}
OFFER = Offer(STEPS, frozenset({Verb.DIFFICULTY_ANSWER}), frozenset({Verb.DIFFICULTY_WITHDRAW}))
PAGE = "plans:difficulty-detail"
_MOVES = {
    DifficultyMove.RAISED: _("%(unit)s nêu, gửi %(holder)s"),
    DifficultyMove.PASSED_UP: _("Chuyển lên %(holder)s"),
    DifficultyMove.ANSWERED: _("%(holder)s trả lời"),
    DifficultyMove.WITHDRAWN: _("Đã rút"),
    DifficultyMove.REOPENED: _("%(unit)s nêu lại, gửi %(holder)s"),
    DifficultyMove.HANDED_ON: _("Sắp xếp đơn vị; %(holder)s giữ"),
}


@dataclass(frozen=True)
class Past:
    """One step that was taken, in words; `due` where it began a clock."""

    day: str
    words: str
    quote: str
    due: str


@dataclass(frozen=True)
class Earlier:
    """One that was answered before: whose, what stood in the way, the direction."""

    href: str
    unit: str
    words: str
    answer: str


def detail_page(now: Moment, found: Difficulty, sent: Mapping[Verb, Form]) -> dict[str, object]:
    """One difficulty: what it is, who has it until when, what may be done, what was done."""
    row = reads.row_of(found, now.today)
    verdicts = policies.difficulty_steps(now.actor, found, now.today)
    if route(found.holder_id, now.today) is None:
        verdicts = [one for one in verdicts if one[0] is not Verb.DIFFICULTY_PASS_UP]
    others = reads.alike(found) if row.state is DifficultyState.OPEN else []

    def blank(verb: Verb) -> Form:
        return blank_form(now, found, verb, others)

    return {
        **waits(now, row, (rules.CLOCK, row.reached_on), sent),
        "plan": found.plan,
        "title": _("Khó khăn, vướng mắc"),
        "unit": orgs.last_row(found.unit_id, now.today).name,
        "links": (
            *trail(found.plan, "")[:-1],
            Link(_("Khó khăn, vướng mắc"), reverse("plans:difficulty-list", args=[found.plan_id])),
            Link(_("Vướng mắc %(n)s") % {"n": number(found.pk)}),
        ),
        "terms": _terms(now, found, row),
        "answer": found.direction,
        "answer_note": _answer_note(now, found),
        "draft_href": _draft_href(now, found),
        "others": briefs(now, reads.KIND.rows_of(others, now.today), PAGE),
        "earlier": _earlier(now, found) if Allowed() in dict(verdicts).values() else (),
        "past": _past(now, found),
        "steps": OFFER.forms(found.pk, verdicts, blank, sent),
        "closed": OFFER.closed(verdicts),
        "happenings": journal(found),
    }


def _earlier(now: Moment, found: Difficulty) -> tuple[Earlier, ...]:
    """What was answered before about the same, for who is to answer now or waits for it."""
    if found.state != DifficultyState.OPEN:
        return ()
    rows = reads.answered_like(now.actor, found, now.today)
    return tuple(
        Earlier(
            reverse(PAGE, args=[one.pk]),
            orgs.last_row(one.unit_id, now.today).name,
            one.words,
            one.direction.words if one.direction else "",
        )
        for one in rows
    )


def _terms(now: Moment, found: Difficulty, row: DifficultyRow) -> tuple[Term, ...]:
    work = _work_href(now, found)
    rows = (
        Term(_("Về"), row.about, (Link(_("mở việc này"), work),) if work else ()),
        Term(_("Đơn vị nêu"), orgs.last_row(row.unit_id, now.today).name),
        Term(_("Ngày nêu"), short_date(row.raised_on)),
        Term(_("Đề nghị"), row.wish),
        Term(_("Đang giữ"), orgs.last_row(row.holder_id, now.today).body_name),
    )
    return tuple(term for term in rows if term.words)


def _work_href(now: Moment, found: Difficulty) -> str:
    """The unit's work on the task, where the actor may see it."""
    work_id = reads.work_of(now.actor, found, now.today)
    return reverse("plans:work-detail", args=[work_id]) if work_id else ""


def _answer_note(now: Moment, found: Difficulty) -> str:
    given = found.direction
    if given is None:
        return ""
    who = orgs.last_row(given.unit_id, now.today).body_name
    day = short_date(given.due_on) if given.due_on else ""
    moved = reads.moved_for(found)
    period = legal.period_label_vi(moved.period) if moved and moved.period else _("việc")
    words = {
        Effect.NONE: "",
        Effect.UNIT_DUE: _("dời hạn %(period)s của đơn vị đến %(day)s"),
        Effect.ALL_DUE: _("dời hạn %(period)s của mọi đơn vị đến %(day)s"),
        Effect.NEW_TASK: _("thêm nhiệm vụ mới, hạn %(day)s, vào bản sửa đổi kế hoạch"),
    }[Effect(given.effect)]
    count = reads.answered_with(given)
    together = _("trả lời chung %(n)s đơn vị") % {"n": number(count)} if count > 1 else ""
    parts = (who, words % {"day": day, "period": period} if words else "", together)
    return " · ".join(part for part in parts if part)


def _draft_href(now: Moment, found: Difficulty) -> str:
    given = found.direction
    if given is None or given.draft is None:
        return ""
    may = policies.can_on(now.actor, Verb.EDIT, given.draft, now.today)
    is_draft = given.draft.state == PlanState.DRAFT
    return (
        reverse("plans:draft-check", args=[given.draft.pk]) if is_draft and may == Allowed() else ""
    )


def _past(now: Moment, found: Difficulty) -> list[Past]:
    unit = orgs.last_row(found.unit_id, now.today).name
    steps = reads.steps_of(found)
    return [
        Past(
            short_date(local_day(step.at)),
            _MOVES[DifficultyMove(step.move)]
            % {"unit": unit, "holder": orgs.last_row(step.holder_id, now.today).body_name},
            step.words,
            _("hạn trả lời %(day)s") % {"day": short_date(due)} if due else "",
        )
        for step, due in zip(steps, reads.clocks(steps), strict=True)
    ]


def blank_form(
    now: Moment, found: Difficulty, verb: Verb, others: list[Difficulty], data: object = None
) -> Form:
    """The form of a step, with what was sent or empty."""
    initial = {"version": found.version}
    if verb is Verb.DIFFICULTY_WITHDRAW:
        return StepForm(data, initial=initial, auto_id="withdraw_%s")  # type: ignore[arg-type]  # what was posted
    choices = alike_choices(now, others)
    ticked: dict[str, object] = {**initial, "also": [key for key, _words in choices]}
    if verb is Verb.DIFFICULTY_PASS_UP:
        return PassUpForm(data, others=choices, initial=ticked)
    if verb is not Verb.DIFFICULTY_ANSWER:
        return ReasonForm(data, initial=initial, auto_id=f"{verb.lower()}_%s")  # type: ignore[arg-type]  # as above
    return AnswerForm(
        data,
        effects=_effects(now, found),
        others=choices,
        times=_times(now, found),
        initial={**ticked, "key": uuid4()},
    )


def _times(now: Moment, found: Difficulty) -> list[tuple[str, str]]:
    """The times of the unit's work whose day can move, first the one that is meant."""
    return [
        (
            str(one.pk),
            _("%(period)s, hạn %(day)s")
            % {"period": period_words(one.period), "day": short_date(one.due_on)},
        )
        for one in reads.movable(found, now.today)
    ]


def _effects(now: Moment, found: Difficulty) -> list[Effect]:
    """What this holder may change: the plan itself only who amends it."""
    may_amend = policies.can_on(now.actor, Verb.AMEND, found.plan, now.today) == Allowed()
    effects = [Effect.NONE]
    if found.task is not None:
        effects += [Effect.UNIT_DUE, *([Effect.ALL_DUE] if may_amend else [])]
    return [*effects, Effect.NEW_TASK] if may_amend else effects


def of_work(now: Moment, occurrence: Occurrence, sent: Mapping[str, object]) -> dict[str, object]:
    """The part of the page of work: what its unit raised on the task, and the form to raise one."""
    refused = sent.get(Verb.DIFFICULTY_RAISE)
    given = occurrence.assignment
    about = reads.on_task(now.actor, given.task, given.unit_id, now.today)
    may = policies.can(now.actor, Verb.DIFFICULTY_RAISE, given.unit_id, now.today) == Allowed()
    may = may and given.plan.state == PlanState.ISSUED
    return {
        "difficulties": briefs(now, reads.KIND.rows_of(about, now.today), PAGE),
        "raise_form": (refused or RaiseForm(initial={"key": uuid4()}, auto_id="raise_%s"))
        if may
        else None,
        "raise_href": reverse("plans:difficulty-raise", args=[occurrence.pk]),
        "raise_is_open": refused is not None,
    }


def add_page(plan: Plan, unit: orgs.UnitRow, form: Form) -> dict[str, object]:
    """The page on which a unit raises one on a task or a clause."""
    back = reverse("plans:difficulty-list", args=[plan.pk])
    return {
        "plan": plan,
        "title": _("Nêu khó khăn, vướng mắc"),
        "unit": unit.name,
        "links": (
            *trail(plan, "")[:-1],
            Link(_("Khó khăn, vướng mắc"), back),
            Link(_("Nêu")),
        ),
        "form": form,
        "back_href": back,
    }


def about_choices(plan: Plan, unit_id: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """The unit's tasks, then the clauses of the plan."""
    tasks, clauses = reads.about_of(plan, unit_id)
    return [
        (
            _("Nhiệm vụ của đơn vị"),
            [(f"task:{task.pk}", abouts.about_words(task, None)) for task in tasks],
        ),
        (
            _("Mục của kế hoạch"),
            [(f"clause:{one.pk}", abouts.about_words(None, one)) for one in clauses],
        ),
    ]


def href_of(difficulty_id: int) -> str:
    """The address of its page."""
    return reverse(PAGE, args=[difficulty_id])
