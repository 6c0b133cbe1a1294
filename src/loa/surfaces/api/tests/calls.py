"""What tests of the contract share: a program with a token, on the day of the scene."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.test import Client

from loa.foundation.orgs.facade import Actor
from loa.foundation.orgs.tests.factories import make_account
from loa.foundation.tokens.facade import Scope
from loa.foundation.tokens.tests.factories import make_token

V1 = "/api/v1"


class Program:
    """Calls the contract with a token of its own; failures are answered as it would see them."""

    def __init__(self, token: str) -> None:
        """Keep the token."""
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"}

    @classmethod
    def of(cls, actor: Actor, scopes: tuple[Scope, ...] = tuple(Scope)) -> "Program":
        """A program that may what the actor may."""
        account = make_account(actor)
        assert actor.unit_id is not None
        return cls(make_token(account.person_id, actor.unit_id, scopes=scopes))

    def get(self, path: str) -> Any:  # noqa: ANN401  Django's client answers an untyped response
        """Read."""
        return self.client.get(f"{V1}{path}", headers=self.headers)

    def post(
        self, path: str, body: Mapping[str, object] | None = None, key: str | None = None
    ) -> Any:  # noqa: ANN401  as above
        """Write, with a key of its own unless one is given."""
        headers = {**self.headers, "Idempotency-Key": key or str(uuid4())}
        return self.client.post(
            f"{V1}{path}", body or {}, content_type="application/json", headers=headers
        )

    def send(self, path: str, form: Mapping[str, object], key: str | None = None) -> Any:  # noqa: ANN401
        """Write files."""
        headers = {**self.headers, "Idempotency-Key": key or str(uuid4())}
        return self.client.post(f"{V1}{path}", form, headers=headers)
