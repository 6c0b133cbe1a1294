"""The page of a plan for everybody, counted from the rows on the day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import TruncMonth

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.modules.plans.models import Activity, Assignment, Clause, Occurrence, Plan
from loa.modules.plans.queries.followed import above, plan_tally
from loa.modules.plans.queries.plan_counts import PlanTally, Tally
from loa.modules.plans.queries.plan_files import tasks_in_words
from loa.modules.plans.queries.remarks import public_remarks
from loa.modules.plans.queries.totals import counted
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import (
    ClauseKind,
    Kept,
    Lateness,
    Outcome,
    PlanState,
    PublicActivity,
    PublicFile,
    PublicHead,
    PublicPicture,
    PublicPlan,
    PublicTask,
    Tallied,
    WorkState,
    late_of,
    standing_of,
)

_MOST_SHOWN = 60
"""Activities on the page, the newest: it is read over slow lines."""
_MOST_PICTURES = 4
"""Pictures of one activity."""


def head_of(plan: Plan, on: date) -> PublicHead:
    """How the plan is called."""
    return PublicHead(
        id=plan.pk,
        symbol=f"{plan.number}/{plan.notation}" if plan.number else "",
        signed_on=plan.signed_on,
        issuer=orgs.last_row(plan.issuer_id, on).body_name,
        subject=plan.subject or plan.source_name,
        year=plan.year,
        revision=plan.revision,
        closed_on=local_day(plan.closed_at) if plan.closed_at else None,
    )


def page_of(
    plan: Plan, on: date, file: PublicFile, newer: Plan | None, earlier: Iterable[Plan]
) -> PublicPlan:
    """All of the page; of a plan that ended the results are those of its last day."""
    head = head_of(plan, on)
    day = head.closed_on or on
    found = plan_tally(plan, _units(plan), day)
    done = _done(plan)
    tasks = tuple(_tasks(plan, found, day))
    words = vocabulary()
    forms = {code: one.label for code, one in words.forms.items()}
    audiences = {code: one.label for code, one in words.audiences.items()}
    return PublicPlan(
        head=head,
        purposes=_purposes(plan),
        tasks=tasks,
        outcome=outcome_of(sum(found.by_unit.values(), Counter())),
        kept=Kept(sum(one.kept.due for one in tasks), sum(one.kept.on_time for one in tasks)),
        units=len(found.by_unit),
        activities=done.count(),
        forms=_by(done, "form", forms),
        audiences=_by(done.exclude(audience=""), "audience", audiences),
        months=_months(done),
        shown=_shown(done, on),
        remarks=public_remarks(plan, on),
        file=file,
        is_replaced=plan.state == PlanState.SUPERSEDED,
        newer=head_of(newer, on) if newer else None,
        earlier=tuple(head_of(one, on) for one in earlier),
        day=day,
    )


def outcome_of(work: Tally) -> Outcome:
    """How far the work is; what does not concern a unit counts nowhere."""
    done, sent = WorkState.DONE, WorkState.SUBMITTED
    overdue, done_late, in_time = Lateness.OVERDUE, Lateness.DONE_LATE, Lateness.NONE
    every = standing_of(work)
    return Outcome(
        total=sum(every) - every.not_applicable,
        on_time=work.get((done, in_time), 0),
        late=work.get((done, done_late), 0),
        waiting=work.get((sent, in_time), 0) + work.get((sent, done_late), 0),
        owed=late_of(work, overdue),
        running=every.not_yet_due,
    )


def _done(plan: Plan) -> QuerySet[Activity]:
    """What was done by a plan; by a unit's own also what is recorded on the work above."""
    if plan.parent_id is None:
        return counted(plan)
    pieces = {piece for several in above([plan.pk]).values() for piece in several}
    of_it = Q(plan=plan) | Q(occurrence__assignment__in=pieces)
    return Activity.objects.filter(of_it, withdrawn_at=None)


def _units(plan: Plan) -> list[int]:
    rows = Assignment.objects.filter(plan=plan).order_by("unit_id")
    return list(rows.values_list("unit_id", flat=True).distinct())


def _purposes(plan: Plan) -> tuple[str, ...]:
    rows = Clause.objects.filter(plan=plan, kind=ClauseKind.PURPOSE).order_by("ordinal")
    texts = (" ".join(text.split()).lstrip("-– ") for text in rows.values_list("text", flat=True))
    return tuple(text for text in texts if text)


