"""Shapes that several operations share: numbers, words, days, keys, what is sent."""

from datetime import date
from typing import Annotated

from ninja import Header, Schema
from pydantic import AfterValidator, ConfigDict, Field

from loa.surfaces.api.v1.problems import Problem

_FIRST_YEAR, _LAST_YEAR = 1945, 2100


def _near(day: date) -> date:
    """A day that a plan can speak of. Raises ValueError."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        message = f"từ năm {_FIRST_YEAR} đến năm {_LAST_YEAR}"
        raise ValueError(message)
    return day


Limit = Annotated[int, Field(ge=1, le=500)]
Offset = Annotated[int, Field(ge=0, le=1_000_000)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Version = Annotated[int, Field(ge=1, le=2**31 - 2, description="«version» đã đọc.")]
Day = Annotated[date, AfterValidator(_near)]
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00]+$")]
Line = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
Text = Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")]
Reason = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^\x00]+$")]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="Mỗi yêu cầu một khóa mới; gửi lại thì dùng lại khóa cũ.",
    ),
]


class Sending(Schema):
    """What is sent: nothing but what the contract names."""

    model_config = ConfigDict(extra="forbid")


class Step(Sending):
    """A step, taken on what was read at `version`."""

    version: Version


class ReasonedStep(Step):
    """A step that needs its reason in words."""

    reason: Reason


class UnitName(Schema):
    """A unit in few words."""

    code: str
    name: str


READ_PROBLEMS = dict.fromkeys((401, 403, 404, 405, 422, 429, 500, 503), Problem)
WRITE_PROBLEMS = {**READ_PROBLEMS, 400: Problem, 409: Problem, 413: Problem}
