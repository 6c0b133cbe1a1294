"""A fast first hasher: what is slow on purpose is not what these tests are about."""

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def fast_passwords(settings: Settings) -> None:
    """MD5 before the hashers of the house."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
