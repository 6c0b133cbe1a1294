"""Reads of the register: lines, the way of numbering of a day, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from loa.foundation.documents.register import rules
from loa.foundation.documents.register.models import Entry, NumberingWay, Series
from loa.foundation.documents.register.types import (
    EntryRow,
    Layout,
    Outgoing,
    Source,
    Verb,
    Way,
)
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.kernel.errors import NotFound
from loa.kernel.text import fold

NUMBERING = "documents.numbering"
_ALL = slice(None)


@dataclass(frozen=True)
class Wanted:
    """Which lines of a register: `words` are looked for in number, notation and subject."""

    unit_id: int
    year: int
    kind: str = ""
    words: str = ""


def way_of(unit_id: int, on: date) -> Way:
    """How the unit numbers on a day: by its head's newest rule, else by the data."""
    chosen = (
        NumberingWay.objects.filter(unit_id=unit_id, in_force_from__lte=on)
        .order_by("-in_force_from", "-pk")
        .first()
    )
    if chosen is not None:
        return Way(Source(chosen.source), Layout(chosen.layout), chosen.in_force_from)
    default = legal.value(NUMBERING, on=on)["default"]
    return Way(Source(default["source"]), Layout(default["layout"]))


def series_code(unit_id: int, kind: str, on: date) -> str:
    """The sequence in which the unit numbers a kind in the year of a day.

    A year has one layout, that of its last day: with two the same number would be given twice.
    """
    layouts = legal.value(NUMBERING, on=date(on.year, 12, 31))["layouts"]
    return rules.series_of(_way_of_year(unit_id, on.year).layout, kind, layouts)


def year_laid_out_otherwise(unit_id: int, in_force_from: date, layout: Layout) -> int | None:
    """The last year with numbers that another layout from that day on would lay out anew."""
    years = Entry.objects.filter(series__unit_id=unit_id, series__year__gte=in_force_from.year)
    for year in sorted(set(years.order_by().values_list("series__year", flat=True)), reverse=True):
        way = _way_of_year(unit_id, year)
        is_later = way.in_force_from is not None and way.in_force_from > in_force_from
        if not is_later and way.layout is not layout:
            return year
    return None


def _way_of_year(unit_id: int, year: int) -> Way:
    return way_of(unit_id, date(year, 12, 31))


def next_number(unit_id: int, kind: str, on: date) -> str:
    """The number that Loa would give now, as printed; another may take it first."""
    code = series_code(unit_id, kind, on)
    rows = Entry.objects.filter(series__unit_id=unit_id, series__year=on.year, series__code=code)
    return rules.printed(_last(rows) + 1)


def last_of(series: Series) -> int:
    """The highest number of the sequence, 0 where there is none; cancelled ones count."""
    return _last(Entry.objects.filter(series=series))


def _last(rows: QuerySet[Entry]) -> int:
    found: int | None = rows.aggregate(most=Max("number"))["most"]
    return found or 0


def readable_units(actor: orgs.Actor, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units whose register the actor may read, in official order.

    After them the ended units whose papers one of these keeps: their registers are read and no
    more.
    """
    with orgs.one_forest():
        standing = orgs.units_where(actor, Verb.READ, on)
        return [*standing, *_kept_for({unit_id for unit_id, _ in standing}, on)]


def _kept_for(units: set[int], on: date) -> list[tuple[int, str]]:
    gone = orgs.ended_ids(on) if units else frozenset()
    if not gone:
        return []
    left = Series.objects.filter(unit__in=gone).order_by().values_list("unit_id", flat=True)
    kept = orgs.keepers_of(left.distinct(), on)
    mine = [unit for unit, keepers in kept.items() if keepers & units]
    rows = sorted(orgs.units_by_ids(mine, on).values(), key=lambda row: (row.order, row.id))
    return [(row.id, row.name) for row in rows]


def rows_for(actor: orgs.Actor, wanted: Wanted, on: date, stretch: slice = _ALL) -> list[EntryRow]:
    """The lines that fit, or a stretch of them, by sequence and number. Raises NotFound."""
    return [row_of(entry) for entry in _visible(actor, wanted, on)[stretch]]


def count_for(actor: orgs.Actor, wanted: Wanted, on: date) -> int:
    """How many lines fit. Raises NotFound."""
    return _visible(actor, wanted, on).count()


def years_of(unit_id: int, today: date) -> Sequence[int]:
    """The years in which the unit has numbered, and this one, newest first."""
    years = Series.objects.filter(unit_id=unit_id).order_by("year").values_list("year", flat=True)
    return sorted({*years, today.year}, reverse=True)


def kinds_of(unit_id: int, year: int) -> list[str]:
    """The kinds of documents that the register of a year holds."""
    rows = Entry.objects.filter(series__unit_id=unit_id, series__year=year)
    return sorted(rows.order_by().values_list("kind", flat=True).distinct())


def get_entry(actor: orgs.Actor, entry_id: int, on: date) -> Entry:
    """The line, if the actor may read its register; else NotFound."""
    readable = [unit_id for unit_id, _ in readable_units(actor, on)]
    return get_one(_entries().filter(pk=entry_id, series__unit_id__in=readable))


def row_for(actor: orgs.Actor, entry_id: int, on: date) -> EntryRow:
    """One line as a value. Raises NotFound."""
    return row_of(get_entry(actor, entry_id, on))


def standing_of(thing: str) -> Entry | None:
    """The line of what bears the address, where its number stands."""
    return _entries().filter(thing=thing, cancelled_at=None).first()


def number_of(thing: str) -> str:
    """The number, as printed, that stands for what bears the address; "" where there is none."""
    entry = standing_of(thing)
    return rules.printed(entry.number) if entry else ""


def holder_of(series: Series, number: int) -> Entry | None:
    """The line that has the number, cancelled or not."""
    return _entries().filter(series=series, number=number).first()


def neighbours_of(entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The lines before and after this one in its sequence, cancelled or not."""
    rows = _entries().filter(series=entry.series_id)
    before = rows.filter(number__lt=entry.number).order_by("-number").first()
    return before, rows.filter(number__gt=entry.number).order_by("number").first()


def row_of(entry: Entry) -> EntryRow:
    """The line as a value."""
    return EntryRow(
        id=entry.pk,
        unit_id=entry.series.unit_id,
        year=entry.series.year,
        series=entry.series.code,
        number=rules.printed(entry.number),
        outgoing=outgoing_of(entry),
        thing=entry.thing,
        source=Source(entry.source),
        cancel_reason=entry.cancel_reason,
        version=entry.version,
    )


def outgoing_of(entry: Entry) -> Outgoing:
    """What the line says of its document."""
    return Outgoing(
        kind=entry.kind,
        notation=entry.notation,
        subject=entry.subject,
        day=entry.day,
        signer=entry.signer,
        recipients=entry.recipients,
        keeper=entry.keeper,
        copies=entry.copies,
        note=entry.note,
    )


def _visible(actor: orgs.Actor, wanted: Wanted, on: date) -> QuerySet[Entry]:
    if wanted.unit_id not in dict(readable_units(actor, on)):
        raise NotFound
    return _fitting(wanted)


def _fitting(wanted: Wanted) -> QuerySet[Entry]:
    rows = _entries().filter(series__unit_id=wanted.unit_id, series__year=wanted.year)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    for word in fold(wanted.words).split():
        rows = rows.filter(search_key__contains=word)
    return rows


def _entries() -> QuerySet[Entry]:
    return Entry.objects.select_related("series")
