"""How forms are drawn: `{{ field.as_field_group }}` gives label, hint, error and field."""

from django.forms.renderers import DjangoTemplates


class LoaRenderer(DjangoTemplates):
    """Django's widgets inside the house's own field and form templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "django/forms/formsets/div.html"
