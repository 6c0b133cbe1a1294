"""What somebody else saved while a form was being filled in, to be read beside what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.forms import BoundField, Form
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Term
from loa.kernel import clock
from loa.kernel.words import format_number, short_date
from loa.modules.plans.rules.merging import EditedMeanwhile, part_of_field


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


@dataclass(frozen=True)
class TwoTexts:
    """One field as somebody else saved it beside what was typed; `part` is sent to keep theirs."""

    part: str
    label: str
    stored: str
    typed: str


@dataclass(frozen=True)
class Clash:
    """Somebody else, when, and the texts that differ; `fields` may be sent again as typed."""

    who: str
    rows: tuple[TwoTexts, ...]
    action: str = ""
    form: Form | None = None


def clash_of(refusal: EditedMeanwhile, sent: Form, stored: Form, ref: str) -> Clash:
    """Both texts of each field that two people changed; `ref` is the thing in the journal."""
    names = [
        name
        for name in sent.fields
        if name in stored.fields and {name, part_of_field(name)} & refusal.names
    ]
    return Clash(
        _who(ref),
        tuple(
            TwoTexts(
                part_of_field(name),
                str(sent[name].label),
                _words(stored[name]),
                _words(sent[name]),
            )
            for name in names
            if stored.fields[name].has_changed(stored[name].initial, sent[name].data)
        ),
        form=sent,
    )


def _who(ref: str) -> str:
    """Who changed the thing last, and when: «Ma Thị Hoa, 10:21 ngày 10/02/2022»."""
    last = audit.entries_for(ref)[-1]
    names = orgs.actor_words([last.actor_label])
    at = last.at.astimezone(clock.TZ)
    words = f"{at:%H:%M} {_('ngày')} {short_date(at.date())}"
    return f"{names[last.actor_label] or _('Người khác')}, {words}"


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
