"""What changed as a workbook: the numbers and the rows of the screen."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.printing.facade import Sheet, SheetColumn, write_xlsx
from loa.foundation.ui.facade import Row
from loa.kernel.words import short_date
from loa.modules.plans.queries import Plan
from loa.modules.plans.web.change_pages import COLUMNS, SUM_COLUMNS, sum_rows, whole_changes
from loa.modules.plans.web.presenters import plan_name
from loa.modules.plans.web.reading import Moment

_WIDTHS = (48, 26, 16, 18, 18, 40)


def changes_workbook(now: Moment, plan: Plan | None, query: QueryDict) -> bytes:
    """All that the filters let through, in the words of the screen."""
    asked, found, rows = whole_changes(now, plan, query)
    heading = [
        plan_name(plan) if plan else _("Mọi kế hoạch"),
        _("Từ cuối ngày %(first)s đến cuối ngày %(last)s")
        % {"first": short_date(asked.window.first), "last": short_date(asked.window.last)},
    ]
    if asked.narrows:
        heading.append(_("Chỉ những thay đổi khớp bộ lọc trên màn hình"))
    sums = Sheet(
        title=_("Số liệu"),
        columns=tuple(SheetColumn(one.words, width=24) for one in SUM_COLUMNS),
        rows=[_words(row) for row in sum_rows(found)],
        heading=tuple(heading),
    )
    changes = Sheet(
        title=_("Thay đổi"),
        columns=tuple(
            SheetColumn(one.words, width=width) for one, width in zip(COLUMNS, _WIDTHS, strict=True)
        ),
        rows=[_words(row) for row in rows],
        heading=tuple(heading),
    )
    return write_xlsx([sums, changes])


def _words(row: Row) -> tuple[str, ...]:
    return tuple(f"{cell.words} ({cell.note})" if cell.note else cell.words for cell in row.cells)
