"""The values of the page of a head: ten seconds to read, each number opens its rows."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Column,
    Kpi,
    Link,
    Row,
    number,
)
from loa.kernel.clock import TZ
from loa.kernel.words import format_number, short_date, weekday_date
from loa.modules.plans.queries import oversight, oversight_file
from loa.modules.plans.queries.oversight_file import Kept
from loa.modules.plans.queries.oversight_rows import Behind
from loa.modules.plans.rules.oversight import Figures, OnTime, Overview, UnitLine
from loa.modules.plans.web.progress import LATE_BUT_IN
from loa.modules.plans.web.reading import DueWords, Moment

_NONE = "–"


def overview_page(now: Moment, unit: orgs.UnitRow) -> dict[str, object]:
    """One unit and all below it, as they stand now."""
    page = oversight.overview(unit, now.today)
    before = oversight_file.kept_before(unit.id, now.today)
    troubled = [line for line in page.lines if line.figures.is_troubled]
    calm = [line for line in page.lines if not line.figures.is_troubled]
    return {
        "title": _("Điều hành"),
        "unit": page.unit,
        "links": _above(now, unit),
        "moment": moment_words(now.at, page),
        "work": page.figures.work,
        "lead": lead_of(page),
        "progress": progress(page),
        "unanswered_title": unanswered_title(page, before),
        "unanswered": unanswered(page, before),
        "compared": compared(page),
        "longest": _longest(now, page),
        "late_href": rows_href(page.unit_id, Behind.OVERDUE),
        "columns": UNIT_COLUMNS,
        "rows": [unit_row(line) for line in sorted(troubled, key=worst_first)],
        "calm": ", ".join(line.name for line in calm),
        "seats": _seats(now, unit),
        "file_href": file_href(unit.id),
        "mondays": tuple(
            Link(short_date(monday), file_href(unit.id, monday))
            for monday in oversight_file.mondays_of(unit.id)
        ),
    }


def moment_words(instant: datetime, page: Overview) -> str:
    """«Đến 07:00 thứ Hai, 19/09/2022 · 165 đơn vị · quý III năm 2022»."""
    at = instant.astimezone(TZ)
    parts = [
        _("Đến %(time)s %(day)s") % {"time": f"{at:%H:%M}", "day": weekday_date(at.date())},
        _("%(n)s đơn vị") % {"n": number(page.units)} if page.units > 1 else "",
        legal.period_label_vi(page.period) if page.period else "",
    ]
    return " · ".join(filter(None, parts))


def lead_of(page: Overview) -> dict[str, str]:
    """What to take away in two sentences, the second where something is wrong."""
    figures = page.figures
    told = []
    if figures.overdue:
        told.append(_overdue_words(figures))
    if figures.missing_late:
        told.append(_("%(n)s báo cáo quá hạn") % {"n": number(figures.missing_late)})
    for count, words in (
        (figures.difficulties_late, _("%(n)s vướng mắc quá hạn trả lời")),
        (figures.questions_late, _("%(n)s câu hỏi quá hạn trả lời")),
        (figures.remarks_late, _("%(n)s góp ý của người dân quá hạn trả lời")),
    ):
        if count:
            told.append(words % {"n": number(count)})
    return {
        "good": _("Đã xong %(done)s trong %(all)s việc, %(n)s chuyện chờ trả lời.")
        % {
            "done": number(figures.done),
            "all": number(figures.work),
            "n": number(figures.unanswered),
        },
        "bad": _("Cần chú ý %(what)s.") % {"what": ", ".join(told)} if told else "",
    }


def _overdue_words(figures: Figures) -> str:
    told = {"n": number(figures.overdue), "units": number(figures.overdue_units)}
    if not figures.overdue_units:
        return _("%(n)s việc quá hạn") % told
    return _("%(n)s việc quá hạn ở %(units)s đơn vị") % told


def percent(found: OnTime) -> str:
    """«94 %», or a dash where nothing fell due."""
    return _NONE if found.percent is None else f"{found.percent} %"


def file_href(unit_id: int, monday: date | None = None) -> str:
    """The page as a file: of now, or as it was kept on a Monday."""
    path = reverse("plans:oversight-file", args=[unit_id])
    return f"{path}?ngay={monday.isoformat()}" if monday else path


def rows_href(unit_id: int, which: Behind) -> str:
    """The rows behind a figure of a unit."""
    return reverse("plans:oversight-rows", args=[unit_id, which.value])


def progress(page: Overview) -> tuple[Kpi, ...]:
    """On time, overdue, and done late: two things."""
    figures = page.figures
    return (
        Kpi(
            _("Đúng hạn trong kỳ"),
            percent(figures.now),
            note=_fell_due(figures),
            href=rows_href(page.unit_id, Behind.IN_TIME),
        ),
        Kpi(
            _("Đã xong"),
            number(figures.done),
            unit=f"/{number(figures.work)} {_('việc')}",
            href=rows_href(page.unit_id, Behind.DONE),
        ),
        Kpi(
            _("Quá hạn"),
            number(figures.overdue),
            unit=_("việc"),
            note=_("ở %(units)s đơn vị") % {"units": number(figures.overdue_units)}
            if figures.overdue_units
            else "",
            href=rows_href(page.unit_id, Behind.OVERDUE),
            is_alert=bool(figures.overdue),
        ),
        Kpi(
            LATE_BUT_IN,
            number(figures.done_late),
            unit=_("việc"),
            note=_("không còn nợ") if figures.done_late else "",
            href=rows_href(page.unit_id, Behind.DONE_LATE),
        ),
        Kpi(
            _("Chưa nộp báo cáo kỳ"),
            number(figures.missing),
            unit=f"/{number(figures.reports)} {_('báo cáo')}",
            note=_("%(n)s quá hạn") % {"n": number(figures.missing_late)}
            if figures.missing_late
            else "",
            note_is_alert=bool(figures.missing_late),
            href=rows_href(page.unit_id, Behind.MISSING),
        ),
    )


def _fell_due(figures: Figures) -> str:
    """How often, or that nothing did yet and how the last period was."""
    if figures.now.due:
        told = {"n": number(figures.now.in_time), "all": number(figures.now.due)}
        return _("%(n)s/%(all)s lần đến hạn") % told
    if not figures.before.due:
        return _("chưa có việc đến hạn")
    return _("chưa có việc đến hạn; kỳ trước %(n)s") % {"n": percent(figures.before)}


def unanswered(page: Overview, before: Kept | None) -> tuple[Kpi, ...]:
    """What waits for somebody's answer, and what of it waited on the Monday before."""
    figures = page.figures
    then = before.page.figures if before else None
    cards = (
        (_("Việc chờ duyệt"), Behind.WAITING, "waiting", 0),
        (_("Báo cáo chờ nhận"), Behind.REPORTS_WAITING, "reports_waiting", 0),
        (
            _("Vướng mắc chờ trả lời"),
            Behind.DIFFICULTIES,
            "difficulties",
            figures.difficulties_late,
        ),
        (_("Câu hỏi chờ trả lời"), Behind.QUESTIONS, "questions", figures.questions_late),
        (_("Góp ý của người dân"), Behind.REMARKS, "remarks", figures.remarks_late),
        (_("Đôn đốc chưa xác nhận"), Behind.URGINGS, "urgings", 0),
    )
    found = []
    for label, which, name, late in cards:
        count = getattr(figures, name)
        found.append(
            Kpi(
                label,
                "–" if count is None else number(count),
                note=_("%(n)s quá hạn trả lời") % {"n": number(late)} if late else "",
                note_is_alert=bool(late),
                href=rows_href(page.unit_id, which),
                before=_before_words(count, getattr(then, name, None), before),
            )
        )
    return tuple(found)


