"""How Django finds this room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public site."""

    name = "loa.surfaces.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
