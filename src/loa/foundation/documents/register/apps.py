"""How Django finds the tables and pages of the register; the rest of documents has none."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The register of outgoing documents."""

    name = "loa.foundation.documents.register"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
