"""What units said, as the page of a consolidated report shows it under each section."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Link, number
from loa.modules.plans.queries import PeriodReport, report_files
from loa.modules.plans.rules.passages import Merged, Passage
from loa.modules.plans.rules.report_document import FEW_UNITS

SHOWN = 5
"""Passages of a section on the page of the report; the page of the section has all."""


@dataclass(frozen=True)
class VoiceView:
    """A passage: who said it, each by name where they are few, else how many."""

    id: str
    text: str
    units: tuple[Link, ...]
    href: str
    is_rewritten: bool
    note: str


@dataclass(frozen=True)
class VoicesView:
    """The passages of one section."""

    shown: tuple[VoiceView, ...]
    more: Link
    new: Link | None
    dropped: str


def voices(report: PeriodReport, view: report_files.ReportView, code: str) -> VoicesView | None:
    """What units said in a section; None where they said nothing of their own."""
    merged = view.passages.get(code)
    if merged is None or not (merged.passages or merged.new):
        return None
    names = unit_names(view.passages, view.period.reported_from)
    href = reverse("plans:report-passages", args=[report.pk, code])
    many, new = len(merged.standing), sum(len(one.fold.units) for one in merged.new)
    left_out = len(merged.passages) - many
    return VoicesView(
        shown=tuple(voice(report, code, one, names) for one in merged.standing[:SHOWN]),
        more=Link(_("Xem cả %(n)s ý của đơn vị") % {"n": number(many)}, href),
        new=Link(_("%(n)s đơn vị có ý mới") % {"n": number(new)}, f"{href}#moi") if new else None,
        dropped=_("%(n)s ý đã bỏ") % {"n": number(left_out)} if left_out else "",
    )


def voice(report: PeriodReport, code: str, passage: Passage, names: dict[int, str]) -> VoiceView:
    """One passage, with links to the places from which it comes."""
    units = passage.units
    href = reverse("plans:report-passage", args=[report.pk, code, passage.id])
    sources = {source.unit: source for source in passage.sources}
    links = tuple(
        Link(
            names.get(unit, ""),
            f"{reverse('plans:report-detail', args=[sources[unit].report])}"
            f"#m-{sources[unit].section}",
        )
        for unit in ordered(units, names)
    )
    if len(units) > FEW_UNITS:
        links = (Link(_("%(n)s đơn vị") % {"n": number(len(units))}, href),)
    note = ""
    if passage.gone:
        note = _("%(n)s câu không còn trong báo cáo của đơn vị; xem lại ý này") % {
            "n": number(passage.gone)
        }
    return VoiceView(passage.id, passage.text, links, href, passage.is_rewritten, note)


def ordered(units: tuple[int, ...], names: dict[int, str]) -> list[int]:
    """The units in official order."""
    place = {unit: n for n, unit in enumerate(names)}
    return sorted(units, key=lambda unit: (place.get(unit, len(place)), unit))


def unit_names(passages: Mapping[str, Merged], day: date) -> dict[int, str]:
    """The names of units as of the day of reporting, in official order, ended ones last."""
    names = {row.id: row.name for row in orgs.tree(day)}
    every = {unit for merged in passages.values() for unit in _units_of(merged)}
    return names | {unit: orgs.last_row(unit, day).name for unit in every - names.keys()}


def _units_of(merged: Merged) -> set[int]:
    said = {source.unit for one in merged.passages for source in one.sources}
    return said.union(*(one.fold.units for one in merged.new))
