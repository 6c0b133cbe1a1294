"""Events as JSON and back, by the fields of their dataclass. Plain Python."""

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, cast
from uuid import UUID

E = TypeVar("E")

_AS_IS = (bool, int, float, str)


def name_of(event: type) -> str:
    """The stable name of an event: its room and class, "orgs.UnitMerged"."""
    return f"{room_of(event.__module__)}.{event.__name__}"


def room_of(module: str) -> str:
    """The room of a dotted module name: "loa.modules.plans.handlers" lies in "plans"."""
    parts = module.split(".")
    below = parts[parts.index("loa") + 1 :] if "loa" in parts else parts
    return below[1] if below[0] in {"modules", "foundation", "surfaces"} else below[0]


def pack(event: object) -> dict[str, object]:
    """The fields as JSON values. Raises TypeError for what is no dataclass or holds no plain value.

    Plain are bool, int, float, str, None, date, datetime, UUID, Decimal, enums of these, and
    tuples of plain values.
    """
    if not is_dataclass(event) or isinstance(event, type):
        message = f"{type(event).__name__} is no event: events are dataclasses"
        raise TypeError(message)
    return {each.name: _pack(getattr(event, each.name)) for each in fields(event)}


def unpack(event: type[E], data: dict[str, object]) -> E:
    """The event again. A field added since takes its default; one that is gone is ignored."""
    hints = typing.get_type_hints(event)
    known = {each.name for each in fields(cast("Any", event))}
    given = {name: _unpack(hints[name], data[name]) for name in data if name in known}
    return event(**given)


def _pack(value: object) -> object:
    if isinstance(value, Enum):
        return _pack(value.value)
    if value is None or isinstance(value, _AS_IS):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_pack(item) for item in value]
    message = f"an event cannot carry a {type(value).__name__}"
    raise TypeError(message)


def _unpack(hint: Any, value: Any) -> object:  # noqa: ANN401  a type as it stands in a field
    if value is None:
        return None
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        (hint,) = (each for each in inner if each is not type(None))
        return _unpack(hint, value)
    if origin is tuple:
        each_of = inner[:1] * len(value) if inner[1:] == (Ellipsis,) else inner
        return tuple(_unpack(*pair) for pair in zip(each_of, value, strict=True))
    if hint in {date, datetime}:
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, UUID | Decimal | Enum):
        return hint(value)
    return value
