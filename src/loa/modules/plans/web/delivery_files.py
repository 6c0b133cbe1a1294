"""The deliveries of a document as files: Excel, CSV, and a «Phiếu gửi» as Word or PDF."""

from datetime import datetime

from django.utils.translation import gettext as _

from loa.foundation.documents.facade import OfficialDocument
from loa.foundation.orgs import facade as orgs
from loa.foundation.printing.facade import (
    Cell,
    CellKind,
    Sheet,
    SheetColumn,
    write_csv,
    write_xlsx,
)
from loa.kernel.clock import TZ
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import delivery as reads
from loa.modules.plans.queries.delivery import Line, Recipient, Sent
from loa.modules.plans.queries.letterhead import letterhead_of
from loa.modules.plans.queries.printed import printed
from loa.modules.plans.rules import delivery_slip as slips
from loa.modules.plans.rules.own_plan import named_document
from loa.modules.plans.types import Road
from loa.modules.plans.web.delivery_pages import MAIL_WORDS, received_words, road_words
from loa.modules.plans.web.presenters import plan_name
from loa.modules.plans.web.reading import Moment, is_demo

KINDS = ("xlsx", "csv", "docx", "pdf")
_COLUMNS = (
    SheetColumn(_("TT"), CellKind.ORDINAL, 6),
    SheetColumn(_("Dòng nơi nhận"), width=34),
    SheetColumn(_("Nơi nhận"), width=34),
    SheetColumn(_("Gửi bàn làm việc lúc"), CellKind.INSTANT, 18),
    SheetColumn(_("Gửi thư điện tử lúc"), CellKind.INSTANT, 18),
    SheetColumn(_("Thư điện tử"), width=34),
    SheetColumn(_("Giao bản giấy ngày"), CellKind.DATE, 16),
    SheetColumn(_("Người nhận bản giấy"), width=24),
    SheetColumn(_("Mở lúc"), CellKind.INSTANT, 18),
    SheetColumn(_("Người mở"), width=24),
    SheetColumn(_("Tình trạng"), width=18),
)


def delivery_file(now: Moment, plan: Plan, kind: str) -> bytes:
    """Every recipient of every line, in the words of the screen. `kind` is one of KINDS."""
    lines = reads.lines_of(plan, now.today)
    by = orgs.actor_words(
        {one.opened_by for line in lines for one in line.recipients if one.opened_by}
    )
    if kind in {"docx", "pdf"}:
        return printed(_slip(now, plan, lines, by), kind)
    rows = _rows(lines, by)
    if kind == "csv":
        return write_csv([column.title for column in _COLUMNS], rows)
    heading = (plan_name(plan), _("Gửi đến nơi nhận, tính đến %(when)s") % {"when": _at(now.at)})
    return write_xlsx([Sheet(_("Nơi nhận"), _COLUMNS, rows, heading=heading)])


def _rows(lines: list[Line], by: dict[str, str]) -> list[tuple[Cell, ...]]:
    pairs = [(line, one) for line in lines for one in line.recipients]
    return [(place, *_cells(line, one, by)) for place, (line, one) in enumerate(pairs, 1)]


def _cells(line: Line, one: Recipient, by: dict[str, str]) -> tuple[Cell, ...]:
    roads = {sent.road: sent for sent in one.sent}
    desk, mail, paper = (roads.get(road) for road in (Road.DESK, Road.EMAIL, Road.PAPER))
    return (
        line.words,
        one.name,
        desk.at if desk else None,
        mail.at if mail else None,
        _letter(mail),
        paper.handed_on if paper else None,
        paper.handed_to if paper else "",
        one.opened_at,
        by.get(one.opened_by, ""),
        _standing(one),
    )


def _letter(mail: Sent | None) -> str:
    if mail is None or mail.state is None:
        return ""
    why = f": {mail.words}" if mail.words else ""
    return f"{MAIL_WORDS[mail.state]}{why}"


def _standing(one: Recipient) -> str:
    if one.is_received:
        return _("Đã mở hoặc đã nhận")
    if not one.sent:
        return _("Chưa gửi")
    return _("Chưa mở, chưa nhận") if one.is_sent else _("Thư không đi được")


def _slip(now: Moment, plan: Plan, lines: list[Line], by: dict[str, str]) -> OfficialDocument:
    every = [one for line in lines for one in line.recipients]
    issuer = orgs.last_row(plan.issuer_id, now.today)
    root = orgs.root_row(now.today)
    if issuer.id == root.id:
        issuer = orgs.office_row(now.today)
    return slips.compose(
        letterhead_of(issuer, root),
        named_document(plan.kind, plan.number, plan.notation, plan.signed_on),
        [
            slips.SlipLine(
                line.words,
                tuple(
                    slips.SlipRow(
                        one.name,
                        "; ".join(map(road_words, one.sent)) or _("chưa gửi"),
                        received_words(one, by),
                    )
                    for one in line.recipients
                ),
            )
            for line in lines
        ],
        slips.Counted(
            len(every), sum(one.is_sent for one in every), sum(one.is_received for one in every)
        ),
        month=now.today.month,
        year=now.today.year,
        until=_at(now.at),
        is_demo=is_demo(),
    )


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(TZ):%H:%M %d/%m/%Y}"
