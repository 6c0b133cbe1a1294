"""`loa plan urge`: the contract that scripts rely on."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from loa.kernel import clock
from loa.modules.plans.tests.factories import as_person, issued, make_scene
from loa.surfaces.cli import main, readiness

pytestmark = pytest.mark.django_db

APRIL = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    clock.use(lambda: APRIL)
    yield
    clock.use(clock.system_now)


def test_urge_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(readiness, "open_house", lambda: None)
    monkeypatch.setattr("loa.surfaces.cli.acting.settle", lambda: None)
    scene = make_scene()
    plan_id = issued(scene)
    as_person(scene.focal)
    found = []
    for more in (["--dry-run"], [], []):
        assert main.run(["plan", "urge", str(plan_id), "--late", *more, "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    would, did, again = found
    assert would == did
    assert (did["urged"], did["already_today"]) == (1, 0)
    assert (again["urged"], again["already_today"]) == (0, 1)
    assert again["unreachable"] == did["unreachable"]


def test_close_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(readiness, "open_house", lambda: None)
    monkeypatch.setattr("loa.surfaces.cli.acting.settle", lambda: None)
    plan_id = issued(make_scene())
    assert main.run(["plan", "close", str(plan_id), "--json"]) == 1
    assert "--reason" in capsys.readouterr().err
    found = []
    for _time in range(2):
        assert main.run(["plan", "close", str(plan_id), "--reason", "Hết năm", "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0] == found[1]
    assert (found[0]["plan"], found[0]["state"]) == (plan_id, "CLOSED")
    counted = {"work", "late", "submitted", "reports", "difficulties", "questions", "remarks"}
    assert set(found[0]["left"]) == counted
