"""How Django finds this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files and what can be read from them."""

    name = "loa.foundation.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
