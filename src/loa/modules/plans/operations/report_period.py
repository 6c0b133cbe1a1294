"""Period reports: drafted from the rows, edited, approved, submitted and frozen; corrected anew."""

from collections.abc import Mapping
from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.documents.register import facade as register
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError, Stale
from loa.modules.plans import policies, queries
from loa.modules.plans.models import PeriodReport, Plan
from loa.modules.plans.operations.keep_evidence import keep_signed_copy
from loa.modules.plans.operations.tell_units import tell_superior, tell_unit
from loa.modules.plans.queries import report_files
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.rules import reporting as rules
from loa.modules.plans.rules import work
from loa.modules.plans.rules.passages import frozen_json, voiced
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import FROZEN_REPORTS, PlanState, ReportState, Verb


class NothingToReport(DomainError):
    """The unit has no work in the plan, or the plan was not given out."""

    code = "PLANS_NOTHING_TO_REPORT"
    message_vi = (
        "Đơn vị không phải báo cáo theo kế hoạch này. Kết quả của kế hoạch riêng được báo cáo theo "
        "kế hoạch cấp trên giao."
    )


class PlanSuperseded(DomainError):
    """A new report of a plan of which a later revision is in force."""

    code = "PLANS_PLAN_SUPERSEDED"
    message_vi = "Kế hoạch đã có bản sửa đổi. Mở bản sửa đổi để lập báo cáo kỳ này."


class ReportFrozen(DomainError):
    """The report was handed in; a change is a correction with its reason."""

    code = "PLANS_REPORT_FROZEN"
    message_vi = "Báo cáo đã nộp nên không sửa được. Lập bản đính chính và ghi lý do."


class UnknownSection(DomainError):
    """A section that the report does not have."""

    code = "PLANS_UNKNOWN_SECTION"


@operation
def open_report(*, actor: orgs.Actor, plan_id: int, unit_id: int, period: str, at: datetime) -> int:
    """Start the unit's report for the period; asked again, it answers the newest edition."""
    on = local_day(at)
    plan = queries.plan_for(actor, plan_id, on)
    is_own = plan.parent_id is not None
    is_root = unit_id == plan.issuer_id and not is_own

    verb = Verb.REPORT_CONSOLIDATE if is_root else Verb.REPORT_DRAFT
    require(policies.can(actor, verb, unit_id, on))

    span = reads.period_of(plan, period)
    queries.lock_source(f"report:{plan.pk}:{unit_id}:{period}")
    if existing := reads.latest(plan, period).get(unit_id):
        return existing.pk
    queries.refuse_closed(plan)
    if plan.state == PlanState.SUPERSEDED:
        raise PlanSuperseded
    owing = {unit.id for unit in reads.reporting_units(plan, span.reported_from)}
    if is_own or plan.state == PlanState.DRAFT or (not is_root and unit_id not in owing):
        raise NothingToReport

    report = PeriodReport.objects.create(
        plan=plan,
        unit_id=unit_id,
        period=period,
        starts_on=span.first,
        ends_on=span.last,
        is_consolidated=is_root or bool(orgs.children_of(unit_id, span.reported_from)),
        created_at=at,
        created_by=actor.label,
    )

    _record(actor, verb, report, Change({}, {"period": period, "edition": 1}), at)
    return report.pk


@operation
def edit_report(
    *,
    actor: orgs.Actor,
    report_id: int,
    version: int,
    sections: Mapping[str, str],
    at: datetime,
) -> None:
    """Write the words of some sections; an emptied one goes back to what the figures say."""
    on = local_day(at)
    report = reads.get_report(actor, report_id, on)

    require(policies.can(actor, policies.draft_verb(report), report.unit_id, on))
    if unknown := set(sections) - rules.EDITABLE:
        message = f"Báo cáo không có mục {', '.join(sorted(unknown))}."
        raise UnknownSection(message)
    merged = {**report.sections, **{k: v.strip() for k, v in sections.items()}}
    kept = {code: text for code, text in merged.items() if text}
    if report.is_repeat(version, sections=kept):
        return
    _require_open(report)

    change = compare_and_set(report, version, sections=kept)

    _record(actor, Verb.REPORT_DRAFT, report, change, at)


