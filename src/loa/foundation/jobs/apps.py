"""How Django finds this room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Announced events and the work they start, queued in the writer's transaction."""

    name = "loa.foundation.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
