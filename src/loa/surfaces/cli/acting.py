"""Who acts at the console and when, and the end of a command that has written something."""

import os
import pwd
from datetime import date, datetime
from typing import TYPE_CHECKING

from loa.kernel.clock import TZ
from loa.kernel.errors import DomainError

if TYPE_CHECKING:
    from loa.foundation.orgs.facade import Actor


class FollowUpFailed(DomainError):
    """What was asked is written; something that it set off has failed and will be tried again."""

    code = "CLI_FOLLOW_UP_FAILED"


class NotADay(DomainError):
    """What was typed is no day, or no instant."""

    code = "CLI_NOT_A_DAY"


def user() -> str:
    """The name of the account that runs the command; its number where it has no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def at_console() -> "tuple[Actor, datetime, date]":
    """Whoever is at the console, now, on this day; after it Django may be used."""
    from loa.surfaces.cli import readiness  # noqa: PLC0415  other commands go without

    readiness.open_house()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()
    from loa.kernel import clock  # noqa: PLC0415  as above

    at = clock.now()
    today = clock.local_day(at)
    return orgs.cli_actor(user(), today), at, today


def settle() -> None:
    """Return when everything is handled that this command has announced, a worker or not.

    Raises StillAtWork, FollowUpFailed.
    """
    from loa.foundation.jobs import facade as jobs  # noqa: PLC0415  needs django.setup()

    failing = jobs.settle().failing
    if failing:
        message = (
            f"Đã ghi, nhưng {failing} việc xử lý tiếp theo bị lỗi; "
            "sẽ được thử lại khi «loa up» đang chạy."
        )
        raise FollowUpFailed(message)


def day(words: str) -> date:
    """A day as typed: 2022-03-10."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        message = f"«{words}» không phải là ngày: hãy ghi như 2022-03-10."
        raise NotADay(message) from error


def instant(words: str) -> datetime:
    """An instant as typed: 2022-01-28T16:00; without a zone it is Vietnam's time."""
    try:
        given = datetime.fromisoformat(words)
    except ValueError as error:
        message = f"«{words}» không phải là ngày giờ: hãy ghi như 2022-01-28T16:00."
        raise NotADay(message) from error
    return given if given.tzinfo else given.replace(tzinfo=TZ)
