"""Counts what people do too often, for all web processes together, in the table `orgs_tries`.

A count stands in no transaction of the house: what was refused afterwards was asked all the same.
The time is that of the database, since the wait is a matter of the machine and not of a day.
"""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from loa.foundation.orgs.limits import limit_on
from loa.foundation.orgs.types import Actor
from loa.kernel.errors import TooOften

_COUNT = """
INSERT INTO orgs_tries (cache_key, value, expires)
VALUES (%(key)s, %(many)s, statement_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (cache_key) DO UPDATE SET
    value = CASE WHEN orgs_tries.expires <= statement_timestamp() THEN excluded.value
        ELSE (orgs_tries.value::bigint + excluded.value::bigint)::text END,
    expires = CASE WHEN orgs_tries.expires <= statement_timestamp() THEN excluded.expires
        ELSE orgs_tries.expires END
RETURNING value::bigint, ceil(extract(epoch FROM expires - statement_timestamp()))::int
"""
"""One statement, so that two at once count as two. The first use opens a span; later ones do not
make it longer."""
_MINUTE = 60


def count_use(actor: Actor, code: str, on: date, *, many: int = 1) -> None:
    """Count what a person does; the house itself is not counted. Raises TooOften."""
    if actor.person_id is None:
        return
    words = _(
        "Bạn vừa gửi hoặc tải nhiều tệp liên tục (tối đa %(most)s trong %(span)s). Hãy chờ "
        "%(wait)s rồi làm tiếp; chữ đã nhập vẫn còn."
    )
    _count(f"{code} person {actor.person_id}", code, on, many, words)


def count_from(place: str, code: str, on: date) -> None:
    """Count what comes from one place of strangers, e.g. a keyed hash of an address.

    Raises TooOften.
    """
    words = _(
        "Từ nơi này vừa gửi nhiều lần liên tục (tối đa %(most)s trong %(span)s). Hãy chờ %(wait)s "
        "rồi thử lại; chữ đã nhập vẫn còn khi quay lại trang trước."
    )
    _count(f"{code} from {place}", code, on, 1, words)


def _count(key: str, code: str, on: date, many: int, words: str) -> None:
    limit = limit_on(code, on)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "many": str(many), "seconds": limit.seconds})
        used, wait = cursor.fetchone()
    if used > limit.most:
        told = {"most": limit.most, "span": _span(limit.seconds), "wait": _span(wait)}
        raise TooOften(words % told, wait_s=wait)


def _span(seconds: int) -> str:
    """A number of seconds in words: whole minutes as minutes."""
    if seconds >= _MINUTE:
        return _("%(n)s phút") % {"n": -(-seconds // _MINUTE)}
    return _("%(n)s giây") % {"n": seconds}