@operation
def propose_report(*, actor: orgs.Actor, report_id: int, version: int, at: datetime) -> None:
    """Hand the draft to the head."""
    on = local_day(at)
    report = reads.get_report(actor, report_id, on)

    require(policies.can(actor, policies.draft_verb(report), report.unit_id, on))
    if report.is_repeat(version, state=ReportState.PROPOSED):
        return
    if report.state not in {ReportState.DRAFT, ReportState.RETURNED}:
        raise work.WrongState

    change = compare_and_set(
        report, version, state=ReportState.PROPOSED, proposed_at=at, proposed_by=actor.label
    )

    _record(actor, Verb.REPORT_DRAFT, report, change, at)


@operation
def approve_report(*, actor: orgs.Actor, report_id: int, version: int, at: datetime) -> None:
    """The head approves: the report is handed in and its figures and words are frozen.

    The provincial report has no superior in the house: it is accepted with that.
    """
    on = local_day(at)
    report = reads.get_report(actor, report_id, on)
    plan = report.plan

    require(policies.can(actor, Verb.REPORT_APPROVE, report.unit_id, on))
    is_root = report.unit_id == plan.issuer_id
    done = ReportState.ACCEPTED if is_root else ReportState.SUBMITTED
    if report.is_repeat(version, state=done, submitted_by=actor.label):
        return
    if report.state in FROZEN_REPORTS:
        raise ReportFrozen

    fields = _frozen(plan, report, on) | {"submitted_at": at, "submitted_by": actor.label}
    if is_root:
        fields |= {"accepted_at": at, "accepted_by": actor.label}
    change = compare_and_set(report, version, state=done, return_reason="", **fields)

    _record(actor, Verb.REPORT_APPROVE, report, change, at)
    if not is_root:
        words = f"nộp báo cáo {_period(report)}"
        tell_superior(report.unit_id, Verb.REPORT_APPROVE, words, at, report)


@operation
def accept_report(*, actor: orgs.Actor, report_id: int, version: int, at: datetime) -> None:
    """Take the unit's report as it is."""
    on = local_day(at)
    report = reads.get_report(actor, report_id, on)

    require(policies.can(actor, Verb.REPORT_ACCEPT, report.unit_id, on))
    if report.is_repeat(version, state=ReportState.ACCEPTED):
        return
    if report.state != ReportState.SUBMITTED:
        raise work.WrongState

    change = compare_and_set(
        report, version, state=ReportState.ACCEPTED, accepted_at=at, accepted_by=actor.label
    )

    _record(actor, Verb.REPORT_ACCEPT, report, change, at)
    words = f"Đã nhận báo cáo {_period(report)}"
    tell_unit(report.unit_id, Verb.REPORT_ACCEPT, words, at, report)


@operation
def return_report(
    *, actor: orgs.Actor, report_id: int, version: int, reason: str, at: datetime
) -> None:
    """Give the report back with a remark; it is open for its unit again."""
    on = local_day(at)
    report = reads.get_report(actor, report_id, on)

    require(policies.can(actor, Verb.REPORT_RETURN, report.unit_id, on))
    reason = work.needs_reason(reason)
    if report.is_repeat(version, state=ReportState.RETURNED, return_reason=reason):
        return
    if report.state != ReportState.SUBMITTED:
        raise work.WrongState

    change = compare_and_set(
        report,
        version,
        state=ReportState.RETURNED,
        return_reason=reason,
        returns=[*report.returns, _return(report, reason, at)],
        submitted_at=None,
        submitted_by="",
        figures={},
        sections=_edited(report),
    )

    _record(actor, Verb.REPORT_RETURN, report, change, at)
    words = f"Trả lại báo cáo {_period(report)}: {reason}"
    tell_unit(report.unit_id, Verb.REPORT_RETURN, words, at, report)


