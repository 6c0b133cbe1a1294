"""The values of moving many due days: the form, the check that names what stays and why."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import uuid4

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, DayField, Link, Row, number
from loa.kernel.access import Allowed
from loa.kernel.words import capitalised, short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.shift_due import Weighed
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries.matrix import full_grid
from loa.modules.plans.rules.shifting import MOST_DAYS, Shift, Shifted, print_of
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.web import many_pages
from loa.modules.plans.web.many_pages import BACK, TICKED
from loa.modules.plans.web.matrix_filters import Asked, address
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.reading import Moment

_TITLE = _("Dời hạn nhiều việc")
AGAIN = "sua"
"""The button of the check that leads back to the form."""
_FEW = 3


class ShiftForm(forms.Form):
    """To which day, and why; `seen` comes back from the check."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    due_on = DayField(label=_("Hạn mới, cho mọi việc đã chọn"), required=False)
    days = forms.IntegerField(
        label=_("Hoặc lùi thêm số ngày làm việc, tính từ hạn của từng việc"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Điền một trong hai ô này."),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    reason = forms.CharField(
        label=_("Lý do, gửi tới mọi đơn vị có việc được dời"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Nhập lý do để đơn vị biết vì sao hạn thay đổi")},
    )

    def shift(self) -> Shift:
        """What was typed. Raises NoShift."""
        data = self.cleaned_data
        return Shift(data["due_on"], data["days"] or 0)


def form_of(sent: QueryDict) -> ShiftForm:
    """What was typed; to be typed again if that is asked; an empty one with a key of its own."""
    if "key" not in sent:
        return ShiftForm(initial={"key": uuid4()})
    if AGAIN in sent:
        return ShiftForm(initial={**sent.dict(), "seen": ""})
    return ShiftForm(sent)


def shift_href(now: Moment, plan: Plan, query: str) -> str:
    """Where the days of what a list shows are moved; empty for who may not."""
    if plan.state != PlanState.ISSUED:
        return ""
    may = policies.can_on(now.actor, Verb.SHIFT_DUE, plan, now.today) == Allowed()
    place = reverse("plans:work-shift", args=[plan.pk])
    return f"{place}?{query}".rstrip("?") if may else ""


def chosen_ids(now: Moment, plan: Plan, request: HttpRequest) -> list[int]:
    """The work that was ticked, else all that the filters of the matrix let through."""
    ticked = many_pages.chosen_ids(request.POST)
    if ticked:
        return ticked
    asked = Asked.of(request.GET)
    tasks = asked.tasks(queries.tasks_of(plan), paged=False).tasks
    found = full_grid(now.actor, plan, tasks, now.today, asked.wanted)
    return [row.occurrence_id for row in found.rows]


def back_of(plan: Plan, request: HttpRequest) -> str:
    """The list from which the act began: the task of what was ticked, or the matrix."""
    if request.POST.get(BACK):
        return many_pages.back_of(request.POST)
    return address(plan.pk, request.GET.urlencode())


def ticked_fields(sent: QueryDict) -> tuple[tuple[str, str], ...]:
    """What goes along from page to page: what was ticked, in one field, and the list."""
    ticked = many_pages.chosen_ids(sent)
    if not ticked:
        return ()
    return (TICKED, ",".join(map(str, ticked))), (BACK, many_pages.back_of(sent))


def form_page(plan: Plan, ids: list[int], form: ShiftForm, back: str) -> dict[str, object]:
    """The form, and how much is chosen."""
    return {
        **_frame(plan, back),
        "form": form,
        "chosen": _("Đang chọn %(n)s việc.") % {"n": number(len(ids))},
        "is_check": False,
        "button": _("Xem trước"),
    }


def check_page(
    now: Moment, plan: Plan, found: Weighed, form: ShiftForm, back: str
) -> dict[str, object]:
    """What moves, from where to where, and what stays and why; nothing is moved yet."""
    units = orgs.units_by_ids(set(found.units.values()), now.today)
    moves, stays = found.moves, found.stays
    kept = {**form.cleaned_data, "seen": print_of(found.found)}
    kept["due_on"] = short_date(kept["due_on"]) if kept["due_on"] else ""
    told = {"n": number(len(moves)), "units": number(len({found.units[m.work.id] for m in moves}))}
    return {
        **_frame(plan, back),
        "form": form,
        "is_check": True,
        "again": AGAIN,
        "hidden": tuple(
            (name, "" if value is None else str(value)) for name, value in kept.items()
        ),
        "reason": form.cleaned_data["reason"],
        "chosen": _("Sẽ dời hạn %(n)s việc của %(units)s đơn vị; mỗi đơn vị nhận một tin.") % told,
        "button": _("Dời hạn %(n)s việc") % told if moves else "",
        "columns": (
            Column(_("Nhiệm vụ")),
            Column(_("Hạn cũ")),
            Column(_("Hạn mới")),
            Column(_("Đơn vị")),
        ),
        "rows": _grouped(
            ((found.titles[m.work.id], short_date(m.work.due_on), short_date(m.new)), m)
            for m in moves
        ).rows(found, units, few=_FEW),
        "bad_columns": (Column(_("Nhiệm vụ")), Column(_("Vì sao không")), Column(_("Đơn vị"))),
        "bad_rows": _grouped(((found.titles[one.work.id], one.why_not), one) for one in stays).rows(
            found, units, few=len(units)
        ),
        "bad_count": number(len(stays)),
    }


class _Groups:
    """Pieces of work that read alike but for their unit."""

    def __init__(self) -> None:
        self.alike: dict[tuple[str, ...], list[Shifted]] = defaultdict(list)

    def rows(self, found: Weighed, units: dict[int, orgs.UnitRow], *, few: int) -> tuple[Row, ...]:
        """One row a group; of more units than a few only how many."""
        lines = []
        for words, several in self.alike.items():
            names = [units[found.units[one.work.id]].name for one in several]
            who = ", ".join(names) if len(names) <= few else f"{number(len(names))} {_('đơn vị')}"
            title = capitalised(" ".join(words[0].split()))
            lines.append(Row((Cell(title), *map(Cell, words[1:]), Cell(who))))
        return tuple(lines)


def _grouped(pairs: Iterable[tuple[tuple[str, ...], Shifted]]) -> _Groups:
    groups = _Groups()
    for words, one in pairs:
        groups.alike[words].append(one)
    return groups


def _frame(plan: Plan, back: str) -> dict[str, object]:
    return {
        "title": _TITLE,
        "name": short_plan_name(plan),
        "links": (*trail(plan, "")[:-1], Link(_("Danh sách"), back), Link(_TITLE)),
        "back": back,
    }
