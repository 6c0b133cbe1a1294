"""Every right that the code asks for is granted to somebody, and every grant is asked for."""

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import ModuleType

from loa.foundation.orgs.grants import GRANTS

from .conftest import Source

WITHOUT_GRANT = {
    "ASSIGNMENT_MOVE_DUE": "the house, when a day off is announced",
    "ASSIGNMENT_SEND_BACK": "only a line of the journal: whoever may approve may send back",
    "ASSIGNMENT_TRANSFER": "the house, when units merge",
    "DOCUMENT_NUMBER_FORGET": "the house, when the number of a report was cancelled",
    "LEGAL_LOAD": "the house, at the start",
    "MESSAGE_DELIVER": "the house, when a message was queued",
    "MONDAY_KEEP": "the house, on Monday mornings",
    "REMARK_FORGET": "the house, when the days of keeping who sent a remark are over",
    "REMARK_SEND": "anybody, without an account, on what is public",
    "URGING_SEND": "the house, when working hours begin",
    "UPLOAD_READ": "the house, when the turn of an upload comes",
}
"""Verbs of the journal that are no right of a person, and why."""


def _verbs(rooms: dict[str, Path]) -> dict[str, str]:
    """The code of every verb in the types of a room, and the room."""
    found = {}
    for name, folder in rooms.items():
        packages = folder.glob("types/__init__.py")
        for path in sorted([*folder.glob("types.py"), *folder.glob("*/types.py"), *packages]):
            inner = path.relative_to(folder).with_suffix("").parts
            where = [part for part in inner if part != "__init__"]
            types = import_module(".".join(("loa", folder.parent.name, name, *where)))
            found.update(_verbs_of(types, name))
    return found


def _verbs_of(types: ModuleType, name: str) -> dict[str, str]:
    verbs = getattr(types, "Verb", None)
    if isinstance(verbs, type) and issubclass(verbs, StrEnum):
        return {verb.value: name for verb in verbs}
    return {}


def test_every_verb_is_granted(rooms: dict[str, Path]) -> None:
    verbs = _verbs(rooms)
    assert "PLAN_IMPORT" in verbs
    assert {verb for verb in verbs if verb not in GRANTS} == set(WITHOUT_GRANT)


def test_every_grant_is_asked_for(rooms: dict[str, Path], sources: list[Source]) -> None:
    verbs = _verbs(rooms)
    asked = {
        verb
        for source in sources
        if not source.is_test and source.parts[-1] != "grants"
        for verb in GRANTS
        if f'"{verb}"' in source.text
    }
    assert {verb for verb in GRANTS if verb not in verbs and verb not in asked} == set()


def test_nobody_has_a_grant_of_nothing() -> None:
    assert [verb for verb, grants in GRANTS.items() if not grants] == []
