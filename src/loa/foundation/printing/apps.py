"""How Django finds this room."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    """PDF, Excel and CSV files out of plain values."""

    name = "loa.foundation.printing"
    label = "printing"
    default_auto_field = "django.db.models.BigAutoField"
