"""What everybody may read: a plan with its results, and activities that their unit chose."""

from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, get_one, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Activity, Plan, Publication, ShownActivity
from loa.modules.plans.queries.publications import is_public, may_be_public, publication_of
from loa.modules.plans.queries.work import visible_activities
from loa.modules.plans.types import PublicFile, Verb


class NotForThePublic(DomainError):
    """Only a plan that was given out here has results that people can read."""

    code = "PLANS_NOT_FOR_THE_PUBLIC"
    message_vi = "Chỉ công khai được kế hoạch đã giao nhiệm vụ trên Loa, chưa có bản sửa đổi."


class AboveNotPublic(DomainError):
    """A unit's own plan quotes the plan above, which not everybody may read yet."""

    code = "PLANS_ABOVE_NOT_PUBLIC"
    message_vi = (
        "Kế hoạch cấp trên chưa công khai cho người dân. Kế hoạch của đơn vị công khai được sau đó."
    )


class ActivityWithdrawn(DomainError):
    """What was withdrawn does not count, so nobody is shown it."""

    code = "PLANS_ACTIVITY_WITHDRAWN"
    message_vi = "Hoạt động này đã rút nên không công khai được."


@operation
def publish_plan(*, actor: orgs.Actor, plan_id: int, file: PublicFile, at: datetime) -> None:
    """Let everybody read the plan and its results; a repeat changes nothing.

    Raises NotForThePublic, AboveNotPublic.
    """
    on = local_day(at)
    plan = queries.get_plan(actor, plan_id, on)

    require(policies.can(actor, Verb.PUBLISH, plan.issuer_id, on))
    if not may_be_public(plan, on):
        raise NotForThePublic
    if plan.parent is not None and not is_public(plan.parent):
        raise AboveNotPublic
    known = publication_of(plan)
    if known is not None and known.ended_at is None and known.file == file:
        return

    before = {} if known is None else {"file": known.file, "is_public": known.ended_at is None}
    row = known or Publication(plan=plan)
    row.file, row.published_at, row.published_by = file.value, at, actor.label
    row.ended_at = None
    row.save()

    change = Change(before, {"file": file.value, "is_public": True})
    _record(actor, Verb.PUBLISH, plan, change, at)


@operation
def unpublish_plan(*, actor: orgs.Actor, plan_id: int, at: datetime) -> None:
    """Take the page back: it is missing from now on; a repeat changes nothing."""
    on = local_day(at)
    plan = queries.get_plan(actor, plan_id, on)

    require(policies.can(actor, Verb.UNPUBLISH, plan.issuer_id, on))
    known = publication_of(plan)
    if known is None or known.ended_at is not None:
        return

    known.ended_at = at
    known.save(update_fields=["ended_at"])

    _record(actor, Verb.UNPUBLISH, plan, Change({"is_public": True}, {"is_public": False}), at)


@operation
def show_activity(
    *, actor: orgs.Actor, activity_id: int, with_pictures: bool, at: datetime
) -> None:
    """Choose an activity for the public page; a repeat changes nothing.

    Also of a plan whose year is over: nothing of the work changes. Raises ActivityWithdrawn.
    """
    on = local_day(at)
    activity = _activity(actor, activity_id, on)

    require(policies.can(actor, Verb.SHOW, activity.unit_id, on))
    if activity.withdrawn_at is not None:
        raise ActivityWithdrawn
    known = ShownActivity.objects.filter(activity=activity).first()
    if known is not None and known.with_pictures == with_pictures:
        return

    before: dict[str, object] = {}
    if known is not None:
        before = {"with_pictures": known.with_pictures}
    row = known or ShownActivity(activity=activity)
    row.with_pictures, row.shown_at, row.shown_by = with_pictures, at, actor.label
    row.save()

    audit.record(
        actor=actor,
        verb=Verb.SHOW,
        thing=activity.ref,
        change=Change(before, {"with_pictures": with_pictures}),
        at=at,
        unit_id=activity.unit_id,
    )


@operation
def hide_activity(*, actor: orgs.Actor, activity_id: int, at: datetime) -> None:
    """Take an activity off the public page; a repeat changes nothing."""
    on = local_day(at)
    activity = _activity(actor, activity_id, on)

    require(policies.can(actor, Verb.HIDE, activity.unit_id, on))
    known = ShownActivity.objects.filter(activity=activity).first()
    if known is None:
        return

    before: dict[str, object] = {"with_pictures": known.with_pictures}
    known.delete()

    audit.record(
        actor=actor,
        verb=Verb.HIDE,
        thing=activity.ref,
        change=Change(before, {}),
        at=at,
        unit_id=activity.unit_id,
    )


def _activity(actor: orgs.Actor, activity_id: int, on: date) -> Activity:
    """One that the actor may see, locked. Raises NotFound."""
    rows = visible_activities(actor, on).filter(pk=activity_id)
    return get_one(rows.select_for_update(of=("self",), no_key=True))


def _record(actor: orgs.Actor, verb: Verb, plan: Plan, change: Change, at: datetime) -> None:
    audit.record(
        actor=actor, verb=verb, thing=plan.ref, change=change, at=at, unit_id=plan.issuer_id
    )