def _kept(plan: Plan, day: date) -> tuple[dict[int, Kept], set[int]]:
    """Of each task how often it fell due until the day; and those that fall due many times.

    Of a unit's own plan also what is followed on the work above.
    """
    task_of: dict[int, int] = {}
    if plan.parent_id is not None:
        for (task, _unit), pieces in above([plan.pk]).items():
            task_of |= dict.fromkeys(pieces, task)
    rows = Occurrence.objects.filter(
        Q(assignment__plan=plan) | Q(assignment__in=task_of), starts_on__lte=day
    ).exclude(state=WorkState.NOT_APPLICABLE)
    handed = Case(When(~Q(state=WorkState.RETURNED), then=F("submitted_on")))
    fell = rows.annotate(handed=handed).filter(Q(handed__isnull=False) | Q(due_on__lt=day))
    counts = fell.order_by().values_list("assignment_id", "assignment__task_id")
    found: dict[int, Kept] = {}
    in_time = Count("pk", filter=Q(handed__lte=F("due_on")))
    for piece, own, due, on_time in counts.annotate(due=Count("pk"), on_time=in_time):
        task = task_of.get(piece, own)
        before = found.get(task, Kept())
        found[task] = Kept(before.due + due, before.on_time + on_time)
    many = Occurrence.objects.filter(
        Q(assignment__plan=plan) | Q(assignment__in=task_of), ordinal__gt=1
    )
    pairs = many.order_by().values_list("assignment_id", "assignment__task_id").distinct()
    return found, {task_of.get(piece, own) for piece, own in pairs}


def _tasks(plan: Plan, found: PlanTally, day: date) -> Iterable[PublicTask]:
    kept, repeated = _kept(plan, day)
    for task, words in tasks_in_words(plan):
        outcome = outcome_of(found.by_task.get(task.pk, Counter()))
        yield PublicTask(
            id=task.pk,
            ordinal=task.ordinal,
            title=task.title,
            content=" ".join(task.content.split()),
            leads=words.leads,
            when=words.when,
            outcome=outcome,
            kept=kept.get(task.pk, Kept()),
            is_repeated=task.pk in repeated,
        )


def _by(done: QuerySet[Activity], field: str, names: dict[str, str]) -> tuple[Tallied, ...]:
    """The most first; of as many in the order of the vocabulary."""
    rows = done.order_by().values_list(field).annotate(n=Count("pk"))
    counts = dict(rows)
    ordered = sorted(counts, key=lambda code: (-counts[code], list(names).index(code)))
    return tuple(Tallied(code, names[code], counts[code]) for code in ordered)


def _months(done: QuerySet[Activity]) -> tuple[Tallied, ...]:
    rows = done.order_by().annotate(month=TruncMonth("done_on")).values_list("month")
    return tuple(
        Tallied(f"{month:%Y-%m}", f"Tháng {month.month}/{month.year}", n)
        for month, n in sorted(rows.annotate(n=Count("pk")))
    )


def _shown(done: QuerySet[Activity], on: date) -> tuple[PublicActivity, ...]:
    rows = done.filter(shown__isnull=False).select_related("shown").prefetch_related("evidence")
    newest = list(rows.order_by("-done_on", "-id")[:_MOST_SHOWN])
    units = orgs.units_by_ids({one.unit_id for one in newest}, on)
    ids = {item.file_id for one in newest if one.shown.with_pictures for item in one.evidence.all()}
    refs = files.refs({one for one in ids if one is not None})
    return tuple(
        PublicActivity(
            id=one.pk,
            title=one.title,
            done_on=one.done_on,
            place=one.place,
            unit=units[one.unit_id].body_name,
            pictures=_pictures(one, refs) if one.shown.with_pictures else (),
        )
        for one in newest
    )


def _pictures(
    activity: Activity, refs: dict[int, files.StoredFileRef]
) -> tuple[PublicPicture, ...]:
    kept = [
        PublicPicture(item.file_id, item.thumbnail_id or item.file_id, item.caption)
        for item in sorted(activity.evidence.all(), key=lambda item: item.pk)
        if item.file_id is not None and refs[item.file_id].is_image
    ]
    return tuple(kept[:_MOST_PICTURES])
