"""How Django finds this room."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    """One answer for one key, however often it is asked."""

    name = "loa.foundation.idempotency"
    label = "idempotency"
    default_auto_field = "django.db.models.BigAutoField"
