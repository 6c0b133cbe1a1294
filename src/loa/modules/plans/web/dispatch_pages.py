"""The values of the pages of official dispatches."""

from datetime import date

from django.forms import Field, Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.documents.facade import OfficialDocument, RowKind, Table
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, Link, Paper, PaperLine, Row, number
from loa.kernel.access import Allowed
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Dispatch, dispatches
from loa.modules.plans.rules.dispatch_document import words_of
from loa.modules.plans.types import Verb
from loa.modules.plans.web.numbering import explain_number as explain
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import happenings, short_plan_name
from loa.modules.plans.web.reading import Moment

_MOST_SHOWN = 300
"""More lines are read in the file, not on a page."""


def detail_page(now: Moment, dispatch: Dispatch, *, is_demo: bool) -> dict[str, object]:
    """The letter beside its list; what the actor may do with it."""
    document = dispatches.document_of(dispatch, is_demo=is_demo)
    (table,) = (block for block in document.annexes[0].blocks if isinstance(block, Table))
    rows = [row.cells for row in table.rows if row.kind is RowKind.DATA]
    entries = audit.entries_for(dispatch.ref)
    address = [dispatch.round.plan_id, dispatch.pk]
    return {
        **_frame(dispatch, _title(dispatch)),
        "name": short_plan_name(dispatch.round.plan),
        "files": [
            Link(words, reverse("plans:dispatch-file", args=[*address, kind]))
            for kind, words in (("docx", _("Tải Word")), ("pdf", _("Tải PDF")))
        ],
        "state": _state(dispatch),
        "reply_by": short_date(dispatch.reply_by),
        "edit_href": reverse("plans:dispatch-edit", args=address)
        if not dispatch.number and _may(now, Verb.DISPATCH_EDIT, dispatch)
        else "",
        "number_href": reverse("plans:dispatch-number", args=address)
        if _may(now, Verb.NUMBER, dispatch)
        else "",
        "paper": _paper(document),
        "count": number(len(rows)),
        "columns": tuple(Column(column.title) for column in table.columns[1:]),
        "rows": [Row(tuple(Cell(cell) for cell in cells[1:])) for cells in rows[:_MOST_SHOWN]],
        "left": number(len(rows) - _MOST_SHOWN) if len(rows) > _MOST_SHOWN else "",
        "happenings": happenings(
            entries, orgs.actor_words({entry.actor_label for entry in entries})
        ),
    }


def edit_page(dispatch: Dispatch, form: Form) -> dict[str, object]:
    """By when, and who drafts."""
    title = _("Sửa công văn đôn đốc")
    return {**_frame(dispatch, title), "form": form, "button": _("Lưu")}


def number_page(dispatch: Dispatch, form: Form) -> dict[str, object]:
    """Number, day, signed copy."""
    title = _("Ghi số, ngày và bản đã ký")
    return {**_frame(dispatch, title), "form": form, "button": _("Lưu")}


def explain_number(field: Field, dispatch: Dispatch, today: date) -> None:
    """Say what to write into the number's field."""
    day = dispatch.signed_on or today
    explain(field, dispatch.issuer_id, dispatches.outgoing_of(dispatch, day).kind, day)


def _frame(dispatch: Dispatch, title: str) -> dict[str, object]:
    """What the pages share."""
    plan = dispatch.round.plan
    *before, last = trail(plan, title)
    before.append(Link(_("Công văn đôn đốc"), reverse("plans:dispatch-list", args=[plan.pk])))
    return {
        "plan": plan,
        "title": title,
        "links": (*before, last),
        "back_href": reverse("plans:dispatch-detail", args=[plan.pk, dispatch.pk]),
    }


def _title(dispatch: Dispatch) -> str:
    return _("Công văn đôn đốc ngày %(day)s") % {"day": short_date(dispatch.counted_on)}


def _state(dispatch: Dispatch) -> str:
    if not dispatch.number:
        return _("Bản thảo, chờ ký và cấp số")
    assert dispatch.signed_on is not None  # noqa: S101  the table's constraint
    words = _("Số %(number)s, ngày %(day)s")
    return words % {"number": dispatch.number, "day": short_date(dispatch.signed_on)}


def _may(now: Moment, verb: Verb, dispatch: Dispatch) -> bool:
    return policies.can(now.actor, verb, dispatch.issuer_id, now.today) == Allowed()


def _paper(document: OfficialDocument) -> Paper:
    lines = [PaperLine(words) for words in words_of(document)]
    shown = document.number or "\N{EM SPACE}\N{EM SPACE}"
    day = (
        f"ngày {document.day:%d} tháng {document.day.month} năm {document.day.year}"
        if document.day
        else f"ngày \N{EM SPACE} tháng {document.month} năm {document.year}"
    )
    return Paper(
        parent=document.parent_body or "",
        body=document.issuer,
        number=f"Số: {shown}/{document.notation}",
        place_and_date=f"{document.place}, {day}",
        kind="",
        subject="",
        lines=tuple(lines),
        note="" if document.number else _("Số và ngày để trống đến khi ký."),
        about=f"V/v {document.subject}",
        addressees=document.addressees,
    )
