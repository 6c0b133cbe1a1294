"""The values of the pages of the register."""

from math import ceil

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.documents.register.types import EntryRow, Source
from loa.foundation.documents.register.web.forms import KIND_WORDS
from loa.foundation.ui.facade import Cell, Column, Link, Pages, Row, page_asked, pages_of
from loa.kernel.words import short_date

PAGE = 50
COLUMNS = (
    Column(_("Số, ký hiệu")),
    Column(_("Ngày")),
    Column(_("Tên loại và trích yếu")),
    Column(_("Người ký")),
    Column(_("Nơi nhận")),
    Column(_("Ghi chú")),
)


def line(row: EntryRow, *, may_change: bool) -> Row:
    """One line of the register; its number leads to its page."""
    outgoing = row.outgoing
    href = reverse("documents:entry-edit", args=[row.id]) if may_change else ""
    cancelled = _("Đã hủy: %(why)s") % {"why": row.cancel_reason} if row.cancel_reason else ""
    return Row(
        (
            Cell(row.name, href=href),
            Cell(short_date(outgoing.day)),
            Cell(outgoing.subject, note=KIND_WORDS.get(outgoing.kind, outgoing.kind)),
            Cell(outgoing.signer),
            Cell(outgoing.recipients),
            Cell(cancelled or outgoing.note, is_alert=bool(cancelled)),
        )
    )


def page_of(asked: str, total: int) -> int:
    """The page that was asked for, within those there are."""
    return page_asked(asked, ceil(total / PAGE))


def pages(query: QueryDict, page: int, total: int) -> Pages | None:
    """Where one stands; None where one page holds all."""
    return pages_of(query, page, total, PAGE, _("văn bản")) if total > PAGE else None


def trail(words: str) -> list[Link]:
    """Where a page below the register stands."""
    return [Link(_("Văn bản đi"), reverse("documents:register")), Link(words)]


def number_hint(source: Source, coming: str) -> str:
    """What to write into the number's field."""
    if source is Source.LOA:
        return _("Để trống để lấy số kế tiếp của Loa (với công văn đang là %(n)s)") % {"n": coming}
    return _("Số đã cấp ở sổ hoặc phần mềm văn bản của đơn vị")
