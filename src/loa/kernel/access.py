"""The answer of a policy: allowed, or denied with a reason that can be shown."""

from dataclasses import dataclass

from loa.kernel.errors import NotAllowed


@dataclass(frozen=True)
class Allowed:
    """Go ahead."""


@dataclass(frozen=True)
class Denied:
    """Not for this actor; `reason` is shown to him."""

    reason: str


Verdict = Allowed | Denied


def require(verdict: Verdict) -> None:
    """Raise NotAllowed with the policy's reason unless the verdict is Allowed."""
    if isinstance(verdict, Denied):
        raise NotAllowed(verdict.reason)
