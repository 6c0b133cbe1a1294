"""How Django finds this room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents: parsed in, composed out."""

    name = "loa.foundation.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
