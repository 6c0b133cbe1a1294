"""Small parts that templates draw: icons, state tags, glyphs, due days."""

import json
from functools import cache

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from loa.foundation.ui import drawing, problems, wording
from loa.foundation.ui import field_shape as shapes
from loa.foundation.ui.matrix_view import MatrixGroup, MatrixRow
from loa.foundation.ui.release import release
from loa.foundation.ui.types import Bar, Column, Due, Row, WorkRow

register = template.Library()

_STYLESHEETS = (
    "loa",
    "tokens",
    "base",
    "shell",
    "frame",
    "controls",
    "fields",
    "parts",
    "components",
    "pages",
    "work-list",
    "urging",
    "document",
    "check",
    "annex",
    "matrix",
    "calendar",
    "assignment",
    "report",
    "overview",
    "phone",
    "util",
    "thumb",
    "print",
)
_HTMX = {
    "allowEval": False,
    "allowScriptTags": False,
    "includeIndicatorStyles": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "refreshOnHistoryMiss": True,
    "scrollBehavior": "auto",
    "defaultSettleDelay": 0,
    "attributesToSettle": ["class", "width", "height"],
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}


@register.simple_tag
@cache
def stylesheets() -> SafeString:
    """{% stylesheets %}: the house's style sheets in the order of their layers.

    A process serves one build, so their addresses are put together once.
    """
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((static(f"ui/css/{name}.css"),) for name in _STYLESHEETS),
    )


@register.simple_tag
@cache
def htmx_config() -> SafeString:
    """{% htmx_config %}: no eval, own origin only, a refused form (422) is swapped in.

    The browser keeps no copies of pages: going back asks the server for the whole page, so
    nothing of one person's work stays for the next, and no bare fragment comes back.
    """
    return format_html('<meta name="htmx-config" content="{}">', json.dumps(_HTMX))


@register.simple_tag
def release_mark() -> SafeString:
    """{% release_mark %}: which build made this page; compared with later answers."""
    return format_html('<meta name="loa-release" content="{}">', release())


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "bell" %}: a decorative drawing of the sprite; the words stand beside it."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"></use></svg>', name)


@register.simple_tag
def glyph(
    state: str, *, late: bool = False, alone: bool = False, done_late: bool = False
) -> SafeString:
    """{% glyph "DONE" late=cell.is_late alone=True %}: the sign of a state.

    `alone` when no words stand beside it: then the sign carries its name.
    """
    return drawing.glyph(state, late=late, alone=alone, done_late=done_late)


@register.simple_tag
def state_tag(state: str, *, late: bool = False, done_late: bool = False) -> SafeString:
    """{% state_tag row.state late=row.is_late done_late=row.is_done_late %}: words of a state.

    Red when it is owed past its day; what was returned then says both, as does what was handed in
    after its day and waits. A finished thing is plain text, in time or late.
    """
    return drawing.state_tag(state, late=late, done_late=done_late)


@register.simple_tag
def tag(words: str, colour: str = "") -> SafeString:
    """{% tag "Nhập thay" "grey" %}: a label in red, yellow, blue, purple, grey; else plain."""
    return drawing.tag(words, colour)


@register.simple_tag
def due(day: Due) -> SafeString:
    """{% due row.due %}: a day in bold and what it means today; never by colour alone."""
    stamp = format_html('<time datetime="{}">{}</time>', day.iso, day.day) if day.iso else day.day
    note = format_html(" <span>{}</span>", day.note) if day.note else ""
    return format_html('<div class="cd {}"><b>{}</b>{}</div>', day.tone, stamp, note)


@register.simple_tag
def field_shape(field: BoundField) -> shapes.FieldShape:
    """{% field_shape field as shape %}: how the field template lays a field out."""
    return shapes.shape_of(field)


@register.simple_tag
def field_widget(field: BoundField) -> SafeString:
    """{% field_widget form.reason %}: only the input, with classes and what describes it."""
    return shapes.draw(field)


@register.simple_tag
def error_list(form: BaseForm | None) -> list[problems.Problem]:
    """{% error_list form as problems %}: what is wrong with a refused form."""
    return problems.of_form(form)


@register.simple_tag
def field_errors(field: BoundField) -> list[str]:
    """{% field_errors field as errors %}: what is wrong with one field."""
    return problems.of_field(field)


@register.filter
def number(value: int) -> str:
    """{{ page.activities|number }}: a count as Vietnamese writes it; never a code, year or id."""
    return wording.number(value)


@register.simple_tag
def matrix_cells(row: MatrixRow) -> SafeString:
    """{% matrix_cells row %}: the cells of one unit."""
    return drawing.matrix_cells(row)


@register.simple_tag
def matrix_list(row: MatrixRow) -> SafeString:
    """{% matrix_list row %}: what of one unit stands in the list for phones."""
    return drawing.matrix_list(row)


@register.simple_tag
def matrix_totals(group: MatrixGroup) -> SafeString:
    """{% matrix_totals group %}: the totals of one group."""
    return drawing.matrix_totals(group)


@register.simple_tag
def table_cells(row: Row, columns: tuple[Column, ...]) -> SafeString:
    """{% table_cells row columns %}: the cells of one line of a table."""
    return drawing.table_cells(row, columns)


@register.simple_tag
def work_cells(row: WorkRow, form_id: str, person_words: str) -> SafeString:
    """{% work_cells row form_id person_words %}: the cells of one thing to do.

    A tick where the list has a bulk form, the person where the list has such a column.
    """
    return drawing.work_cells(row, form_id, has_person=bool(person_words))


@register.simple_tag
def stacked_bar(bar: Bar) -> SafeString:
    """{% stacked_bar bar %}: a bar of shares, told in words too."""
    return drawing.stacked_bar(bar)
