"""The demonstration: its people, its story in small, and the way back to its first day."""

import random
import tomllib
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from loa.foundation.audit import facade as audit
from loa.foundation.audit.tests.factories import Somebody
from loa.foundation.database import facade as database
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import Change, operation
from loa.modules.plans import facade as plans
from loa.modules.plans.tests.factories import load_references
from loa.surfaces.cli.demo import people, story
from loa.surfaces.cli.demo.acts import ACTS

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
SKIP = ("django_", "auth_permission", "procrastinate_")


@operation
def _write(*, thing: str) -> None:
    change = Change({}, {"told": thing})
    audit.record(actor=Somebody(), verb="TEST", thing=thing, change=change, at=AT)


@pytest.mark.django_db(transaction=True)
def test_go_back_brings_the_first_day_again_and_the_journal_holds() -> None:
    _write(thing="first:1")
    with connection.cursor() as cursor:
        assert not database.is_kept(cursor)
        database.keep(cursor, SKIP)
        assert database.is_kept(cursor)
    _write(thing="second:1")
    assert audit.verify().rows == 2
    try:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            database.go_back(cursor)
            cursor.execute("COMMIT")
        found = audit.verify()
        assert (found.ok, found.rows) == (True, 1)
        assert audit.entries_for("second:1") == []
        _write(thing="third:1")
        assert audit.verify().ok
        with connection.cursor() as cursor, pytest.raises(DatabaseError):
            cursor.execute("DELETE FROM audit_journalrow")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA demo_start CASCADE")


@pytest.mark.django_db
def test_the_buttons_sign_in_the_people_that_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    load_references()
    made: dict[str, str] = {}

    def add_person(**asked: object) -> orgs.Slip:
        slip = _add_person(**asked)  # type: ignore[arg-type]  # passed through
        made[slip.name] = slip.username
        return slip

    _add_person = orgs.add_person
    monkeypatch.setattr(orgs, "add_person", add_person)
    people.named_people(people.Cast(), orgs.cli_actor("demo", people.TREE_DAY))
    text = (settings.REFERENCE_DATA / "demo" / "roles.toml").read_text(encoding="utf-8")
    assert made == {row["name"]: row["username"] for row in tomllib.loads(text)["role"]}


@pytest.mark.django_db
def test_the_story_leaves_work_in_every_state() -> None:
    """Five units of the province play; the whole province is what `up --demo` loads."""
    load_references()
    tree = orgs.tree(people.TREE_DAY)
    district = next(row for row in tree if row.level is orgs.Level.DISTRICT)
    units = [row for row in tree if district.id in {row.id, row.parent_id}][:5]
    cast = people.Cast(plan_officer=orgs.cli_actor("demo", people.TREE_DAY))
    for unit in units:
        for role, book in (
            (orgs.Role.FOCAL_OFFICER, cast.officers),
            (orgs.Role.HEAD, cast.heads),
        ):
            posts = frozenset({orgs.Held(unit.id, role)})
            book[unit.id] = orgs.Actor(None, f"demo:{unit.id}", unit.id, posts)
    posts = frozenset({orgs.Held(district.id, orgs.Role.DISTRICT_OFFICER)})
    cast.district_officers[district.id] = orgs.Actor(None, "demo:d", district.id, posts)
    plan_id = story._plan(cast)  # noqa: SLF001  the first half of the story
    player = story._Player(plan_id, cast, random.Random(3))  # noqa: S311, SLF001  a story
    for row in plans.work_list(plan_id, date(2022, 3, 9)):
        act = next((act for act in ACTS if act.words in row.title), None)
        if act is not None and row.unit_id in cast.officers:
            story._play_row(player, row, act)  # noqa: SLF001  its second half
    rows = plans.work_list(plan_id, date(2022, 3, 10))
    mine = [row for row in rows if row.unit_id in cast.officers]
    states = {row.state for row in mine}
    assert {
        plans.WorkState.NOT_STARTED,
        plans.WorkState.IN_PROGRESS,
        plans.WorkState.DONE,
    } <= states
    assert any(row.is_late for row in mine)
    assert audit.verify().ok
