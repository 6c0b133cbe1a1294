"""Which plans everybody may read, and which files and pictures of them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from loa.foundation.files import facade as files
from loa.kernel.db import get_one
from loa.kernel.errors import NotFound
from loa.kernel.text import fold
from loa.modules.plans.models import (
    Activity,
    Assignment,
    Evidence,
    Plan,
    Publication,
    ShownActivity,
)
from loa.modules.plans.queries.lineage import family
from loa.modules.plans.queries.plan_files import plan_document_of, plan_file
from loa.modules.plans.queries.public_page import head_of, page_of
from loa.modules.plans.rules.publicity import publicity_basis
from loa.modules.plans.types import PlanState, PublicFile, PublicHead, PublicPlan

MOST_LISTED = 300
_LONG = ("text", "grids", "spans")


def public_plans() -> QuerySet[Plan]:
    """The plans that were made public and not taken back, newest first.

    A unit's own plan is one of them while the plan above it is.
    """
    rows = _published()
    below = rows.filter(parent__isnull=False).order_by().values("parent")
    above = Plan.objects.filter(pk__in=below).defer(*_LONG)
    hidden = [plan.pk for plan in above if not is_public(plan)]
    if hidden:
        rows = rows.exclude(parent__in=hidden)
    return rows.select_related("publication").order_by("-year", "-signed_on", "-id")


def is_public(plan: Plan) -> bool:
    """Whether everybody may read it, in whatever revision, and what it carries out."""
    is_published = _published().filter(pk__in=family(plan)).exists()
    return is_published and (plan.parent is None or is_public(plan.parent))


def may_be_public(plan: Plan, on: date) -> bool:
    """Whether there are results that people could read; of own plans by the policy of the day."""
    if plan.state not in {PlanState.ISSUED, PlanState.CLOSED}:
        return False
    if plan.parent_id is None:
        return True
    return publicity_basis(on).own_plans and Assignment.objects.filter(plan=plan).exists()


def _published() -> QuerySet[Plan]:
    return Plan.objects.filter(publication__isnull=False, publication__ended_at=None)


def public_plan_for(plan_id: int) -> Plan:
    """One of them. Raises NotFound for every other, as for what is not there."""
    return get_one(public_plans().filter(pk=plan_id))


def publication_of(plan: Plan) -> Publication | None:
    """How the plan is public, or was; None where it never was."""
    return Publication.objects.filter(plan=plan).first()


def listed_publicly(on: date, asked: str = "") -> list[PublicHead]:
    """Of each plan the newest public revision; only those with the words asked for, marks apart.

    Plans of the province first, then those of units.
    """
    newest: dict[int, Plan] = {}
    every = sorted(public_plans().defer(*_LONG), key=lambda plan: plan.parent_id is not None)
    for plan in every[:MOST_LISTED]:
        first = min(family(plan))
        known = newest.get(first)
        if known is None or known.revision < plan.revision:
            newest[first] = plan
    heads = [head_of(plan, on) for plan in newest.values()]
    wanted = fold(asked)
    return [one for one in heads if wanted in fold(f"{one.symbol} {one.subject} {one.year}")]


def public_plan(plan_id: int, on: date) -> PublicPlan:
    """The page of a public plan. Raises NotFound."""
    return preview(public_plan_for(plan_id), on)


def preview(plan: Plan, on: date, file: PublicFile | None = None) -> PublicPlan:
    """What everybody reads of the plan, or would read, with that file."""
    others = family(plan) - {plan.pk}
    chain = list(public_plans().filter(pk__in=others).order_by("-revision"))
    newer = next((one for one in chain if one.revision > plan.revision), None)
    earlier = [one for one in chain if one.revision < plan.revision]
    known = publication_of(plan)
    kept = PublicFile(known.file) if known is not None else PublicFile.NONE
    page = page_of(plan, on, kept if file is None else file, newer, earlier)
    return replace(page, above=_above(plan, on), below=_below(others | {plan.pk}, on))


def _above(plan: Plan, on: date) -> PublicHead | None:
    if plan.parent is None:
        return None
    rows = public_plans().filter(pk__in=family(plan.parent)).order_by("-revision")
    newest = rows.defer(*_LONG).first()
    return head_of(newest, on) if newest else None


def _below(ids: Collection[int], on: date) -> tuple[PublicHead, ...]:
    """Public plans of units that carry it out, by what the units are called."""
    rows = public_plans().filter(parent__in=ids).exclude(state=PlanState.SUPERSEDED)
    heads = [head_of(plan, on) for plan in rows.defer(*_LONG)[:MOST_LISTED]]
    return tuple(sorted(heads, key=lambda head: (head.issuer, head.id)))


def public_file(plan_id: int, *, is_demo: bool) -> files.StoredFileRef | bytes:
    """The file that goes with a public plan: as signed, or composed here. Raises NotFound."""
    plan = public_plan_for(plan_id)
    kind = PublicFile(plan.publication.file)
    if kind is PublicFile.SIGNED:
        return files.ref(plan.source_file_id)
    if kind is PublicFile.COMPOSED:
        return plan_file(plan_document_of(plan, is_demo=is_demo), "pdf")
    raise NotFound


def public_picture(activity_id: int, file_id: int) -> files.StoredFileRef:
    """A picture of an activity that was chosen with its pictures. Raises NotFound."""
    activity = get_one(
        Activity.objects.filter(
            pk=activity_id,
            withdrawn_at=None,
            shown__with_pictures=True,
            plan__in=public_plans().order_by().values("pk"),
        )
    )
    pairs = Evidence.objects.filter(activity=activity).values_list("file_id", "thumbnail_id")
    if file_id not in {one for pair in pairs for one in pair}:
        raise NotFound
    found = files.ref(file_id)
    if not found.is_image:
        raise NotFound
    return found


def shown_of(activity_ids: Collection[int]) -> dict[int, bool]:
    """Those of the activities that are chosen to be shown, and whether with pictures."""
    rows = ShownActivity.objects.filter(activity__in=activity_ids)
    return dict(rows.values_list("activity_id", "with_pictures"))
