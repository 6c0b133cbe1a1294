"""How Django finds this room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans: documents become tasks, assignments, activities and reports."""

    name = "loa.modules.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
