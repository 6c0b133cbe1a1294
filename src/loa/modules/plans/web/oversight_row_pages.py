"""The values of the rows behind one figure of the page of a head."""

from collections.abc import Sequence
from math import ceil

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Column,
    Link,
    Row,
    number,
    page_asked,
    pages_of,
    state_look,
)
from loa.kernel.words import capitalised, short_date
from loa.modules.plans.queries import oversight
from loa.modules.plans.queries.oversight_rows import (
    Behind,
    BehindRow,
    Thing,
    counts_behind,
    rows_behind,
)
from loa.modules.plans.queries.remarks import readable_of
from loa.modules.plans.types import Lateness, WorkState
from loa.modules.plans.web.difficulty_pages import href_of
from loa.modules.plans.web.oversight_pages import rows_href
from loa.modules.plans.web.progress import standing_words
from loa.modules.plans.web.reading import DueWords, Moment

PAGE = 50
BEHIND_WORDS = {
    Behind.IN_TIME: _("Đúng hạn, kỳ này"),
    Behind.LATE_NOW: _("Muộn, kỳ này"),
    Behind.IN_TIME_BEFORE: _("Đúng hạn, kỳ trước"),
    Behind.LATE_BEFORE: _("Muộn, kỳ trước"),
    Behind.WORK: _("Mọi việc được giao"),
    Behind.DONE: _("Việc đã xong"),
    Behind.OVERDUE: _("Việc quá hạn"),
    Behind.DONE_LATE: _("Việc nộp, xong muộn"),
    Behind.MISSING: _("Báo cáo kỳ chưa nộp"),
    Behind.WAITING: _("Việc chờ duyệt"),
    Behind.REPORTS_WAITING: _("Báo cáo chờ nhận"),
    Behind.DIFFICULTIES: _("Vướng mắc chờ trả lời"),
    Behind.QUESTIONS: _("Câu hỏi chờ trả lời"),
    Behind.REMARKS: _("Góp ý của người dân chờ trả lời"),
    Behind.URGINGS: _("Đôn đốc chưa xác nhận"),
}
_TABS = (
    (Behind.IN_TIME, Behind.LATE_NOW, Behind.IN_TIME_BEFORE, Behind.LATE_BEFORE),
    (Behind.WORK, Behind.DONE, Behind.OVERDUE, Behind.DONE_LATE, Behind.MISSING),
    (
        Behind.WAITING,
        Behind.REPORTS_WAITING,
        Behind.DIFFICULTIES,
        Behind.QUESTIONS,
        Behind.REMARKS,
        Behind.URGINGS,
    ),
)
"""The figures whose rows stand beside each other as tabs."""


def rows_page(
    now: Moment, unit: orgs.UnitRow, which: Behind, query: QueryDict
) -> dict[str, object]:
    """The rows behind one figure, page by page."""
    found = oversight.counted(unit.id, now.today)
    asked = page_asked(query.get("trang", ""), 10_000)
    rows, total = rows_behind(found, unit.id, which, slice((asked - 1) * PAGE, asked * PAGE))
    if not rows and asked > 1:
        asked = 1
        rows, total = rows_behind(found, unit.id, which, slice(0, PAGE))
    counts = counts_behind(oversight.figures_of(unit.id, found))
    group = next(group for group in _TABS if which in group)
    return {
        "title": BEHIND_WORDS[which],
        "unit": unit.body_name,
        "links": (
            Link(_("Điều hành"), reverse("plans:oversight-unit", args=[unit.id])),
            Link(BEHIND_WORDS[which]),
        ),
        "tabs": tuple(
            Link(
                BEHIND_WORDS[each],
                rows_href(unit.id, each),
                is_current=each is which,
                count=number(counts[each]),
            )
            for each in group
        ),
        "columns": (
            Column(_("Việc")),
            Column(_("Đơn vị")),
            Column(_("Hạn")),
            Column(_("Tình trạng")),
        ),
        "rows": _table(now, rows),
        "pages": pages_of(query, asked, total, PAGE, _("dòng")) if ceil(total / PAGE) > 1 else None,
    }


_STATE_WORDS = {"": _("Chưa nộp"), "WAITS": _("Chờ nhận"), "URGED": _("Chưa xác nhận")}


def _table(now: Moment, lines: Sequence[BehindRow]) -> tuple[Row, ...]:
    units = orgs.units_by_ids({line.unit_id for line in lines}, now.today)
    hidden = _hidden(now, lines)
    due = DueWords(now.today)
    found = []
    for line in lines:
        is_late = line.lateness is Lateness.OVERDUE
        day = short_date(line.due_on) if line.due_on else ""
        note = due(line.due_on).note if line.due_on and is_late else ""
        found.append(
            Row(
                (
                    Cell(_title(line), href="" if line.id in hidden else _row_href(line)),
                    Cell(units[line.unit_id].name),
                    Cell(day, note=note),
                    Cell(_standing(line), is_alert=is_late),
                )
            )
        )
    return tuple(found)


def _standing(line: BehindRow) -> str:
    """How it stands in words, to its day too."""
    if line.thing is Thing.WORK and isinstance(line.state, WorkState):
        return standing_words(line.state, line.lateness)
    words = _STATE_WORDS.get(line.state) or state_look(line.state).words
    is_late = line.lateness is Lateness.OVERDUE
    return _("%(state)s (quá hạn)") % {"state": words} if is_late else words


def _hidden(now: Moment, lines: Sequence[BehindRow]) -> set[int]:
    """Remarks among them that the reader may not answer, and so not read."""
    asked = {line.id for line in lines if line.thing is Thing.REMARK}
    return asked - readable_of(now.actor, asked, now.today) if asked else set()


def _title(line: BehindRow) -> str:
    if line.thing is Thing.REMARK:
        return _("Góp ý: %(about)s") % {"about": line.title}
    if line.period:
        return _("Báo cáo %(period)s") % {"period": legal.period_label_vi(line.period)}
    return capitalised(" ".join(line.title.split()))


def _row_href(line: BehindRow) -> str:
    if line.thing is Thing.REPORTS:
        return f"{reverse('plans:report-list', args=[line.id])}?ky={line.period}"
    if line.thing is Thing.REPORT:
        return reverse("plans:report-detail", args=[line.id])
    if line.thing is Thing.DIFFICULTY:
        return href_of(line.id)
    if line.thing is Thing.QUESTION:
        return reverse("plans:question-detail", args=[line.id])
    if line.thing is Thing.REMARK:
        return reverse("plans:remark-detail", args=[line.id])
    return reverse("plans:work-detail", args=[line.id])
