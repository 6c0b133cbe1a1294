"""Parts drawn many times on one page: cells of the grid, of lists and of tables, tags, bars."""

from functools import cache
from itertools import zip_longest

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from loa.foundation.ui import wording
from loa.foundation.ui.matrix_view import MatrixCell, MatrixGroup, MatrixRow, MatrixTotal
from loa.foundation.ui.types import Bar, Cell, Column, Row, WorkRow

_BAR_WIDTH = 1000
_BAR_GAP = 2
_NOTHING = SafeString("")


def glyph(state: str, *, late: bool, alone: bool, done_late: bool = False) -> SafeString:
    """The sign of a state; alone it carries its name."""
    look = wording.shown_look(state, late=late, done_late=done_late)
    if alone:
        return format_html(
            '<svg class="g" role="img" aria-label="{}"><use href="#{}"></use></svg>',
            look.words,
            look.glyph,
        )
    return format_html('<svg class="g" aria-hidden="true"><use href="#{}"></use></svg>', look.glyph)


def tag(words: str, colour: str) -> SafeString:
    """A label in a colour; without one plain words."""
    if not colour:
        return format_html('<span class="state">{}</span>', words)
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


@cache
def state_tag(state: str, *, late: bool, done_late: bool) -> SafeString:
    """The words of a state; what was returned or waits says beside it that it is late."""
    looks = [wording.shown_look(state, late=late, done_late=done_late)]
    if late and state == "RETURNED":
        looks.append(wording.state_look(state))
    if done_late and state == "SUBMITTED":
        looks.append(wording.HANDED_IN_LATE)
    return format_html_join(" ", "{}", ((tag(look.words, look.colour),) for look in looks))


def work_cells(row: WorkRow, form_id: str, *, has_person: bool) -> SafeString:
    """The cells of one thing to do: the tick, the day, what it is, whose, how it stands."""
    title, unit = escape(row.title), escape(row.unit)
    late = " late-r" * row.is_late
    tick = ""
    if row.key:
        tick = (
            f'<label class="chk"><input type="checkbox" name="chosen" value="{escape(row.key)}"'
            f' form="{escape(form_id)}"><span class="vh">Chọn: {title}, {unit}</span></label>'
        )
    ticked = f'<td class="c-ck{late}" role="cell">{tick}</td>' if form_id else ""
    late = "" if form_id else late
    note = f'<div class="meta">{escape(row.note)}</div>' if row.note else ""
    person = f'<td class="c-me" role="cell">{escape(row.person)}</td>' if has_person else ""
    state = state_tag(row.state, late=row.is_late, done_late=row.is_done_late)
    return SafeString(
        f'{ticked}<td class="c-cd cd {escape(row.due.tone)}{late}" role="cell">'
        f"<b>{escape(row.due.day)}</b> <span>{escape(row.due.note)}</span></td>"
        f'<td class="c-t" role="cell"><a class="t" href="{escape(row.href)}">{title}</a>{note}</td>'
        f'<td class="c-un" role="cell">{unit}</td>'
        f'<td class="c-st" role="cell">{state}</td>{person}'
    )


def matrix_cells(row: MatrixRow) -> SafeString:
    """The cells of one unit and its two totals."""
    late = "lt8" if row.is_late else "z"
    end = format_html(
        '<td class="tot first-tot">{}</td><td class="tot {}">{}</td>', row.done, late, row.late
    )
    return SafeString("".join(map(_cell, row.cells)) + end)


def matrix_list(row: MatrixRow) -> SafeString:
    """The cells of one unit that are worth a line, as the list for phones has them."""
    lines = "".join(map(_list_line, row.listed_cells))
    return SafeString(f"<ul>{lines}</ul>") if lines else _NOTHING


def matrix_totals(group: MatrixGroup) -> SafeString:
    """The totals of a group under each task, then of the group."""
    cells = "".join(f"<td>{_total(total)}</td>" for total in group.totals)
    late = "z" if group.late in {"", "0"} else "lt8"
    return SafeString(
        f'{cells}<td class="tot first-tot">{escape(group.done)}</td>'
        f'<td class="tot {late}">{escape(group.late)}</td>'
    )


