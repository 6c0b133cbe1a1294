"""Who calls: the machine behind the token, for what its token is, and not too often."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security.base import SecuritySchema

from loa.foundation.orgs.facade import Actor, count_use
from loa.foundation.tokens import facade as tokens
from loa.foundation.tokens.facade import Scope
from loa.kernel import clock
from loa.kernel.errors import NotAllowed, TooOften
from loa.surfaces.api.v1.problems import TokenMissing, TooManyCalls

_NOTED_EVERY = timedelta(hours=1)


class Call(NamedTuple):
    """Who acts and when, read once at the edge; `token_id` keeps the keys of callers apart."""

    actor: Actor
    at: datetime
    today: date
    token_id: int


class Bearer:
    """Lets a token of one scope in; django-ninja asks it before each operation."""

    openapi_security_schema = SecuritySchema(
        type="http", scheme="bearer", description="Mã tạo bằng «loa token create»."
    )

    def __init__(self, scope: Scope) -> None:
        """`scope` is what the token must be for."""
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Call:
        """The call. Raises TokenMissing, TooManyCalls, NotAllowed."""
        scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
        at = clock.now()
        found = tokens.bearer_of(text.strip(), at) if scheme.lower() == "bearer" else None
        if found is None:
            raise TokenMissing
        _count(found.actor, clock.local_day(at))
        if not found.actor.posts:
            raise NotAllowed(_("Hôm nay mã này không còn vai trò nào ở đơn vị nào trong tỉnh."))
        if self.scope not in found.scopes:
            words = _("Mã này không có phạm vi «%(scope)s». Tạo mã khác có phạm vi đó.")
            raise NotAllowed(words % {"scope": self.scope.value})
        if found.last_used_at is None or at - found.last_used_at >= _NOTED_EVERY:
            tokens.note_use(actor=found.actor, token_id=found.token_id, at=at)
        return Call(found.actor, at, clock.local_day(at), found.token_id)


def call_of(request: HttpRequest) -> Call:
    """The call that `Bearer` let in."""
    found: Call = request.auth  # type: ignore[attr-defined]  # set by django-ninja
    return found


READS = Bearer(Scope.READ)
PLANS = Bearer(Scope.PLANS)
WORK = Bearer(Scope.WORK)
REPORTS = Bearer(Scope.REPORTS)


def _count(actor: Actor, today: date) -> None:
    """Each token is a machine of its own; all web processes count together. Raises TooManyCalls."""
    try:
        count_use(actor, "api.calls", today)
    except TooOften as refusal:
        raise TooManyCalls(wait_s=refusal.wait_s) from refusal
