"""A plan leaves in the official layout, with its tasks as they stand now."""

import pytest
from django.urls import reverse

from loa.foundation.documents.facade import parse
from loa.foundation.files.extract.facade import extract
from loa.modules.plans import queries
from loa.modules.plans.models import Plan, Task
from loa.modules.plans.tests.factories import Scene, drafted, issued, make_scene
from loa.modules.plans.tests.web import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """The tree and the people."""
    return make_scene()


def test_what_was_read_and_checked_comes_back(scene: Scene) -> None:
    """Hazard R01: a title with signs of markup stands in the annex as it was typed."""
    plan = Plan.objects.get(pk=issued(scene))
    awkward = 'Gửi Sở TT&TT <mới> "A" & B'
    Task.objects.filter(plan=plan, ordinal=2).update(content=awkward)
    Plan.objects.filter(pk=plan.pk).update(subject="Trích yếu đã sửa")
    plan.refresh_from_db()
    document = queries.plan_document_of(plan)
    assert (document.is_draft, document.subject) == (False, "Trích yếu đã sửa")

    file = extract(queries.plan_file(document, "docx"), "a.docx")
    again = parse(file.text, file.tables)
    first = parse(plan.text)
    assert [duty.text for duty in again.duties] == [duty.text for duty in first.duties]
    assert [line.value for line in again.recipients] == [line.value for line in first.recipients]
    (table,) = again.annex_tables
    contents = [row.cells[1] for row in table.rows]
    assert contents[1] == awkward
    assert len(contents) == plan.tasks.count()
    assert all(row.cells[table.columns.index("Cơ quan chủ trì")] for row in table.rows)


def test_who_may_read_a_plan_takes_its_document(scene: Scene) -> None:
    plan_id = drafted(scene)
    address = reverse("plans:plan-document", args=[plan_id, "docx"])
    assert (
        address
        in browser(scene.officer).get(reverse("plans:draft-check", args=[plan_id])).content.decode()
    )
    assert browser(scene.focal).get(address).status_code == 404
    response = browser(scene.officer).get(address)
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"] == 'attachment; filename="ke-hoach-12.docx"'
    other = reverse("plans:plan-document", args=[plan_id, "odt"])
    assert browser(scene.officer).get(other).status_code == 404