def unanswered_title(page: Overview, before: Kept | None) -> str:
    """«Chưa được trả lời: 30, tăng 3 so với thứ Hai 19/09/2022 (27)»."""
    figures = page.figures
    told = {"n": number(figures.unanswered)}
    if before is None or not (figures.is_counted_whole and before.page.figures.is_counted_whole):
        return _("Chưa được trả lời: %(n)s") % told
    was = before.page.figures.unanswered
    told |= {
        "change": _change_words(figures.unanswered - was),
        "day": short_date(before.monday),
        "was": number(was),
    }
    return _("Chưa được trả lời: %(n)s, %(change)s so với thứ Hai %(day)s (%(was)s)") % told


def _before_words(count: int | None, was: int | None, before: Kept | None) -> str:
    if before is None or count is None or was is None:
        return ""
    told = {"day": short_date(before.monday)[:5], "n": number(was)}
    if count == was:
        return _("như thứ Hai %(day)s") % told
    told["change"] = _change_words(count - was)
    return _("thứ Hai %(day)s: %(n)s, %(change)s") % told


def _change_words(change: int) -> str:
    if not change:
        return _("không đổi")
    words = _("tăng %(n)s") if change > 0 else _("giảm %(n)s")
    return words % {"n": number(abs(change))}


def compared(page: Overview) -> dict[str, Any]:
    """The period beside the last one and beside the other units of the same level and kind."""
    figures, peers = page.figures, page.peers
    before = legal.period_label_vi(page.before) if page.before else ""
    stretches = (
        (_("Kỳ này"), figures.now, 0, Behind.IN_TIME, Behind.LATE_NOW),
        (_("Kỳ trước"), figures.before, 0, Behind.IN_TIME_BEFORE, Behind.LATE_BEFORE),
        (_("Cùng loại, kỳ này"), peers.now, peers.units, None, None),
        (_("Cùng loại, kỳ trước"), peers.before, peers.units_before, None, None),
    )
    columns, in_time, late = [Column(_("Trong kỳ"))], [Cell(_("Đúng hạn"))], [Cell(_("Lần muộn"))]
    for label, found, units, rows_in_time, rows_late in stretches:
        if rows_in_time is None and not units:
            continue
        columns.append(Column(label, is_number=True))
        in_time.append(Cell(percent(found), href=_rows(page, rows_in_time, found)))
        many = format_number(Decimal(found.late) / units, 1) if units else number(found.late)
        late.append(Cell(many, href=_rows(page, rows_late, found)))
    several = max(peers.units, peers.units_before)
    notes = (
        _("Kỳ trước: %(period)s.") % {"period": before} if before else "",
        _("Cùng loại: trung bình của %(n)s đơn vị cùng cấp, cùng loại.") % {"n": number(several)}
        if several
        else "",
    )
    return {
        "title": _("So với kỳ trước và đơn vị cùng loại") if several else _("So với kỳ trước"),
        "columns": tuple(columns),
        "rows": (Row(tuple(in_time)), Row(tuple(late))),
        "note": " ".join(filter(None, notes)),
    }


