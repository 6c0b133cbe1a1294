"""What somebody else saved while a form was being filled in, to be read beside what was typed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.forms import BoundField, Form
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Term
from loa.kernel.words import format_number, short_date


def saved_meanwhile(sent: Form, stored: Form, version: int) -> tuple[Term, ...]:
    """The stored words of each field that says something else in the form that was sent.

    Nothing if the sender saw the version that is stored. Ask before the sent form carries the
    new version.
    """
    if sent.data.get("version") == str(version):
        return ()
    return tuple(
        Term(str(field.label), _words(field))
        for field in stored.visible_fields()
        if field.field.has_changed(field.initial, sent[field.name].data)
    )


def _words(field: BoundField) -> str:
    """A value as people read it."""
    value = field.value()
    choices: Iterable[tuple[object, object]] = getattr(field.field, "choices", ())
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, (int, Decimal)):
        return format_number(value)
    if choices:
        chosen = {str(one) for one in (value if isinstance(value, (list, tuple)) else [value])}
        value = ", ".join(str(words) for code, words in choices if str(code) in chosen)
    return str(value or _("Để trống"))