@operation
def correct_report(
    *, actor: orgs.Actor, report_id: int, version: int, reason: str, at: datetime
) -> int:
    """Open a new edition of a frozen report, with its reason; the old one stays as it was."""
    on = local_day(at)
    report = reads.get_report(actor, report_id, on)
    newest = reads.latest(report.plan, report.period)[report.unit_id]

    require(policies.can(actor, policies.draft_verb(report), report.unit_id, on))
    reason = work.needs_reason(reason)
    if newest.edition == report.edition + 1 and newest.correction_reason == reason:
        return newest.pk
    if newest.pk != report.pk or report.state not in FROZEN_REPORTS:
        raise work.WrongState
    if report.version != version:
        raise Stale

    edition = PeriodReport.objects.create(
        plan=report.plan,
        unit_id=report.unit_id,
        period=report.period,
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        edition=report.edition + 1,
        correction_reason=reason,
        is_consolidated=report.is_consolidated,
        sections=_edited(report),
        passages=report.passages,
        created_at=at,
        created_by=actor.label,
    )

    change = Change({"edition": report.edition}, {"edition": edition.edition, "reason": reason})
    _record(actor, Verb.REPORT_DRAFT, edition, change, at)
    return edition.pk


@operation
def number_report(
    *,
    actor: orgs.Actor,
    report_id: int,
    version: int,
    number: str,
    signed_on: date,
    official: tuple[str, bytes] | None,
    at: datetime,
) -> None:
    """Văn thư enters the number given elsewhere, "" = the next one of Loa's, with its day.

    The number stands in the register of whoever signs; a signed copy becomes the official one.
    """
    on = local_day(at)
    report = reads.locked_report(actor, report_id, on)

    require(policies.can(actor, Verb.NUMBER, report.unit_id, on))
    if report.state not in FROZEN_REPORTS:
        raise work.WrongState

    unit_id, outgoing = report_files.outgoing_of(report, signed_on, on)
    given = register.give_number(
        actor=actor, unit_id=unit_id, outgoing=outgoing, number=number, thing=report.ref, at=at
    )
    fields: dict[str, object] = {"number": given.number, "signed_on": signed_on}
    if report.is_repeat(version, **fields):
        return
    if official is not None:
        fields["official_file_id"] = keep_signed_copy(actor.person_id, official, at)

    change = compare_and_set(report, version, **fields)

    _record(actor, Verb.NUMBER, report, change, at)


@operation
def forget_number(*, actor: orgs.Actor, thing: str, at: datetime) -> None:
    """Leave a report blank again whose number was cancelled, unless it has a new one by now."""
    report = reads.lock_by_ref(thing)
    if report is None:
        return

    require(policies.can(actor, Verb.FORGET_NUMBER, report.unit_id, local_day(at)))
    if not report.number or register.number_of(thing):
        return

    change = compare_and_set(report, report.version, number="", signed_on=None, official_file=None)

    _record(actor, Verb.FORGET_NUMBER, report, change, at)


def _frozen(plan: Plan, report: PeriodReport, on: date) -> dict[str, object]:
    """Figures and words as they stand now; `edited` names the sections a person wrote."""
    span = reads.period_of(plan, report.period)
    figures = reads.figures_for(plan, report.unit_id, span, on)
    passages = report_files.passages_of(report, span)
    texts = rules.drafted(
        figures,
        vocabulary(),
        is_consolidated=report.is_consolidated,
        voiced=voiced(passages),
    )
    sections = {
        section.code: rules.text_of(section.code, report.sections, texts)
        for section in rules.SECTIONS
        if section.code in rules.EDITABLE
    }
    return {
        "figures": {
            **figures.as_json(),
            "edited": sorted(report.sections),
            "passages": frozen_json(passages),
        },
        "sections": sections,
    }


def _return(report: PeriodReport, reason: str, at: datetime) -> dict[str, str]:
    """One time that the report was given back, which its next submission does not hide."""
    handed_in = report.submitted_at.isoformat() if report.submitted_at else ""
    return {"handed_in": handed_in, "returned": at.isoformat(), "reason": reason}


def _edited(report: PeriodReport) -> dict[str, str]:
    """The words of a frozen report that a person wrote; the others follow the figures again."""
    written = report.figures.get("edited", [])
    return {code: text for code, text in report.sections.items() if code in written}


def _period(report: PeriodReport) -> str:
    return legal.period_label_vi(report.period)


def _require_open(report: PeriodReport) -> None:
    if report.state in FROZEN_REPORTS:
        raise ReportFrozen


def _record(
    actor: orgs.Actor, verb: Verb, report: PeriodReport, change: Change, at: datetime
) -> None:
    audit.record(
        actor=actor, verb=verb, thing=report.ref, change=change, at=at, unit_id=report.unit_id
    )