def _rows(page: Overview, which: Behind | None, found: OnTime) -> str:
    """The rows behind a figure; none where nothing fell due."""
    return rows_href(page.unit_id, which) if which and found.due else ""


UNIT_COLUMNS = (
    Column(_("Đơn vị")),
    Column(_("Đúng hạn kỳ này"), is_number=True),
    Column(_("Kỳ trước"), is_number=True),
    Column(_("Quá hạn"), is_number=True),
    Column(_("Báo cáo chưa nộp"), is_number=True),
    Column(_("Chờ trả lời"), is_number=True),
)


def worst_first(line: UnitLine) -> tuple[int, int, int]:
    """What sorts units by how much of them is late, then missing, then unanswered."""
    figures = line.figures
    return (-figures.overdue, -figures.missing_late, -figures.unanswered)


def unit_row(line: UnitLine) -> Row:
    """A unit below in a line; its name and numbers open its page and their rows."""
    figures = line.figures
    page = reverse("plans:oversight-unit", args=[line.unit_id])
    late = Cell(
        number(figures.overdue),
        href=rows_href(line.unit_id, Behind.OVERDUE) if figures.overdue else "",
        is_alert=bool(figures.overdue),
    )
    return Row(
        (
            Cell(line.name, href=page),
            Cell(
                percent(figures.now),
                href=rows_href(line.unit_id, Behind.IN_TIME) if figures.now.due else "",
            ),
            Cell(
                percent(figures.before),
                href=rows_href(line.unit_id, Behind.IN_TIME_BEFORE) if figures.before.due else "",
            ),
            late,
            Cell(
                number(figures.missing),
                href=rows_href(line.unit_id, Behind.MISSING) if figures.missing else "",
            ),
            Cell(number(figures.unanswered), href=page if figures.unanswered else ""),
        )
    )


def _longest(now: Moment, page: Overview) -> list[dict[str, str]]:
    due = DueWords(now.today)
    return [
        {
            "href": reverse("plans:work-detail", args=[one.occurrence_id]),
            "title": one.title,
            "unit": one.unit,
            "note": due(date.fromisoformat(one.due_on)).note,
        }
        for one in page.longest
    ]


def _above(now: Moment, unit: orgs.UnitRow) -> tuple[Link, ...]:
    """The pages of the units above it that the actor reads too, down to its own name."""
    own = oversight.seats(now.actor, now.today)[0]
    links = [Link(unit.name)]
    step = unit
    while step.id != own.id and step.parent_id is not None:
        step = orgs.unit_row(step.parent_id, now.today)
        links.append(Link(step.name, reverse("plans:oversight-unit", args=[step.id])))
    return tuple(reversed(links)) if len(links) > 1 else ()


def _seats(now: Moment, unit: orgs.UnitRow) -> tuple[Link, ...]:
    """The units of somebody with posts in several."""
    rows = oversight.seats(now.actor, now.today)
    if len(rows) == 1:
        return ()
    return tuple(
        Link(
            row.body_name,
            reverse("plans:oversight-unit", args=[row.id]),
            is_current=row.id == unit.id,
        )
        for row in rows
    )
