"""`loa plan close`: the end of a plan's year."""

from dataclasses import asdict
from typing import Annotated

import typer

from loa.surfaces.cli import acting


def close(
    plan_id: Annotated[int, typer.Argument(help="Số của kế hoạch, xem bằng «loa plan list».")],
    *,
    reason: Annotated[
        str,
        typer.Option(
            help="Lý do, khi còn việc, báo cáo chưa xong, khó khăn, câu hỏi, góp ý chưa trả lời."
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Kết thúc một kế hoạch khi hết năm: từ đó chỉ xem, không mở lại."""
    actor, at, _today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    try:
        found = plans.close_plan(actor=actor, plan_id=plan_id, reason=reason, at=at)
    except plans.StillOpen as refusal:
        message = f"{refusal.message_vi} Ghi lý do bằng --reason."
        raise plans.StillOpen(message) from refusal
    acting.settle()
    left = asdict(found.left)
    del left["last_report_due"]
    value = {"plan": found.plan_id, "state": "CLOSED", "left": left}
    output.emit(value, f"Kế hoạch {plan_id} đã kết thúc, nay chỉ xem.", as_json=as_json)
