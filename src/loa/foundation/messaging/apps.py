"""How Django finds this room."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Messages to people, and what became of them."""

    name = "loa.foundation.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"
