"""«Việc của tôi»: what waits for the person, grouped by how soon it is due."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Due, Link, WorkGroup, WorkRow, day_words, due, number
from loa.modules.plans import facade as plans

KIND_WORDS = {
    plans.Kind.CHECK_DRAFT: _("Kiểm tra bản nháp trước khi giao"),
    plans.Kind.DO: _("Thực hiện"),
    plans.Kind.APPROVE: _("Duyệt và nộp"),
    plans.Kind.REVIEW: _("Xem xét kết quả"),
    plans.Kind.EXEMPT: _("Trả lời đề nghị không áp dụng"),
    plans.Kind.WRITE_REPORT: _("Soạn báo cáo"),
    plans.Kind.APPROVE_REPORT: _("Duyệt báo cáo"),
    plans.Kind.ACCEPT_REPORT: _("Nhận báo cáo"),
    plans.Kind.WAIT: _("Đang chờ"),
    plans.Kind.DONE: _("Đã xong"),
}
_SOON_DAYS = 5
PAGE = 50


def tabs_of(lines: list[plans.Line], today: date, current: str) -> tuple[Link, ...]:
    """The tabs with their counts."""
    return tuple(
        Link(
            words,
            f"?muc={code}" if code != "can-lam" else "?",
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


def groups_of(
    lines: list[plans.Line], today: date, tab: str, page: int
) -> tuple[tuple[WorkGroup, ...], int]:
    """The rows of one page of a tab under «Quá hạn», «Hôm nay» …, and how many the tab has."""
    chosen = sorted(_of_tab(lines, today, tab), key=_order)
    shown = chosen[(page - 1) * PAGE : page * PAGE]
    names = orgs.units_by_ids({line.unit_id for line in shown}, today)
    buckets: dict[str, list[WorkRow]] = {}
    for line in shown:
        words = _bucket(line, today) if tab != "da-xong" else TABS["da-xong"]
        buckets.setdefault(words, []).append(_row(line, names[line.unit_id], today))
    groups = tuple(
        WorkGroup(words, _("%(n)s việc") % {"n": number(len(rows))}, tuple(rows))
        for words, rows in buckets.items()
    )
    return groups, len(chosen)


def empty_words(lines: Iterable[plans.Line], today: date, tab: str) -> str:
    """One line of why a tab is empty, with the next thing to come."""
    if tab != "can-lam":
        return _("Không có việc nào ở mục này.")
    coming = [line for line in lines if line.due_on and line.due_on >= today]
    if not coming:
        return _("Hôm nay không có việc cần làm.")
    nearest = min(coming, key=_order)
    return _("Hôm nay không có việc cần làm. Việc gần nhất: %(title)s, hạn %(day)s.") % {
        "title": nearest.title,
        "day": day_words(nearest.due_on or today),
    }


def _of_tab(lines: list[plans.Line], today: date, tab: str) -> list[plans.Line]:
    if tab == "da-xong":
        return [line for line in lines if line.kind is plans.Kind.DONE]
    if tab == "cho-nguoi-khac":
        return [line for line in lines if line.kind is plans.Kind.WAIT]
    mine = [line for line in lines if line.kind in plans.TO_DO]
    if tab == "sap-den-han":
        calendar = legal.working_calendar()
        last = calendar.nth_after(today, _SOON_DAYS)
        return [line for line in mine if line.due_on and today <= line.due_on <= last]
    return mine


def _order(line: plans.Line) -> tuple[date, str, int]:
    return (line.due_on or date.max, line.thing, line.id)


def _bucket(line: plans.Line, today: date) -> str:
    if line.is_late:
        return _("Quá hạn")
    if line.due_on is None:
        return _("Chưa đặt hạn")
    if line.due_on == today:
        return _("Hôm nay")
    sunday = today + timedelta(days=6 - today.weekday())
    return _("Còn trong tuần") if line.due_on <= sunday else _("Sau đó")


def _row(line: plans.Line, unit: orgs.UnitRow, today: date) -> WorkRow:
    title = line.title
    if line.period:
        period = legal.period_label_vi(line.period)
        title = f"{KIND_WORDS[line.kind]} {period}"
    note = line.title if line.period else KIND_WORDS[line.kind]
    return WorkRow(
        key=f"{line.thing}:{line.id}",
        href=_href(line),
        title=title,
        due=_due(line, today),
        state=line.state.value,
        note=note,
        unit=unit.name,
        is_late=line.is_late,
    )


def _href(line: plans.Line) -> str:
    if line.thing == "work":
        return reverse("plans:work-detail", args=[line.id])
    if line.thing == "draft":
        return reverse("plans:draft-check", args=[line.id])
    if line.thing == "report":
        return reverse("plans:report-detail", args=[line.id])
    return f"{reverse('plans:report-list', args=[line.id])}?ky={line.period}"


def _due(line: plans.Line, today: date) -> Due:
    if line.due_on is None:
        return Due(_("Chưa đặt"), "")
    working_days = legal.working_calendar().working_days_between(today, line.due_on)
    return due(line.due_on, working_days, is_open=line.kind is not plans.Kind.DONE)
