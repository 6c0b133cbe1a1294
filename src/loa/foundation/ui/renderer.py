"""How forms are drawn: `{{ field.as_field_group }}` gives label, hint, error and field."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString

_SELECT = "django/forms/widgets/select.html"
_OPTION = "django/forms/widgets/select_option.html"


class LoaRenderer(DjangoTemplates):
    """Django's widgets inside the house's own field and form templates.

    Lists of choices are written out here: Django renders two templates for each choice, on which a
    page that offers a plan's tasks and units spends a tenth of its time.
    """

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "django/forms/formsets/div.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """A widget, field or form as HTML."""
        if template_name == _SELECT and _is_plain(context["widget"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _is_plain(widget: Mapping[str, Any]) -> bool:
    """Whether every choice is drawn as Django draws it."""
    return all(
        option["template_name"] == _OPTION
        for _group, options, _place in widget["optgroups"]
        for option in options
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    """What `select.html` gives, but for its spaces."""
    inner = "".join(
        _group(words, "".join(map(_option, options)))
        for words, options, _place in widget["optgroups"]
    )
    start = f'<select name="{escape(widget["name"])}"{_attrs(widget["attrs"])}>'
    return SafeString(f"{start}{inner}</select>")


def _group(words: str | None, options: str) -> str:
    return f'<optgroup label="{escape(words)}">{options}</optgroup>' if words else options


def _option(option: Mapping[str, Any]) -> str:
    value, words = escape(str(option["value"])), escape(option["label"])
    return f'<option value="{value}"{_attrs(option["attrs"])}>{words}</option>'


def _attrs(attrs: Mapping[str, object]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in attrs.items()
        if value is not False
    )
