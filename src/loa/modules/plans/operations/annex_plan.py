"""An annex joins the plan that it belongs to: before issue as tasks, after it as a revision."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.files import facade as files
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, get_one, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Annex, Doubt, Plan
from loa.modules.plans.operations.draft_rows import AlreadyIssued
from loa.modules.plans.operations.revise_plan import revision_of
from loa.modules.plans.operations.write_draft import DraftWriter
from loa.modules.plans.queries.annexes import cells_of, found_in, reading_of
from loa.modules.plans.queries.reading import ReadAnnex
from loa.modules.plans.rules import annex as rules
from loa.modules.plans.rules import drafting
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import (
    AnnexResult,
    AnnexState,
    DoubtCode,
    DoubtState,
    PlanState,
    TaskRole,
    Verb,
)

_BETWEEN = "\n\n"
_LONGEST_CELL = 5000


class NoTaskTable(DomainError):
    """No table of the annex has columns by which its rows are tasks."""

    code = "PLANS_NO_TASK_TABLE"
    message_vi = (
        "Không thấy bảng nhiệm vụ trong biểu: cần một dòng tiêu đề có cột nội dung và ít nhất một "
        "cột đơn vị, thời gian, sản phẩm hoặc hình thức. Sửa dòng tiêu đề ngay dưới đây, hoặc tải "
        "biểu mẫu về điền."
    )


class AnnexClosed(DomainError):
    """The annex joined or was put aside; its rows are changed as tasks now."""

    code = "PLANS_ANNEX_CLOSED"
    message_vi = "Biểu này đã nhập xong. Muốn thay đổi, hãy sửa nhiệm vụ trong bản nháp."


@operation
def add_annex(*, actor: orgs.Actor, plan_id: int, source: ReadAnnex, at: datetime) -> AnnexResult:
    """Keep an annex with what was read of it, to be checked; the same bytes answer what is there.

    Of an issued plan it becomes part of the draft of the next revision, made where there is none.
    """
    on = local_day(at)
    plan = queries.get_plan(actor, plan_id, on)
    sha256 = hashlib.sha256(source.data).hexdigest()

    is_draft = plan.state == PlanState.DRAFT
    require(policies.can_on(actor, Verb.EDIT if is_draft else Verb.AMEND, plan, on))
    if plan.state == PlanState.SUPERSEDED:
        raise AlreadyIssued(_SUPERSEDED)
    queries.refuse_closed(plan)
    if (known := known_annex(plan, sha256)) is not None:
        return _result(known, is_new=False)
    if not is_draft:
        plan = revision_of(actor=actor, plan=plan, at=at)
        if (known := known_annex(plan, sha256)) is not None:
            return _result(known, is_new=False)

    stored = files.store(
        actor_id=actor.person_id,
        name=source.name,
        data=source.data,
        at=at,
        purpose=files.Purpose.PLAN_SOURCE,
    )
    annex = Annex.objects.create(
        plan=plan,
        ordinal=plan.annexes.count() + 1,
        file_id=stored.id,
        name=source.name[:255],
        sha256=sha256,
        text=source.found.text,
        grids=rules.as_json(source.found.tables),
        notes=list(source.notes),
        added_at=at,
        added_by=actor.label,
    )

    after: dict[str, object] = {"annex": annex.ref, "name": source.name, "sha256": sha256}
    _record(actor, plan, Change({}, after), at)
    return _result(annex, is_new=True)


@operation
def fix_annex(
    *,
    actor: orgs.Actor,
    annex_id: int,
    version: int,
    cells: Mapping[str, str],
    with_hidden: bool,
    at: datetime,
) -> None:
    """Correct cells of an annex before it joins, or take in what its file hides."""
    annex = _open_annex(actor, annex_id, at)

    fixes = {**annex.fixes, **_corrections(annex, cells)}
    wanted = {"fixes": fixes, "with_hidden": with_hidden}
    if annex.version == version + 1 and wanted == {
        "fixes": annex.fixes,
        "with_hidden": annex.with_hidden,
    }:
        return
    change = compare_and_set(annex, version, **wanted)

    _record(actor, annex.plan, change, at, annex.ref)


@operation
def join_annex(
    *, actor: orgs.Actor, annex_id: int, version: int | None, at: datetime
) -> AnnexResult:
    """Make tasks of the rows of an annex; what is doubtful in a cell becomes a doubt of the draft.

    A second time answers what is there. `version` None takes the annex as it stands.
    """
    annex = _annex(actor, annex_id, at)
    if annex.state == AnnexState.JOINED:
        return _result(annex, is_new=False)
    plan = _draft(actor, annex, at)
    if version is not None and version != annex.version:
        compare_and_set(annex, version)  # raises Stale

    whole = reading_of(annex)
    if not whole.work:
        raise NoTaskTable
    reading = rules.joining(found_in(annex), whole, annex.fixes, plan.year)
    start = len(plan.text) + len(_BETWEEN)
    end = start + len(reading.text)
    builder = drafting.TaskBuilder(plan.year, legal.working_calendar(), vocabulary())
    read = rules.tasks_of(reading, builder, start)
    tasks = rules.without_known(read, _of_annexes(plan))
    unread = [table for table in whole.tables if not table.orders_work]
    draft = drafting.Draft(
        plan.year,
        plan.as_of,
        plan.period_rule,
        tuple(tasks),
        tuple(drafting.left_out(table) for table in unread),
    )

    before = set(plan.doubts.values_list("pk", flat=True))
    compare_and_set(
        plan, plan.version, text=f"{plan.text}{_BETWEEN}{reading.text}", missing=_left(plan, annex)
    )
    compare_and_set(annex, annex.version, state=AnnexState.JOINED.value, start=start, end=end)
    DraftWriter(plan, annex=annex).write(draft, tuple(annex.notes))
    _settle_missing(actor, plan, annex, at)

    after = {"annex": annex.ref, "tasks": len(tasks)}
    _record(actor, plan, Change({}, after), at)
    doubts = plan.doubts.exclude(pk__in=before).order_by("ordinal")
    return AnnexResult(
        plan.pk,
        annex.pk,
        is_new=True,
        is_joined=True,
        tasks=len(tasks),
        repeated=len(read) - len(tasks),
        doubts=tuple(doubts.values_list("message", flat=True)),
    )


@operation
def take_annex(
    *, actor: orgs.Actor, plan_id: int, source: ReadAnnex, with_hidden: bool, at: datetime
) -> AnnexResult:
    """Add an annex and join it as it stands; the same bytes a second time add nothing."""
    found = add_annex(actor=actor, plan_id=plan_id, source=source, at=at)
    if found.is_joined:
        return found
    annex = Annex.objects.get(pk=found.annex_id)
    if with_hidden != annex.with_hidden:
        fix_annex(
            actor=actor,
            annex_id=annex.pk,
            version=annex.version,
            cells={},
            with_hidden=with_hidden,
            at=at,
        )
    return join_annex(actor=actor, annex_id=annex.pk, version=None, at=at)


@operation
def drop_annex(*, actor: orgs.Actor, annex_id: int, version: int, at: datetime) -> None:
    """Put an annex aside that was not meant; its file is kept. A second time finds it so."""
    annex = _annex(actor, annex_id, at)
    if annex.state == AnnexState.DROPPED:
        return
    plan = _draft(actor, annex, at)
    if annex.state != AnnexState.READ:
        raise AnnexClosed

    change = compare_and_set(annex, version, state=AnnexState.DROPPED.value)

    _record(actor, plan, change, at, annex.ref)


_SUPERSEDED = "Kế hoạch này đã có bản sửa đổi. Mở bản đang có hiệu lực rồi thêm biểu vào bản đó."


def _annex(actor: orgs.Actor, annex_id: int, at: datetime) -> Annex:
    """One annex of a plan that the actor may work on; the plan is locked first. Raises NotFound."""
    on = local_day(at)
    seen = Annex.objects.filter(pk=annex_id, plan__in=queries.visible_plans(actor, on).order_by())
    annex = get_one(seen)
    plan = queries.get_plan(actor, annex.plan_id, on)
    require(policies.can_on(actor, Verb.EDIT, plan, on))
    return get_one(Annex.objects.filter(pk=annex_id).select_related("plan"))


def _draft(actor: orgs.Actor, annex: Annex, at: datetime) -> Plan:
    plan = queries.get_plan(actor, annex.plan_id, local_day(at))
    if plan.state != PlanState.DRAFT:
        raise AlreadyIssued
    return plan


def _open_annex(actor: orgs.Actor, annex_id: int, at: datetime) -> Annex:
    annex = _annex(actor, annex_id, at)
    _draft(actor, annex, at)
    if annex.state != AnnexState.READ:
        raise AnnexClosed
    return annex


def known_annex(plan: Plan, sha256: str) -> Annex | None:
    """The annex of these bytes that the plan has, but for one that was put aside."""
    return plan.annexes.filter(sha256=sha256).exclude(state=AnnexState.DROPPED).first()


def _result(annex: Annex, *, is_new: bool) -> AnnexResult:
    is_joined = annex.state == AnnexState.JOINED
    tasks = annex.tasks.count() if is_joined else len(reading_of(annex).work)
    return AnnexResult(annex.plan_id, annex.pk, is_new, is_joined, tasks)


def _corrections(annex: Annex, cells: Mapping[str, str]) -> dict[str, str]:
    """Those of the sent cells that the annex has."""
    known = cells_of(annex)
    return {key: words.strip()[:_LONGEST_CELL] for key, words in cells.items() if key in known}


def _of_annexes(plan: Plan) -> list[rules.KnownTask]:
    """The tasks that earlier annexes brought, by their own words."""
    return [
        rules.KnownTask(
            row.ordinal,
            row.content,
            row.deadline_words,
            frozenset(actor.words for actor in row.actors.all() if actor.role == TaskRole.LEAD),
        )
        for row in plan.tasks.exclude(annex=None).prefetch_related("actors").order_by("ordinal")
    ]


def _left(plan: Plan, annex: Annex) -> list[dict[str, object]]:
    """What the plan still refers to and nobody has brought."""
    return [row for row in plan.missing if not _answers(annex, str(row["phrase"]), plan)]


def _answers(annex: Annex, phrase: str, plan: Plan) -> bool:
    """Whether an annex is the one meant: the only one asked for, or of the same number."""
    if len(plan.missing) <= 1:
        return True
    numbers = re.findall(r"\b(?:\d{1,2}|[IVX]{1,4})\b", phrase)
    return not numbers or any(
        re.search(rf"(?<!\w){re.escape(numbers[0])}(?!\w)", words)
        for words in (annex.name, annex.text[:300])
    )


def _settle_missing(actor: orgs.Actor, plan: Plan, annex: Annex, at: datetime) -> None:
    doubts = Doubt.objects.filter(
        plan=plan, state=DoubtState.OPEN, code__in=(DoubtCode.ANNEX_MISSING, DoubtCode.NO_TASK)
    )
    left = [f"«{row['phrase']}»" for row in _left(plan, annex)]
    settled = [doubt.pk for doubt in doubts if not any(words in doubt.message for words in left)]
    Doubt.objects.filter(pk__in=settled).update(
        state=DoubtState.SETTLED, settled_at=at, settled_by=actor.label
    )


def _record(actor: orgs.Actor, plan: Plan, change: Change, at: datetime, thing: str = "") -> None:
    audit.record(
        actor=actor,
        verb=Verb.EDIT,
        thing=thing or plan.ref,
        change=change,
        at=at,
        unit_id=plan.issuer_id,
    )
