"""The page of a head as one A4 page, and those that were kept on Mondays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from loa.foundation.printing.facade import FAMILY, SPARE_FAMILIES, key_of, made_once, render
from loa.modules.plans.models import MondayPage
from loa.modules.plans.rules.oversight import Overview, from_json

_TEMPLATE = Path(__file__).parent.parent / "print" / "oversight.typ"
_LISTED = 12


@dataclass(frozen=True)
class Kept:
    """A page as it was counted on a Monday."""

    monday: date
    at: datetime
    page: Overview


def mondays_of(unit_id: int) -> list[date]:
    """The Mondays of which the unit has a page, newest first, some months back."""
    rows = MondayPage.objects.filter(unit=unit_id).order_by("-monday")
    return list(rows.values_list("monday", flat=True)[:_LISTED])


def kept_on(unit_id: int, monday: date) -> Kept | None:
    """The page of that Monday; None where none was made then."""
    row = MondayPage.objects.filter(unit=unit_id, monday=monday).first()
    return None if row is None else Kept(row.monday, row.at, from_json(row.figures))


def kept_before(unit_id: int, day: date) -> Kept | None:
    """The last page that was kept on a Monday before the day; None where none was."""
    rows = MondayPage.objects.filter(unit=unit_id, monday__lt=day).order_by("-monday")
    row = rows.first()
    return None if row is None else Kept(row.monday, row.at, from_json(row.figures))


def as_pdf(words: Mapping[str, object]) -> bytes:
    """The page as tagged PDF, made once for what is in it. MissingGlyph, PrintFailed of printing.

    Whoever asks may read the page.
    """
    data = {"fonts": [FAMILY, *SPARE_FAMILIES], **words}
    key = key_of("oversight", _TEMPLATE.read_bytes(), data)
    folder = Path(settings.LOA_DATA) / "made"
    return made_once(folder, key, lambda: render(_TEMPLATE, data))
