"""The rows behind each figure of a period report."""

from collections.abc import Callable, Collection, Mapping

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Cell, Column, Link, Row, number, number_asked
from loa.kernel.words import capitalised, format_number, short_date
from loa.modules.plans.queries import PeriodReport, report_files
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.rules.report_difficulties import ReportedDifficulty
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import WorkState
from loa.modules.plans.web.progress import LATE_BUT_IN
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.report_pages import edit_page, rows_href
from loa.modules.plans.web.report_pictures import arrivals

_WORK_FIGURES = {
    "WORK": "",
    "WORK_DONE": "xong",
    "WORK_SUBMITTED": "cho-duyet",
    "WORK_IN_PROGRESS": "chua-xong",
    "WORK_NOT_STARTED": "chua-xong",
    "WORK_NOT_APPLICABLE": "",
    "WORK_LATE": "qua-han",
    "WORK_DONE_LATE": "xong-muon",
}
_DIFFICULTY_FIGURES: Mapping[str, Callable[[ReportedDifficulty], bool]] = {
    "DIFFICULTIES": lambda _one: True,
    "DIFFICULTIES_OPEN": lambda one: one.is_open,
    "DIFFICULTIES_LATE": lambda one: one.is_late,
    "DIFFICULTIES_ANSWERED": lambda one: not one.is_open,
}


def rows_page(now: Moment, report: PeriodReport, figure: str, unit: str) -> dict[str, object]:
    """The rows behind a figure: units for a sum, activities for a unit's own amount."""
    view = report_files.view_of(report, now.today)
    page = edit_page(report, Form())
    base = {
        **page,
        "links": (*page["links"][:-1], Link(_("Số liệu"))),  # type: ignore[index]  # a tuple of links
        "back_href": reverse("plans:report-detail", args=[report.pk]),
    }
    words = vocabulary()
    if figure in words.measures:
        measure = words.measures[figure]
        unit_id = number_asked(unit)
        if unit_id is not None and unit_id in view.figures.by_unit:
            return {
                **base,
                "title": f"{measure.label}: {report_files.unit_names(view).get(unit_id, '')}",
                **_activity_rows(view, figure, unit_id),
            }
        return {
            **base,
            "title": f"{measure.label} ({measure.unit})",
            **_unit_rows(report, view, figure),
        }
    if figure in _WORK_FIGURES:
        return {**base, "title": _("Việc được giao"), **_work_rows(view)}
    if figure in _DIFFICULTY_FIGURES:
        return {**base, "title": _("Khó khăn, vướng mắc"), **_difficulty_rows(view, figure)}
    return {**base, "title": _("Đơn vị và báo cáo"), **_report_rows(view, figure)}


def _unit_rows(
    report: PeriodReport, view: report_files.ReportView, figure: str
) -> dict[str, object]:
    names = report_files.unit_names(view)
    rows = [
        Row(
            (
                Cell(names.get(unit, ""), href=f"{rows_href(report, figure)}?don-vi={unit}"),
                Cell(number(view.figures.by_unit[unit][figure])),
            )
        )
        for unit in _in_official_order(view.figures.by_unit, names)
        if view.figures.by_unit[unit].get(figure)
    ]
    total = number(view.figures.total(figure))
    return {
        "columns": (Column(_("Đơn vị")), Column(_("Số lượng"), is_number=True)),
        "rows": (*rows, Row((Cell(_("Cộng")), Cell(total)))),
    }


def _activity_rows(view: report_files.ReportView, figure: str, unit: int) -> dict[str, object]:
    rows = []
    for activity, amount in reads.measured_activities(view.plan, view.period, unit, figure):
        href = reverse("plans:work-detail", args=[activity.occurrence_id])
        rows.append(
            Row(
                (
                    Cell(activity.title, href=f"{href}#hd-{activity.pk}"),
                    Cell(short_date(activity.done_on)),
                    Cell(number(amount)),
                )
            )
        )
    return {
        "columns": (
            Column(_("Hoạt động")),
            Column(_("Ngày")),
            Column(_("Số lượng"), is_number=True),
        ),
        "rows": tuple(rows),
        "note": _("Số đã chốt trong báo cáo: %(n)s")
        % {"n": number(view.figures.by_unit[unit].get(figure, 0))},
    }


def _work_rows(view: report_files.ReportView) -> dict[str, object]:
    work = view.figures.work
    href = reverse("plans:matrix", args=[view.plan.pk])
    rows = (
        (_("Được giao"), work.assignments, ""),
        (_("Hoàn thành"), work.done, f"?trang_thai={WorkState.DONE}"),
        (_("Đã nộp, chờ xét"), work.submitted, f"?trang_thai={WorkState.SUBMITTED}"),
        (_("Đang làm"), work.in_progress, f"?trang_thai={WorkState.IN_PROGRESS}"),
        (_("Cần sửa"), work.returned, f"?trang_thai={WorkState.RETURNED}"),
        (_("Chưa bắt đầu"), work.not_started, f"?trang_thai={WorkState.NOT_STARTED}"),
        (_("Không áp dụng"), work.not_applicable, f"?trang_thai={WorkState.NOT_APPLICABLE}"),
        (_("Quá hạn"), work.late, "?muon=on"),
        (LATE_BUT_IN, work.done_late, "?muon=xong"),
    )
    return {
        "columns": (Column(_("Tình trạng")), Column(_("Số việc"), is_number=True)),
        "rows": tuple(
            Row((Cell(label, href=f"{href}{query}"), Cell(number(n)))) for label, n, query in rows
        ),
    }


def _difficulty_rows(view: report_files.ReportView, figure: str) -> dict[str, object]:
    names = report_files.unit_names(view)
    return {
        "columns": (
            Column(_("Khó khăn, vướng mắc")),
            Column(_("Đơn vị")),
            Column(_("Tình trạng")),
        ),
        "rows": tuple(
            Row(
                (
                    Cell(
                        one.words,
                        href=reverse("plans:difficulty-detail", args=[one.id]),
                        note=one.about,
                    ),
                    Cell(names.get(one.unit, "")),
                    Cell(capitalised(one.state_words), is_alert=one.is_late),
                )
            )
            for one in view.figures.difficulties
            if _DIFFICULTY_FIGURES[figure](one)
        ),
    }


def _report_rows(view: report_files.ReportView, figure: str) -> dict[str, object]:
    if figure == "REPORTS" and (found := arrivals(view)):
        return {**found, "note": _("Đơn vị gửi báo cáo: %(words)s") % {"words": found["summary"]}}
    missing = set(view.figures.missing)
    names = report_files.unit_names(view)
    units = _in_official_order({*view.figures.by_unit, *missing}, names)
    cost = format_number(view.figures.cost)
    return {
        "columns": (Column(_("Đơn vị")), Column(_("Báo cáo"))),
        "rows": tuple(
            Row(
                (
                    Cell(names.get(unit, "")),
                    Cell(_("Chưa gửi") if unit in missing else _("Đã gửi")),
                )
            )
            for unit in units
        ),
        "note": _("Chi phí các hoạt động trong kỳ: %(cost)s đồng") % {"cost": cost},
    }


def _in_official_order(units: Collection[int], names: Mapping[int, str]) -> list[int]:
    """The units in the order of `names`; those that are not among them last."""
    return [*(unit for unit in names if unit in units), *(u for u in units if u not in names)]
