"""Who sends or takes away too many files is told so, and keeps what he typed."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.foundation.orgs.tests.factories import limited
from loa.kernel import clock
from loa.modules.plans.models import Activity
from loa.modules.plans.tests.factories import MARCH, Scene, issued, make_scene, occurrence_of
from loa.modules.plans.tests.web import browser, words_of

pytestmark = pytest.mark.django_db

TYPED = "Phát tờ rơi tại thôn 4"


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_too_many_photos_leave_the_form_as_it_was_typed(scene: Scene) -> None:
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    client = browser(scene.focal)
    page = client.get(reverse("plans:work-detail", args=[work.pk])).content.decode()
    key = page.partition('name="key" value="')[2].partition('"')[0]
    sent = {"key": key, "done_on": "09/02/2022", "title": TYPED, "form": "TO_ROI"}
    files = [SimpleUploadedFile(f"{n}.txt", b"Bien ban") for n in range(2)]
    address = reverse("plans:activity-add", args=[work.pk])
    with limited("upload.files", 1):
        refused = client.post(address, {**sent, "attachments": files})
    words = words_of(refused)
    assert refused.status_code == 422
    assert "tối đa 1 trong 10 phút" in words
    assert TYPED in words
    assert not Activity.objects.exists()
    assert client.post(address, sent).status_code == 302


def test_too_many_plans_are_refused_on_the_page_that_sends_them(scene: Scene) -> None:
    file = SimpleUploadedFile("ke-hoach.txt", b"KE HOACH")
    with limited("upload.files", 0):
        answer = browser(scene.officer).post(reverse("plans:plan-import"), {"documents": file})
    assert answer.status_code == 422
    assert "Hãy chờ" in words_of(answer)


def test_too_many_files_taken_away_say_when_to_come_back(scene: Scene) -> None:
    address = reverse("plans:matrix-sheet", args=[issued(scene)])
    client = browser(scene.officer)
    with limited("export.files", 1, seconds=60):
        assert client.get(address).status_code == 200
        refused = client.get(address)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= 60
    assert "Hãy chờ" in words_of(refused)
