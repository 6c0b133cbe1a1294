"""How Django finds this room."""

from django.apps import AppConfig


class LegalConfig(AppConfig):
    """Dated law and the working calendar by decree."""

    name = "loa.foundation.legal"
    label = "legal"
    default_auto_field = "django.db.models.BigAutoField"
