"""How Django finds this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The journal: append-only and hash-chained."""

    name = "loa.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
