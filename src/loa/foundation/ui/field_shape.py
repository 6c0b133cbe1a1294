"""What a field template needs to know of one bound field."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

_CLASSES = (
    (forms.FileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.CheckboxInput, ""),
    (forms.Select, "govuk-select"),
    (Input, "govuk-input"),
)


@dataclass(frozen=True)
class Option:
    """One radio button or tick of a group."""

    id: str
    tag: SafeString
    words: str


@dataclass(frozen=True)
class FieldShape:
    """How a field is laid out: "group" (fieldset), "tick" (single checkbox) or "line"."""

    kind: str
    options: tuple[Option, ...]
    hint_id: str
    error_id: str
    described_by: str
    is_optional: bool


def shape_of(field: BoundField) -> FieldShape:
    """The layout of one field, with the ids of its hint and error."""
    widget = field.field.widget
    is_choice = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    is_tick = isinstance(widget, forms.CheckboxInput)
    is_group = is_choice or isinstance(widget, forms.MultiWidget)
    hint_id, error_id = f"{field.auto_id}_hint", f"{field.auto_id}_error"
    described = [hint_id] if field.help_text else []
    if field.errors:
        described.append(error_id)
    return FieldShape(
        kind="group" if is_group else "tick" if is_tick else "line",
        options=_options(field) if is_choice else (),
        hint_id=hint_id,
        error_id=error_id,
        described_by=" ".join(described),
        is_optional=not field.field.required and not is_tick,
    )


def draw(field: BoundField) -> SafeString:
    """The field's widget with the house's classes and what describes it.

    A field that shows its hidden initial brings along what the reader saw when it was drawn.
    """
    widget, shape = field.field.widget, shape_of(field)
    attrs: dict[str, str | bool] = {}
    base = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "")
    if base:
        given = str(widget.attrs.get("class", ""))
        error = f"{base}--error" if field.errors else ""
        attrs["class"] = " ".join(name for name in (base, given, error) if name)
    if shape.kind != "group" and shape.described_by:
        attrs["aria-describedby"] = shape.described_by
    if field.errors:
        attrs["aria-invalid"] = "true"
    drawn = field.as_widget(attrs=attrs)
    if field.field.show_hidden_initial:
        return drawn + field.as_hidden(only_initial=True)
    return drawn


def _options(field: BoundField) -> tuple[Option, ...]:
    return tuple(
        Option(option.id_for_label, option.tag(wrap_label=False), str(option.choice_label))
        for option in field.subwidgets
    )
