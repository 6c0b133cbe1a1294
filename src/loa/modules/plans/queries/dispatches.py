"""Reads of official dispatches: who may see one, what it says, its line in the register."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from loa.foundation.documents.facade import Kind, OfficialDocument, SignatureBlock
from loa.foundation.documents.register import facade as register
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.modules.plans.models import Dispatch, Occurrence, Plan, UrgedWork, UrgingRound
from loa.modules.plans.queries.groups import level_label
from loa.modules.plans.queries.letterhead import letterhead_of, plan_name
from loa.modules.plans.queries.printed import printed
from loa.modules.plans.queries.urgings import LateUnit, plan_words, visible_rounds
from loa.modules.plans.rules import dispatch_document as rules
from loa.modules.plans.rules.dispatch_document import AddressedUnit, DispatchHead, LateLine
from loa.modules.plans.rules.own_plan import Letterhead

_SORTS = {
    orgs.Kind.OFFICE: "Các sở, ban, ngành tỉnh",
    orgs.Kind.DEPARTMENT: "Các sở, ban, ngành tỉnh",
    orgs.Kind.VERTICAL: "Các cơ quan trung ương đóng trên địa bàn tỉnh",
    orgs.Kind.PRESS: "Các cơ quan báo chí của tỉnh",
    orgs.Kind.PARTNER: "Các cơ quan, tổ chức, đơn vị cấp tỉnh",
}
Line = tuple[int, int, str, int, int, str | None]
"""A late work as it is kept: unit, occurrence, due day, days late, times urged, when last."""


def visible_dispatches(actor: orgs.Actor, on: date) -> QuerySet[Dispatch]:
    """Of the rounds that the actor may see, and of units whose register he keeps or reads."""
    books = [unit_id for unit_id, _name in register.readable_units(actor, on)]
    mine = Q(round__in=visible_rounds(actor, on)) | Q(issuer__in=books)
    return Dispatch.objects.filter(mine).select_related("round__plan")


def dispatch_for(actor: orgs.Actor, plan: Plan, round_id: int, on: date) -> Dispatch:
    """One dispatch of the plan to show. Raises NotFound."""
    return get_one(visible_dispatches(actor, on).filter(round__plan=plan, pk=round_id))


def dispatches_in(actor: orgs.Actor, plan: Plan, on: date) -> list[Dispatch]:
    """Those about a plan that the actor may see, newest first."""
    rows = visible_dispatches(actor, on).filter(round__plan=plan)
    return list(rows.order_by("-counted_on", "-pk"))


def dispatch_by_id(actor: orgs.Actor, round_id: int, on: date) -> Dispatch:
    """One dispatch to show, whatever plan it is about. Raises NotFound."""
    return get_one(visible_dispatches(actor, on).filter(pk=round_id))


def get_dispatch(actor: orgs.Actor, round_id: int, on: date) -> Dispatch:
    """One dispatch to work on, locked. Raises NotFound."""
    rows = visible_dispatches(actor, on).select_for_update(of=("self",), no_key=True)
    return get_one(rows.filter(pk=round_id))


def has_dispatch(act: UrgingRound) -> bool:
    """Whether one was drafted: not of rounds from before there were any."""
    return Dispatch.objects.filter(pk=act.pk).exists()


def dispatch_by_ref(ref: str) -> Dispatch | None:
    """The dispatch of an address in the journal, locked; None where it is of no dispatch."""
    room, _, key = ref.partition(":")
    if room != "plans.dispatch" or not key.isdecimal():
        return None
    rows = Dispatch.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=int(key)).first()


def issuer_of(act: UrgingRound, on: date) -> int:
    """Who writes about a round: the unit that urges; for the committee of the province its office.

    Also for who urges at the console, who belongs to no unit.
    """
    if act.unit_id is None or act.unit_id == orgs.root_row(on).id:
        return orgs.office_row(on).id
    return act.unit_id


def lines_of(units: Collection[LateUnit], issuer_id: int) -> list[Line]:
    """Every late work of those units, with how often and when each was urged before.

    Reminders from before the due day are no urging; the issuer writes no letter to itself.
    """
    others = (one for one in units if one.unit.id != issuer_id)
    works = [(one.unit.id, work) for one in others for work in (*one.works, *one.told)]
    ids = [work.occurrence_id for _unit, work in works]
    before: dict[tuple[int, int], list[date]] = {}
    rows = UrgedWork.objects.filter(occurrence__in=ids, was_settled=False)
    for unit_id, occurrence_id, day in rows.values_list("unit_id", "occurrence_id", "day"):
        before.setdefault((unit_id, occurrence_id), []).append(day)
    lines: list[Line] = []
    for unit_id, work in works:
        days = [d for d in before.get((unit_id, work.occurrence_id), ()) if d > work.due_on]
        last = max(days).isoformat() if days else None
        lines.append(
            (
                unit_id,
                work.occurrence_id,
                work.due_on.isoformat(),
                work.days_late,
                len(days),
                last,
            )
        )
    return lines


def document_of(dispatch: Dispatch, *, is_demo: bool = False) -> OfficialDocument:
    """The dispatch as an official document; number and day stay blank until văn thư enters them."""
    day, plan = dispatch.counted_on, dispatch.round.plan
    issuer = orgs.last_row(dispatch.issuer_id, day)
    head = letterhead_of(issuer, orgs.root_row(day))
    return rules.compose(
        DispatchHead(
            parent_body=head.parent_body,
            issuer=head.issuer,
            speaker=head.in_text,
            notation=_notation(head, dispatch),
            place=head.place,
            plan_name=plan_name(plan),
            plan_short=plan_words(plan),
            counted_on=day,
            reply_by=dispatch.reply_by,
            number=dispatch.number or None,
            signed_on=dispatch.signed_on,
            signer=SignatureBlock(authority=head.authority, post=head.post),
            recipients=_recipients(dispatch, issuer),
            is_demo=is_demo,
        ),
        _addressed(dispatch),
        _lines(dispatch),
    )


def notation_of(dispatch: Dispatch) -> str:
    """What stands behind its number."""
    day = dispatch.counted_on
    issuer = orgs.last_row(dispatch.issuer_id, day)
    return _notation(letterhead_of(issuer, orgs.root_row(day)), dispatch)


def _notation(head: Letterhead, dispatch: Dispatch) -> str:
    return Kind.LETTER.notation(head.notation_body, dispatch.drafting)


def dispatch_file(document: OfficialDocument, kind: str) -> bytes:
    """The document as "docx" or "pdf", made once for what is in it.

    Whoever asks may see it. Raises MissingGlyph, PrintFailed of printing.
    """
    return printed(document, kind)


def outgoing_of(dispatch: Dispatch, day: date) -> register.Outgoing:
    """What the register of the issuer writes of the dispatch."""
    document = document_of(dispatch)
    return register.Outgoing(
        kind=document.kind.code,
        notation=document.notation,
        subject=f"V/v {document.subject}",
        day=day,
        recipients="; ".join((*document.addressees, *document.recipients[:-1])),
        keeper=document.recipients[-1].removeprefix("Lưu:").strip(" ."),
    )


def _recipients(dispatch: Dispatch, issuer: orgs.UnitRow) -> tuple[str, ...]:
    """Beside «Như trên»: whoever the issuer answers to, and the archive."""
    if issuer.kind is orgs.Kind.OFFICE:
        above = "Chủ tịch, các Phó Chủ tịch UBND tỉnh (để báo cáo)"
    else:
        above = f"{orgs.office_row(dispatch.counted_on).name} (để báo cáo)"
    kept = f"Lưu: VT, {dispatch.drafting}." if dispatch.drafting else "Lưu: VT."
    return (above, kept)


def _addressed(dispatch: Dispatch) -> list[AddressedUnit]:
    """The late units in words, in the official order of the day."""
    day = dispatch.counted_on
    rows = orgs.units_by_ids({line[0] for line in dispatch.lines}, day)
    parents = orgs.units_by_ids({row.parent_id for row in rows.values() if row.parent_id}, day)
    ordered = sorted(rows.values(), key=lambda row: row.order)
    return [_unit_words(row, parents.get(row.parent_id or 0), dispatch) for row in ordered]


def _unit_words(
    row: orgs.UnitRow, parent: orgs.UnitRow | None, dispatch: Dispatch
) -> AddressedUnit:
    """One unit; a district need not tell its own communes whose they are."""
    name = row.body_name.replace("UBND", "Ủy ban nhân dân")
    if row.level is orgs.Level.PROVINCE:
        sort = _SORTS.get(row.kind, name)
        return AddressedUnit(row.id, name, level_label(row, parent), row.level.value, sort)
    within = ""
    if parent is not None and parent.level is orgs.Level.DISTRICT:
        is_own = parent.id == dispatch.issuer_id
        within = "" if is_own else f"{parent.name[:1].lower()}{parent.name[1:]}"
    bare = row.name.removeprefix("UBND").strip().lower()
    of_type = next((one for one in rules.TYPES if bare.startswith(f"{one} ")), "xã")
    return AddressedUnit(
        row.id, name, level_label(row, parent), row.level.value, type=of_type, within=within
    )


def _lines(dispatch: Dispatch) -> list[LateLine]:
    """The frozen list in words, of each unit in the order of the plan's tasks."""
    ids = [line[1] for line in dispatch.lines]
    rows = Occurrence.objects.filter(pk__in=ids).values_list(
        "pk", "assignment__task__ordinal", "assignment__task__title", "period"
    )
    known = {pk: (ordinal, title, period) for pk, ordinal, title, period in rows}
    found = []
    for unit_id, occurrence_id, due, late, told, last in dispatch.lines:
        ordinal, title, period = known[occurrence_id]
        line = LateLine(
            unit_id=unit_id,
            title=title,
            period=legal.period_label_vi(period) if period else "",
            due_on=date.fromisoformat(due),
            days_late=late,
            told=told,
            told_on=date.fromisoformat(last) if last else None,
        )
        found.append((ordinal, line.due_on, line))
    return [line for _ordinal, _due, line in sorted(found, key=lambda each: each[:2])]
