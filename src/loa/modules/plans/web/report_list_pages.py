"""The values of the list of reports of one period."""

from dataclasses import dataclass
from math import ceil

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, Link, Row, number, page_asked, pages_of
from loa.kernel.access import Allowed
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.types import Lateness, PlanState, ReportState, Verb
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.presenters import period_words, short_plan_name
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.report_pages import REPORT_WORDS

PAGE = 50


@dataclass(frozen=True)
class OwnReport:
    """A report that the reader may draft; `href` where it was begun already."""

    unit: str
    words: str
    href: str


def list_page(now: Moment, plan: Plan, query: QueryDict) -> dict[str, object]:
    """Who owes a report for the period, and whether it came."""
    code = query.get("ky", "")
    spans = queries.report_periods(plan)
    codes = [span.code for span in spans]
    begun = [span for span in spans if span.first <= now.today]
    current = code if code in codes else (begun or spans)[-1].code
    for span in begun:
        if code not in codes and span.last < now.today:
            current = span.code
    span = next(one for one in spans if one.code == current)
    visible = queries.readable_units(now.actor, now.today)
    owed = [one for one in reads.owed(plan, span, now.today) if one.unit.id in visible]
    wanted = query.get("muc", "")
    fitting = [one for one in owed if _fits(one, wanted)]
    page = page_asked(query.get("trang", ""), ceil(len(fitting) / PAGE))
    return {
        "plan": plan,
        "title": _("Báo cáo kỳ"),
        "name": short_plan_name(plan),
        "links": trail(plan, _("Báo cáo kỳ")),
        "tabs": plan_tabs(plan, "report-list"),
        "periods": tuple(
            Link(period_words(one), f"?ky={one}", is_current=one == current) for one in codes
        ),
        "period": current,
        "span": _("Số liệu từ %(first)s đến %(last)s")
        % {"first": short_date(span.first), "last": short_date(span.last)},
        "is_unsure": not legal.is_verified("reports.due_days", span.last),
        "summary": _("%(done)s/%(all)s đơn vị đã nộp")
        % {"done": number(sum(one.is_in for one in owed)), "all": number(len(owed))},
        "columns": (
            Column(_("Đơn vị")),
            Column(_("Hạn")),
            Column(_("Báo cáo")),
            Column(_("Nộp lúc")),
        ),
        "state_tabs": _state_tabs(owed, current, wanted),
        "rows": tuple(_owed_row(one) for one in fitting[(page - 1) * PAGE : page * PAGE]),
        "pages": pages_of(query, page, len(fitting), PAGE, _("đơn vị"))
        if len(fitting) > PAGE
        else None,
        "own": _own(now, plan, span, owed),
        "section_href": reverse("plans:control-section", args=[plan.pk])
        if plan.issuer_id in visible
        else "",
    }


def _fits(one: reads.Owed, wanted: str) -> bool:
    state = one.report.state if one.report else None
    if wanted == "chua-nop":
        return not one.is_in
    if wanted == "qua-han":
        return one.is_overdue
    if wanted == "nop-muon":
        return one.lateness is Lateness.DONE_LATE
    if wanted == "cho-nhan":
        return state == ReportState.SUBMITTED
    if wanted == "da-nhan":
        return state == ReportState.ACCEPTED
    return True


def _state_tabs(owed: list[reads.Owed], period: str, wanted: str) -> tuple[Link, ...]:
    kinds = (
        ("", _("Tất cả")),
        ("chua-nop", _("Chưa nộp")),
        ("qua-han", _("Quá hạn")),
        ("nop-muon", _("Nộp muộn")),
        ("cho-nhan", _("Chờ nhận")),
        ("da-nhan", _("Đã nhận")),
    )
    return tuple(
        Link(
            words,
            f"?ky={period}&muc={code}" if code else f"?ky={period}",
            is_current=code == wanted,
            count=number(sum(_fits(one, code) for one in owed)),
            is_alert=code == "qua-han" and any(_fits(one, code) for one in owed),
        )
        for code, words in kinds
    )


def _owed_row(one: reads.Owed) -> Row:
    report = one.report
    words = REPORT_WORDS[ReportState(report.state)] if report else _("Chưa soạn")
    if report and report.edition > 1:
        words += _(" (đính chính lần %(n)d)") % {"n": report.edition - 1}
    if one.is_late:
        words += _(", nộp muộn") if one.is_in else _(", quá hạn")
    href = reverse("plans:report-detail", args=[report.pk]) if report else ""
    handed_in = short_date(report.submitted_at) if report and report.submitted_at else ""
    return Row(
        (
            Cell(one.unit.name, href=href),
            Cell(short_date(one.due_on)),
            Cell(words, is_alert=one.is_overdue),
            Cell(handed_in),
        )
    )


def _own(now: Moment, plan: Plan, span: Span, owed: list[reads.Owed]) -> list[OwnReport]:
    """The reports that the actor himself may draft, his unit's and the province's.

    One that is there is opened; a correction of it begins on its own page.
    """
    mine: list[OwnReport] = []
    if plan.state == PlanState.CLOSED:
        return mine
    owing = {one.unit.id for one in owed}
    root = plan.issuer_id
    there = reads.latest(plan, span.code)
    for unit_id in [root, *sorted(orgs.unit_ids(now.actor, now.today))]:
        verb = Verb.REPORT_CONSOLIDATE if unit_id == root else Verb.REPORT_DRAFT
        if unit_id != root and unit_id not in owing:
            continue
        if policies.can(now.actor, verb, unit_id, now.today) == Allowed():
            report = there.get(unit_id)
            href = reverse("plans:report-detail", args=[report.pk]) if report else ""
            unit = "" if unit_id == root else orgs.last_row(unit_id, span.last).name
            mine.append(OwnReport(str(unit_id), _own_words(unit, is_there=bool(report)), href))
    return mine


def _own_words(unit: str, *, is_there: bool) -> str:
    """What the button says; without a unit it is the province's."""
    if not unit:
        there, new = _("Mở báo cáo tổng hợp của tỉnh"), _("Soạn báo cáo tổng hợp của tỉnh")
        return there if is_there else new
    words = _("Mở báo cáo của %(unit)s") if is_there else _("Soạn báo cáo của %(unit)s")
    return words % {"unit": unit}
