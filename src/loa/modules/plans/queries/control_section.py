"""What a plan brings to the report on procedure control for a period of that report."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from loa.foundation.documents.facade import Kind, OfficialDocument, SignatureBlock
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.errors import NotFound
from loa.modules.plans.models import Activity, Plan
from loa.modules.plans.queries import totals
from loa.modules.plans.queries.letterhead import letterhead_of, plan_name
from loa.modules.plans.queries.lineage import readable_units, revision_in_force
from loa.modules.plans.queries.plans import plan_for
from loa.modules.plans.rules import control_section as rules
from loa.modules.plans.rules.vocabulary import vocabulary

CODE = "reports.communication_section"
_DEMO_NOTE = "Dữ liệu minh họa: tên người, số liệu là giả định"


@dataclass(frozen=True)
class Section:
    """The section for one period, with the law that asks for it."""

    plan: Plan
    form: rules.Form
    period: legal.Period
    told: rules.Told
    cites: str
    is_unsure: bool


def plan_of_section(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """The plan of the province to who may read the province's reports. Raises NotFound."""
    plan = plan_for(actor, plan_id, on)
    if plan.parent_id is not None or plan.issuer_id not in readable_units(actor, on):
        raise NotFound
    return plan


def periods_of(plan: Plan) -> list[legal.Period]:
    """The periods of the plan's year for which the report is asked, shortest kinds first.

    Raises NotInForce where the law of the plan's day knows no such section.
    """
    form = rules.form_of(legal.value(CODE, on=plan.as_of))
    return [
        period
        for kind in form.kinds
        for period in legal.periods_of_year(form.rule, plan.year, kind, on=plan.as_of)
    ]


def section_of(plan: Plan, code: str) -> Section:
    """The section for a period: counted from the activities of its days, by whoever did them."""
    found = legal.in_force(CODE, on=plan.as_of)
    form = rules.form_of(found.value)
    period = legal.period(form.rule, code, on=plan.as_of)
    counted = activities_of(plan, period)
    rows = counted.order_by().values("unit_id").annotate(n=Count("pk"), spent=Sum("cost"))
    each = list(rows)
    sums = totals.unit_totals(counted)
    told = rules.Told(
        {row["unit_id"]: sums.get(row["unit_id"], {}) for row in each},
        {row["unit_id"]: row["n"] for row in each},
        {row["unit_id"]: int(row["spent"]) for row in each if row["spent"]},
    )
    return Section(plan, form, period, told, found.cites, not found.verified)


def activities_of(plan: Plan, period: legal.Period) -> QuerySet[Activity]:
    """The activities that count, done on a day of the period."""
    return totals.counted(revision_in_force(plan), first=period.first, last=period.last)


def activities_behind(section: Section, figure: str, unit_id: int) -> list[tuple[Activity, int]]:
    """The activities of a unit behind a figure, with what each adds, oldest first."""
    rows = activities_of(section.plan, section.period).filter(unit=unit_id)
    if figure == rules.COST:
        with_cost = rows.filter(cost__isnull=False).order_by("done_on", "id")
        return [(row, int(row.cost or 0)) for row in with_cost]
    if figure in vocabulary().measures:
        rows = rows.filter(quantities__measure=figure)
    shown = rows.order_by("done_on", "id").prefetch_related("quantities")
    return [(row, _amount(row, figure)) for row in shown]


def _amount(row: Activity, figure: str) -> int:
    """A measure «per» another is multiplied by it, as the sums are."""
    measure = vocabulary().measures.get(figure)
    if measure is None:
        return 1
    amounts = {one.measure: one.amount for one in row.quantities.all()}
    return amounts[figure] * (amounts.get(measure.per, 0) if measure.per else 1)


def document_of(section: Section, *, is_demo: bool) -> OfficialDocument:
    """The section as a paper of the province's office, to be put into the report."""
    day = section.period.last
    office = orgs.office_row(day)
    head = letterhead_of(office, orgs.root_row(day))
    words = legal.period_label_vi(section.period.code)
    form = section.form
    return OfficialDocument(
        kind=Kind.REPORT,
        parent_body=head.parent_body or None,
        issuer=head.issuer,
        issuer_in_text=head.in_text,
        notation=Kind.REPORT.notation(head.notation_body),
        place=head.place,
        month=day.month,
        year=day.year,
        subject=f"Nội dung mục {form.number}. {form.title}, {form.report} {words}",
        blocks=rules.blocks_of(form, section.told, plan_name(section.plan), vocabulary()),
        signer=SignatureBlock(authority=head.authority, post=head.post),
        recipients=(orgs.root_row(day).body_name, "Lưu: VT."),
        is_draft=True,
        demo_note=_DEMO_NOTE if is_demo else None,
    )
