"""The year that plays itself, in small: some units, four weeks around a report and a due day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path

import pytest
from django.db import transaction

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel import demo_clock
from loa.kernel.clock import local_instant
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import delivery, publicity
from loa.modules.plans.tests.factories import (
    Scene,
    as_person,
    issued,
    make_scene,
    occurrence_of,
    recorded,
)
from loa.surfaces.cli.demo.year import play_year, reports, run, work
from loa.surfaces.cli.demo.year.day import Act, Day, step
from loa.surfaces.cli.demo.year.luck import Luck

FIRST, HALF, END = date(2022, 3, 14), date(2022, 3, 25), date(2022, 4, 8)


@pytest.fixture
def province(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    """A plan given out, with people in a district, some communes and the office."""
    monkeypatch.setattr(demo_clock, "_installed", demo_clock.DemoClock(tmp_path, FIRST.isoformat()))
    scene = make_scene()
    plan_id = issued(scene)
    for actor in _people(scene):
        as_person(actor)
    return plan_id


def _people(scene: Scene) -> Iterator[orgs.Actor]:
    communes = [row for row in orgs.tree(FIRST) if row.parent_id == scene.district.id][:4]
    for unit in (*communes, scene.district, scene.department, scene.office):
        yield make_actor(orgs.Role.FOCAL_OFFICER, unit.id)
        yield make_actor(orgs.Role.HEAD, unit.id)
    yield scene.district_officer
    yield scene.officer


@contextmanager
def _undone(tmp_path: Path) -> Iterator[None]:
    """What happens inside has not happened afterwards: the same beginning for another play."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
    (tmp_path / demo_clock.FILE).unlink()


def _play(to: date, seed: int | None = None) -> plans.PlanTotals:
    plan_id, totals = play_year(to=to, seed=seed, say=lambda _words: None)
    assert totals == plans.recount(plan_id)
    assert demo_clock.require().today() == to
    return totals


def _units_with_own_plans(plan_id: int) -> int:
    officer = orgs.cli_actor("demo", END)
    rows = plans.coverage(officer, plans.plan_for(officer, plan_id, END), END, END)
    return len({unit.id for row in rows for unit in row.covered})


def _units_late(plan_id: int) -> set[int]:
    rows = plans.begun_work(plan_id, END)
    return {
        row.unit_id
        for row in rows
        if row.due_on < END and row.state is not plans.WorkState.SUBMITTED
    }


def _dies_on(day: date) -> Callable[[Day, list[tuple[str, date]]], list[Act]]:
    """Reports as they are written, until the process dies in the middle of a day."""
    reporting = reports.reporting

    def dies(today: Day, periods: list[tuple[str, date]]) -> list[Act]:
        if today.on == day:
            raise RuntimeError
        return reporting(today, periods)

    return dies


@pytest.mark.django_db
@pytest.mark.long
def test_the_same_seed_is_the_same_year_however_often_it_is_broken_off(
    province: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _undone(tmp_path):
        whole = _play(END, seed=7)
        digest = plans.content_digest(province)
        assert audit.verify().ok
        assert _units_with_own_plans(province) > 1
        assert _units_late(province)
        plan = plans.plan_for(orgs.cli_actor("demo", END), province, END)
        lines = [one for line in delivery.lines_of(plan, END) for one in line.recipients]
        assert any(one.opened_at for one in lines)
        assert publicity.listed_publicly(END)
    assert min(whole.activities, whole.reports, whole.urged) > 0

    with _undone(tmp_path):
        _play(END, seed=8)
        assert plans.content_digest(province) != digest

    with monkeypatch.context() as patch:
        patch.setattr(reports, "reporting", _dies_on(date(2022, 3, 21)))
        with pytest.raises(RuntimeError):
            _play(END, seed=7)
    _play(HALF)
    assert _play(END, seed=7) == whole
    assert plans.content_digest(province) == digest
    with pytest.raises(run.OtherSeed):
        _play(END, seed=8)


@pytest.mark.django_db
def test_it_plays_only_onwards_and_only_a_demonstration(
    province: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _play(FIRST) == plans.recount(province)
    with pytest.raises(demo_clock.ClockBackwards):
        _play(date(2022, 3, 13))
    with pytest.raises(run.TooFar):
        _play(date(2024, 1, 1))
    monkeypatch.setattr(demo_clock, "_installed", None)
    with pytest.raises(demo_clock.NotADemonstration):
        _play(END)


@pytest.mark.django_db
def test_nobody_mends_what_a_document_sent_this_morning_has_proposed(
    province: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = run._Stage.of(province, FIRST, Luck(7)).whole  # noqa: SLF001  a day of it
    unit = min(day.cast.officers.keys() & day.cast.heads.keys())
    mended = occurrence_of(province, unit, "tờ rơi")
    recorded(day.cast.officers[unit], mended)
    rows = [
        row._replace(state=plans.WorkState.RETURNED)
        for row in run._to_play(day)  # noqa: SLF001  what the day begins with
        if row.occurrence_id == mended.pk
    ]
    monkeypatch.setattr(work, "is_done_by_document", lambda _day, _row: True)
    monkeypatch.setattr(Day, "happens", lambda *_about: True)
    assert len(work.doing(day, rows)) == 1
    step(plans.propose, day.cast.officers[unit], mended.pk, local_instant(FIRST, time(11, 50)))
    assert not work.doing(day, rows)
