"""Who may do what with messages: the house alone delivers."""

from loa.foundation.orgs.facade import SYSTEM, Actor
from loa.kernel.access import Allowed, Denied, Verdict


def can_deliver(actor: Actor) -> Verdict:
    """Whether the actor is the house."""
    return Allowed() if actor == SYSTEM else Denied("Việc này do hệ thống tự làm.")
