"""What the lists of all that waits for an answer share: tabs with counts, pages, the table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Generic

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Column,
    Link,
    Row,
    number,
    page_asked,
    pages_of,
    state_look,
)
from loa.kernel.words import short_date
from loa.modules.plans.queries.replies import OPEN
from loa.modules.plans.queries.replies import Row as Told
from loa.modules.plans.types import DifficultyRow
from loa.modules.plans.types.guidance import QuestionRow
from loa.modules.plans.web.reading import DueWords, Moment
from loa.modules.plans.web.reply_pages import is_owed

PAGE = 50
_MOST_WORDS = 120
Units = Mapping[int, orgs.UnitRow]


@dataclass(frozen=True)
class Tabs(Generic[Told]):
    """The tabs of a list by their codes in the address, and which rows stand under each."""

    words: Mapping[str, str]
    late: str
    fits: Callable[[Told, str], bool]

    def chosen(self, typed: str, default: str = "") -> str:
        """The tab that was asked for."""
        return typed if typed in self.words else default

    def links(self, rows: Sequence[Told], tab: str, href: Callable[[str], str]) -> tuple[Link, ...]:
        """Each with its count; what is overdue warns."""
        counts = {code: sum(self.fits(row, code) for row in rows) for code in self.words}
        return tuple(
            Link(
                words,
                href(code),
                is_current=code == tab,
                count=number(counts[code]),
                is_alert=code == self.late and counts[code] > 0,
            )
            for code, words in self.words.items()
        )


def stretch(query: QueryDict, rows: Sequence[Told], noun: str) -> tuple[Sequence[Told], object]:
    """The rows of the page that was asked for, and the links to the others."""
    page = page_asked(query.get("trang", ""), ceil(len(rows) / PAGE))
    return rows[(page - 1) * PAGE : page * PAGE], pages_of(query, page, len(rows), PAGE, noun)


def columns(first: str, *middle: str) -> tuple[Column, ...]:
    """The heads of the table."""
    return tuple(map(Column, (first, *middle, _("Hạn trả lời"), _("Tình trạng"))))


def table(
    now: Moment,
    rows: Sequence[Told],
    page: str,
    middle: Callable[[Told, Units], tuple[Cell, ...]],
    settled_on: Callable[[Told], date | None],
) -> tuple[Row, ...]:
    """A row for each: its words, what its kind shows, until when it waits, where it stands."""
    units = orgs.units_by_ids(
        {row.holder_id for row in rows} | {getattr(row, "unit_id", row.holder_id) for row in rows},
        now.today,
    )
    due = DueWords(now.today)
    found = []
    for row in rows:
        is_open, is_alert = row.state.value == OPEN, is_owed(row)
        day = due(row.due_on, is_open=is_open)
        state = _("Quá hạn trả lời") if is_alert else state_look(row.state.value).words
        settled = settled_on(row)
        found.append(
            Row(
                (
                    Cell(first_words(row.words), href=reverse(page, args=[row.id]), note=row.about),
                    *middle(row, units),
                    Cell(day.day, note=day.note if is_open else "", is_alert=is_alert),
                    Cell(state, note=short_date(settled) if settled else "", is_alert=is_alert),
                )
            )
        )
    return tuple(found)


def asker_and_holder(row: DifficultyRow | QuestionRow, units: Units) -> tuple[Cell, ...]:
    """Who asked, and who is to answer."""
    return Cell(units[row.unit_id].name), Cell(units[row.holder_id].body_name)


def first_words(words: str) -> str:
    """As many as stand in a row."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _MOST_WORDS else f"{plain[:_MOST_WORDS].rsplit(' ', 1)[0]} …"
