"""How Django finds this room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Layouts, components, tokens, icons and what every page shares."""

    name = "loa.foundation.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
