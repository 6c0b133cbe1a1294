"""The errors of a refused form, in words that say what to do."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget


@dataclass(frozen=True)
class Problem:
    """One error; `href` leads to its field."""

    words: str
    href: str = ""


def of_form(form: forms.BaseForm | None) -> list[Problem]:
    """All errors of a form, those of no field first."""
    if form is None or not form.is_bound:
        return []
    found = [Problem(str(words)) for words in form.non_field_errors()]
    for field in form:
        if field.is_hidden:
            found += [Problem(words) for words in of_field(field)]
        else:
            found += [Problem(words, f"#{_target(field)}") for words in of_field(field)]
    return found


def of_field(field: BoundField) -> list[str]:
    """The errors of one field; an empty one is told what to enter, by its own label."""
    return [
        _missing(field) if error.code == "required" else " ".join(map(str, error.messages))
        for error in _errors(field)
    ]


def _errors(field: BoundField) -> list[ValidationError]:
    return list(field.errors.as_data())


def _missing(field: BoundField) -> str:
    label = str(field.label)
    label = label if label.isupper() or label[1:2].isupper() else label[:1].lower() + label[1:]
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return f"Đánh dấu ô «{field.label}»."
    if isinstance(widget, forms.FileInput):
        return f"Chọn tệp: {label}."
    if isinstance(widget, ChoiceWidget):
        return f"Chọn {label}."
    return f"Nhập {label}."


def _target(field: BoundField) -> str:
    """The id of what takes the focus: of a group, its first part."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{field.auto_id}_0"
    return str(field.auto_id)
