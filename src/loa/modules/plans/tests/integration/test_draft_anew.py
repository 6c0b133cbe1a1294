"""A draft with a page that was not read: sent again it is read anew, unless somebody touched it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from loa.foundation.audit import facade as audit
from loa.foundation.audit.tests.factories import recorded_verbs
from loa.modules.plans import facade
from loa.modules.plans.models import Doubt, Plan, Task
from loa.modules.plans.queries.reading import ReadDocument
from loa.modules.plans.tests.factories import AT, PLAN_TEXT, Scene, make_scene
from loa.modules.plans.types import ImportResult, PlanState, Verb

pytestmark = pytest.mark.django_db
UNREAD = "Trang 2 là ảnh, chưa đọc được chữ."
_CUT = PLAN_TEXT.index("2. Văn phòng UBND tỉnh\n")


def read(text: str, *notes: str) -> ReadDocument:
    """The same file, of which a machine can read `text`."""
    found = facade.read_document(text.encode(), "quet.txt")
    return replace(found, data=b"the bytes of a scan", notes=notes)


def sent(scene: Scene, source: ReadDocument) -> ImportResult:
    return facade.import_plan(actor=scene.officer, source=source, as_of=None, at=AT)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_untouched_draft_is_read_anew_when_the_file_says_more(scene: Scene) -> None:
    first = sent(scene, read(PLAN_TEXT[:_CUT], UNREAD))
    before = Plan.objects.get(pk=first.plan_id)
    assert any(UNREAD in words for words in first.doubts)

    again = sent(scene, read(PLAN_TEXT))
    plan = Plan.objects.get(pk=first.plan_id)
    assert (again.plan_id, again.is_new, again.tasks > first.tasks) == (plan.pk, True, True)
    assert not any(UNREAD in words for words in again.doubts)
    assert (plan.text, plan.signer_name) == (read(PLAN_TEXT).document.text, "Nguyễn Văn Mẫu")
    assert (plan.source_file_id, plan.version) == (before.source_file_id, before.version + 1)
    tasks = Task.objects.filter(plan=plan).order_by("ordinal")
    assert [task.ordinal for task in tasks] == list(range(1, again.tasks + 1))
    assert recorded_verbs(plan.ref) == [Verb.IMPORT, Verb.IMPORT]
    assert not sent(scene, read(PLAN_TEXT)).is_new
    assert audit.verify().ok


def _corrected(scene: Scene, plan: Plan) -> None:
    facade.edit_header(
        actor=scene.officer,
        plan_id=plan.pk,
        version=plan.version,
        fields={"subject": "Của cán bộ"},
        at=AT,
    )


def _settled(scene: Scene, plan: Plan) -> None:
    doubt = Doubt.objects.filter(plan=plan).earliest("ordinal")
    facade.settle_doubts(
        actor=scene.officer, plan_id=plan.pk, doubt_ids=[doubt.pk], alike_up_to=None, at=AT
    )


def _issued(scene: Scene, plan: Plan) -> None:
    facade.issue_plan(actor=scene.officer, plan_id=plan.pk, version=None, at=AT, as_it_stands=True)


@pytest.mark.parametrize("touch", [_corrected, _settled, _issued])
def test_what_somebody_touched_stays_as_he_left_it(
    scene: Scene, touch: Callable[[Scene, Plan], None]
) -> None:
    first = sent(scene, read(PLAN_TEXT[:_CUT], UNREAD))
    touch(scene, Plan.objects.get(pk=first.plan_id))
    before = Plan.objects.get(pk=first.plan_id)

    again = sent(scene, read(PLAN_TEXT))
    plan = Plan.objects.get(pk=first.plan_id)
    assert (again.plan_id, again.is_new, again.tasks) == (plan.pk, False, first.tasks)
    assert (plan.text, plan.subject, plan.version) == (before.text, before.subject, before.version)
    assert PlanState(plan.state) == PlanState(before.state)


def test_a_worse_reading_takes_nothing_away(scene: Scene) -> None:
    first = sent(scene, read(PLAN_TEXT))
    again = sent(scene, read(PLAN_TEXT[:_CUT], UNREAD))
    assert (again.is_new, again.tasks) == (False, first.tasks)
