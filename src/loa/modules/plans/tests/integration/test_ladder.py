"""The ladder of urging: by today's due day and holder, once a step, in working hours."""

from datetime import UTC, date, datetime, timedelta

import pytest

from loa.foundation.orgs.facade import SYSTEM
from loa.kernel.clock import TZ
from loa.kernel.errors import NotAllowed
from loa.modules.plans.handlers import urge_by_ladder
from loa.modules.plans.models import Notice, Occurrence, Urging
from loa.modules.plans.operations.climb_ladder import climb_ladder
from loa.modules.plans.operations.urge import note_call
from loa.modules.plans.rules.urging import Way
from loa.modules.plans.tests.factories import Scene, as_person, issued, occurrence_of

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2022, 3, 30, 2, 0, tzinfo=UTC)
"""09:00, a working day before the units' own plans are due (31/3)."""


@pytest.fixture
def at_work(scene: Scene) -> tuple[Scene, int]:
    """A plan with one work of the commune due, an officer there, another at its district."""
    plan_id = issued(scene)
    as_person(scene.focal)
    as_person(scene.district_officer)
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    others = Occurrence.objects.exclude(pk=work.pk)
    others.update(due_on=date(2022, 12, 31), ends_on=date(2022, 12, 31))
    return scene, plan_id


def steps() -> list[tuple[str, int]]:
    """(step, unit) of every text, oldest first."""
    return list(Urging.objects.order_by("pk").values_list("step", "unit_id"))


def test_each_step_is_told_once_in_its_time(at_work: tuple[Scene, int]) -> None:
    """J02, J06: rounds at all hours of sixteen days; nights and days off are still."""
    scene, _plan_id = at_work
    for hours in range(0, 24 * 18, 3):
        urge_by_ladder(WEDNESDAY + timedelta(hours=hours - 9 - 48))
    commune, district = scene.commune.id, scene.district.id
    assert steps() == [
        ("THREE_BEFORE", commune),
        ("DAY_BEFORE", commune),
        ("DAY_AFTER", commune),
        ("THREE_AFTER", commune),
        ("FIVE_AFTER", commune),
        ("FIVE_AFTER", district),
    ]
    for urging in Urging.objects.all():
        local = (urging.sent_at or WEDNESDAY).astimezone(TZ)
        assert local.weekday() < 5
        assert 7 <= local.hour < 17
    assert scene.commune.body_name in Urging.objects.get(unit=district).text
    assert Notice.objects.filter(kind="URGED").count() == 4
    assert Notice.objects.filter(kind="DUE_SOON").count() == 2


def test_a_step_that_was_missed_is_made_up_for(at_work: tuple[Scene, int]) -> None:
    """J02: the house stood still; only the last step is told, and what is long past is not."""
    scene, _plan_id = at_work
    urge_by_ladder(WEDNESDAY + timedelta(days=6))
    assert steps() == [("THREE_AFTER", scene.commune.id)]
    urge_by_ladder(WEDNESDAY + timedelta(days=60))
    assert len(steps()) == 1


def test_the_office_is_told_once_of_what_it_owes_itself(at_work: tuple[Scene, int]) -> None:
    """It does the work and is its own superior: the last step reaches both, who are one."""
    scene, plan_id = at_work
    as_person(scene.office_head)
    work = occurrence_of(plan_id, scene.office.id)
    Occurrence.objects.exclude(pk=work.pk).update(state="NOT_STARTED", due_on=date(2022, 12, 31))
    Occurrence.objects.filter(pk=work.pk).update(due_on=date(2022, 3, 23))
    urge_by_ladder(WEDNESDAY)
    assert steps() == [("FIVE_AFTER", scene.office.id)]


def test_a_call_stands_for_the_step(at_work: tuple[Scene, int]) -> None:
    scene, plan_id = at_work
    monday = WEDNESDAY + timedelta(days=5)
    note_call(
        actor=scene.officer, plan_id=plan_id, unit_id=scene.commune.id, way=Way.PHONE, at=monday
    )
    urge_by_ladder(monday + timedelta(hours=1))
    assert [step for step, _unit in steps()] == ["BY_HAND"]


def test_what_was_handed_in_or_moved_is_not_told(at_work: tuple[Scene, int]) -> None:
    """L07: the due day of today alone counts."""
    scene, plan_id = at_work
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    urge_by_ladder(WEDNESDAY)
    assert len(steps()) == 1
    Occurrence.objects.filter(pk=work.pk).update(
        due_on=date(2022, 4, 15), ends_on=date(2022, 4, 15)
    )
    urge_by_ladder(WEDNESDAY + timedelta(days=2))
    assert len(steps()) == 1
    urge_by_ladder(datetime(2022, 4, 14, 2, 0, tzinfo=UTC))
    assert [step for step, _unit in steps()] == ["DAY_BEFORE", "DAY_BEFORE"]
    Occurrence.objects.filter(pk=work.pk).update(
        state="NOT_APPLICABLE", closed_on=date(2022, 4, 14), reason="Không có"
    )
    urge_by_ladder(datetime(2022, 4, 18, 2, 0, tzinfo=UTC))
    assert len(steps()) == 2


def test_only_the_house_climbs(at_work: tuple[Scene, int]) -> None:
    scene, plan_id = at_work
    with pytest.raises(NotAllowed):
        climb_ladder(actor=scene.officer, plan_id=plan_id, at=WEDNESDAY)
    assert climb_ladder(actor=SYSTEM, plan_id=plan_id, at=WEDNESDAY) == 1
