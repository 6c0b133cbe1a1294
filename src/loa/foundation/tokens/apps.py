"""How Django finds this room."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """Tokens by which other programs act, each as a machine with one post."""

    name = "loa.foundation.tokens"
    label = "tokens"
    default_auto_field = "django.db.models.BigAutoField"
