"""Writes of idempotency."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import TypeVar, cast
from uuid import UUID

from django.db import connection

from loa.foundation.idempotency.models import Answer
from loa.foundation.idempotency.types import JSON, AskingActor
from loa.kernel.db import operation
from loa.kernel.errors import DomainError

J = TypeVar("J", bound=JSON)


class KeyReused(DomainError):
    """The key was used before: for something else, or by somebody else."""

    code = "IDEMPOTENCY_KEY_REUSED"
    message_vi = "Biểu mẫu này đã được gửi với nội dung khác. Tải lại trang rồi gửi lại."


class StillAnswering(DomainError):
    """The first call with the key is at work, and the caller does not want to wait for it."""

    code = "IDEMPOTENCY_STILL_ANSWERING"
    message_vi = (
        "Yêu cầu trước với khóa này còn đang được xử lý. Chờ vài giây rồi gửi lại y như cũ."
    )


@operation
def answer_once(
    *,
    key: UUID,
    actor: AskingActor,
    verb: str,
    asked: Mapping[str, object],
    at: datetime,
    give: Callable[[], J],
    waits: bool = True,
) -> J:
    """What `give` answers, computed once for the key and stored in the same transaction.

    A repeat gets the stored answer, also one that comes while the first is still at work: it
    waits, or raises StillAnswering where `waits` is false. `asked` is what the caller wants (dates,
    ids and UUIDs are fine); the same key with other content, another verb or another actor raises
    KeyReused. A first call that fails stores nothing, so the key can be tried again. What `give`
    returns is what a repeat will get: plain JSON, text keys only.
    """
    if not waits and not _is_free(key):
        raise StillAnswering
    digest = _digest(verb, asked)
    if _claim(key, actor, verb, digest, at):
        answer = give()
        _keep(key, answer)
        return answer
    given = Answer.objects.get(pk=key)
    if bytes(given.asked_digest) != digest or (given.actor_id, given.actor_label) != _who(actor):
        raise KeyReused
    return cast("J", given.answer)


@operation
def purge(*, older_than: datetime) -> int:
    """Forget the keys used before an instant; how many. A key that old counts as new again."""
    return Answer.objects.filter(at__lt=older_than).delete()[0]


def _claim(key: UUID, actor: AskingActor, verb: str, digest: bytes, at: datetime) -> bool:
    """Whether the key is ours now. Waits for whoever has inserted it and not committed yet."""
    person_id, label = _who(actor)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO idempotency_answer (key, actor_id, actor_label, verb, asked_digest, at)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING",
            [key, person_id, label, verb, digest, at],
        )
        return bool(cursor.rowcount)


def _keep(key: UUID, answer: JSON) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE idempotency_answer SET answer = %s WHERE key = %s", [json.dumps(answer), key]
        )


def _is_free(key: UUID) -> bool:
    """Whether nobody else who does not wait is at work on the key; held until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 1))", [str(key)])
        return bool(cursor.fetchone()[0])


def _who(actor: AskingActor) -> tuple[int | None, str]:
    """A person under any of his roles is the same; without a person the label tells."""
    return (actor.person_id, "" if actor.person_id is not None else str(actor.label))


def _digest(verb: str, asked: Mapping[str, object]) -> bytes:
    content = json.dumps([str(verb), asked], sort_keys=True, ensure_ascii=False, default=str)
    return sha256(content.encode()).digest()
