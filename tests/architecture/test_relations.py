"""Tables of different rooms: keys point down, by name, and nothing is lost with them."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CASCADE, PROTECT, ForeignKey, ManyToManyField, Model
from django.db.models.fields.related import ForeignObject, RelatedField

from .conftest import Source

ORDER = (
    ("reports",),
    ("feedback", "outreach"),
    ("casework", "materials"),
    ("plans",),
    ("procedures",),
    ("documents", "messaging", "backups"),
    ("printing",),
    ("files", "legal", "tokens"),
    ("orgs",),
    ("audit",),
    ("jobs", "idempotency", "ui", "database"),
)
"""From the roof down; test_the_order_is_that_of_the_contracts keeps it the contracts' own."""

FLOOR = {room: number for number, rooms in enumerate(ORDER) for room in rooms}


def _room(model: type[Model]) -> str:
    return model._meta.app_label  # noqa: SLF001  Django's public name for it


def _keys() -> list[RelatedField]:  # type: ignore[type-arg]  # of any field
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith("loa.")
        for field in model._meta.get_fields()  # noqa: SLF001  Django's public name for it
        if isinstance(field, ForeignObject | ManyToManyField)
    ]


def _across() -> list[RelatedField]:  # type: ignore[type-arg]  # of any field
    return [key for key in _keys() if _room(key.model) != _room(key.related_model)]


def test_there_are_keys_to_look_at() -> None:
    assert {_room(key.model) for key in _across()} >= {"plans"}


@pytest.mark.parametrize("key", _across(), ids=str)
def test_a_key_to_another_room(key: RelatedField) -> None:  # type: ignore[type-arg]  # of any field
    assert isinstance(key, ForeignKey), "rooms are joined by plain foreign keys"
    below = _room(key.related_model)
    assert FLOOR[below] > FLOOR[_room(key.model)], "a key points down"
    assert key.remote_field.on_delete is PROTECT
    assert key.remote_field.related_name == "+"


def test_keys_inside_a_room_name_what_happens() -> None:
    for key in _keys():
        if key not in _across() and isinstance(key, ForeignKey) and key.null:
            assert key.remote_field.on_delete is not CASCADE or key.name in {
                "assignment",
                "report",
                "task",
            }, f"{key}: what may be absent must not take its row along"


def test_keys_name_the_other_room_by_string(sources: list[Source]) -> None:
    """An import of a model to point at would go past the facade; the contract doors sees it too."""
    found = [
        f"{source.name}: {line.strip()}"
        for source in sources
        if "models" in source.parts and not source.is_test
        for line in source.text.splitlines()
        if line.startswith("from loa.foundation.") and ".models" in line
        if line.split(".")[2] != source.parts[2]
    ]
    assert found == []


def test_the_order_is_that_of_the_contracts(root: Path) -> None:
    text = (root / ".importlinter").read_text(encoding="utf-8")
    for rooms in ORDER:
        line = {room.strip("() ") for room in " | ".join(rooms).split("|")}
        assert any(
            {room.strip("() ") for room in each.split("|")} == line for each in text.splitlines()
        ), rooms
