"""The proof of coverage as a workbook: each duty, each unit, each duty at each unit."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.printing.facade import Cell, CellKind, Sheet, SheetColumn, write_xlsx
from loa.kernel.words import short_date
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.queries.coverage import DutyCoverage, coverage
from loa.modules.plans.rules.own_plan import ANSWER_WORDS, AnswerKind
from loa.modules.plans.web import own_plan_pages
from loa.modules.plans.web.presenters import document_words, plan_name
from loa.modules.plans.web.reading import Moment

_LACKS = _("Chưa có")


def coverage_workbook(now: Moment, plan: Plan, query: QueryDict) -> bytes:
    """As of the day that the page shows, over the units that the reader may see."""
    day, only_missing = own_plan_pages.asked_of(query, now.today)
    every = [row for row in coverage(now.actor, plan, day, now.today) if row.units]
    shown = [row for row in every if row.missing] if only_missing else every
    heading = [
        plan_name(plan),
        _("Triển khai ở các đơn vị, tính đến hết ngày %s") % short_date(day),
    ]
    if only_missing:
        heading.append(_("Chỉ nhiệm vụ còn đơn vị thiếu"))
    return write_xlsx(
        [
            _of_duties(shown, tuple(heading)),
            _of_units(plan, every, day, tuple(heading[:2])),
            _of_both(shown, tuple(heading)),
        ]
    )


def _of_duties(rows: Sequence[DutyCoverage], heading: tuple[str, ...]) -> Sheet:
    columns = (
        SheetColumn(_("Mục"), width=10),
        SheetColumn(_("Nhiệm vụ"), width=50),
        SheetColumn(_("Đơn vị"), CellKind.NUMBER, 10),
        SheetColumn(_("Đã có"), CellKind.NUMBER, 10),
        SheetColumn(_("Còn thiếu"), CellKind.NUMBER, 10),
        SheetColumn(_("Đơn vị còn thiếu"), width=70),
    )
    lines: list[tuple[Cell, ...]] = [
        (
            row.clause,
            row.text,
            len(row.units),
            len(row.covered),
            len(row.missing),
            "; ".join(unit.body_name for unit in row.missing),
        )
        for row in rows
    ]
    return Sheet(_("Từng nhiệm vụ"), columns, lines, heading=heading)


def _of_units(
    plan: Plan, rows: Sequence[DutyCoverage], day: date, heading: tuple[str, ...]
) -> Sheet:
    units = {unit.id: unit for row in rows for unit in row.units}
    documents = own_plan_pages.documents_on(plan, units, day)
    lacking: dict[int, list[str]] = {unit_id: [] for unit_id in units}
    for row in rows:
        for unit in row.missing:
            lacking[unit.id].append(f"{row.clause}. {row.text}")
    columns = (
        SheetColumn(_("TT"), CellKind.ORDINAL, 6),
        SheetColumn(_("Đơn vị"), width=34),
        SheetColumn(_("Văn bản triển khai"), width=34),
        SheetColumn(_("Loại"), width=26),
        SheetColumn(_("Ngày ban hành"), CellKind.DATE, 14),
        SheetColumn(_("Nhiệm vụ còn thiếu"), CellKind.NUMBER, 12),
        SheetColumn(_("Những nhiệm vụ còn thiếu"), width=70),
    )
    ordered = sorted(units.values(), key=lambda unit: unit.order)
    lines = [
        (place, *_unit(unit, documents.get(unit.id), lacking[unit.id]))
        for place, unit in enumerate(ordered, 1)
    ]
    return Sheet(_("Từng đơn vị"), columns, lines, heading=heading, alert_words=_LACKS)


def _unit(unit: orgs.UnitRow, document: Plan | None, lacking: list[str]) -> tuple[Cell, ...]:
    words = document_words(document) if document else _LACKS
    kind = ANSWER_WORDS[AnswerKind(document.answer_kind)] if document else ""
    signed_on = document.signed_on if document else None
    return (unit.body_name, words, kind, signed_on, len(lacking), "; ".join(lacking))


def _of_both(rows: Sequence[DutyCoverage], heading: tuple[str, ...]) -> Sheet:
    said = [one for row in rows for several in row.by_unit.values() for one in several]
    documents = reads.documents_by_id({one.plan_id for one in said})
    tasks = reads.tasks_by_id({one.task_id for one in said})
    columns = (
        SheetColumn(_("Mục"), width=10),
        SheetColumn(_("Nhiệm vụ"), width=50),
        SheetColumn(_("Đơn vị"), width=34),
        SheetColumn(_("Văn bản"), width=34),
        SheetColumn(_("Nhiệm vụ của đơn vị"), width=50),
    )
    lines: list[tuple[Cell, ...]] = [
        (row.clause, row.text, unit.body_name, *_answer(row, unit.id, documents, tasks))
        for row in rows
        for unit in row.units
    ]
    return Sheet(_("Nhiệm vụ, đơn vị"), columns, lines, heading=heading, alert_words=_LACKS)


def _answer(
    row: DutyCoverage, unit_id: int, documents: Mapping[int, Plan], tasks: Mapping[int, Task]
) -> tuple[str, str]:
    said = row.by_unit.get(unit_id, ())
    if not said:
        return (_LACKS, "")
    found = [tasks.get(one.task_id or 0) for one in said]
    titles = [task.title for task in found if task is not None]
    words = "; ".join(dict.fromkeys(titles)) or _("cả văn bản")
    return (document_words(documents[said[0].plan_id]), words)
