"""«Việc của tôi»: what waits for the person, grouped by how soon it is due."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Choice, Due, Link, WorkGroup, WorkRow, day_words, due, number
from loa.kernel.worktime import Calendar
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import due_days, many
from loa.modules.plans.facade.lateness import Lateness

KIND_WORDS = {
    plans.Kind.CHECK_DRAFT: _("Kiểm tra bản nháp trước khi giao"),
    plans.Kind.DO: _("Thực hiện"),
    plans.Kind.APPROVE: _("Duyệt và nộp"),
    plans.Kind.REVIEW: _("Xem xét kết quả"),
    plans.Kind.EXEMPT: _("Trả lời đề nghị không áp dụng"),
    plans.Kind.WRITE_REPORT: _("Soạn báo cáo"),
    plans.Kind.APPROVE_REPORT: _("Duyệt báo cáo"),
    plans.Kind.ACCEPT_REPORT: _("Nhận báo cáo"),
    plans.Kind.ANSWER_DIFFICULTY: _("Trả lời khó khăn, vướng mắc"),
    plans.Kind.ANSWER_QUESTION: _("Trả lời câu hỏi"),
    plans.Kind.ANSWER_REMARK: _("Trả lời góp ý của người dân"),
    plans.Kind.WAIT: _("Đang chờ"),
    plans.Kind.DONE: _("Đã xong"),
}
BUCKETS = (
    _("Quá hạn"),
    _("Chờ xem xét"),
    _("Hôm nay"),
    _("Còn trong tuần"),
    _("Sau đó"),
    _("Chưa đặt hạn"),
)
LATENESSES = {
    Lateness.OVERDUE: ("on", _("Chỉ việc quá hạn")),
    Lateness.DONE_LATE: ("xong", _("Chỉ nộp, xong muộn")),
}
"""What of the list is asked for, as addresses and people say it."""
_SOON_DAYS = 5
_COMING_DAYS = 45
"""Days within which the next piece of work is worth naming."""
PAGE = 50
FEW = 12  # lists up to this long need no filters


class WorkFilter(forms.Form):
    """Which lines to show; anything unknown means all of them."""

    muc = forms.CharField(required=False, widget=forms.HiddenInput)
    loai = forms.ChoiceField(label=_("Loại việc"), required=False)
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)
    muon = forms.ChoiceField(
        label=_("So với hạn"),
        required=False,
        choices=[("", _("Đúng hạn hay muộn")), *LATENESSES.values()],
    )

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        kinds: list[tuple[str, str]],
        units: list[tuple[str, str]],
    ) -> None:
        """Offer the kinds and units that there are."""
        super().__init__(data)
        self.fields["loai"].choices = [("", _("Tất cả loại việc")), *kinds]  # type: ignore[attr-defined]  # a choice field
        self.fields["don_vi"].choices = [("", _("Tất cả đơn vị")), *units]  # type: ignore[attr-defined]  # a choice field

    def offered(self) -> dict[str, set[str]]:
        """The values that each choice has."""
        return {
            name: {str(value) for value, _words in self.fields[name].choices}  # type: ignore[attr-defined]  # a choice field
            for name in ("loai", "don_vi")
        }

    def wanted(self) -> "Wanted":
        """What was asked for, without what is not offered."""
        self.full_clean()
        data = self.cleaned_data
        asked = data.get("muon", "")
        late = next((one for one, (code, _w) in LATENESSES.items() if code == asked), None)
        return Wanted(data.get("loai", ""), data.get("don_vi", ""), late)


class Wanted(NamedTuple):
    """Which lines to show; empty words and None mean all."""

    kind: str
    unit: str
    lateness: Lateness | None


def tabs_of(lines: list[plans.Line], today: date, current: str) -> tuple[Link, ...]:
    """The tabs with their counts."""
    return tuple(
        Link(
            words,
            f"?muc={code}",
            is_current=code == current,
            count=number(len(_of_tab(lines, today, code))),
        )
        for code, words in TABS.items()
    )


TABS = {
    "can-lam": _("Cần làm"),
    "sap-den-han": _("Sắp đến hạn"),
    "cho-nguoi-khac": _("Chờ người khác"),
    "da-xong": _("Đã xong"),
}


def filtered(lines: list[plans.Line], wanted: Wanted) -> list[plans.Line]:
    """The lines of the kind, the unit and the lateness that were asked for."""
    return [
        line
        for line in lines
        if wanted.kind in {"", line.kind.value}
        and wanted.unit in {"", str(line.unit_id)}
        and wanted.lateness in {None, line.lateness}
    ]


def filter_form(
    lines: list[plans.Line], today: date, tab: str, query: Mapping[str, str]
) -> WorkFilter:
    """The filters with the kinds and units that the tab holds."""
    mine = _of_tab(lines, today, tab)
    kinds = {line.kind for line in mine}
    units = orgs.units_by_ids({line.unit_id for line in mine}, today)
    return WorkFilter(
        query,
        kinds=[(kind.value, words) for kind, words in KIND_WORDS.items() if kind in kinds],
        units=[
            (str(unit.id), unit.name) for unit in sorted(units.values(), key=lambda one: one.order)
        ],
    )


def groups_of(
    lines: list[plans.Line], today: date, tab: str, page: int
) -> tuple[tuple[WorkGroup, ...], int]:
    """The rows of one page of a tab under «Quá hạn», «Hôm nay» …, and how many the tab has."""
    chosen = sorted(_of_tab(lines, today, tab), key=lambda line: _order(line, today, tab))
    page = min(page, max(1, ceil(len(chosen) / PAGE)))
    shown = chosen[(page - 1) * PAGE : page * PAGE]
    names = orgs.units_by_ids({line.unit_id for line in shown}, today)
    calendar = legal.working_calendar()
    buckets: dict[str, list[WorkRow]] = {}
    for line in shown:
        words = BUCKETS[_bucket(line, today)] if tab != "da-xong" else TABS["da-xong"]
        buckets.setdefault(words, []).append(_row(line, names[line.unit_id], today, calendar))
    groups = tuple(
        WorkGroup(words, _("%(n)s việc") % {"n": number(len(rows))}, tuple(rows))
        for words, rows in buckets.items()
    )
    return groups, len(chosen)


def many_bar(lines: Iterable[plans.Line], today: date, tab: str, back: str) -> dict[str, object]:
    """What the bar under the list needs: the steps that some line of the tab may take.

    Nothing in it where there is none.
    """
    ticked = [line for line in _of_tab(list(lines), today, tab) if _step_kinds(line)]
    verbs = {verb for line in ticked for verb in _step_kinds(line)}
    steps = tuple(
        Choice(code, many.MANY_WORDS[verb])
        for code, verb in many.MANY_VERBS.items()
        if verb in verbs
    )
    if not steps:
        return {"form_id": ""}
    return {
        "form_id": many.FORM_ID,
        "bulk_action": reverse("plans:work-many"),
        "bulk_steps": steps,
        "bulk_back": back,
        "bulk_plan": None,
        **many.every_of([line.id for line in ticked]),
    }


def _step_kinds(line: plans.Line) -> tuple[plans.Verb, ...]:
    """The steps that may be taken with many such lines at once."""
    if line.thing != "work":
        return ()
    if line.kind is plans.Kind.REVIEW:
        return (plans.Verb.RETURN, plans.Verb.ACCEPT)
    is_new = line.kind is plans.Kind.DO and line.state is plans.WorkState.NOT_STARTED
    return (plans.Verb.ACKNOWLEDGE,) if is_new else ()


def empty_words(actor: orgs.Actor, today: date, tab: str, *, is_filtered: bool) -> str:
    """One line of why a tab is empty, with the next thing to come."""
    if is_filtered:
        return _("Không có việc nào khớp bộ lọc.")
    if tab != "can-lam":
        return _("Không có việc nào ở mục này.")
    last = today + timedelta(days=_COMING_DAYS)
    coming = due_days.due_days(actor, due_days.Whose.MINE, today, last, today)
    nearest = next((one for one in coming if not one.is_over), None)
    if nearest is None:
        return _("Hôm nay không có việc cần làm.")
    return _("Hôm nay không có việc cần làm. Việc gần nhất: %(title)s, hạn %(day)s.") % {
        "title": _coming_words(nearest),
        "day": day_words(nearest.due_on),
    }


def _coming_words(one: due_days.DueDay) -> str:
    if one.thing in {due_days.DueThing.REPORT, due_days.DueThing.REPORTS}:
        return _("báo cáo %(period)s") % {"period": legal.period_label_vi(one.period)}
    return one.title


def _of_tab(lines: list[plans.Line], today: date, tab: str) -> list[plans.Line]:
    if tab == "da-xong":
        return [line for line in lines if line.kind is plans.Kind.DONE]
    if tab == "cho-nguoi-khac":
        return [line for line in lines if line.kind is plans.Kind.WAIT]
    mine = [line for line in lines if line.kind in plans.TO_DO]
    if tab == "sap-den-han":
        calendar = legal.working_calendar()
        last = calendar.nth_after(today, _SOON_DAYS)
        return [line for line in mine if today <= (line.wanted_on(today) or date.min) <= last]
    return mine


def _order(line: plans.Line, today: date, tab: str) -> tuple[int, date, str, int]:
    bucket = _bucket(line, today) if tab != "da-xong" else 0
    return (bucket, line.wanted_on(today) or date.max, line.thing, line.id)


def _bucket(line: plans.Line, today: date) -> int:
    """The place in BUCKETS: what was handed in is no longer late for whoever looks at it."""
    if line.handed_in_on is not None or line.kind is plans.Kind.EXEMPT:
        return 1
    if line.lateness is Lateness.OVERDUE:
        return 0
    day = line.wanted_on(today)
    if day is None:
        return 5
    if day == today:
        return 2
    sunday = today + timedelta(days=6 - today.weekday())
    return 3 if day <= sunday else 4


def _row(line: plans.Line, unit: orgs.UnitRow, today: date, calendar: Calendar) -> WorkRow:
    title = line.title
    if line.period:
        period = legal.period_label_vi(line.period)
        title = f"{KIND_WORDS[line.kind]} {period}"
    note = line.title if line.period else KIND_WORDS[line.kind]
    if line.own_due_on and line.due_on:
        words = _("hạn đơn vị tự đặt %(own)s, cấp trên giao %(due)s")
        days = {"own": day_words(line.own_due_on), "due": day_words(line.due_on)}
        note = f"{note} · {words % days}"
    if line.period and line.handed_in_on is None and line.lateness is Lateness.DONE_LATE:
        note = _("%(what)s · nộp muộn") % {"what": note}
    return WorkRow(
        key=f"{line.thing}:{line.id}" if _step_kinds(line) else "",
        href=_href(line),
        title=title,
        due=_due(line, today, calendar),
        state=line.state.value,
        note=note,
        unit=unit.name,
        is_late=line.lateness is Lateness.OVERDUE,
        is_done_late=line.lateness is Lateness.DONE_LATE and line.thing == "work",
    )


def _href(line: plans.Line) -> str:
    if line.thing == "work":
        return reverse("plans:work-detail", args=[line.id])
    if line.thing == "draft":
        return reverse("plans:draft-check", args=[line.id])
    if line.thing in {"difficulty", "question", "remark", "report"}:
        return reverse(f"plans:{line.thing}-detail", args=[line.id])
    return f"{reverse('plans:report-list', args=[line.id])}?ky={line.period}"


def _due(line: plans.Line, today: date, calendar: Calendar) -> Due:
    if line.due_on is None:
        return Due(_("Chưa đặt"), "")
    if line.handed_in_on is not None:
        is_late = line.lateness is Lateness.DONE_LATE
        words = _("nộp muộn, %(day)s") if is_late else _("đã nộp %(day)s")
        return Due(day_words(line.due_on), words % {"day": day_words(line.handed_in_on)})
    day = line.wanted_on(today) or line.due_on
    working_days = calendar.working_days_between(today, day)
    return due(day, working_days, is_open=line.kind is not plans.Kind.DONE)
