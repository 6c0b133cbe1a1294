"""A person makes, replaces and ends the secret address of his own calendar feed."""

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import NotFound
from loa.modules.plans.models import CalendarFeed
from loa.modules.plans.queries.feeds import hashed


@operation
def make_feed(*, actor: orgs.Actor, key: UUID, version: int, at: datetime) -> str:
    """The secret of a new address, which ends the one before; nobody can read it again.

    It follows from the form, so that a form sent twice shows the address that holds. `version` is
    0 where there was none. Raises NotFound for who is no person, Stale.
    """
    person_id = _person(actor)
    secret = _secret(person_id, key)
    feed, is_new = CalendarFeed.objects.select_for_update(of=("self",)).get_or_create(
        person_id=person_id,
        defaults={"secret_hash": hashed(secret), "key": key, "made_at": at},
    )
    if not is_new and feed.key == key:
        return secret
    if not is_new:
        compare_and_set(feed, version, secret_hash=hashed(secret), key=key, made_at=at)

    change = Change({"is_open": not is_new}, {"is_open": True})
    audit.record(actor=actor, verb="FEED_MAKE", thing=feed.ref, change=change, at=at)
    return secret


@operation
def end_feed(*, actor: orgs.Actor, at: datetime) -> None:
    """The address answers nobody from now on; a second time finds it so."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).filter(person_id=_person(actor))
    found = feed.exclude(secret_hash=None).first()
    if found is None:
        return

    compare_and_set(found, found.version, secret_hash=None, key=None)

    change = Change({"is_open": True}, {"is_open": False})
    audit.record(actor=actor, verb="FEED_END", thing=found.ref, change=change, at=at)


def _person(actor: orgs.Actor) -> int:
    if actor.person_id is None:
        raise NotFound
    return actor.person_id


def _secret(person_id: int, key: UUID) -> str:
    """256 bits that nobody guesses without the key of this installation."""
    told = f"calendar feed {person_id} {key}".encode()
    mark = hmac.new(settings.SECRET_KEY.encode(), told, sha256).digest()
    return urlsafe_b64encode(mark).decode().rstrip("=")
