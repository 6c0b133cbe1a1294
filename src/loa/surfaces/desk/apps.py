"""How Django finds this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The workplace of staff: shell, sign-in, my work and what joins subjects."""

    name = "loa.surfaces.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
