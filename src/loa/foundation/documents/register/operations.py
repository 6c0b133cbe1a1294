"""Writes of the register: give a number, enter one given elsewhere, take one back."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import cast
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.documents.register import policies, queries, rules
from loa.foundation.documents.register.events import NumberCancelled
from loa.foundation.documents.register.models import Entry, NumberingWay, Register, Series
from loa.foundation.documents.register.types import Given, Layout, Outgoing, Source, Verb
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.jobs.facade import announce
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.kernel.text import fold, nfc
from loa.kernel.words import short_date


class NumberTaken(DomainError):
    """Another document bears the number, or bore it before it was cancelled."""

    code = "DOCUMENTS_NUMBER_TAKEN"


class NumberMissing(DomainError):
    """The unit's numbers are given elsewhere, and none was entered."""

    code = "DOCUMENTS_NUMBER_MISSING"
    message_vi = "Nhập số đã cấp ở sổ hoặc phần mềm văn bản của đơn vị."


class NumberIsGivenHere(DomainError):
    """A number was typed where Loa gives the next one."""

    code = "DOCUMENTS_NUMBER_GIVEN_HERE"


class DayOutOfOrder(DomainError):
    """A day before that of the number before it, or a day to come."""

    code = "DOCUMENTS_DAY_OUT_OF_ORDER"


class WordsMissing(DomainError):
    """A line without kind, notation or subject; a cancellation or a rule without its reason."""

    code = "DOCUMENTS_WORDS_MISSING"


class CancelledAlready(DomainError):
    """A line whose number was taken back is not changed any more."""

    code = "DOCUMENTS_CANCELLED"
    message_vi = "Số này đã hủy nên không sửa được nữa."


class BornByItsDocument(DomainError):
    """Number and day of a document that Loa holds are changed where it is held."""

    code = "DOCUMENTS_BORN_BY_ITS_DOCUMENT"
    message_vi = (
        "Số và ngày này là của một báo cáo trong Loa. "
        "Sửa số, ngày ở trang của báo cáo; sổ ghi theo."
    )


class YearHasBegun(DomainError):
    """Another layout of sequences in a year in which numbers were given."""

    code = "DOCUMENTS_YEAR_HAS_BEGUN"


_OF_THE_DOCUMENT = ("number", "notation", "day")
"""Columns that the document itself bears too."""


@operation
def give_number(
    *,
    actor: orgs.Actor,
    unit_id: int,
    outgoing: Outgoing,
    number: str,
    thing: str,
    at: datetime,
) -> Given:
    """Number what bears the address `thing`: `number` as given elsewhere, "" = Loa's next one.

    What bears a number already keeps it; one given elsewhere may be corrected, and what people
    wrote in the line's other columns stays. The number is part of the caller's transaction: where
    that fails, it was never given. Raises NumberTaken, NumberMissing, NumberIsGivenHere,
    DayOutOfOrder, NumberUnreadable, WordsMissing.
    """
    on = local_day(at)
    outgoing = _checked(outgoing, on)

    require(policies.can(actor, Verb.NUMBER, unit_id, on))
    _lock_register(unit_id)
    series = _series(unit_id, outgoing)
    known = queries.standing_of(thing) if thing else None
    if known is not None:
        said = replace(
            queries.outgoing_of(known),
            kind=outgoing.kind,
            notation=outgoing.notation,
            day=outgoing.day,
        )
        asked = _renumbered(known, series, said, number)
        if any(getattr(known, key) != value for key, value in asked.items()):
            change = compare_and_set(known, known.version, **asked)
            _record(actor, Verb.NUMBER, known, change, at)
        return Given(known.pk, rules.printed(cast("int", asked["number"])))

    source = queries.way_of(unit_id, outgoing.day).source
    taken = _decided(series, source, outgoing, number)

    entry = Entry.objects.create(
        series=series,
        number=taken,
        thing=thing,
        source=source.value,
        given_at=at,
        given_by=actor.label,
        **_columns(outgoing, taken),
    )

    change = Change({}, {"number": taken, "notation": outgoing.notation, "thing": thing})
    _record(actor, Verb.NUMBER, entry, change, at)
    return Given(entry.pk, rules.printed(taken))


@operation
def add_document(
    *,
    actor: orgs.Actor,
    key: UUID,
    unit_id: int,
    outgoing: Outgoing,
    number: str,
    at: datetime,
) -> int:
    """Enter a document that Loa does not hold; the same key gives the same line."""

    def give() -> int:
        given = give_number(
            actor=actor, unit_id=unit_id, outgoing=outgoing, number=number, thing="", at=at
        )
        return given.entry_id

    asked = {"unit": unit_id, "number": number, **asdict(outgoing)}
    return answer_once(key=key, actor=actor, verb=Verb.NUMBER, asked=asked, at=at, give=give)


