"""The values of the check before one act with many pieces of work, and of what came of it."""

import re
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Choice,
    Column,
    Link,
    Row,
    number,
    number_asked,
    state_look,
)
from loa.kernel.words import capitalised
from loa.modules.plans.operations.consider_many import Considered, plan_of_work
from loa.modules.plans.operations.review_many import Chosen
from loa.modules.plans.rules.many import FORM_ID, MANY_VERBS, MANY_WORDS
from loa.modules.plans.types import Verb
from loa.modules.plans.web.reading import Moment

MOST = 200
SHIFT = "doi-han"
"""The step that asks for a day first, on a page of its own."""
_REVIEWS = (Verb.RETURN, Verb.ACCEPT)
TICKED, BACK = "viec", "ve"
"""In the address of a step with a page of its own: what was ticked, and the list."""
_BACK = re.compile(r"/(?:ke-hoach|viec)/[\w/?=&%.-]*")


class ManyForm(forms.Form):
    """The remark that goes to every unit; needed where the work is returned."""

    reason = forms.CharField(
        label=_("Lý do, gửi tới mọi đơn vị được chọn"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Nhập lý do để đơn vị biết cần làm gì")},
    )


def chosen_ids(sent: QueryDict) -> list[int]:
    """The pieces of work that were ticked, of this list or of one's own work."""
    words = (one.removeprefix("work:") for one in sent.getlist("chosen"))
    found = (number_asked(one) for one in words)
    return [one for one in found if one is not None][:MOST]


def chosen_of(sent: QueryDict) -> list[Chosen]:
    """The same with the version that the check showed."""
    found = []
    for one in sent.getlist("item")[:MOST]:
        pk, _sign, version = one.partition(":")
        numbers = number_asked(pk), number_asked(version)
        if numbers[0] is not None and numbers[1] is not None:
            found.append(Chosen(numbers[0], numbers[1]))
    return found


def back_of(sent: QueryDict) -> str:
    """The list from which the act began."""
    asked = sent.get("ve", "")
    return asked if _BACK.fullmatch(asked) else reverse("desk:my-work")


def review_bar(now: Moment, back: str, *, may_shift: bool = False) -> dict[str, object]:
    """What the bar under a list of work needs; nothing in it for who does nothing with many."""
    steps: list[Choice] = []
    if may_shift:
        steps.append(Choice(SHIFT, _("Dời hạn")))
    if orgs.units_where(now.actor, Verb.ACCEPT, now.today):
        steps += [
            Choice(key, MANY_WORDS[verb]) for key, verb in MANY_VERBS.items() if verb in _REVIEWS
        ]
    if not steps:
        return {"form_id": ""}
    return {
        "form_id": FORM_ID,
        "bulk_action": reverse("plans:work-many"),
        "bulk_steps": tuple(steps),
        "bulk_back": back,
    }


def shift_address(now: Moment, ids: list[int], back: str) -> str:
    """Where the days of those are moved; `back` if the actor sees none. One plan at a time."""
    plan_id = plan_of_work(now.actor, ids, now.today)
    if plan_id is None:
        return back
    query = urlencode([*((TICKED, str(one)) for one in ids), (BACK, back)])
    return f"{reverse('plans:work-shift', args=[plan_id])}?{query}"


def check_page(
    now: Moment, code: str, rows: list[Considered], form: ManyForm, back: str
) -> dict[str, object]:
    """Which of the chosen the step is taken with, which not and why."""
    verb = MANY_VERBS[code]
    good = [row for row in rows if not row.why_not]
    bad = [row for row in rows if row.why_not]
    units = orgs.units_by_ids({row.unit_id for row in rows}, now.today)
    return {
        "title": _("%(step)s: %(n)s việc") % {"step": MANY_WORDS[verb], "n": number(len(good))},
        "links": (Link(_("Danh sách"), back), Link(MANY_WORDS[verb])),
        "code": code,
        "back": back,
        "form": form,
        "needs_reason": verb is Verb.RETURN,
        "items": tuple(f"{row.occurrence_id}:{row.version}" for row in good),
        "chosen": tuple(str(row.occurrence_id) for row in rows),
        "button": _("%(step)s %(n)s việc") % {"step": MANY_WORDS[verb], "n": number(len(good))},
        "columns": (Column(_("Việc")), Column(_("Đơn vị")), Column(_("Tình trạng"))),
        "rows": tuple(_row(row, units, state_look(row.state.value).words) for row in good),
        "bad_columns": (Column(_("Việc")), Column(_("Đơn vị")), Column(_("Vì sao không"))),
        "bad_rows": tuple(_row(row, units, row.why_not) for row in bad),
        "bad_count": number(len(bad)),
    }


def _row(row: Considered, units: dict[int, orgs.UnitRow], words: str) -> Row:
    href = reverse("plans:work-detail", args=[row.occurrence_id])
    title = capitalised(" ".join(row.title.split()))
    return Row((Cell(title, href=href), Cell(units[row.unit_id].name), Cell(words)))
