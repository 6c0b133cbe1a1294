"""An upload that could not be read stays, as received, for whoever sent it."""

import hashlib
from datetime import datetime

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies, queries
from loa.modules.plans.types import Verb

MOST_KEPT = 20
"""Uploads of one person: enough for a day of trials, too few to fill a disk."""


@operation
def keep_unread(*, actor: orgs.Actor, name: str, data: bytes, at: datetime) -> None:
    """Keep the bytes; the same ones sent again are there already, the oldest of too many go.

    Raises the refusals of files for what is empty or too large.
    """
    on = local_day(at)
    known = {upload.sha256 for upload in queries.unread_uploads(actor)}

    require(policies.can(actor, Verb.IMPORT, orgs.root_row(on).id, on))
    if hashlib.sha256(data).hexdigest() in known:
        return

    # The journal's lines are written by files.
    if actor.person_id is not None:
        files.forget_unread(actor_id=actor.person_id, keep=MOST_KEPT - 1, at=at)
    files.store(actor_id=actor.person_id, name=name, data=data, at=at, purpose=files.Purpose.UNREAD)
