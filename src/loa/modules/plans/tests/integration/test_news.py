"""What units are told when a plan is given out."""

import pytest

from loa.foundation.orgs.facade import SYSTEM
from loa.kernel.errors import NotAllowed
from loa.modules.plans.events import PlanIssued
from loa.modules.plans.handlers import on_plan_issued
from loa.modules.plans.models import Notice
from loa.modules.plans.operations.tell_units import mark_seen, tell_of_issue
from loa.modules.plans.queries.notices import unseen_notices
from loa.modules.plans.tests.factories import AT, TODAY, issued, make_scene

pytestmark = pytest.mark.django_db


def test_on_plan_issued_tells_every_unit_once() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    for _ in range(2):
        on_plan_issued(PlanIssued(plan_id, AT))
    mine = unseen_notices(scene.focal, TODAY, most=10)
    assert [row.text.startswith("UBND tỉnh giao 2 việc") for row in mine] == [True]
    assert mine[0].occurrence_id is not None
    assert Notice.objects.values("unit").distinct().count() == Notice.objects.count()
    mark_seen(actor=scene.head, notice_ids=[mine[0].id], at=AT)
    assert unseen_notices(scene.focal, TODAY, most=10) == []


def test_tell_of_issue_only_the_house() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    with pytest.raises(NotAllowed):
        tell_of_issue(actor=scene.officer, plan_id=plan_id, at=AT)
    assert not Notice.objects.exists()
    tell_of_issue(actor=SYSTEM, plan_id=plan_id, at=AT)
    assert Notice.objects.exists()
