"""`loa plan coverage`: which units carry out which duty of a plan, on any day."""

from typing import Annotated

import typer

from loa.surfaces.cli import acting


def coverage(
    plan_id: Annotated[int, typer.Argument(help="Số của kế hoạch, xem bằng «loa plan list».")],
    *,
    as_of: Annotated[str, typer.Option(help="Tính đến hết ngày: 2022-02-28.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Từng mục của kế hoạch: bao nhiêu đơn vị đã có nhiệm vụ triển khai, đơn vị nào còn thiếu."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    day = acting.day(as_of) if as_of else today
    rows = plans.coverage(actor, plans.plan_for(actor, plan_id, today), day, today)
    clauses = [
        {
            "clause": row.clause,
            "task": row.ordinal,
            "text": row.text,
            "units": len(row.units),
            "covered": len(row.covered),
            "missing": [unit.code for unit in row.missing],
        }
        for row in rows
    ]
    lines = [
        f"{row.clause:<8} {len(row.covered)}/{len(row.units)} đơn vị · {row.text}" for row in rows
    ]
    lines = [f"Tính đến hết ngày {day:%d/%m/%Y}:", *lines]
    value = {"plan": plan_id, "as_of": day.isoformat(), "clauses": clauses}
    output.emit(value, "\n".join(lines), as_json=as_json)
