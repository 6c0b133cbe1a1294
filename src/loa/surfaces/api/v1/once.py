"""Writes happen once for one Idempotency-Key, and a repeat gets the first answer again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.http import HttpResponse
from ninja import Schema

from loa.foundation.idempotency.facade import JSON, answer_once
from loa.kernel.errors import Stale
from loa.modules.plans.facade import EditedMeanwhile
from loa.surfaces.api.v1.bearer import Call
from loa.surfaces.api.v1.problems import of_failure

_CALLERS = UUID("6f9f1c3e-6d0b-4c5e-9a64-0c9b8a3f2d71")
"""Under it the keys of all callers are made into keys of the house."""


@dataclass(frozen=True)
class Made:
    """What a write came to, and where it now stands."""

    body: Schema
    status: int = 200
    location: str = ""


def own_key(call: Call, key: str) -> UUID:
    """The key as the house knows it: the same text of another token is another key."""
    return uuid5(_CALLERS, f"{call.token_id} {key}")


def once(
    call: Call,
    key: str,
    verb: str,
    asked: Mapping[str, object],
    make: Callable[[], Made],
    *,
    current: Callable[[], Schema] | None = None,
) -> HttpResponse:
    """The answer to a write. Raises KeyReused, StillAnswering, and what `make` raises.

    Whoever wrote on an old version is told the `current` state in the same answer.
    """
    try:
        return _answer(call, key, verb, asked, make)
    except (Stale, EditedMeanwhile) as refusal:
        if current is None:
            raise
        return of_failure(refusal, current())


def _answer(
    call: Call, key: str, verb: str, asked: Mapping[str, object], make: Callable[[], Made]
) -> HttpResponse:
    made_now: list[bool] = []

    def give() -> dict[str, JSON]:
        made = make()
        made_now.append(True)
        body = made.body.model_dump_json()  # as text: a repeat gets the same bytes
        return {"status": made.status, "location": made.location, "body": body}

    given = answer_once(
        key=own_key(call, key),
        actor=call.actor,
        verb=f"api {verb}",
        asked=asked,
        at=call.at,
        give=give,
        waits=False,
    )
    answer = HttpResponse(
        str(given["body"]), status=int(str(given["status"])), content_type="application/json"
    )
    if given["location"]:
        answer["Location"] = str(given["location"])
    if not made_now:
        answer["Idempotency-Replayed"] = "true"
    return answer
