"""`loa plan guidance|changes|deliveries|reports`: how a plan is carried out, at the console."""

from typing import Annotated

import typer

from loa.surfaces.cli import acting

_Id = Annotated[int, typer.Argument(help="Số của kế hoạch, xem bằng «loa plan list».")]
_Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


def guidance(
    plan_id: _Id,
    *,
    find: Annotated[str, typer.Option(help="Chữ cần tìm, gõ không dấu cũng được.")] = "",
    as_json: _Json = False,
) -> None:
    """Hướng dẫn của kế hoạch: câu trả lời dùng chung cho các đơn vị."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.modules.plans.facade import guidance as door  # noqa: PLC0415  as above
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    plan = plans.plan_for(actor, plan_id, today)
    counts = door.question_counts(plan, today)
    rows = door.searched(actor, plan, find, None, today)
    found = [
        {"id": row.id, "title": row.title, "about": list(row.about), "answers": row.answers}
        for row in rows
    ]
    lines = [
        f"Câu hỏi: chờ trả lời {counts.open}, quá hạn {counts.late}, đã trả lời {counts.answered}.",
        *(f"{row.id:>4}  {row.title} · {', '.join(row.about)}" for row in rows),
    ]
    value = {
        "plan": plan_id,
        "open": counts.open,
        "late": counts.late,
        "answered": counts.answered,
        "guidance": found,
    }
    output.emit(value, "\n".join(lines), as_json=as_json)


def changes(
    plan_id: _Id,
    *,
    since: Annotated[str, typer.Option(help="Từ cuối ngày này: 2022-03-14.")],
    until: Annotated[str, typer.Option(help="Đến cuối ngày này; bỏ trống là hôm nay.")] = "",
    as_json: _Json = False,
) -> None:
    """Thay đổi giữa hai ngày: hạn, trạng thái, việc thêm, bỏ, chuyển; số trước bên số sau."""
    actor, _at, today = acting.at_console()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  as above
    from loa.modules.plans.facade import changes as door  # noqa: PLC0415  as above
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    last = min(acting.day(until), today) if until else today
    days = door.Window(min(acting.day(since), last), last)
    plan = plans.plan_for(actor, plan_id, today)
    found = door.changes_of(actor, [plan], days, today)
    rows = [
        {
            "kind": row.kind.name,
            "unit": orgs.last_row(row.work.unit_id, today).code,
            "work": row.work.occurrence_id,
            "title": row.work.title,
            "before": str(row.before or ""),
            "after": str(row.after or ""),
            "reason": row.reason,
        }
        for row in found.rows
    ]
    value = {
        "plan": plan_id,
        "since": days.first.isoformat(),
        "until": days.last.isoformat(),
        "changes": rows,
    }
    lines = [
        f"{row['kind']:<12} {row['unit']:<10} {row['before']} → {row['after']} · {row['title']}"
        for row in rows
    ]
    heading = f"Từ cuối {days.first:%d/%m/%Y} đến cuối {days.last:%d/%m/%Y}: {len(rows)} thay đổi."
    output.emit(value, "\n".join([heading, *lines]), as_json=as_json)


def deliveries(plan_id: _Id, *, as_json: _Json = False) -> None:
    """Văn bản đã gửi đến từng nơi nhận bằng cách nào, ai đã mở, thư nào không đi được."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.modules.plans.facade import delivery  # noqa: PLC0415  as above
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    lines = delivery.lines_of(plans.plan_for(actor, plan_id, today), today)
    every = [one for line in lines for one in line.recipients]
    failed = [(one.name, one.failed_letter.words) for one in every if one.failed_letter]
    value = {
        "plan": plan_id,
        "recipients": len(every),
        "sent": sum(bool(one.sent) for one in every),
        "received": sum(one.is_received for one in every),
        "failed": [{"recipient": name, "why": why} for name, why in failed],
        "unopened": [one.name for one in every if one.sent and not one.is_received],
    }
    counted = f"đã gửi {value['sent']}, đã mở hoặc đã nhận {value['received']}"
    told = [
        f"{len(every)} nơi nhận: {counted}.",
        *(f"Thư không đi được: {name}: {why}" for name, why in failed),
    ]
    output.emit(value, "\n".join(told), as_json=as_json)


def reports(
    plan_id: _Id,
    *,
    period: Annotated[str, typer.Option(help="Kỳ báo cáo: 2022-Q1; bỏ trống là kỳ vừa hết.")] = "",
    as_json: _Json = False,
) -> None:
    """Đơn vị nào phải báo cáo trong kỳ, đã nộp chưa."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    owed = plans.reports_owed(actor, plan_id, period, today)
    missing = [one.unit for one in owed if not one.is_in]
    value = {
        "plan": plan_id,
        "units": len(owed),
        "in": len(owed) - len(missing),
        "missing": [unit.code for unit in missing],
    }
    lines = [
        f"Đã nộp {value['in']}/{len(owed)} đơn vị.",
        *(f"Chưa nộp: {unit.code} {unit.name}" for unit in missing),
    ]
    output.emit(value, "\n".join(lines), as_json=as_json)