@operation
def correct_entry(
    *,
    actor: orgs.Actor,
    entry_id: int,
    version: int,
    outgoing: Outgoing,
    number: str,
    at: datetime,
) -> None:
    """Write a line's words anew; a number given elsewhere may be a slip, one of Loa's stays.

    Raises BornByItsDocument for another number or day of a document that Loa holds.
    """
    on = local_day(at)
    entry = _get_locked(actor, entry_id, on)

    require(policies.can(actor, Verb.NUMBER, entry.series.unit_id, on))
    outgoing = _checked(replace(outgoing, kind=entry.kind), on)
    asked = _renumbered(entry, entry.series, outgoing, number)
    if entry.thing and any(asked[key] != getattr(entry, key) for key in _OF_THE_DOCUMENT):
        raise BornByItsDocument
    if entry.version == version + 1 and all(getattr(entry, k) == v for k, v in asked.items()):
        return
    if entry.cancelled_at is not None:
        raise CancelledAlready

    change = compare_and_set(entry, version, **asked)

    _record(actor, Verb.NUMBER, entry, change, at)


@operation
def cancel_number(
    *, actor: orgs.Actor, entry_id: int, version: int, reason: str, at: datetime
) -> None:
    """Take a number back for a reason; it is never given again."""
    on = local_day(at)
    entry = _get_locked(actor, entry_id, on)

    require(policies.can(actor, Verb.CANCEL, entry.series.unit_id, on))
    reason = _needed(reason, "Ghi lý do hủy số.")
    if entry.version == version + 1 and entry.cancel_reason == reason:
        return
    if entry.cancelled_at is not None:
        raise CancelledAlready

    change = compare_and_set(
        entry, version, cancelled_at=at, cancelled_by=actor.label, cancel_reason=reason
    )

    _record(actor, Verb.CANCEL, entry, change, at)
    if entry.thing:
        announce(NumberCancelled(entry.thing, at))


@operation
def choose_way(
    *,
    actor: orgs.Actor,
    unit_id: int,
    in_force_from: date,
    source: Source,
    layout: Layout,
    cites: str,
    at: datetime,
) -> int:
    """The head's rule on numbering from a day on; the same rule again stays one.

    Sequences are laid out anew only for years in which no number was given yet, and then for the
    whole year.
    """
    on = local_day(at)

    require(policies.can(actor, Verb.CHOOSE, unit_id, on))
    _lock_register(unit_id)
    current = queries.way_of(unit_id, in_force_from)
    cites = _needed(cites, "Ghi văn bản quy định cách cấp số, hoặc ý kiến chỉ đạo.")
    asked = (source, layout, in_force_from)
    if (current.source, current.layout, current.in_force_from) == asked:
        same = NumberingWay.objects.filter(unit_id=unit_id, in_force_from=in_force_from)
        return same.latest("pk").pk
    if begun := queries.year_laid_out_otherwise(unit_id, in_force_from, layout):
        message = (
            f"Năm {begun} đã cấp số theo cách cũ. Đổi cách chia dãy số từ ngày 01/01/{begun + 1}."
        )
        raise YearHasBegun(message)

    row = NumberingWay.objects.create(
        unit_id=unit_id,
        in_force_from=in_force_from,
        source=source.value,
        layout=layout.value,
        cites=cites,
        chosen_at=at,
        chosen_by=actor.label,
    )

    before: dict[str, object] = {"source": current.source, "layout": current.layout}
    change = Change(before, {"source": source, "layout": layout, "cites": cites})
    audit.record(
        actor=actor, verb=Verb.CHOOSE, thing=row.ref, change=change, at=at, unit_id=unit_id
    )
    return row.pk


def _lock_register(unit_id: int) -> None:
    """Hold the unit's register until the transaction ends: whoever is next waits here.

    One lock for all sequences: which of them a number belongs to is the head's rule, which must
    not change between the look at it and the number.
    """
    Register.objects.bulk_create([Register(unit_id=unit_id)], ignore_conflicts=True)
    Register.objects.select_for_update(no_key=True).get(unit_id=unit_id)


def _get_locked(actor: orgs.Actor, entry_id: int, on: date) -> Entry:
    """The line as it stands once its register is held. Raises NotFound."""
    _lock_register(queries.get_entry(actor, entry_id, on).series.unit_id)
    return queries.get_entry(actor, entry_id, on)


def _series(unit_id: int, outgoing: Outgoing) -> Series:
    """The sequence to which a document's number belongs; its register is held."""
    code = queries.series_code(unit_id, outgoing.kind, outgoing.day)
    key = {"unit_id": unit_id, "year": outgoing.day.year, "code": code}
    Series.objects.bulk_create([Series(**key)], ignore_conflicts=True)
    return Series.objects.get(**key)


