"""The words of a head's page on paper: one A4 page, of now or of a Monday that was kept."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Column, Kpi, Row, number
from loa.kernel.clock import TZ
from loa.kernel.words import short_date
from loa.modules.plans.queries.oversight_file import Kept
from loa.modules.plans.rules.oversight import Overview
from loa.modules.plans.web import oversight_pages as pages
from loa.modules.plans.web.reading import due_words

_MOST_UNITS = 8
_MOST_TITLE = 80


def paper_of(
    page: Overview, at: datetime, monday: date | None, before: Kept | None, *, is_demo: bool
) -> dict[str, object]:
    """Everything that the template prints, as words; `monday` where the page was kept then.

    `before` is the page of the Monday before it, with which it is compared.
    """
    lead = pages.lead_of(page)
    troubled = sorted(
        (line for line in page.lines if line.figures.is_troubled), key=pages.worst_first
    )
    day = at.astimezone(TZ).date()
    title = _("Điều hành: %(unit)s") % {"unit": page.unit}
    compared = pages.compared(page)
    tables = [
        _table(
            str(compared["title"]),
            compared["columns"],
            compared["rows"],
            str(compared["note"]),
        )
    ]
    if troubled:
        left = len(troubled) - _MOST_UNITS
        note = _("Còn %(n)s đơn vị khác cần chú ý.") % {"n": number(left)} if left > 0 else ""
        rows = tuple(pages.unit_row(line) for line in troubled[:_MOST_UNITS])
        tables.append(_table(_("Đơn vị trực thuộc cần chú ý"), pages.UNIT_COLUMNS, rows, note))
    return {
        "title": title,
        "unit": page.unit,
        "moment": pages.moment_words(at, page),
        "good": lead["good"],
        "bad": lead["bad"],
        "groups": [
            {"title": _("Tiến độ"), "cards": [_card(kpi) for kpi in pages.progress(page)]},
            {
                "title": pages.unanswered_title(page, before),
                "cards": [_card(kpi) for kpi in pages.unanswered(page, before)],
            },
        ],
        "tables": tables,
        "longest_title": _("Quá hạn lâu nhất"),
        "longest": [
            {
                "title": one.title[:_MOST_TITLE],
                "unit": one.unit,
                "note": due_words(date.fromisoformat(one.due_on), day).note,
            }
            for one in page.longest
        ],
        "foot": _foot(monday, is_demo=is_demo),
    }


def _foot(monday: date | None, *, is_demo: bool) -> str:
    parts = [
        _("Dữ liệu minh họa, không phải số liệu thật.") if is_demo else "",
        _("Bản thứ Hai %(day)s, số liệu giữ nguyên như lúc lập.") % {"day": short_date(monday)}
        if monday
        else _("Số liệu lúc tải."),
        _("Mọi số mở được ra từng dòng ở mục Điều hành của Loa."),
    ]
    return " ".join(filter(None, parts))


def _card(kpi: Kpi) -> dict[str, object]:
    return {
        "label": kpi.label,
        "value": kpi.value,
        "unit": kpi.unit,
        "note": kpi.note,
        "alert": kpi.is_alert,
        "note_alert": kpi.note_is_alert,
        "before": kpi.before,
    }


def _table(
    title: str, columns: tuple[Column, ...], rows: tuple[Row, ...], note: str
) -> dict[str, object]:
    return {
        "title": title,
        "columns": [column.words for column in columns],
        "rows": [
            [{"words": cell.words, "alert": cell.is_alert} for cell in row.cells] for row in rows
        ],
        "note": note,
    }
