"""The values of the page of what changed between two days."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

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
from loa.kernel.words import capitalised, short_date
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries.changes import changes_of
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import WorkState
from loa.modules.plans.types.changes import Changed, ChangeKind, Changes, Sums
from loa.modules.plans.web.change_filters import KIND_WORDS, Asked, address, asked_of
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.presenters import period_words, short_plan_name
from loa.modules.plans.web.reading import Moment

PAGE = 50
COLUMNS = (
    Column(_("Nhiệm vụ")),
    Column(_("Đơn vị")),
    Column(_("Thay đổi")),
    Column(_("Trước")),
    Column(_("Sau")),
    Column(_("Lý do")),
)
SUM_COLUMNS = (
    Column(_("Số liệu")),
    Column(_("Trước"), is_number=True),
    Column(_("Sau"), is_number=True),
    Column(_("Chênh lệch"), is_number=True),
)
_ORDER = tuple(KIND_WORDS)


def changes_page(now: Moment, plan: Plan | None, query: QueryDict) -> dict[str, object]:
    """What changed in one plan, or in all at work that the actor has in his list."""
    asked, found = _found(now, plan, query)
    shown = [row for row in found.rows if asked.fits(row)]
    page = page_asked(query.get("trang", ""), ceil(len(shown) / PAGE))
    name = short_plan_name(plan) if plan else _("Mọi kế hoạch")
    every = reverse("plans:changes-all-sheet")
    sheet = reverse("plans:changes-sheet", args=[plan.pk]) if plan else every
    return {
        "plan": plan,
        "title": _("Thay đổi"),
        "name": name,
        "links": trail(plan, _("Thay đổi")) if plan else (Link(_("Thay đổi")),),
        "tabs": plan_tabs(plan, "changes") if plan else (),
        "form": asked.form,
        "presets": asked.presets,
        "filter_words": f"{short_date(asked.window.first)} – {short_date(asked.window.last)}",
        "filter_links": (Link(_("Bỏ lọc"), "?"),) if asked.narrows else (),
        "lead": _lead(asked, len(shown)),
        "sum_columns": SUM_COLUMNS,
        "sum_rows": tuple(sum_rows(found)),
        "sum_note": _new_period_words(found),
        "kinds": _kind_links(asked, found),
        "columns": COLUMNS,
        "rows": tuple(rows_of(now, shown[(page - 1) * PAGE : page * PAGE])),
        "pages": pages_of(query, page, len(shown), PAGE, _("thay đổi"))
        if len(shown) > PAGE
        else None,
        "sheet_href": f"{sheet}{address(query)}"
        if plan
        else f"{reverse('plans:changes-all-sheet')}{address(query)}",
        "is_narrowed": asked.narrows,
    }


def whole_changes(
    now: Moment, plan: Plan | None, query: QueryDict
) -> tuple[Asked, Changes, list[Row]]:
    """All that the filters let through, every page of it."""
    asked, found = _found(now, plan, query)
    shown = [row for row in found.rows if asked.fits(row)]
    return asked, found, list(rows_of(now, shown))


def _found(now: Moment, plan: Plan | None, query: QueryDict) -> tuple[Asked, Changes]:
    plans = [plan] if plan else queries.plans_at_work(now.actor, now.today)
    asked = asked_of(now, plans, query, offers=plan is None)
    found = changes_of(now.actor, asked.plans, asked.window, now.today, asked.units)
    ordered = sorted(found.rows, key=_place)
    return asked, Changes(tuple(ordered), found.before, found.after)


def _place(row: Changed) -> tuple[int, date, str, int]:
    return (_ORDER.index(row.kind), row.work.due_on, row.work.title, row.work.unit_id)


def _lead(asked: Asked, count: int) -> str:
    days = {"first": short_date(asked.window.first), "last": short_date(asked.window.last)}
    if not count:
        return _("Từ cuối ngày %(first)s đến cuối ngày %(last)s: không có thay đổi.") % days
    return _("Từ cuối ngày %(first)s đến cuối ngày %(last)s: %(n)s thay đổi.") % {
        **days,
        "n": number(count),
    }


def _kind_links(asked: Asked, found: Changes) -> tuple[Link, ...]:
    counts = Counter(row.kind for row in found.rows)
    every = Link(
        _("Tất cả"),
        address(asked.query, loai=""),
        is_current=asked.kind is None,
        count=number(len(found.rows)),
    )
    return (
        every,
        *(
            Link(
                words,
                address(asked.query, loai=kind.value),
                is_current=asked.kind is kind,
                count=number(counts[kind]),
            )
            for kind, words in KIND_WORDS.items()
        ),
    )


def _new_period_words(found: Changes) -> str:
    """Why work counts as done no more though nobody undid it: its next period has begun."""
    count = found.after.begun - found.before.begun
    if count <= 0 or found.before.work != found.after.work:
        return ""
    words = _("%(n)s việc bắt đầu kỳ mới; việc đã xong ở kỳ trước nay tính theo kỳ mới.")
    return words % {"n": number(count)}


def sum_rows(found: Changes) -> Iterable[Row]:
    """The numbers of both days; those of which there was nothing on either are left out."""
    old, new = found.before, found.after
    lines = [
        (_("Việc được giao"), old.work, new.work, False),
        (_("Việc đã xong"), old.closed, new.closed, False),
        (_("Việc chờ duyệt"), old.waiting, new.waiting, False),
        (_("Việc quá hạn"), old.late, new.late, True),
        (_("Việc xong muộn"), old.done_late, new.done_late, False),
        (_("Hoạt động đã ghi"), old.activities, new.activities, False),
        *_measures(old, new),
    ]
    for words, before, after, is_bad in lines:
        if before or after:
            yield Row(
                (
                    Cell(words),
                    Cell(number(before)),
                    Cell(number(after)),
                    Cell(_difference(after - before), is_alert=is_bad and after > before),
                )
            )


def _measures(old: Sums, new: Sums) -> Iterable[tuple[str, int, int, bool]]:
    for code, measure in vocabulary().measures.items():
        words = capitalised(measure.total_label)
        yield words, old.measures.get(code, 0), new.measures.get(code, 0), False


def _difference(count: int) -> str:
    if not count:
        return "0"
    return f"{'+' if count > 0 else '−'}{number(abs(count))}"


def rows_of(now: Moment, changed: Sequence[Changed]) -> Iterable[Row]:
    """The lines of the table."""
    units = orgs.units_by_ids({row.work.unit_id for row in changed}, now.today)
    for row in changed:
        yield Row(
            (
                Cell(
                    capitalised(" ".join(row.work.title.split())),
                    href=reverse("plans:work-detail", args=[row.work.occurrence_id]),
                    note=_note(row),
                ),
                Cell(units[row.work.unit_id].name),
                Cell(KIND_WORDS[row.kind]),
                Cell(_value(row.before)),
                Cell(_value(row.after)),
                Cell(row.reason),
            )
        )


def _note(row: Changed) -> str:
    if row.times > 1:
        return _("%(n)s kỳ") % {"n": number(row.times)}
    return period_words(row.work.period) if row.kind is not ChangeKind.ADDED else ""


def _value(value: date | WorkState | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, WorkState):
        return state_look(value.value).words
    return _("hạn %(day)s") % {"day": short_date(value)}
