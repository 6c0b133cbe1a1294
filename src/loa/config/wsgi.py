"""The door for a WSGI server."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
if not settings.SECRET_KEY_IS_KEPT:
    message = (
        "No secret key: each process would sign cookies with another. Start the site with `loa up`,"
        " or set LOA_SECRET_KEY."
    )
    raise ImproperlyConfigured(message)
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every page, so that the first request need not load them
# What is loaded stays: no collection looks through it for a tenth of a second while somebody waits.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 10, 10)  # a page makes tens of thousands of values and no ring of them
