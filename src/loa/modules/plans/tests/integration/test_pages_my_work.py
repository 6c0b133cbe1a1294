"""«Việc của tôi» where nothing waits."""

from datetime import date

import pytest
from django.urls import reverse

from loa.modules.plans.models import Occurrence
from loa.modules.plans.tests.factories import TODAY, Scene, issued
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import WorkState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_empty_list_of_own_work_names_what_comes_next_and_no_work_that_is_over(
    scene: Scene,
) -> None:
    plan_id = issued(scene)
    here, client = reverse("desk:my-work"), browser(scene.focal)
    mine = Occurrence.objects.filter(assignment__plan=plan_id, assignment__unit=scene.commune.id)
    mine.update(state=WorkState.DONE, submitted_on=TODAY, closed_on=TODAY)
    report = "Việc gần nhất: báo cáo quý I năm 2022, hạn 16/03/2022."
    assert report in words_of(client.get(here))
    coming = mine.filter(starts_on__gt=TODAY).earliest("due_on")
    mine.filter(pk=coming.pk).update(
        due_on=date(2022, 3, 2), state=WorkState.NOT_STARTED, submitted_on=None, closed_on=None
    )
    words = f"Việc gần nhất: {coming.assignment.task.title}, hạn 02/03/2022."
    assert words in words_of(client.get(here))
    assert "Không có việc nào khớp bộ lọc." in words_of(client.get(here, {"muon": "on"}))
