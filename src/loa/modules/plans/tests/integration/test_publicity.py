"""What everybody may read: publishing, taking back, choosing activities."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.template.loader import render_to_string

from loa.foundation.audit import facade as audit
from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.errors import NotAllowed, NotFound
from loa.modules.plans import facade
from loa.modules.plans.facade import publicity, remarks
from loa.modules.plans.models import Assignment, Occurrence, Plan
from loa.modules.plans.operations.publish_plan import (
    AboveNotPublic,
    ActivityWithdrawn,
    NotForThePublic,
)
from loa.modules.plans.tests.factories import (
    AT,
    BROKEN,
    Scene,
    begun,
    drafted,
    issued,
    make_scene,
    pictured,
    raised,
    recorded,
)
from loa.modules.plans.types import (
    Kept,
    Outcome,
    PlanState,
    PublicFile,
    PublicLinks,
    Tallied,
    WorkState,
)

pytestmark = pytest.mark.django_db
DAY = date(2022, 2, 10)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def published(scene: Scene, file: PublicFile = PublicFile.NONE) -> int:
    plan_id = issued(scene)
    publicity.publish_plan(actor=scene.office_head, plan_id=plan_id, file=file, at=AT)
    return plan_id


def test_a_plan_is_read_only_while_it_is_public(scene: Scene) -> None:
    plan_id = issued(scene)
    with pytest.raises(NotFound):
        publicity.public_plan(plan_id, DAY)
    assert publicity.listed_publicly(DAY) == []
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.NONE, at=AT)
    assert [one.id for one in publicity.listed_publicly(DAY)] == [plan_id]
    assert publicity.public_plan(plan_id, DAY).head.symbol == "12/KH-UBND"
    publicity.unpublish_plan(actor=scene.officer, plan_id=plan_id, at=AT)
    for ask in (publicity.public_plan, _file):
        with pytest.raises(NotFound):
            ask(plan_id, DAY)


def _file(plan_id: int, _on: date) -> object:
    return publicity.public_file(plan_id, is_demo=False)


def test_a_second_press_changes_nothing(scene: Scene) -> None:
    plan_id = published(scene)
    before = len(audit.entries_for(f"plans.plan:{plan_id}"))
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.NONE, at=AT)
    assert len(audit.entries_for(f"plans.plan:{plan_id}")) == before
    for _press in range(2):
        publicity.unpublish_plan(actor=scene.officer, plan_id=plan_id, at=AT)
    assert len(audit.entries_for(f"plans.plan:{plan_id}")) == before + 1


@pytest.mark.parametrize("press", [publicity.publish_plan, publicity.unpublish_plan])
def test_only_the_office_that_issued_it_decides(scene: Scene, press: Callable[..., None]) -> None:
    plan_id = issued(scene)
    more = {"file": PublicFile.NONE} if press is publicity.publish_plan else {}
    clerk = make_actor(Role.CLERK, scene.office.id)
    for actor in (scene.head, scene.focal, scene.district_head, clerk):
        with pytest.raises(NotAllowed):
            press(actor=actor, plan_id=plan_id, at=AT, **more)


def test_a_draft_is_not_for_the_public(scene: Scene) -> None:
    with pytest.raises(NotForThePublic):
        publicity.publish_plan(
            actor=scene.officer, plan_id=drafted(scene), file=PublicFile.NONE, at=AT
        )


def test_the_file_goes_along_only_where_it_was_chosen(scene: Scene) -> None:
    plan_id = published(scene)
    with pytest.raises(NotFound):
        publicity.public_file(plan_id, is_demo=False)
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.COMPOSED, at=AT)
    made = publicity.public_file(plan_id, is_demo=False)
    assert isinstance(made, bytes)
    assert made.startswith(b"%PDF")


def test_thousands_are_told_apart_and_years_are_not(scene: Scene) -> None:
    page = publicity.public_plan(published(scene), DAY)
    many = Outcome(total=12_345, on_time=5_689, late=1_000, waiting=656, owed=2_000, running=3_000)
    told = replace(
        page,
        activities=60_000,
        outcome=many,
        kept=Kept(12_000, 9_000),
        tasks=tuple(replace(one, outcome=many, is_repeated=False) for one in page.tasks),
        forms=(Tallied("LEAFLETS", "Tờ rơi", 4_321),),
    )
    html = render_to_string("plans/public_plan.html", {"page": told, "links": PublicLinks("")})
    told_words = (
        "5.689 trên 12.345",
        "9.000 trên 12.000",
        "60.000",
        "1.000 nơi xong muộn",
        "2.000 nơi quá hạn",
        "4.321",
    )
    assert [words for words in told_words if words not in html] == []
    assert "2.022" not in html


def test_results_are_counted_from_the_work(scene: Scene) -> None:
    plan_id = published(scene)
    work = begun(scene, plan_id)
    Occurrence.objects.filter(pk=work.pk).update(
        state=WorkState.DONE.value, submitted_on=DAY, closed_on=DAY
    )
    page = publicity.public_plan(plan_id, DAY)
    (leaflets,) = [one for one in page.tasks if one.id == work.assignment.task_id]
    assert (leaflets.outcome.on_time, leaflets.outcome.owed) == (1, 0)
    assert page.activities == 1
    assert [one.activities for one in page.forms] == [1]
    assert [one.words for one in page.months] == ["Tháng 2/2022"]
    later = publicity.public_plan(plan_id, date(2022, 12, 31))
    assert later.outcome.owed > page.outcome.owed
    for one in (page, later):
        parts = one.outcome
        told = parts.on_time + parts.late + parts.waiting + parts.owed + parts.running
        assert told == parts.total == sum(task.outcome.total for task in one.tasks)


def test_work_of_every_quarter_tells_how_often_it_was_done_by_its_day(scene: Scene) -> None:
    plan_id = published(scene)
    work = begun(scene, plan_id)
    Occurrence.objects.filter(pk=work.pk).update(
        state=WorkState.DONE.value, submitted_on=DAY, closed_on=DAY
    )
    later = publicity.public_plan(plan_id, date(2022, 12, 31))
    leaflets = next(one for one in later.tasks if one.id == work.assignment.task_id)
    units = Assignment.objects.filter(task=leaflets.id).count()
    assert leaflets.is_repeated
    assert leaflets.kept == Kept(due=4 * units, on_time=1)
    assert later.kept.due == sum(one.kept.due for one in later.tasks)
    once = next(one for one in later.tasks if not one.is_repeated)
    assert once.kept.due == once.outcome.total
    html = render_to_string("plans/public_plan.html", {"page": later, "links": PublicLinks("")})
    assert f"1 trên {4 * units} lần đến hạn" in html
    early = next(one for one in publicity.public_plan(plan_id, DAY).tasks if one.is_repeated)
    assert early.kept == Kept(1, 1)


def test_a_closed_plan_keeps_the_figures_of_its_last_day(scene: Scene) -> None:
    plan_id = published(scene)
    plan = Plan.objects.get(pk=plan_id)
    plan.state, plan.closed_at, plan.closed_by = PlanState.CLOSED.value, AT, "plan_officer"
    plan.save()
    page = publicity.public_plan(plan_id, DAY + timedelta(days=700))
    assert page.day == page.head.closed_on == DAY
    assert page.outcome == publicity.public_plan(plan_id, DAY).outcome


def test_nothing_of_persons_money_or_difficulties_is_told(scene: Scene) -> None:
    plan_id = published(scene)
    recorded(scene.focal, begun(scene, plan_id))
    raised(scene, plan_id, at=AT)
    told = str(asdict(publicity.public_plan(plan_id, DAY)))
    plan = Plan.objects.get(pk=plan_id)
    assert plan.signer_name
    for secret in (plan.signer_name, BROKEN, "cost", "money", "recorded_by", "Phát tờ rơi tại"):
        assert secret not in told, secret


def test_an_activity_is_shown_once_its_unit_chose_it(scene: Scene) -> None:
    plan_id = published(scene)
    activity_id, file_id = pictured(scene, plan_id)
    with pytest.raises(NotAllowed):
        publicity.show_activity(
            actor=scene.officer, activity_id=activity_id, with_pictures=True, at=AT
        )
    publicity.show_activity(actor=scene.focal, activity_id=activity_id, with_pictures=False, at=AT)
    (shown,) = publicity.public_plan(plan_id, DAY).shown
    assert (shown.place, shown.pictures) == ("Nhà văn hóa thôn 1", ())
    with pytest.raises(NotFound):
        publicity.public_picture(activity_id, file_id)
    publicity.show_activity(actor=scene.head, activity_id=activity_id, with_pictures=True, at=AT)
    assert publicity.public_picture(activity_id, file_id).is_image
    publicity.hide_activity(actor=scene.head, activity_id=activity_id, at=AT)
    assert publicity.public_plan(plan_id, DAY).shown == ()
    with pytest.raises(NotFound):
        publicity.public_picture(activity_id, file_id)


def test_what_is_withdrawn_is_shown_no_more(scene: Scene) -> None:
    plan_id = published(scene)
    activity_id, file_id = pictured(scene, plan_id)
    publicity.show_activity(actor=scene.focal, activity_id=activity_id, with_pictures=True, at=AT)
    facade.withdraw_activity(
        actor=scene.focal, activity_id=activity_id, version=1, reason="Ghi nhầm", at=AT
    )
    assert publicity.public_plan(plan_id, DAY).shown == ()
    with pytest.raises(NotFound):
        publicity.public_picture(activity_id, file_id)
    with pytest.raises(ActivityWithdrawn):
        publicity.show_activity(
            actor=scene.focal, activity_id=activity_id, with_pictures=True, at=AT
        )


def test_the_picture_of_a_plan_taken_back_is_missing(scene: Scene) -> None:
    plan_id = published(scene)
    activity_id, file_id = pictured(scene, plan_id)
    publicity.show_activity(actor=scene.focal, activity_id=activity_id, with_pictures=True, at=AT)
    publicity.unpublish_plan(actor=scene.officer, plan_id=plan_id, at=AT)
    with pytest.raises(NotFound):
        publicity.public_picture(activity_id, file_id)


def test_the_list_is_searched_without_marks(scene: Scene) -> None:
    plan_id = published(scene)
    for asked in ("truyen thong", "TRUYỀN THÔNG", "12/kh", ""):
        assert [one.id for one in publicity.listed_publicly(DAY, asked)] == [plan_id], asked
    assert publicity.listed_publicly(DAY, "khong co chu nay") == []


def test_a_units_own_plan_is_public_while_the_plan_above_is(scene: Scene) -> None:
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    unit = scene.commune.id
    own = facade.make_own_plan(actor=scene.focal, parent_id=plan_id, unit_id=unit, at=AT)
    facade.issue_plan(
        actor=scene.head, plan_id=own, version=None, number="7", as_it_stands=True, at=AT
    )
    press = partial(publicity.publish_plan, plan_id=own, file=PublicFile.COMPOSED, at=AT)
    with pytest.raises(AboveNotPublic):
        press(actor=scene.head)
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.NONE, at=AT)
    with pytest.raises(NotAllowed):
        press(actor=scene.officer)
    press(actor=scene.head)
    assert [one.id for one in publicity.listed_publicly(DAY)] == [plan_id, own]
    page = publicity.public_plan(own, DAY)
    assert (page.above.id if page.above else 0, page.units) == (plan_id, 1)
    assert page.activities == work.activities.count() > 0
    assert [one.id for one in publicity.public_plan(plan_id, DAY).below] == [own]
    assert publicity.public_file(own, is_demo=False)
    remarks.send_remark(
        actor=remarks.CITIZEN,
        key=uuid4(),
        plan_id=own,
        task=None,
        words="Thôn tôi chưa có tờ rơi",
        sender=remarks.checked_sender("", ""),
        at=AT,
    )
    (row,) = remarks.remarks_on(scene.focal, DAY)
    assert row.holder_id == unit
    remarks.answer_remark(
        actor=scene.focal, remark_id=row.id, version=row.version, words="Mai xã phát", at=AT
    )
    publicity.unpublish_plan(actor=scene.officer, plan_id=plan_id, at=AT)
    for ask in (publicity.public_plan, _file):
        with pytest.raises(NotFound):
            ask(own, DAY)
    assert publicity.listed_publicly(DAY) == []
