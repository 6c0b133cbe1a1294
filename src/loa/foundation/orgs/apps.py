"""How Django finds this room."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Units as a dated tree, people, posts, accounts and roles."""

    name = "loa.foundation.orgs"
    label = "orgs"
    default_auto_field = "django.db.models.BigAutoField"