def _decided(series: Series, source: Source, outgoing: Outgoing, words: str) -> int:
    """The number to write. Raises NumberTaken, NumberMissing, NumberIsGivenHere, DayOutOfOrder."""
    last = queries.last_of(series)
    if source is Source.ELSEWHERE:
        if not words.strip():
            raise NumberMissing
        number = rules.number_of(words, outgoing.notation)
        _require_free(series, number)
        return number
    number = last + 1
    if words.strip() and rules.number_of(words, outgoing.notation) != number:
        message = (
            f"Đơn vị lấy số từ Loa, số kế tiếp là {rules.printed(number)}. "
            "Để trống ô số để lấy số này."
        )
        raise NumberIsGivenHere(message)
    before = queries.holder_of(series, last)
    if before is not None and outgoing.day < before.day:
        message = (
            f"Số {rules.printed(last)} ghi ngày {short_date(before.day)}. "
            "Văn bản lấy số sau không ghi ngày trước đó; số đi theo thứ tự thời gian."
        )
        raise DayOutOfOrder(message)
    return number


def _require_free(series: Series, number: int, but: Entry | None = None) -> None:
    holder = queries.holder_of(series, number)
    if holder is None or holder == but:
        return
    state = " (số này đã hủy, không dùng lại)" if holder.cancelled_at else ""
    message = (
        f"Số {rules.printed(number)}/{holder.notation} năm {series.year} đã dùng cho văn bản "
        f"“{holder.subject}” ngày {short_date(holder.day)}{state}. Kiểm tra lại số."
    )
    raise NumberTaken(message)


def _renumbered(
    entry: Entry, series: Series, outgoing: Outgoing, words: str
) -> Mapping[str, object]:
    """The columns of a line put right. Raises NumberTaken, NumberIsGivenHere, DayOutOfOrder."""
    number = rules.number_of(words, outgoing.notation) if words.strip() else entry.number
    is_same_series = series.pk == entry.series.pk
    if entry.source == Source.LOA and (number != entry.number or not is_same_series):
        message = (
            f"Số {rules.printed(entry.number)} do Loa cấp nên không đổi sang số hay năm khác. "
            "Hủy số và ghi lý do, rồi lấy số mới."
        )
        raise NumberIsGivenHere(message)
    if outgoing.day.year != series.year:
        message = f"Số này thuộc sổ năm {series.year}; ngày của văn bản phải trong năm đó."
        raise DayOutOfOrder(message)
    if entry.source == Source.LOA and outgoing.day != entry.day:
        _require_between(entry, outgoing.day)
    _require_free(series, number, but=entry)
    return {"series_id": series.pk, "number": number, **_columns(outgoing, number)}


def _require_between(entry: Entry, day: date) -> None:
    """A day put right stays between those of the numbers before and after it."""
    before, after = queries.neighbours_of(entry)
    for other, is_wrong in (
        (before, before is not None and day < before.day),
        (after, after is not None and day > after.day),
    ):
        if other is not None and is_wrong:
            message = (
                f"Số {rules.printed(other.number)} ghi ngày {short_date(other.day)}, nên số "
                f"{rules.printed(entry.number)} không ghi ngày {short_date(day)} được; "
                "số đi theo thứ tự thời gian."
            )
            raise DayOutOfOrder(message)


def _checked(outgoing: Outgoing, on: date) -> Outgoing:
    """Regular text; a line says what it is of. Raises WordsMissing, DayOutOfOrder."""
    words = {
        field: " ".join(nfc(value).split()) if field != "recipients" else nfc(value).strip()
        for field, value in asdict(outgoing).items()
        if isinstance(value, str)
    }
    if not (words["kind"] and words["notation"] and words["subject"]):
        message = "Ghi đủ tên loại, ký hiệu và trích yếu của văn bản."
        raise WordsMissing(message)
    if outgoing.day > on:
        message = f"Ngày văn bản {short_date(outgoing.day)} chưa tới."
        raise DayOutOfOrder(message)
    return replace(outgoing, **words)  # type: ignore[arg-type]  # only fields that hold text


def _columns(outgoing: Outgoing, number: int) -> dict[str, object]:
    name = f"{rules.printed(number)}/{outgoing.notation}"
    key = fold(f"{name} {outgoing.subject} {outgoing.signer} {outgoing.recipients}")
    return {**asdict(outgoing), "search_key": f"{number} {key}"}


def _needed(words: str, message: str) -> str:
    words = " ".join(nfc(words).split())
    if not words:
        raise WordsMissing(message)
    return words


def _record(actor: orgs.Actor, verb: Verb, entry: Entry, change: Change, at: datetime) -> None:
    unit_id = entry.series.unit_id
    audit.record(actor=actor, verb=verb, thing=entry.ref, change=change, at=at, unit_id=unit_id)
