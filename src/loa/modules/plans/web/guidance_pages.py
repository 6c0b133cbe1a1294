"""The values of the pages of guidance: one in its editions, and the form of one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Link, Term, number
from loa.kernel.clock import local_day
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Guidance, Plan, abouts
from loa.modules.plans.queries import guidance as reads
from loa.modules.plans.queries.notices import unread_guidance
from loa.modules.plans.queries.tasks import tasks_of
from loa.modules.plans.types import Verb
from loa.modules.plans.web import presenters
from loa.modules.plans.web.forms import ReasonForm
from loa.modules.plans.web.guidance_forms import Choices
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.reading import Moment


@dataclass(frozen=True)
class EditionView:
    """One edition; `why` is the reason why it took the place of the one before."""

    heading: str
    title: str
    words: str
    basis: str
    why: str
    file: Link | None


def detail_page(now: Moment, found: Guidance, sent: Mapping[Verb, Form]) -> dict[str, object]:
    """One piece of guidance in its newest edition, the old ones folded beside it."""
    row = reads.row_of(found)
    editions = reads.editions_of(found)
    refs = files.refs({one.file_id for one in editions if one.file_id})
    views = [
        EditionView(
            _("Bản %(n)s, ngày %(day)s, áp dụng từ %(from)s")
            % {
                "n": number(one.ordinal),
                "day": short_date(local_day(one.at)),
                "from": short_date(one.in_force_from),
            },
            one.title,
            one.words,
            one.basis,
            one.reason,
            Link(refs[one.file_id].name, _file_href(found, one.ordinal)) if one.file_id else None,
        )
        for one in editions
    ]
    steps = policies.guidance_steps(now.actor, found, now.today)
    return {
        "plan": found.plan,
        "guidance": row,
        "title": row.title,
        "who": orgs.last_row(found.unit_id, now.today).body_name,
        "links": (
            *trail(found.plan, "")[:-1],
            Link(_("Hướng dẫn"), reverse("plans:guidance-list", args=[found.plan_id])),
            Link(_("Hướng dẫn %(n)s") % {"n": number(found.pk)}),
        ),
        "edition": views[0],
        "before": views[1:],
        "terms": _terms(now, found, row.about, row.answers),
        "withdrawn": found.withdrawn_reason,
        "seen_href": reverse("plans:guidance-seen", args=[found.pk])
        if found.pk in unread_guidance(now.actor, now.today)
        else "",
        "revise_href": reverse("plans:guidance-revise", args=[found.pk])
        if Verb.GUIDANCE_REVISE in steps
        else "",
        "withdraw_form": sent.get(Verb.GUIDANCE_WITHDRAW)
        or ReasonForm(initial={"version": found.version}, auto_id="withdraw_%s")
        if Verb.GUIDANCE_WITHDRAW in steps
        else None,
        "withdraw_href": reverse("plans:guidance-withdraw", args=[found.pk]),
        "withdraw_is_open": bool(sent),
        "happenings": _journal(found),
        "errors": list(sent.values()),
    }


def form_page(plan: Plan, form: Form, *, words: str, who: str, back: str) -> dict[str, object]:
    """The page on which guidance is written, anew or in a new edition."""
    return {
        "plan": plan,
        "title": words,
        "who": who,
        "links": (
            *trail(plan, "")[:-1],
            Link(_("Hướng dẫn"), reverse("plans:guidance-list", args=[plan.pk])),
            Link(words),
        ),
        "form": form,
        "back_href": back,
    }


def every_choice(plan: Plan) -> Choices:
    """All tasks and clauses of the plan."""
    return [
        (
            _("Nhiệm vụ"),
            [(f"task:{one.pk}", abouts.about_words(one, None)) for one in tasks_of(plan)],
        ),
        (
            _("Mục của kế hoạch"),
            [
                (f"clause:{one.pk}", abouts.about_words(None, one))
                for one in reads.clauses_in_order(plan)
            ],
        ),
    ]


def _terms(now: Moment, found: Guidance, about: tuple[str, ...], answers: int) -> tuple[Term, ...]:
    rows = (
        Term(_("Về"), "; ".join(about)),
        Term(_("Nơi hướng dẫn"), orgs.last_row(found.unit_id, now.today).body_name),
        Term(_("Đã giải đáp"), _("%(n)s câu hỏi") % {"n": number(answers)} if answers else ""),
    )
    return tuple(term for term in rows if term.words)


def _file_href(found: Guidance, edition: int) -> str:
    return reverse("plans:guidance-file", args=[found.pk, edition])


def _journal(found: Guidance) -> tuple[object, ...]:
    entries = audit.entries_for(found.ref)
    names = orgs.actor_words({entry.actor_label for entry in entries})
    return presenters.happenings(entries, names)
