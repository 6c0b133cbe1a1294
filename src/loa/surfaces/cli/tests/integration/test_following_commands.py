"""`loa plan guidance|changes|deliveries|reports`: the contract that scripts rely on."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from loa.kernel import clock
from loa.modules.plans.facade import delivery
from loa.modules.plans.tests.factories import (
    AT,
    MARCH,
    Scene,
    as_person,
    asked,
    begun,
    issued,
    make_scene,
    published,
)
from loa.surfaces.cli import main, readiness

pytestmark = pytest.mark.django_db
Run = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setattr(readiness, "open_house", lambda: None)

    def call(*words: object) -> dict[str, Any]:
        assert main.run(["plan", *map(str, words)]) == 0
        assert capsys.readouterr().out.strip()
        assert main.run(["plan", *map(str, words), "--json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return call


def test_guidance_is_found_and_questions_are_counted(scene: Scene, run: Run) -> None:
    plan_id = issued(scene)
    given = published(scene, plan_id)
    asked(scene, plan_id)
    found = run("guidance", plan_id, "--find", "danh muc")
    assert [one["id"] for one in found["guidance"]] == [given.pk]
    assert (found["open"], found["answered"]) == (1, 0)


def test_changes_between_two_days(scene: Scene, run: Run) -> None:
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    found = run("changes", plan_id, "--since", "2022-01-31")
    assert any(one["work"] == work.pk for one in found["changes"])
    assert run("changes", plan_id, "--since", "2022-03-14")["changes"] == []


def test_deliveries_and_reports_name_what_is_missing(scene: Scene, run: Run) -> None:
    plan_id = issued(scene)
    focal = as_person(scene.focal)
    delivery.deliver_to_desks(actor=scene.officer, plan_id=plan_id, at=AT)
    found = run("deliveries", plan_id)
    assert (found["sent"], found["received"], len(found["unopened"])) == (1, 0, 1)
    delivery.note_opening(actor=focal, plan_id=plan_id, at=MARCH)
    assert run("deliveries", plan_id)["received"] == 1
    owed = run("reports", plan_id, "--period", "2022-Q1")
    assert owed["in"] + len(owed["missing"]) == owed["units"]
    assert scene.commune.code in owed["missing"]
