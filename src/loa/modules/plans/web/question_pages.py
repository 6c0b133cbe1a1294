"""The values of the pages of questions, and of their part of the page of work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Link, Term, number
from loa.kernel.access import Allowed
from loa.kernel.words import short_date, shortened
from loa.modules.plans import policies
from loa.modules.plans.queries import Occurrence, Plan, Question
from loa.modules.plans.queries import guidance as kept
from loa.modules.plans.queries import questions as reads
from loa.modules.plans.queries.difficulties import difficulty_for
from loa.modules.plans.queries.notices import unread_guidance
from loa.modules.plans.queries.replies import route
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.types.guidance import GuidanceRow, QuestionRow, QuestionState
from loa.modules.plans.web import difficulty_pages
from loa.modules.plans.web.forms import ReasonForm, StepForm
from loa.modules.plans.web.guidance_forms import AnswerQuestionForm, AskForm
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.reply_pages import Offer, alike_choices, briefs, journal, waits

STEPS = {
    Verb.QUESTION_ANSWER: ("plans:question-answer", _("Gửi trả lời, lưu thành hướng dẫn")),
    Verb.QUESTION_PASS_UP: ("plans:question-pass-up", _("Chuyển lên cấp trên")),
    Verb.QUESTION_TURN: ("plans:question-turn", _("Đây là khó khăn, vướng mắc")),
    Verb.QUESTION_WITHDRAW: ("plans:question-withdraw", _("Rút câu hỏi này")),
}
_PLAIN = frozenset({Verb.QUESTION_TURN, Verb.QUESTION_WITHDRAW})
OFFER = Offer(STEPS, frozenset({Verb.QUESTION_ANSWER}), _PLAIN)
PAGE = "plans:question-detail"
_MOST_TITLE = 120


@dataclass(frozen=True)
class Asking:
    """Who asks about which plan; where the form is sent, and where one goes without sending."""

    plan: Plan
    unit_id: int
    send_href: str
    back_href: str


@dataclass(frozen=True)
class GuidanceBrief:
    """Guidance in a few lines."""

    id: str
    href: str
    title: str
    words: str
    who: str
    about: str
    note: str
    is_new: bool


def detail_page(now: Moment, found: Question, sent: Mapping[Verb, Form]) -> dict[str, object]:
    """One question: what it is, who has it until when, what may be done, what was done."""
    row = reads.row_of(found, now.today)
    is_open = row.state is QuestionState.OPEN
    verdicts = policies.question_steps(now.actor, found, now.today)
    if route(found.holder_id, now.today) is None:
        verdicts = [one for one in verdicts if one[0] is not Verb.QUESTION_PASS_UP]
    may_answer = (Verb.QUESTION_ANSWER, Allowed()) in verdicts
    others = reads.alike(found) if is_open else []

    def blank(verb: Verb) -> Form:
        return blank_form(now, found, verb, others)

    return {
        **waits(now, row, (rules.CLOCK, row.reached_on), sent),
        "plan": found.plan,
        "title": _("Câu hỏi"),
        "unit": orgs.last_row(found.unit_id, now.today).name,
        "links": (
            *trail(found.plan, "")[:-1],
            Link(_("Hướng dẫn"), reverse("plans:guidance-list", args=[found.plan_id])),
            Link(_("Câu hỏi %(n)s") % {"n": number(found.pk)}),
        ),
        "terms": _terms(now, found, row),
        "answer": _answer(now, found),
        "difficulty_href": _difficulty_href(now, found),
        "near": _near(now, found) if is_open else (),
        "point_href": reverse("plans:question-point", args=[found.pk]) if may_answer else "",
        "others": briefs(now, reads.KIND.rows_of(others, now.today), PAGE),
        "steps": OFFER.forms(found.pk, verdicts, blank, sent),
        "closed": OFFER.closed(verdicts),
        "happenings": journal(found),
    }


def blank_form(
    now: Moment,
    found: Question,
    verb: Verb,
    others: list[Question],
    typed: tuple[object, object] = (None, None),
) -> Form:
    """The form of a step, with what was sent (words, files) or empty."""
    data, files = typed
    initial: dict[str, object] = {"version": found.version}
    if verb in _PLAIN:
        return StepForm(data, initial=initial, auto_id=f"{verb.lower()}_%s")  # type: ignore[arg-type]  # what was posted
    if verb is not Verb.QUESTION_ANSWER:
        return ReasonForm(data, initial=initial, auto_id=f"{verb.lower()}_%s")  # type: ignore[arg-type]  # as above
    choices = alike_choices(now, others)
    title = shortened(" ".join(found.words.split()), _MOST_TITLE)
    return AnswerQuestionForm(
        data,
        files,
        others=choices,
        initial={
            **initial,
            "key": uuid4(),
            "title": title,
            "also": [key for key, _words in choices],
        },
    )


def of_work(now: Moment, occurrence: Occurrence, sent: Mapping[str, object]) -> dict[str, object]:
    """The parts of the page of work in which its unit asks: difficulties, guidance, questions."""
    refused = sent.get(Verb.QUESTION_ASK)
    given = occurrence.assignment
    place = kept.place_of(given.plan, given.task, None)
    may = policies.can(now.actor, Verb.QUESTION_ASK, given.unit_id, now.today) == Allowed()
    may = may and given.plan.state == PlanState.ISSUED
    found = guidance_briefs(now, kept.on_place(now.actor, place, now.today))
    return {
        **difficulty_pages.of_work(now, occurrence, sent),
        "guidance": found,
        "guidance_count": number(len(found)) if found else "",
        "questions": briefs(
            now, reads.on_task(now.actor, given.task, given.unit_id, now.today), PAGE
        ),
        "ask_form": (refused or AskForm(initial={"key": uuid4()}, auto_id="ask_%s"))
        if may
        else None,
        "ask_href": reverse("plans:question-ask", args=[occurrence.pk]),
        "ask_is_open": refused is not None,
    }


def ask_page(
    now: Moment, asking: "Asking", form: Form, similar: Sequence[GuidanceRow]
) -> dict[str, object]:
    """The page on which a unit asks; with what resembles its question, once it was typed."""
    plan = asking.plan
    return {
        "plan": plan,
        "title": _("Đã có hướng dẫn tương tự") if similar else _("Hỏi cách làm"),
        "unit": orgs.last_row(asking.unit_id, now.today).name,
        "links": (
            *trail(plan, "")[:-1],
            Link(_("Hướng dẫn"), reverse("plans:guidance-list", args=[plan.pk])),
            Link(_("Hỏi")),
        ),
        "form": form,
        "similar": guidance_briefs(now, similar),
        "send_href": asking.send_href,
        "back_href": asking.back_href,
    }


def guidance_briefs(now: Moment, rows: Sequence[GuidanceRow]) -> tuple[GuidanceBrief, ...]:
    """Guidance in a list, with what the reader has not marked as read."""
    units = orgs.units_by_ids({row.unit_id for row in rows}, now.today)
    unread = unread_guidance(now.actor, now.today) if rows else frozenset()
    return tuple(
        GuidanceBrief(
            str(row.id),
            reverse("plans:guidance-detail", args=[row.id]),
            row.title,
            row.words,
            units[row.unit_id].body_name,
            "; ".join(row.about),
            _note(now, row),
            is_new=row.id in unread,
        )
        for row in rows
    )


def href_of(question_id: int) -> str:
    """The address of its page."""
    return reverse(PAGE, args=[question_id])


def _note(now: Moment, row: GuidanceRow) -> str:
    day = short_date(row.in_force_from)
    later = row.in_force_from > now.today
    force = (_("sẽ áp dụng từ %(day)s") if later else _("áp dụng từ %(day)s")) % {"day": day}
    edition = _("bản %(n)s") % {"n": number(row.edition)} if row.edition > 1 else ""
    count = _("đã giải đáp %(n)s câu hỏi") % {"n": number(row.answers)} if row.answers else ""
    return " · ".join(part for part in (force, edition, count) if part)


def _near(now: Moment, found: Question) -> tuple[GuidanceBrief, ...]:
    place = kept.place_of(found.plan, found.task, found.clause)
    return guidance_briefs(now, kept.resembling(now.actor, place, found.words, now.today))


def _terms(now: Moment, found: Question, row: QuestionRow) -> tuple[Term, ...]:
    passed = ""
    if found.passed_from_id is not None:
        name = orgs.last_row(found.passed_from_id, now.today).body_name
        passed = f"{name}: {found.passed_reason}"
    rows = (
        Term(_("Về"), row.about),
        Term(_("Đơn vị hỏi"), orgs.last_row(row.unit_id, now.today).name),
        Term(_("Ngày hỏi"), short_date(row.asked_on)),
        Term(_("Nơi trả lời"), orgs.last_row(row.holder_id, now.today).body_name),
        Term(_("Chuyển từ"), passed),
        Term(_("Ngày xong"), short_date(row.closed_on) if row.closed_on else ""),
    )
    return tuple(term for term in rows if term.words)


def _answer(now: Moment, found: Question) -> GuidanceBrief | None:
    row = kept.answer_of(now.actor, found, now.today)
    return guidance_briefs(now, [row])[0] if row is not None else None


def _difficulty_href(now: Moment, found: Question) -> str:
    if found.difficulty_id is None:
        return ""
    made = difficulty_for(now.actor, found.difficulty_id, now.today)
    return reverse("plans:difficulty-detail", args=[made.pk])
