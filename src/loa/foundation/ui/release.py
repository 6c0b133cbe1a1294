"""Which build of the pages answers, so that an open page can tell that it has become old."""

from django.contrib.staticfiles.storage import staticfiles_storage

from loa import __version__

HEADER = "Loa-Release"


def release() -> str:
    """The version, with the hash of all front-end files where they were collected."""
    files = getattr(staticfiles_storage, "manifest_hash", "")
    return f"{__version__}-{files}" if files else __version__
