"""`loa plan urge`: urge the late units of a plan."""

from dataclasses import asdict
from typing import Annotated
from uuid import uuid4

import typer

from loa.surfaces.cli import acting


def urge(
    plan_id: Annotated[int, typer.Argument(help="Số của kế hoạch, xem bằng «loa plan list».")],
    *,
    late: Annotated[bool, typer.Option("--late", help="Mọi đơn vị có việc quá hạn.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không gửi.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Đôn đốc các đơn vị quá hạn, mỗi việc một lần một ngày; ngoài giờ thì gửi vào buổi sau."""
    if not late:
        message = "Cho biết đôn đốc ai: thêm --late để đôn đốc mọi đơn vị quá hạn."
        raise typer.BadParameter(message)
    actor, at, _today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    chosen = plans.Chosen()
    if dry_run:
        found = plans.would_urge(actor, plan_id, chosen, at)
    else:
        found = plans.urge_late(actor=actor, plan_id=plan_id, chosen=chosen, key=uuid4(), at=at)
        acting.settle()
    value = asdict(found)
    del value["round_id"]
    did = "Sẽ đôn đốc" if dry_run else "Đã đôn đốc"
    lines = [f"{did} {found.urged} đơn vị; {found.already_today} đơn vị đã được đôn đốc hôm nay."]
    if found.unreachable:
        lines.append(f"Chưa có ai nhận trên Loa: {', '.join(found.unreachable)}.")
    output.emit(value, "\n".join(lines), as_json=as_json)
