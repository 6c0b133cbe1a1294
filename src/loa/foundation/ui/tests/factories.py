"""Builders for the tests of pages."""

from typing import Protocol

from django.contrib.auth import get_user_model
from django.test import Client

UNIT_SESSION_KEY = "unit_id"


class Acts(Protocol):
    """Whoever acts: orgs' Actor, known here only by what signing in needs."""

    @property
    def person_id(self) -> int | None:
        """The person, whose account signs in."""

    @property
    def unit_id(self) -> int | None:
        """The unit chosen."""


def sign_in(client: Client, actor: Acts) -> None:
    """Let `client` be this person, working for the unit of the actor."""
    accounts = get_user_model()._default_manager  # noqa: SLF001  Django's documented name
    account = accounts.get(person=actor.person_id)
    client.force_login(account)
    session = client.session
    session[UNIT_SESSION_KEY] = actor.unit_id
    session.save()