def table_cells(row: Row, columns: tuple[Column, ...]) -> SafeString:
    """The cells of one line; each carries its column's words for phones."""
    first, *others = row.cells
    warning = (
        format_html(
            '<br><span class="why">{} {}</span>',
            glyph("SUBMITTED", late=False, alone=False),
            row.warning,
        )
        if row.warning
        else _NOTHING
    )
    head = format_html('<th scope="row">{}{}</th>', _value(first), warning)
    rest = format_html_join(
        "",
        '<td class="{}" data-l="{}">{}</td>',
        (
            ("num" if column.is_number else "", column.words, _value(cell))
            for cell, column in zip_longest(others, columns[1:], fillvalue=Cell(""))
            if isinstance(column, Column)
        ),
    )
    return head + rest


def stacked_bar(bar: Bar) -> SafeString:
    """One bar of shares, the first from the left; its words stand in its label."""
    total, left = bar.total, 0.0
    room = _BAR_WIDTH - _BAR_GAP * max(sum(share.count > 0 for share in bar.shares) - 1, 0)
    rects = []
    for share in bar.shares:
        if not share.count:
            continue
        width = share.count / total * room
        rects.append((f"{left:.1f}", f"{width:.1f}", share.kind))
        left += width + _BAR_GAP
    said = ", ".join(f"{share.words} {wording.number(share.count)}" for share in bar.shares)
    return format_html(
        '<svg viewBox="0 0 1000 18" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        f"{bar.words}: {said}, tổng {wording.number(total)}",
        format_html_join(
            "", '<rect x="{}" y="0" width="{}" height="18" class="sh-{}"></rect>', rects
        ),
    )


def _cell(cell: MatrixCell) -> str:
    """One of thousands: joined as it is, so that only what people typed is escaped."""
    if not cell.href:
        return _without_link(cell.state, cell.words)
    look = wording.shown_look(cell.state, late=cell.is_late, done_late=cell.is_done_late)
    classes = f"c{' late' * cell.is_late}{' hit' * cell.is_hit}{' v' * cell.has_difficulty}"
    current = ' aria-current="true"' if cell.is_current else ""
    count = f'<i aria-hidden="true">{escape(cell.number)}</i>' if cell.number else ""
    return (
        f'<td><a class="{classes}" href="{escape(cell.href)}" aria-label="{escape(cell.label)}"'
        f'{current}><svg class="g" aria-hidden="true"><use href="#{look.glyph}"></use></svg>'
        f"{count}</a></td>"
    )


_HAS_DIFFICULTY = ' <span class="meta nw">có vướng mắc</span>'


def _list_line(cell: MatrixCell) -> str:
    look = wording.shown_look(cell.state, late=cell.is_late, done_late=cell.is_done_late)
    words = (
        f'<svg class="g" aria-hidden="true"><use href="#{look.glyph}"></use></svg>'
        f'{escape(cell.task)}<span class="vh">: {look.words}</span>'
        f"{_HAS_DIFFICULTY * cell.has_difficulty}"
    )
    late = ' class="l"' if cell.is_late else ""
    if not cell.href:
        return f"<li{late}><span>{words}</span></li>"
    return f'<li{late}><a href="{escape(cell.href)}">{words}</a></li>'


@cache
def _without_link(state: str, words: str) -> str:
    sign = format_html(
        '<svg class="g" role="img" aria-label="{}"><use href="#{}"></use></svg>',
        words,
        wording.state_look(state).glyph,
    )
    return f'<td><span class="c">{sign}</span></td>'


def _total(total: MatrixTotal) -> str:
    """One of hundreds."""
    if not total.total:
        return '<span class="vh">Không áp dụng</span>'
    late = (
        f'<span class="l">{escape(total.late)}<span class="vh"> quá hạn</span></span>'
        if total.late not in {"", "0"}
        else ""
    )
    return f"<b>{escape(total.done)}</b>/{escape(total.total)}{late}"


def _value(cell: Cell) -> SafeString:
    words = format_html('<b class="bad">{}</b>', cell.words) if cell.is_alert else cell.words
    if cell.href:
        words = format_html('<a href="{}">{}</a>', cell.href, words)
    note = format_html(' <span class="meta">{}</span>', cell.note) if cell.note else _NOTHING
    return format_html("{}{}", words, note)
