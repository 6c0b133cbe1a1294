"""The values of the check before one act with many pieces of work, and of what came of it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

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
from loa.modules.plans.operations.review_many import Chosen, Reviewed
from loa.modules.plans.rules.many import FORM_ID, MANY_VERBS, MANY_WORDS, MOST, every_of
from loa.modules.plans.types import Verb
from loa.modules.plans.web.reading import Moment

AT_ONCE = 60
"""So many are done while a page waits; the rest follows, page after page."""
_MOST_SHOWN = 200
SHIFT = "doi-han"
"""The step that asks for a day first, on a page of its own."""
Page = dict[str, object]
_MOST_REASONS, _LONGEST = 20, 500
_REVIEWS = (Verb.RETURN, Verb.ACCEPT)
TICKED, BACK = "chosen", "ve"
"""The fields of a step with a page of its own: what was ticked, and the list."""
_BACK = re.compile(r"/(?:ke-hoach|viec)/[\w/?=&%.-]*")


class ManyForm(forms.Form):
    """The remark that goes to every unit; needed where the work is returned."""

    reason = forms.CharField(
        label=_("Lý do, gửi tới mọi đơn vị được chọn"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Nhập lý do để đơn vị biết cần làm gì")},
    )


def numbers_of(sent: Iterable[str]) -> list[int]:
    """The numbers of fields that hold one each, or several with commas between them."""
    words = (word for one in sent for word in one.split(",")[:MOST])
    found = (number_asked(word.removeprefix("work:")) for word in words)
    return [one for one in found if one is not None][:MOST]


def chosen_ids(sent: QueryDict) -> list[int]:
    """The pieces of work that were ticked, of this list or of one's own work."""
    return numbers_of(sent.getlist(TICKED))


def every_id(sent: QueryDict) -> list[int]:
    """All that the list lets through, beyond its page."""
    return numbers_of(sent.getlist("khop"))


def chosen_of(sent: QueryDict) -> list[Chosen]:
    """The same with the version that the check showed."""
    found = []
    for one in [word for field in sent.getlist("item") for word in field.split(",")][:MOST]:
        pk, _sign, version = one.partition(":")
        numbers = number_asked(pk), number_asked(version)
        if numbers[0] is not None and numbers[1] is not None:
            found.append(Chosen(numbers[0], numbers[1]))
    return found


def back_of(sent: QueryDict) -> str:
    """The list from which the act began."""
    asked = sent.get(BACK, "")
    return asked if _BACK.fullmatch(asked) else reverse("desk:my-work")


def review_bar(
    now: Moment, back: str, every: Collection[int] = (), shift_plan: int | None = None
) -> dict[str, object]:
    """What the bar under a list of work needs; nothing in it for who does nothing with many.

    `every`: all the work of the list; `shift_plan`: the plan of which days may be moved there.
    """
    steps: list[Choice] = []
    if shift_plan is not None:
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
        "bulk_plan": shift_plan,
        **every_of(every),
    }


def every_page(sent: QueryDict, back: str) -> dict[str, object]:
    """What to do with all of a list: each step that it offers leads to the check."""
    ids = every_id(sent)
    codes = [code for code in sent.get("buoc", "").split(",") if code in {*MANY_VERBS, SHIFT}]
    words = _("%(n)s việc đầu khớp bộ lọc") if len(ids) == MOST else _("Cả %(n)s việc khớp bộ lọc")
    title = words % {"n": number(len(ids))}
    return {
        "title": title,
        "links": (Link(_("Danh sách"), back), Link(title)),
        "back": back,
        "chosen": ",".join(map(str, ids)),
        "plan_id": sent.get("ke_hoach", ""),
        "steps": tuple(Choice(code, _step_words(code)) for code in dict.fromkeys(codes)),
    }


def _step_words(code: str) -> str:
    return _("Dời hạn") if code == SHIFT else MANY_WORDS[MANY_VERBS[code]]


def shift_plan(now: Moment, ids: list[int], sent: QueryDict) -> int | None:
    """The plan of which days are moved, one at a time; None if the actor sees none of those."""
    asked = number_asked(sent.get("ke_hoach", ""))
    return (asked if ids else None) or plan_of_work(now.actor, ids, now.today)


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
        "items": ",".join(f"{row.occurrence_id}:{row.version}" for row in good),
        "chosen": ",".join(str(row.occurrence_id) for row in rows),
        "button": _("%(step)s %(n)s việc") % {"step": MANY_WORDS[verb], "n": number(len(good))},
        "columns": (Column(_("Việc")), Column(_("Đơn vị")), Column(_("Tình trạng"))),
        "rows": tuple(
            _row(row, units, state_look(row.state.value).words) for row in good[:_MOST_SHOWN]
        ),
        "left": number(len(good) - _MOST_SHOWN) if len(good) > _MOST_SHOWN else "",
        "bad_columns": (Column(_("Việc")), Column(_("Đơn vị")), Column(_("Vì sao không"))),
        "bad_rows": tuple(_row(row, units, row.why_not) for row in bad[:_MOST_SHOWN]),
        "bad_left": number(len(bad) - _MOST_SHOWN) if len(bad) > _MOST_SHOWN else "",
        "bad_count": number(len(bad)),
    }


@dataclass(frozen=True)
class Passed:
    """What of a long act is behind: of how many the step was taken, and with how many why not."""

    done: int
    refused: dict[str, int]

    @property
    def all(self) -> int:
        """All that is behind."""
        return self.done + sum(self.refused.values())

    @classmethod
    def of(cls, sent: QueryDict) -> "Passed":
        """As the page before says it; it is told to whoever sent it, and decides nothing."""
        pairs = (one.partition(" ") for one in sent.getlist("khong")[:_MOST_REASONS])
        refused = {why[:_LONGEST]: number_asked(count) or 0 for count, _space, why in pairs}
        return cls(number_asked(sent.get("da", "")) or 0, refused)

    def and_of(self, found: Reviewed) -> "Passed":
        """With what came of the next part."""
        refused = Counter(self.refused)
        refused.update(found.refused.values())
        return Passed(self.done + len(found.done), dict(refused))


def rest_page(code: str, rest: Sequence[Chosen], passed: Passed, reason: str, back: str) -> Page:
    """How far a long act is, and what goes on with the rest."""
    verb, total = MANY_VERBS[code], passed.all + len(rest)
    told = {"n": number(passed.all), "all": number(total)}
    return {
        "title": _("%(step)s: đã qua %(n)s/%(all)s việc") % {"step": MANY_WORDS[verb], **told},
        "links": (Link(_("Danh sách"), back), Link(MANY_WORDS[verb])),
        "code": code,
        "back": back,
        "reason": reason,
        "items": ",".join(f"{one.occurrence_id}:{one.version}" for one in rest),
        "done": str(passed.done),
        "refused": tuple(f"{count} {why}" for why, count in passed.refused.items()),
        "percent": str(100 * passed.all // total),
        "button": _("Làm tiếp %(n)s việc") % {"n": number(len(rest))},
    }


def _row(row: Considered, units: dict[int, orgs.UnitRow], words: str) -> Row:
    href = reverse("plans:work-detail", args=[row.occurrence_id])
    title = capitalised(" ".join(row.title.split()))
    return Row((Cell(title, href=href), Cell(units[row.unit_id].name), Cell(words)))
