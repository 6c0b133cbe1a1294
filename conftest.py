"""What every test shares."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
os.environ.setdefault(
    "DATABASE_URL", "postgresql://postgres@/postgres?host=/tmp&port=5499"
)  # placeholder until the embedded start is here
